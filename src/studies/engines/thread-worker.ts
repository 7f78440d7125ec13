import { workerData } from 'piscina';
import { loadStudy } from '../load-study.js';
import { runTask } from '../run-task.js';
import type { Outcome } from '../task.js';
import type { ThreadData, ThreadRequest } from './thread-pool.js';

const { module, begun } = workerData as ThreadData;
const { study } = await loadStudy(module);
const slots = new Int32Array(begun);

/** What a thread of a pool does: loads the study's module once, then runs tasks of it. No request: just say that it is loaded. */
export default async function run(request: ThreadRequest | undefined): Promise<Outcome | undefined> {
  if (!request) return undefined;
  Atomics.store(slots, request.slot, 1);
  return runTask(study, request.task);
}

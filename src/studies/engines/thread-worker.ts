import { workerData } from 'piscina';
import { loadStudy } from '../load-study.js';
import { runTask } from '../run-task.js';
import type { Outcome, Task } from '../task.js';
import type { ThreadData } from './thread-pool.js';

const { study } = await loadStudy((workerData as ThreadData).module);

/** What a thread of a pool does: loads the study's module once, then runs tasks of it. No task: just say that it is loaded. */
export default async function run(task: Task | undefined): Promise<Outcome | undefined> {
  return task && runTask(study, task);
}

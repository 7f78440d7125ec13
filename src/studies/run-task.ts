import { hostname } from 'node:os';
import { encodeRows } from './encode-rows.js';
import type { Study } from './study.js';
import type { Outcome, Task } from './task.js';

/** Runs a task here and now. Never throws: what goes wrong is the outcome. */
export async function runTask(study: Study, task: Task, signal?: AbortSignal): Promise<Outcome> {
  const { point, replicate, attempt, seed, parameters } = task;
  const start = performance.now();
  const about = () => ({ point, replicate, attempt, milliseconds: performance.now() - start, host: hostname() });
  const abort = new AbortController();
  const forward = () => abort.abort();
  signal?.addEventListener('abort', forward, { once: true });
  if (signal?.aborted) abort.abort();
  let late = false;
  const { timeLimit } = study;
  const timer =
    timeLimit &&
    setTimeout(() => {
      late = true;
      abort.abort();
    }, 1000 * timeLimit);
  try {
    const result = await study.run(parameters, { seed, replicate, signal: abort.signal });
    if (late) return { ...about(), kind: 'time limit', error: lateness(study) };
    return { ...about(), ...checkedRows(study, result) };
  } catch (error) {
    if (late) return { ...about(), kind: 'time limit', error: lateness(study) };
    return { ...about(), kind: 'error', error: describeError(error) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

function checkedRows({ columns }: Study, result: unknown) {
  try {
    return { kind: 'rows', rows: encodeRows(columns, result) } as const;
  } catch (error) {
    return { kind: 'columns', error: (error as Error).message } as const;
  }
}

/** What is said of a run that took too long. */
export function lateness({ timeLimit }: Pick<Study, 'timeLimit'>): string {
  return `took longer than ${timeLimit} s`;
}

/** An error as one line: its class and message. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `threw ${String(error)}`;
  return text.replaceAll(/\s+/g, ' ').slice(0, 2000);
}

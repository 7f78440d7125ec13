import { parentPort, workerData } from 'node:worker_threads';
import { countsOf, type SliceTask } from './network-epidemic-threads.js';
import { SpreadSlice } from './spread-slice.js';

/** What a thread of an epidemic does: its slice, step by step, in time with all others. */
const task = workerData as SliceTask;
const { rules, from, to, thread, threads, steps, barrier, counts } = task;
let infectious = task.initial;
let susceptible = rules.state.length - infectious;
const slice = new SpreadSlice(rules, from, to);

for (let step = 0; step < steps; step++) {
  // One thread decides whether to go on, so that all stop at the same step.
  if (thread === 0 && Atomics.load(barrier, 2) === 1) Atomics.store(barrier, 3, 1);
  counts[2 * (step * threads + thread)] = slice.expose(step, { susceptible, infectious });
  waitForAll();
  if (Atomics.load(barrier, 3) === 1) break;
  counts[2 * (step * threads + thread) + 1] = slice.advance();
  waitForAll();
  const { infected, left } = countsOf(task, step);
  infectious += infected - left;
  susceptible += rules.model === 'SIS' ? left - infected : -infected;
  if (thread === 0) parentPort!.postMessage(step + 1);
}

function waitForAll(): void {
  const number = Atomics.load(barrier, 1);
  if (Atomics.add(barrier, 0, 1) === threads - 1) {
    Atomics.store(barrier, 0, 0);
    Atomics.add(barrier, 1, 1);
    Atomics.notify(barrier, 1);
  } else {
    Atomics.wait(barrier, 1, number);
  }
}

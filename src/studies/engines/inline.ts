import { runTask } from '../run-task.js';
import type { Outcome, Task } from '../task.js';
import type { Engine } from './engine.js';
import { Mailbox } from './mailbox.js';

/**
 * Makes runs here, one after the other, in this thread: for debugging, for a study defined in a notebook cell, and where a
 * run is so short that handing it over would cost more. A run that never ends, or that fills the memory, takes this process with
 * it: a time limit can only stop a run that heeds its `signal`.
 */
export function inlineEngine(): Engine {
  return {
    name: 'inline',
    start: ({ study }, { signal }) => {
      const queue: Task[] = [];
      const outcomes = new Mailbox<Outcome>();
      let working = false;
      const work = async () => {
        if (working) return;
        working = true;
        for (let task = queue.shift(); task && !signal?.aborted; task = queue.shift()) {
          outcomes.put(await runTask(study, task, signal));
          // Lets timers, progress and cancellation through between runs that never wait.
          await new Promise(setImmediate);
        }
        working = false;
      };
      return Promise.resolve({
        window: 64,
        inherited: [],
        submit: async (tasks: readonly Task[], delay = 0) => {
          if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
          queue.push(...tasks);
          void work();
        },
        receive: async () => ({ outcomes: await outcomes.take(), acknowledge: () => Promise.resolve() }),
        close: () => Promise.resolve(void (queue.length = 0)),
      });
    },
  };
}

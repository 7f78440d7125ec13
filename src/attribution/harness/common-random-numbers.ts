import { InvalidInputError, randomStream, type RandomStream } from '../../foundation/index.js';

/** Streams set aside for the calls of one slot in one task. */
const CALLS_PER_SLOT = 2 ** 20;

/** Streams from here on make the tasks; the calls of 2³⁰ tasks stay below. */
const FIRST_TASK_STREAM = 2 ** 52;

/** The stream from which the i-th task of a list is made: none that a call draws from, even under the same seed. */
export function taskStream(seed: number, i: number): RandomStream {
  return randomStream(seed, FIRST_TASK_STREAM + i);
}

/** The name under which an environment draws. */
export const ENVIRONMENT = 'environment';

/**
 * Common random numbers of one task: the k-th call of a slot draws from a stream that depends on the seed, the task, the slot
 * and k only. All coalitions share them, so a swapped module shifts nobody else's draws, and differences between coalitions
 * are differences between their modules.
 */
export class CommonRandomNumbers {
  readonly #seed: number;
  readonly #first: number;
  readonly #places: ReadonlyMap<string, number>;
  readonly #calls = new Map<string, number>();

  constructor(seed: number, task: number, slots: readonly string[]) {
    this.#seed = seed;
    this.#first = task * (slots.length + 1) * CALLS_PER_SLOT;
    this.#places = new Map([ENVIRONMENT, ...slots].map((slot, place) => [slot, place]));
  }

  /** The stream of the next call of a slot, or of the environment. */
  next(slot: string): RandomStream {
    const place = this.#places.get(slot);
    if (place === undefined) {
      throw new InvalidInputError('slot', slot, `be one of ${[...this.#places.keys()].join(', ')}`);
    }
    const call = this.#calls.get(slot) ?? 0;
    if (call >= CALLS_PER_SLOT) throw new InvalidInputError(`calls of ${slot}`, call, `be below ${CALLS_PER_SLOT}`);
    this.#calls.set(slot, call + 1);
    return randomStream(this.#seed, this.#first + place * CALLS_PER_SLOT + call);
  }

  /** Calls so far, by slot. */
  calls(slot: string): number {
    return this.#calls.get(slot) ?? 0;
  }
}

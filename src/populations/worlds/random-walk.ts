import { checkInteger, checkPositive } from '../../foundation/index.js';
import { counterDraws } from '../engine/counter-random.js';

export interface RandomWalkOptions {
  /** Length p in the probability e^{−x/p} of a step up from x. */
  readonly length: number;
  readonly steps: number;
}

/**
 * Agents that walk on 0, 1, 2, …: up from x with probability e^{−x/p}, down otherwise, and so always up from 0. All start
 * at 0. Cost: O(agents · steps).
 *
 * @returns the places at the end
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { randomWalks } from 'polity/populations';
 * randomWalks(4, { length: 5, steps: 1 }); // [1, 1, 1, 1]
 * ```
 */
export function randomWalks(
  agents: number,
  { length, steps, seed = 0 }: RandomWalkOptions & { readonly seed?: number },
): Int32Array {
  checkInteger('agents', agents, { min: 0 });
  checkWalk({ length, steps });
  const place = new Int32Array(agents);
  const up = Float64Array.from({ length: steps + 1 }, (_, x) => Math.exp(-x / length));
  for (let step = 0; step < steps; step++) {
    const draws = counterDraws(seed, { step });
    for (let i = 0; i < agents; i++) place[i] += draws.happens(i, up[place[i]]) ? 1 : -1;
  }
  return place;
}

/**
 * Exact law of the place of a {@link randomWalks} walker after `steps`, from 0 to `steps`. Cost: O(steps²).
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { randomWalkLaw } from 'polity/populations';
 * randomWalkLaw({ length: 1, steps: 2 }); // [0.63212, 0, 0.36788]
 * ```
 */
export function randomWalkLaw({ length, steps }: RandomWalkOptions): Float64Array {
  checkWalk({ length, steps });
  let law = new Float64Array(steps + 1);
  law[0] = 1;
  for (let step = 0; step < steps; step++) {
    const next = new Float64Array(steps + 1);
    for (let x = 0; x <= step; x++) {
      const up = Math.exp(-x / length);
      next[x + 1] += law[x] * up;
      if (x > 0) next[x - 1] += law[x] * (1 - up);
    }
    law = next;
  }
  return law;
}

function checkWalk({ length, steps }: RandomWalkOptions): void {
  checkPositive('length', length);
  checkInteger('steps', steps, { min: 0 });
}

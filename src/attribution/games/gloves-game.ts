import { InvalidInputError } from '../../foundation/index.js';
import { playerNames } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';

/**
 * The gloves game: some players hold a left glove, the others a right one, and a coalition is worth its pairs,
 * v(S) = min(lefts in S, rights in S). The market game in which the scarce side takes everything in the core.
 *
 * Source: Shapley & Shubik, "Pure competition, coalitional power, and fair division", International Economic Review 10
 * (1969).
 *
 * @example
 * ```ts
 * import { GlovesGame, shapley } from 'polity/attribution';
 * shapley(new GlovesGame({ left: ['ann', 'bob'], right: ['cy'] })).byPlayer; // { ann: 0.1667, bob: 0.1667, cy: 0.6667 }
 * ```
 */
export class GlovesGame implements CooperativeGame {
  /** The holders of left gloves, then those of right ones. */
  readonly players: readonly string[];
  readonly #lefts: number;

  constructor({ left, right }: { readonly left: readonly string[]; readonly right: readonly string[] }) {
    if (left.length === 0) throw new InvalidInputError('left', left, 'name at least one player');
    if (right.length === 0) throw new InvalidInputError('right', right, 'name at least one player');
    this.players = playerNames([...left, ...right], left.length + right.length);
    this.#lefts = left.length;
  }

  value(coalition: number): number {
    let left = 0;
    let right = 0;
    for (let rest = coalition, i = 0; rest; rest >>>= 1, i++) {
      if (!(rest & 1)) continue;
      if (i < this.#lefts) left++;
      else right++;
    }
    return Math.min(left, right);
  }

  worth(members: Uint8Array): number {
    let left = 0;
    let right = 0;
    for (let i = 0; i < this.#lefts; i++) left += members[i];
    for (let i = this.#lefts; i < members.length; i++) right += members[i];
    return Math.min(left, right);
  }
}

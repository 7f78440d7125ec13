import { InvalidInputError, checkNumber, checkVector } from '../../foundation/index.js';
import { playerNames } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';
import { playerValues, type PlayerValues } from '../values/player-values.js';

/**
 * The bankruptcy game: an estate smaller than the claims on it. A coalition is worth what is left when all others have
 * been paid in full, v(S) = max(0, E − Σ_{j∉S} dⱼ). Its nucleolus is the Talmud rule.
 *
 * Source: O'Neill, "A problem of rights arbitration from the Talmud", Mathematical Social Sciences 2 (1982).
 *
 * @example
 * ```ts
 * import { BankruptcyGame } from 'polity/attribution';
 * const game = new BankruptcyGame({ claims: [100, 200, 300], estate: 200 });
 * game.value(0b110); // 100
 * [...game.talmudRule().values]; // [50, 75, 75]
 * ```
 */
export class BankruptcyGame implements CooperativeGame {
  readonly players: readonly string[];
  readonly claims: Float64Array;
  readonly estate: number;
  readonly #claimed: number;

  /**
   * @param claims - one a player, at least 0
   * @param estate - from 0 to the sum of the claims
   */
  constructor(
    { claims, estate }: { readonly claims: ArrayLike<number>; readonly estate: number },
    { players }: { readonly players?: readonly string[] } = {},
  ) {
    this.claims = checkVector('claims', claims, { min: 0 });
    this.#claimed = this.claims.reduce((sum, claim) => sum + claim, 0);
    this.estate = checkNumber('estate', estate, { min: 0 });
    if (estate > this.#claimed) {
      throw new InvalidInputError('estate', estate, `be at most the sum of the claims, ${this.#claimed}`);
    }
    this.players = playerNames(players, claims.length);
  }

  value(coalition: number): number {
    let own = 0;
    for (let rest = coalition, i = 0; rest; rest >>>= 1, i++) if (rest & 1) own += this.claims[i];
    return Math.max(0, this.estate - (this.#claimed - own));
  }

  worth(members: Uint8Array): number {
    let own = 0;
    for (let i = 0; i < members.length; i++) if (members[i]) own += this.claims[i];
    return Math.max(0, this.estate - (this.#claimed - own));
  }

  /**
   * The Talmud rule: equal awards up to half of each claim while the estate is below half of all claims, else equal
   * losses from the other side. It is the nucleolus of the game, at any number of players, in O(n log n).
   *
   * Source: Aumann & Maschler, "Game theoretic analysis of a bankruptcy problem from the Talmud", JET 36 (1985).
   */
  talmudRule(): PlayerValues {
    const halves = this.claims.map((claim) => claim / 2);
    const poor = this.estate <= this.#claimed / 2;
    const awards = poor
      ? equalAwards(halves, this.estate)
      : equalAwards(halves, this.#claimed - this.estate).map((loss, i) => this.claims[i] - loss);
    return playerValues('Talmud rule', this.players, awards, this.estate);
  }
}

/** min(limit, a) for each, with the a that adds up to the amount. */
function equalAwards(limits: Float64Array, amount: number): Float64Array {
  let left = amount;
  let remaining = limits.length;
  let level = 0;
  for (const limit of limits.slice().sort()) {
    level = left / remaining;
    if (limit >= level) break;
    left -= limit;
    remaining--;
  }
  return limits.map((limit) => Math.min(limit, level));
}

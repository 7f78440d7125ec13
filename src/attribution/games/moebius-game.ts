import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import { MAX_MASKED_PLAYERS, playerNames } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';

/** A Möbius coefficient (Harsanyi dividend) of a coalition. */
export interface MoebiusTerm {
  readonly coalition: readonly string[];
  readonly value: number;
}

/**
 * A game by its Möbius coefficients (Harsanyi dividends), only those that are not 0: v(S) = Σ_{T⊆S} m(T). Any number of
 * players. Shapley value Σ_{T∋i} m(T)/|T| and Banzhaf value Σ_{T∋i} m(T)/2^{|T|−1} in the time of reading the terms.
 *
 * @param terms - each coalition at most once; the empty one gives v(∅)
 *
 * Source: Harsanyi, "A simplified bargaining model for the n-person cooperative game", International Economic Review 4
 * (1963).
 *
 * @example
 * ```ts
 * import { MoebiusGame, shapley } from 'polity/attribution';
 * const game = new MoebiusGame(['a', 'b', 'c'], [
 *   { coalition: ['a'], value: 1 },
 *   { coalition: ['a', 'b', 'c'], value: 3 },
 * ]);
 * shapley(game).byPlayer; // { a: 2, b: 1, c: 1 }
 * ```
 */
export class MoebiusGame implements CooperativeGame {
  readonly players: readonly string[];
  /** The terms, as given. */
  readonly terms: readonly MoebiusTerm[];
  readonly #members: readonly Int32Array[];
  readonly #masks: Int32Array;
  readonly #values: Float64Array;

  constructor(players: readonly string[], terms: readonly MoebiusTerm[]) {
    this.players = playerNames(players, players.length);
    const indexOf = new Map(this.players.map((name, i) => [name, i]));
    const seen = new Set<string>();
    this.#members = terms.map(({ coalition }, k) => {
      const members = coalition.map((name) => {
        const i = indexOf.get(name);
        if (i === undefined) throw new InvalidInputError(`terms[${k}].coalition`, name, 'name players of the game');
        return i;
      });
      members.sort((a, b) => a - b);
      if (new Set(members).size < members.length) {
        throw new InvalidInputError(`terms[${k}].coalition`, coalition, 'name each player once');
      }
      const key = members.join();
      if (seen.has(key)) throw new InvalidInputError(`terms[${k}].coalition`, coalition, 'appear in one term only');
      seen.add(key);
      return Int32Array.from(members);
    });
    this.terms = terms;
    this.#values = Float64Array.from(terms, ({ value }, k) => checkNumber(`terms[${k}].value`, value));
    this.#masks = Int32Array.from(this.players.length > MAX_MASKED_PLAYERS ? [] : this.#members, (members) =>
      members.reduce((mask, i) => mask | (1 << i), 0),
    );
  }

  value(coalition: number): number {
    let sum = 0;
    for (let k = 0; k < this.#masks.length; k++) {
      if ((this.#masks[k] & coalition) === this.#masks[k]) sum += this.#values[k];
    }
    return sum;
  }

  worth(members: Uint8Array): number {
    let sum = 0;
    this.#members.forEach((needed, k) => {
      for (const i of needed) if (!members[i]) return;
      sum += this.#values[k];
    });
    return sum;
  }

  shapleyValues(): Float64Array {
    return this.#share((size) => 1 / size);
  }

  banzhafValues(): Float64Array {
    return this.#share((size) => 2 ** (1 - size));
  }

  #share(part: (size: number) => number): Float64Array {
    const shares = new Float64Array(this.players.length);
    this.#members.forEach((members, k) => {
      for (const i of members) shares[i] += this.#values[k] * part(members.length);
    });
    return shares;
  }
}

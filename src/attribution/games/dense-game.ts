import { InvalidInputError } from '../../foundation/index.js';
import { coalitionMask, playerNames, type Coalition } from './coalition.js';
import { checkDensePlayers, checkFiniteValues, denseValues, type CooperativeGame } from './cooperative-game.js';

/**
 * A game as the table of its 2ⁿ values (n ≤ 24), indexed by bit mask: `values[0b101]` is the worth of the first and the
 * third player together.
 *
 * A `Float64Array` is kept, not copied: do not change it afterwards. Any other array is copied.
 *
 * Throws `InvalidInputError` when the length is not a power of two, when a value is not finite, for more than 24
 * players, and for names that do not fit.
 *
 * @example
 * ```ts
 * import { DenseGame, shapley } from 'polity/attribution';
 * const game = new DenseGame([0, 0, 0, 10], { players: ['planner', 'actor'] });
 * game.worthOf(['actor', 'planner']); // 10
 * shapley(game).byPlayer; // { planner: 5, actor: 5 }
 * ```
 */
export class DenseGame implements CooperativeGame {
  readonly players: readonly string[];
  readonly values: Float64Array;

  constructor(values: ArrayLike<number>, { players }: { readonly players?: readonly string[] } = {}) {
    const n = Math.log2(values.length);
    if (!Number.isInteger(n) || n < 1) {
      throw new InvalidInputError(
        'values.length',
        values.length,
        'be 2^n: a value for every coalition of n ≥ 1 players',
      );
    }
    checkDensePlayers(n);
    this.players = playerNames(players, n);
    this.values = values instanceof Float64Array ? values : Float64Array.from(values);
    checkFiniteValues('values', this.players, this.values);
  }

  /** The same game as a table: all 2ⁿ coalitions are evaluated. */
  static from(game: CooperativeGame): DenseGame {
    return game instanceof DenseGame ? game : new DenseGame(denseValues(game), { players: game.players });
  }

  value(coalition: number): number {
    return this.values[coalition];
  }

  worth(members: Uint8Array): number {
    let mask = 0;
    for (let i = 0; i < members.length; i++) mask |= members[i] << i;
    return this.values[mask];
  }

  /** Worth of a coalition by the names of its members (or by a checked bit mask). */
  worthOf(coalition: Coalition): number {
    return this.values[coalitionMask(this.players, coalition)];
  }
}

/**
 * The dual game v*(S) = v(N) − v(N∖S) + v(∅): what the others cannot keep from S. Semivalues with symmetric weights
 * (Shapley, Banzhaf) are the same in a game and its dual. The empty and the grand coalition keep their values.
 */
export function dualGame(game: CooperativeGame): DenseGame {
  const values = denseValues(game);
  const last = values.length - 1;
  const offset = values[last] + values[0];
  return new DenseGame(
    Float64Array.from(values, (_, mask) => offset - values[last ^ mask]),
    { players: game.players },
  );
}

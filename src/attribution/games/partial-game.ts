import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import { coalitionLabel, coalitionMask, namesInRows, playerNames, type Coalition } from './coalition.js';
import { checkDensePlayers } from './cooperative-game.js';
import { DenseGame } from './dense-game.js';

/** A measured coalition. */
export interface CoalitionValue {
  readonly coalition: Coalition;
  readonly value: number;
}

/** Coalitions named in an error before it says "and … more". */
const NAMED = 8;

/**
 * A game of which not every coalition has been measured. `complete()` is the game itself where nothing is missing, and an
 * error that names what is; `semivalueBounds`, `monotoneBounds` and `regressionValue` work with what there is.
 *
 * Throws `InvalidInputError` for unknown players and for a coalition that is given twice, whether or not the rows agree.
 *
 * @param players - default: the names in the rows, in order of first appearance
 *
 * @example
 * ```ts
 * import { PartialGame } from 'polity/attribution';
 * const measured = new PartialGame([
 *   { coalition: [], value: 0.2 },
 *   { coalition: ['planner'], value: 0.3 },
 *   { coalition: ['planner', 'actor'], value: 0.9 },
 * ]);
 * measured.missing; // [2]
 * measured.missingLabels; // ['{actor}']
 * ```
 */
export class PartialGame {
  readonly players: readonly string[];
  /** All 2ⁿ values by bit mask, NaN where nothing was measured. */
  readonly values: Float64Array;
  /** Bit masks of the coalitions that were not measured, increasing. */
  readonly missing: readonly number[];

  constructor(rows: Iterable<CoalitionValue>, { players }: { readonly players?: readonly string[] } = {}) {
    const list = [...rows];
    const names = players ?? namesInRows(list);
    checkDensePlayers(names.length);
    this.players = playerNames(names, names.length);
    this.values = new Float64Array(2 ** names.length).fill(NaN);
    list.forEach(({ coalition, value }, k) => {
      const mask = coalitionMask(this.players, coalition, `rows[${k}].coalition`);
      const label = coalitionLabel(this.players, mask);
      checkNumber(`rows[${k}].value (${label})`, value);
      const earlier = this.values[mask];
      if (!Number.isNaN(earlier)) {
        const requirement =
          earlier === value
            ? `appear once; ${label} is there twice`
            : `appear once; ${label} is ${earlier} in one row and ${value} in another`;
        throw new InvalidInputError(`rows[${k}].coalition`, coalition, requirement);
      }
      this.values[mask] = value;
    });
    this.missing = Array.from(this.values.keys()).filter((mask) => Number.isNaN(this.values[mask]));
  }

  /** The coalitions that were not measured, in print. */
  get missingLabels(): string[] {
    return this.missing.map((mask) => coalitionLabel(this.players, mask));
  }

  /** The game, where every coalition was measured; else an error that names the missing ones. */
  complete(): DenseGame {
    if (this.missing.length > 0) {
      const named = this.missing.slice(0, NAMED).map((mask) => coalitionLabel(this.players, mask));
      const more = this.missing.length > NAMED ? ` and ${this.missing.length - NAMED} more` : '';
      throw new InvalidInputError(
        'rows.length',
        this.values.length - this.missing.length,
        `give all 2^${this.players.length} = ${this.values.length} coalitions; missing: ${named.join(', ')}${more}`,
      );
    }
    return new DenseGame(this.values, { players: this.players });
  }
}

import { checkVector } from '../../foundation/index.js';
import { axelrodPayoffs, type OwnPayoffs } from '../repeated/stage-game.js';
import { intensityPayoff } from './intensity-payoff.js';

/** Where one sequence of actions earns more than Tit-for-Tat does against the same opponent, by kind of round. */
export interface AdvantageOverTitForTat {
  /** Total payoff less that of Tit-for-Tat. */
  readonly total: number;
  /**
   * Rounds in which the opponent cooperates and did so before: Tit-for-Tat cooperates fully, and giving less than 1 pays
   * (T − R)(1 − a) a round, which is free-riding.
   */
  readonly freeRiding: number;
  /** Rounds in which the opponent begins to defect: whoever gives less than 1 is exploited less. */
  readonly onset: number;
  /** Rounds in which the opponent defects again: Tit-for-Tat gives nothing, and every a > 0 costs (P − S) a. */
  readonly exploited: number;
  /** Rounds in which the opponent returns to cooperation: Tit-for-Tat still defects, and every a > 0 costs (T − R) a. */
  readonly forgiving: number;
  /** Rounds of each kind, in the same order. */
  readonly rounds: {
    readonly freeRiding: number;
    readonly onset: number;
    readonly exploited: number;
    readonly forgiving: number;
  };
}

/**
 * Splits what a player earns beyond Tit-for-Tat into four kinds of rounds, by what the opponent does now and did before. The
 * parts add up to the total: each round belongs to one kind, and in it Tit-for-Tat's action is the opponent's last one.
 *
 * @param actions - own actions in [0, 1]
 * @param opponent - the opponent's, each 0 or 1
 * @param before - what the opponent did before the first round; default what it does in the first
 * @throws InvalidInputError if the two differ in length or an action is out of range
 *
 * @example
 * ```ts
 * import { advantageOverTitForTat } from 'polity/games';
 * const { total, freeRiding, exploited } = advantageOverTitForTat([0.9, 0.9, 0.9, 0.9], [1, 0, 0, 1]);
 * freeRiding; // 0.2
 * exploited; // -0.9
 * total; // -2.4
 * ```
 */
export function advantageOverTitForTat(
  actions: ArrayLike<number>,
  opponent: ArrayLike<number>,
  { before, payoffs = axelrodPayoffs }: { readonly before?: 0 | 1; readonly payoffs?: OwnPayoffs } = {},
): AdvantageOverTitForTat {
  const own = checkVector('actions', actions, { min: 0, max: 1 });
  const faced = checkVector('opponent', opponent, { length: own.length, min: 0, max: 1 });
  const sums = { freeRiding: 0, onset: 0, exploited: 0, forgiving: 0 };
  const rounds = { freeRiding: 0, onset: 0, exploited: 0, forgiving: 0 };
  let last: number = before ?? faced[0];
  for (let t = 0; t < own.length; t++) {
    const kind = faced[t] === 1 ? (last === 1 ? 'freeRiding' : 'forgiving') : last === 1 ? 'onset' : 'exploited';
    sums[kind] += intensityPayoff(own[t], faced[t], payoffs) - intensityPayoff(last, faced[t], payoffs);
    rounds[kind]++;
    last = faced[t];
  }
  return { total: sums.freeRiding + sums.onset + sums.exploited + sums.forgiving, ...sums, rounds };
}

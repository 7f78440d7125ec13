import { linearIndex, type IndexOptions, type LinearIndex } from './linear-index.js';
import { inferLinear, prepareScores, type DesignOptions } from './task-design.js';
import type { TaskScores } from './task-scores.js';
import type { InferenceOptions, TestedEstimate } from './tested-estimate.js';

/** How much more one player has than another. */
export interface PlayerDifference extends TestedEstimate {
  /** Estimate = value of `first` − value of `second`. */
  readonly first: string;
  readonly second: string;
}

/**
 * The difference of every two players' values, with interval and test; corrections are over all pairs. More powerful than looking
 * whether two intervals overlap, because the tasks pair up here too: φᵢ − φⱼ is the mean of φᵢ,ₜ − φⱼ,ₜ.
 *
 * @param options - as for {@link attributionInference}; of an interaction index its players' values of order 1
 *
 * @example
 * ```ts
 * import { TaskScores, playerDifferences } from 'polity/attribution';
 * const worth = [0, 2, 1, 3];
 * const rows = ['a', 'b', 'c'].flatMap((task, t) =>
 *   worth.map((score, coalition) => ({ coalition, task, score: score + t * Number(coalition === 3) })),
 * );
 * const [{ first, second, estimate }] = playerDifferences(TaskScores.fromRows(rows, { players: ['x', 'y'] }));
 * `${first} − ${second} = ${estimate}`; // 'x − y = 1'
 * ```
 */
export function playerDifferences(
  scores: TaskScores,
  options: IndexOptions & DesignOptions & InferenceOptions = {},
): PlayerDifference[] {
  scores.game();
  const { players } = scores;
  const pairs = players.flatMap((_, i) => players.slice(i + 1).map((_, d) => [i, i + 1 + d] as const));
  if (pairs.length === 0) return [];
  const map = differenceMap(linearIndex(players.length, { ...options, order: 1 }), pairs);
  const { estimates } = inferLinear(prepareScores(scores, options), map, options);
  return estimates.map((estimate, k) => ({ first: players[pairs[k][0]], second: players[pairs[k][1]], ...estimate }));
}

function differenceMap(map: LinearIndex, pairs: readonly (readonly [number, number])[]): LinearIndex {
  return {
    name: `differences of ${map.name}`,
    coalitions: pairs.map(([i, j]) => (1 << i) | (1 << j)),
    apply: (values) => {
      const phi = map.apply(values);
      return Float64Array.from(pairs, ([i, j]) => phi[i] - phi[j]);
    },
    coefficients: (k) => {
      const [i, j] = pairs[k];
      const second = map.coefficients(j);
      return map.coefficients(i).map((c, S) => c - second[S]);
    },
  };
}

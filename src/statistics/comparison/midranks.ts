import { checkVector } from '../../foundation/index.js';

export interface Midranks {
  /** Ranks from 1; values that tie share the mean of their ranks. */
  readonly ranks: Float64Array;
  /** Σ (t³ − t) over groups of t tied values; 0 without ties. */
  readonly ties: number;
}

/**
 * Ranks of values, ties shared out evenly. Cost: O(n log n).
 *
 * @throws InvalidInputError when no value is given or one is not finite.
 *
 * @example
 * ```ts
 * import { midranks } from 'polity/statistics';
 * midranks([10, 20, 10, 30]).ranks; // [1.5, 3, 1.5, 4]
 * ```
 */
export function midranks(values: ArrayLike<number>): Midranks {
  const x = checkVector('values', values);
  const n = x.length;
  const order = Uint32Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
  const ranks = new Float64Array(n);
  let ties = 0;
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && x[order[to]] === x[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + 1 + to) / 2;
    const t = to - from;
    ties += t ** 3 - t;
    from = to;
  }
  return { ranks, ties };
}

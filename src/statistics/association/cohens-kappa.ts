import { InvalidInputError } from '../../foundation/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { normalQuantile } from '../normal.js';

/** Cohen's κ of two raters; `n` counts the items. */
export interface CohensKappa extends Estimate {
  /** Share of items on which the raters agree. */
  readonly agreement: number;
  /** Share on which they would agree by chance, from their own rates. */
  readonly chance: number;
}

/**
 * Cohen's κ = (p_o − p_e)/(1 − p_e): agreement of two raters beyond chance, with the large-sample standard error of Fleiss,
 * Cohen and Everitt.
 *
 * @param first - a category an item
 * @param second - the other rater's, in the same order
 * @throws InvalidInputError when lengths differ, there is no item, or both raters use one and the same category only.
 * @see J. Cohen, Educational and Psychological Measurement 20 (1960) 37; J. Fleiss, J. Cohen, B. Everitt, Psychological Bulletin 72
 * (1969) 323
 *
 * @example
 * ```ts
 * import { cohensKappa } from 'polity/statistics';
 * cohensKappa(['yes', 'no', 'no', 'yes', 'no'], ['yes', 'no', 'yes', 'yes', 'no']).estimate; // 0.6154
 * ```
 */
export function cohensKappa(
  first: ArrayLike<string | number>,
  second: ArrayLike<string | number>,
  { level = 0.95 }: { /** Nominal coverage, default 0.95. */ readonly level?: number } = {},
): CohensKappa {
  const n = first.length;
  if (second.length !== n) throw new InvalidInputError('second.length', second.length, `equal ${n}`);
  if (n < 1) throw new InvalidInputError('first.length', n, 'be at least 1');
  const names = new Map<string | number, number>();
  const code = (category: string | number) => {
    if (!names.has(category)) names.set(category, names.size);
    return names.get(category)!;
  };
  const pairs = Array.from({ length: n }, (_, i) => [code(first[i]), code(second[i])]);
  const k = names.size;
  const shares = new Float64Array(k * k);
  const [rows, columns] = [new Float64Array(k), new Float64Array(k)];
  for (const [i, j] of pairs) {
    shares[i * k + j] += 1 / n;
    rows[i] += 1 / n;
    columns[j] += 1 / n;
  }
  let [agreement, chance] = [0, 0];
  for (let i = 0; i < k; i++) {
    agreement += shares[i * k + i];
    chance += rows[i] * columns[i];
  }
  if (k < 2) throw new InvalidInputError('first', 'one category', 'differ somewhere: κ is not defined');
  const kappa = (agreement - chance) / (1 - chance);
  let spread = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const moved = (rows[j] + columns[i]) * (1 - kappa);
      spread += shares[i * k + j] * (i === j ? (1 - moved) ** 2 : moved ** 2);
    }
  }
  const variance = (spread - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  const half = normalQuantile((1 + checkLevel('level', level)) / 2) * standardError;
  return {
    estimate: kappa,
    standardError,
    interval: { lower: Math.max(-1, kappa - half), upper: Math.min(1, kappa + half), level },
    n,
    method: "Cohen's kappa, large-sample interval",
    agreement,
    chance,
  };
}

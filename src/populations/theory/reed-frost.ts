import { checkInteger, checkProbability } from '../../foundation/index.js';

/** Exact law of the total number infected. */
export interface ReedFrost {
  /** P(k of the initially susceptible are infected in the end), k = 0 … susceptible. */
  readonly distribution: Float64Array;
  readonly mean: number;
}

/**
 * The Reed–Frost epidemic: in each generation every susceptible escapes each of the i infectious of the last generation
 * with probability q, so that it escapes all with q^i. The chain of (susceptible, infectious) is followed exactly.
 * Cost: O(susceptible³).
 *
 * @param options.susceptible - at the start, up to 1000
 * @param options.infectious - at the start
 * @param options.escape - q
 * @throws InvalidInputError for numbers out of range
 * @see N. Bailey, The Mathematical Theory of Infectious Diseases (1975), chapter 8
 *
 * @example
 * ```ts
 * import { reedFrost } from 'polity/populations';
 * reedFrost({ susceptible: 3, infectious: 1, escape: 0.7 }).distribution; // [0.343, 0.21609, 0.222264, 0.218646]
 * ```
 */
export function reedFrost({
  susceptible,
  infectious,
  escape,
}: {
  readonly susceptible: number;
  readonly infectious: number;
  readonly escape: number;
}): ReedFrost {
  const n = checkInteger('susceptible', susceptible, { min: 0, max: 1000 });
  checkInteger('infectious', infectious, { min: 0 });
  checkProbability('escape', escape);
  const width = Math.max(n, infectious) + 1;
  // Susceptibles only become fewer, so that each row of states is complete when its turn comes.
  const mass = new Float64Array((n + 1) * width);
  mass[n * width + infectious] = 1;
  const distribution = new Float64Array(n + 1);
  const next = new Float64Array(n + 1);
  for (let s = n; s >= 0; s--) {
    distribution[n - s] += mass[s * width];
    for (let i = 1; i < width; i++) {
      const here = mass[s * width + i];
      if (here === 0) continue;
      binomialMasses(next, s, 1 - escape ** i);
      distribution[n - s] += here * next[0];
      for (let k = 1; k <= s; k++) mass[(s - k) * width + k] += here * next[k];
    }
  }
  return { distribution, mean: distribution.reduce((sum, p, k) => sum + p * k, 0) };
}

/** Writes P(X = k), k = 0 … n; from the likeliest outwards, so that no power of a large n underflows all the rest to 0. */
function binomialMasses(out: Float64Array, n: number, p: number): void {
  out.fill(0, 0, n + 1);
  if (p === 0 || p === 1) {
    out[p * n] = 1;
    return;
  }
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  out[mode] = 1;
  let sum = 1;
  for (let k = mode; k < n && out[k] > 0; k++) sum += out[k + 1] = (out[k] * odds * (n - k)) / (k + 1);
  for (let k = mode; k > 0 && out[k] > 0; k--) sum += out[k - 1] = (out[k] * k) / (odds * (n - k + 1));
  for (let k = 0; k <= n; k++) out[k] /= sum;
}

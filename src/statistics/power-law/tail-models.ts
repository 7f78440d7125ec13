import { logHurwitzZeta } from '../../numerics/index.js';
import type { ValueTable } from './value-table.js';

/** Fits power laws to tails of one sample and measures how far they are from it. */
export interface TailModel {
  /** Maximum-likelihood exponent of the tail from value i upwards; `near` is a guess. */
  exponent(i: number, near: number): number;
  /** Kolmogorov–Smirnov distance of the tail from value i to its power law; anything above `bound` once it is past that. */
  distance(i: number, exponent: number, bound: number): number;
  /** Log-likelihood of the tail. */
  logLikelihood(i: number, exponent: number): number;
  /** Standard error of the exponent from the information. */
  standardError(i: number, exponent: number): number;
}

/** What a Kolmogorov–Smirnov search asks of a tail at place k of its table. */
interface Comparison {
  /** Chance, under the law, of a value of k or more (continuous) or above k (discrete): falls with k. */
  readonly survival: (k: number) => number;
  /** Largest distance at k, at its jump and up to the next value, given the survival at k. */
  readonly gap: (k: number, survival: number) => number;
}

/**
 * Searches for the largest distance between the distribution function of a tail and its law. Both functions fall, so between
 * two places their distance is bounded by the values at these places: a stretch that cannot hold the largest is never
 * looked at. Where the tails searched before were farthest away is tried first, and usually passes the bound at once.
 */
class DistanceSearch {
  readonly #suspects = new Int32Array(8).fill(-1);
  readonly #from = new Int32Array(64);
  readonly #to = new Int32Array(64);
  readonly #fromSurvival = new Float64Array(64);
  readonly #toSurvival = new Float64Array(64);
  readonly #tailCounts: Float64Array;

  constructor({ tailCounts }: ValueTable) {
    this.#tailCounts = tailCounts;
  }

  /** Largest gap over places from `first` on, or the first one found that exceeds `bound`. */
  largest(first: number, bound: number, { survival, gap }: Comparison): number {
    const last = this.#tailCounts.length - 2;
    const n = this.#tailCounts[first];
    let [most, at] = [-1, first];
    const look = (k: number) => {
      const value = survival(k);
      const distance = gap(k, value);
      if (distance > most) [most, at] = [distance, k];
      return value;
    };
    for (const place of this.#suspects) {
      if (place >= first) look(place);
      if (most > bound) return most;
    }
    this.#from[0] = first;
    this.#to[0] = last;
    this.#fromSurvival[0] = look(first);
    this.#toSurvival[0] = look(last);
    for (let depth = 1; depth > 0 && most <= bound;) {
      depth--;
      const [from, to] = [this.#from[depth], this.#to[depth]];
      const [high, low] = [this.#fromSurvival[depth], this.#toSurvival[depth]];
      if (to - from < 2) continue;
      const possible = Math.max(high - this.#tailCounts[to] / n, this.#tailCounts[from + 1] / n - low);
      if (possible <= most) continue;
      const middle = (from + to) >> 1;
      const value = look(middle);
      this.#to[depth] = middle;
      this.#toSurvival[depth++] = value;
      this.#from[depth] = middle;
      this.#fromSurvival[depth] = value;
      this.#to[depth] = to;
      this.#toSurvival[depth++] = low;
    }
    if (!this.#suspects.includes(at)) {
      this.#suspects.copyWithin(1, 0);
      this.#suspects[0] = at;
    }
    return most;
  }
}

/** p(x) = (α−1)/x₀ · (x/x₀)^(−α). */
export function continuousTail(table: ValueTable): TailModel {
  const { logs, tailCounts, tailLogs } = table;
  const search = new DistanceSearch(table);
  const excess = (i: number) => tailLogs[i] - tailCounts[i] * logs[i];
  return {
    exponent: (i) => 1 + tailCounts[i] / excess(i),
    distance: (i, exponent, bound) =>
      search.largest(i, bound, {
        survival: (k) => Math.exp((1 - exponent) * (logs[k] - logs[i])),
        // The empirical function jumps at the value: compare on both sides.
        gap: (k, survival) =>
          Math.max(
            Math.abs(tailCounts[k] / tailCounts[i] - survival),
            Math.abs(tailCounts[k + 1] / tailCounts[i] - survival),
          ),
      }),
    logLikelihood: (i, exponent) => tailCounts[i] * (Math.log(exponent - 1) - logs[i]) - exponent * excess(i),
    standardError: (i, exponent) => (exponent - 1) / Math.sqrt(tailCounts[i]),
  };
}

/** p(x) = x^(−α) / ζ(α, x₀), x whole. */
export function discreteTail(table: ValueTable): TailModel {
  const { values, tailCounts, tailLogs } = table;
  const search = new DistanceSearch(table);
  return {
    exponent: (i, near) => zetaExponent(tailLogs[i] / tailCounts[i], values[i], near),
    distance: (i, exponent, bound) => {
      const logTotal = logHurwitzZeta(exponent, values[i]).value;
      const above = (x: number) => Math.exp(logHurwitzZeta(exponent, x + 1).value - logTotal);
      return search.largest(i, bound, {
        survival: (k) => above(values[k]),
        gap: (k, survival) => {
          const empirical = tailCounts[k + 1] / tailCounts[i];
          const here = Math.abs(empirical - survival);
          // Between two values the empirical function rests while the law goes on.
          const next = k + 1 < values.length ? values[k + 1] - 1 : values[k];
          return next > values[k] ? Math.max(here, Math.abs(empirical - above(next))) : here;
        },
      });
    },
    logLikelihood: (i, exponent) => -tailCounts[i] * logHurwitzZeta(exponent, values[i]).value - exponent * tailLogs[i],
    standardError: (i, exponent) => 1 / Math.sqrt(tailCounts[i] * logHurwitzZeta(exponent, values[i]).curvature),
  };
}

/**
 * α at which the mean of log x under the zeta law from x₀ is `meanLog`, by Newton's method on 1/(mean of log x − log x₀),
 * which is α − 1 exactly for the continuous law and nearly straight here.
 */
function zetaExponent(meanLog: number, x0: number, near: number): number {
  const logStart = Math.log(x0);
  const target = 1 / (meanLog - logStart);
  let exponent = near;
  for (let step = 0; step < 100; step++) {
    const { slope, curvature } = logHurwitzZeta(exponent, x0);
    const value = 1 / (-slope - logStart);
    const move = (target - value) / (curvature * value * value);
    const next = exponent + move > 1 ? exponent + move : (1 + exponent) / 2;
    if (Math.abs(next - exponent) <= 1e-13 * next) return next;
    exponent = next;
  }
  return exponent;
}

import { coalitionSize, nextOfSameSize } from '../games/coalition.js';
import { binomial, rankOfSize } from '../games/combinatorics.js';
import { weightedBySize } from '../values/size-weighting.js';
import { supersetSums } from './superset-sums.js';

/**
 * out(T) = Σ_{U⊇T} coefficient(|T|, |U|) · values(U) over the coalitions U of the orders given, for all T of the orders
 * wanted: how one family of interactions is made of another.
 *
 * Walks the subsets of every U while those are few; else folds a table of all coalitions once for every order wanted.
 */
export function aggregateSupersets(
  values: ReadonlyMap<number, Float64Array>,
  n: number,
  wanted: readonly number[],
  coefficient: (t: number, u: number) => number,
): Map<number, Float64Array> {
  let subsets = 0;
  for (const u of values.keys()) subsets += binomial(n, u) * 2 ** u;
  const largest = Math.max(...wanted);
  return subsets < (largest + 1) ** 2 * 2 ** n
    ? bySubsets(values, n, wanted, coefficient)
    : byFolding(values, n, wanted, coefficient);
}

function bySubsets(
  values: ReadonlyMap<number, Float64Array>,
  n: number,
  wanted: readonly number[],
  coefficient: (t: number, u: number) => number,
): Map<number, Float64Array> {
  const out = new Map(wanted.map((t) => [t, new Float64Array(binomial(n, t))]));
  for (const [u, found] of values) {
    const factors = Float64Array.from({ length: u + 1 }, (_, t) => coefficient(t, u));
    let mask = 2 ** u - 1;
    for (const value of found) {
      for (let part = mask; ; part = (part - 1) & mask) {
        const t = coalitionSize(part);
        const target = out.get(t);
        if (target) target[rankOfSize(part)] += factors[t] * value;
        if (part === 0) break;
      }
      if (u > 0) mask = nextOfSameSize(mask);
    }
  }
  return out;
}

function byFolding(
  values: ReadonlyMap<number, Float64Array>,
  n: number,
  wanted: readonly number[],
  coefficient: (t: number, u: number) => number,
): Map<number, Float64Array> {
  const table = new Float64Array(2 ** n);
  for (const [u, found] of values) {
    let mask = 2 ** u - 1;
    for (const value of found) {
      table[mask] = value;
      if (u > 0) mask = nextOfSameSize(mask);
    }
  }
  return new Map(
    wanted.map((t) => {
      const weights = Float64Array.from({ length: n + 1 }, (_, u) => (u >= t && values.has(u) ? coefficient(t, u) : 0));
      return [t, supersetSums(weightedBySize(table, weights), n, t)];
    }),
  );
}

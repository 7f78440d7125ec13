import { Matrix, solve } from 'ml-matrix';
import { coalitionSize, type DenseGame } from '../../attribution/index.js';

/**
 * Textbook definitions, term by term and without the transforms that the library uses: the second opinion on the measured game.
 */

/** Bits of a mask: its members. */
export function members(mask: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => i).filter((i) => mask & (1 << i));
}

/** All orders of 0 … n − 1. */
export function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, place) => [...order.slice(0, place), n - 1, ...order.slice(place)]),
  );
}

/** Mean marginal contribution over all orders of arrival. */
export function shapleyByOrders({ values, players }: DenseGame): number[] {
  const n = players.length;
  const all = orders(n);
  const phi = new Array<number>(n).fill(0);
  for (const order of all) {
    let mask = 0;
    for (const i of order) {
      phi[i] += (values[mask | (1 << i)] - values[mask]) / all.length;
      mask |= 1 << i;
    }
  }
  return phi;
}

/** Δ_T v(S) = Σ_{L⊆T} (−1)^{|T|−|L|} v(S∪L). */
export function derivative(values: ArrayLike<number>, t: number, s: number): number {
  let sum = 0;
  for (let part = t; ; part = (part - 1) & t) {
    sum += ((coalitionSize(t) - coalitionSize(part)) % 2 === 0 ? 1 : -1) * values[s | part];
    if (part === 0) return sum;
  }
}

/** Σ_{S⊆N∖T} weight(s) Δ_T v(S). */
export function cardinalIndex({ values }: DenseGame, t: number, weight: (s: number) => number): number {
  let sum = 0;
  for (let s = 0; s < values.length; s++) if ((s & t) === 0) sum += weight(coalitionSize(s)) * derivative(values, t, s);
  return sum;
}

/** Shapley–Taylor of the top order: mean over all orders of arrival of Δ_T at those who came before the first of T. */
export function taylorByOrders({ values, players }: DenseGame, t: number): number {
  const all = orders(players.length);
  let sum = 0;
  for (const order of all) {
    let before = 0;
    for (const i of order) {
      if (t & (1 << i)) break;
      before |= 1 << i;
    }
    sum += derivative(values, t, before);
  }
  return sum / all.length;
}

/**
 * The polynomial of the monomials `terms` (bit masks) that is closest to the game in weighted least squares, equal to it at the
 * coalitions `exact`: the normal equations with multipliers, solved directly.
 */
export function closestPolynomial(
  { values }: DenseGame,
  terms: readonly number[],
  weight: (s: number) => number,
  exact: readonly number[] = [],
): number[] {
  const size = terms.length + exact.length;
  const [left, right] = [Matrix.zeros(size, size), Matrix.zeros(size, 1)];
  const contains = (s: number, term: number) => Number((s & term) === term);
  for (let s = 0; s < values.length; s++) {
    const w = exact.includes(s) ? 0 : weight(coalitionSize(s));
    terms.forEach((a, i) => {
      right.set(i, 0, right.get(i, 0) + w * contains(s, a) * values[s]);
      terms.forEach((b, j) => left.set(i, j, left.get(i, j) + w * contains(s, a) * contains(s, b)));
    });
  }
  exact.forEach((s, k) => {
    const row = terms.length + k;
    right.set(row, 0, values[s]);
    terms.forEach((a, i) => {
      left.set(row, i, contains(s, a));
      left.set(i, row, contains(s, a));
    });
  });
  return solve(left, right).getColumn(0).slice(0, terms.length);
}

/** Masks of 0 … `order` members out of n, the small ones first. */
export function masksUpTo(order: number, n: number): number[] {
  const all = Array.from({ length: 2 ** n }, (_, mask) => mask).filter((mask) => coalitionSize(mask) <= order);
  return all.sort((a, b) => coalitionSize(a) - coalitionSize(b) || a - b);
}

/** C(n, k). */
export function choose(n: number, k: number): number {
  let count = 1;
  for (let i = 0; i < k; i++) count = (count * (n - i)) / (i + 1);
  return Math.round(count);
}

/** The largest absolute difference of two vectors. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}

import { coalitionSums, type ZeroedGame } from './excess.js';
import { solveLinearProgram, type LinearRow } from '../../numerics/index.js';

/** x(S) = sum is demanded of every allocation; the first is the grand coalition's. */
export interface FixedSum {
  readonly mask: number;
  readonly sum: number;
}

/** An allocation whose largest excess is as small as possible. */
export interface SmallestExcess {
  readonly epsilon: number;
  readonly x: Float64Array;
  /** Coalitions with a positive dual: they have excess ε in every optimum. The duals add up to 1. */
  readonly duals: ReadonlyMap<number, number>;
  readonly programs: number;
}

/** Violations below this (of a game scaled to 1) are rounding. */
const TOLERANCE = 1e-11;
/** Rows added a round, the most violated first. */
const ROWS_A_ROUND = 40;

/**
 * min ε subject to w(S) − x(S) ≤ ε for every coalition that is not settled, x(S) = sum for the fixed ones, and
 * x ≥ floor. The rows are generated: a program over few coalitions is solved, all 2ⁿ excesses of its solution are looked
 * at, and the most violated coalitions join.
 *
 * @param worth - scaled so that its largest absolute value is about 1
 * @param isSettled - coalitions whose excess the fixed sums determine
 * @param active - coalitions to begin with; those that were added stay in it, for the next call
 */
export async function smallestLargestExcess(
  { n, worth }: Pick<ZeroedGame, 'n' | 'worth'>,
  {
    fixed,
    isSettled,
    active,
    floor,
  }: {
    readonly fixed: readonly FixedSum[];
    readonly isSettled: (mask: number) => boolean;
    readonly active: Set<number>;
    readonly floor?: ArrayLike<number>;
  },
): Promise<SmallestExcess | undefined> {
  const sums = new Float64Array(worth.length);
  const cost = Float64Array.from({ length: n + 1 }, (_, j) => Number(j === n));
  const lower = Float64Array.from({ length: n + 1 }, (_, j) => (floor && j < n ? floor[j] : -Infinity));
  for (let programs = 1; ; programs++) {
    const masks = [...active].filter((mask) => !isSettled(mask));
    const rows: LinearRow[] = [
      ...fixed.map(({ mask, sum }) => ({ columns: membersOf(mask), lower: sum, upper: sum })),
      ...masks.map((mask) => ({ columns: [...membersOf(mask), n], lower: worth[mask] })),
    ];
    const { status, x, duals } = await solveLinearProgram({ cost, lower, rows });
    if (status !== 'optimal') return undefined;
    const epsilon = x[n];
    const violated = mostViolated(
      worth,
      coalitionSums(x, n, sums),
      epsilon,
      (mask) => active.has(mask) || isSettled(mask),
    );
    if (violated.length === 0) {
      const positive = masks.map((mask, k): [number, number] => [mask, duals[fixed.length + k]]);
      return { epsilon, x: x.slice(0, n), duals: new Map(positive.filter(([, dual]) => dual > 1e-7)), programs };
    }
    for (const mask of violated) active.add(mask);
  }
}

/** The players of a mask, by index. */
export function membersOf(mask: number): number[] {
  const members: number[] = [];
  for (let rest = mask; rest; rest &= rest - 1) members.push(31 - Math.clz32(rest & -rest));
  return members;
}

/** The coalitions to begin with: the single players and everybody but one. */
export function firstCoalitions(n: number): Set<number> {
  const all = 2 ** n - 1;
  const masks = Array.from({ length: n }, (_, i) => [1 << i, all ^ (1 << i)]).flat();
  return new Set(masks.filter((mask) => mask > 0 && mask < all));
}

function mostViolated(
  worth: Float64Array,
  sums: Float64Array,
  epsilon: number,
  isKnown: (mask: number) => boolean,
): number[] {
  const found: { mask: number; excess: number }[] = [];
  let threshold = epsilon + TOLERANCE;
  for (let mask = 1; mask < worth.length - 1; mask++) {
    const excess = worth[mask] - sums[mask];
    if (excess <= threshold || isKnown(mask)) continue;
    found.push({ mask, excess });
    if (found.length < 4 * ROWS_A_ROUND) continue;
    found.sort((a, b) => b.excess - a.excess || a.mask - b.mask);
    found.length = ROWS_A_ROUND;
    threshold = found[ROWS_A_ROUND - 1].excess;
  }
  found.sort((a, b) => b.excess - a.excess || a.mask - b.mask);
  return found.slice(0, ROWS_A_ROUND).map(({ mask }) => mask);
}

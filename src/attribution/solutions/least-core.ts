import { coalitionNames } from '../games/coalition.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { checkAllocation, coalitionSums, zeroedGame, type ZeroedGame } from './excess.js';
import { firstCoalitions, smallestLargestExcess, type SmallestExcess } from './largest-excess.js';
import { playerValues, type PlayerValues } from '../values/player-values.js';

/** The least core: the smallest excess that can be had, and an allocation that has it. */
export interface LeastCore {
  /** ε*: above 0 exactly when the core is empty. For one player 0. */
  readonly epsilon: number;
  readonly coreIsEmpty: boolean;
  /** A member of the least core: a vertex, in general one of many. Shares of v(N) − v(∅). */
  readonly allocation: PlayerValues;
  /** Coalitions whose excess is ε* in every allocation of the least core. */
  readonly tight: readonly (readonly string[])[];
  /** v(∅), which was subtracted from every value. */
  readonly baseline: number;
}

/** What is below 10⁻⁹ of the largest value counts as 0. */
const ROUNDING = 1e-9;

/**
 * The least core: min over efficient x of the largest excess max_{∅≠S≠N} (v(S) − v(∅) − x(S)).
 *
 * A linear program over the 2ⁿ − 2 coalitions, of which only those that matter are generated (n ≤ 24; 20 players in
 * seconds). v(∅) is subtracted first: the allocation shares v(N) − v(∅).
 *
 * Source: Maschler, Peleg & Shapley, "Geometric properties of the kernel, nucleolus, and related solution concepts",
 * Mathematics of OR 4 (1979).
 *
 * @example
 * ```ts
 * import { DenseGame, leastCore } from 'polity/attribution';
 * // Three players, 100 for any majority.
 * const { epsilon, coreIsEmpty } = await leastCore(new DenseGame([0, 0, 0, 100, 0, 100, 100, 100]));
 * epsilon; // 33.333
 * coreIsEmpty; // true
 * ```
 */
export async function leastCore(game: CooperativeGame): Promise<LeastCore> {
  const zeroed = zeroedGame(game);
  const { players, baseline, worth } = zeroed;
  const { epsilon, x, duals, scale } = await leastExcess(zeroed);
  return {
    epsilon,
    coreIsEmpty: epsilon > ROUNDING * scale,
    allocation: playerValues('Least core', players, x, worth[worth.length - 1]),
    tight: [...duals.keys()].sort((a, b) => a - b).map((mask) => coalitionNames(players, mask)),
    baseline,
  };
}

/** The least core's program for a game whose v(∅) is 0, on the game's own scale. */
export async function leastExcess({ n, worth }: ZeroedGame): Promise<SmallestExcess & { readonly scale: number }> {
  const all = worth.length - 1;
  const scale = worth.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  if (n === 1) return { epsilon: 0, x: worth.slice(1), duals: new Map(), programs: 0, scale };
  const solution = await smallestLargestExcess(
    { n, worth: worth.map((value) => value / scale) },
    { fixed: [{ mask: all, sum: worth[all] / scale }], isSettled: () => false, active: firstCoalitions(n) },
  );
  const { epsilon, x, duals, programs } = solution!;
  return { epsilon: epsilon * scale, x: x.map((value) => value * scale), duals, programs, scale };
}

/** Whether an allocation is in the core, and who objects. */
export interface CoreMembership {
  readonly inCore: boolean;
  /** max_{∅≠S≠N} v(S) − v(∅) − x(S): what the most aggrieved coalition could have on top. */
  readonly largestExcess: number;
  readonly objector: readonly string[];
  /** v(N) − v(∅) − x(N). */
  readonly efficiencyGap: number;
  /** v(∅), which was subtracted from every value. */
  readonly baseline: number;
}

/**
 * Tests an allocation x against the core: x(N) = v(N) − v(∅) and x(S) ≥ v(S) − v(∅) for every coalition, up to `tolerance`.
 *
 * @param allocation - by vector in the order of the players, or by name
 * @param tolerance - absolute; default 10⁻⁹ of the largest value
 *
 * Cost: one pass over the table.
 *
 * @example
 * ```ts
 * import { DenseGame, coreMembership } from 'polity/attribution';
 * const game = new DenseGame([0, 0, 0, 100, 0, 100, 100, 200], { players: ['a', 'b', 'c'] });
 * coreMembership(game, { a: 70, b: 70, c: 60 }).inCore; // true
 * coreMembership(game, { a: 120, b: 50, c: 30 }).objector; // ['b', 'c']
 * ```
 */
export function coreMembership(
  game: CooperativeGame,
  allocation: ArrayLike<number> | Readonly<Record<string, number>>,
  { tolerance }: { readonly tolerance?: number } = {},
): CoreMembership {
  const { n, players, worth, baseline } = zeroedGame(game);
  const x = checkAllocation(allocation, players);
  const sums = coalitionSums(x, n);
  const all = worth.length - 1;
  let objector = 0;
  let largestExcess = -Infinity;
  let scale = 0;
  for (let mask = 1; mask <= all; mask++) {
    scale = Math.max(scale, Math.abs(worth[mask]));
    if (mask === all) break;
    const excess = worth[mask] - sums[mask];
    if (excess > largestExcess) [largestExcess, objector] = [excess, mask];
  }
  const slack = tolerance ?? ROUNDING * (scale || 1);
  const efficiencyGap = worth[all] - sums[all];
  if (n === 1) largestExcess = 0;
  return {
    inCore: largestExcess <= slack && Math.abs(efficiencyGap) <= slack,
    largestExcess,
    objector: coalitionNames(players, objector),
    efficiencyGap,
    baseline,
  };
}

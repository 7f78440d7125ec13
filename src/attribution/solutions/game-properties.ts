import { checkNumber } from '../../foundation/index.js';
import { coalitionNames } from '../games/coalition.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { zeroedGame } from './excess.js';
import { leastExcess } from './least-core.js';
import { playerValues, type PlayerValues } from '../values/player-values.js';

/** Whether a property of a game holds, and the two coalitions that show why not (or come closest to it). */
export interface GameProperty {
  readonly holds: boolean;
  /** The smallest margin by which the inequality holds; negative where it fails. Infinity where there is no pair to test. */
  readonly margin: number;
  /** The pair of coalitions with that margin. */
  readonly pair: readonly [readonly string[], readonly string[]] | null;
}

/** Options of the tests. */
export interface PropertyOptions {
  /** A margin of −tolerance still counts as holding; default 10⁻¹² of the largest absolute value. */
  readonly tolerance?: number;
}

/**
 * Convexity (supermodularity): v(S∪T) + v(S∩T) ≥ v(S) + v(T) for all S, T: who joins later brings more. Tested on the pairs
 * S∪i, S∪j, which suffice. Cost: n²·2ⁿ/8.
 *
 * Source: Shapley, "Cores of convex games", International Journal of Game Theory 1 (1971).
 *
 * @example
 * ```ts
 * import { DenseGame, isConvex } from 'polity/attribution';
 * isConvex(new DenseGame([0, 1, 1, 3])).holds; // true
 * isConvex(new DenseGame([0, 1, 1, 1])).pair; // [['1'], ['2']]
 * ```
 */
export function isConvex(game: CooperativeGame, options: PropertyOptions = {}): GameProperty {
  const n = game.players.length;
  const values = denseValues(game);
  const worst = new Worst();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [1 << i, 1 << j];
      for (let mask = 0; mask < values.length; mask++) {
        if (mask & (a | b)) continue;
        worst.see(values[mask | a | b] + values[mask] - values[mask | a] - values[mask | b], mask | b, mask | a);
      }
    }
  }
  return worst.verdict(game, values, options);
}

/**
 * Superadditivity: v(S∪T) ≥ v(S) + v(T) for disjoint S, T (with v(∅) subtracted): together is never worse than apart.
 * Cost: 3ⁿ/2 (16 players: some 50 ms; 20: seconds).
 *
 * @example
 * ```ts
 * import { DenseGame, isSuperadditive } from 'polity/attribution';
 * isSuperadditive(new DenseGame([0, 1, 1, 1])).margin; // -1
 * ```
 */
export function isSuperadditive(game: CooperativeGame, options: PropertyOptions = {}): GameProperty {
  const values = denseValues(game);
  const worst = new Worst();
  for (let union = 1; union < values.length; union++) {
    // The part with the union's lowest member against the rest, each split once.
    const others = union & (union - 1);
    for (let part = others; part; part = (part - 1) & others) {
      worst.see(values[union] - values[part] - values[union ^ part] + values[0], union ^ part, part);
    }
  }
  return worst.verdict(game, values, options);
}

/**
 * Monotonicity: v(S∪i) ≥ v(S): nobody makes a coalition worse. Cost: n·2ⁿ⁻¹.
 *
 * @example
 * ```ts
 * import { DenseGame, isMonotone } from 'polity/attribution';
 * isMonotone(new DenseGame([0, 2, 1, 1])).pair; // [['1'], ['1', '2']]
 * ```
 */
export function isMonotone(game: CooperativeGame, options: PropertyOptions = {}): GameProperty {
  const n = game.players.length;
  const values = denseValues(game);
  const worst = new Worst();
  for (let mask = 0; mask < values.length; mask++) {
    for (let i = 0; i < n; i++) {
      if (mask & (1 << i)) continue;
      worst.see(values[mask | (1 << i)] - values[mask], mask, mask | (1 << i));
    }
  }
  return worst.verdict(game, values, options);
}

/** Whether the core is empty, with a proof either way. */
export interface Balancedness {
  /** True when the game is balanced: its core is not empty. */
  readonly holds: boolean;
  /** The least core's ε*: how much every coalition must give up (or can be given more) for the core to open. */
  readonly epsilon: number;
  /** A core allocation, when there is one. */
  readonly coreAllocation: PlayerValues | null;
  /**
   * When there is none: balanced weights λ with Σ_{S∋i} λ_S = 1 for every player and Σ λ_S v(S) > v(N).
   */
  readonly objection: readonly { readonly coalition: readonly string[]; readonly weight: number }[] | null;
  /** v(∅), which was subtracted from every value. */
  readonly baseline: number;
}

/**
 * Balancedness: by the Bondareva–Shapley theorem the core is not empty exactly when no balanced collection of coalitions
 * could do better than the grand coalition. One linear program (that of the least core), whose solution is the core
 * allocation and whose dual is the objecting collection.
 *
 * Source: Bondareva (1963); Shapley, "On balanced sets and cores" (1967).
 *
 * @example
 * ```ts
 * import { DenseGame, isBalanced } from 'polity/attribution';
 * const { holds, objection } = await isBalanced(new DenseGame([0, 0, 0, 100, 0, 100, 100, 100]));
 * holds; // false
 * objection; // [{ coalition: ['1', '2'], weight: 0.5 }, { coalition: ['1', '3'], weight: 0.5 }, { coalition: ['2', '3'], weight: 0.5 }]
 * ```
 */
export async function isBalanced(game: CooperativeGame, options: PropertyOptions = {}): Promise<Balancedness> {
  const zeroed = zeroedGame(game);
  const { players, baseline, worth } = zeroed;
  const { epsilon, x, duals, scale } = await leastExcess(zeroed);
  const holds = epsilon <= toleranceOf(options, 1e-9 * scale);
  // At the optimum Σ_{S∋i} y_S is the same for every player: the duals are balanced weights up to a factor.
  let perPlayer = 0;
  for (const [mask, dual] of duals) if (mask & 1) perPlayer += dual;
  const objection = [...duals]
    .sort(([a], [b]) => a - b)
    .map(([mask, dual]) => ({ coalition: coalitionNames(players, mask), weight: dual / perPlayer }));
  return {
    holds,
    epsilon,
    coreAllocation: holds ? playerValues('Core allocation', players, x, worth[worth.length - 1]) : null,
    objection: holds ? null : objection,
    baseline,
  };
}

class Worst {
  margin = Infinity;
  first = 0;
  second = 0;

  see(margin: number, first: number, second: number): void {
    if (margin >= this.margin) return;
    this.margin = margin;
    this.first = first;
    this.second = second;
  }

  verdict({ players }: CooperativeGame, values: Float64Array, options: PropertyOptions): GameProperty {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return {
      holds: this.margin >= -toleranceOf(options, 1e-12 * scale),
      margin: this.margin,
      pair:
        this.margin === Infinity ? null : [coalitionNames(players, this.first), coalitionNames(players, this.second)],
    };
  }
}

function toleranceOf({ tolerance }: PropertyOptions, otherwise: number): number {
  return tolerance === undefined ? otherwise : checkNumber('tolerance', tolerance, { min: 0 });
}

import { checkNumber } from '../../foundation/index.js';
import { solveLinearProgram } from '../../numerics/index.js';
import { equilibrium, type NashEquilibrium } from './nash-equilibria.js';
import { normalized, payoffRange } from './mixed-profile.js';
import { StrategicGame, type PayoffMatrix } from './strategic-game.js';

/** A solution of a zero-sum game: optimal strategies of both, and what the row player can be sure of. */
export interface ZeroSumSolution extends NashEquilibrium {
  /** v = max_x min_j (xᵀA)_j = min_y max_i (Ay)_i. */
  readonly value: number;
}

/**
 * Solves a two-player zero-sum game by linear programming: v = max_x min_j Σᵢ xᵢ aᵢⱼ. The column player's optimal strategy is
 * the dual solution. Where there are several optimal strategies one is returned.
 *
 * Cost: one linear program of m + 1 columns and n rows; 200 × 200 in about a tenth of a second.
 *
 * @param payoffs - what the row player gets and the column player loses
 * @throws InvalidInputError for a ragged matrix or a payoff that is not finite
 * @see von Neumann 1928; Dantzig 1951
 *
 * @example
 * ```ts
 * import { solveZeroSum } from 'polity/games';
 * const { value, row, column } = await solveZeroSum([[3, -1], [-2, 4]]);
 * value; // 1.000000
 * row; // [0.600000, 0.400000]
 * column; // [0.500000, 0.500000]
 * ```
 */
export async function solveZeroSum(payoffs: PayoffMatrix): Promise<ZeroSumSolution> {
  const game = StrategicGame.zeroSum(payoffs);
  const [m, n] = game.shape;
  const matrix = game.payoffs[0];
  // Scaled to [0, 1], so that the solver's tolerances mean the same for every game.
  const scale = checkNumber('range of payoffs', payoffRange(game, 0)) || 1;
  const lowest = matrix.reduce((least, payoff) => Math.min(least, payoff), Infinity);
  const strategies = Array.from({ length: m }, (_, i) => i);
  const { x, duals } = await solveLinearProgram({
    cost: [...strategies.map(() => 0), -1],
    lower: [...strategies.map(() => 0), -Infinity],
    rows: [
      ...Array.from({ length: n }, (_, j) => ({
        columns: [...strategies, m],
        values: [...strategies.map((i) => (matrix[i * n + j] - lowest) / scale), -1],
        lower: 0,
      })),
      { columns: strategies, lower: 1, upper: 1 },
    ],
  });
  const row = probabilities(x.subarray(0, m));
  const column = probabilities(duals.subarray(0, n));
  const solution = equilibrium(game, row, column);
  return { ...solution, value: solution.payoffs[0] };
}

/** Probabilities from a solver's solution: what is below its tolerance is 0. */
function probabilities(shares: Float64Array): Float64Array {
  return normalized(shares.map((share) => (share < 1e-10 ? 0 : share)));
}

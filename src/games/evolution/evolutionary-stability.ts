import { checkInteger } from '../../foundation/index.js';
import { matrices, symmetricEigenvalues } from '../../numerics/index.js';
import { standardMinimum } from './copositivity.js';
import { checkMatrixGame, checkState, type PopulationGameLike } from './population-game.js';
import { symmetricEquilibria, type SymmetricEquilibrium } from './symmetric-equilibria.js';

/** How a strategy stands against mutants. */
export interface EvolutionaryStability {
  /** Nash: nothing earns more against it than itself. */
  readonly nash: boolean;
  /** Neutrally stable: no rare mutant earns more than it in the mixed population. */
  readonly neutrallyStable: boolean;
  /** Evolutionarily stable: every rare mutant earns less. */
  readonly evolutionarilyStable: boolean;
  /**
   * By how much it was decided: the smallest pivot of the free variables or the smallest value of their Schur complement
   * over the probability vectors, in units of the largest absolute payoff. Positive for an ESS, 0 for one that is neutrally
   * stable only; ∞ where x is the only best reply, NaN without Nash.
   */
  readonly margin: number;
  readonly support: readonly number[];
  readonly bestReplies: readonly number[];
}

/** Of numbers that are compared with 0, as a share of the largest absolute payoff. */
const TOLERANCE = 1e-9;
/** Variables of a form whose faces are all tried. */
const MOST = 20;

/**
 * Whether a (pure or mixed) strategy x is evolutionarily stable: x earns more against every mutant y than y does
 * against itself, if y is a best reply. With support I, best replies J and some m ∈ I this says that c_ij = a_mj + a_im
 * − a_ij − a_mm on J∖{m} is positive for every z ≠ 0 that is not negative on J∖I. Variables of I∖{m} are free: they are
 * eliminated if their block is positive definite, and the rest (a Schur complement) has to be strictly copositive,
 * which is decided by the minimum of the form on every face. Neutral stability is the same with ≥.
 *
 * Decided in floating point to 10⁻⁹ of the largest payoff. Cost: 2ᵏ linear systems for k unused best replies; for the
 * neutral stability of what is not an ESS, and has unused best replies, 2^(k + 2(|I| − 1)).
 *
 * @throws InvalidInputError unless the game is one population with a payoff matrix, for shares that do not sum to 1,
 *   or where more than 20 variables would have to be tried
 * @see Haigh, Advances in Applied Probability 7 (1975) 8; Abakuks, J. Applied Probability 17 (1980) 559; Bomze, J.
 *   Optimization Theory and Applications 74 (1992) 1
 *
 * @example
 * ```ts
 * import { evolutionaryStability } from 'polity/games';
 * const hawkDove = [[-1, 4], [0, 2]];
 * evolutionaryStability(hawkDove, [2 / 3, 1 / 3]).evolutionarilyStable; // true
 * const rockPaperScissors = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]];
 * const { neutrallyStable, evolutionarilyStable } = evolutionaryStability(rockPaperScissors, [1 / 3, 1 / 3, 1 / 3]);
 * [neutrallyStable, evolutionarilyStable]; // [true, false]
 * ```
 */
export function evolutionaryStability(game: PopulationGameLike, strategy: ArrayLike<number>): EvolutionaryStability {
  const { matrix, n } = checkMatrixGame(game);
  const x = checkState('strategy', [n], strategy);
  const scale = matrix.reduce((most, payoff) => Math.max(most, Math.abs(payoff)), 0) || 1;
  const a = (i: number, j: number) => matrix[i * n + j] / scale;
  const payoffs = Array.from(x, (_, i) => x.reduce((sum, share, j) => sum + a(i, j) * share, 0));
  const most = Math.max(...payoffs);
  const support = Array.from(x.keys()).filter((i) => x[i] > 0);
  const bestReplies = payoffs.flatMap((payoff, i) => (payoff >= most - TOLERANCE ? [i] : []));
  const nash = support.every((i) => bestReplies.includes(i));
  const verdict = { nash, support, bestReplies };
  if (!nash) return { ...verdict, neutrallyStable: false, evolutionarilyStable: false, margin: NaN };
  if (bestReplies.length === 1) {
    return { ...verdict, neutrallyStable: true, evolutionarilyStable: true, margin: Infinity };
  }
  const m = support[0];
  const free = support.slice(1);
  const bound = bestReplies.filter((j) => !support.includes(j));
  checkInteger('number of unused best replies', bound.length, { max: MOST });
  const c = (i: number, j: number) => (a(m, j) + a(i, m) - a(i, j) + a(m, i) + a(j, m) - a(j, i)) / 2 - a(m, m);
  const strict = strictMargin(c, free, bound);
  const evolutionarilyStable = strict > TOLERANCE;
  const neutrallyStable = evolutionarilyStable || isCopositive(c, free, bound);
  return { ...verdict, neutrallyStable, evolutionarilyStable, margin: neutrallyStable ? Math.max(0, strict) : strict };
}

/** Whether the form is never negative: free variables enter as differences of two that are not negative. */
function isCopositive(c: (i: number, j: number) => number, free: readonly number[], bound: readonly number[]): boolean {
  if (bound.length === 0) {
    const { Matrix } = matrices();
    return symmetricEigenvalues(new Matrix(free.map((i) => free.map((j) => c(i, j)))))[0] >= -TOLERANCE;
  }
  const parts = [...bound.map((i) => ({ i, sign: 1 })), ...free.flatMap((i) => [1, -1].map((sign) => ({ i, sign })))];
  checkInteger('number of unused best replies and twice the used ones but one', parts.length, { max: MOST });
  const doubled = parts.map((p) => Float64Array.from(parts, (q) => p.sign * q.sign * c(p.i, q.i)));
  return standardMinimum(doubled).value >= -TOLERANCE;
}

/** Smallest pivot of the free block, or the smallest value of the Schur complement on the simplex, whichever is less. */
function strictMargin(c: (i: number, j: number) => number, free: readonly number[], bound: readonly number[]): number {
  const order = [...free, ...bound];
  const form = order.map((i) => Float64Array.from(order, (j) => c(i, j)));
  let margin = Infinity;
  for (let k = 0; k < free.length; k++) {
    const pivot = form[k][k];
    margin = Math.min(margin, pivot);
    if (!(pivot > TOLERANCE)) return margin;
    for (let i = k + 1; i < order.length; i++) {
      const factor = form[i][k] / pivot;
      for (let j = k + 1; j < order.length; j++) form[i][j] -= factor * form[k][j];
    }
  }
  if (bound.length === 0) return margin;
  const rest = form.slice(free.length).map((row) => row.slice(free.length));
  return Math.min(margin, standardMinimum(rest).value);
}

/** An equilibrium with its stability. */
export interface StableStrategy extends SymmetricEquilibrium, EvolutionaryStability {}

/**
 * All evolutionarily stable strategies of a matrix game. They are isolated equilibria, and no best replies of one hold the
 * support of another (Bishop & Cannings), so the supports are searched from the small ones up.
 *
 * Cost: 2ⁿ linear systems, n ≤ 20.
 *
 * @throws InvalidInputError as {@link symmetricEquilibria}
 * @see Bishop & Cannings, Advances in Applied Probability 8 (1976) 616
 *
 * @example
 * ```ts
 * import { stableStrategies } from 'polity/games';
 * stableStrategies([[2, 0], [0, 1]]).map(({ shares }) => shares); // [[1, 0], [0, 1]]
 * ```
 */
export function stableStrategies(game: PopulationGameLike): StableStrategy[] {
  const found: StableStrategy[] = [];
  for (const equilibrium of symmetricEquilibria(game)) {
    const excluded = found.some(({ support }) => support.every((i) => equilibrium.bestReplies.includes(i)));
    if (excluded) continue;
    const stability = evolutionaryStability(game, equilibrium.shares);
    if (stability.evolutionarilyStable) found.push({ ...equilibrium, ...stability });
  }
  return found;
}

import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { StrategicGame, type PayoffMatrix } from '../strategic/strategic-game.js';

/** What weak selection favours in a population of N. */
export interface WeakSelection {
  /** dρ/dw at w = 0, of the fixation probability of one member of the first type with fitness 1 − w + wπ. */
  readonly slope: number;
  /** Whether weak selection favours that the first type takes over: ρ > 1/N. */
  readonly favoured: boolean;
  /**
   * The share x* = (d − b)/(a − b − c + d) of the first type at which both earn the same in a large population; null
   * where payoffs never cross.
   */
  readonly threshold: number | null;
  /** For two types that each do best among their own kind (a > c, d > b) and N → ∞: whether x* < 1/3; otherwise null. */
  readonly oneThird: boolean | null;
}

/**
 * The first-order effect of selection on the fixation of one mutant in the Moran process, ρ = 1/N + w(αN − β)/(6N) +
 * O(w²) with α = a + 2b − c − 2d and β = 2a + b + c − 4d; in a large population of a coordination game it is the
 * one-third law.
 *
 * @param payoffs - 2 × 2 matrix [[a, b], [c, d]]
 * @throws InvalidInputError for a matrix that is not 2 × 2 or N < 2
 * @see Nowak, Sasaki, Taylor & Fudenberg, Nature 428 (2004) 646
 *
 * @example
 * ```ts
 * import { weakSelection } from 'polity/games';
 * // Tit for tat invades defectors: x* = 1/17.
 * const { threshold, oneThird } = weakSelection([[30, 9], [14, 10]], { populationSize: 100 });
 * threshold; // 0.0588235
 * oneThird; // true
 * ```
 */
export function weakSelection(
  payoffs: PayoffMatrix,
  { populationSize }: { readonly populationSize: number },
): WeakSelection {
  const { shape, payoffs: tensors } = StrategicGame.symmetric(payoffs);
  if (shape[0] !== 2) throw new InvalidInputError('payoffs', payoffs, 'be a 2 × 2 matrix');
  checkInteger('populationSize', populationSize, { min: 2 });
  const [a, b, c, d] = tensors[0];
  const alpha = a + 2 * b - c - 2 * d;
  const beta = 2 * a + b + c - 4 * d;
  const slope = (alpha * populationSize - beta) / (6 * populationSize);
  const crossing = (d - b) / (a - b - c + d);
  const threshold = crossing > 0 && crossing < 1 ? crossing : null;
  const coordination = a > c && d > b;
  return { slope, favoured: slope > 0, threshold, oneThird: coordination ? crossing < 1 / 3 : null };
}

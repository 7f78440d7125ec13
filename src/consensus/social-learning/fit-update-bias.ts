import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { leastSquares, type Coefficient, type LeastSquaresOptions } from '../../statistics/index.js';
import { TIE } from './agent.js';

/** Private updates of agents: one entry an update. */
export interface BeliefUpdates {
  /** P(good) before the signal, in (0, 1). */
  readonly prior: ArrayLike<number>;
  /** P(good) after it, in (0, 1). */
  readonly posterior: ArrayLike<number>;
  /** Precision of the signal, in (½, 1). */
  readonly precision: ArrayLike<number>;
  /** 1 for a signal `good`, 0 for `bad`. */
  readonly signal: ArrayLike<number>;
}

/** How strongly agents react to signals, beside Bayes. */
export interface FittedUpdateBias {
  /** λ_c: weight of signals that agree with the prior; an interval below 1 is under-reaction. */
  readonly agreeing: Coefficient;
  /** λ_d: weight of signals that disagree with it; an interval above 1 is over-reaction. */
  readonly disagreeing: Coefficient;
  /** Updates from even odds, which neither agree nor disagree and tell nothing about the two. */
  readonly neutral: number;
  /** Residual standard deviation, in log-odds. */
  readonly noise: number;
}

/**
 * Fits ℓ′ − ℓ = λ s with s = ± log(q/(1 − q)), split by whether the signal agrees with the prior: the regression behind
 * “under-reaction to what one believes already, over-reaction to what one does not”.
 *
 * @param updates - belief before and after, precision and signal of each update
 * @param options - those of `leastSquares`; errors are `robust` by default, use `cluster` for several updates an agent
 * @throws InvalidInputError when a value is out of range, lengths differ, or one of the two kinds of signal is absent
 * @see arXiv 2504.02648, deviations NB1 and NB2
 *
 * @example
 * ```ts
 * import { fitUpdateBias } from 'polity/consensus';
 * const fit = fitUpdateBias({
 *   prior: [0.6, 0.6, 0.3, 0.3],
 *   posterior: [0.7777778, 0.3913043, 0.5, 0.1551724],
 *   precision: [0.7, 0.7, 0.7, 0.7],
 *   signal: [1, 0, 1, 0],
 * });
 * fit.agreeing.estimate.toFixed(3); // '1.000'
 * ```
 */
export function fitUpdateBias(
  { prior, posterior, precision, signal }: BeliefUpdates,
  { errors = 'robust', clusters, ...options }: LeastSquaresOptions = {},
): FittedUpdateBias {
  const open = { min: 0, max: 1, aboveMin: true, belowMax: true } as const;
  const before = checkVector('prior', prior, open);
  const length = before.length;
  const after = checkVector('posterior', posterior, { ...open, length });
  const q = checkVector('precision', precision, { ...open, min: 0.5, length });
  const good = checkVector('signal', signal, { min: 0, max: 1, length });
  good.forEach((value, i) => {
    if (value !== 0 && value !== 1) throw new InvalidInputError(`signal[${i}]`, value, 'be 0 or 1');
  });
  const kept = Array.from(before.keys()).filter((i) => Math.abs(before[i] - 0.5) > TIE);
  const design = kept.map((i) => {
    const evidence = (good[i] ? 1 : -1) * logOdds(q[i]);
    return before[i] > 0.5 === (good[i] === 1) ? [evidence, 0] : [0, evidence];
  });
  (['agree', 'disagree'] as const).forEach((kind, column) => {
    if (!design.some((row) => row[column] !== 0)) {
      throw new InvalidInputError('signal', `none that ${kind}s with its prior`, 'hold both kinds');
    }
  });
  const moved = kept.map((i) => logOdds(after[i]) - logOdds(before[i]));
  const ofKept = clusters && kept.map((i) => clusters[i]);
  const fit = leastSquares(design, moved, { ...options, errors, ...(ofKept ? { clusters: ofKept } : {}) });
  const [agreeing, disagreeing] = fit.coefficients;
  const squares = fit.residuals.reduce((sum, e) => sum + e * e, 0);
  return { agreeing, disagreeing, neutral: length - kept.length, noise: Math.sqrt(squares / (kept.length - 2)) };
}

function logOdds(p: number): number {
  return Math.log(p / (1 - p));
}

import { checkInteger, checkOneOf, checkProbability, InvalidInputError, randomStream } from '../../foundation/index.js';
import { normalQuantile, type Estimate } from '../../statistics/index.js';

/** How the derivative of a mean is estimated from draws: see {@link bernoulliGradient}. */
export type GradientEstimator = (typeof gradientEstimators)[number];
const gradientEstimators = ['straight-through', 'half-weight', 'score'] as const;

/** A function of a draw, with its derivative. */
export interface Smooth {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
}

export interface BernoulliGradient extends Estimate {
  /** f(1) − f(0): what is estimated. */
  readonly exact: number;
  /** Expectation of the estimator less `exact`, in closed form. */
  readonly bias: number;
  /** Standard deviation of a single draw's estimate, in closed form. */
  readonly deviation: number;
}

/**
 * The derivative of E f(X) by p, X ~ Bernoulli(p), which is f(1) − f(0), estimated from draws of X alone.
 *
 * - `straight-through` takes f′(X): right for linear f, or for quadratic f at p = ½.
 * - `half-weight` takes f′(X)/(2p) for X = 1 and f′(X)/(2(1 − p)) for X = 0: its mean (f′(0) + f′(1))/2 is the trapezoid
 *   rule for f(1) − f(0), right up to quadratic f.
 * - `score` takes f(X)(X − p)/(p(1 − p)): right for every f, and needs no derivative.
 *
 * @param f - with its derivative
 * @param options.p - strictly between 0 and 1
 * @throws InvalidInputError for numbers out of range
 * @see G. Arya et al., Automatic differentiation of programs with discrete randomness, NeurIPS 2022
 *
 * @example
 * ```ts
 * import { bernoulliGradient } from 'polity/populations';
 * const cube = { value: (x: number) => x ** 3, slope: (x: number) => 3 * x ** 2 };
 * bernoulliGradient(cube, { p: 0.3, estimator: 'half-weight' }).bias; // 0.5
 * ```
 */
export function bernoulliGradient(
  f: Smooth,
  {
    p,
    estimator,
    draws = 1000,
    seed = 0,
  }: { readonly p: number; readonly estimator: GradientEstimator; readonly draws?: number; readonly seed?: number },
): BernoulliGradient {
  checkProbability('p', p);
  if (p === 0 || p === 1) throw new InvalidInputError('p', p, 'lie in (0, 1)');
  checkOneOf('estimator', estimator, gradientEstimators);
  checkInteger('draws', draws, { min: 2 });
  const [zero, one] = [0, 1].map((x) => fromDraw(f, x, p, estimator));
  const stream = randomStream(seed);
  let ones = 0;
  for (let k = 0; k < draws; k++) ones += Number(stream.bernoulli(p));
  const share = ones / draws;
  const estimate = share * one + (1 - share) * zero;
  const spread = Math.abs(one - zero);
  const standardError = spread * Math.sqrt((share * (1 - share)) / (draws - 1));
  const reach = normalQuantile(0.975) * standardError;
  const exact = f.value(1) - f.value(0);
  return {
    estimate,
    standardError,
    interval: { lower: estimate - reach, upper: estimate + reach, level: 0.95 },
    n: draws,
    method: `${estimator} estimator, normal interval`,
    exact,
    bias: p * one + (1 - p) * zero - exact,
    deviation: spread * Math.sqrt(p * (1 - p)),
  };
}

function fromDraw(f: Smooth, x: number, p: number, estimator: GradientEstimator): number {
  if (estimator === 'straight-through') return f.slope(x);
  if (estimator === 'half-weight') return f.slope(x) / (2 * (x === 1 ? p : 1 - p));
  return (f.value(x) * (x - p)) / (p * (1 - p));
}

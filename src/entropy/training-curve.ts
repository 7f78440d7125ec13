import {
  checkInteger,
  checkNumber,
  checkPositive,
  checkVector,
  InvalidInputError,
  randomStream,
} from '../foundation/index.js';

/** Entropy and reward of one training run, a point a step, in the order of training. */
export interface TrainingCurve {
  /** Mean policy entropy in nats a token. */
  readonly entropy: ArrayLike<number>;
  /** Validation accuracy or mean reward, as a fraction. */
  readonly reward: ArrayLike<number>;
}

/** Copies of a curve's numbers: entropies of at least 0, at least three of them different. */
export function checkCurve(
  { entropy, reward }: TrainingCurve,
  at = '',
): { readonly entropy: Float64Array; readonly reward: Float64Array } {
  const h = checkVector(`${at}entropy`, entropy, { min: 0 });
  const r = checkVector(`${at}reward`, reward, { length: h.length });
  const distinct = new Set(h);
  if (distinct.size < 3) {
    throw new InvalidInputError(`${at}entropy`, entropy, 'hold at least 3 different values, or there is no law to fit');
  }
  return { entropy: h, reward: r };
}

export interface SimulatedCurveOptions {
  /** Coefficients of the law R = −a e^H + b; default 0.2 and 0.6. */
  readonly a?: number;
  readonly b?: number;
  /** Points; default 240. */
  readonly points?: number;
  /** Entropy at the start and where it tends to, nats; default 0.6 and 0.02. */
  readonly start?: number;
  readonly end?: number;
  /** Points in which the distance to `end` falls by a factor e; default a fifth of all. */
  readonly decay?: number;
  /** Standard deviation of the reward about the law; default 0.01. */
  readonly noise?: number;
  /** Correlation of neighbouring deviations, in (−1, 1); default 0.5. */
  readonly autocorrelation?: number;
  /** Relative jitter of the entropy from point to point; default 0.02. */
  readonly jitter?: number;
  readonly seed?: number;
  /** Which run of the seed; default 0. */
  readonly index?: number;
}

/**
 * A training run that obeys the law R = −a e^H + b up to first-order autoregressive noise, while its entropy decays
 * exponentially with some jitter: what forecasts can be tested on, because their truth is known.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { fitEntropyLaw, simulateCurve } from 'polity/entropy';
 * fitEntropyLaw(simulateCurve({ noise: 0 })).a.estimate; // 0.2
 * ```
 */
export function simulateCurve({
  a = 0.2,
  b = 0.6,
  points = 240,
  start = 0.6,
  end = 0.02,
  decay,
  noise = 0.01,
  autocorrelation = 0.5,
  jitter = 0.02,
  seed = 0,
  index = 0,
}: SimulatedCurveOptions = {}): { readonly entropy: Float64Array; readonly reward: Float64Array } {
  checkInteger('points', points, { min: 3 });
  checkNumber('a', a);
  checkNumber('b', b);
  checkNumber('end', end, { min: 0 });
  checkNumber('start', start, { min: end, aboveMin: true });
  checkPositive('decay', decay ?? 1);
  checkNumber('noise', noise, { min: 0 });
  checkNumber('autocorrelation', autocorrelation, { min: -1, max: 1, aboveMin: true, belowMax: true });
  checkNumber('jitter', jitter, { min: 0 });
  const stream = randomStream(seed, index);
  const entropy = new Float64Array(points);
  const reward = new Float64Array(points);
  const rate = decay ?? points / 5;
  let deviation = stream.normal();
  for (let t = 0; t < points; t++) {
    entropy[t] = (end + (start - end) * Math.exp(-t / rate)) * Math.exp(jitter * stream.normal());
    reward[t] = -a * Math.exp(entropy[t]) + b + noise * deviation;
    deviation = autocorrelation * deviation + Math.sqrt(1 - autocorrelation ** 2) * stream.normal();
  }
  return { entropy, reward };
}

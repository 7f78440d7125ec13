import { checkOneOf } from '../../foundation/index.js';
import { checkLevel, type Interval } from '../interval.js';
import { normalQuantile } from '../normal.js';
import { orderSurvival, type SurvivalData } from './survival-data.js';

/** Scale on which the interval of a survival probability is normal. */
export type SurvivalScale = 'log-log' | 'log' | 'plain';

export interface SurvivalCurveOptions {
  /** Nominal coverage at each time, default 0.95. */
  readonly level?: number;
  /** Default `'log-log'`: it stays within [0, 1] and covers well from small samples on. R's default is `'log'`. */
  readonly scale?: SurvivalScale;
}

/** The curve from one event time to the next. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: number;
  /** Greenwood's. */
  readonly standardError: number;
  readonly interval: Interval;
}

export interface SurvivalCurve {
  /** One an event time, ascending; before the first the survival is 1. */
  readonly steps: readonly SurvivalStep[];
  /** First time at which the survival is at most ½; NaN if it never is. Its interval is where the bands cross ½. */
  readonly median: { readonly estimate: number; readonly interval: Interval };
  readonly n: number;
  readonly events: number;
}

/**
 * Kaplan and Meier's product-limit estimate of the survival function, S(t) = Π over event times ≤ t of (1 − d/r), with
 * Greenwood's variance S² Σ d/(r(r − d)).
 *
 * Where the curve rests exactly on ½ the median is the middle of the stretch. Cost: O(n log n).
 *
 * @param data - times and events; with `start`, rows are at risk from then on (left truncation)
 * @throws InvalidInputError when shapes do not fit, times are negative or not after their start, or an event is not 0 or 1.
 * @see E. Kaplan, P. Meier, JASA 53 (1958) 457; R. Brookmeyer, J. Crowley, Biometrics 38 (1982) 29, for the median
 *
 * @example
 * ```ts
 * import { kaplanMeier } from 'polity/statistics';
 * const { steps, median } = kaplanMeier({ time: [3, 5, 5, 8, 10], event: [1, 1, 0, 1, 0] });
 * steps.map(({ survival }) => survival); // [0.8, 0.6, 0.3]
 * median.estimate; // 8
 * ```
 */
export function kaplanMeier(
  data: SurvivalData,
  { level = 0.95, scale = 'log-log' }: SurvivalCurveOptions = {},
): SurvivalCurve {
  checkOneOf('scale', scale, ['log-log', 'log', 'plain']);
  const z = normalQuantile((1 + checkLevel('level', level)) / 2);
  const steps = survivalSteps(data).map(({ time, atRisk, events, survival, greenwood }): SurvivalStep => {
    const interval = { ...band(survival, z * Math.sqrt(greenwood), scale), level };
    return { time, atRisk, events, survival, standardError: survival * Math.sqrt(greenwood), interval };
  });
  const interval = {
    lower: crossing(steps, (step) => step.interval.lower),
    upper: crossing(steps, (step) => step.interval.upper),
    level,
  };
  return {
    steps,
    // Where a band never comes down to ½ the median has no bound on that side.
    median: {
      estimate: crossing(steps, (step) => step.survival),
      interval: { ...interval, upper: Number.isNaN(interval.upper) ? Infinity : interval.upper },
    },
    n: data.time.length,
    events: steps.reduce((sum, step) => sum + step.events, 0),
  };
}

export interface CumulativeHazardStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly cumulativeHazard: number;
  readonly standardError: number;
  /** Normal on the scale of the logarithm. */
  readonly interval: Interval;
}

/**
 * Nelson and Aalen's estimate of the cumulative hazard, H(t) = Σ over event times ≤ t of d/r, with variance Σ d/r².
 * Cost: O(n log n).
 *
 * @throws InvalidInputError as {@link kaplanMeier}.
 * @see O. Aalen, Annals of Statistics 6 (1978) 701
 *
 * @example
 * ```ts
 * import { nelsonAalen } from 'polity/statistics';
 * nelsonAalen({ time: [3, 5, 5, 8, 10], event: [1, 1, 0, 1, 0] }).at(-1)!.cumulativeHazard; // 0.95
 * ```
 */
export function nelsonAalen(
  data: SurvivalData,
  { level = 0.95 }: { /** Nominal coverage at each time, default 0.95. */ readonly level?: number } = {},
): CumulativeHazardStep[] {
  const z = normalQuantile((1 + checkLevel('level', level)) / 2);
  return survivalSteps(data).map(({ time, atRisk, events, cumulativeHazard, hazardVariance }) => {
    const standardError = Math.sqrt(hazardVariance);
    const factor = Math.exp((z * standardError) / cumulativeHazard);
    const interval = { lower: cumulativeHazard / factor, upper: cumulativeHazard * factor, level };
    return { time, atRisk, events, cumulativeHazard, standardError, interval };
  });
}

/** Risk sets and running estimates at the times with events, ascending. */
export function survivalSteps(data: SurvivalData) {
  const { n, time, event, start, byStart, hasStart } = orderSurvival(data);
  const steps = [];
  let [survival, greenwood, cumulativeHazard, hazardVariance] = [1, 0, 0, 0];
  let entered = hasStart ? 0 : n;
  for (let i = 0; i < n;) {
    let [to, events] = [i, 0];
    for (; to < n && time[to] === time[i]; to++) events += event[to];
    while (entered < n && start[byStart[entered]] < time[i]) entered++;
    // Of those who have entered, i have left.
    const atRisk = entered - i;
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      cumulativeHazard += events / atRisk;
      hazardVariance += events / atRisk ** 2;
      steps.push({ time: time[i], atRisk, events, survival, greenwood, cumulativeHazard, hazardVariance });
    }
    i = to;
  }
  return steps;
}

function band(survival: number, half: number, scale: SurvivalScale): { lower: number; upper: number } {
  // With nobody left Greenwood's variance is infinite: the curve is at 0, and says nothing about how surely.
  if (survival === 0) return { lower: 0, upper: scale === 'plain' ? 0 : 1 };
  if (scale === 'plain') {
    return { lower: Math.max(0, survival * (1 - half)), upper: Math.min(1, survival * (1 + half)) };
  }
  if (scale === 'log') return { lower: survival * Math.exp(-half), upper: Math.min(1, survival * Math.exp(half)) };
  const factor = Math.exp(half / Math.log(survival));
  return { lower: survival ** (1 / factor), upper: survival ** factor };
}

/** First time at which a falling curve is at most ½, the middle of the stretch where it is exactly ½; NaN if it never is. */
function crossing(steps: readonly SurvivalStep[], height: (step: SurvivalStep) => number): number {
  const at = steps.findIndex((step) => height(step) <= 0.5 + 1e-12);
  if (at < 0) return NaN;
  const rests = Math.abs(height(steps[at]) - 0.5) < 1e-12 && at + 1 < steps.length;
  return rests ? (steps[at].time + steps[at + 1].time) / 2 : steps[at].time;
}

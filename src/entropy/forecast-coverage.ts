import { checkInteger } from '../foundation/index.js';
import { type EarlyPredictionOptions, forecastReward, pointsToFit } from './forecast.js';
import { simulateCurve, type SimulatedCurveOptions } from './training-curve.js';

export interface ForecastCoverageOptions extends EarlyPredictionOptions, Omit<SimulatedCurveOptions, 'index'> {
  /** Simulated runs; default 1,000. */
  readonly runs?: number;
}

/** Share of simulated runs whose truth lay inside its interval. */
export interface ForecastCoverage {
  /** The reward measured at the last point. */
  readonly final: number;
  /** The reward measured half-way between the points seen and the last. */
  readonly middle: number;
  /** The ceiling b − a. */
  readonly ceiling: number;
  /** Standard error of a share that were nominal. */
  readonly standardError: number;
  /** Mean width of the interval of the last point. */
  readonly width: number;
  readonly runs: number;
}

/**
 * Coverage of early forecasts, by simulation: runs that obey the law with autoregressive noise are foretold from their first
 * share of points.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { forecastCoverage } from 'polity/entropy';
 * forecastCoverage({ runs: 200 }).final > 0.9; // true
 * ```
 */
export function forecastCoverage({
  runs = 1000,
  fraction = 0.15,
  level = 0.95,
  points = 240,
  a = 0.2,
  b = 0.6,
  ...options
}: ForecastCoverageOptions = {}): ForecastCoverage {
  checkInteger('runs', runs, { min: 1 });
  const fitted = pointsToFit(points, fraction);
  const half = Math.floor((fitted + points - 1) / 2);
  let [final, middle, ceiling, width] = [0, 0, 0, 0];
  for (let index = 0; index < runs; index++) {
    const { entropy, reward } = simulateCurve({ ...options, points, a, b, index });
    const seen = { entropy: entropy.subarray(0, fitted), reward: reward.subarray(0, fitted) };
    const forecast = forecastReward(seen, { level });
    const covers = (point: number) => {
      const { interval } = forecast.at(entropy[point], point - fitted + 1);
      width += point === half ? 0 : (interval.upper - interval.lower) / runs;
      return interval.lower <= reward[point] && reward[point] <= interval.upper ? 1 / runs : 0;
    };
    final += covers(points - 1);
    middle += covers(half);
    const { lower, upper } = forecast.ceiling.interval;
    if (lower <= b - a && b - a <= upper) ceiling += 1 / runs;
  }
  return { final, middle, ceiling, standardError: Math.sqrt((level * (1 - level)) / runs), width, runs };
}

import { checkInteger, checkOneOf, InvalidInputError, randomStream } from '../foundation/index.js';
import {
  checkLevel,
  drawCounts,
  percentileInterval,
  type BootstrapOptions,
  type Estimate,
} from '../statistics/index.js';
import { fitLine, type Line } from './line-fit.js';
import { correlations } from './residual-diagnostics.js';
import { checkCurve, type TrainingCurve } from './training-curve.js';

export interface BootstrapLawOptions extends BootstrapOptions {
  /**
   * What is drawn anew: whole runs (default where there are several), for what other runs of the same recipe would give; or
   * blocks of residuals within each run, for what the same runs would give with other noise.
   */
  readonly scheme?: 'runs' | 'blocks';
  /** Points of a block; by default from the residuals' autocorrelation. */
  readonly blockLength?: number;
  /** Nominal coverage; default 0.95. */
  readonly level?: number;
}

/** The pooled law of several runs with bootstrap intervals. */
export interface BootstrapLaw {
  readonly a: Estimate;
  readonly b: Estimate;
  readonly ceiling: Estimate;
  /** Bootstrap values of a and b, one a replicate. */
  readonly values: { readonly a: Float64Array; readonly b: Float64Array };
  /** Points of a block; null where whole runs are drawn. */
  readonly blockLength: number | null;
}

/**
 * Bootstrap of the law R = −a e^H + b fitted to all points of all runs by least squares, with percentile intervals. Runs are
 * drawn whole, which keeps whatever dependence there is within them; or, with entropies held, the residuals of each run are
 * drawn in circular blocks, whose default length is the one that is optimal for first-order autocorrelation.
 *
 * Cost: runs, `replicates` · runs sums, whatever their length; blocks, `replicates` · points products.
 *
 * @param curves - the runs
 * @throws InvalidInputError when a curve is malformed, `'runs'` has fewer than 2, or a count is not whole.
 * @see H. R. Künsch, Annals of Statistics 17 (1989) 1217; D. N. Politis, H. White, Econometric Reviews 23 (2004) 53
 *
 * @example
 * ```ts
 * import { bootstrapEntropyLaw, simulateCurve } from 'polity/entropy';
 * const { a } = bootstrapEntropyLaw([0, 1, 2, 3, 4].map((index) => simulateCurve({ index })), { replicates: 200 });
 * a.interval.lower < 0.2 && 0.2 < a.interval.upper; // true
 * ```
 */
export function bootstrapEntropyLaw(
  curves: readonly TrainingCurve[],
  {
    scheme = curves.length > 1 ? 'runs' : 'blocks',
    blockLength,
    replicates = 2000,
    seed = 0,
    level = 0.95,
  }: BootstrapLawOptions = {},
): BootstrapLaw {
  checkOneOf('scheme', scheme, ['runs', 'blocks']);
  checkInteger('replicates', replicates, { min: 2 });
  checkInteger('seed', seed, { min: 0 });
  checkLevel('level', level);
  if (curves.length < (scheme === 'runs' ? 2 : 1)) {
    throw new InvalidInputError('curves.length', curves.length, `be at least ${scheme === 'runs' ? 2 : 1}`);
  }
  const runs = curves.map((curve, i) => {
    const { entropy, reward } = checkCurve(curve, `curves[${i}].`);
    return { x: entropy.map(Math.exp), y: reward };
  });
  const line = fitLine(join(runs.map(({ x }) => x)), join(runs.map(({ y }) => y)));
  const values = { a: new Float64Array(replicates), b: new Float64Array(replicates) };
  let used: number | null = null;
  if (scheme === 'runs') drawRuns(runs, values, seed);
  else used = drawBlocks(runs, line, values, seed, blockLength);
  const n = scheme === 'runs' ? runs.length : runs.reduce((sum, { x }) => sum + x.length, 0);
  const method =
    scheme === 'runs'
      ? 'bootstrap over runs, percentile interval'
      : `bootstrap of blocks of ${used} residuals, percentile interval`;
  const about = (estimate: number, drawn: Float64Array): Estimate => ({
    estimate,
    standardError: deviation(drawn),
    interval: percentileInterval(drawn, { level }),
    n,
    method,
  });
  return {
    a: about(-line.slope, values.a),
    b: about(line.intercept, values.b),
    ceiling: about(
      line.intercept + line.slope,
      values.b.map((b, i) => b - values.a[i]),
    ),
    values,
    blockLength: used,
  };
}

interface Run {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Values {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

function join(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Every run is five sums; a replicate adds them as often as its run was drawn. */
function drawRuns(runs: readonly Run[], values: Values, seed: number): void {
  const centre = mean(join(runs.map(({ x }) => x)));
  const sums = runs.map(({ x, y }) => {
    const [n, sx, sy, sxx, sxy] = [0, 1, 2, 3, 4];
    const sum = new Float64Array(5);
    for (let t = 0; t < x.length; t++) {
      const d = x[t] - centre;
      sum[n] += 1;
      sum[sx] += d;
      sum[sy] += y[t];
      sum[sxx] += d * d;
      sum[sxy] += d * y[t];
    }
    return sum;
  });
  const counts = new Int32Array(runs.length);
  for (let replicate = 0; replicate < values.a.length; replicate++) {
    drawCounts(counts, { seed, replicate });
    const [n, sx, sy, sxx, sxy] = [0, 1, 2, 3, 4].map((k) => sums.reduce((sum, run, i) => sum + counts[i] * run[k], 0));
    const slope = (sxy - (sx * sy) / n) / (sxx - (sx * sx) / n);
    values.a[replicate] = -slope;
    values.b[replicate] = sy / n - slope * (sx / n + centre);
  }
}

function drawBlocks(runs: readonly Run[], line: Line, values: Values, seed: number, wanted?: number): number {
  const residuals = runs.map(({ x, y }) => centred(y.map((r, t) => r - line.intercept - line.slope * x[t])));
  const shortest = Math.min(...runs.map(({ x }) => x.length));
  const length = checkInteger('blockLength', wanted ?? Math.min(usualLength(residuals), Math.ceil(shortest / 4)), {
    min: 1,
    max: shortest,
  });
  // Each run's residuals once more behind themselves: a block may begin anywhere.
  const circles = residuals.map((e) => join([e, e.subarray(0, length)]));
  const tilts = runs.map(({ x }) => x.map((value) => value - line.meanX));
  for (let replicate = 0; replicate < values.a.length; replicate++) {
    const stream = randomStream(seed, replicate);
    let [level, tilt] = [0, 0];
    for (let run = 0; run < runs.length; run++) {
      const [d, circle] = [tilts[run], circles[run]];
      for (let from = 0; from < d.length; from += length) {
        const shift = stream.below(d.length) - from;
        const end = Math.min(from + length, d.length);
        for (let t = from; t < end; t++) {
          const e = circle[t + shift];
          level += e;
          tilt += e * d[t];
        }
      }
    }
    const slope = line.slope + tilt / line.squaresX;
    values.a[replicate] = -slope;
    values.b[replicate] = line.intercept + line.slope * line.meanX + level / line.weight - slope * line.meanX;
  }
  return length;
}

/** The block length that is optimal for a first-order autocorrelation, (6φ²/(1 − φ²)²)^⅓ n^⅓. */
function usualLength(residuals: readonly Float64Array[]): number {
  const longest = Math.max(...residuals.map((e) => e.length));
  const typical = mean(Float64Array.from(residuals, (e) => correlations(e, 1)[0]));
  const phi = Math.min(0.97, Math.max(0, typical));
  return Math.max(1, Math.ceil(Math.cbrt((6 * phi * phi * longest) / (1 - phi * phi) ** 2)));
}

function centred(e: Float64Array): Float64Array {
  const middle = mean(e);
  return e.map((value) => value - middle);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

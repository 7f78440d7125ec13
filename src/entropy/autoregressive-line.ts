import { logGamma } from '../numerics/index.js';
import { invertDistribution, studentTCdf, type Interval } from '../statistics/index.js';

/**
 * A straight line with first-order autoregressive errors, known up to what the data leave open: for each autocorrelation
 * of a grid the generalised least-squares line, and how probable that autocorrelation is.
 */
export interface AutoregressiveLine {
  readonly components: readonly Component[];
  readonly degrees: number;
  /** Mean autocorrelation. */
  readonly autocorrelation: number;
  /** Last x and y: where a forecast starts. */
  readonly last: { readonly x: number; readonly y: number };
}

interface Component {
  readonly phi: number;
  readonly probability: number;
  readonly intercept: number;
  readonly slope: number;
  /** Innovation variance, and the inverse information of (intercept, slope). */
  readonly variance: number;
  readonly v00: number;
  readonly v01: number;
  readonly v11: number;
}

/** Autocorrelations tanh(k/8): dense near 1, where they matter most. */
const GRID = Array.from({ length: 39 }, (_, k) => Math.tanh((k - 6) / 8));
const NEGLIGIBLE = 1e-4;

/**
 * Restricted likelihood of each autocorrelation φ: coefficients and scale integrated out under flat priors, φ itself uniform.
 */
export function fitAutoregressiveLine(x: Float64Array, y: Float64Array): AutoregressiveLine {
  const n = x.length;
  const fits = GRID.map((phi) => generalisedLine(x, y, phi));
  // √(1 − φ²) is the determinant of the errors; the grid is even in artanh φ, whose density is 1 − φ² for a uniform φ.
  const logs = fits.map(
    ({ phi, rss, determinant }) =>
      1.5 * Math.log1p(-phi * phi) - Math.log(determinant) / 2 - ((n - 2) / 2) * Math.log(Math.max(rss, 1e-300)),
  );
  const highest = Math.max(...logs);
  const raw = logs.map((value) => Math.exp(value - highest));
  const kept = fits.map((fit, i) => ({ ...fit, weight: raw[i] })).filter(({ weight }) => weight > NEGLIGIBLE);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  const components = kept.map(({ weight, rss, ...fit }) => ({
    ...fit,
    probability: weight / total,
    variance: rss / (n - 2),
  }));
  return {
    components,
    degrees: n - 2,
    autocorrelation: components.reduce((sum, { phi, probability }) => sum + probability * phi, 0),
    last: { x: x[n - 1], y: y[n - 1] },
  };
}

function generalisedLine(x: Float64Array, y: Float64Array, phi: number) {
  // Rows are whitened: the first by √(1 − φ²), the others by subtracting φ times the row before.
  const first = Math.sqrt(1 - phi * phi);
  const c = x.reduce((sum, value) => sum + value, 0) / x.length;
  let [s00, s01, s11, t0, t1] = [0, 0, 0, 0, 0];
  for (let t = 0; t < x.length; t++) {
    const one = t === 0 ? first : 1 - phi;
    const u = t === 0 ? first * (x[0] - c) : x[t] - c - phi * (x[t - 1] - c);
    const v = t === 0 ? first * y[0] : y[t] - phi * y[t - 1];
    s00 += one * one;
    s01 += one * u;
    s11 += u * u;
    t0 += one * v;
    t1 += u * v;
  }
  const determinant = s00 * s11 - s01 * s01;
  const [w00, w01, w11] = [s11 / determinant, -s01 / determinant, s00 / determinant];
  const centre = w00 * t0 + w01 * t1;
  const slope = w01 * t0 + w11 * t1;
  let rss = 0;
  for (let t = 0; t < x.length; t++) {
    const e = y[t] - centre - slope * (x[t] - c);
    const before = t === 0 ? 0 : y[t - 1] - centre - slope * (x[t - 1] - c);
    rss += (t === 0 ? first * e : e - phi * before) ** 2;
  }
  return {
    phi,
    rss,
    determinant,
    intercept: centre - slope * c,
    slope,
    v00: w00 - 2 * c * w01 + c * c * w11,
    v01: w01 - c * w11,
    v11: w11,
  };
}

/** A quantity that is normal given the line: its mean and variance for one autocorrelation. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** The line itself, as intercept · one + slope · x. */
export function lineMoments(component: Component, one: number, x: number): Moments {
  const { intercept, slope, variance, v00, v01, v11 } = component;
  return {
    mean: intercept * one + slope * x,
    variance: variance * (v00 * one * one + 2 * v01 * one * x + v11 * x * x),
  };
}

/** A new y at x, `ahead` points after the last: what is left of the last deviation, and fresh noise. */
export function forecastMoments(
  component: Component,
  last: { x: number; y: number },
  x: number,
  ahead: number,
): Moments {
  const { phi, variance } = component;
  const kept = phi ** ahead;
  const line = lineMoments(component, 1 - kept, x - kept * last.x);
  return {
    mean: line.mean + kept * last.y,
    variance: line.variance + (variance * (1 - kept * kept)) / (1 - phi * phi),
  };
}

/** Mean and central interval of the mixture over autocorrelations of Student t distributions. */
export function mixtureInterval(
  { components, degrees }: AutoregressiveLine,
  momentsOf: (component: Component) => Moments,
  level: number,
): { readonly estimate: number; readonly standardError: number; readonly interval: Interval } {
  const parts = components.map((component) => {
    const { mean, variance } = momentsOf(component);
    return { probability: component.probability, mean, scale: Math.sqrt(Math.max(0, variance)) };
  });
  const estimate = parts.reduce((sum, { probability, mean }) => sum + probability * mean, 0);
  const spread = parts.reduce(
    (sum, { probability, mean, scale }) => sum + probability * (scale ** 2 + (mean - estimate) ** 2),
    0,
  );
  const standardError = Math.sqrt(spread);
  if (standardError === 0) return { estimate, standardError, interval: { lower: estimate, upper: estimate, level } };
  const constant = Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2)) / Math.sqrt(degrees * Math.PI);
  const distribution = {
    lower: -Infinity,
    upper: Infinity,
    cdf: (z: number) => {
      const value = estimate + z * standardError;
      return parts.reduce(
        (sum, { probability, mean, scale }) =>
          sum + probability * (scale > 0 ? studentTCdf((value - mean) / scale, { degrees }) : value >= mean ? 1 : 0),
        0,
      );
    },
    pdf: (z: number) => {
      const value = estimate + z * standardError;
      return parts.reduce((sum, { probability, mean, scale }) => {
        if (scale === 0) return sum;
        const t = (value - mean) / scale;
        return sum + (probability * constant * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2) * standardError) / scale;
      }, 0);
    },
  };
  const at = (p: number, start: number) => estimate + standardError * invertDistribution(p, start, distribution);
  return {
    estimate,
    standardError,
    interval: { lower: at((1 - level) / 2, -2), upper: at((1 + level) / 2, 2), level },
  };
}

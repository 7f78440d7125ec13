import { minimizeScalar } from '../../numerics/index.js';
import { isotonic } from '../../statistics/index.js';
import { fidelityAt, type FidelityCurve, type FidelityFamily } from '../fidelity-curve.js';

/** Votes that arrived as sent, by message length. */
export interface AgreementCounts {
  /** Increasing, in tokens. */
  readonly lengths: Float64Array;
  readonly trials: Float64Array;
  readonly agreements: Float64Array;
}

/** A family's curve of greatest likelihood. */
export interface FamilyFit {
  readonly curve: FidelityCurve;
  /** Fitted numbers k. */
  readonly parameters: number;
  readonly logLikelihood: number;
}

/** Maximum likelihood of one family: agreement at length m is binomial with chance (1 + γ(m))/2. */
export function fitFamily(family: FidelityFamily, counts: AgreementCounts): FamilyFit {
  switch (family) {
    case 'constant':
      return fitOf({ family, level: bestFactor(counts, () => 1) }, 1, counts);
    case 'saturatingExponential':
      return fitOf(
        ceilingCurve(family, counts, (m, length) => -Math.expm1(-m / length)),
        2,
        counts,
      );
    case 'hyperbolic':
      return fitOf(
        ceilingCurve(family, counts, (m, length) => m / (m + length)),
        2,
        counts,
      );
    case 'powerGap':
      return fitOf(powerGap(counts), 2, counts);
    case 'tabulated': {
      const { lengths, trials, agreements } = counts;
      const { fitted, blocks } = isotonic(
        agreements.map((agreed, j) => (2 * agreed) / trials[j] - 1),
        { weights: trials },
      );
      const fidelities = fitted.map((value) => Math.max(0, value));
      return fitOf({ family, messageLengths: lengths, fidelities }, blocks, counts);
    }
  }
}

function fitOf(curve: FidelityCurve, parameters: number, counts: AgreementCounts): FamilyFit {
  const fidelities = counts.lengths.map((length) => fidelityAt(curve, length));
  return { curve, parameters, logLikelihood: logLikelihood(counts, fidelities) };
}

/** Σ k log((1+γ)/2) + (n−k) log((1−γ)/2), without the binomial coefficients. */
export function logLikelihood({ trials, agreements }: AgreementCounts, fidelities: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < trials.length; j++) {
    const flips = trials[j] - agreements[j];
    if (agreements[j] > 0) sum += agreements[j] * Math.log((1 + fidelities[j]) / 2);
    if (flips > 0) sum += flips * Math.log((1 - fidelities[j]) / 2);
  }
  return sum;
}

/** Longest length scale that is tried, in longest messages: beyond it the curves are straight lines. */
const WIDEST = 100;

function ceilingCurve<Family extends 'saturatingExponential' | 'hyperbolic'>(
  family: Family,
  counts: AgreementCounts,
  shape: (m: number, length: number) => number,
): { family: Family; ceiling: number; length: number } {
  const { lengths } = counts;
  const at = (logLength: number) => {
    const length = Math.exp(logLength);
    const shapes = lengths.map((m) => shape(m, length));
    const ceiling = bestFactor(counts, (j) => shapes[j]);
    return {
      family,
      ceiling,
      length,
      fit: logLikelihood(
        counts,
        shapes.map((value) => ceiling * value),
      ),
    };
  };
  const { point } = minimizeScalar((logLength) => -Math.max(-Number.MAX_VALUE, at(logLength).fit), {
    lower: Math.log(lengths[0] / WIDEST),
    upper: Math.log(lengths[lengths.length - 1] * WIDEST),
    grid: 30,
  });
  const { ceiling, length } = at(point);
  return { family, ceiling, length };
}

function powerGap(counts: AgreementCounts): Extract<FidelityCurve, { family: 'powerGap' }> {
  const { lengths } = counts;
  const logs = lengths.map(Math.log);
  const fidelities = new Float64Array(lengths.length);
  const misfit = (logLength: number, power: number) => {
    for (let j = 0; j < logs.length; j++) {
      fidelities[j] = logs[j] <= logLength ? 0 : -Math.expm1(power * (logLength - logs[j]));
    }
    return -Math.max(-Number.MAX_VALUE, logLikelihood(counts, fidelities));
  };
  const lengthFor = (power: number) =>
    minimizeScalar((logLength) => misfit(logLength, power), {
      lower: logs[0] - Math.log(WIDEST) / power,
      upper: logs[logs.length - 1],
      grid: 24,
      tolerance: 1e-7,
    });
  const { point } = minimizeScalar((logPower) => lengthFor(Math.exp(logPower)).value, {
    lower: Math.log(0.05),
    upper: Math.log(20),
    grid: 16,
    tolerance: 1e-6,
  });
  const power = Math.exp(point);
  return { family: 'powerGap', length: Math.exp(lengthFor(power).point), power };
}

/** The factor c in [0, 1] of greatest likelihood for γ = c · shape: ℓ is concave in c, so its slope has one zero. */
function bestFactor({ trials, agreements }: AgreementCounts, shape: (j: number) => number): number {
  const slope = (c: number) => {
    let sum = 0;
    let curvature = 0;
    for (let j = 0; j < trials.length; j++) {
      const h = shape(j);
      const flips = trials[j] - agreements[j];
      sum += (agreements[j] * h) / (1 + c * h);
      curvature -= agreements[j] * (h / (1 + c * h)) ** 2;
      if (flips > 0) {
        sum -= (flips * h) / (1 - c * h);
        curvature -= flips * (h / (1 - c * h)) ** 2;
      }
    }
    return { sum, curvature };
  };
  if (slope(0).sum <= 0) return 0;
  if (slope(1).sum >= 0) return 1;
  // Newton's steps, halved to stay between the ends of a bracket.
  let [low, high, c] = [0, 1, 0.5];
  for (let step = 0; step < 60 && high - low > 1e-15; step++) {
    const { sum, curvature } = slope(c);
    if (sum > 0) low = c;
    else high = c;
    const next = c - sum / curvature;
    if (Math.abs(next - c) < 1e-14) return c;
    c = next > low && next < high ? next : (low + high) / 2;
  }
  return c;
}

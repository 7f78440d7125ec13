import { clusterSandwich } from '../../statistics/index.js';
import { fidelityAt, type FidelityCurve } from '../fidelity-curve.js';
import { scaledTo } from './compute-law-fit.js';
import type { AgreementCounts } from './fidelity-families.js';
import type { RunLog } from './run-log.js';
import { matrices } from '../../numerics/index.js';

/** A fitted curve with what each item adds to it. */
export interface UncertainCurve {
  /** γ̂(m), its variance with CR2 over items, Satterthwaite's degrees of freedom, and each item's influence. */
  readonly at: (messageLength: number) => UncertainFidelity;
  /** The curve with its parameters moved by an item bootstrap. */
  readonly moved: (itemCounts: ArrayLike<number>) => FidelityCurve;
}

export interface UncertainFidelity {
  readonly fidelity: number;
  readonly variance: number;
  readonly degrees: number;
  readonly influence: Float64Array;
}

/** Free numbers of a curve, each on a scale without ends, and the way back. */
interface Coordinates {
  readonly values: Float64Array;
  /** Which of them must stay in [0, 1]. */
  readonly bounded: readonly boolean[];
  readonly curve: (values: ArrayLike<number>) => FidelityCurve;
}

/** Ceilings this close to 0 or 1 are taken as known to be there: the likelihood is not smooth at its ends. */
const AT_AN_END = 1e-6;

function coordinates(curve: FidelityCurve): Coordinates {
  switch (curve.family) {
    case 'constant':
      return unit([curve.level], ([level]) => ({ family: 'constant', level }));
    case 'saturatingExponential':
    case 'hyperbolic': {
      const { family, ceiling, length } = curve;
      if (ceiling < AT_AN_END) return { values: new Float64Array(0), bounded: [], curve: () => curve };
      if (ceiling > 1 - AT_AN_END) {
        return {
          values: Float64Array.of(Math.log(length)),
          bounded: [false],
          curve: (values) => ({ family, ceiling, length: Math.exp(values[0]) }),
        };
      }
      return {
        values: Float64Array.of(ceiling, Math.log(length)),
        bounded: [true, false],
        curve: (values) => ({ family, ceiling: clampUnit(values[0]), length: Math.exp(values[1]) }),
      };
    }
    case 'powerGap':
      return {
        values: Float64Array.of(Math.log(curve.length), Math.log(curve.power)),
        bounded: [false, false],
        curve: (values) => ({ family: 'powerGap', length: Math.exp(values[0]), power: Math.exp(values[1]) }),
      };
    case 'tabulated': {
      const { messageLengths } = curve;
      const levels = [...new Set(Array.from(curve.fidelities))];
      const block = Array.from(curve.fidelities, (fidelity) => levels.indexOf(fidelity));
      return unit(levels, (values) => {
        let highest = 0;
        const fidelities = Float64Array.from(block, (b) => (highest = Math.max(highest, values[b])));
        return { family: 'tabulated', messageLengths, fidelities };
      });
    }
  }
}

/** Fidelities that stand for themselves; those at an end stay there. */
function unit(levels: readonly number[], make: (levels: number[]) => FidelityCurve): Coordinates {
  const free = levels.map((level) => level > AT_AN_END && level < 1 - AT_AN_END);
  return {
    values: Float64Array.from(levels.filter((_, i) => free[i])),
    bounded: levels.filter((_, i) => free[i]).map(() => true),
    curve: (values) => {
      let next = 0;
      return make(levels.map((level, i) => (free[i] ? clampUnit(values[next++]) : level)));
    },
  };
}

function clampUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Follows the likelihood of a fitted curve item by item; `place` is each run's message length in the counts, or −1. */
export function followItems(
  log: RunLog,
  counts: AgreementCounts,
  place: Int32Array,
  curve: FidelityCurve,
): UncertainCurve {
  const { values, bounded, curve: back } = identified(coordinates(curve), counts);
  const p = values.length;
  const { items, starts, agrees } = log;
  const slopes = Array.from(counts.lengths, (length) => slopesAt(values, back, length));
  const fidelities = counts.lengths.map((length) => Math.min(fidelityAt(curve, length), 1 - 1e-9));
  const scores = new Float64Array(items * p);
  const information = new Float64Array(items * p * p);
  for (let item = 0; item < items; item++) {
    for (let run = starts[item]; run < starts[item + 1]; run++) {
      const j = place[run];
      if (j < 0 || p === 0) continue;
      const fidelity = fidelities[j];
      const weight = 1 / (1 - fidelity * fidelity);
      for (let a = 0; a < p; a++) {
        scores[item * p + a] += (2 * agrees[run] - 1 - fidelity) * weight * slopes[j][a];
        for (let b = 0; b < p; b++) information[(item * p + a) * p + b] += weight * slopes[j][a] * slopes[j][b];
      }
    }
  }
  const total = matrices().Matrix.zeros(p, p);
  for (let k = 0; k < information.length; k++) {
    const [a, b] = [Math.floor((k % (p * p)) / p), k % p];
    total.set(a, b, total.get(a, b) + information[k]);
  }
  const bread = p > 0 ? matrices().inverse(total) : total;
  const parameterInfluence = Array.from({ length: p }, (_, a) => {
    const influence = new Float64Array(items);
    for (let item = 0; item < items; item++) {
      for (let b = 0; b < p; b++) influence[item] += bread.get(a, b) * scores[item * p + b];
    }
    return influence;
  });
  const messagesByItem = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    for (let run = starts[item]; run < starts[item + 1]; run++) if (place[run] >= 0) messagesByItem[item]++;
  }

  const at = (messageLength: number): UncertainFidelity => {
    const fidelity = fidelityAt(curve, messageLength);
    const slope = slopesAt(values, back, messageLength);
    const largest = slope.reduce((best, value, a) => (Math.abs(value) > Math.abs(slope[best]) ? a : best), 0);
    const influence = new Float64Array(items);
    // At an end of its range a curve has no slope to follow.
    if (p === 0 || Math.abs(slope[largest]) < 1e-12) return { fidelity, variance: 0, degrees: Infinity, influence };
    const { covariance, degrees } = clusterSandwich(withParameter(slope, largest, scores, information, messagesByItem));
    const variance = covariance.get(largest, largest);
    for (let a = 0; a < p; a++) {
      for (let item = 0; item < items; item++) influence[item] += slope[a] * parameterInfluence[a][item];
    }
    return { fidelity, variance, degrees: degrees[largest], influence: scaledTo(influence, variance) };
  };

  const moved = (itemCounts: ArrayLike<number>): FidelityCurve => {
    const next = values.map((value, a) => {
      let shift = 0;
      for (let item = 0; item < items; item++) shift += (itemCounts[item] - 1) * parameterInfluence[a][item];
      return value + shift;
    });
    // A number moved past its end goes back to it, and takes the others along as far as the likelihood ties them to it.
    bounded.forEach((isBounded, a) => {
      const excess = isBounded ? next[a] - clampUnit(next[a]) : 0;
      if (excess !== 0) for (let b = 0; b < p; b++) next[b] -= (bread.get(a, b) / bread.get(a, a)) * excess;
    });
    return back(next);
  };
  return { at, moved };
}

/** A coordinate that moves no measured fidelity by more than this is not measured. */
const LEAST_SLOPE = 1e-6;
/** Nor is one of which the others explain all but this share of what it moves. */
const LEAST_SHARE = 1e-8;

/** The coordinates that the measured lengths tell apart; the others are taken as known. */
function identified({ values, bounded, curve }: Coordinates, { lengths, trials }: AgreementCounts): Coordinates {
  const slopes = Array.from(lengths, (length) => slopesAt(values, curve, length));
  const basis: Float64Array[] = [];
  const free: number[] = [];
  for (let a = 0; a < values.length; a++) {
    const column = Float64Array.from(slopes, (slope, j) => slope[a] * Math.sqrt(trials[j]));
    const rest = column.slice();
    for (const direction of basis) {
      const along = dot(rest, direction);
      rest.forEach((value, j) => (rest[j] = value - along * direction[j]));
    }
    const moves = slopes.some((slope) => Math.abs(slope[a]) > LEAST_SLOPE);
    if (!moves || dot(rest, rest) <= LEAST_SHARE * dot(column, column)) continue;
    const length = Math.sqrt(dot(rest, rest));
    basis.push(rest.map((value) => value / length));
    free.push(a);
  }
  return {
    values: Float64Array.from(free, (a) => values[a]),
    bounded: free.map((a) => bounded[a]),
    curve: (moved) => {
      const all = values.slice();
      free.forEach((a, i) => (all[a] = moved[i]));
      return curve(all);
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * b[j], 0);
}

/** ∂γ(m)/∂(coordinates), by central differences. */
function slopesAt(values: Float64Array, back: Coordinates['curve'], messageLength: number): Float64Array {
  return values.map((value, a) => {
    const step = 1e-5 * Math.max(1e-3, Math.abs(value));
    const moved = (sign: number) => {
      const next = values.slice();
      next[a] += sign * step;
      return fidelityAt(back(next), messageLength);
    };
    return (moved(1) - moved(-1)) / (2 * step);
  });
}

/**
 * The estimating functions in coordinates of which the one at `place` is γ(m) itself: with J the Jacobian of the old in
 * the new coordinates, scores become Jᵀs and information JᵀAJ. Clusters without messages are left out.
 */
function withParameter(
  slope: Float64Array,
  place: number,
  scores: Float64Array,
  information: Float64Array,
  messages: Float64Array,
) {
  const p = slope.length;
  const jacobian = matrices().Matrix.eye(p);
  for (let a = 0; a < p; a++) jacobian.set(place, a, a === place ? 1 / slope[place] : -slope[a] / slope[place]);
  const transposed = jacobian.transpose();
  const [newScores, newInformation]: [number[], number[]] = [[], []];
  for (let item = 0; item < messages.length; item++) {
    if (messages[item] === 0) continue;
    const s = matrices().Matrix.columnVector(scores.subarray(item * p, (item + 1) * p));
    const a = matrices().Matrix.from1DArray(p, p, information.subarray(item * p * p, (item + 1) * p * p));
    newScores.push(...transposed.mmul(s).to1DArray());
    newInformation.push(...transposed.mmul(a).mmul(jacobian).to1DArray());
  }
  return { parameters: p, scores: newScores, information: newInformation };
}

import { InvalidInputError } from '../../foundation/index.js';
import {
  akaikeWeights,
  chiSquareUpperTail,
  informationCriteria,
  studentTQuantile,
  wilsonInterval,
  type Estimate,
  type InformationCriteria,
  type Interval,
} from '../../statistics/index.js';
import type { FidelityCurve, FidelityFamily } from '../fidelity-curve.js';
import { scaledTo } from './compute-law-fit.js';
import { fitFamily, logLikelihood, type AgreementCounts } from './fidelity-families.js';
import { followItems, type UncertainCurve } from './fidelity-uncertainty.js';
import type { RunLog } from './run-log.js';

/** Votes that arrived as sent, at one message length (or within one bin of lengths). */
export interface MeasuredFidelity {
  /** Tokens; the mean of a bin. */
  readonly messageLength: number;
  readonly trials: number;
  readonly agreements: number;
  /** γ̂ = 2·agreement − 1. */
  readonly fidelity: number;
  /** Wilson's interval of the agreement, carried over. */
  readonly interval: Interval;
}

/** One family fitted by maximum likelihood. */
export interface FidelityFamilyFit extends InformationCriteria {
  readonly family: FidelityFamily;
  readonly curve: FidelityCurve;
  readonly parameters: number;
  readonly logLikelihood: number;
  /** Akaike weight among the families, from AICc. */
  readonly weight: number;
  /** 2(ℓ_saturated − ℓ) over the measured lengths, its degrees of freedom, and the chance of one as large. */
  readonly deviance: number;
  readonly degrees: number;
  readonly pValue: number;
}

/** The fidelity of messages, fitted to sent and received votes. */
export interface FidelityFit {
  /** The curve chosen: of the least AICc, or of the family asked for. */
  readonly curve: FidelityCurve;
  readonly chosen: FidelityFamily;
  /** All families, the least AICc first. */
  readonly fits: readonly FidelityFamilyFit[];
  readonly measured: readonly MeasuredFidelity[];
  readonly messages: number;
}

/** A fit, and how to ask it for its fidelity at a length with interval and influence. */
export interface FidelityPart {
  readonly fit: FidelityFit;
  readonly at: (messageLength: number) => FidelityEstimate;
  /** A curve drawn: a family by its weight, at `share` in [0, 1) of them, with its parameters moved by an item bootstrap. */
  readonly moved: (itemCounts: ArrayLike<number>, share: number) => FidelityCurve;
}

export interface FidelityEstimate {
  readonly estimate: Estimate;
  readonly influence: Float64Array;
}

/** Above this many different lengths they are put into as many bins of equal size. */
const MOST_LENGTHS = 60;

const FAMILIES: readonly FidelityFamily[] = [
  'constant',
  'saturatingExponential',
  'hyperbolic',
  'powerGap',
  'tabulated',
];

/** Fits every family of fidelity curves to the messages of a log, or says why it cannot. */
export function fitFidelity(log: RunLog, family: FidelityFamily | undefined, level: number): FidelityPart | string {
  const places = placeMessages(log);
  if (places.messages === 0) return 'the log has no messages';
  if (log.items < 2) return 'two items or more are needed';
  const { counts } = places;
  const saturated = logLikelihood(
    counts,
    counts.agreements.map((agreed, j) => (2 * agreed) / counts.trials[j] - 1),
  );
  // A curve cannot be told from a constant at a single length.
  const families = counts.lengths.length === 1 ? FAMILIES.slice(0, 1) : FAMILIES;
  if (family !== undefined && !families.includes(family)) {
    throw new InvalidInputError('fidelityFamily', family, 'be constant where all messages have one length');
  }
  const fitted = families.map((name) => {
    const fit = fitFamily(name, counts);
    return { family: name, ...fit, ...informationCriteria({ ...fit, n: places.messages }) };
  });
  const weights = akaikeWeights(fitted.map(({ aicc }) => aicc));
  const fits = fitted
    .map((fit, i): FidelityFamilyFit => {
      const deviance = Math.max(0, 2 * (saturated - fit.logLikelihood));
      const degrees = Math.max(0, counts.lengths.length - fit.parameters);
      const pValue = degrees > 0 ? chiSquareUpperTail(deviance, { degrees }) : NaN;
      return { ...fit, weight: weights[i], deviance, degrees, pValue };
    })
    .sort((a, b) => a.aicc - b.aicc);
  const chosen = family === undefined ? fits[0] : fits.find((fit) => fit.family === family)!;
  const measured = Array.from(counts.lengths, (messageLength, j): MeasuredFidelity => {
    const [trials, agreements] = [counts.trials[j], counts.agreements[j]];
    const { lower, upper } = wilsonInterval({ successes: agreements, trials, level });
    const interval = { lower: 2 * lower - 1, upper: 2 * upper - 1, level };
    return { messageLength, trials, agreements, fidelity: (2 * agreements) / trials - 1, interval };
  });
  const items = new Set<number>();
  for (let item = 0; item < log.items; item++) {
    for (let run = log.starts[item]; run < log.starts[item + 1]; run++) if (places.place[run] >= 0) items.add(item);
  }
  if (items.size < 2) return 'messages about two items or more are needed';
  const follow = (curve: FidelityCurve) => followItems(log, counts, places.place, curve);
  const models =
    family === undefined
      ? fits.filter(({ weight }) => weight >= LEAST_WEIGHT).map(({ curve, weight }) => ({ ...follow(curve), weight }))
      : [{ ...follow(chosen.curve), weight: 1 }];
  return {
    fit: { curve: chosen.curve, chosen: chosen.family, fits, measured, messages: places.messages },
    at: (messageLength) => averaged(models, messageLength, measured, items.size, level),
    moved: (itemCounts, share) => {
      let left = share * models.reduce((sum, { weight }) => sum + weight, 0);
      const drawn = models.find(({ weight }) => (left -= weight) < 0) ?? models[0];
      return drawn.moved(itemCounts);
    },
  };
}

/** Families of a smaller Akaike weight are left out of the average. */
const LEAST_WEIGHT = 0.01;

/**
 * γ(m) averaged over the families by Akaike weight, with a t interval on the logit of the agreement (1 + γ)/2, which
 * keeps it inside. Its variance is that of the average, in which the families' estimates go together, and the square of
 * their mean disagreement Σ w |γ − γ̄|: Burnham & Anderson's Σ w √(var + (γ − γ̄)²) has the same limits where one of the
 * two is small, but takes the families for perfectly correlated and covers too often.
 */
function averaged(
  models: readonly (UncertainCurve & { readonly weight: number })[],
  messageLength: number,
  measured: readonly MeasuredFidelity[],
  n: number,
  level: number,
): FidelityEstimate {
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const parts = models.map(({ at, weight }) => ({ ...at(messageLength), weight: weight / total }));
  const estimate = parts.reduce((sum, { fidelity, weight }) => sum + weight * fidelity, 0);
  const influence = new Float64Array(parts[0].influence.length);
  for (const part of parts) part.influence.forEach((value, item) => (influence[item] += part.weight * value));
  const disagreement = parts.reduce((sum, { fidelity, weight }) => sum + weight * Math.abs(fidelity - estimate), 0);
  const standardError = Math.sqrt(influence.reduce((sum, value) => sum + value * value, disagreement ** 2));
  const q = (1 + estimate) / 2;
  if (standardError === 0 || q === 1) return atAnEnd(estimate, messageLength, measured, n, influence, level);
  const degrees = Math.min(...parts.map((part) => part.degrees));
  const half = (studentTQuantile((1 + level) / 2, { degrees }) * standardError) / (2 * q * (1 - q));
  const fidelityOf = (logit: number) => 2 / (1 + Math.exp(-logit)) - 1;
  const logit = Math.log(q / (1 - q));
  const interval = { lower: Math.max(0, fidelityOf(logit - half)), upper: fidelityOf(logit + half), level };
  const method =
    (parts.length > 1 ? 'average of the curves by Akaike weight' : 'curve by maximum likelihood') +
    ', CR2 errors over items, t interval on the logit of agreement';
  return {
    estimate: { estimate, standardError, interval, n, method },
    influence: scaledTo(influence, standardError ** 2),
  };
}

/** γ̂ = 0 or 1 has no standard error: the interval is Wilson's of the messages of the nearest measured length. */
function atAnEnd(
  estimate: number,
  messageLength: number,
  measured: readonly MeasuredFidelity[],
  n: number,
  influence: Float64Array,
  level: number,
): FidelityEstimate {
  const distance = (m: MeasuredFidelity) => Math.abs(m.messageLength - messageLength);
  const { interval } = measured.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  return {
    estimate: {
      estimate,
      standardError: NaN,
      interval: {
        lower: Math.max(0, Math.min(estimate, interval.lower)),
        upper: Math.max(estimate, interval.upper),
        level,
      },
      n,
      method: 'curve at the end of its range, Wilson’s interval of the nearest measured length',
    },
    influence,
  };
}

interface PlacedMessages {
  readonly counts: AgreementCounts;
  /** Index of each run's message length in the counts, −1 without a message. */
  readonly place: Int32Array;
  readonly messages: number;
}

function placeMessages({ messageLength, agrees }: RunLog): PlacedMessages {
  const sorted = messageLength.filter((_, run) => agrees[run] >= 0).sort();
  const distinct = Float64Array.from(new Set(sorted));
  const uppers =
    distinct.length <= MOST_LENGTHS
      ? distinct
      : Float64Array.from(
          new Set(
            Array.from(
              { length: MOST_LENGTHS },
              (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / MOST_LENGTHS) - 1],
            ),
          ),
        );
  const placeOf = new Map<number, number>();
  let bin = 0;
  for (const length of distinct) {
    while (length > uppers[bin]) bin++;
    placeOf.set(length, bin);
  }
  const place = new Int32Array(agrees.length).fill(-1);
  const [lengths, trials, agreements] = [0, 1, 2].map(() => new Float64Array(uppers.length));
  for (let run = 0; run < agrees.length; run++) {
    if (agrees[run] < 0) continue;
    const j = placeOf.get(messageLength[run])!;
    place[run] = j;
    lengths[j] += messageLength[run];
    trials[j]++;
    agreements[j] += agrees[run];
  }
  const means = lengths.map((sum, j) => sum / trials[j]);
  return { counts: { lengths: means, trials, agreements }, place, messages: sorted.length };
}

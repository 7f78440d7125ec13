import { checkInteger } from '../../foundation/index.js';
import {
  checkLevel,
  holm,
  studentTCdf,
  studentTQuantile,
  type Estimate,
  type Interval,
} from '../../statistics/index.js';
import { directionOfHalves, driftOfHalves, pullOfHalves } from './agent-drift.js';
import { agentHalves } from './agent-halves.js';
import { anchorPersistence } from './anchor-persistence.js';
import { centroidCosines, daySums, pairwiseCosines } from './day-centroids.js';
import { interactionInfluence } from './interaction-influence.js';
import { lexicalTurnover } from './lexical-turnover.js';
import { localDensity } from './local-density.js';
import { netProgress } from './net-progress.js';
import { dailyPageRank } from './daily-page-rank.js';
import type { PostStream } from './post-stream.js';
import { shuffledStream } from './shuffled-stream.js';
import { mean } from './vector-rows.js';

export type SocializationMetric =
  | 'centroidStability'
  | 'homogenization'
  | 'densityRise'
  | 'wordDeath'
  | 'drift'
  | 'directionConsistency'
  | 'societalPull'
  | 'netProgress'
  | 'interactionInfluence'
  | 'anchorOverlap'
  | 'anchorShare';

/** One measure of socialization beside a null model that has none. */
export interface SocializationFinding {
  readonly metric: SocializationMetric;
  /** What the measure would be evidence for if it exceeded its null. */
  readonly claim: string;
  readonly observed: number;
  /** Expectation without the effect. */
  readonly expected: number;
  /** Where the measure falls without the effect. */
  readonly nullInterval: Interval;
  /** Two-sided, by Student's t. */
  readonly pValue: number;
  /** Holm's, over all findings of the report. */
  readonly adjustedPValue: number;
  /** Whether the measure is beyond what the null model gives, at 1 − level of adjusted p. */
  readonly verdict: 'above null' | 'as null' | 'below null';
  /** What the null model is, in words. */
  readonly nullModel: string;
}

export interface SocializationReport {
  readonly findings: readonly SocializationFinding[];
  /** Measures that could not be taken, and why. */
  readonly missing: readonly { readonly metric: SocializationMetric; readonly reason: string }[];
  /** Agents with enough posts for the measures of agents, and those with fewer. */
  readonly agents: number;
  readonly omittedAgents: number;
}

export interface SocializationReportOptions {
  /** Shuffled societies behind each null, default 40. */
  readonly shuffles?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Agents with fewer posts are left out of measures of agents; default 10. */
  readonly minimum?: number;
  /** K of local density, default 10. */
  readonly neighbours?: number;
  /** Posts of a day looked at for local density, default 100 or the smallest day. */
  readonly sampleSize?: number;
  /** Agents that count as anchors on a day, default 10. */
  readonly top?: number;
  /** Default 0.95. */
  readonly level?: number;
  /** Called with the share done. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Every measure of socialization of a stream beside a null model without socialization, and which of them survive.
 *
 * Measures of posts are compared with streams in which each agent's posts are dealt at random to its own places
 * ({@link shuffledStream}): the same people are there on the same days and nobody changes. Their null interval is a t
 * prediction interval from mean and spread over the shuffles. Net progress is compared with shuffled votes and influence
 * with posts not replied to, by their standard errors over agents. Anchors are compared with comments sent to random posts.
 * P-values are adjusted for the number of measures by Holm's method.
 *
 * Cost: `shuffles` times the cost of the measures; density, sampleSize² · days · dimension, is most of it.
 *
 * @throws InvalidInputError when an option is out of range.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299, for the measures
 *
 * @example
 * ```ts
 * import { simulateEmbeddingSociety, socializationReport } from 'polity/populations';
 * const society = simulateEmbeddingSociety({ agents: 60, attraction: 0.3 });
 * const { findings } = socializationReport(society, { shuffles: 10 });
 * findings.find(({ metric }) => metric === 'societalPull')?.verdict; // 'above null'
 * ```
 */
export function socializationReport(stream: PostStream, options: SocializationReportOptions = {}): SocializationReport {
  const { shuffles = 40, seed = 0, minimum = 10, level = 0.95, onProgress, signal } = options;
  checkInteger('shuffles', shuffles, { min: 2 });
  checkLevel('level', level);
  const { measures, missing } = measuresOf(stream, options);
  const comparisons: Comparison[] = [];
  const byShuffle = measures.filter((measure): measure is ShuffledMeasure => 'of' in measure);
  const draws = byShuffle.map(() => new Float64Array(shuffles));
  for (let r = 0; r < shuffles; r++) {
    signal?.throwIfAborted();
    const shuffled = shuffledStream(stream, { seed: seed + r });
    byShuffle.forEach(({ of, ofNull }, i) => (draws[i][r] = ofNull ? ofNull(seed + r) : of(shuffled)));
    onProgress?.((r + 1) / shuffles);
  }
  byShuffle.forEach(({ metric, of, nullModel = 'each agent’s posts in random order' }, i) => {
    comparisons.push({ metric, nullModel, ...againstDraws(of(stream), draws[i], level) });
  });
  for (const measure of measures) {
    if ('excess' in measure) {
      comparisons.push({
        metric: measure.metric,
        nullModel: measure.nullModel,
        ...againstZero(measure.excess, measure.expected, level),
      });
    }
  }
  const adjusted = comparisons.length > 0 ? holm(comparisons.map(({ pValue }) => pValue)) : [];
  const { agents, omitted } = agentHalves(stream, { minimum });
  return {
    findings: comparisons.map((comparison, i) => ({
      ...comparison,
      claim: claims[comparison.metric],
      adjustedPValue: adjusted[i],
      verdict:
        adjusted[i] >= 1 - level ? 'as null' : comparison.observed > comparison.expected ? 'above null' : 'below null',
    })),
    missing,
    agents: agents.length,
    omittedAgents: omitted,
  };
}

const claims: Readonly<Record<SocializationMetric, string>> = {
  centroidStability: 'the society keeps to one subject',
  homogenization: 'posts of a day grow alike',
  densityRise: 'posts gather into tighter clusters',
  wordDeath: 'vocabulary turns over by itself',
  drift: 'agents change',
  directionConsistency: 'agents change the same way',
  societalPull: 'agents move towards the society',
  netProgress: 'agents move towards what was rewarded',
  interactionInfluence: 'agents move towards what they replied to',
  anchorOverlap: 'the same agents stay influential',
  anchorShare: 'a few agents hold the attention',
};

type Comparison = Pick<
  SocializationFinding,
  'metric' | 'nullModel' | 'observed' | 'expected' | 'nullInterval' | 'pValue'
>;

/** A measure that is taken again on shuffled societies. */
interface ShuffledMeasure {
  readonly metric: SocializationMetric;
  readonly of: (stream: PostStream) => number;
  /** Where the null model is not a shuffled stream: its value for a seed. */
  readonly ofNull?: (seed: number) => number;
  readonly nullModel?: string;
}

/** A measure that carries its own comparison: an estimate whose expectation is 0 without the effect. */
interface ExcessMeasure {
  readonly metric: SocializationMetric;
  readonly excess: Estimate;
  readonly expected: number;
  readonly nullModel: string;
}

type MissingMeasure = SocializationReport['missing'][number];

function measuresOf(
  stream: PostStream,
  { seed = 0, minimum = 10, neighbours = 10, sampleSize, top = 10 }: SocializationReportOptions,
) {
  const missing: MissingMeasure[] = [];
  const measures: (ShuffledMeasure | ExcessMeasure)[] = [];
  const take = (
    metric: SocializationMetric,
    reason: string | null,
    measure: () => Omit<ShuffledMeasure, 'metric'> | Omit<ExcessMeasure, 'metric'>,
  ) => {
    if (reason) missing.push({ metric, reason });
    else measures.push({ metric, ...measure() });
  };
  const sizes = Array.from({ length: stream.days }, (_, t) => stream.dayStart[t + 1] - stream.dayStart[t]);
  const smallest = Math.min(...sizes.filter((n) => n > 0));
  const size = Math.min(sampleSize ?? 100, smallest);
  const { agents } = agentHalves(stream, { minimum });
  const days = sizes.filter((n) => n > 1).length < 2 ? 'fewer than two days with two posts' : null;
  const few = agents.length < 2 ? `fewer than two agents with ${minimum} posts` : null;
  const sums = (society: PostStream) => daySums(society);
  take('centroidStability', days, () => ({ of: (s) => centroidCosines(sums(s), s.dimension).mean }));
  take('homogenization', days, () => ({
    of: (s) => rise(diagonal(pairwiseCosines(sums(s), s.dimension).values, s.days)),
  }));
  take('densityRise', days ?? (size <= neighbours ? `a day with ${smallest} posts` : null), () => ({
    of: (s) => rise(localDensity(s, { neighbours, sampleSize: size, seed }).days.map((day) => day?.mean ?? NaN)),
  }));
  take('wordDeath', stream.tokens ? days : 'no tokens', () => ({
    of: (s) => mean(defined(lexicalTurnover(postsByDay(s)).death)),
  }));
  take('drift', few, () => ({ of: (s) => driftOfHalves(agentHalves(s, { minimum })).mean.estimate }));
  take('directionConsistency', few, () => ({
    of: (s) => directionOfHalves(agentHalves(s, { minimum }), true).mean.estimate,
  }));
  take('societalPull', few, () => ({ of: (s) => pullOfHalves(s, agentHalves(s, { minimum })).mean.estimate }));
  take('netProgress', stream.votes ? canProgress(stream) : 'no votes', () => {
    const { mean: observed, excess } = netProgress(stream, { seed });
    const expected = observed.estimate - excess.estimate;
    return { excess, expected, nullModel: 'votes shuffled within windows' };
  });
  take('interactionInfluence', stream.comments ? canInfluence(stream) : 'no comments', () => {
    const { influence, baseline } = interactionInfluence(stream, { seed });
    return { excess: influence, expected: mean(baseline), nullModel: 'posts of the day not replied to' };
  });
  const commented = stream.comments && dailyPageRank(stream).filter((rank) => rank).length;
  const anchors = !stream.comments ? 'no comments' : commented! < 2 ? 'fewer than two days with comments' : null;
  const anchorMeasure = (
    of: (ranks: ReturnType<typeof anchorPersistence>) => number,
  ): Omit<ShuffledMeasure, 'metric'> => ({
    of: () => of(anchorPersistence(dailyPageRank(stream), { top })),
    ofNull: (shuffle) => of(anchorPersistence(dailyPageRank(stream, { shuffle: { seed: shuffle } }), { top })),
    nullModel: 'each comment on a random post of its day',
  });
  take('anchorOverlap', anchors, () =>
    anchorMeasure(({ days: list }) => mean(list.slice(1).map(({ jaccard }) => jaccard))),
  );
  take('anchorShare', anchors, () => anchorMeasure(({ days: list }) => mean(list.map(({ topShare }) => topShare))));
  return { measures, missing };
}

function canProgress({ agentStart }: PostStream): string | null {
  return agentStart.some((start, a) => agentStart[a + 1] - start >= 20)
    ? null
    : 'no agent with two windows of 10 posts';
}

function canInfluence(stream: PostStream): string | null {
  try {
    interactionInfluence(stream);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function againstDraws(observed: number, draws: Float64Array, level: number) {
  const n = draws.length;
  const expected = mean(draws);
  const variance = draws.reduce((sum, value) => sum + (value - expected) ** 2, 0) / (n - 1);
  // Of one more draw from the same law, as the observed value would be under the null model.
  const error = Math.sqrt(variance * (1 + 1 / n));
  return { observed, expected, ...judge(observed - expected, error, n - 1, expected, level) };
}

function againstZero({ estimate, standardError, n }: Estimate, expected: number, level: number) {
  return { observed: expected + estimate, expected, ...judge(estimate, standardError, n - 1, expected, level) };
}

function judge(difference: number, error: number, degrees: number, expected: number, level: number) {
  const reach = degrees < 1 ? NaN : studentTQuantile((1 + level) / 2, { degrees }) * error;
  const pValue =
    degrees < 1 || (error === 0 && difference === 0) ? 1
    : error === 0 ? 0
    : 2 * studentTCdf(-Math.abs(difference / error), { degrees }); // prettier-ignore
  return { nullInterval: { lower: expected - reach, upper: expected + reach, level }, pValue };
}

/** Mean of the later half of the days less that of the earlier half; a middle day belongs to neither. */
function rise(values: ArrayLike<number>): number {
  const kept = defined(values);
  const half = Math.floor(kept.length / 2);
  return mean(kept.slice(kept.length - half)) - mean(kept.slice(0, half));
}

function defined(values: ArrayLike<number>): number[] {
  return Array.from(values).filter((value) => !Number.isNaN(value));
}

function diagonal(values: Float64Array, days: number): Float64Array {
  return Float64Array.from({ length: days }, (_, t) => values[t * days + t]);
}

function postsByDay({ tokens, days, dayStart }: PostStream): readonly (readonly (readonly string[])[])[] {
  return Array.from({ length: days }, (_, t) => (tokens ?? []).slice(dayStart[t], dayStart[t + 1]));
}

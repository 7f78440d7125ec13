import {
  blockTrial,
  changingOpponent,
  emaTft,
  filterRow,
  freeEnergyLandscape,
  intensityPayoff,
  meanAndVariance,
  noisyCooperator,
  opponentSchedule,
  phaseTrial,
  publishedAgent,
  reservoirRow,
  sentinelResponse,
  sensitivityTrial,
  type AdvantageOverTitForTat,
  type BodyReservoirAgent,
  type FreeEnergyPoint,
  type PublishedAgentOptions,
  type ReservoirExperiment,
  type SensitivityPoint,
  type SentinelParameter,
} from '../../games/index.js';
import type { Computed } from '../reproduction.js';

/** Runs of an experiment in the paper. */
export const PUBLISHED_RUNS = 20;

/** Several claims look at the same run; it is made once. */
const made = new Map<string, unknown>();

function once<Value>(key: string, make: () => Value): Value {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as Value;
}

export const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** A habituated agent, and how many of its epochs ended outside the permitted radius. */
export function agentOf(
  experiment: ReservoirExperiment,
  i: number,
  options: PublishedAgentOptions = {},
): BodyReservoirAgent {
  return once(`agent ${experiment} ${i} ${JSON.stringify(options)}`, () => publishedAgent(experiment, i, options));
}

/** Mean with its standard error over runs. */
export function meanOver(values: readonly number[], detail?: string): Computed {
  const { mean, variance } = meanAndVariance(values);
  const standardError = Math.sqrt(variance / (values.length - 1));
  const runs = `mean of ${values.length} runs`;
  return { value: mean, standardError, detail: detail === undefined ? runs : `${runs}; ${detail}` };
}

/** Experiment 6 for agent i: what its claims need, without the states. */
export interface PhaseSummary {
  /** Totals of the sentinel and of fixed receptivities 0.7, 0.85 and 1. */
  readonly totals: readonly number[];
  readonly titForTat: number;
  readonly advantage: AdvantageOverTitForTat;
  /** Σ 2(1 − a) over rounds of lasting cooperation. */
  readonly givenLess: number;
  readonly collapse: number;
  readonly receptivityAt600: number;
  readonly noisyReceptivity: number;
  readonly noisyAction: number;
  readonly blockAction: number;
}

export function phaseSummary(i: number): PhaseSummary {
  return once(`phases ${i}`, () => {
    const { contenders, titForTat, opponent } = phaseTrial(publishedAgent('phases', i));
    const { play, advantage } = contenders[0];
    const mean = (values: Float64Array, from: number, to: number) => meanAndVariance(values.subarray(from, to)).mean;
    return {
      totals: contenders.map(({ total }) => total),
      titForTat,
      advantage,
      givenLess: play.actions.reduce(
        (sum, action, t) => sum + (opponent[t] === 1 && play.cognitive[t] === 1 ? 2 * (1 - action) : 0),
        0,
      ),
      collapse: sentinelResponse(play.receptivity, { start: 500, length: 50 }).collapse,
      receptivityAt600: play.receptivity[600],
      noisyReceptivity: mean(play.receptivity, 1050, 1250),
      noisyAction: mean(play.actions, 1050, 1250),
      blockAction: mean(play.actions, 500, 550),
    };
  });
}

/** What Tit-for-Tat earns in Experiment 6, which no reservoir enters. */
export function phasesTitForTat(i: number): number {
  const opponent = opponentSchedule(changingOpponent, 500 + 1000 * i + 4000);
  return emaTft(opponent, 0).reduce((sum, action, t) => sum + intensityPayoff(action, opponent[t]), 0);
}

export const reservoirOf = (i: number) => once(`row ${i}`, () => reservoirRow(agentOf('filters', i)));

export const filterOf = (i: number, smoothing: number) =>
  once(`filter ${i} ${smoothing}`, () => filterRow(300 + 1000 * i, smoothing));

/** Points of a landscape against 2,000 rounds of a cooperator who slips with probability 0.1. */
export function landscapeOf(
  experiment: 'receptivity' | 'freeEnergy' | 'dimension',
  i: number,
  receptivities: readonly number[],
  options: PublishedAgentOptions = {},
): readonly FreeEnergyPoint[] {
  return once(`landscape ${experiment} ${i} ${receptivities.join()} ${JSON.stringify(options)}`, () => {
    const agent = publishedAgent(experiment, i, options);
    return freeEnergyLandscape(agent, noisyCooperator(2000, 0.1, agent.seed + 8000), { receptivities }).points;
  });
}

/** Total of the sentinel, its detection and recovery, and its advantage, in Experiment 9. */
export function blockOf(i: number, dimension: number, length: number) {
  return once(`block ${i} ${dimension} ${length}`, () => {
    const { total, detection, recovery, advantage } = blockTrial(agentOf('blocks', i, { dimension }), length);
    return { total, detection, recovery, advantage: advantage.total };
  });
}

export function sensitivityOf(i: number, parameter: SentinelParameter): readonly SensitivityPoint[] {
  return once(`sensitivity ${i} ${parameter}`, () => sensitivityTrial(agentOf('sensitivity', i), parameter));
}

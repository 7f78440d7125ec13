import { checkInteger, checkOneOf, checkProbability } from '../../foundation/index.js';
import { knnKL } from '../../statistics/index.js';
import { advantageOverTitForTat, type AdvantageOverTitForTat } from './advantage.js';
import { BodyReservoirAgent, type DevelopmentOptions, type ReservoirPlay } from './body-reservoir-agent.js';
import { emaTft } from './ema-tit-for-tat.js';
import { roundPayoffs } from './intensity-payoff.js';
import {
  blockResponse,
  meanAndVariance,
  sentinelResponse,
  type BlockResponse,
  type SentinelResponse,
} from './play-metrics.js';
import { powerIterationRadius } from './spectral-radius.js';
import { defectionBlock, noisyCooperator, opponentSchedule } from './schedules.js';
import type { SentinelOptions } from './sentinel.js';
import { Xoshiro256 } from './xoshiro256.js';

/*
 * The experiments of arXiv 2602.20846 with the random streams of its author's program, each for one agent. Offsets of seeds
 * and lengths of phases are the program's; what they mean is said at each.
 */

/** The experiments that have reservoirs of their own, with the seed of their first. */
export const experimentSeeds = {
  convergence: 100,
  receptivity: 200,
  perturbation: 300,
  filters: 300,
  freeEnergy: 400,
  habituation: 500,
  phases: 500,
  sensitivity: 700,
  dimension: 900,
  blocks: 2000,
} as const;

export type ReservoirExperiment = keyof typeof experimentSeeds;

export interface PublishedAgentOptions extends Omit<DevelopmentOptions, 'dimension'> {
  /** d; default 30. */
  readonly dimension?: number;
  /** Epochs of habituation; default 200. */
  readonly epochs?: number;
}

/**
 * Agent i of an experiment, developed and habituated. The seed grows by 1000 an agent, by 100,000 a neuron in the experiments
 * on dimension, and by 10 an epoch in the one on free energy; those on dimension scale the readout's penalty as d/30.
 *
 * @param i - 0 … 19 in the paper
 * @throws InvalidInputError for an unknown experiment or options out of range
 *
 * Cost: about 0.5 s for d = 30.
 *
 * @example
 * ```ts
 * import { publishedAgent } from 'polity/games';
 * publishedAgent('filters', 2, { epochs: 0 }).seed; // 2300
 * ```
 */
export function publishedAgent(
  experiment: ReservoirExperiment,
  i: number,
  { dimension = 30, epochs = 200, ...options }: PublishedAgentOptions = {},
): BodyReservoirAgent {
  checkOneOf('experiment', experiment, Object.keys(experimentSeeds) as ReservoirExperiment[]);
  checkInteger('i', i, { min: 0 });
  checkInteger('dimension', dimension, { min: 1 });
  checkInteger('epochs', epochs, { min: 0 });
  const byDimension = experiment === 'dimension' || experiment === 'blocks';
  const extra = byDimension ? 100_000 * dimension : experiment === 'freeEnergy' ? 10 * epochs : 0;
  const agent = BodyReservoirAgent.develop(experimentSeeds[experiment] + 1000 * i + extra, {
    ...(byDimension ? { penalty: (0.001 * dimension) / 30 } : {}),
    ...options,
    dimension,
  });
  agent.habituate(epochs);
  return agent;
}

/** Total payoff of a play. */
function totalPayoff({ actions, opponent }: Pick<ReservoirPlay, 'actions' | 'opponent'>): number {
  return roundPayoffs(actions, opponent).reduce((sum, payoff) => sum + payoff, 0);
}

/** One way to answer the same opponent. */
export interface PhaseContender {
  /** `sentinel`, or a fixed receptivity. */
  readonly receptivity: number | 'sentinel';
  readonly play: ReservoirPlay;
  readonly total: number;
  /** Where it earns more than Tit-for-Tat, and where less. */
  readonly advantage: AdvantageOverTitForTat;
}

export interface PhaseTrial {
  readonly opponent: Float64Array;
  /** Total payoff of Tit-for-Tat. */
  readonly titForTat: number;
  readonly contenders: readonly PhaseContender[];
}

/** The phases of Experiment 6: cooperation, a block of defection, cooperation, cooperation with slips, cooperation. */
export const changingOpponent = [
  { rounds: 500, defection: 0 },
  { rounds: 50, defection: 1 },
  { rounds: 500, defection: 0 },
  { rounds: 200, defection: 0.3 },
  { rounds: 500, defection: 0 },
] as const;

/**
 * Experiment 6: a sentinel and fixed receptivities against an opponent who changes.
 *
 * @param receptivities - fixed ones to compare with; default 0.7, 0.85, 1
 *
 * @example
 * ```ts
 * import { phaseTrial, publishedAgent } from 'polity/games';
 * const { contenders, titForTat } = phaseTrial(publishedAgent('phases', 0), { receptivities: [] });
 * contenders[0].total; // 5101.745
 * titForTat; // 5079
 * ```
 */
export function phaseTrial(
  agent: BodyReservoirAgent,
  { receptivities = [0.7, 0.85, 1] }: { readonly receptivities?: readonly number[] } = {},
): PhaseTrial {
  const opponent = opponentSchedule(changingOpponent, agent.seed + 4000);
  const contender = (receptivity: number | 'sentinel', play: ReservoirPlay): PhaseContender => ({
    receptivity,
    play,
    total: totalPayoff(play),
    advantage: advantageOverTitForTat(play.actions, opponent),
  });
  return {
    opponent,
    titForTat: totalPayoff({ actions: emaTft(opponent, 0), opponent }),
    contenders: [
      contender(
        'sentinel',
        agent.play(opponent, { receptivity: agent.sentinel(agent.seed + 5500), seed: agent.seed + 5000 }),
      ),
      ...receptivities.map((receptivity) =>
        contender(
          receptivity,
          agent.play(opponent, { receptivity, seed: agent.seed + 6000 + Math.floor(receptivity * 1000) }),
        ),
      ),
    ],
  };
}

export interface BlockTrial extends SentinelResponse {
  readonly play: ReservoirPlay;
  readonly total: number;
  /** 3001 + length: Tit-for-Tat against the same block. */
  readonly titForTat: number;
  readonly advantage: AdvantageOverTitForTat;
}

/**
 * Experiment 9: a sentinel through 500 rounds of cooperation, a block of defection, and 500 rounds of cooperation.
 *
 * @param length - of the block
 *
 * @example
 * ```ts
 * import { blockTrial, publishedAgent } from 'polity/games';
 * const { total, titForTat, recovery } = blockTrial(publishedAgent('blocks', 1, { dimension: 5 }), 100);
 * total; // 3111.8768
 * titForTat; // 3101
 * recovery; // 114
 * ```
 */
export function blockTrial(agent: BodyReservoirAgent, length: number): BlockTrial {
  const opponent = defectionBlock(500, length, 500);
  const play = agent.play(opponent, {
    receptivity: agent.sentinel(agent.seed + 5500 + length),
    seed: agent.seed + 5000 + length,
  });
  return {
    ...sentinelResponse(play.receptivity, { start: 500, length }),
    play,
    total: totalPayoff(play),
    titForTat: totalPayoff({ actions: emaTft(opponent, 0), opponent }),
    advantage: advantageOverTitForTat(play.actions, opponent),
  };
}

/** How something that smooths does against slips and against a block of defection. */
export interface SmoothingRow extends BlockResponse {
  readonly actionVariance: number;
  readonly meanAction: number;
  readonly meanPayoff: number;
}

const perturbed = { start: 200, length: 100 } as const;

/** Experiment 10, the filters: Tit-for-Tat through a moving average against the opponents that agent `seed` faces. */
export function filterRow(seed: number, smoothing: number): SmoothingRow {
  const opponent = noisyCooperator(2000, 0.1, seed + 8000);
  return smoothingRow(emaTft(opponent, smoothing), opponent, emaTft(defectionBlock(200, 100, 200), smoothing));
}

/**
 * Experiment 10, the reservoir: a body at α = 1 against 2,000 rounds of a cooperator who slips with probability 0.1, and
 * through a block of 100 defections.
 *
 * @example
 * ```ts
 * import { publishedAgent, reservoirRow } from 'polity/games';
 * const { actionVariance, divergence, depth } = reservoirRow(publishedAgent('filters', 0));
 * actionVariance; // 0.00002259
 * divergence; // 0.338247
 * depth; // 0.954865
 * ```
 */
export function reservoirRow(agent: BodyReservoirAgent): SmoothingRow & { readonly divergence: number } {
  const { seed } = agent;
  const { dimension } = agent.network;
  const opponent = noisyCooperator(2000, 0.1, seed + 8000);
  const noisy = agent.play(opponent, { seed: seed + 5000 });
  const habituated = agent.play(new Float64Array(2000).fill(1), { seed: seed + 4000 });
  const block = agent.play(defectionBlock(200, 100, 200), { seed: seed + 6000 });
  return {
    ...smoothingRow(noisy.actions, opponent, block.actions),
    divergence: knnKL(noisy.states, habituated.states, { dimension }).estimate,
  };
}

function smoothingRow(actions: Float64Array, opponent: Float64Array, throughBlock: Float64Array): SmoothingRow {
  const { mean, variance } = meanAndVariance(actions);
  return {
    ...blockResponse(throughBlock, perturbed),
    actionVariance: variance,
    meanAction: mean,
    meanPayoff: meanAndVariance(roundPayoffs(actions, opponent)).mean,
  };
}

/** What Experiment 7 varies. */
export type SentinelParameter = 'trust' | 'recovery' | 'intervention' | 'threshold';

/** Values of each parameter, with the offset and the scale that make a seed of a value. */
const sweeps = {
  trust: { offset: 10_000, scale: 100, values: [0.6, 0.7, 0.8, 0.85, 0.9, 0.95] },
  recovery: { offset: 20_000, scale: 1000, values: [0.01, 0.02, 0.05, 0.1, 0.2] },
  intervention: { offset: 30_000, scale: 100, values: [0.1, 0.3, 0.5, 0.8, 1] },
  threshold: { offset: 40_000, scale: 1000, values: [0, 0.05, 0.1, 0.2, 0.3] },
} as const satisfies Record<SentinelParameter, unknown>;

/** One setting of a sentinel against a noisy cooperator. */
export interface SensitivityPoint {
  readonly parameter: SentinelParameter;
  readonly value: number;
  readonly meanPayoff: number;
  readonly meanReceptivity: number;
  readonly meanDiscomfort: number;
  readonly actionVariance: number;
}

/**
 * Experiment 7: one parameter of the sentinel varied, 2,000 rounds against a cooperator who slips with probability 0.1.
 *
 * @example
 * ```ts
 * import { publishedAgent, sensitivityTrial } from 'polity/games';
 * sensitivityTrial(publishedAgent('sensitivity', 12), 'trust')[1].meanPayoff; // 2.861444
 * ```
 */
export function sensitivityTrial(agent: BodyReservoirAgent, parameter: SentinelParameter): SensitivityPoint[] {
  checkOneOf('parameter', parameter, Object.keys(sweeps) as SentinelParameter[]);
  const { offset, scale, values } = sweeps[parameter];
  const opponent = noisyCooperator(2000, 0.1, agent.seed + 8000);
  return values.map((value) => {
    const seed = agent.seed + offset + Math.floor(value * scale);
    const options: SentinelOptions = { [parameter]: value };
    const { actions, receptivity, discomfort } = agent.play(opponent, {
      receptivity: agent.sentinel(seed + 100, options),
      seed,
    });
    return {
      parameter,
      value,
      meanPayoff: meanAndVariance(roundPayoffs(actions, opponent)).mean,
      meanReceptivity: meanAndVariance(receptivity).mean,
      meanDiscomfort: meanAndVariance(discomfort!.map(({ total }) => total)).mean,
      actionVariance: meanAndVariance(actions).variance,
    };
  });
}

/** What a body is like after some epochs. */
export interface HabituationPoint {
  readonly epoch: number;
  readonly divergence: number;
  readonly actionVariance: number;
  readonly meanBody: number;
  /** Spectral radius as the paper's program takes it. */
  readonly radius: number;
}

/**
 * Experiment 4: an agent that acts while it habituates, looked at every few epochs: divergence and variance over 1,500 rounds
 * against a cooperator who slips with probability 0.1.
 *
 * @param i - which agent
 * @param receptivity - its α, or `sentinel`, which habituates at 0.85 and is looked at with the sentinel on
 *
 * @example
 * ```ts
 * import { habituationTrial } from 'polity/games';
 * const [fresh, later] = habituationTrial(0, 1, { epochs: 15 });
 * fresh.divergence; // 1.368128
 * later.actionVariance; // 0.00001834
 * ```
 */
export function habituationTrial(
  i: number,
  receptivity: number | 'sentinel',
  { epochs = 300, every = 15 }: { readonly epochs?: number; readonly every?: number } = {},
): HabituationPoint[] {
  checkInteger('epochs', epochs, { min: 0 });
  checkInteger('every', every, { min: 1 });
  if (receptivity !== 'sentinel') checkProbability('receptivity', receptivity);
  const rounds = 1500;
  const agent = publishedAgent('habituation', i, { epochs: 0, burnIn: 300, trainingStates: rounds });
  const { seed, network } = agent;
  const opponent = noisyCooperator(rounds, 0.1, seed + 8000);
  const acting = receptivity === 'sentinel' ? 0.85 : receptivity;
  const points: HabituationPoint[] = [];
  for (let epoch = 0; epoch <= epochs; epoch += every) {
    if (epoch > 0) agent.habituate(every, { receptivity: acting });
    const habituated = agent.play(new Float64Array(rounds).fill(1), { seed: seed + 4000 + epoch });
    const { states, actions, body } = agent.play(opponent, {
      receptivity: receptivity === 'sentinel' ? agent.sentinel(seed + 5500 + epoch) : receptivity,
      seed: seed + 5000 + epoch,
      before: 1,
    });
    points.push({
      epoch,
      divergence: knnKL(states, habituated.states, { dimension: network.dimension }).estimate,
      actionVariance: meanAndVariance(actions).variance,
      meanBody: meanAndVariance(body).mean,
      radius: powerIterationRadius(network.recurrent, new Xoshiro256(42)),
    });
  }
  return points;
}

/**
 * Experiment 3: actions around a block of 100 defections of fixed receptivities 1, 0 and 0.5, of a sentinel, and of one who
 * always cooperates.
 */
export function perturbationTrial(agent: BodyReservoirAgent): Readonly<Record<string, ReservoirPlay>> {
  const opponent = defectionBlock(perturbed.start, perturbed.length, 200);
  const { seed } = agent;
  return {
    'α = 1': agent.play(opponent, { receptivity: 1, seed: seed + 5000 }),
    'α = 0': agent.play(opponent, { receptivity: 0, seed: seed + 6000 }),
    'α = 0.5': agent.play(opponent, { receptivity: 0.5, seed: seed + 7000 }),
    sentinel: agent.play(opponent, { receptivity: agent.sentinel(seed + 9500), seed: seed + 9000 }),
    'unconditional cooperation': agent.play(opponent, { fixedAction: 1, seed: seed + 8000 }),
  };
}

/** Experiment 1: receptivities 0, 0.5 and 1 against 500 rounds of cooperation. */
export function convergenceTrial(agent: BodyReservoirAgent): Readonly<Record<string, ReservoirPlay>> {
  const opponent = new Float64Array(500).fill(1);
  const at = (receptivity: number) =>
    agent.play(opponent, { receptivity, seed: agent.seed + 5000 + Math.floor(receptivity * 100) });
  return { 'α = 0': at(0), 'α = 0.5': at(0.5), 'α = 1': at(1) };
}

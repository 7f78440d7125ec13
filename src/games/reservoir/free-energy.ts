import { checkInteger, checkNumber, checkProbability, checkVector, InvalidInputError } from '../../foundation/index.js';
import { knnKL } from '../../statistics/index.js';
import type { BodyReservoirAgent } from './body-reservoir-agent.js';
import { axelrodPayoffs, type OwnPayoffs } from '../repeated/stage-game.js';
import { roundPayoffs } from './intensity-payoff.js';
import { meanAndVariance } from './play-metrics.js';

/** Streams of a landscape. */
export interface FreeEnergySeeds {
  /** Of the habituated reference; in the paper the agent's seed + 4000. */
  readonly reference: number;
  /** Of the play at a receptivity; in the paper the agent's seed + 7000 + ⌊1000 α⌋. */
  readonly play: (receptivity: number) => number;
}

export interface FreeEnergyOptions {
  /** α at which the agent plays; default 0, 0.1, …, 1. */
  readonly receptivities?: ArrayLike<number>;
  /** λ, price of a nat of complexity in units of payoff; default 1, 3, 8. */
  readonly prices?: readonly number[];
  /** k of the divergence estimate; default 5. */
  readonly neighbours?: number;
  /** Streams; default the paper's. */
  readonly seeds?: FreeEnergySeeds;
  readonly payoffs?: OwnPayoffs;
}

/** An agent at one receptivity. */
export interface FreeEnergyPoint {
  readonly receptivity: number;
  /** C(α), divergence of its states from the habituated ones, in nats. */
  readonly complexity: number;
  readonly meanPayoff: number;
  readonly meanAction: number;
  readonly actionVariance: number;
  readonly meanBody: number;
  /** F(α) = −ū(α) + λ C(α), by price. */
  readonly freeEnergy: readonly number[];
}

export interface FreeEnergyLandscape {
  readonly prices: readonly number[];
  readonly points: readonly FreeEnergyPoint[];
  /** The receptivity of least free energy, by price: the first of equals. */
  readonly optimal: readonly number[];
}

/**
 * What receptivity costs and earns against a sequence of actions: the divergence of the reservoir's states from those it has
 * at α = 1 against pure cooperation, the mean payoff, and the free energy that weighs one against the other.
 *
 * @param opponent - actions in [0, 1]; every α faces the same, and the reference is as long
 * @throws InvalidInputError if an α or an action lies outside [0, 1], a price is negative, or a list is empty
 *
 * Cost: a play and an estimate an α; about 0.1 s for 2,000 rounds and d = 30.
 * @see Y. Nakamura, arXiv 2602.20846, Experiments 2, 5 and 8
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, freeEnergyLandscape, noisyCooperator } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(400);
 * const { points } = freeEnergyLandscape(agent, noisyCooperator(2000, 0.1, 8400), { receptivities: [0] });
 * points[0].complexity; // 1.613508
 * points[0].meanPayoff; // 2.888
 * ```
 */
export function freeEnergyLandscape(
  agent: BodyReservoirAgent,
  opponent: ArrayLike<number>,
  {
    receptivities = Array.from({ length: 11 }, (_, i) => i * 0.1),
    prices = [1, 3, 8],
    neighbours = 5,
    seeds = {
      reference: agent.seed + 4000,
      play: (receptivity) => agent.seed + 7000 + Math.floor(receptivity * 1000),
    },
    payoffs = axelrodPayoffs,
  }: FreeEnergyOptions = {},
): FreeEnergyLandscape {
  const alphas = checkVector('receptivities', receptivities);
  alphas.forEach((alpha, i) => checkProbability(`receptivities[${i}]`, alpha));
  if (prices.length === 0) throw new InvalidInputError('prices', prices, 'hold a price');
  prices.forEach((price, i) => checkNumber(`prices[${i}]`, price, { min: 0 }));
  const faced = checkVector('opponent', opponent, { min: 0, max: 1 });
  checkInteger('neighbours', neighbours, { min: 1, max: faced.length - 1 });
  const { dimension } = agent.network;
  const habituated = agent.play(new Float64Array(faced.length).fill(1), { seed: seeds.reference }).states;
  const points = Array.from(alphas, (receptivity): FreeEnergyPoint => {
    const { states, actions, body } = agent.play(faced, { receptivity, seed: seeds.play(receptivity) });
    const complexity = knnKL(states, habituated, { dimension, k: neighbours }).estimate;
    const { mean, variance } = meanAndVariance(actions);
    const meanPayoff = meanAndVariance(roundPayoffs(actions, faced, payoffs)).mean;
    return {
      receptivity,
      complexity,
      meanPayoff,
      meanAction: mean,
      actionVariance: variance,
      meanBody: meanAndVariance(body).mean,
      freeEnergy: prices.map((price) => -meanPayoff + price * complexity),
    };
  });
  return { prices, points, optimal: optimalReceptivities(points, prices.length) };
}

/**
 * The mean of landscapes over agents, all of the same receptivities and prices, and the receptivities optimal on average.
 *
 * @throws InvalidInputError if there is no landscape or they differ in receptivities or prices
 */
export function meanLandscape(landscapes: readonly FreeEnergyLandscape[]): FreeEnergyLandscape {
  const [first] = landscapes;
  if (!first) throw new InvalidInputError('landscapes', landscapes, 'hold a landscape');
  const shape = (landscape: FreeEnergyLandscape) =>
    `${landscape.points.map(({ receptivity }) => receptivity).join()};${landscape.prices.join()}`;
  landscapes.forEach((landscape, i) => {
    if (shape(landscape) !== shape(first)) {
      throw new InvalidInputError(`landscapes[${i}]`, landscape, 'have the receptivities and prices of the first');
    }
  });
  const points = first.points.map(({ receptivity }, i): FreeEnergyPoint => {
    const average = (of: (point: FreeEnergyPoint) => number) =>
      landscapes.reduce((sum, landscape) => sum + of(landscape.points[i]), 0) / landscapes.length;
    return {
      receptivity,
      complexity: average((point) => point.complexity),
      meanPayoff: average((point) => point.meanPayoff),
      meanAction: average((point) => point.meanAction),
      actionVariance: average((point) => point.actionVariance),
      meanBody: average((point) => point.meanBody),
      freeEnergy: first.prices.map((_, price) => average((point) => point.freeEnergy[price])),
    };
  });
  return { prices: first.prices, points, optimal: optimalReceptivities(points, first.prices.length) };
}

function optimalReceptivities(points: readonly FreeEnergyPoint[], prices: number): number[] {
  return Array.from(
    { length: prices },
    (_, price) =>
      points.reduce((best, point) => (point.freeEnergy[price] < best.freeEnergy[price] ? point : best)).receptivity,
  );
}

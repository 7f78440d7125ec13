import { checkInteger, checkProbability, checkVector } from '../../foundation/index.js';
import { EchoStateNetwork, type EchoStateNetworkOptions } from './echo-state-network.js';
import { ojaHabituate, type OjaOptions, type OjaUpdate } from './habituation.js';
import { readOut, trainReadoutRidge, type Readout, type ReadoutTraining } from './readout.js';
import { Sentinel, type Baseline, type Discomfort, type SentinelOptions } from './sentinel.js';
import { Xoshiro256 } from './xoshiro256.js';

export interface DevelopmentOptions extends Omit<EchoStateNetworkOptions, 'inputs'>, ReadoutTraining {
  /** Rounds before states are recorded for training; default 500. */
  readonly burnIn?: number;
  /** States recorded under cooperation, and as many under defection; default 2,000. */
  readonly trainingStates?: number;
}

export interface HabituationOptions extends OjaOptions {
  /** Rounds an epoch; default 500. */
  readonly rounds?: number;
  /**
   * Receptivity at which the agent plays its own actions against a cooperator while it habituates; by default it does not
   * act but is fed full cooperation on both sides.
   */
  readonly receptivity?: number;
}

export interface ReservoirPlayOptions {
  /** α in [0, 1]: 1 the body decides, 0 Tit-for-Tat decides; or the sentinel that moves it. Default 1. */
  readonly receptivity?: number | Sentinel;
  /** Stream of {@link Xoshiro256} for the noise of the reservoir, warm-up included. */
  readonly seed: number;
  /** Rounds of full cooperation on both sides before the first; default 500. */
  readonly warmUp?: number;
  /** What the opponent is taken to have done before the first round; default what it does in the first. */
  readonly before?: number;
  /** Fixes the agent's action, whatever body and cognition say. */
  readonly fixedAction?: number;
}

/** What happened, round by round. */
export interface ReservoirPlay {
  readonly opponent: Float64Array;
  /** a. */
  readonly actions: Float64Array;
  /** a^body, read before the round. */
  readonly body: Float64Array;
  /** a^cog: the opponent's previous action. */
  readonly cognitive: Float64Array;
  /** α with which the round was played. */
  readonly receptivity: Float64Array;
  /** States after each round, row by row. */
  readonly states: Float64Array;
  /** D and its parts in every round, with a sentinel. */
  readonly discomfort: readonly Discomfort[] | null;
}

/**
 * An agent of three layers: a reservoir whose readout is what it does by default, Tit-for-Tat beside it, and a receptivity α
 * that mixes the two, a = α a^body + (1 − α) a^cog.
 *
 * @see Y. Nakamura, Body-Reservoir Governance in Repeated Games, arXiv 2602.20846
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, noisyCooperator } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(300);
 * agent.habituate(20);
 * const { actions } = agent.play(noisyCooperator(100, 0.1, 8300), { seed: 5300 });
 * Math.min(...actions) > 0.9; // true
 * ```
 */
export class BodyReservoirAgent {
  readonly seed: number;
  readonly network: EchoStateNetwork;
  readonly readout: Readout;
  /** Noise of habituation; it continues the stream that the weights were drawn from. */
  readonly #random: Xoshiro256;

  private constructor(seed: number, network: EchoStateNetwork, readout: Readout, random: Xoshiro256) {
    this.seed = seed;
    this.network = network;
    this.readout = readout;
    this.#random = random;
  }

  /**
   * A reservoir drawn from a seed and its readout trained: states under full cooperation are to be read as 0.95, states
   * under full defection as 0.05. Streams: `seed`, `seed` + 2000 (cooperation), `seed` + 3000 (defection).
   *
   * @throws InvalidInputError if the seed or an option is out of range
   */
  static develop(
    seed: number,
    { burnIn = 500, trainingStates = 2000, ...options }: DevelopmentOptions = {},
  ): BodyReservoirAgent {
    checkInteger('burnIn', burnIn, { min: 0 });
    checkInteger('trainingStates', trainingStates, { min: 1 });
    const random = new Xoshiro256(seed);
    const reservoir = EchoStateNetwork.random(random, { ...options, inputs: 2 });
    const record = (action: number, offset: number) =>
      reservoir
        .fresh()
        .drive([action, action], { steps: trainingStates, skip: burnIn, random: new Xoshiro256(seed + offset) });
    const readout = trainReadoutRidge(record(1, 2000), record(0, 3000), reservoir.dimension, options);
    return new BodyReservoirAgent(seed, reservoir, readout, random);
  }

  /**
   * Epochs of Oja's rule against a cooperator; returns what each did to the weights. Further calls continue where the last
   * one stopped.
   *
   * @throws InvalidInputError if an option is out of range
   *
   * Cost: about 2 ms an epoch for d = 30.
   */
  habituate(epochs: number, { rounds = 500, receptivity, ...oja }: HabituationOptions = {}): readonly OjaUpdate[] {
    checkInteger('epochs', epochs, { min: 0 });
    checkInteger('rounds', rounds, { min: 1 });
    if (receptivity !== undefined) checkProbability('receptivity', receptivity);
    const { network, readout } = this;
    const input = Float64Array.of(1, 1);
    const states = new Float64Array(rounds * network.dimension);
    return Array.from({ length: epochs }, () => {
      for (let t = 0; t < rounds; t++) {
        if (receptivity !== undefined) {
          input[0] = receptivity * readOut(readout, network.state) + (1 - receptivity);
        }
        states.set(network.step(input, this.#random), t * network.dimension);
      }
      return ojaHabituate(network, states, oja);
    });
  }

  /** Means of state and output over rounds of full cooperation, from the state 0: what a sentinel starts from. */
  baseline({ seed, rounds = 200 }: { readonly seed: number; readonly rounds?: number }): Baseline {
    checkInteger('rounds', rounds, { min: 1 });
    const random = new Xoshiro256(seed);
    const network = this.network.fresh();
    const state = new Float64Array(network.dimension);
    let output = 0;
    for (let t = 0; t < rounds; t++) {
      network.step([1, 1], random);
      output += readOut(this.readout, network.state);
      for (let i = 0; i < state.length; i++) state[i] += network.state[i];
    }
    return { state: state.map((sum) => sum / rounds), output: output / rounds };
  }

  /** A sentinel over this body, with the baseline of a stream. */
  sentinel(seed: number, options: SentinelOptions = {}): Sentinel {
    return new Sentinel(this.baseline({ seed }), options);
  }

  /**
   * Plays against a given sequence of actions, from the state 0 and a warm-up; the agent itself is not changed.
   *
   * A round: the body is read from the state, the sentinel (if any) observes and moves α, the mixed action is played, and the
   * reservoir steps under (own action, opponent's action). Before the first round cognition takes the opponent's first action
   * for its last, as published: it sees that one action early.
   *
   * @param opponent - actions in [0, 1], at least one
   * @throws InvalidInputError if an action or an option is out of range
   *
   * Cost: about 4 µs a round for d = 30.
   */
  play(
    opponent: ArrayLike<number>,
    { receptivity = 1, seed, warmUp = 500, before, fixedAction }: ReservoirPlayOptions,
  ): ReservoirPlay {
    const faced = checkVector('opponent', opponent, { min: 0, max: 1 });
    checkInteger('warmUp', warmUp, { min: 0 });
    if (fixedAction !== undefined) checkProbability('fixedAction', fixedAction);
    const sentinel = typeof receptivity === 'number' ? null : receptivity;
    if (typeof receptivity === 'number') checkProbability('receptivity', receptivity);
    let last = checkProbability('before', before ?? faced[0]);
    const rounds = faced.length;
    const random = new Xoshiro256(seed);
    const network = this.network.fresh();
    const d = network.dimension;
    const input = Float64Array.of(1, 1);
    for (let t = 0; t < warmUp; t++) network.step(input, random);
    const record = () => new Float64Array(rounds);
    const [actions, body, cognitive, alphas] = [record(), record(), record(), record()];
    const states = new Float64Array(rounds * d);
    const discomfort: Discomfort[] = [];
    for (let t = 0; t < rounds; t++) {
      const output = readOut(this.readout, network.state);
      if (sentinel) discomfort.push(sentinel.observe(network.state, output, last));
      const alpha = sentinel ? sentinel.receptivity : (receptivity as number);
      const action = fixedAction ?? alpha * output + (1 - alpha) * last;
      input[0] = action;
      input[1] = faced[t];
      states.set(network.step(input, random), t * d);
      actions[t] = action;
      body[t] = output;
      cognitive[t] = last;
      alphas[t] = alpha;
      last = faced[t];
    }
    return {
      opponent: faced,
      actions,
      body,
      cognitive,
      receptivity: alphas,
      states,
      discomfort: sentinel ? discomfort : null,
    };
  }
}

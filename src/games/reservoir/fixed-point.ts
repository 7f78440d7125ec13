import { checkInteger, checkNumber, checkPositive, checkProbability, checkVector } from '../../foundation/index.js';
import type { EchoStateNetwork } from './echo-state-network.js';
import { multiply } from './matrix-vector.js';
import { readOut, type Readout } from './readout.js';
import { spectralNorm, spectralRadius } from './spectral-radius.js';

/** A body: a reservoir and what reads it, as a BodyReservoirAgent has them. */
export interface Body {
  readonly network: EchoStateNetwork;
  readonly readout: Readout;
}

export interface FixedPointOptions {
  /** Where the iteration starts; default the state into which full cooperation on both sides leads without noise. */
  readonly start?: ArrayLike<number>;
  /** Share of the old state kept in a step, in [0, 1); default 0.5. */
  readonly damping?: number;
  /** Largest change of a state by the map that counts as none; default 10⁻¹². */
  readonly tolerance?: number;
  /** Default 10,000. */
  readonly maxIterations?: number;
}

/** A state that a body which acts by itself maps to itself. */
export interface SelfConsistentFixedPoint {
  /** x*. */
  readonly state: Float64Array;
  /** a* = σ(w · x* + b). */
  readonly action: number;
  /** J = diag(1 − x*²)(W + W_in,1 σ′ wᵀ) at x*, row by row. */
  readonly jacobian: Float64Array;
  /** ρ(J) from its eigenvalues. */
  readonly radius: number;
  /** ‖J‖₂. */
  readonly norm: number;
  /** ρ(J) < 1: small deviations die out. */
  readonly stable: boolean;
  readonly converged: boolean;
  /** Largest change of x* by the map. */
  readonly residual: number;
  readonly iterations: number;
}

const rest = { damping: 0.5, tolerance: 1e-12, maxIterations: 10_000 } as const;

/**
 * Fixed point of the body at α = 1 without noise against an opponent who always does the same:
 * x* = tanh(W x* + W_in (σ(w · x* + b), a_opp) + b_x), by damped iteration. One exists (Brouwer); there may be more, and
 * which is found depends on the start.
 *
 * @param opponentAction - a_opp in [0, 1]
 * @throws InvalidInputError if the action or an option is out of range
 *
 * Cost: about 1 ms for d = 30, and the eigenvalues of J.
 * @see Y. Nakamura, arXiv 2602.20846, self-consistency equation and Proposition on local stability
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, selfConsistentFixedPoint } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(100);
 * agent.habituate(200);
 * const { action, stable } = selfConsistentFixedPoint(agent, 1);
 * action; // 0.982026
 * stable; // true
 * ```
 */
export function selfConsistentFixedPoint(
  { network, readout }: Body,
  opponentAction: number,
  {
    start,
    damping = rest.damping,
    tolerance = rest.tolerance,
    maxIterations = rest.maxIterations,
  }: FixedPointOptions = {},
): SelfConsistentFixedPoint {
  checkProbability('opponentAction', opponentAction);
  checkNumber('damping', damping, { min: 0, max: 1, belowMax: true });
  checkPositive('tolerance', tolerance);
  checkInteger('maxIterations', maxIterations, { min: 1 });
  const state =
    start === undefined ? cooperativeState(network) : checkVector('start', start, { length: network.dimension });
  const image = new Float64Array(state.length);
  const apply = () => {
    mapState(network, state, readOut(readout, state), opponentAction, image);
    return image.reduce((largest, value, i) => Math.max(largest, Math.abs(value - state[i])), 0);
  };
  let residual = apply();
  let iterations = 0;
  while (residual > tolerance && iterations < maxIterations) {
    for (let i = 0; i < state.length; i++) state[i] = damping * state[i] + (1 - damping) * image[i];
    residual = apply();
    iterations++;
  }
  const action = readOut(readout, state);
  const jacobian = closedLoopJacobian({ network, readout }, state);
  const radius = spectralRadius(jacobian);
  return {
    state,
    action,
    jacobian,
    radius,
    norm: spectralNorm(jacobian),
    stable: radius < 1,
    converged: residual <= tolerance,
    residual,
    iterations,
  };
}

/** Variance of actions under an opponent's slips, bounded by the linearized body. */
export interface SmoothingBound {
  /** Var₁ ≤ (1/16) |w|² |W_in,2|² ε(1 − ε)/(1 − ‖J‖)²; undefined where ‖J‖₂ ≥ 1, for which it is not derived. */
  readonly bound: number | undefined;
  /** Var₀ = ε(1 − ε) of Tit-for-Tat. */
  readonly titForTat: number;
  /** Var₀/bound, what the body is sure to take off; undefined with the bound. */
  readonly reduction: number | undefined;
  /** ‖J‖₂ at the fixed point against cooperation. */
  readonly norm: number;
}

/**
 * The paper's bound on the variance of a body's actions against a cooperator who slips with probability ε. It leaves out
 * the noise of the reservoir itself, so with noise the variance may exceed it.
 *
 * @throws InvalidInputError if ε is no probability
 *
 * @example
 * ```ts
 * import { EchoStateNetwork, smoothingBound } from 'polity/games';
 * const network = new EchoStateNetwork({ recurrent: [0.2], input: [0.1, 0.1], bias: [0], noise: 0 });
 * const readout = { weights: new Float64Array([1]), bias: 3 };
 * smoothingBound({ network, readout }, 0.1).bound; // 0.00008615
 * ```
 */
export function smoothingBound(body: Body, defection: number): SmoothingBound {
  checkProbability('defection', defection);
  const { network, readout } = body;
  const { norm } = selfConsistentFixedPoint(body, 1);
  const titForTat = defection * (1 - defection);
  if (norm >= 1) return { bound: undefined, titForTat, reduction: undefined, norm };
  const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
  const opponentWeights = network.input.filter((_, at) => at % network.inputs === 1);
  const bound = (squares(readout.weights) * squares(opponentWeights) * titForTat) / 16 / (1 - norm) ** 2;
  return { bound, titForTat, reduction: titForTat / bound, norm };
}

/** Where the reservoir comes to rest under full cooperation, without noise. */
function cooperativeState(network: EchoStateNetwork): Float64Array {
  const driven = network.fresh();
  for (let t = 0; t < 500; t++) driven.step([1, 1]);
  return driven.state;
}

function closedLoopJacobian({ network, readout }: Body, state: Float64Array): Float64Array {
  const { dimension: d, recurrent, input, inputs } = network;
  const action = readOut(readout, state);
  const slope = action * (1 - action);
  return recurrent.map((weight, at) => {
    const i = Math.floor(at / d);
    return (1 - state[i] ** 2) * (weight + input[i * inputs] * slope * readout.weights[at % d]);
  });
}

function mapState(
  { recurrent, input, bias, inputs }: EchoStateNetwork,
  state: Float64Array,
  action: number,
  opponentAction: number,
  image: Float64Array,
): void {
  multiply(recurrent, state, image);
  for (let i = 0; i < image.length; i++) {
    const drive = input[i * inputs] * action + input[i * inputs + 1] * opponentAction;
    image[i] = Math.tanh(image[i] + drive + bias[i]);
  }
}

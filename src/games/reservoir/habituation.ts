import { checkInteger, checkNumber, checkPositive } from '../../foundation/index.js';
import type { EchoStateNetwork } from './echo-state-network.js';
import { iteratedNorm, spectralRadius } from './spectral-radius.js';
import { Xoshiro256 } from './xoshiro256.js';

/** Seed of the stream that measures the radius after every epoch, in the paper's program. */
const RADIUS_SEED = 42;

export interface OjaOptions {
  /** β; default 0.01. */
  readonly rate?: number;
  /** The spectral radius is kept within these; default 0.05 and 0.99. */
  readonly radii?: { readonly min: number; readonly max: number };
}

/** What an update of the weights did. */
export interface OjaUpdate {
  /** Spectral radius after the update and before any rescaling, by the estimate of the network. */
  readonly radius: number;
  /** Whether it lay outside the permitted range, so that the weights were rescaled. */
  readonly clamped: boolean;
  /**
   * |second estimate/first − 1| where the weights were rescaled by a second one, else 0. Where it is not small the power
   * iteration has not converged, and the weights that result depend on rounding: an error is multiplied epoch by epoch.
   */
  readonly disagreement: number;
}

/**
 * Oja's rule on a batch of states, W_ij ← W_ij + β(⟨x_i x_j⟩ − ⟨x_i²⟩ W_ij), then the projection of the spectral radius into
 * its range. Changes the weights of `network`.
 *
 * With the estimate `power300` the radius is the power iteration's, from a stream with the fixed seed 42 as published; where
 * that is above the maximum the weights are divided by a second estimate, from the next start vector, so the radius that
 * results is the maximum only on that second scale.
 *
 * @param states - one after the other, each of the network's dimension
 * @throws InvalidInputError if an option is out of range or `states` does not hold whole states, at least one
 *
 * Cost: n d²/2 multiplications for n states, and 300 to 600 products W v; about 0.4 ms for n = 500, d = 30.
 * @see E. Oja, A simplified neuron model as a principal component analyzer (1982)
 *
 * @example
 * ```ts
 * import { EchoStateNetwork, ojaHabituate } from 'polity/games';
 * const network = new EchoStateNetwork({ recurrent: [0.5], input: [1, 1], bias: [0], noise: 0 });
 * ojaHabituate(network, new Float64Array([1, 1]), { rate: 0.1 }); // { radius: 0.55, clamped: false, disagreement: 0 }
 * network.recurrent[0]; // 0.55
 * ```
 */
export function ojaHabituate(
  network: EchoStateNetwork,
  states: Float64Array,
  { rate = 0.01, radii = { min: 0.05, max: 0.99 } }: OjaOptions = {},
): OjaUpdate {
  const { dimension: d, recurrent } = network;
  const count = states.length / d;
  checkInteger('states.length / dimension', count, { min: 1 });
  checkNumber('rate', rate, { min: 0 });
  checkPositive('radii.max', radii.max);
  checkNumber('radii.min', radii.min, { min: 0, max: radii.max });
  const moments = secondMoments(states, d);
  for (let i = 0; i < d; i++) {
    const own = moments[i * d + i] / count;
    for (let j = 0; j < d; j++) {
      // The lower triangle holds both: x_i x_j and x_j x_i are the same number.
      const joint = moments[i >= j ? i * d + j : j * d + i] / count;
      recurrent[i * d + j] += rate * (joint - own * recurrent[i * d + j]);
    }
  }
  const random = new Xoshiro256(RADIUS_SEED);
  const exact = network.radiusEstimate === 'eigen';
  const radius = exact ? spectralRadius(recurrent) : iteratedNorm(recurrent, d, random);
  const limit = radius > radii.max ? radii.max : radius < radii.min && radius > 1e-10 ? radii.min : null;
  if (limit === null) return { radius, clamped: false, disagreement: 0 };
  const again = exact ? radius : iteratedNorm(recurrent, d, random);
  if (again > 0) {
    const factor = limit / again;
    for (let i = 0; i < recurrent.length; i++) recurrent[i] *= factor;
  }
  return { radius, clamped: true, disagreement: Math.abs(again / radius - 1) };
}

/** Σ_t x_i x_j for j ≤ i, summed in the order of time, four steps a pass to spare loads and stores. */
function secondMoments(states: Float64Array, d: number): Float64Array {
  const sums = new Float64Array(d * d);
  const count = states.length / d;
  let t = 0;
  for (; t + 3 < count; t += 4) {
    const first = t * d;
    const second = first + d;
    const third = second + d;
    const fourth = third + d;
    for (let i = 0; i < d; i++) {
      const a = states[first + i];
      const b = states[second + i];
      const c = states[third + i];
      const e = states[fourth + i];
      for (let j = 0; j <= i; j++) {
        let sum = sums[i * d + j];
        sum += a * states[first + j];
        sum += b * states[second + j];
        sum += c * states[third + j];
        sum += e * states[fourth + j];
        sums[i * d + j] = sum;
      }
    }
  }
  for (; t < count; t++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) sums[i * d + j] += states[t * d + i] * states[t * d + j];
    }
  }
  return sums;
}

import {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkPositive,
  checkVector,
  InvalidInputError,
} from '../../foundation/index.js';
import { multiply } from './matrix-vector.js';
import { iteratedNorm, spectralRadius } from './spectral-radius.js';
import { Xoshiro256 } from './xoshiro256.js';

/** How the spectral radius is taken: as the paper's program does, or from the eigenvalues. */
export type RadiusEstimate = 'power300' | 'eigen';

export interface EchoStateNetworkOptions {
  /** d, number of neurons; default 30. */
  readonly dimension?: number;
  /** Number of inputs; default 2: own action and opponent's action. */
  readonly inputs?: number;
  /** Spectral radius that the recurrent weights are scaled to; default 0.9. */
  readonly radius?: number;
  /** How it is measured; default `power300`, as published (see {@link powerIterationRadius}). */
  readonly radiusEstimate?: RadiusEstimate;
  /** Standard deviation of input weights; default 0.5. */
  readonly inputScale?: number;
  /** Standard deviation of biases; default 0.3. */
  readonly biasScale?: number;
  /** Standard deviation σ_ξ of the noise added to every neuron after tanh; default 0.15. */
  readonly noise?: number;
}

/** Weights of a network, each matrix row by row. */
export interface EchoStateWeights {
  /** W, d × d. */
  readonly recurrent: ArrayLike<number>;
  /** W_in, d × inputs. */
  readonly input: ArrayLike<number>;
  /** b, length d. */
  readonly bias: ArrayLike<number>;
  readonly noise?: number;
  readonly radiusEstimate?: RadiusEstimate;
}

/**
 * A leakless echo state network: x ← tanh(W x + W_in s + b) + ξ, ξ ~ N(0, σ_ξ² I). The noise comes after tanh, so states
 * may leave [−1, 1]. The state begins at 0.
 *
 * @see H. Jaeger, The "echo state" approach (2001); Y. Nakamura, arXiv 2602.20846, Definition 2.2
 *
 * @example
 * ```ts
 * import { EchoStateNetwork, Xoshiro256 } from 'polity/games';
 * const random = new Xoshiro256(1);
 * const network = EchoStateNetwork.random(random, { dimension: 5 });
 * network.step([1, 1], random).length; // 5
 * ```
 */
export class EchoStateNetwork {
  readonly dimension: number;
  readonly inputs: number;
  /** W, d × d, row by row; habituation changes it. */
  readonly recurrent: Float64Array;
  /** W_in, d × inputs, row by row. */
  readonly input: Float64Array;
  readonly bias: Float64Array;
  /** σ_ξ. */
  readonly noise: number;
  readonly radiusEstimate: RadiusEstimate;
  /** x. */
  readonly state: Float64Array;
  readonly #drive: Float64Array;

  /**
   * @throws InvalidInputError if shapes do not fit together, a weight is not finite, or the noise is negative
   */
  constructor({ recurrent, input, bias, noise = 0.15, radiusEstimate = 'power300' }: EchoStateWeights) {
    this.bias = checkVector('bias', bias);
    this.dimension = this.bias.length;
    this.recurrent = checkVector('recurrent', recurrent, { length: this.dimension ** 2 });
    this.input = checkVector('input', input);
    this.inputs = this.input.length / this.dimension;
    if (!Number.isInteger(this.inputs)) {
      throw new InvalidInputError('input.length', this.input.length, `be a multiple of ${this.dimension}`);
    }
    this.noise = checkNumber('noise', noise, { min: 0 });
    this.radiusEstimate = checkOneOf('radiusEstimate', radiusEstimate, ['power300', 'eigen']);
    this.state = new Float64Array(this.dimension);
    this.#drive = new Float64Array(this.dimension);
  }

  /**
   * Weights drawn in the order of the paper's program: W ~ N(0, 1/d) row by row, the start of the power iteration, W_in, b.
   *
   * @throws InvalidInputError if an option is out of range
   */
  static random(
    random: Xoshiro256,
    {
      dimension = 30,
      inputs = 2,
      radius = 0.9,
      radiusEstimate = 'power300',
      inputScale = 0.5,
      biasScale = 0.3,
      noise = 0.15,
    }: EchoStateNetworkOptions = {},
  ): EchoStateNetwork {
    checkInteger('dimension', dimension, { min: 1 });
    checkInteger('inputs', inputs, { min: 1 });
    checkPositive('radius', radius);
    checkNumber('inputScale', inputScale, { min: 0 });
    checkNumber('biasScale', biasScale, { min: 0 });
    const draw = (count: number, change: (normal: number) => number) =>
      Float64Array.from({ length: count }, () => change(random.normal()));
    const root = Math.sqrt(dimension);
    const recurrent = draw(dimension ** 2, (normal) => normal / root);
    // Drawn under either estimate, so that one seed means the same inputs and biases.
    const powered = iteratedNorm(recurrent, dimension, random);
    const measured = radiusEstimate === 'eigen' ? spectralRadius(recurrent) : powered;
    if (measured > 0) {
      const factor = radius / measured;
      for (let i = 0; i < recurrent.length; i++) recurrent[i] *= factor;
    }
    const input = draw(dimension * inputs, (normal) => normal * inputScale);
    const bias = draw(dimension, (normal) => normal * biasScale);
    return new EchoStateNetwork({ recurrent, input, bias, noise, radiusEstimate });
  }

  /** The same weights with the state at 0. */
  fresh(): EchoStateNetwork {
    return new EchoStateNetwork(this);
  }

  /**
   * One step under the input s; without `random` there is no noise. Returns the state, which the next step overwrites.
   * Cost: d² multiplications and d normals; about 4 µs for d = 30.
   */
  step(s: ArrayLike<number>, random?: Xoshiro256): Float64Array {
    const { dimension, inputs, input, bias, noise, state } = this;
    const drive = this.#drive;
    multiply(this.recurrent, state, drive);
    for (let i = 0; i < dimension; i++) {
      let driven = 0;
      for (let j = 0; j < inputs; j++) driven += input[i * inputs + j] * s[j];
      state[i] = Math.tanh(drive[i] + driven + bias[i]);
    }
    if (random) for (let i = 0; i < dimension; i++) state[i] += random.normal() * noise;
    return state;
  }

  /** Steps under a constant input; returns the states after `skip` of them, row by row. */
  drive(
    s: ArrayLike<number>,
    { steps, skip = 0, random }: { readonly steps: number; readonly skip?: number; readonly random: Xoshiro256 },
  ): Float64Array {
    for (let t = 0; t < skip; t++) this.step(s, random);
    const states = new Float64Array(steps * this.dimension);
    for (let t = 0; t < steps; t++) states.set(this.step(s, random), t * this.dimension);
    return states;
  }
}

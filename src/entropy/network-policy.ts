import { checkInteger, checkNumber, checkVector, randomStream } from '../foundation/index.js';
import type { TokenPolicy } from './token-policy.js';

export interface NetworkPolicyOptions {
  readonly prompts: number;
  readonly positions: number;
  readonly vocabulary: number;
  /** Features of each prompt, prompts × inputs, row-major. */
  readonly features: ArrayLike<number>;
  /** Hidden units; default 32. */
  readonly hidden?: number;
  /** Standard deviation of the logits before training, roughly; default 4. */
  readonly spread?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * A policy whose prompts share a representation: logits = W₂ tanh(W₁x + b₁) + b₂ of a prompt's features x. A step on one
 * prompt moves all others, held-out ones included, which a table cannot show.
 *
 * Cost of a step: prompts · hidden · (inputs + positions · vocabulary) products, for all prompts are evaluated anew.
 *
 * @example
 * ```ts
 * import { NetworkPolicy } from 'polity/entropy';
 * const policy = new NetworkPolicy({ prompts: 2, positions: 1, vocabulary: 3, features: [1, 0, 0, 1] });
 * policy.logits.length; // 6
 * ```
 */
export class NetworkPolicy implements TokenPolicy {
  readonly prompts: number;
  readonly positions: number;
  readonly vocabulary: number;
  readonly logits: Float64Array;
  readonly #features: Float64Array;
  readonly #inputs: number;
  readonly #hidden: number;
  readonly #layers: Layers;
  readonly #slopes: Layers;
  /** Activations and their slopes, prompts × hidden. */
  readonly #active: Float64Array;
  readonly #activeSlopes: Float64Array;
  readonly #touched: Uint8Array;

  /** @throws InvalidInputError when sizes are not whole, features do not fit or the spread is negative. */
  constructor({ prompts, positions, vocabulary, features, hidden = 32, spread = 4, seed = 0 }: NetworkPolicyOptions) {
    this.prompts = checkInteger('prompts', prompts, { min: 1 });
    this.positions = checkInteger('positions', positions, { min: 1 });
    this.vocabulary = checkInteger('vocabulary', vocabulary, { min: 2 });
    this.#hidden = checkInteger('hidden', hidden, { min: 1 });
    this.#features = checkVector('features', features, { minLength: prompts });
    this.#inputs = checkInteger('features.length / prompts', features.length / prompts, { min: 1 });
    checkNumber('spread', spread, { min: 0 });
    const outputs = positions * vocabulary;
    this.logits = new Float64Array(prompts * outputs);
    this.#active = new Float64Array(prompts * hidden);
    this.#activeSlopes = new Float64Array(prompts * hidden);
    this.#touched = new Uint8Array(prompts);
    this.#layers = newLayers(this.#inputs, hidden, outputs);
    this.#slopes = newLayers(this.#inputs, hidden, outputs);
    const stream = randomStream(seed);
    const { first, second } = this.#layers;
    for (let i = 0; i < first.length; i++) first[i] = stream.normal() / Math.sqrt(this.#inputs);
    // A tanh unit of a standard normal input has a mean square of 0.39.
    const scale = spread / Math.sqrt(0.39 * hidden);
    for (let i = 0; i < second.length; i++) second[i] = scale * stream.normal();
    this.#evaluate();
  }

  descend(gradient: Float64Array, rows: Int32Array, count: number, learningRate: number): void {
    const [inputs, hidden, { positions, vocabulary }] = [this.#inputs, this.#hidden, this];
    const [active, activeSlopes, touched, features] = [this.#active, this.#activeSlopes, this.#touched, this.#features];
    const { second } = this.#layers;
    const slopes = this.#slopes;
    for (const name of ['first', 'firstBias', 'second', 'secondBias'] as const) slopes[name].fill(0);
    activeSlopes.fill(0);
    touched.fill(0);
    for (let r = 0; r < count; r++) {
      const prompt = Math.floor(rows[r] / positions);
      const output = (rows[r] % positions) * vocabulary;
      touched[prompt] = 1;
      for (let v = 0; v < vocabulary; v++) {
        const g = gradient[rows[r] * vocabulary + v];
        slopes.secondBias[output + v] += g;
        const weights = (output + v) * hidden;
        for (let h = 0; h < hidden; h++) {
          slopes.second[weights + h] += g * active[prompt * hidden + h];
          activeSlopes[prompt * hidden + h] += g * second[weights + h];
        }
      }
    }
    for (let prompt = 0; prompt < this.prompts; prompt++) {
      if (!touched[prompt]) continue;
      for (let h = 0; h < hidden; h++) {
        const y = active[prompt * hidden + h];
        const slope = activeSlopes[prompt * hidden + h] * (1 - y * y);
        slopes.firstBias[h] += slope;
        for (let i = 0; i < inputs; i++) slopes.first[h * inputs + i] += slope * features[prompt * inputs + i];
      }
    }
    for (const name of ['first', 'firstBias', 'second', 'secondBias'] as const) {
      const [values, change] = [this.#layers[name], slopes[name]];
      for (let i = 0; i < values.length; i++) values[i] -= learningRate * change[i];
    }
    this.#evaluate();
  }

  clone(): NetworkPolicy {
    const { prompts, positions, vocabulary } = this;
    const copy = new NetworkPolicy({ prompts, positions, vocabulary, features: this.#features, hidden: this.#hidden });
    for (const name of ['first', 'firstBias', 'second', 'secondBias'] as const) {
      copy.#layers[name].set(this.#layers[name]);
    }
    copy.#evaluate();
    return copy;
  }

  #evaluate(): void {
    const [inputs, hidden, features, active, logits] = [
      this.#inputs,
      this.#hidden,
      this.#features,
      this.#active,
      this.logits,
    ];
    const { first, firstBias, second, secondBias } = this.#layers;
    const outputs = this.positions * this.vocabulary;
    for (let prompt = 0; prompt < this.prompts; prompt++) {
      for (let h = 0; h < hidden; h++) {
        let sum = firstBias[h];
        for (let i = 0; i < inputs; i++) sum += first[h * inputs + i] * features[prompt * inputs + i];
        active[prompt * hidden + h] = Math.tanh(sum);
      }
      for (let o = 0; o < outputs; o++) {
        let sum = secondBias[o];
        for (let h = 0; h < hidden; h++) sum += second[o * hidden + h] * active[prompt * hidden + h];
        logits[prompt * outputs + o] = sum;
      }
    }
  }
}

interface Layers {
  readonly first: Float64Array;
  readonly firstBias: Float64Array;
  readonly second: Float64Array;
  readonly secondBias: Float64Array;
}

function newLayers(inputs: number, hidden: number, outputs: number): Layers {
  return {
    first: new Float64Array(hidden * inputs),
    firstBias: new Float64Array(hidden),
    second: new Float64Array(outputs * hidden),
    secondBias: new Float64Array(outputs),
  };
}

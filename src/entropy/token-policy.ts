import { checkInteger, checkVector, InvalidInputError } from '../foundation/index.js';

/** A policy over tokens, as the sampled trainer sees it: logits for every prompt and position, and a way to move them. */
export interface TokenPolicy {
  readonly prompts: number;
  readonly positions: number;
  readonly vocabulary: number;
  /** prompts × positions × vocabulary; always those of the present parameters. */
  readonly logits: Float64Array;
  /**
   * One step of gradient descent.
   *
   * @param gradient - dLoss/dlogits, of the shape of `logits`; right in the given rows, meaningless in others
   * @param rows - rows (prompt · positions + position) with a gradient
   * @param count - how many of `rows` count
   */
  descend(gradient: Float64Array, rows: Int32Array, count: number, learningRate: number): void;
  /** The same policy with parameters of its own. */
  clone(): TokenPolicy;
}

/**
 * A softmax policy with a logit of its own for every prompt, position and token: nothing is shared, so nothing learnt on
 * one prompt helps or harms another.
 *
 * @example
 * ```ts
 * import { TabularPolicy, tokenChain } from 'polity/entropy';
 * const { chain, logits } = tokenChain();
 * new TabularPolicy(chain, logits).logits.length; // 2048
 * ```
 */
export class TabularPolicy implements TokenPolicy {
  readonly prompts: number;
  readonly positions: number;
  readonly vocabulary: number;
  readonly logits: Float64Array;

  /**
   * @param shape - sizes
   * @param logits - to start from, copied; default 0: uniform
   * @throws InvalidInputError when sizes are not whole or the logits do not fit.
   */
  constructor(
    shape: { readonly prompts: number; readonly positions: number; readonly vocabulary: number },
    logits?: ArrayLike<number>,
  ) {
    this.prompts = checkInteger('prompts', shape.prompts, { min: 1 });
    this.positions = checkInteger('positions', shape.positions, { min: 1 });
    this.vocabulary = checkInteger('vocabulary', shape.vocabulary, { min: 2 });
    const length = this.prompts * this.positions * this.vocabulary;
    this.logits = logits ? checkVector('logits', logits, { length }) : new Float64Array(length);
  }

  descend(gradient: Float64Array, rows: Int32Array, count: number, learningRate: number): void {
    const { logits, vocabulary } = this;
    for (let r = 0; r < count; r++) {
      const end = (rows[r] + 1) * vocabulary;
      for (let i = end - vocabulary; i < end; i++) logits[i] -= learningRate * gradient[i];
    }
  }

  clone(): TabularPolicy {
    return new TabularPolicy(this, this.logits);
  }
}

/** Refuses a policy whose sizes are not those of the environment. */
export function checkFits(
  policy: TokenPolicy,
  chain: { readonly prompts: number; readonly positions: number; readonly vocabulary: number },
): void {
  for (const size of ['prompts', 'positions', 'vocabulary'] as const) {
    if (policy[size] !== chain[size]) {
      throw new InvalidInputError(`policy.${size}`, policy[size], `equal that of the environment, ${chain[size]}`);
    }
  }
}

import { InvalidInputError } from '../foundation/index.js';

/** Tokens of a training batch, as a real run logs them. Arrays of equal length. */
export interface TokenBatch {
  /** Log-probability of each token under the policy that sampled it, in nats. */
  readonly oldLogp: ArrayLike<number>;
  /** Log-probability of each token under the policy being trained, in nats. */
  readonly logp: ArrayLike<number>;
  /** Advantage of each token. */
  readonly advantages: ArrayLike<number>;
  /** Which tokens count, as 0 and 1 (or booleans); default all. */
  readonly mask?: ArrayLike<number | boolean>;
}

/**
 * The indices of the tokens that count, after a look at every value of every array given.
 *
 * It does not copy: batches have 10⁷ tokens.
 */
export function validTokens(
  arrays: Readonly<Record<string, ArrayLike<number>>>,
  mask?: ArrayLike<number | boolean>,
): Int32Array {
  const [[firstName, first]] = Object.entries(arrays);
  const n = first.length;
  if (n === 0) throw new InvalidInputError(`${firstName}.length`, 0, 'be at least 1');
  for (const [name, values] of Object.entries(arrays)) {
    if (values.length !== n) throw new InvalidInputError(`${name}.length`, values.length, `equal ${n}`);
  }
  const valid = maskedIndices(n, mask);
  for (const [name, values] of Object.entries(arrays)) checkFinite(name, values, valid);
  return valid;
}

function maskedIndices(n: number, mask?: ArrayLike<number | boolean>): Int32Array {
  const valid = new Int32Array(n);
  let count = 0;
  if (mask && mask.length !== n) throw new InvalidInputError('mask.length', mask.length, `equal ${n}`);
  for (let i = 0; i < n; i++) {
    const value = mask ? Number(mask[i]) : 1;
    if (value !== 0 && value !== 1) throw new InvalidInputError(`mask[${i}]`, mask?.[i], 'be 0 or 1');
    if (value === 1) valid[count++] = i;
  }
  if (count === 0) throw new InvalidInputError('mask', 'no token', 'keep at least one token');
  return valid.subarray(0, count);
}

function checkFinite(name: string, values: ArrayLike<number>, valid: Int32Array): void {
  const isLogp = /logp$/i.test(name);
  for (const i of valid) {
    const value = values[i];
    if (!Number.isFinite(value)) throw new InvalidInputError(`${name}[${i}]`, value, 'be a finite number');
    if (isLogp && value > LOGP_SLACK) {
      throw new InvalidInputError(`${name}[${i}]`, value, 'be a log-probability, at most 0');
    }
  }
}

/** Logs of half-precision softmaxes exceed 0 by rounding. */
const LOGP_SLACK = 1e-2;

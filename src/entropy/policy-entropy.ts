import { checkVector, InvalidInputError } from '../foundation/index.js';
import { logSoftmax } from './softmax.js';

/** How far a sum of probabilities may lie from 1: rounding of a few thousand terms. */
const SUM_TOLERANCE = 1e-9;

/** Probabilities that sum to 1; `positive` where a logarithm of each is needed. */
export function checkProbabilities(
  name: string,
  value: ArrayLike<number>,
  { positive = false }: { readonly positive?: boolean } = {},
): Float64Array {
  const p = checkVector(name, value, { min: 0, max: 1, aboveMin: positive });
  const sum = p.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new InvalidInputError(`sum of ${name}`, sum, 'equal 1');
  return p;
}

/**
 * Entropy H = −Σ πₐ log πₐ of a distribution, in nats; an outcome of probability 0 adds nothing.
 *
 * @param probabilities - sum to 1
 * @throws InvalidInputError when one lies outside [0, 1] or they do not sum to 1.
 *
 * @example
 * ```ts
 * import { entropy, softmax } from 'polity/entropy';
 * entropy(softmax([2, 1, 0, -1])); // 0.947537
 * ```
 */
export function entropy(probabilities: ArrayLike<number>): number {
  return checkProbabilities('probabilities', probabilities).reduce(
    (sum, p) => (p > 0 ? sum - p * Math.log(p) : sum),
    0,
  );
}

/**
 * Gradient of the entropy of a softmax policy with respect to its logits, ∂H/∂zₐ = −πₐ(log πₐ + H). It sums to 0:
 * adding a constant to all logits changes nothing.
 *
 * @throws InvalidInputError when a logit is not finite.
 * @see arXiv 2505.22617, appendix E.2
 *
 * @example
 * ```ts
 * import { entropyGradient } from 'polity/entropy';
 * entropyGradient([2, 1, 0, -1]); // [-0.326688, 0.116701, 0.130076, 0.079911]
 * ```
 */
export function entropyGradient(logits: ArrayLike<number>): Float64Array {
  const logp = logSoftmax(logits);
  const h = logp.reduce((sum, l) => sum - Math.exp(l) * l, 0);
  return logp.map((l) => -Math.exp(l) * (l + h));
}

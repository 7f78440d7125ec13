import { checkNumber, checkVector } from '../foundation/index.js';

/** A prompt whose responses are right or wrong, seen from the correct ones. */
export interface BinaryBandit {
  /** Probability p₀ of a correct response before training, strictly between 0 and 1. */
  readonly initial: number;
  /** Entropy H_C within the correct responses, in nats, default 0 (there is one). */
  readonly entropyCorrect?: number;
  /** Entropy H_W within the wrong responses, in nats, default 0. */
  readonly entropyWrong?: number;
}

/** Reward and entropy of the policy along training time. */
export interface BanditCurve {
  /** η · steps. */
  readonly time: Float64Array;
  /** Expected reward R = p. */
  readonly reward: Float64Array;
  /** H = h(p) + p H_C + (1 − p) H_W, in nats. */
  readonly entropy: Float64Array;
}

/**
 * Natural policy gradient on a binary-reward bandit, in closed form: p = p₀e^τ / (1 − p₀ + p₀e^τ) at τ = η · steps, the
 * entropies within the correct and within the wrong responses never change, so H = h(p) + pH_C + (1 − p)H_W with the binary
 * entropy h. Exact for finite steps, not only for small ones, because a natural step multiplies the odds by e^η.
 *
 * @param bandit - initial probability and the two inner entropies
 * @param time - values of τ of at least 0
 * @throws InvalidInputError when p₀ is not inside (0, 1), an entropy is negative or a time is.
 * @see derived from arXiv 2505.22617, Theorem 2
 *
 * @example
 * ```ts
 * import { binaryBandit } from 'polity/entropy';
 * const { reward, entropy } = binaryBandit({ initial: 0.1, entropyWrong: 1 }, [0, 4]);
 * reward; // [0.1, 0.858486]
 * entropy; // [1.225083, 0.549215]
 * ```
 */
export function binaryBandit(
  { initial, entropyCorrect = 0, entropyWrong = 0 }: BinaryBandit,
  time: ArrayLike<number>,
): BanditCurve {
  checkNumber('initial', initial, { min: 0, max: 1, aboveMin: true, belowMax: true });
  checkNumber('entropyCorrect', entropyCorrect, { min: 0 });
  checkNumber('entropyWrong', entropyWrong, { min: 0 });
  const tau = checkVector('time', time, { min: 0 });
  // (1 − p) is kept as a number of its own: it would round to 0 long before its logarithm stops to matter.
  const wrong = tau.map((t) => 1 / (1 + (initial / (1 - initial)) * Math.exp(t)));
  const reward = tau.map((t) => 1 / (1 + ((1 - initial) / initial) * Math.exp(-t)));
  const entropy = reward.map((p, i) => {
    const q = wrong[i];
    const binary = -p * Math.log(p) - (q > 0 ? q * Math.log(q) : 0);
    return binary + p * entropyCorrect + q * entropyWrong;
  });
  return { time: tau, reward, entropy };
}

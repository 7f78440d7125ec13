import { checkInteger, checkOneOf, checkPositive, checkProbability, InvalidInputError } from '../foundation/index.js';
import { phaseOf, type Phase } from './amplification.js';
import { budgetThreshold } from './budget-threshold.js';
import { checkFidelityCurve, type FidelityCurve } from './fidelity-curve.js';
import { correlatedGain } from './layer-map.js';
import { overheadPerLeaf, type MessagePrices } from './overhead.js';

/**
 * The widest majority that a context window can hold: the largest odd b with b · m ≤ W; `null` if that is below 3,
 * which makes the organization infeasible.
 *
 * @param options - window W and message length m, in tokens
 * @throws InvalidInputError if either is not positive
 * @see arXiv 2601.17311, Section 2 (context window)
 *
 * @example
 * ```ts
 * import { largestFanIn } from 'polity/organization';
 * largestFanIn({ window: 8000, messageLength: 1000 }); // 7
 * largestFanIn({ window: 8000, messageLength: 3000 }); // null
 * ```
 */
export function largestFanIn({
  window,
  messageLength,
}: {
  readonly window: number;
  readonly messageLength: number;
}): number | null {
  const inputs = Math.floor(checkPositive('window', window) / checkPositive('messageLength', messageLength));
  const odd = inputs % 2 === 1 ? inputs : inputs - 1;
  return odd >= 3 ? odd : null;
}

export interface MessageDesignOptions extends MessagePrices {
  /** Context window W, in tokens. */
  readonly window: number;
  readonly fidelityCurve: FidelityCurve;
  /** Correlation ρ in [0, 1]. */
  readonly correlation: number;
  /**
   * What to make best: the organization `exponent` s (default), the `amplification` α of one layer, or the budget
   * `threshold` B_thr, which needs `beta` and takes the overhead from the messages and their prices.
   */
  readonly objective?: 'exponent' | 'amplification' | 'threshold';
  /** Compute–performance exponent β, for the threshold. */
  readonly beta?: number;
  /** Only this fan-in, odd and at least 3. */
  readonly fanIn?: number;
}

/** A message length and fan-in for a window; all numbers are `null` where the window holds fewer than three messages. */
export type MessageDesign =
  | {
      readonly feasible: true;
      /** Tokens of a message, m. */
      readonly messageLength: number;
      readonly fanIn: number;
      /** γ(m). */
      readonly fidelity: number;
      readonly amplification: number;
      readonly exponent: number;
      readonly phase: Phase;
      /** Overhead c₀ that these messages cost per leaf. */
      readonly overhead: number;
      /** B_thr; `null` without β. */
      readonly threshold: number | null;
    }
  | {
      readonly feasible: false;
      readonly messageLength: null;
      readonly fanIn: null;
      readonly fidelity: null;
      readonly amplification: null;
      readonly exponent: null;
      readonly phase: null;
      readonly overhead: null;
      readonly threshold: null;
    };

/**
 * How long messages should be. Short ones fit a wide majority into the window, long ones arrive intact. For every odd
 * b the largest α, and with it the largest s, comes from the longest message that fits, m = ⌊W/b⌋ whole tokens; the
 * threshold also pays for messages, so there every length that fits is tried. Both searches are exact; of equals the
 * smaller fan-in wins. Cost: W/2 steps, for the threshold about W ln(W)/2.
 *
 * @param options - window W ≥ 1, fidelity curve γ(m), correlation ρ, objective
 * @throws InvalidInputError for an argument out of range, or the objective `threshold` without `beta`. A window too
 *   small for three tokens is a result, `feasible: false`.
 * @see arXiv 2601.17311, Section 5 (design under a context window)
 *
 * @example
 * ```ts
 * import { designMessageLength } from 'polity/organization';
 * const design = designMessageLength({
 *   window: 2000,
 *   fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 40 },
 *   correlation: 0.1,
 * });
 * [design.messageLength, design.fanIn]; // [181, 11]
 * ```
 */
export function designMessageLength({
  window,
  fidelityCurve,
  correlation,
  objective = 'exponent',
  beta,
  fanIn,
  ...prices
}: MessageDesignOptions): MessageDesign {
  checkPositive('window', window);
  checkProbability('correlation', correlation);
  checkOneOf('objective', objective, ['exponent', 'amplification', 'threshold']);
  if (beta !== undefined) checkPositive('beta', beta);
  else if (objective === 'threshold') throw new InvalidInputError('beta', beta, "be given for objective 'threshold'");
  if (fanIn !== undefined && checkInteger('fanIn', fanIn, { min: 3 }) % 2 === 0) {
    throw new InvalidInputError('fanIn', fanIn, 'be odd');
  }
  const fidelityOf = checkFidelityCurve(fidelityCurve);
  const widest = largestFanIn({ window, messageLength: 1 }) ?? 0;
  const last = fanIn === undefined ? widest : Math.min(fanIn, widest);
  let best: MessageDesign = INFEASIBLE;
  let bestScore = -Infinity;
  for (let b = fanIn ?? 3; b <= last; b += 2) {
    const longest = Math.floor(window / b);
    const gain = correlatedGain(b, correlation, 'shared');
    for (let messageLength = objective === 'threshold' ? 1 : longest; messageLength <= longest; messageLength++) {
      const fidelity = fidelityOf(messageLength);
      const amplification = fidelity * gain;
      const exponent = Math.log(amplification) / Math.log(b);
      const overhead = overheadPerLeaf({ fanIn: b, messageLength, ...prices });
      const threshold = beta === undefined ? null : thresholdOf(exponent, beta, overhead);
      const score = { exponent, amplification, threshold: -(threshold ?? Infinity) }[objective];
      if (best.feasible && !(score > bestScore)) continue;
      bestScore = score;
      const design = { messageLength, fanIn: b, fidelity, amplification, exponent, overhead, threshold };
      best = { feasible: true, ...design, phase: phaseOf(amplification) };
    }
  }
  return best;
}

/** The budget threshold; messages that cost nothing leave none. */
function thresholdOf(exponent: number, beta: number, overhead: number): number {
  if (overhead > 0) return budgetThreshold({ exponent, beta, overhead });
  return exponent > beta ? 0 : Infinity;
}

const INFEASIBLE: MessageDesign = {
  feasible: false,
  messageLength: null,
  fanIn: null,
  fidelity: null,
  amplification: null,
  exponent: null,
  phase: null,
  overhead: null,
  threshold: null,
};

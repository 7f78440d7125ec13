import type { RandomStream } from '../../foundation/index.js';
import type { DonorAgent, DonorDecision, DonorView } from './donor-agent.js';
import { completeStrategy, describeDonor, type DonorStrategy } from './donor-strategy.js';
import { transmitted, type Transmission } from './transmission.js';

/** An agent that follows a scripted strategy and answers at once. */
export interface ScriptedDonor extends DonorAgent {
  readonly scripted: DonorStrategy;
  decide(view: DonorView, random: RandomStream): DonorDecision;
}

/**
 * An agent with a scripted strategy. As a newcomer with survivors before it, it takes its strategy from theirs by
 * `transmission`; in generation 1, or without one, it keeps its own.
 *
 * @throws InvalidInputError where the strategy is out of range
 *
 * @example
 * ```ts
 * import { imageScorer, scriptedDonor } from 'polity/games';
 * scriptedDonor(imageScorer()).scripted.high; // 1
 * ```
 */
export function scriptedDonor(
  strategy: DonorStrategy,
  { transmission }: { readonly transmission?: Transmission } = {},
): ScriptedDonor {
  let own = strategy;
  let complete = completeStrategy(own);
  return {
    get scripted() {
      return own;
    },
    writeStrategy({ inherited }, random) {
      if (transmission && inherited.length > 0) {
        own = transmitted(inherited, transmission, random);
        complete = completeStrategy(own);
      }
      return describeDonor(own);
    },
    decide: (view, random) => decideBy(complete, view, random),
  };
}

function decideBy(
  strategy: Required<DonorStrategy>,
  { trace, wealth, rules }: DonorView,
  random: RandomStream,
): DonorDecision {
  const { response, first, low, high, threshold, cap, punish, refuse, noise } = strategy;
  const standing = trace.length === 0 ? undefined : standingOf(strategy, trace);
  if (standing !== undefined && standing < threshold) {
    if (punish > 0 && rules.mechanism === 'punish') return { action: 'punish', amount: punish * wealth };
    if (refuse && rules.mechanism === 'refuse') return { action: 'refuse', amount: 0 };
  }
  const meant =
    standing === undefined
      ? first
      : response === 'proportional'
        ? low + (high - low) * standing
        : standing >= threshold
          ? high
          : low;
  const drawn = noise > 0 ? meant + noise * (2 * random.uniform() - 1) : meant;
  return { action: 'give', amount: Math.min(cap, Math.max(0, drawn)) * wealth };
}

function standingOf(
  { weights, threshold, forgiveness, lenient }: Required<DonorStrategy>,
  trace: DonorView['trace'],
): number {
  const gifts = trace.map(({ action, fraction }) => (action === 'give' ? fraction : 0));
  let [sum, weight] = [0, 0];
  gifts.slice(0, weights.length).forEach((gift, k) => {
    const excused = lenient && gift < threshold && k + 1 < gifts.length && gifts[k + 1] < threshold;
    sum += weights[k] * (excused ? 1 : gift);
    weight += weights[k];
  });
  const standing = sum / weight;
  return standing + forgiveness * (1 - standing);
}

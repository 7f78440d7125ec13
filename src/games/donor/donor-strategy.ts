import { checkNumber, checkOneOf, checkProbability, checkVector, InvalidInputError } from '../../foundation/index.js';

/**
 * A scripted strategy: judge the recipient by its trace, then give a share of one's wealth.
 *
 * Lines of a trace are about different agents: the recipient, its last recipient, and so on. With gifts p₁, p₂, … as
 * shares (0 for a punishment or refusal) and weights v the standing is s = Σ vₖ pₖ / Σ vₖ over the lines that are there,
 * raised by forgiveness to s + φ(1 − s). `proportional` gives low + (high − low) s; `threshold` gives high where s ≥ θ
 * and low elsewhere. Without a line the share is `first`. Shares are clipped to [0, cap].
 *
 * Where `lenient`, a gift below θ to somebody who had itself given less than θ counts as 1 (standing: to refuse the bad
 * is not bad); where the next line is missing it is not excused.
 */
export interface DonorStrategy {
  readonly response: 'proportional' | 'threshold';
  /** Share given to who has no trace, in [0, 1]. */
  readonly first: number;
  /** Share given at the lowest standing, in [0, 1]. */
  readonly low: number;
  /** Share given at the highest standing, in [0, 1]. */
  readonly high: number;
  /** Weights ≥ 0 of the lines, most recent first, the first above 0; default [1]. Lines beyond are not read. */
  readonly weights?: readonly number[];
  /** θ in [0, 1], default ½. */
  readonly threshold?: number;
  /** φ in [0, 1], default 0. */
  readonly forgiveness?: number;
  /** Default 1. */
  readonly cap?: number;
  readonly lenient?: boolean;
  /** Where the rules allow it, punish standings below θ by this share of one's wealth instead of giving; default 0. */
  readonly punish?: number;
  /** Where the rules allow it, refuse standings below θ. */
  readonly refuse?: boolean;
  /** Every share is drawn uniformly within this distance, and clipped; default 0. */
  readonly noise?: number;
}

/** Gives the share f always. */
export function constantDonor(fraction: number): DonorStrategy {
  return { response: 'proportional', first: fraction, low: fraction, high: fraction };
}

/** Never gives. */
export function defector(): DonorStrategy {
  return constantDonor(0);
}

/** Draws a share uniformly from [0, 1] each time. */
export function randomDonor(): DonorStrategy {
  return { ...constantDonor(0.5), noise: 0.5 };
}

/**
 * Image scoring: gives the share `high` to who last gave θ or more, `low` to others. The trace shows one deed of each
 * agent, so the image has one entry.
 *
 * @see M. A. Nowak, K. Sigmund, Nature 393 (1998) 573
 */
export function imageScorer({
  first = 1,
  high = 1,
  low = 0,
  threshold = 0.5,
}: Partial<Pick<DonorStrategy, 'first' | 'high' | 'low' | 'threshold'>> = {}): DonorStrategy {
  return { response: 'threshold', first, high, low, threshold };
}

/**
 * Standing: like {@link imageScorer}, but a low gift to a low giver is no offence. Needs traces of two lines.
 *
 * @see O. Leimar, P. Hammerstein, Proc. R. Soc. B 268 (2001) 745
 */
export function standingDonor(options: Parameters<typeof imageScorer>[0] = {}): DonorStrategy {
  return { ...imageScorer(options), lenient: true };
}

/** Image scoring that spends the share `punish` on those who last gave less than θ. */
export function punisher({
  punish = 0.1,
  ...options
}: Parameters<typeof imageScorer>[0] & { readonly punish?: number } = {}): DonorStrategy {
  return { ...imageScorer(options), punish };
}

/** Gives back what the chain has given: the weighted mean of the shares in the trace. */
export function traceDonor({
  first = 0.5,
  low = 0,
  high = 1,
  weights = [1, 0.5, 0.25],
  forgiveness = 0,
  cap = 1,
}: Partial<DonorStrategy> = {}): DonorStrategy {
  return { response: 'proportional', first, low, high, weights, forgiveness, cap };
}

/**
 * The strategy in a sentence, as a text agent would state it.
 *
 * @example
 * ```ts
 * import { constantDonor, describeDonor } from 'polity/games';
 * describeDonor(constantDonor(0.5)); // 'My strategy will be to give 50 % of my units.'
 * ```
 */
export function describeDonor(strategy: DonorStrategy): string {
  const { response, first, low, high, weights, threshold, forgiveness, cap, lenient, punish, refuse, noise } =
    completeStrategy(strategy);
  const share = (value: number) => `${Number((100 * value).toFixed(1))} %`;
  const parts: string[] = [];
  if (first === low && low === high) parts.push(`give ${share(first)} of my units`);
  else {
    parts.push(`give ${share(first)} of my units to who has no past`);
    parts.push(
      response === 'threshold'
        ? `${share(high)} to who gave at least ${share(threshold)} and ${share(low)} to others`
        : `from ${share(low)} to ${share(high)} to others, in proportion to what they gave`,
    );
    if (weights.length > 1) parts.push(`weighing the chain as ${weights.map((w) => Number(w.toFixed(2))).join(' : ')}`);
    if (lenient) parts.push('excusing who gave little to one who gave little');
    if (forgiveness > 0) parts.push(`forgiving ${share(forgiveness)} of every shortfall`);
    if (cap < 1) parts.push(`never more than ${share(cap)}`);
  }
  if (punish > 0) parts.push(`spending ${share(punish)} to punish who gave less than ${share(threshold)}`);
  if (refuse) parts.push(`refusing who gave less than ${share(threshold)}`);
  if (noise > 0) parts.push(`give or take ${share(noise)}`);
  return `My strategy will be to ${parts.join(', ')}.`;
}

/**
 * The strategy checked, with nothing left out.
 *
 * @throws InvalidInputError naming the number out of range
 */
export function completeStrategy(strategy: DonorStrategy): Required<DonorStrategy> {
  const { response, first, low, high, weights = [1], lenient = false, refuse = false } = strategy;
  const { threshold = 0.5, forgiveness = 0, cap = 1, punish = 0, noise = 0 } = strategy;
  checkOneOf('response', response, ['proportional', 'threshold']);
  const shares = { first, low, high, threshold, forgiveness, cap, punish, noise };
  for (const [name, value] of Object.entries(shares)) checkProbability(name, value);
  checkVector('weights', weights, { min: 0 });
  checkNumber('weights[0]', weights[0], { min: 0, aboveMin: true });
  if (punish > 0 && refuse) throw new InvalidInputError('refuse', refuse, 'be false where punish is above 0');
  return { response, weights, lenient, refuse, ...shares };
}

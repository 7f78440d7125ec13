/** A distribution function on an interval, with its density. */
export interface ContinuousDistribution {
  /** Distribution function. */
  readonly cdf: (x: number) => number;
  /** Density. */
  readonly pdf: (x: number) => number;
  readonly lower: number;
  readonly upper: number;
}

const MOST_STEPS = 200;

/**
 * The x with cdf(x) = p: Newton's steps from `start`, replaced by bisection (or by doubling, where an end is infinite)
 * whenever they leave the bracket that the steps before have left.
 */
export function invertDistribution(p: number, start: number, distribution: ContinuousDistribution): number {
  const { cdf, pdf } = distribution;
  let { lower, upper } = distribution;
  let x = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const excess = cdf(x) - p;
    if (excess === 0) return x;
    if (excess > 0) upper = x;
    else lower = x;
    let next = x - excess / pdf(x);
    if (!(next > lower && next < upper)) next = between(lower, upper);
    if (Math.abs(next - x) <= 2e-16 * Math.abs(next)) return next;
    x = next;
  }
  return x;
}

function between(lower: number, upper: number): number {
  if (upper === Infinity) return lower > 0 ? 2 * lower : lower + 1;
  if (lower === -Infinity) return upper < 0 ? 2 * upper : upper - 1;
  return (lower + upper) / 2;
}

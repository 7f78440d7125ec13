/** δ of the published code. */
const DISCOUNT = 0.5;

/**
 * Reputation of a donor after it gave the share p: p at its first gift, then (1 − |p − ρ_r| + δρ)/(1 + δ) with the
 * recipient's reputation ρ_r and δ = ½, so that giving as the recipient deserves is good. Who meets somebody without a
 * reputation keeps its own; punishing and refusing change nothing. Agents are not shown it; it may select them.
 *
 * The published code takes a reputation of exactly 0 for none (`False == 0`), which is not copied.
 *
 * @param own - NaN for none
 * @see notebook of arXiv 2412.10270
 */
export function nextReputation(own: number, recipient: number, fraction: number): number {
  if (Number.isNaN(own)) return fraction;
  if (Number.isNaN(recipient)) return own;
  return (1 - Math.abs(fraction - recipient) + DISCOUNT * own) / (1 + DISCOUNT);
}

/**
 * The same arithmetic as in `majority-series.ts` for exchangeable votes: the chance p that a vote is right is itself
 * drawn, once per aggregator, from the Beta distribution that has the mean (1 + u)/2 and gives any two votes the
 * correlation ρ. With h = (1 − ρ)/2,
 *
 *   M(u) = u · Σ_{j=0..k} t_j(u),   t_0 = 1,
 *   t_{j+1} / t_j = 2 (2j+1)/(j+1) · ((h + jρ)² − (hu)²) / ((1 + 2jρ)(1 + (2j+1)ρ)).
 *
 * This is the Beta average of u · C(2j, j) (p(1 − p))^j, term by term; ρ = 0 gives the independent majority and ρ = 1
 * the identity. Unchecked.
 */

/** M(u), odd in u. */
export function mixtureMajority(votes: number, correlation: number, bias: number): number {
  const h = (1 - correlation) / 2;
  let sum = 1;
  for (let j = (votes - 3) / 2; j >= 0; j--) {
    const spread = h + j * correlation;
    sum = 1 + weight(j, correlation) * (spread - h * bias) * (spread + h * bias) * sum;
  }
  const majority = bias * sum;
  return majority > 1 ? 1 : majority < -1 ? -1 : majority;
}

/** M′(u), even in u. */
export function mixtureSlope(votes: number, correlation: number, bias: number): number {
  const h = (1 - correlation) / 2;
  let sum = 1;
  let slope = 0;
  for (let j = (votes - 3) / 2; j >= 0; j--) {
    const spread = h + j * correlation;
    const scale = weight(j, correlation);
    const ratio = scale * (spread - h * bias) * (spread + h * bias);
    slope = ratio * slope - 2 * scale * h * h * bias * sum;
    sum = 1 + ratio * sum;
  }
  return sum + bias * slope;
}

function weight(j: number, correlation: number): number {
  return (2 * (2 * j + 1)) / ((j + 1) * (1 + 2 * j * correlation) * (1 + (2 * j + 1) * correlation));
}

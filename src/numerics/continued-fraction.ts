const TINY = 1e-300;
const MOST_TERMS = 100_000;

/**
 * Value of the continued fraction a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz algorithm (Thompson & Barnett 1986),
 * to machine precision.
 */
export function continuedFraction(a: (n: number) => number, b: (n: number) => number): number {
  let value = TINY;
  let numerator = TINY;
  let denominator = 0;
  for (let n = 1; n <= MOST_TERMS; n++) {
    denominator = awayFromZero(b(n) + a(n) * denominator);
    numerator = awayFromZero(b(n) + a(n) / numerator);
    denominator = 1 / denominator;
    const change = numerator * denominator;
    value *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** Nodes and weights of a quadrature rule. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre quadrature on [0, 1] with `count` nodes: exact for polynomials of degree up to 2·count − 1. Newton's
 * method on the Legendre recursion; nodes come in pairs x, 1 − x.
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let k = 0; k < Math.ceil(count / 2); k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step++) {
      let [previous, legendre] = [1, x];
      for (let j = 2; j <= count; j++) {
        [previous, legendre] = [legendre, ((2 * j - 1) * x * legendre - (j - 1) * previous) / j];
      }
      slope = (count * (x * legendre - previous)) / (x * x - 1);
      const change = legendre / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    if (2 * k + 1 === count) x = 0;
    const weight = 1 / ((1 - x * x) * slope * slope);
    nodes[k] = (1 - x) / 2;
    nodes[count - 1 - k] = (1 + x) / 2;
    weights[k] = weight;
    weights[count - 1 - k] = weight;
  }
  return { nodes, weights };
}

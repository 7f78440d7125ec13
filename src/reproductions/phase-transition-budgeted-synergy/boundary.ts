import { simulateTree } from '../../organization/index.js';
import { leastSquares } from '../../statistics/index.js';
import { spaced } from './extremes.js';

export interface BoundarySearch {
  readonly fanIn: number;
  readonly fidelity: number;
  readonly leafBias: number;
  readonly depth: number;
  /** Simulated nodes in each layer of each population. */
  readonly nodes: number;
  readonly seed: number;
}

/** Above this a bias is no weak signal any more. */
const WEAK = 0.2;

/**
 * The correlation at which simulated trees neither amplify nor lose a weak bias, with its standard error; nothing is
 * used but simulated votes. Populations over [0, 1] give, for every layer, the bias x of the votes that went in and the
 * bias y of those that came out. The regression y = x (a + bρ) + c x³ (1 − ρ) over all weak x then has the growth of the
 * weakest signals in a + bρ, which is 1 at the boundary; copies (ρ = 1) have no curvature.
 */
export function boundaryBySimulation({ nodes, seed, ...tree }: BoundarySearch) {
  const layers = spaced(0, 1, 21).flatMap((correlation, i) => {
    const { bias } = simulateTree({ ...tree, correlation, method: 'population', trials: nodes, seed: 100 * seed + i });
    return Array.from(bias.subarray(1), (after, level) => ({ correlation, before: bias[level], after }));
  });
  const weak = layers.filter(({ before }) => Math.abs(before) < WEAK);
  const { coefficients, covariance } = leastSquares(
    weak.map(({ correlation, before: x }) => [x, x * correlation, x ** 3 * (1 - correlation)]),
    weak.map(({ after }) => after),
  );
  const [a, b] = coefficients.map(({ estimate }) => estimate);
  const value = (1 - a) / b;
  const variance = covariance.get(0, 0) + 2 * value * covariance.get(0, 1) + value ** 2 * covariance.get(1, 1);
  return {
    value,
    standardError: Math.sqrt(variance) / Math.abs(b),
    detail: `${weak.length} layers of ${nodes.toLocaleString('en-US')} nodes; growth ${a.toFixed(3)} − ${(-b).toFixed(3)}ρ`,
  };
}

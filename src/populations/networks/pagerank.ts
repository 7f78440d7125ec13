import { checkInteger, checkNumber, checkPositive } from '../../foundation/index.js';
import { degrees } from './degrees.js';
import type { Network } from './network.js';

export interface PageRankOptions {
  /** Chance of following an arc rather than jumping anywhere, in [0, 1); default 0.85. */
  readonly damping?: number;
  /** Sum of absolute changes in a step at which the iteration stops; default 1e-12. */
  readonly tolerance?: number;
  /** Most steps, default 1,000. */
  readonly maxIterations?: number;
}

export interface PageRank {
  /** Share of time at each node; they sum to 1. */
  readonly ranks: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Sum of absolute changes in the last step. */
  readonly change: number;
}

/**
 * PageRank: where a walker is that follows arcs with probability proportional to their weights, and with probability
 * 1 − damping, or from a node without arcs, jumps to any node. By power iteration; the error is at most
 * damping/(1 − damping) times the last change.
 *
 * Cost: linear a step, about ln(tolerance)/ln(damping) steps.
 *
 * @throws InvalidInputError when an option is out of range.
 * @see L. Page, S. Brin, R. Motwani, T. Winograd, Stanford InfoLab 1999-66
 *
 * @example
 * ```ts
 * import { network, pageRank } from 'polity/populations';
 * pageRank(network({ nodes: 2, from: [0], to: [1] })).ranks; // [0.350877, 0.649123]
 * ```
 */
export function pageRank(
  given: Network,
  { damping = 0.85, tolerance = 1e-12, maxIterations = 1000 }: PageRankOptions = {},
): PageRank {
  checkNumber('damping', damping, { min: 0, max: 1, belowMax: true });
  checkPositive('tolerance', tolerance);
  checkInteger('maxIterations', maxIterations, { min: 1 });
  const { nodes, starts, targets, weights } = given;
  const n = nodes.length;
  const { outStrength } = degrees(given);
  let ranks = new Float64Array(n).fill(1 / n);
  let next = new Float64Array(n);
  let change = n === 0 ? 0 : Infinity;
  let iterations = 0;
  while (change > tolerance && iterations < maxIterations) {
    iterations++;
    let stranded = 0;
    for (let i = 0; i < n; i++) if (outStrength[i] === 0) stranded += ranks[i];
    next.fill((1 - damping + damping * stranded) / n);
    for (let i = 0; i < n; i++) {
      if (outStrength[i] === 0) continue;
      const share = (damping * ranks[i]) / outStrength[i];
      for (let arc = starts[i]; arc < starts[i + 1]; arc++) next[targets[arc]] += share * weights[arc];
    }
    change = 0;
    for (let i = 0; i < n; i++) change += Math.abs(next[i] - ranks[i]);
    [ranks, next] = [next, ranks];
  }
  return { ranks, converged: change <= tolerance, iterations, change };
}

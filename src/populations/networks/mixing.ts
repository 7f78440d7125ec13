import { checkOneOf } from '../../foundation/index.js';
import { degrees } from './degrees.js';
import { hasArc, tailsOf, type Network } from './network.js';

/**
 * Reciprocity: the share of arcs whose opposite exists too. 1 for an undirected network, NaN without arcs.
 *
 * Cost: O(arcs · log degree).
 *
 * @example
 * ```ts
 * import { network, reciprocity } from 'polity/populations';
 * reciprocity(network({ nodes: 3, from: [0, 1, 1], to: [1, 0, 2] })); // 0.666667
 * ```
 */
export function reciprocity(given: Network): number {
  if (!given.directed && given.edges > 0) return 1;
  const tails = tailsOf(given);
  let mutual = 0;
  given.targets.forEach((head, arc) => (mutual += Number(hasArc(given, head, tails[arc]))));
  return mutual / given.targets.length;
}

export interface DegreeAssortativityOptions {
  /** Which degree counts at the tail of an arc, default `'out'`, and at its head, default `'in'`. */
  readonly tail?: 'in' | 'out';
  readonly head?: 'in' | 'out';
}

/**
 * Degree assortativity: the Pearson correlation of the degrees at the two ends of an arc, over all arcs (over both
 * directions of an undirected edge). NaN where a degree is the same at all ends.
 *
 * Cost: linear.
 *
 * @throws InvalidInputError when an option is neither `'in'` nor `'out'`.
 * @see M. Newman, Physical Review E 67 (2003) 026126
 *
 * @example
 * ```ts
 * import { degreeAssortativity, network } from 'polity/populations';
 * degreeAssortativity(network({ nodes: 4, from: [0, 0, 0], to: [1, 2, 3], directed: false })); // -1
 * ```
 */
export function degreeAssortativity(
  given: Network,
  { tail = 'out', head = 'in' }: DegreeAssortativityOptions = {},
): number {
  checkOneOf('tail', tail, ['in', 'out']);
  checkOneOf('head', head, ['in', 'out']);
  const all = degrees(given);
  const [x, y] = [all[tail], all[head]];
  const tails = tailsOf(given);
  const m = tails.length;
  let [meanX, meanY] = [0, 0];
  for (let arc = 0; arc < m; arc++) {
    meanX += x[tails[arc]] / m;
    meanY += y[given.targets[arc]] / m;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let arc = 0; arc < m; arc++) {
    const [a, b] = [x[tails[arc]] - meanX, y[given.targets[arc]] - meanY];
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  const size = Math.sqrt(xx * yy);
  // Degrees are whole numbers: what is left of equal ones is rounding.
  return size > 1e-12 * m ? xy / size : NaN;
}

import { checkInteger } from '../../foundation/index.js';
import { checkPoints, squaredDistance } from './points.js';

export interface Hierarchy {
  /** Number of points. */
  readonly n: number;
  /** What merge m joined: a point 0 … n − 1, or n + l for the result of merge l. Ascending height; `first` < `second`. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** √(2|A||B|/(|A| + |B|)) · ‖mean A − mean B‖ of the clusters joined; half its square is the rise of the sum of squares. */
  readonly heights: Float64Array;
}

/**
 * Ward's hierarchical clustering: at each step join the two clusters whose union raises the sum of squares about the
 * means least. By nearest-neighbour chains, which find the same tree as the greedy search.
 *
 * Cost: O(n² p) time and O(n p) memory; 10⁴ points take a few seconds.
 *
 * @param points - n rows of p numbers
 * @throws InvalidInputError when points are not finite or rows differ in length.
 * @see J. Ward, JASA 58 (1963) 236; F. Murtagh, The Computer Journal 26 (1983) 354
 *
 * @example
 * ```ts
 * import { cutHierarchy, ward } from 'polity/statistics';
 * const tree = ward([[0], [1], [10], [12]]);
 * tree.heights; // [1, 2, 14.8492]
 * cutHierarchy(tree, { clusters: 2 }); // [0, 0, 1, 1]
 * ```
 */
export function ward(points: readonly ArrayLike<number>[]): Hierarchy {
  const { values: means, n, p } = checkPoints(points);
  const sizes = new Float64Array(n).fill(1);
  const alive = Int32Array.from({ length: n }, (_, i) => i);
  const place = alive.slice();
  let living = n;
  const chain = new Int32Array(n);
  let length = 0;
  // Joined in the order of the chain; a joined cluster goes on under the row of its second part.
  const into = new Int32Array(n - 1);
  const from = new Int32Array(n - 1);
  const squares = new Float64Array(n - 1);

  for (let merge = 0; merge < n - 1;) {
    if (length === 0) chain[length++] = alive[0];
    const tip = chain[length - 1];
    const previous = length > 1 ? chain[length - 2] : -1;
    // Ties go to the previous link, so that the chain cannot run in a circle.
    let nearest = previous;
    let least = previous < 0 ? Infinity : cost(tip, previous);
    for (let at = 0; at < living; at++) {
      const other = alive[at];
      if (other === tip || other === previous) continue;
      const rise = cost(tip, other);
      if (rise < least) [nearest, least] = [other, rise];
    }
    if (nearest !== previous) {
      chain[length++] = nearest;
      continue;
    }
    join(tip, previous, merge, least);
    length -= 2;
    merge++;
  }
  return ascendingTree(n, into, from, squares);

  function cost(a: number, b: number): number {
    return ((2 * sizes[a] * sizes[b]) / (sizes[a] + sizes[b])) * squaredDistance(means, a * p, means, b * p, p);
  }

  function join(a: number, b: number, merge: number, square: number): void {
    [into[merge], from[merge], squares[merge]] = [b, a, square];
    const total = sizes[a] + sizes[b];
    for (let j = 0; j < p; j++) {
      means[b * p + j] = (sizes[a] * means[a * p + j] + sizes[b] * means[b * p + j]) / total;
    }
    sizes[b] = total;
    const last = alive[--living];
    alive[place[a]] = last;
    place[last] = place[a];
  }
}

/** Merges in ascending order, each naming what it joined: chains find them in another order. */
function ascendingTree(n: number, into: Int32Array, from: Int32Array, squares: Float64Array): Hierarchy {
  const order = Int32Array.from(squares.keys()).sort((a, b) => squares[a] - squares[b] || a - b);
  const forest = new Forest(n);
  const first = new Int32Array(n - 1);
  const second = new Int32Array(n - 1);
  const name = Int32Array.from({ length: n }, (_, i) => i);
  order.forEach((merge, at) => {
    const [a, b] = [forest.root(into[merge]), forest.root(from[merge])];
    first[at] = Math.min(name[a], name[b]);
    second[at] = Math.max(name[a], name[b]);
    forest.join(a, b);
    name[a] = n + at;
  });
  return { n, first, second, heights: Float64Array.from(order, (merge) => Math.sqrt(squares[merge])) };
}

/**
 * The partition of a hierarchy into a number of clusters, numbered in order of first appearance.
 *
 * @throws InvalidInputError when the number is not in 1 … n.
 *
 * @example
 * ```ts
 * import { cutHierarchy, ward } from 'polity/statistics';
 * cutHierarchy(ward([[0], [1], [10], [12]]), { clusters: 3 }); // [0, 0, 1, 2]
 * ```
 */
export function cutHierarchy({ n, first, second }: Hierarchy, { clusters }: { readonly clusters: number }): Int32Array {
  checkInteger('clusters', clusters, { min: 1, max: n });
  const forest = new Forest(n);
  // A point inside each cluster that a merge made.
  const inside = new Int32Array(2 * n - 1).map((_, i) => i);
  for (let merge = 0; merge < n - clusters; merge++) {
    inside[n + merge] = inside[first[merge]];
    forest.join(forest.root(inside[first[merge]]), forest.root(inside[second[merge]]));
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    const root = forest.root(i);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}

/** Union–find with path halving. */
class Forest {
  readonly #parent: Int32Array;

  constructor(n: number) {
    this.#parent = Int32Array.from({ length: n }, (_, i) => i);
  }

  root(i: number): number {
    const parent = this.#parent;
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  }

  join(root: number, child: number): void {
    this.#parent[child] = root;
  }
}

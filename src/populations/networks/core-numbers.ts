import { undirectedNetwork, type Network } from './network.js';

/**
 * Core number of each node: the largest k such that it belongs to a part of the undirected projection in which everybody
 * has at least k neighbours.
 *
 * Cost: linear: nodes are peeled off in ascending order of the neighbours they have left.
 *
 * @see V. Batagelj, M. Zaveršnik, Advances in Data Analysis and Classification 5 (2011) 129
 *
 * @example
 * ```ts
 * import { coreNumbers, network } from 'polity/populations';
 * coreNumbers(network({ nodes: 4, from: [0, 1, 2, 2], to: [1, 2, 0, 3], directed: false })); // [2, 2, 2, 1]
 * ```
 */
export function coreNumbers(given: Network): Int32Array {
  const { nodes, starts, targets } = undirectedNetwork(given);
  const n = nodes.length;
  const left = Int32Array.from({ length: n }, (_, i) => starts[i + 1] - starts[i]);
  const bins = new Int32Array(left.reduce((most, degree) => Math.max(most, degree), 0) + 2);
  for (const degree of left) bins[degree + 1]++;
  for (let d = 1; d < bins.length; d++) bins[d] += bins[d - 1];
  const order = new Int32Array(n);
  const place = new Int32Array(n);
  const next = bins.slice();
  for (let i = 0; i < n; i++) order[(place[i] = next[left[i]]++)] = i;
  for (let at = 0; at < n; at++) {
    const node = order[at];
    for (let arc = starts[node]; arc < starts[node + 1]; arc++) {
      const other = targets[arc];
      if (left[other] <= left[node]) continue;
      // One neighbour less: change places with the first of its bin and move the border over it.
      const first = bins[left[other]];
      const swapped = order[first];
      [order[place[other]], order[first]] = [swapped, other];
      [place[swapped], place[other]] = [place[other], first];
      bins[left[other]] = first + 1;
      left[other]--;
    }
  }
  return left;
}

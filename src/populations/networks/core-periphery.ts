import { checkInteger, checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { hasArc, undirectedNetwork, type Network } from './network.js';

export interface CorePeripheryOptions {
  /**
   * Which ties the ideal has: `'or'` (default), every tie that touches the core; `'and'`, only ties within the core.
   */
  readonly pattern?: 'or' | 'and';
  /** From how many of the best cores "the m nodes of highest degree" to climb; default 50. */
  readonly climbs?: number;
}

export interface CorePeriphery {
  /** Nodes of the core, ascending. */
  readonly core: Int32Array;
  /** Pearson correlation, over all pairs of nodes, of being tied and of being tied in the ideal. */
  readonly correlation: number;
  readonly pattern: 'or' | 'and';
  /** How many climbs ended at this correlation. */
  readonly found: number;
  readonly climbs: number;
}

/**
 * Borgatti and Everett's discrete core and periphery of the undirected projection: the core whose ideal pattern correlates
 * best with the ties. Climbs from cores of highest degree, by the best single move (a node in, a node out, or two nodes
 * changing places) until none helps. A local optimum; weights do not count.
 *
 * Cost: O(edges + n log n) a move and climb.
 *
 * @throws InvalidInputError when there are fewer than 3 nodes, no ties or all ties, or an option is out of range.
 * @see S. Borgatti, M. Everett, Social Networks 21 (2000) 375
 *
 * @example
 * ```ts
 * import { corePeriphery, network } from 'polity/populations';
 * const star = network({ nodes: 5, from: [0, 0, 0, 0], to: [1, 2, 3, 4], directed: false });
 * corePeriphery(star); // { core: [0], correlation: 1, pattern: 'or', found: 3, climbs: 3 }
 * ```
 */
export function corePeriphery(
  given: Network,
  { pattern = 'or', climbs = 50 }: CorePeripheryOptions = {},
): CorePeriphery {
  checkOneOf('pattern', pattern, ['or', 'and']);
  checkInteger('climbs', climbs, { min: 1 });
  const ties = undirectedNetwork(given);
  const n = ties.nodes.length;
  checkInteger('network.nodes.length', n, { min: 3 });
  const pairs = (n * (n - 1)) / 2;
  if (ties.edges === 0 || ties.edges === pairs) {
    throw new InvalidInputError('network.edges', ties.edges, `lie between 1 and ${pairs - 1}: ties must vary`);
  }
  const degree = Int32Array.from({ length: n }, (_, i) => ties.starts[i + 1] - ties.starts[i]);
  const order = Int32Array.from(degree.keys()).sort((a, b) => degree[b] - degree[a] || a - b);

  const growing = new Core(ties, pattern === 'or');
  const seeds: { readonly size: number; readonly correlation: number }[] = [];
  for (let size = 1; size <= n - 2; size++) {
    growing.flip(order[size - 1]);
    const correlation = growing.correlation();
    if (!Number.isNaN(correlation)) seeds.push({ size, correlation });
  }
  seeds.sort((a, b) => b.correlation - a.correlation || a.size - b.size);
  const used = seeds.slice(0, climbs);
  const ends = used.map(({ size }) => {
    const core = new Core(ties, pattern === 'or');
    for (let at = 0; at < size; at++) core.flip(order[at]);
    core.climb();
    return core;
  });
  const best = ends.reduce((a, b) => (b.correlation() > a.correlation() + 1e-12 ? b : a));
  const correlation = best.correlation();
  const found = ends.filter((end) => end.correlation() > correlation - 1e-12).length;
  return { core: best.members(), correlation, pattern, found, climbs: used.length };
}

/** A core and the counts from which its correlation follows. */
class Core {
  readonly #ties: Network;
  readonly #n: number;
  /** Whether ties that only touch the core count too. */
  readonly #touching: boolean;
  readonly #inside: Uint8Array;
  /** Neighbours of each node in the core. */
  readonly #links: Int32Array;
  #size = 0;
  /** Ties where the ideal has them. */
  #hits = 0;

  constructor(ties: Network, touching: boolean) {
    this.#ties = ties;
    this.#n = ties.nodes.length;
    this.#touching = touching;
    this.#inside = new Uint8Array(this.#n);
    this.#links = new Int32Array(this.#n);
  }

  /** Ties that a node brings along when it enters the core, or takes when it leaves. */
  #brings(node: number): number {
    const { starts } = this.#ties;
    return this.#touching ? starts[node + 1] - starts[node] - this.#links[node] : this.#links[node];
  }

  #correlationOf(size: number, hits: number): number {
    const n = this.#n;
    const pairs = (n * (n - 1)) / 2;
    const outside = n - size;
    const ideal = this.#touching ? pairs - (outside * (outside - 1)) / 2 : (size * (size - 1)) / 2;
    if (ideal === 0 || ideal === pairs) return NaN;
    const { edges } = this.#ties;
    const spread = Math.sqrt(edges) * Math.sqrt(pairs - edges) * Math.sqrt(ideal) * Math.sqrt(pairs - ideal);
    return (pairs * hits - edges * ideal) / spread;
  }

  correlation(): number {
    return this.#correlationOf(this.#size, this.#hits);
  }

  flip(node: number): void {
    const { starts, targets } = this.#ties;
    const sign = this.#inside[node] ? -1 : 1;
    this.#hits += sign * this.#brings(node);
    this.#size += sign;
    this.#inside[node] ^= 1;
    for (let arc = starts[node]; arc < starts[node + 1]; arc++) this.#links[targets[arc]] += sign;
  }

  climb(): void {
    for (;;) {
      let [best, first, second] = [this.correlation() + 1e-12, -1, -1];
      for (let node = 0; node < this.#n; node++) {
        const sign = this.#inside[node] ? -1 : 1;
        const correlation = this.#correlationOf(this.#size + sign, this.#hits + sign * this.#brings(node));
        if (correlation > best) [best, first, second] = [correlation, node, -1];
      }
      const exchange = this.#bestExchange();
      if (exchange.gain > 0 && this.#correlationOf(this.#size, this.#hits + exchange.gain) > best) {
        [first, second] = [exchange.leaving, exchange.entering];
      }
      if (first < 0) return;
      this.flip(first);
      if (second >= 0) this.flip(second);
    }
  }

  /** The two nodes whose changing places gains most ties; the ideal keeps its size, so that ties are all that counts. */
  #bestExchange(): { readonly gain: number; readonly leaving: number; readonly entering: number } {
    const value = Int32Array.from({ length: this.#n }, (_, node) => this.#brings(node));
    const nodes = Array.from(value.keys());
    const leaving = nodes.filter((node) => this.#inside[node]).sort((a, b) => value[a] - value[b]);
    const entering = nodes.filter((node) => !this.#inside[node]).sort((a, b) => value[b] - value[a]);
    // A tie between the two is counted wrongly by one in the difference of their values.
    const correction = this.#touching ? 1 : -1;
    let best = { gain: 0, leaving: -1, entering: -1 };
    for (const to of entering) {
      if (leaving.length > 0 && value[to] - value[leaving[0]] + 1 <= best.gain) break;
      for (const from of leaving) {
        if (value[to] - value[from] + 1 <= best.gain) break;
        const gain = value[to] - value[from] + (hasArc(this.#ties, to, from) ? correction : 0);
        if (gain > best.gain) best = { gain, leaving: from, entering: to };
      }
    }
    return best;
  }

  members(): Int32Array {
    return Int32Array.from(Array.from(this.#inside.keys()).filter((node) => this.#inside[node]));
  }
}

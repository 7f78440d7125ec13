import type { AbstractGraph } from 'graphology-types';
import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import { playerNames } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';

/**
 * The induced-subgraph game: the players are the nodes of a weighted graph, and a coalition is worth the weight of the
 * edges inside it (a self-loop is what its node is worth alone). Only pairs interact, so Shapley and Banzhaf value are
 * both half the weight of a node's edges plus its loops, in O(edges). Any number of players.
 *
 * @param graph - nodes become players, in the graph's order; directed or not, parallel edges add up
 * @param weight - the edge attribute that holds the weight; an edge without it weighs 1
 *
 * Source: Deng & Papadimitriou, "On the complexity of cooperative solution concepts", Mathematics of OR 19 (1994).
 *
 * @example
 * ```ts
 * import { UndirectedGraph } from 'graphology';
 * import { InducedSubgraphGame, shapley } from 'polity/attribution';
 * const graph = new UndirectedGraph();
 * for (const name of ['a', 'b', 'c']) graph.addNode(name);
 * graph.addEdge('a', 'b', { weight: 3 });
 * graph.addEdge('b', 'c');
 * shapley(new InducedSubgraphGame(graph)).byPlayer; // { a: 1.5, b: 2, c: 0.5 }
 * ```
 */
export class InducedSubgraphGame implements CooperativeGame {
  readonly players: readonly string[];
  readonly #ends: Int32Array;
  readonly #weights: Float64Array;

  constructor(graph: AbstractGraph, { weight = 'weight' }: { readonly weight?: string } = {}) {
    const nodes = graph.nodes();
    if (nodes.length === 0) throw new InvalidInputError('graph', graph, 'have at least one node');
    this.players = playerNames(nodes, nodes.length);
    const indexOf = new Map(nodes.map((node, i) => [node, i]));
    const ends: number[] = [];
    const weights: number[] = [];
    graph.forEachEdge((edge, attributes, source, target) => {
      ends.push(indexOf.get(source)!, indexOf.get(target)!);
      weights.push(checkNumber(`${weight} of edge ${edge} (${source}, ${target})`, attributes[weight] ?? 1));
    });
    this.#ends = Int32Array.from(ends);
    this.#weights = Float64Array.from(weights);
  }

  value(coalition: number): number {
    let sum = 0;
    for (let e = 0; e < this.#weights.length; e++) {
      if ((coalition >>> this.#ends[2 * e]) & (coalition >>> this.#ends[2 * e + 1]) & 1) sum += this.#weights[e];
    }
    return sum;
  }

  worth(members: Uint8Array): number {
    let sum = 0;
    for (let e = 0; e < this.#weights.length; e++) {
      if (members[this.#ends[2 * e]] & members[this.#ends[2 * e + 1]]) sum += this.#weights[e];
    }
    return sum;
  }

  shapleyValues(): Float64Array {
    const halves = new Float64Array(this.players.length);
    for (let e = 0; e < this.#weights.length; e++) {
      // A loop adds both halves to its node.
      halves[this.#ends[2 * e]] += this.#weights[e] / 2;
      halves[this.#ends[2 * e + 1]] += this.#weights[e] / 2;
    }
    return halves;
  }

  banzhafValues(): Float64Array {
    return this.shapleyValues();
  }
}

import type { AbstractGraph } from 'graphology-types';
import { InvalidInputError } from '../../foundation/index.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { DenseGame } from '../games/dense-game.js';
import { shapley } from './shapley.js';
import type { PlayerValues } from './player-values.js';

/**
 * The Myerson value: the Shapley value of the game in which players cooperate only along the edges of a graph. A
 * coalition is worth the sum of its connected parts, v_g(S) = v(∅) + Σ_C (v(C) − v(∅)). On a complete graph it is the
 * Shapley value; in every case it is efficient within each component of the graph.
 *
 * @param graph - its nodes are the players; edges count in both directions, weights and loops not at all
 *
 * Cost: 2ⁿ component searches. Source: Myerson, "Graphs and cooperation in games", Mathematics of OR 2 (1977).
 *
 * @example
 * ```ts
 * import { UndirectedGraph } from 'graphology';
 * import { DenseGame, myersonValue } from 'polity/attribution';
 * const pipeline = new UndirectedGraph();
 * for (const name of ['planner', 'reasoner', 'actor']) pipeline.addNode(name);
 * pipeline.addEdge('planner', 'reasoner');
 * pipeline.addEdge('reasoner', 'actor');
 * // Any two together are worth 6, but planner and actor can only meet through the reasoner.
 * const game = new DenseGame([0, 0, 0, 6, 0, 6, 6, 6], { players: ['planner', 'reasoner', 'actor'] });
 * myersonValue(game, pipeline).byPlayer; // { planner: 1, reasoner: 4, actor: 1 }
 * ```
 */
export function myersonValue(game: CooperativeGame, graph: AbstractGraph): PlayerValues {
  return { ...shapley(graphRestrictedGame(game, graph)), index: 'Myerson value' };
}

/** Myerson's graph-restricted game v_g, as a table. */
export function graphRestrictedGame(game: CooperativeGame, graph: AbstractGraph): DenseGame {
  const { players } = game;
  const values = denseValues(game);
  const neighbours = neighbourMasks(players, graph);
  const restricted = new Float64Array(values.length);
  restricted[0] = values[0];
  for (let mask = 1; mask < values.length; mask++) {
    // The component of the lowest member; what is left of the coalition has been done before.
    let component = mask & -mask;
    for (let frontier = component; frontier;) {
      let reached = 0;
      for (let rest = frontier; rest; rest &= rest - 1) reached |= neighbours[31 - Math.clz32(rest & -rest)];
      frontier = reached & mask & ~component;
      component |= frontier;
    }
    restricted[mask] = restricted[mask ^ component] + (values[component] - values[0]);
  }
  return new DenseGame(restricted, { players });
}

function neighbourMasks(players: readonly string[], graph: AbstractGraph): Int32Array {
  const indexOf = new Map(players.map((name, i) => [name, i]));
  for (const name of players) {
    if (!graph.hasNode(name)) throw new InvalidInputError('graph', name, 'have every player as a node; it lacks one');
  }
  for (const node of graph.nodes()) {
    if (!indexOf.has(node)) throw new InvalidInputError('graph', node, 'have no node that is not a player');
  }
  const masks = new Int32Array(players.length);
  graph.forEachEdge((_edge, _attributes, source, target) => {
    const [a, b] = [indexOf.get(source)!, indexOf.get(target)!];
    masks[a] |= 1 << b;
    masks[b] |= 1 << a;
  });
  return masks;
}

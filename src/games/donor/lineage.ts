import { DirectedGraph } from 'graphology';
import type { DonorHistory, DonorMember } from './evolve-donors.js';

/** An agent in a lineage. */
export interface LineageNode extends Record<string, unknown> {
  /** Generation of birth, from 1. */
  readonly born: number;
  /** Last generation that it played in. */
  readonly last: number;
  readonly strategy: string;
  /** Units in its last generation. */
  readonly wealth: number;
}

/**
 * Who learnt from whom: a directed acyclic graph with an edge from every survivor to every newcomer that read its
 * strategy. Agents live on, so that an edge may come from any earlier generation.
 *
 * @example
 * ```ts
 * import { constantDonor, donorLineage, evolveDonors, scriptedDonor } from 'polity/games';
 * const history = await evolveDonors({ newcomer: () => scriptedDonor(constantDonor(0.5)), generations: 2 });
 * const lineage = donorLineage(history);
 * lineage.order; // 18
 * lineage.inDegree('2_1'); // 6
 * ```
 */
export function donorLineage({ generations }: DonorHistory): DirectedGraph<LineageNode> {
  const graph = new DirectedGraph<LineageNode>();
  let readers: readonly DonorMember[] = [];
  generations.forEach(({ members }, g) => {
    const newcomers = members.filter(({ born }) => born === g + 1);
    for (const { name, born, strategy, wealth } of members) {
      graph.mergeNode(name, { born, last: g + 1, strategy, wealth });
    }
    for (const { name: model } of readers) for (const { name } of newcomers) graph.addDirectedEdge(model, name);
    readers = members.filter(({ survived }) => survived);
  });
  return graph;
}

/**
 * Founders of a lineage with the number of agents of the last generation whose strategies go back to them.
 *
 * @example
 * ```ts
 * import { constantDonor, donorLineage, evolveDonors, founderDescendants, scriptedDonor } from 'polity/games';
 * const history = await evolveDonors({ newcomer: () => scriptedDonor(constantDonor(0.5)), generations: 3 });
 * Math.max(...founderDescendants(donorLineage(history)).values()); // 8
 * ```
 */
export function founderDescendants(lineage: DirectedGraph<LineageNode>): Map<string, number> {
  const end = lineage.reduceNodes((latest, _, { last }) => Math.max(latest, last), 0);
  const founders = lineage.filterNodes((_, { born }) => born === 1);
  return new Map(
    founders.map((founder) => {
      const seen = new Set([founder]);
      for (const name of seen) for (const child of lineage.outNeighbors(name)) seen.add(child);
      return [founder, [...seen].filter((name) => lineage.getNodeAttribute(name, 'last') === end).length];
    }),
  );
}

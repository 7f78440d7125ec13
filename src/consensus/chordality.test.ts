import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  chordalBalance,
  chordalCompletion,
  chordality,
  choleskyFill,
  cliqueTree,
  randomSignedGraph,
  signedGraphFromArrays,
  signedLaplacian,
  structuralBalance,
  verifyEliminationOrder,
  type SignedGraph,
} from './index.js';

const joined = (graph: SignedGraph) => {
  const pairs = new Set<string>();
  graph.nodes.forEach((name, i) => {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      pairs.add(`${name} ${graph.nodes[graph.targets[k]]}`).add(`${graph.nodes[graph.targets[k]]} ${name}`);
    }
  });
  return (a: string, b: string) => pairs.has(`${a} ${b}`);
};

/** Consecutive nodes joined, all others not, at least four. */
function isChordlessCycle(graph: SignedGraph, cycle: readonly string[]): boolean {
  const beside = joined(graph);
  return (
    cycle.length >= 4 &&
    cycle.every((a, i) =>
      cycle.every((b, j) => {
        const next = (i + 1) % cycle.length === j || (j + 1) % cycle.length === i;
        return i === j || beside(a, b) === next;
      }),
    )
  );
}

/** Chordal by the definition of simplicial elimination: take away nodes whose neighbours are all joined. */
function chordalByDefinition(graph: SignedGraph): boolean {
  const beside = joined(graph);
  let left = [...graph.nodes];
  for (;;) {
    const simplicial = left.find((node) => {
      const around = left.filter((other) => beside(node, other));
      return around.every((a) => around.every((b) => a === b || beside(a, b)));
    });
    if (simplicial === undefined) return left.length === 0;
    left = left.filter((node) => node !== simplicial);
  }
}

const intervals = (n: number, seed: number, length = 0.2): SignedGraph => {
  const stream = randomStream(seed);
  const start = Array.from({ length: n }, () => stream.uniform());
  const end = start.map((s) => s + length * stream.uniform());
  const pairs = start.flatMap((s, i) => start.flatMap((t, j) => (i < j && s <= end[j] && t <= end[i] ? [[i, j]] : [])));
  const weights = pairs.map(() => (stream.bernoulli(0.1) ? -1 : 1));
  return signedGraphFromArrays({ nodes: n, sources: pairs.map(([i]) => i), targets: pairs.map(([, j]) => j), weights });
};

describe('chordality', () => {
  it('agrees with the definition and certifies its answer', () => {
    let chordal = 0;
    for (let seed = 0; seed < 300; seed++) {
      const graph = randomSignedGraph({ nodes: 7, edges: 5 + (seed % 12), directed: seed % 3 === 0, seed });
      const found = chordality(graph);
      expect(found.chordal).toBe(chordalByDefinition(graph));
      if (found.eliminationOrder) {
        chordal++;
        expect(verifyEliminationOrder(graph, found.eliminationOrder).perfect).toBe(true);
        expect(choleskyFill(graph, found.eliminationOrder).fill).toBe(0);
      } else expect(isChordlessCycle(graph, found.chordlessCycle!)).toBe(true);
    }
    expect(chordal).toBeGreaterThan(60);
    expect(chordal).toBeLessThan(240);
  });

  it('always holds for interval graphs, never for cycles, and certifies large failures', () => {
    for (let seed = 0; seed < 20; seed++) expect(chordality(intervals(60, seed)).chordal).toBe(true);
    for (let n = 4; n < 12; n++) {
      const ids = Array.from({ length: n }, (_, i) => i);
      const ring = signedGraphFromArrays({ nodes: n, sources: ids, targets: ids.map((i) => (i + 1) % n) });
      expect(chordality(ring).chordlessCycle).toHaveLength(n);
      // n − 3 chords triangulate a polygon, and no fewer do.
      expect(chordalCompletion(ring).added).toHaveLength(n - 3);
    }
    for (let seed = 0; seed < 10; seed++) {
      const graph = randomSignedGraph({ nodes: 300, edges: 900, seed });
      expect(isChordlessCycle(graph, chordality(graph).chordlessCycle!)).toBe(true);
    }
  });

  it('refuses orders that are not of all nodes and shows where one is not perfect', () => {
    const path = signedGraphFromArrays({ nodes: ['a', 'b', 'c'], sources: [0, 1], targets: [1, 2] });
    expect(verifyEliminationOrder(path, ['b', 'a', 'c']).violation).toEqual({ node: 'b', apart: ['a', 'c'] });
    expect(() => verifyEliminationOrder(path, ['a', 'b'])).toThrow('order.length must equal 3; got 2');
    expect(() => verifyEliminationOrder(path, ['a', 'b', 'b'])).toThrow('order must hold every node');
    expect(() => chordalCompletion(path, { rule: 'x' as 'min-fill' })).toThrow('rule');
  });
});

describe('clique tree', () => {
  it('holds the maximal cliques, each pair of nodes joined in one, and subtrees of cliques', () => {
    for (let seed = 0; seed < 20; seed++) {
      const graph = intervals(25, seed);
      const beside = joined(graph);
      const { cliques, parents, separators, treewidth, chromaticNumber } = cliqueTree(graph);
      for (const clique of cliques) {
        expect(clique.every((a) => clique.every((b) => a === b || beside(a, b)))).toBe(true);
        const outside = graph.nodes.filter((node) => !clique.includes(node));
        expect(outside.some((node) => clique.every((member) => beside(node, member)))).toBe(false);
      }
      expect(new Set(cliques.map((clique) => clique.join())).size).toBe(cliques.length);
      const covered = new Set(cliques.flatMap((c) => c.flatMap((a) => c.map((b) => `${a} ${b}`))));
      graph.nodes.forEach((a) => graph.nodes.forEach((b) => expect(covered.has(`${a} ${b}`)).toBe(a === b || beside(a, b)))); // prettier-ignore
      separators.forEach((separator, c) => {
        const parent = parents[c] < 0 ? [] : cliques[parents[c]];
        expect(separator).toEqual(cliques[c].filter((node) => parent.includes(node)));
      });
      // Running intersection: a node's cliques hang together, so all but one of them hang on another of its own.
      for (const node of graph.nodes) {
        const own = cliques.flatMap((clique, c) => (clique.includes(node) ? [c] : []));
        expect(own.filter((c) => !own.includes(parents[c]))).toHaveLength(1);
      }
      expect(treewidth + 1).toBe(Math.max(...cliques.map(({ length }) => length)));
      expect(chromaticNumber).toBe(treewidth + 1);
      expect(chordalCompletion(graph)).toMatchObject({ added: [], treewidthBound: treewidth });
    }
  });

  it('decides balance by triangles as breadth-first search does', () => {
    let balanced = 0;
    for (let seed = 0; seed < 60; seed++) {
      const graph = intervals(14, seed, 0.15);
      const byTriangles = chordalBalance(graph);
      expect(byTriangles.balanced).toBe(structuralBalance(graph).balanced);
      if (byTriangles.balanced) {
        balanced++;
        expect(byTriangles.triangles).toBe(graph.size - 14 + structuralBalance(graph).components.length);
      } else {
        const [a, b, c] = byTriangles.negativeTriangle!.map((name) => graph.nodes.indexOf(name));
        const laplacian = signedLaplacian(graph);
        expect(-laplacian.get(a, b) * laplacian.get(b, c) * laplacian.get(c, a)).toBeLessThan(0);
      }
    }
    expect(balanced).toBeGreaterThan(5);
    expect(balanced).toBeLessThan(55);
  });

  it('refuses a graph that is not chordal', () => {
    const square = signedGraphFromArrays({ nodes: 4, sources: [0, 1, 2, 3], targets: [1, 2, 3, 0] });
    expect(() => cliqueTree(square)).toThrow('graph must be chordal; this cycle has no chord');
    expect(() => chordalBalance(square)).toThrow('graph must be chordal');
  });
});

describe('Cholesky fill', () => {
  it('counts the nonzeros of a numeric factor', () => {
    for (let seed = 0; seed < 10; seed++) {
      const graph = randomSignedGraph({ nodes: 15, edges: 25, seed });
      const order = randomStream(seed).shuffle([...graph.nodes]);
      const { before, after, fill } = choleskyFill(graph, order);
      const index = order.map((name) => graph.nodes.indexOf(name));
      const shifted = signedLaplacian(graph).add(Matrix.eye(15, 15).mul(0.37)).selection(index, index);
      const factor = new CholeskyDecomposition(shifted).lowerTriangularMatrix;
      expect(factor.to1DArray().filter((value) => Math.abs(value) > 1e-12)).toHaveLength(after);
      expect(before + fill).toBe(after);
      expect(before).toBe(15 + 25);
    }
  });
});

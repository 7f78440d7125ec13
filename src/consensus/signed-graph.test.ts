import { DirectedGraph, MultiGraph, MultiUndirectedGraph, UndirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  digonConflicts,
  forEachEdge,
  reverseGraph,
  signedGraph,
  signedGraphFromArrays,
  switchSigns,
  toGraphology,
  type SignedGraph,
} from './index.js';

const dense = ({ nodes, offsets, targets, weights }: SignedGraph) => {
  const rows = nodes.map(() => nodes.map(() => 0));
  rows.forEach((row, i) => {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) row[targets[k]] = weights[k];
  });
  return rows;
};

describe('signedGraph', () => {
  it('compresses directed, undirected and mixed graphs to the same rows as a dense matrix', () => {
    const stream = randomStream(4);
    for (const make of [() => new DirectedGraph(), () => new UndirectedGraph(), () => new MultiGraph()]) {
      const graph = make();
      const n = 12;
      const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
      for (let i = 0; i < n; i++) graph.addNode(`agent ${i}`);
      for (let draw = 0; draw < 60; draw++) {
        const [i, j] = [stream.below(n), stream.below(n)];
        const oneWay = graph.type === 'directed' || (graph.type === 'mixed' && stream.bernoulli(0.5));
        if (i === j || matrix[i][j] !== 0 || (!oneWay && matrix[j][i] !== 0)) continue;
        const weight = stream.normal();
        if (oneWay) graph.addDirectedEdge(`agent ${i}`, `agent ${j}`, { weight });
        else graph.addUndirectedEdge(`agent ${i}`, `agent ${j}`, { weight });
        matrix[i][j] = weight;
        if (!oneWay) matrix[j][i] = weight;
      }
      const compressed = signedGraph(graph);
      expect(dense(compressed)).toEqual(matrix);
      expect(dense(reverseGraph(compressed))).toEqual(matrix[0].map((_, j) => matrix.map((row) => row[j])));
      expect(dense(signedGraph(toGraphology(compressed)))).toEqual(matrix);
      expect(signedGraph(compressed)).toBe(compressed);
    }
  });

  it('keeps rows ascending and reports isolated nodes', () => {
    const graph = signedGraphFromArrays({ nodes: 5, sources: [3, 0, 3], targets: [2, 3, 0], directed: true });
    expect(Array.from(graph.offsets)).toEqual([0, 1, 1, 1, 3, 3]);
    expect(Array.from(graph.targets)).toEqual([3, 0, 2]);
    expect(Array.from(graph.isolated)).toEqual([1, 4]);
    const seen: [number, number, number][] = [];
    forEachEdge(graph, (...edge) => seen.push(edge));
    expect(seen).toEqual([[0, 3, 1], [3, 0, 1], [3, 2, 1]]); // prettier-ignore
  });

  it('refuses loops, zero and NaN weights, repeats and unknown rows, naming them', () => {
    const graph = new MultiUndirectedGraph();
    ['a', 'b'].forEach((name) => graph.addNode(name));
    graph.addEdge('a', 'b', { weight: 1 });
    graph.addEdge('b', 'a', { weight: -1 });
    expect(() => signedGraph(graph)).toThrow('edges must differ from one another');
    expect(() => signedGraph(new DirectedGraph())).toThrow('nodes must hold at least one node');
    const withoutWeight = new DirectedGraph();
    withoutWeight.mergeEdge('a', 'b');
    expect(() => signedGraph(withoutWeight)).toThrow(/weight of edge .*\(a, b\) must be a finite number other than 0/);
    const edges = (sources: number[], targets: number[], weights?: number[]) =>
      signedGraphFromArrays({ nodes: 3, sources, targets, ...(weights && { weights }) });
    expect(() => edges([1], [1])).toThrow('edges[0] must join two nodes; it is a self-loop; got 1');
    expect(() => edges([0], [1], [NaN])).toThrow('weights[0]');
    expect(() => edges([0], [1], [0])).toThrow('weights[0]');
    expect(() => edges([0], [3])).toThrow('targets[0] must be a whole number in [0, 2]; got 3');
    expect(() => edges([-1], [1])).toThrow('sources[0]');
    expect(() => edges([0, 1], [1, 0])).toThrow('got "0, 1"');
    expect(() => edges([0, 1], [1])).toThrow('targets.length must equal 2; got 1');
    expect(() => signedGraphFromArrays({ nodes: ['a', 'a'], sources: [], targets: [] })).toThrow('nodes');
    expect(() => signedGraphFromArrays({ nodes: 0, sources: [], targets: [] })).toThrow('nodes');
  });

  it('accepts both directions of a directed pair and finds digons of opposite sign', () => {
    const sources = [0, 1, 1, 2, 0];
    const targets = [1, 0, 2, 1, 2];
    const graph = signedGraphFromArrays({ nodes: 3, sources, targets, weights: [2, 3, 1, -4, -1], directed: true });
    expect(digonConflicts(graph)).toEqual([{ nodes: ['1', '2'], weights: [1, -4] }]);
    expect(digonConflicts(signedGraphFromArrays({ nodes: 3, sources: [0], targets: [1], weights: [-1] }))).toEqual([]);
  });

  it('switches signs, and back', () => {
    const graph = signedGraphFromArrays({ nodes: 3, sources: [0, 1], targets: [1, 2], weights: [2, -3] });
    const switched = switchSigns(graph, [1, -1, 1]);
    expect(dense(switched)).toEqual([[0, -2, 0], [-2, 0, 3], [0, 3, 0]]); // prettier-ignore
    expect(dense(switchSigns(switched, [1, -1, 1]))).toEqual(dense(graph));
    expect(() => switchSigns(graph, [1, 0, 1])).toThrow('gauge[1]');
  });
});

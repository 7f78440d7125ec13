import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import { couplings, gaugeCost } from './couplings.js';
import { frustrationLowerBound } from './frustration-bound.js';
import {
  algebraicConflict,
  antibalance,
  camps,
  extremeEigenpairs,
  frustrationIndex,
  laplacianSpectrum,
  randomSignedGraph,
  signedGraph,
  signedGraphFromArrays,
  structuralBalance,
  switchSigns,
  type SignedGraph,
} from './index.js';

const ring = (n: number, negatives: number) =>
  signedGraphFromArrays({
    nodes: n,
    sources: Array.from({ length: n }, (_, i) => i),
    targets: Array.from({ length: n }, (_, i) => (i + 1) % n),
    weights: Array.from({ length: n }, (_, i) => (i < negatives ? -1 : 1)),
  });

const complete = (n: number, sign: number) => {
  const pairs = Array.from({ length: n }, (_, i) => Array.from({ length: i }, (_, j) => [i, j] as const)).flat();
  const [sources, targets] = [pairs.map(([i]) => i), pairs.map(([, j]) => j)];
  return signedGraphFromArrays({ nodes: n, sources, targets, weights: pairs.map(() => sign) });
};

/** Some sign per pair of nodes: a product −1 around the cycle, with edges that exist. */
function isNegativeCycle(graph: SignedGraph, cycle: readonly string[], flip = 1): boolean {
  const entry = (i: number, j: number) => {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) if (graph.targets[k] === j) return graph.weights[k];
    return 0;
  };
  const index = cycle.map((name) => graph.nodes.indexOf(name));
  if (new Set(index).size !== index.length || index.length < 2) return false;
  if (index.length === 2) return entry(index[0], index[1]) * entry(index[1], index[0]) < 0;
  const signs = index.map((i, k) => {
    const j = index[(k + 1) % index.length];
    return flip * Math.sign(entry(i, j) || entry(j, i));
  });
  return signs.reduce((product, sign) => product * sign, 1) === -1;
}

function cheapestByBruteForce(graph: SignedGraph, weighted: boolean): number {
  const coupling = couplings(graph, weighted);
  const n = graph.nodes.length;
  let least = Infinity;
  for (let mask = 0; mask < 2 ** (n - 1); mask++) {
    const gauge = Int8Array.from({ length: n }, (_, i) => ((mask >>> i) & 1 ? -1 : 1));
    least = Math.min(least, gaugeCost(coupling, gauge));
  }
  return least;
}

/** Graphs of a fixed sfc32 stream, whose frustration indices two integer programming solvers have proved. */
function publicRandomGraph(nodes: number, edges: number): SignedGraph {
  let hash = 2166136261;
  for (const character of `frustration_${nodes}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0;
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let t = hash ^ (hash >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [word(), word(), word(), 1];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = () => {
    const high = next() * 2097152;
    return (high + (next() >>> 11)) / 2 ** 53;
  };
  const signs = new Map<number, number>();
  while (signs.size < edges) {
    const [i, j] = [Math.floor(uniform() * nodes), Math.floor(uniform() * nodes)];
    const key = Math.min(i, j) * nodes + Math.max(i, j);
    if (i !== j && !signs.has(key)) signs.set(key, uniform() < 0.5 ? -1 : 1);
  }
  const keys = [...signs.keys()];
  const [sources, targets] = [keys.map((key) => Math.floor(key / nodes)), keys.map((key) => key % nodes)];
  return signedGraphFromArrays({ nodes, sources, targets, weights: [...signs.values()] });
}

describe('structural balance', () => {
  it('agrees with brute force and certifies its answer, directed or not', () => {
    let balanced = 0;
    for (let seed = 0; seed < 200; seed++) {
      const directed = seed % 2 === 1;
      const graph = randomSignedGraph({ nodes: 8, edges: 9, negative: 0.15, directed, seed });
      const { gauge, negativeCycle, components } = structuralBalance(graph);
      const free = cheapestByBruteForce(graph, false) === 0;
      expect(gauge !== null).toBe(free);
      if (gauge) {
        balanced++;
        expect(gaugeCost(couplings(graph, true), gauge)).toBe(0);
      } else expect(isNegativeCycle(graph, negativeCycle!)).toBe(true);
      expect(components.reduce((sum, { nodes }) => sum + nodes.length, 0)).toBe(8);
      for (const { negativeCycle: cycle } of components) if (cycle) expect(isNegativeCycle(graph, cycle)).toBe(true);
    }
    expect(balanced).toBeGreaterThan(40);
    expect(balanced).toBeLessThan(160);
  });

  it('finds camps, antibalance and opposite digons', () => {
    const graph = switchSigns(complete(5, 1), [1, -1, 1, -1, 1]);
    expect(camps(graph, structuralBalance(graph).gauge!)).toEqual({ plus: ['0', '2', '4'], minus: ['1', '3'] });
    expect(antibalance(complete(5, -1)).balanced).toBe(true);
    const triangle = antibalance(complete(3, 1));
    expect(isNegativeCycle(signedGraph(complete(3, 1)), triangle.negativeCycle!, -1)).toBe(true);
    const digon = { nodes: 3, sources: [0, 1, 1], targets: [1, 0, 2], weights: [1, -1, 1], directed: true };
    expect(structuralBalance(signedGraphFromArrays(digon)).negativeCycle).toEqual(['0', '1']);
    expect(structuralBalance(signedGraphFromArrays({ nodes: 3, sources: [], targets: [] })).components).toHaveLength(3);
  });
});

describe('frustration index', () => {
  it('has the closed forms of cycles and complete graphs', () => {
    expect([3, 4, 5, 6].map((n) => frustrationIndex(complete(n, -1)).index)).toEqual([1, 2, 4, 6]);
    for (const negatives of [0, 1, 2, 3]) expect(frustrationIndex(ring(7, negatives)).index).toBe(negatives % 2);
  });

  it('equals brute force over all gauges by every exact method, weighted or directed too', () => {
    for (let seed = 0; seed < 30; seed++) {
      const [directed, weighted] = [seed % 2 === 1, seed % 3 === 0];
      const random = randomSignedGraph({ nodes: 11, edges: 24, directed, seed });
      const stream = randomStream(seed, 1);
      const scaled = { ...random, weights: random.weights.map((sign) => sign * (0.2 + stream.uniform())) };
      const graph = weighted && directed ? scaled : random;
      const least = cheapestByBruteForce(graph, weighted);
      for (const method of ['enumeration', 'elimination'] as const) {
        const found = frustrationIndex(graph, { method, weighted });
        expect(found.index).toBeCloseTo(least, 12);
        expect(found.optimal).toBe(true);
        const listed = found.frustratedEdges.reduce((sum, { weight }) => sum + (weighted ? Math.abs(weight) : 1), 0);
        expect(listed).toBeCloseTo(least, 12);
      }
      const searched = frustrationIndex(graph, { method: 'local-search', weighted, restarts: 2 });
      expect(searched.lowerBound).toBeLessThanOrEqual(least + 1e-9);
      expect(searched.index).toBeGreaterThanOrEqual(least - 1e-9);
    }
  });

  it.each([12, 14, 16])('equals brute force over all gauges of %i nodes', (nodes) => {
    for (let seed = 0; seed < 3; seed++) {
      const graph = randomSignedGraph({ nodes, edges: 3 * nodes, seed });
      const least = cheapestByBruteForce(graph, false);
      for (const method of ['enumeration', 'elimination'] as const) {
        expect(frustrationIndex(graph, { method }).index).toBe(least);
      }
    }
  });

  it('does not change under switching, and gauges by elimination carry over', () => {
    const graph = randomSignedGraph({ nodes: 40, edges: 90, seed: 3 });
    const stream = randomStream(9);
    const gauge = Array.from({ length: 40 }, () => (stream.bernoulli(0.5) ? 1 : -1));
    const before = frustrationIndex(graph);
    expect(before.method).toBe('elimination');
    expect(frustrationIndex(switchSigns(graph, gauge)).index).toBe(before.index);
  });

  it('bounds from below on larger graphs, and the annealed gauge is locally best', () => {
    const graph = randomSignedGraph({ nodes: 400, edges: 3000, seed: 1 });
    const found = frustrationIndex(graph, { restarts: 2 });
    expect(found.method).toBe('local-search');
    expect(found.optimal).toBe(false);
    const coupling = couplings(graph, false);
    expect(gaugeCost(coupling, found.gauge)).toBe(found.index);
    for (let i = 0; i < 400; i++) {
      const changed = found.gauge.slice();
      changed[i] = -changed[i];
      expect(gaugeCost(coupling, changed)).toBeGreaterThanOrEqual(found.index);
    }
    expect(found.lowerBound).toBeGreaterThanOrEqual(algebraicConflict(graph).frustrationBound - 1e-6);
    // The eigenvalue of the evened-out diagonal is worth much more than that of the Laplacian: gap about a quarter.
    expect(found.gap).toBeLessThan(0.3);
  });

  it('has bounds below the exact index where both are known', () => {
    for (let seed = 0; seed < 15; seed++) {
      const graph = randomSignedGraph({ nodes: 30, edges: 60, negative: 0.1 + seed / 30, seed });
      const { index } = frustrationIndex(graph);
      const bound = frustrationLowerBound(couplings(graph, false));
      expect(bound).toBeLessThanOrEqual(index);
      if (index > 0) expect(bound).toBeGreaterThan(0);
    }
  });

  it.each([
    [20, 50, 10],
    [30, 90, 20],
    [40, 140, 33],
  ])('has the optimum that CBC and GLPK prove on a random graph of %i nodes', (nodes, edges, optimum) => {
    const found = frustrationIndex(publicRandomGraph(nodes, edges), { method: 'elimination' });
    expect(found).toMatchObject({ index: optimum, optimal: true });
  });

  it('refuses too many gauges and too wide graphs', () => {
    const graph = randomSignedGraph({ nodes: 200, edges: 3000 });
    expect(() => frustrationIndex(graph, { method: 'enumeration' })).toThrow('at most 24 nodes');
    expect(() => frustrationIndex(graph, { method: 'elimination' })).toThrow('narrow enough');
  });
});

describe('spectra', () => {
  it('have the closed forms of negative cycles and complete graphs', () => {
    for (const n of [3, 5, 8]) {
      const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((2 * k + 1) * Math.PI) / n)).sort((a, b) => a - b); // prettier-ignore
      laplacianSpectrum(ring(n, 1)).forEach((value, k) => expect(value).toBeCloseTo(expected[k], 12));
      expect(algebraicConflict(ring(n, 1)).conflict).toBeCloseTo(2 - 2 * Math.cos(Math.PI / n), 12);
    }
    const values = laplacianSpectrum(complete(6, -1));
    [4, 4, 4, 4, 4, 10].forEach((value, k) => expect(values[k]).toBeCloseTo(value, 12));
    laplacianSpectrum(ring(3, 1)).forEach((value, k) => expect(value).toBeCloseTo([1, 1, 4][k], 12));
  });

  it('λ_min = 0 exactly on balanced graphs, and 4F/n bounds it, on hundreds of random connected graphs', () => {
    let balanced = 0;
    for (let seed = 0; seed < 500; seed++) {
      const graph = randomSignedGraph({ nodes: 9, edges: 13, negative: 0.12, seed });
      const balance = structuralBalance(graph);
      if (balance.components.length > 1) continue;
      const { conflict } = algebraicConflict(graph);
      const { index } = frustrationIndex(graph, { method: 'enumeration' });
      expect(conflict < 1e-9).toBe(balance.balanced);
      expect(conflict).toBeLessThanOrEqual((4 * index) / 9 + 1e-12);
      balanced += balance.balanced ? 1 : 0;
    }
    expect(balanced).toBeGreaterThan(20);
  });

  it('do not change under switching, and Lanczos agrees with the dense solver', () => {
    const graph = randomSignedGraph({ nodes: 350, edges: 2000, seed: 8 });
    const dense = laplacianSpectrum(graph);
    const stream = randomStream(2);
    const switched = switchSigns(
      graph,
      Array.from({ length: 350 }, () => (stream.bernoulli(0.5) ? 1 : -1)),
    );
    laplacianSpectrum(switched).forEach((value, k) => expect(Math.abs(value - dense[k])).toBeLessThan(1e-11));
    for (const end of ['smallest', 'largest'] as const) {
      const found = extremeEigenpairs(graph, { count: 4, end });
      expect(found.converged).toBe(true);
      // ‖L‖ ≈ 40 and tolerance 1e-10: residuals below 4e-9 bound the distance.
      found.values.forEach((value, k) => {
        expect(Math.abs(value - dense[end === 'smallest' ? k : 349 - k])).toBeLessThan(4e-9);
      });
    }
    expect(algebraicConflict(graph).conflict).toBeCloseTo(dense[0], 8);
  });

  it('refuse digraphs', () => {
    const graph = randomSignedGraph({ nodes: 5, edges: 5, directed: true });
    expect(() => laplacianSpectrum(graph)).toThrow('graph.directed must be false');
    expect(() => algebraicConflict(graph)).toThrow('graph.directed must be false');
  });
});

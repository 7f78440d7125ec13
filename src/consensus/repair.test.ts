import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  balanceBySigns,
  designEdges,
  effectiveResistance,
  laplacianSpectrum,
  oscillationReport,
  randomSignedGraph,
  rankOneShift,
  reweight,
  signedGraphFromArrays,
  structuralBalance,
  triangleBalance,
  walkBalance,
  type SignedGraph,
} from './index.js';

const path = (n: number) =>
  signedGraphFromArrays({
    nodes: n,
    sources: Array.from({ length: n - 1 }, (_, i) => i),
    targets: Array.from({ length: n - 1 }, (_, i) => i + 1),
  });
const star = (n: number) =>
  signedGraphFromArrays({
    nodes: n,
    sources: Array.from({ length: n - 1 }, () => 0),
    targets: Array.from({ length: n - 1 }, (_, i) => i + 1),
  });
const plusEdge = (graph: SignedGraph, i: number, j: number, weight: number) => {
  const [sources, targets, weights] = [[i], [j], [weight]];
  for (let s = 0; s < graph.nodes.length; s++) {
    for (let k = graph.offsets[s]; k < graph.offsets[s + 1]; k++) {
      if (graph.targets[k] < s || (s === Math.min(i, j) && graph.targets[k] === Math.max(i, j))) continue;
      sources.push(s);
      targets.push(graph.targets[k]);
      weights.push(graph.weights[k]);
    }
  }
  return signedGraphFromArrays({ nodes: graph.nodes, sources, targets, weights });
};

describe('rank-one shifts', () => {
  it('equal the spectrum of the changed graph, interlace and raise the trace by 2w', () => {
    for (let seed = 0; seed < 40; seed++) {
      const stream = randomStream(seed);
      const graph = randomSignedGraph({ nodes: 12, edges: 18, seed });
      const [i, j] = [0, 1 + stream.below(11)];
      const weight = (0.1 + stream.uniform()) * (stream.bernoulli(0.5) ? 1 : -1);
      if (Array.from(graph.targets.subarray(graph.offsets[i], graph.offsets[i + 1])).includes(j)) continue;
      for (const kind of ['opposing', 'repelling'] as const) {
        const { before, after, strength } = rankOneShift(graph, { source: '0', target: String(j), weight }, { kind });
        const direct = laplacianSpectrum(plusEdge(graph, i, j, weight), { kind });
        after.forEach((value, k) => {
          // Both are stable to a few n·ε·‖L‖ ≈ 12 · 2.2e-16 · 15.
          expect(Math.abs(value - direct[k])).toBeLessThan(1e-12);
          const [low, high] =
            strength > 0 ? [before[k], before[k + 1] ?? Infinity] : [before[k - 1] ?? -Infinity, before[k]];
          expect(value).toBeGreaterThan(low - 1e-12);
          expect(value).toBeLessThan(high + 1e-12);
        });
        const rise = after.reduce((sum, value, k) => sum + value - before[k], 0);
        expect(rise).toBeCloseTo(2 * strength, 11);
      }
    }
  });

  it('have the star on six nodes: a leaf edge moves one of four equal eigenvalues to 3', () => {
    const leaves = rankOneShift(star(6), { source: '1', target: '2', weight: 1 });
    [0, 1, 1, 1, 3, 6].forEach((value, k) => expect(leaves.after[k]).toBeCloseTo(value, 12));
    expect(leaves.moved).toBe(1);
    const spoke = rankOneShift(star(6), { source: '0', target: '1', weight: 1 });
    [0, 1, 1, 1, 1.62772, 7.37228].forEach((value, k) => expect(spoke.after[k]).toBeCloseTo(value, 5));
    // First order is the slope: against a small weight, error of order w².
    const small = rankOneShift(path(5), { source: '0', target: '3', weight: 1e-5 });
    small.after.forEach((value, k) => expect(value - small.before[k]).toBeCloseTo(1e-5 * small.coupling[k], 8));
  });

  it('refuse an edge of the other sign, loops and digraphs', () => {
    expect(() => rankOneShift(path(3), { source: '0', target: '1', weight: -1 })).toThrow('have the sign of the edge');
    expect(() => rankOneShift(path(3), { source: '0', target: '0', weight: 1 })).toThrow('weight');
    expect(() => rankOneShift(path(3), { source: '0', target: 'x', weight: 1 })).toThrow('target must be a node');
  });
});

describe('effective resistance', () => {
  it('gives the weight at which one negative edge makes the repelling Laplacian indefinite', () => {
    expect(effectiveResistance(path(3), { source: '0', target: '2' }).negativeEdgeThreshold).toBeCloseTo(0.5, 12);
    expect(laplacianSpectrum(plusEdge(path(3), 0, 2, -0.6), { kind: 'repelling' })[0]).toBeCloseTo(-0.2, 12);
    const square = plusEdge(path(4), 0, 3, 1);
    expect(effectiveResistance(square, { source: '0', target: '2' }).negativeEdgeThreshold).toBeCloseTo(1, 12);
    for (let seed = 0; seed < 10; seed++) {
      const graph = randomSignedGraph({ nodes: 10, edges: 22, negative: 0, seed });
      const absent = Array.from({ length: 9 }, (_, i) => i + 1).find((j) => !Array.from(graph.targets.subarray(0, graph.offsets[1])).includes(j)); // prettier-ignore
      if (absent === undefined || structuralBalance(graph).components.length > 1) continue;
      const { negativeEdgeThreshold } = effectiveResistance(graph, { source: '0', target: String(absent) });
      const least = (w: number) => laplacianSpectrum(plusEdge(graph, 0, absent, -w), { kind: 'repelling' })[0];
      expect(least(negativeEdgeThreshold * (1 - 1e-6))).toBeGreaterThan(-1e-12);
      expect(least(negativeEdgeThreshold * (1 + 1e-4))).toBeLessThan(-1e-9);
    }
  });

  it('is infinite between parts, and refuses negative weights', () => {
    const parts = signedGraphFromArrays({ nodes: 4, sources: [0, 2], targets: [1, 3] });
    expect(effectiveResistance(parts, { source: '0', target: '2' }).resistance).toBe(Infinity);
    const negative = signedGraphFromArrays({ nodes: 2, sources: [0], targets: [1], weights: [-1] });
    expect(() => effectiveResistance(negative, { source: '0', target: '1' })).toThrow('positive everywhere');
  });
});

describe('oscillation', () => {
  it('has the closed form of directed negative cycles, and none without directions', () => {
    for (const n of [3, 4, 5, 7]) {
      const ids = Array.from({ length: n }, (_, i) => i);
      const weights = ids.map((i) => (i === 0 ? -1 : 1));
      const cycle = { nodes: n, sources: ids, targets: ids.map((i) => (i + 1) % n), weights };
      const { dominant, dominates } = oscillationReport(signedGraphFromArrays({ ...cycle, directed: true }));
      expect(dominant?.decay).toBeCloseTo(1 - Math.cos(Math.PI / n), 12);
      expect(dominant?.frequency).toBeCloseTo(Math.sin(Math.PI / n), 12);
      expect(dominant?.period).toBeCloseTo((2 * Math.PI) / Math.sin(Math.PI / n), 10);
      expect(dominates).toBe(true);
      expect(oscillationReport(signedGraphFromArrays(cycle)).dominant).toBe(null);
    }
  });
});

describe('degrees of balance', () => {
  it('count triangles as the trace formula does, and walks by an independent series', () => {
    for (let seed = 0; seed < 10; seed++) {
      const graph = randomSignedGraph({ nodes: 12, edges: 33, negative: 0.3, seed });
      const n = 12;
      const signs = graph.nodes.map((_, i) => graph.nodes.map((__, j) => {
        for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) if (graph.targets[k] === j) return Math.sign(graph.weights[k]);
        return 0;
      })); // prettier-ignore
      const closedWalks = (rows: number[][], most: number): number[] => {
        const traces = [n];
        let power = rows.map((_, i) => rows.map((__, j): number => (i === j ? 1 : 0)));
        for (let length = 1; length <= most; length++) {
          power = power.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * rows[k][j], 0)));
          traces.push(power.reduce((sum, row, i) => sum + row[i], 0));
        }
        return traces;
      };
      const absolute = signs.map((row) => row.map(Math.abs));
      const [signed, plain] = [closedWalks(signs, 60), closedWalks(absolute, 60)];
      const { degree, balanced, unbalanced } = triangleBalance(graph);
      expect(degree).toBeCloseTo((1 + signed[3] / plain[3]) / 2, 12);
      expect(6 * (balanced + unbalanced)).toBe(plain[3]);
      let [top, bottom, factorial] = [0, 0, 1];
      for (let length = 0; length <= 60; length++) {
        factorial *= Math.max(1, length);
        top += signed[length] / factorial;
        bottom += plain[length] / factorial;
      }
      expect(walkBalance(graph)).toBeCloseTo(top / bottom, 11);
    }
    expect(triangleBalance(path(4)).degree).toBeNaN();
    expect(walkBalance(path(4))).toBeCloseTo(1, 14);
  });
});

describe('repair', () => {
  it('balances with as many flips as the frustration index', () => {
    for (let seed = 0; seed < 20; seed++) {
      const graph = randomSignedGraph({ nodes: 14, edges: 30, directed: seed % 2 === 1, seed });
      const { repaired, index, frustratedEdges, optimal } = balanceBySigns(graph);
      expect(structuralBalance(repaired).balanced).toBe(true);
      expect(optimal).toBe(true);
      const changed = graph.weights.filter((weight, k) => weight !== repaired.weights[k]).length;
      expect(changed / (graph.directed ? 1 : 2)).toBe(index);
      expect(frustratedEdges).toHaveLength(index);
    }
  });

  it('adds the edge that trying all of them finds, and predicts its rate', () => {
    const graph = path(7);
    const { edges } = designEdges(graph, { budget: 2 });
    let best = 0;
    for (let i = 0; i < 7; i++)
      for (let j = i + 2; j < 7; j++) best = Math.max(best, laplacianSpectrum(plusEdge(graph, i, j, 1))[1]);
    expect(edges[0].rate).toBeCloseTo(best, 11);
    for (const { predictedRate, rate } of edges) expect(predictedRate).toBeCloseTo(rate, 10);
    const random = randomSignedGraph({ nodes: 15, edges: 25, seed: 4 });
    const designed = designEdges(random, { budget: 4, signs: 'any' });
    designed.edges.forEach(({ predictedRate, rate }) => expect(predictedRate).toBeCloseTo(rate, 9));
    expect(designed.edges.at(-1)!.rate).toBeGreaterThan(designed.rate);
    expect(() => designEdges(random, { budget: 1 })).toThrow("signs must not be 'balanced'");
  });

  it('reweights to a rate at a cost that its own bound and closed forms confirm', async () => {
    const doubled = await reweight(star(5), { rate: 2, tolerance: 1e-6 });
    // The star of weights w has rate w: all four spokes must be doubled.
    expect(doubled.cost).toBeCloseTo(4, 5);
    // The path 0 – 1 – 2 with weights a, b: λ₂ = a + b − √(a² + b² − ab); by symmetry a = b, so λ₂ = a.
    const three = await reweight(path(3), { rate: 1.5, tolerance: 1e-6 });
    expect(three.cost).toBeCloseTo(1, 5);
    const graph = randomSignedGraph({ nodes: 10, edges: 20, seed: 2 });
    const found = await reweight(graph, { rate: 2 });
    expect(found.converged).toBe(true);
    expect(found.rate).toBeGreaterThan(2 - 1e-9);
    expect(found.cost - found.lowerBound).toBeLessThanOrEqual(1e-3 * found.cost);
    found.graph.weights.forEach((weight, k) => {
      expect(Math.abs(weight)).toBeGreaterThanOrEqual(Math.abs(graph.weights[k]) - 1e-12);
      expect(Math.sign(weight)).toBe(Math.sign(graph.weights[k]));
    });
    const nothing = signedGraphFromArrays({ nodes: 3, sources: [], targets: [] });
    await expect(reweight(nothing, { rate: 1 })).rejects.toThrow('have a mode that dies out');
  });
});

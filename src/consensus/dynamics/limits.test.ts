import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { signedGraphFromArrays, switchSigns, type EdgeArrays, type SignedGraph } from '../signed-graph.js';
import { signedLaplacian } from '../laplacian.js';
import { convergence } from './convergence.js';
import { listeningClasses } from './root-classes.js';
import { matrixExponential, predictLimit, simulateFlow, simulateRounds } from './index.js';

const graph = (nodes: number, edges: readonly (readonly [number, number, number])[], directed = false): SignedGraph =>
  signedGraphFromArrays({
    nodes,
    sources: edges.map(([i]) => i),
    targets: edges.map(([, j]) => j),
    weights: edges.map(([, , w]) => w),
    directed,
  } satisfies EdgeArrays);

/** A random digraph on n nodes, dense enough that most have one root of several nodes. */
function randomGraph(seed: number, n: number, { directed = true, density = 0.35, negative = 0.3 } = {}): SignedGraph {
  const random = randomStream(90, seed);
  const edges: [number, number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || (!directed && j < i) || !random.bernoulli(density)) continue;
      edges.push([i, j, (random.bernoulli(negative) ? -1 : 1) * (0.2 + random.uniform())]);
    }
  }
  return graph(n, edges, directed);
}

const start = (n: number, seed = 0) => {
  const random = randomStream(91, seed);
  return Float64Array.from({ length: n }, () => random.normal());
};

const far = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

/** Far enough in time for the slowest mode to fall below 10⁻¹². */
const settled = (network: SignedGraph) => {
  const { rate } = convergence(network);
  return Number.isFinite(rate) ? 40 / rate : 1;
};

describe('matrixExponential', () => {
  it('is e^{λt} on eigenvectors, for small and for large norms', () => {
    for (const scale of [1e-3, 1, 40]) {
      const matrix = Matrix.mul(signedLaplacian(randomGraph(1, 7, { directed: false, density: 0.8 })), -scale);
      const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix);
      const expected = eigenvectorMatrix
        .mmul(Matrix.diag(realEigenvalues.map(Math.exp)))
        .mmul(eigenvectorMatrix.transpose());
      // All eigenvalues are at most 0, so the exponential has norm at most 1 and errors are those of n³ roundings.
      expect(Matrix.sub(matrixExponential(matrix), expected).abs().max()).toBeLessThan(1e-11);
    }
  });

  it('is the series of a nilpotent matrix', () => {
    const result = matrixExponential(new Matrix([[0, 3, 5], [0, 0, 7], [0, 0, 0]])); // prettier-ignore
    expect(far(result.to1DArray(), [1, 3, 5 + 21 / 2, 0, 1, 7, 0, 0, 1])).toBeLessThan(1e-13);
  });

  it('refuses what is not a finite square', () => {
    expect(() => matrixExponential(new Matrix([[1, 2]]))).toThrow('1 × 2');
    expect(() => matrixExponential(new Matrix([[NaN]]))).toThrow('matrix[0][0]');
  });
});

describe('predicted against simulated limits', () => {
  it('agrees to 1e-8 on random digraphs of every kind', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const n = 3 + (seed % 6);
      const density = [0.25, 0.4, 0.7][seed % 3];
      let network = randomGraph(seed, n, { density, negative: seed % 4 === 0 ? 0.4 : 0 });
      // Every other one is a positive graph seen through a gauge: balanced, with camps.
      if (seed % 4 === 1)
        network = switchSigns(
          network,
          Array.from({ length: n }, (_, i) => (i % 3 ? 1 : -1)),
        );
      const initial = start(n, seed);
      const { limit, kind } = predictLimit(network, { initial });
      const { beliefs } = simulateFlow(network, { initial, times: [settled(network)] });
      expect(far(beliefs.getRow(0), limit)).toBeLessThan(1e-8);
      const { final } = simulateRounds(network, { initial, rounds: 6000, keep: 'last' });
      expect(far(final, limit)).toBeLessThan(1e-8);
      kinds.add(kind);
    }
    expect([...kinds].sort()).toEqual([
      'bipartite consensus',
      'consensus',
      'dissensus',
      'interval bipartite consensus',
      'neutralization',
    ]);
  });

  it('is σᵀx(0)/n on a connected undirected graph', () => {
    const gauge = [1, -1, 1, 1, -1, -1];
    const network = switchSigns(randomGraph(3, 6, { directed: false, density: 0.7, negative: 0 }), gauge);
    const initial = start(6);
    const { kind, limit, roots } = predictLimit(network, { initial });
    const value = gauge.reduce((sum, sign, i) => sum + sign * initial[i], 0) / 6;
    expect(kind).toBe('bipartite consensus');
    expect(
      far(
        limit,
        gauge.map((sign) => sign * value),
      ),
    ).toBeLessThan(1e-14);
    expect(
      roots[0].influence.map((nu, i) => nu * roots[0].camps[i]).every((share) => Math.abs(share - 1 / 6) < 1e-15),
    ).toBe(true);
  });

  it('is σ(νᵀx(0)) with the left null vector of L_o on a strongly connected balanced digraph', () => {
    const cycle = graph(3, [[0, 1, 2], [1, 2, -1], [2, 0, -4]], true); // prettier-ignore
    const { roots, limit } = predictLimit(cycle, { initial: [1, 2, 5] });
    const [{ influence, camps, value }] = roots;
    const residual = Matrix.rowVector(influence).mmul(signedLaplacian(cycle));
    expect(residual.abs().max()).toBeLessThan(1e-15);
    expect(influence.reduce((sum, nu, i) => sum + nu * camps[i], 0)).toBeCloseTo(1, 14);
    // On a cycle the influence of i is inverse to how strongly it listens: 1/2 : 1 : 1/4.
    expect(far(influence.map(Math.abs), [2 / 7, 4 / 7, 1 / 7])).toBeLessThan(1e-15);
    expect(far(limit, Array.from(camps, (camp) => camp * value))).toBeLessThan(1e-15); // prettier-ignore
  });

  it('keeps listeners within ± their root, and sends them to 0 under a frustrated one', () => {
    const balanced = graph(4, [[0, 1, 1], [1, 0, 1], [2, 0, 1], [2, 3, -1], [3, 2, 1], [3, 1, 1]], true); // prettier-ignore
    const { kind, limit } = predictLimit(balanced, { initial: [2, 0, 5, -5] });
    expect(kind).toBe('interval bipartite consensus');
    // x₂ = (x₀ − x₃)/2, x₃ = (x₂ + x₁)/2 with x₀ = x₁ = 1.
    expect(far(limit, [1, 1, 0.2, 0.6])).toBeLessThan(1e-14);
    const frustrated = graph(
      3,
      [
        [0, 1, 1],
        [1, 0, -1],
        [2, 0, 1],
      ],
      true,
    );
    expect(predictLimit(frustrated, { initial: [1, 1, 1] })).toMatchObject({ kind: 'neutralization' });
    expect(far(predictLimit(frustrated, { initial: [1, 1, 1] }).limit, [0, 0, 0])).toBe(0);
  });

  it('of stubborn agents, by their anchors', () => {
    for (let seed = 0; seed < 12; seed++) {
      const network = randomGraph(seed + 200, 6);
      const initial = start(6, seed);
      const stubbornness = [0, 0.7, 0, seed % 2 ? Infinity : 0, 0.1, 0];
      const { limit } = predictLimit(network, { initial, stubbornness });
      const { beliefs } = simulateFlow(network, { initial, stubbornness, times: [3000] });
      expect(far(beliefs.getRow(0), limit)).toBeLessThan(1e-8);
    }
  });

  it('of large networks by sweeps, as of small ones by elimination', () => {
    // A positive ring in which everyone listens to the next two; by symmetry all count alike.
    const n = 500;
    const edges = Array.from({ length: n }, (_, i) => [[i, (i + 1) % n, 1], [i, (i + 211) % n, 1]] as [number, number, number][]).flat(); // prettier-ignore
    const { limit, converged } = predictLimit(graph(n, edges, true), { initial: start(n) });
    const mean = start(n).reduce((sum, x) => sum + x, 0) / n;
    expect(converged).toBe(true);
    expect(Math.abs(limit[17] - mean)).toBeLessThan(1e-12);
    const heads = graph(n + 1, [...edges, [n, 0, 1]], true);
    expect(predictLimit(heads, { initial: start(n + 1) }).limit[n]).toBeCloseTo(
      predictLimit(heads, { initial: start(n + 1) }).limit[0],
      12,
    );
    const tail = graph(
      n,
      Array.from({ length: n - 1 }, (_, i) => [i + 1, i, i % 2 ? -1 : 1] as const),
      true,
    );
    const { limit: alternating } = predictLimit(tail, { initial: start(n) });
    expect(Math.abs(alternating[n - 1])).toBeCloseTo(Math.abs(start(n)[0]), 10);
  });
});

describe('simulateFlow', () => {
  it('gives the same by the exponential and by Runge–Kutta, stubborn or not', () => {
    const network = randomGraph(7, 8);
    const times = [0, 0.3, 1, 2.5];
    for (const stubbornness of [undefined, [0, 1, 0, Infinity, 0, 0, 0.2, 0]]) {
      const common = { initial: start(8), times, ...(stubbornness ? { stubbornness } : {}) };
      const exact = simulateFlow(network, { ...common, method: 'exact' });
      const adaptive = simulateFlow(network, { ...common, method: 'adaptive' });
      expect(Matrix.sub(exact.beliefs, adaptive.beliefs).abs().max()).toBeLessThan(1e-9);
    }
  });

  it('conserves σᵀx of a balanced undirected graph under both laws', () => {
    const gauge = [1, -1, -1, 1, 1];
    const network = switchSigns(randomGraph(9, 5, { directed: false, density: 0.9, negative: 0 }), gauge);
    const signed = (row: number[]) => row.reduce((sum, x, i) => sum + gauge[i] * x, 0);
    for (const law of ['linear', 'logistic'] as const) {
      const { beliefs } = simulateFlow(network, { initial: start(5), times: [0, 1, 4, 60], law, method: 'adaptive' });
      for (let k = 1; k < 4; k++) expect(signed(beliefs.getRow(k))).toBeCloseTo(signed(beliefs.getRow(0)), 9);
      // Both end in the same bipartite consensus.
      expect(far(beliefs.getRow(3), predictLimit(network, { initial: start(5) }).limit)).toBeLessThan(1e-4);
    }
  });

  it('is four times as slow by the logistic law for small beliefs', () => {
    const network = randomGraph(9, 5);
    const initial = start(5).map((x) => 1e-4 * x);
    const slow = simulateFlow(network, { initial, times: [4], law: 'logistic', tolerance: 1e-14 });
    const linear = simulateFlow(network, { initial, times: [1] });
    // The cubic term of the logistic is x³/48: 10⁻¹² of change against beliefs of 10⁻⁴.
    expect(Matrix.sub(slow.beliefs, linear.beliefs).abs().max()).toBeLessThan(1e-11);
  });

  it('diverges by the repelling Laplacian past the threshold of a negative edge', () => {
    const path = (w: number) => graph(3, [[0, 1, 1], [1, 2, 1], [0, 2, -w]]); // prettier-ignore
    const at = (w: number, time: number) =>
      simulateFlow(path(w), { initial: [1, 0, -1], times: [time], laplacian: 'repelling' }).beliefs.get(0, 0);
    // On (1, 0, −1) the eigenvalue is 1 − 2w: threshold ½.
    expect(at(0.4, 10)).toBeCloseTo(Math.exp(-0.2 * 10), 10);
    expect(at(0.5, 10)).toBeCloseTo(1, 10);
    expect(at(0.6, 10)).toBeCloseTo(Math.exp(0.2 * 10), 9);
  });

  it('says what does not fit', () => {
    const pair = graph(2, [[0, 1, 1]]);
    expect(() => simulateFlow(pair, { initial: [1], times: [0] })).toThrow('initial.length must equal 2');
    expect(() => simulateFlow(pair, { initial: [1, NaN], times: [0] })).toThrow('initial[1]');
    expect(() => simulateFlow(pair, { initial: [1, 0], times: [2, 1] })).toThrow('times[1]');
    expect(() => simulateFlow(pair, { initial: [1, 0], times: [1], stubbornness: [-1, 0] })).toThrow('stubbornness[0]');
    expect(() => simulateFlow(pair, { initial: [1, 0], times: [1], law: 'logistic', method: 'exact' })).toThrow(
      "'adaptive'",
    );
  });
});

describe('simulateRounds', () => {
  it('is (I − εL)ᵗ x(0)', () => {
    const network = randomGraph(4, 6);
    const step = Matrix.eye(6).sub(Matrix.mul(signedLaplacian(network), 0.05));
    const { beliefs } = simulateRounds(network, { initial: start(6), rounds: 9, step: 0.05 });
    let x = Matrix.columnVector(start(6));
    for (let round = 1; round <= 9; round++) {
      x = step.mmul(x);
      expect(far(beliefs.getRow(round), x.to1DArray())).toBeLessThan(1e-13);
    }
  });

  it('goes over networks in turn: two halves that never agree alone agree together', () => {
    const left = graph(4, [[0, 1, 1], [2, 3, -1]]); // prettier-ignore
    const right = graph(4, [[1, 2, 1], [3, 0, -1]]); // prettier-ignore
    const initial = [3, 1, 4, 1];
    const union = graph(4, [[0, 1, 1], [2, 3, -1], [1, 2, 1], [3, 0, -1]]); // prettier-ignore
    const { final } = simulateRounds([left, right], { initial, rounds: 400, keep: 'last' });
    expect(far(final, predictLimit(union, { initial }).limit)).toBeLessThan(1e-8);
    expect(predictLimit(left, { initial }).kind).toBe('dissensus');
    const { final: only } = simulateRounds([left, right], { initial, rounds: 400, keep: 'last', schedule: () => 0 });
    expect(far(only, predictLimit(left, { initial }).limit)).toBeLessThan(1e-8);
  });

  it('wanders about its limit under noise with the variance of Lyapunov’s equation', () => {
    // One mode x₀ − x₁ decays by 1 − 2ε a round: variance of the difference 2σ²/(1 − (1 − 2ε)²).
    const pair = graph(2, [[0, 1, 1]]);
    const rounds = 40_000;
    const { beliefs } = simulateRounds(pair, { initial: [0, 0], rounds, step: 0.25, noise: 0.1, seed: 4 });
    const squares = Array.from({ length: rounds }, (_, k) => (beliefs.get(k + 1, 0) - beliefs.get(k + 1, 1)) ** 2);
    const variance = squares.reduce((sum, value) => sum + value, 0) / rounds;
    const expected = (2 * 0.01) / (1 - 0.25);
    // An AR(1) with coefficient ½: squares have integrated autocorrelation (1 + ¼)/(1 − ¼).
    const standardError = expected * Math.sqrt((2 * (5 / 3)) / rounds);
    expect(Math.abs(variance - expected)).toBeLessThan(4 * standardError);
  });

  it('refuses networks over different nodes and schedules out of range', () => {
    const pair = graph(2, [[0, 1, 1]]);
    const named = signedGraphFromArrays({ nodes: ['a', 'b'], sources: [0], targets: [1] });
    expect(() => simulateRounds([pair, named], { initial: [1, 0], rounds: 1 })).toThrow('networks[1]');
    expect(() => simulateRounds([pair], { initial: [1, 0], rounds: 1, schedule: () => 1 })).toThrow('schedule(0)');
    expect(() => simulateRounds(pair, { initial: [1, 0], rounds: 1, step: 0 })).toThrow('step');
  });
});

describe('convergence', () => {
  it('of directed critic cycles is 1 − cos(π/n), with period 2π/sin(π/n)', () => {
    for (const n of [3, 4, 5, 8]) {
      const edges = Array.from({ length: n }, (_, i) => [i, (i + 1) % n, i === n - 1 ? -1 : 1] as const);
      const { rate, period, factor } = convergence(graph(n, edges, true));
      expect(rate).toBeCloseTo(1 - Math.cos(Math.PI / n), 12);
      expect(period).toBeCloseTo((2 * Math.PI) / Math.sin(Math.PI / n), 9);
      // A circulant is normal.
      expect(factor).toBeCloseTo(1, 8);
    }
  });

  it('bounds the distance to the limit at all times, also where it grows first', () => {
    for (let seed = 0; seed < 25; seed++) {
      const network = randomGraph(seed + 400, 6, { directed: seed % 2 === 0, density: 0.5 });
      const { rate, factor, time } = convergence(network, { tolerance: 0.05 });
      if (!Number.isFinite(factor)) continue;
      const initial = start(6, seed);
      const { limit } = predictLimit(network, { initial });
      const distance = (x: ArrayLike<number>) => Math.hypot(...limit.map((value, i) => x[i] - value));
      const times = [0.2, 1, 3, time];
      const { beliefs } = simulateFlow(network, { initial, times });
      times.forEach((t, k) => {
        const bound = factor * Math.exp(-rate * t) * distance(initial);
        expect(distance(beliefs.getRow(k))).toBeLessThanOrEqual(bound * (1 + 1e-9) + 1e-12);
      });
      expect(distance(beliefs.getRow(3))).toBeLessThanOrEqual(0.05 * distance(initial) + 1e-12);
    }
  });

  it('numbers listening classes after those that they listen to', () => {
    const { of, closed, members } = listeningClasses(graph(4, [[0, 1, 1], [1, 2, 1], [2, 1, 1], [3, 3 - 1, 1]], true)); // prettier-ignore
    expect(members[of[1]]).toEqual([1, 2]);
    expect(closed[of[1]]).toBe(true);
    expect([closed[of[0]], closed[of[3]]]).toEqual([false, false]);
    expect(of[0]).toBeGreaterThan(of[1]);
  });
});

import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { signedLaplacian } from '../laplacian.js';
import { simulateFlow } from '../dynamics/index.js';
import { signedGraphFromArrays, type SignedGraph } from '../signed-graph.js';
import {
  controllability,
  detectTrojanModes,
  hautusTest,
  hiddenPromptSystem,
  hidingPartition,
  observability,
  placeObservers,
} from './index.js';

const graph = (nodes: number, edges: readonly (readonly number[])[], directed = false): SignedGraph =>
  signedGraphFromArrays({
    nodes,
    sources: edges.map(([i]) => i),
    targets: edges.map(([, j]) => j),
    weights: edges.map(([, , weight = 1]) => weight),
    directed,
  });
const star = (n: number) =>
  graph(
    n,
    Array.from({ length: n - 1 }, (_, i) => [0, i + 1]),
  );
const cycle = (n: number) =>
  graph(
    n,
    Array.from({ length: n }, (_, i) => [i, (i + 1) % n]),
  );
const path = (n: number) =>
  graph(
    n,
    Array.from({ length: n - 1 }, (_, i) => [i, i + 1]),
  );
const complete = (n: number) =>
  graph(n, Array.from({ length: n }, (_, i) => Array.from({ length: n - i - 1 }, (_, k) => [i, i + k + 1])).flat());
const seenFrom = (network: SignedGraph, ...observed: number[]) =>
  hiddenPromptSystem(network, { observed: observed.map(String) });

/** n − rank of the stacked CMᵏ, by singular values: the definition, usable for small n. */
function hiddenByPowers({ dynamics, outputs }: { dynamics: Matrix; outputs: Matrix }): number {
  const scaled = Matrix.mul(dynamics, 1 / dynamics.norm('frobenius'));
  const rows: number[][] = [];
  let block = outputs;
  for (let k = 0; k < dynamics.rows; k++, block = block.mmul(scaled)) rows.push(...block.to2DArray());
  const { diagonal } = new SingularValueDecomposition(new Matrix(rows), { autoTranspose: true });
  return dynamics.rows - diagonal.filter((value) => value > 1e-10).length;
}

describe('observability', () => {
  it.each([
    ['a star of 6 at its hub', star(6), 0, 4],
    ['a star of 6 at a leaf', star(6), 3, 3],
    ['a ring of 5', cycle(5), 0, 2],
    ['a ring of 6', cycle(6), 2, 2],
    ['a ring of 7', cycle(7), 0, 3],
    ['a ring of 8', cycle(8), 5, 3],
    ['a path at its end', path(7), 0, 0],
    ['everyone with everyone, 6', complete(6), 1, 4],
  ])('%s', (_name, network, observed, hidden) => {
    const system = seenFrom(network, observed);
    const seen = observability(system);
    expect(seen.hidden).toBe(hidden);
    expect(seen.stairs.reduce((sum, step) => sum + step, 0)).toBe(seen.rank);
    // Four ways: the staircase, powers, the test of every eigenvalue, and structure.
    expect(hiddenByPowers(system)).toBe(hidden);
    expect(hautusTest(system).reduce((sum, { missing }) => sum + missing, 0)).toBe(hidden);
    expect(hidingPartition(network, { observed: [String(observed)] }).hidden).toBe(hidden);
    // The basis is orthonormal, unseen, and stays within itself.
    const { basis } = seen;
    expect(basis.columns).toBe(hidden);
    if (hidden === 0) return;
    expect(Matrix.sub(basis.transpose().mmul(basis), Matrix.eye(hidden)).abs().max()).toBeLessThan(1e-13);
    expect(system.outputs.mmul(basis).abs().max()).toBeLessThan(1e-12);
    const moved = system.dynamics.mmul(basis);
    expect(
      Matrix.sub(moved, basis.mmul(basis.transpose().mmul(moved)))
        .abs()
        .max(),
    ).toBeLessThan(1e-11);
  });

  it('agrees with powers on random systems, symmetric or not, with hidden blocks under a rotation', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = randomStream(120, seed);
      const [n, hidden] = [3 + (seed % 5), seed % 3];
      const size = n + hidden;
      const dynamics = Matrix.zeros(size, size);
      for (let i = 0; i < size; i++) {
        // Hidden states drive nobody that is seen.
        for (let j = 0; j < size; j++) if (i >= n || j < n) dynamics.set(i, j, random.normal());
      }
      const outputs = Matrix.zeros(1, size);
      for (let j = 0; j < n; j++) outputs.set(0, j, random.normal());
      const skew = Matrix.zeros(size, size);
      for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) skew.set(i, j, random.normal());
      const turn = new EigenvalueDecomposition(Matrix.add(skew, skew.transpose())).eigenvectorMatrix;
      const system = { dynamics: turn.mmul(dynamics).mmul(turn.transpose()), outputs: outputs.mmul(turn.transpose()) };
      const seen = observability(system);
      expect(seen.hidden).toBe(hidden);
      expect(hautusTest(system).reduce((sum, { missing }) => sum + missing, 0)).toBe(hidden);
      expect(hiddenByPowers(system)).toBe(hidden);
      expect(
        controllability({ dynamics: system.dynamics.transpose(), inputs: system.outputs.transpose() }).hidden,
      ).toBe(hidden);
      // The hidden modes are those of the block that was hidden.
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      const trace = sum(dynamics.diag().slice(n));
      expect(sum(seen.modes.map(({ real }) => real))).toBeCloseTo(trace, 9);
    }
  });

  it('loses at most as many dimensions of an eigenvalue as it has beyond the outputs', () => {
    for (const { eigenvalue, missing } of hautusTest(seenFrom(star(6), 0))) {
      expect(missing).toBe(Math.abs(eigenvalue.real + 1) < 1e-9 ? 4 : 0);
    }
    expect(observability(seenFrom(star(6), 1, 2, 3)).hidden).toBe(1);
  });

  it('says what does not fit', () => {
    expect(() => observability({ dynamics: new Matrix([[1, 2]]), outputs: new Matrix([[1, 0]]) })).toThrow('dynamics');
    expect(() => observability({ dynamics: Matrix.eye(2), outputs: new Matrix([[1]]) })).toThrow('outputs.columns');
    expect(() => observability({ dynamics: Matrix.eye(1), outputs: new Matrix([[NaN]]) })).toThrow('outputs[0][0]');
    expect(() => hiddenPromptSystem(star(3), { observed: ['9'] })).toThrow('observed must be a node of the graph');
    expect(() => hiddenPromptSystem(star(3), { observed: [] })).toThrow('name an agent');
    expect(() => hiddenPromptSystem(star(3), { observed: ['0'], influence: Matrix.eye(2) })).toThrow('influence.rows');
  });
});

describe('repair', () => {
  it('a leaf–leaf edge shifts a mode and hides as much as before; a heavier edge brings one dimension into view', () => {
    const spokes = [1, 2, 3, 4, 5].map((leaf) => [0, leaf]);
    const joined = graph(6, [...spokes, [1, 2]]);
    expect(observability(seenFrom(joined, 0)).hidden).toBe(4);
    expect(
      observability(seenFrom(joined, 0))
        .modes.map(({ real }) => Math.round(-real))
        .sort(),
    ).toEqual([1, 1, 1, 3]);
    const heavier = graph(6, [[0, 1, 2], ...spokes.slice(1)]);
    expect(observability(seenFrom(heavier, 0)).hidden).toBe(3);
    const spectrum = new EigenvalueDecomposition(signedLaplacian(heavier)).realEigenvalues.sort((a, b) => a - b);
    [0, 1, 1, 1, 1.62772, 7.37228].forEach((value, k) => expect(spectrum[k]).toBeCloseTo(value, 5));
  });
});

describe('detectTrojanModes', () => {
  const influence = Matrix.columnVector([0, 1, -1, 0, 0, 0]);

  it('finds a prompt that pushes two leaves apart, and nothing shows at the hub', () => {
    const system = hiddenPromptSystem(star(6), { observed: ['0'], influence });
    const modes = detectTrojanModes(system);
    expect(modes.map(({ kind }) => kind)).toEqual(['trojan', 'latent', 'latent', 'latent', 'latent']);
    const [trojan] = modes;
    expect(trojan.support.map((i) => system.states[i])).toEqual(['1', '2', 'prompt 1']);
    for (const { vector, eigenvalue } of modes) {
      const column = Matrix.columnVector(vector);
      expect(Matrix.sub(system.dynamics.mmul(column), Matrix.mul(column, eigenvalue.real)).abs().max()).toBeLessThan(
        1e-12,
      );
      expect(system.outputs.mmul(column).abs().max()).toBeLessThan(1e-12);
    }
    // Started on the mode, leaves stay apart for ever while the hub stays where it was.
    const drift = [1, 2].map((i) => trojan.vector[i] / trojan.vector[6]);
    expect(drift[0]).toBeCloseTo(1, 12);
    expect(drift[1]).toBeCloseTo(-1, 12);
  });

  it('sees it by a second observer or a frustrated triangle, but not by a heavier spoke', () => {
    const spokes = [1, 2, 3, 4, 5].map((leaf) => [0, leaf]);
    const trojans = (network: SignedGraph, ...observed: string[]) =>
      detectTrojanModes(hiddenPromptSystem(network, { observed, influence })).filter(({ kind }) => kind === 'trojan');
    // Pushes that sum to 0 leave L x = Gz solvable with x = 0 at any one agent: two modes at 0, one output.
    expect(trojans(graph(6, [[0, 1, 2], ...spokes.slice(1)]), '0')).toHaveLength(1);
    expect(trojans(graph(6, [...spokes, [1, 3]]), '0')).toHaveLength(1);
    expect(trojans(star(6), '0', '1')).toHaveLength(0);
    // A negative cycle takes the consensus mode away from 0, and with it the freedom to cancel at the hub.
    expect(trojans(graph(6, [...spokes, [1, 3, -1]]), '0')).toHaveLength(0);
  });

  it('tells a growing pair from a decaying one', () => {
    const turn = (growth: number) => new Matrix([[growth, -2], [2, growth]]); // prettier-ignore
    const pushes = new Matrix([[0, 0], [1, 0], [-1, 0], [0, 0]]); // prettier-ignore
    for (const growth of [0.1, 0, -0.1]) {
      const system = hiddenPromptSystem(star(4), { observed: ['0'], influence: pushes, drive: turn(growth) });
      const pair = detectTrojanModes(system).filter(({ eigenvalue }) => eigenvalue.imaginary > 0);
      expect(pair).toHaveLength(1);
      expect(pair[0].eigenvalue.real).toBeCloseTo(growth, 10);
      expect(pair[0].eigenvalue.imaginary).toBeCloseTo(2, 10);
      expect(pair[0].kind).toBe(growth >= 0 ? 'trojan' : 'latent');
    }
  });

  it('has none where everything is seen', () => {
    expect(detectTrojanModes(seenFrom(path(4), 0))).toEqual([]);
  });

  it('hides from the hub what the flow does, not only what the algebra says', () => {
    const seen = (initial: number[]) => simulateFlow(star(6), { initial, times: [0.2, 1, 5] }).beliefs.getColumn(0);
    seen([0.3, 1, 2, 3, 4, 5]).forEach((belief, k) => expect(belief).toBeCloseTo(seen([0.3, 3, 3, 3, 3, 3])[k], 12));
  });
});

describe('hidingPartition', () => {
  it('never explains more than is hidden, on random signed digraphs with twins', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = randomStream(130, seed);
      const edges: number[][] = [];
      const n = 6;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          if (i !== j && random.bernoulli(0.5)) edges.push([i, j, random.bernoulli(0.3) ? -1 : 1]);
        }
      }
      const network = graph(n, edges, true);
      const { hidden } = hidingPartition(network, { observed: ['0'] });
      expect(hidden).toBeLessThanOrEqual(observability(seenFrom(network, 0)).hidden);
    }
    // Twins that listen to and are heard by the same agents in the same way.
    const twins = graph(4, [[0, 1, 1], [0, 2, 1], [1, 3, -1], [2, 3, -1], [3, 0, 2]], true); // prettier-ignore
    expect(hidingPartition(twins, { observed: ['0'] })).toEqual({ cells: [['0'], ['1', '2'], ['3']], hidden: 1 });
    expect(observability(seenFrom(twins, 0)).hidden).toBe(1);
  });
});

describe('placeObservers', () => {
  it('needs all leaves but one in a star, one agent on a path, n − 1 where everyone talks with everyone', () => {
    expect(placeObservers(star(6))).toMatchObject({ observable: true, lowerBound: 4, certificate: 'lower bound' });
    expect(placeObservers(star(6)).observers).toHaveLength(4);
    expect(placeObservers(path(5))).toMatchObject({ observers: ['0'], certificate: 'lower bound' });
    expect(placeObservers(complete(5)).observers).toHaveLength(4);
    expect(placeObservers(cycle(6)).observers).toHaveLength(2);
  });

  it('is as small as the smallest of all sets on random small networks', () => {
    for (let seed = 0; seed < 8; seed++) {
      const random = randomStream(140, seed);
      const n = 5;
      const edges: number[][] = [];
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (random.bernoulli(0.5)) edges.push([i, j]);
      const network = graph(n, edges);
      const { observers, certificate, hidden } = placeObservers(network);
      let smallest = n;
      for (let mask = 1; mask < 2 ** n; mask++) {
        const rows = Array.from({ length: n }, (_, i) => i).filter((i) => (mask >> i) & 1);
        if (rows.length < smallest && observability(seenFrom(network, ...rows)).hidden === 0) smallest = rows.length;
      }
      expect(observers).toHaveLength(smallest);
      expect(certificate).not.toBeNull();
      expect(hidden[hidden.length - 1]).toBe(0);
    }
  });

  it('stops at its budget', () => {
    const { observers, hidden, observable, certificate } = placeObservers(star(6), { budget: 2 });
    expect(observers).toHaveLength(2);
    expect(hidden).toEqual([6, 3, 2]);
    expect([observable, certificate]).toEqual([false, null]);
  });
});

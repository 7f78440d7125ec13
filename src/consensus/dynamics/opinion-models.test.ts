import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { signedGraphFromArrays, switchSigns } from '../signed-graph.js';
import {
  averagingLimit,
  deffuant,
  hegselmannKrause,
  simulateAveraging,
  simulateVoter,
  voterAbsorption,
} from './index.js';

const far = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

function randomWeights(seed: number, n: number, { negative = 0, density = 1 } = {}): Matrix {
  const random = randomStream(50, seed);
  const weights = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || random.bernoulli(density))
        weights.set(i, j, (random.bernoulli(negative) ? -1 : 1) * (0.1 + random.uniform()));
    }
    const sum = weights.getRow(i).reduce((total, value) => total + Math.abs(value), 0);
    for (let j = 0; j < n; j++) weights.set(i, j, weights.get(i, j) / sum);
  }
  return weights;
}

describe('averaging', () => {
  it('ends where its limit says, for DeGroot, for Friedkin–Johnsen and for signed weights', () => {
    for (let seed = 0; seed < 30; seed++) {
      const n = 3 + (seed % 4);
      const random = randomStream(51, seed);
      const weights = randomWeights(seed, n, { negative: seed % 3 === 2 ? 0.3 : 0, density: seed % 2 ? 0.5 : 0.9 });
      const initial = Array.from({ length: n }, () => random.normal());
      const susceptibility = Array.from({ length: n }, (_, i) => (seed % 5 < 2 ? 1 : i === 0 ? 0.6 : random.uniform()));
      const { limit, converges } = averagingLimit(weights, { initial, susceptibility });
      const end = simulateAveraging(weights, { initial, susceptibility, rounds: 3000 }).getRow(3000);
      expect(converges).toBe(true);
      expect(far(end, limit)).toBeLessThan(1e-8);
    }
  });

  it('pulls some agents only, where the anchor does not reach everyone', () => {
    const weights = new Matrix([[0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0], [0, 0, 0.2, 0.8], [0, 0.3, 0.3, 0.4]]); // prettier-ignore
    const options = { initial: [1, 0, 4, 8], susceptibility: [1, 1, 0.5, 1] };
    const { limit } = averagingLimit(weights, options);
    expect(far(limit.slice(0, 2), [0.5, 0.5])).toBeLessThan(1e-14);
    expect(far(simulateAveraging(weights, { ...options, rounds: 500 }).getRow(500), limit)).toBeLessThan(1e-12);
  });

  it('sees that pure exchange goes round', () => {
    const swap = new Matrix([[0, 1], [1, 0]]); // prettier-ignore
    expect(averagingLimit(swap, { initial: [1, 0] })).toMatchObject({ converges: false });
    expect(far(averagingLimit(swap, { initial: [1, 0] }).limit, [0.5, 0.5])).toBeLessThan(1e-15);
    const negated = new Matrix([[-1]]);
    expect(averagingLimit(negated, { initial: [1] })).toMatchObject({ converges: false });
    expect(averagingLimit(negated, { initial: [1] }).limit[0]).toBe(0);
    const odd = new Matrix([[0, 1, 0], [0, 0, 1], [0.5, 0.5, 0]]); // prettier-ignore
    expect(averagingLimit(odd, { initial: [1, 0, 0] }).converges).toBe(true);
  });

  it('refuses rows that do not weigh to 1', () => {
    expect(() => averagingLimit(new Matrix([[0.5, 0.4], [0, 1]]), { initial: [1, 0] })).toThrow('weights row 0'); // prettier-ignore
    expect(() => averagingLimit(Matrix.eye(2), { initial: [1, 0], susceptibility: [1, 2] })).toThrow(
      'susceptibility[1]',
    );
  });
});

describe('bounded confidence', () => {
  const crowd = (seed: number, n: number) => {
    const random = randomStream(60, seed);
    return Float64Array.from({ length: n }, () => random.uniform());
  };

  it('by Hegselmann and Krause is the mean of all within reach, round for round', () => {
    const initial = crowd(1, 40);
    let x = Array.from(initial);
    for (let round = 1; round <= 6; round++) {
      x = x.map((mine) => {
        const near = x.filter((other) => Math.abs(other - mine) <= 0.1);
        return near.reduce((sum, value) => sum + value, 0) / near.length;
      });
      expect(far(hegselmannKrause(initial, { confidence: 0.1, maxRounds: round }).opinions, x)).toBeLessThan(1e-13);
    }
  });

  it('stops in groups that cannot hear each other, in the order of the first opinions', () => {
    for (let seed = 0; seed < 10; seed++) {
      const initial = crowd(seed, 200);
      const { opinions, clusters, converged } = hegselmannKrause(initial, { confidence: 0.08 });
      expect(converged).toBe(true);
      clusters.slice(1).forEach(({ opinion }, k) => expect(opinion - clusters[k].opinion).toBeGreaterThan(0.08));
      expect(clusters.reduce((sum, { size }) => sum + size, 0)).toBe(200);
      const order = Array.from(initial.keys()).sort((a, b) => initial[a] - initial[b]);
      order.slice(1).forEach((i, k) => expect(opinions[i] - opinions[order[k]]).toBeGreaterThan(-1e-12));
    }
  });

  it('by Deffuant keeps the mean and ends in about 1/(2 confidence) groups', () => {
    const initial = crowd(3, 400);
    const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;
    for (const [confidence, large] of [
      [0.6, 1],
      [0.2, 2],
    ] as const) {
      const { opinions, clusters, converged } = deffuant(initial, { confidence, seed: 2 });
      expect(converged).toBe(true);
      expect(mean(opinions)).toBeCloseTo(mean(initial), 12);
      expect(clusters.filter(({ size }) => size > 20)).toHaveLength(large);
    }
    expect(deffuant(initial, { confidence: 0.2, meetings: 10 })).toMatchObject({ converged: false, steps: 10 });
  });

  it('refuses confidences that are none', () => {
    expect(() => hegselmannKrause([0, 1], { confidence: 0 })).toThrow('confidence');
    expect(() => deffuant([0, 1], { confidence: 0.1, rate: 0.6 })).toThrow('rate');
    expect(() => deffuant([0], { confidence: 0.1 })).toThrow('initial.length');
  });
});

describe('the voter model', () => {
  const edges = { sources: [0, 1, 2, 3, 0, 1], targets: [1, 2, 3, 0, 2, 4] };
  const house = signedGraphFromArrays({ nodes: 5, ...edges });
  const votes = [1, -1, 1, -1, -1];

  it('ends at +1 with the share of the degrees that vote +1', () => {
    const { absorbing, probabilities } = voterAbsorption(house, votes);
    expect(absorbing.map((state) => state.join())).toEqual(['-1,-1,-1,-1,-1', '1,1,1,1,1']);
    // Degrees 3, 3, 3, 2, 1.
    expect(probabilities[1]).toBeCloseTo(6 / 12, 12);
    expect(voterAbsorption(house, [1, 1, -1, -1, -1]).probabilities[1]).toBeCloseTo(6 / 12, 12);
    expect(voterAbsorption(house, [-1, -1, -1, -1, 1]).probabilities[1]).toBeCloseTo(1 / 12, 12);
    expect(voterAbsorption(house, [1, 1, 1, 1, 1])).toMatchObject({ time: 0 });
  });

  it('takes one update on a pair, three on a triangle with a dissenter', () => {
    const pair = signedGraphFromArrays({ nodes: 2, sources: [0], targets: [1] });
    expect(voterAbsorption(pair, [1, -1]).time).toBeCloseTo(1, 12);
    // The dissenter gives in with probability 1/3; with 2/3 · 1/2 another is converted, and one dissents again.
    const triangle = signedGraphFromArrays({ nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0] });
    expect(voterAbsorption(triangle, [1, -1, -1]).time).toBeCloseTo(3, 10);
  });

  it('agrees with simulation in probabilities and times', () => {
    const { probabilities, time } = voterAbsorption(house, votes);
    const runs = 3000;
    const results = Array.from({ length: runs }, (_, run) => simulateVoter(house, { votes, seed: 6, run }));
    expect(results.every(({ absorbed }) => absorbed)).toBe(true);
    const share = results.filter(({ votes: end }) => end[0] === 1).length / runs;
    expect(Math.abs(share - probabilities[1])).toBeLessThan(4 * Math.sqrt(0.25 / runs));
    const mean = results.reduce((sum, { updates }) => sum + updates, 0) / runs;
    const deviation = Math.sqrt(results.reduce((sum, { updates }) => sum + (updates - mean) ** 2, 0) / (runs - 1));
    expect(Math.abs(mean - time)).toBeLessThan((4 * deviation) / Math.sqrt(runs));
  });

  it('is itself seen through a gauge when balanced, and never stops when not', () => {
    const gauge = [1, -1, 1, 1, -1];
    const balanced = switchSigns(house, gauge);
    const seen = voterAbsorption(
      balanced,
      votes.map((vote, i) => vote * gauge[i]),
    );
    const plain = voterAbsorption(house, votes);
    expect(seen.time).toBeCloseTo(plain.time, 10);
    const end = seen.absorbing.findIndex((state) => state.every((vote, i) => vote === gauge[i]));
    expect(seen.probabilities[end]).toBeCloseTo(plain.probabilities[1], 12);
    const frustrated = signedGraphFromArrays({ nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, 1, -1] });
    expect(voterAbsorption(frustrated, [1, 1, 1])).toMatchObject({ absorbing: [], time: Infinity });
    expect(simulateVoter(frustrated, { votes: [1, 1, 1], maxUpdates: 500 })).toMatchObject({
      absorbed: false,
      updates: 500,
    });
  });

  it('refuses votes that are none and networks too large', () => {
    expect(() => voterAbsorption(house, [1, 0, 1, 1, 1])).toThrow('votes[1] must be 1 or −1');
    const big = signedGraphFromArrays({ nodes: 11, sources: [0], targets: [1] });
    expect(() => voterAbsorption(big, new Array<number>(11).fill(1))).toThrow('at most 10');
  });
});

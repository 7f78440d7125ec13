import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import { stationaryDistributions } from './index.js';

function randomChain(n: number, density: number, seed: number): Float64Array {
  const stream = randomStream(seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (i !== j && stream.bernoulli(density)) matrix[i * n + j] = stream.uniform() / n;
    matrix[i * n + ((i + 1) % n)] += 0.01 / n;
  }
  return matrix;
}

describe('stationaryDistributions', () => {
  it('balances every state, whatever the number of blocks', () => {
    for (const n of [1, 2, 5, 31, 32, 33, 34, 64, 65, 66, 100]) {
      const { distributions, unique, residual } = stationaryDistributions(randomChain(n, 0.3, n), n);
      expect(unique).toBe(true);
      expect(distributions[0].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(residual).toBeLessThan(1e-14);
    }
  });

  it('agrees with the powers of the chain', () => {
    const n = 12;
    const matrix = randomChain(n, 0.5, 3);
    let row = new Float64Array(n).fill(1 / n);
    for (let step = 0; step < 4000; step++) {
      const next = row.slice();
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          next[j] += row[i] * matrix[i * n + j];
          next[i] -= row[i] * matrix[i * n + j];
        }
      }
      row = next;
    }
    const [distribution] = stationaryDistributions(matrix, n).distributions;
    distribution.forEach((share, i) => expect(share).toBeCloseTo(row[i], 12));
  });

  it('is right to rounding in every entry of a birth–death chain that all but falls apart', () => {
    // π_k ∝ Π up/down: with steps of 10⁻⁵⁰ between three wells.
    const [up, down] = [[1e-50, 0.3, 1e-50, 0.2], [0.1, 1e-50, 0.4, 1e-50]]; // prettier-ignore
    const matrix = new Float64Array(25);
    up.forEach((rate, k) => {
      matrix[k * 5 + k + 1] = rate;
      matrix[(k + 1) * 5 + k] = down[k];
    });
    const products = [1];
    up.forEach((rate, k) => products.push((products[k] * rate) / down[k]));
    const total = products.reduce((a, b) => a + b, 0);
    stationaryDistributions(matrix, 5).distributions[0].forEach((share, k) => {
      expect(share / (products[k] / total)).toBeCloseTo(1, 13);
    });
  });

  it('eliminates sparse chains as it does full ones: a lattice with a drift', () => {
    const side = 24;
    const n = side * side;
    const matrix = new Float64Array(n * n);
    // Rates up of 2 and 3 times those down: the distribution is a product of two geometric ones.
    for (let x = 0; x < side; x++) {
      for (let y = 0; y < side; y++) {
        const at = x * side + y;
        if (x + 1 < side) [matrix[at * n + at + side], matrix[(at + side) * n + at]] = [0.2, 0.1];
        if (y + 1 < side) [matrix[at * n + at + 1], matrix[(at + 1) * n + at]] = [0.3, 0.1];
      }
    }
    const { distributions } = stationaryDistributions(matrix, n);
    const total = ((2 ** side - 1) * (3 ** side - 1)) / 2;
    for (const [x, y] of [
      [0, 0],
      [3, 20],
      [23, 23],
      [11, 0],
    ]) {
      // prettier-ignore
      expect(distributions[0][x * side + y] / ((2 ** x * 3 ** y) / total)).toBeCloseTo(1, 12);
    }
  });

  it('scales weights that would overflow', () => {
    const matrix = new Float64Array(25);
    for (let k = 0; k < 4; k++) [matrix[k * 5 + k + 1], matrix[(k + 1) * 5 + k]] = [1, 1e-100];
    const [shares] = stationaryDistributions(matrix, 5).distributions;
    expect(shares[4]).toBe(1);
    expect(shares[3] / 1e-100).toBeCloseTo(1, 12);
    expect(shares[2] / 1e-200).toBeCloseTo(1, 12);
  });

  it('returns one distribution a recurrent class', () => {
    // 0 ↔ 1, 2 absorbing, 3 transient.
    const matrix = [0, 1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0];
    const { classes, distributions, unique } = stationaryDistributions(matrix, 4);
    expect(unique).toBe(false);
    expect(classes).toEqual([[0, 1], [2]]);
    expect([...distributions[0]]).toEqual([0.75, 0.25, 0, 0]);
    expect([...distributions[1]]).toEqual([0, 0, 1, 0]);
  });

  it('turns a negative rate away', () => {
    expect(() => stationaryDistributions([0, -1, 1, 0], 2)).toThrow('transitions[1]');
  });
});

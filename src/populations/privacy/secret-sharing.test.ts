import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { chiSquareUpperTail } from '../../statistics/index.js';
import { joinShares, secretShare, secureSum, shareModulus } from '../index.js';

describe('secret sharing', () => {
  it('gives back what was shared, exactly', () => {
    const stream = randomStream(1);
    for (const value of [0, 1, -1, 12.5, -3.75, 2 ** 40 + 2 ** -16, -(2 ** 42)]) {
      for (const parties of [2, 3, 7]) expect(joinShares(secretShare(value, { parties, stream }))).toBe(value);
    }
  });

  it('makes every single share uniform, whatever is shared', () => {
    for (const value of [0, 123456]) {
      for (const party of [0, 2]) {
        const cells = new Float64Array(64);
        for (let k = 0; k < 6400; k++) {
          const share = secretShare(value, { parties: 3, stream: randomStream(9, k) })[party];
          cells[Number((share * 64n) / shareModulus)]++;
        }
        const statistic = cells.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
        expect(chiSquareUpperTail(statistic, { degrees: 63 })).toBeGreaterThan(1e-4);
      }
    }
  });

  it('sums without any party holding the sum', () => {
    const stream = randomStream(3);
    const values = Array.from({ length: 1000 }, () => Math.round(2 ** 20 * (stream.uniform() - 0.5)) / 2 ** 8);
    const { total, held } = secureSum(values, { parties: 4, seed: 2 });
    expect(total).toBe(values.reduce((sum, value) => sum + value, 0));
    expect(held).toHaveLength(4);
    expect(joinShares(held.slice(0, 3))).not.toBe(total);
    expect(secureSum([], { parties: 2 }).total).toBe(0);
  });

  it('refuses one party, numbers too large, and shares that are none', () => {
    const stream = randomStream(1);
    expect(() => secretShare(1, { parties: 1, stream })).toThrow('parties');
    expect(() => secretShare(2 ** 43, { parties: 2, stream })).toThrow('value');
    expect(() => secretShare(NaN, { parties: 2, stream })).toThrow('value');
    expect(() => joinShares([shareModulus])).toThrow('shares[0]');
  });
});

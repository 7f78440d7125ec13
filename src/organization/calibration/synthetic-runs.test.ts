import { describe, expect, it } from 'vitest';
import { dataset } from '../../data/index.js';
import { syntheticRuns } from './synthetic-runs.js';

const truth = { scale: 0.05, beta: 0.3, correlation: 0.3, difficulty: 0.25 };

describe('synthetic runs', () => {
  it('have the mean, the variance over items and the pair correlations of their truth', () => {
    const [items, agents, rounds] = [6000, 2, 2];
    const runs = syntheticRuns({ ...truth, items, agents, rounds, tokens: [1000], tokenSpread: 0, seed: 5 });
    const signed = runs.number('correct').map((correct) => 2 * correct - 1);
    const bias = 0.05 * 1000 ** 0.3;
    let [mean, same, cross] = [0, 0, 0];
    for (let item = 0; item < items; item++) {
      const [a1, b1, a2, b2] = signed.subarray(4 * item, 4 * item + 4);
      mean += (a1 + b1 + a2 + b2) / 4 / items;
      same += (a1 * b1 + a2 * b2) / 2 / items;
      cross += (a1 * b2 + a2 * b1) / 2 / items;
    }
    // E u² = μ² + δ(1 − μ²), and ρ(1 − E u²) more in one round; 4 standard errors of means of ±1 values.
    const slack = 4 / Math.sqrt(items);
    const square = bias ** 2 + 0.25 * (1 - bias ** 2);
    expect(Math.abs(mean - bias)).toBeLessThan(slack);
    expect(Math.abs(cross - square)).toBeLessThan(slack);
    expect(Math.abs(same - (square + 0.3 * (1 - square)))).toBeLessThan(slack);
  });

  it('lose messages by their curve', () => {
    const fidelityCurve = { family: 'hyperbolic', ceiling: 0.9, length: 50 } as const;
    const runs = syntheticRuns({ ...truth, items: 1000, fidelityCurve, messageLengths: [50], seed: 2 });
    const agreed = runs.toRows().filter(({ sent, received }) => sent === received).length / runs.rows;
    expect(Math.abs(2 * agreed - 1 - 0.45)).toBeLessThan(8 * Math.sqrt(0.25 / runs.rows));
  });

  it('depend on their seed alone, item by item', () => {
    const rows = syntheticRuns({ ...truth, items: 5, rounds: 2, seed: 3 }).toRows();
    expect(
      syntheticRuns({ ...truth, items: 8, rounds: 2, seed: 3 })
        .toRows()
        .slice(0, rows.length),
    ).toEqual(rows);
    expect(syntheticRuns({ ...truth, items: 5, rounds: 2, seed: 4 }).toRows()).not.toEqual(rows);
  });

  it('refuse a truth out of range', () => {
    expect(() => syntheticRuns({ ...truth, difficulty: 1 })).toThrow('difficulty must lie in [0, 1)');
    expect(() => syntheticRuns({ ...truth, correlation: 1.2 })).toThrow('correlation must lie in [0, 1]');
    expect(() => syntheticRuns({ ...truth, items: 0 })).toThrow('items must be a whole number of at least 1');
  });

  it('are the data set example-runs, as its source says', async () => {
    const { table } = await dataset('example-runs');
    const made = syntheticRuns({
      scale: 0.06,
      beta: 0.2,
      correlation: 0.1,
      difficulty: 0.25,
      items: 80,
      agents: 6,
      rounds: 3,
      tokens: [100, 1000, 10000],
      tokenSpread: 0.2,
      fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 20 },
      messageLengths: [10, 30, 100, 300],
      seed: 4,
    });
    expect(table.toRows()).toEqual(made.toRows());
  });
});

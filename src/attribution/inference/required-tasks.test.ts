import { describe, expect, it } from 'vitest';
import {
  DenseGame,
  additivePrediction,
  attributionInference,
  bestCombination,
  contributionSd,
  crossModelInteractionGap,
  detectableEffect,
  powerOf,
  requiredTasks,
  shapley,
  simulatedScores,
  sumOfSquaredCoefficients,
} from '../index.js';
import { binomial } from '../games/combinatorics.js';

describe('the noise of a value', () => {
  it('has the closed forms of Shapley and Banzhaf', () => {
    for (let n = 1; n <= 12; n++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += 1 / binomial(n - 1, k);
      expect(sumOfSquaredCoefficients({ players: n })).toBeCloseTo((2 / n ** 2) * sum, 12);
      expect(sumOfSquaredCoefficients({ players: n, index: 'banzhaf' })).toBeCloseTo(2 / 2 ** (n - 1), 12);
    }
    expect(sumOfSquaredCoefficients({ players: 4 })).toBeCloseTo(1 / 3, 14);
    // A pair's Shapley interaction for two players is the whole second difference: four coefficients of ±1.
    expect(sumOfSquaredCoefficients({ players: 2, order: 2 })).toBeCloseTo(4, 12);
    expect(contributionSd({ players: 4, rate: 0.35 }) ** 2).toBeCloseTo((0.35 * 0.65) / 3, 12);
    expect(contributionSd({ players: 4, scoreSd: 2, correlation: 0.75 }) ** 2).toBeCloseTo((4 * 0.25) / 3, 12);
  });

  it('rejects noise that is none', () => {
    expect(() => contributionSd({ sd: 0 })).toThrow('sd');
    expect(() => contributionSd({ players: 4, rate: 1 })).toThrow('rate');
    expect(() => contributionSd({ players: 4, rate: 0.5, correlation: 1 })).toThrow('correlation');
    expect(() => contributionSd({ players: 40, rate: 0.5 })).toThrow('players');
  });
});

describe('requiredTasks', () => {
  it('is the least number with the power, and detectableEffect its inverse', () => {
    for (const plan of [
      { effect: 0.05, players: 4, rate: 0.35 },
      { effect: -0.2, sd: 0.3, comparisons: 6, power: 0.9 },
      { effect: 0.1, players: 3, rate: 0.5, design: 'independent' as const, level: 0.99 },
      { effect: 5, sd: 0.1 },
    ]) {
      const { tasks, power } = requiredTasks(plan);
      expect(power).toBeGreaterThanOrEqual(plan.power ?? 0.8);
      if (tasks > 2) expect(powerOf({ ...plan, tasks: tasks - 1 })).toBeLessThan(plan.power ?? 0.8);
      const effect = detectableEffect({ ...plan, tasks: 50 });
      expect(powerOf({ ...plan, effect, tasks: 50 })).toBeCloseTo(plan.power ?? 0.8, 9);
    }
    // Half a standard deviation, paired t test: 34 (R's pwr.t.test says 33.37).
    expect(requiredTasks({ effect: 0.5, sd: 1 }).tasks).toBe(34);
  });

  it('rejects a plan that cannot be', () => {
    expect(() => requiredTasks({ effect: 0, sd: 1 })).toThrow('effect must differ from 0');
    expect(() => requiredTasks({ effect: 1e-9, sd: 1 })).toThrow('10⁹ tasks');
    expect(() => requiredTasks({ effect: 1, sd: 1, power: 1 })).toThrow('power');
    expect(() => detectableEffect({ tasks: 10, sd: 1, power: 0.01 })).toThrow('power');
    expect(() => powerOf({ effect: 1, tasks: 5, sd: 1, design: 'independent' })).toThrow('design');
    const shared = { effect: 1, tasks: 5, players: 3, rate: 0.5, correlation: 0.5 };
    expect(() => powerOf({ ...shared, design: 'independent' })).toThrow('correlation');
  });

  it('is what simulated studies find, paired and independent', () => {
    const game = DenseGame.from({ players: ['a', 'b'], value: (mask) => 0.45 + (mask & 1 ? 0.1 : 0) });
    const effect = shapley(game).values[0];
    const [tasks, sets] = [120, 400];
    for (const design of ['paired', 'independent'] as const) {
      const plan = { effect, players: 2, rate: 0.5, tasks, design };
      let found = 0;
      for (let seed = 0; seed < sets; seed++) {
        const scores = simulatedScores(game, { tasks, seed });
        const how = design === 'paired' ? {} : { unbalanced: 'independent' as const };
        const { pValue } = attributionInference(scores, { ...how, interval: 't', test: 't' }).values[0];
        found += Number(pValue <= 0.05);
      }
      const power = powerOf(plan);
      // Success rates of 0.45 and 0.55 have the variance of 0.5 to within 1 %.
      expect(Math.abs(found / sets - power)).toBeLessThan(4 * Math.sqrt((power * (1 - power)) / sets));
    }
  });

  it('takes the shared part of tasks off, as the correlation says', () => {
    const game = DenseGame.from({ players: ['a', 'b'], value: () => 0.5 });
    const shared = 0.6;
    const scores = simulatedScores(game, { tasks: 2000, shared, seed: 9 });
    // Two runs share the task's number with chance shared².
    const expected = contributionSd({ players: 2, rate: 0.5, correlation: shared ** 2 });
    for (const { sd } of attributionInference(scores, { interval: 't', test: 't' }).values) {
      // sd of an sd: √((κ−1)/4T) of it, and the kurtosis of these sums of signs is below 4.
      expect(Math.abs(sd / expected - 1)).toBeLessThan(4 * Math.sqrt(3 / (4 * 2000)));
    }
  });
});

describe('best combination', () => {
  // CapaBench (arXiv 2502.00510), mathematics: values of planning, reasoning, action, reflection and accuracy of three models.
  const table = [
    { model: 'Claude-3.5-Sonnet', values: { P: 0.038, R: 0.131, A: 0.442, F: 0.042 }, score: 0.834 },
    { model: 'qwen2.5-32B', values: { P: 0.065, R: 0.107, A: 0.483, F: 0.031 }, score: 0.866 },
    { model: 'doubao-pro-4k', values: { P: 0.115, R: 0.059, A: 0.182, F: -0.002 }, score: 0.534 },
  ];

  it('takes the largest value of every slot and adds them up', () => {
    const best = additivePrediction(table, { baseline: 0.18 });
    expect(best.models).toEqual({
      P: 'doubao-pro-4k',
      R: 'Claude-3.5-Sonnet',
      A: 'qwen2.5-32B',
      F: 'Claude-3.5-Sonnet',
    });
    expect(best.gain).toBeCloseTo(0.115 + 0.131 + 0.483 + 0.042, 12);
    expect(best.prediction).toBeCloseTo(0.951, 12);
    expect(best.slots[0].margin).toBeCloseTo(0.05, 12);
    expect(best.single).toBe(false);
    const gap = crossModelInteractionGap(table, { baseline: 0.18, measured: 0.838 });
    expect(gap.gap).toBeCloseTo(-0.113, 12);
    expect(gap.bestSingle).toEqual({ model: 'qwen2.5-32B', score: 0.866 });
    expect(gap.overBestSingle).toBeCloseTo(-0.028, 12);
  });

  it('says when one model wins everything, and who ties', () => {
    const rows = [
      { model: 'x', values: { a: 1, b: 2 } },
      { model: 'y', values: { b: 1, a: 1 } },
    ];
    const best = bestCombination(rows);
    expect([best.single, best.slots[0].tied, best.slots[0].margin]).toEqual([true, ['y'], 0]);
    expect(bestCombination(rows.slice(0, 1)).slots[0].margin).toBeNaN();
    expect(crossModelInteractionGap(rows, { baseline: 0, measured: 1 }).overBestSingle).toBeNaN();
  });

  it('rejects tables that do not fit together', () => {
    expect(() => bestCombination([])).toThrow('table');
    expect(() => bestCombination([table[0], table[0]])).toThrow('table[1].model must be there once');
    expect(() => bestCombination([table[0], { model: 'x', values: { P: 1 } }])).toThrow('have the slots P, R, A, F');
    expect(() => bestCombination([{ model: 'x', values: { P: NaN } }])).toThrow('table[0].values.P (x)');
    expect(() => bestCombination([{ model: 'x', values: {} }])).toThrow('at least one slot');
  });
});

import { describe, expect, it } from 'vitest';
import {
  kernelShap,
  kernelShapIQ,
  permutationInteractions,
  permutationSampling,
  permutationShapleyTaylor,
  randomGame,
  shapleyInteractions,
  shapleyTaylor,
  type CooperativeGame,
  type InteractionEstimates,
  type InteractionOptions,
  type Interactions,
  type SamplingOptions,
} from '../index.js';

type Estimate = (game: CooperativeGame, options: InteractionOptions & SamplingOptions) => InteractionEstimates;

const REPLICATES = 200;

/** By order: bias in SE of the mean over replicates, SE² against squared errors likewise, their ratio, coverage. */
function study(estimate: Estimate, game: CooperativeGame, exact: Interactions, budget: number, order: number) {
  const runs = Array.from({ length: REPLICATES }, (_, seed) => estimate(game, { budget, order, seed }));
  const truth = exact.valuesOf(order);
  let bias = 0;
  let covered = 0;
  let seen = 0;
  let squared = 0;
  let reported = 0;
  const excess = new Float64Array(REPLICATES);
  truth.forEach((value, cell) => {
    let sum = 0;
    let squares = 0;
    let count = 0;
    runs.forEach(({ estimates, standardErrors, lower, upper }, r) => {
      const standardError = standardErrors.valuesOf(order)[cell];
      if (Number.isNaN(standardError)) return;
      const error = estimates.valuesOf(order)[cell] - value;
      sum += error;
      squares += error * error;
      reported += standardError ** 2;
      excess[r] += error * error - standardError ** 2;
      covered += Number(lower.valuesOf(order)[cell] <= value && value <= upper.valuesOf(order)[cell]);
      count++;
    });
    bias = Math.max(bias, Math.abs(sum) / Math.sqrt(squares));
    squared += squares;
    seen += count;
  });
  const mean = excess.reduce((a, b) => a + b) / REPLICATES;
  const spread = Math.sqrt(excess.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / REPLICATES;
  return { bias, honesty: mean / spread, ratio: reported / squared, coverage: covered / seen };
}

// As though the intervals of a replicate were one.
const COVERED = 0.95 - 4 * Math.sqrt((0.95 * 0.05) / REPLICATES);

describe('kernelShapIQ', () => {
  it('is the exact index of every order once all coalitions are included, in pairs or not', () => {
    for (const [n, order] of [
      [2, 2],
      [3, 2],
      [4, 4],
      [5, 3],
      [6, 3],
      [7, 3],
      [8, 4],
    ]) {
      for (const paired of [true, false]) {
        const game = randomGame(n, { seed: n });
        const { estimates, exact, evaluations, standardErrors } = kernelShapIQ(game, { budget: 2 ** n, order, paired });
        expect([exact, evaluations]).toEqual([true, 2 ** n]);
        for (const { mask, value } of shapleyInteractions(game, { order })) {
          expect(Math.abs(estimates.get(mask) - value)).toBeLessThan(1e-11);
          expect(standardErrors.get(mask)).toBe(0);
        }
      }
    }
  });

  it('is KernelSHAP at order 1', () => {
    const game = randomGame(9, { seed: 2 });
    const { estimates } = kernelShapIQ(game, { budget: 120, order: 1, seed: 3 });
    expect(estimates.valuesOf(1)).toEqual(kernelShap(game, { budget: 120, seed: 3 }).values);
  });

  it.each([
    ['pairs of 8', randomGame(8, { seed: 4 }), 140, 2],
    ['pairs of 10, monotone', randomGame(10, { seed: 4, family: 'monotone' }), 400, 2],
    ['triples of 8', randomGame(8, { seed: 4 }), 210, 3],
  ])('%s: bias below half the error, SE never too small, intervals cover', (_, game, budget, order) => {
    const found = study(kernelShapIQ, game, shapleyInteractions(game, { order }), budget, order);
    expect(found.bias / Math.sqrt(REPLICATES)).toBeLessThan(0.5 + 4 / Math.sqrt(REPLICATES));
    expect(found.honesty).toBeLessThan(4);
    expect(found.ratio).toBeLessThan(1.5);
    expect(found.coverage).toBeGreaterThan(COVERED);
  });

  it('needs the coalitions that identify the interactions', () => {
    const game = randomGame(10);
    expect(() => kernelShapIQ(game, { budget: 60, order: 2 })).toThrow('budget must be at least');
    expect(() => kernelShapIQ(game, { budget: 60, order: 11 })).toThrow('order');
    expect(() => kernelShapIQ(randomGame(20), { budget: 60, order: 4 })).toThrow('at most 1000');
  });
});

describe('permutationInteractions', () => {
  it('is unbiased, honest and covers, at every order', () => {
    const game = randomGame(6, { seed: 4 });
    const exact = shapleyInteractions(game, { order: 3 });
    for (const order of [1, 2, 3]) {
      const found = study(permutationInteractions, game, exact, 1200, order);
      expect(found.bias).toBeLessThan(4);
      expect(found.coverage).toBeGreaterThan(COVERED);
      expect(Math.abs(found.honesty)).toBeLessThan(4);
    }
  });

  it('evaluates the coalitions of all windows once', () => {
    for (const [n, order] of [
      [7, 2],
      [9, 3],
      [5, 5],
    ]) {
      const perOrder = (n - order + 2) * 2 ** (order - 1) - 2;
      const { evaluations, n: orders } = permutationInteractions(randomGame(n), { budget: 2 + 5 * perOrder, order });
      expect([evaluations, orders]).toEqual([2 + 5 * perOrder, 5]);
    }
  });

  it('is permutation sampling at order 1, and says what it has not seen', () => {
    const game = randomGame(9, { seed: 2 });
    const { estimates } = permutationInteractions(game, { budget: 100, order: 1, seed: 3 });
    permutationSampling(game, { budget: 100, seed: 3 }).values.forEach((value, i) => {
      expect(Math.abs(estimates.valuesOf(1)[i] - value)).toBeLessThan(1e-12);
    });
    const once = permutationInteractions(game, { budget: 20, order: 2 }).estimates.valuesOf(2);
    expect(once.filter((value) => !Number.isNaN(value)).length).toBe(8);
  });
});

describe('permutationShapleyTaylor', () => {
  it('is unbiased, honest and covers at the highest order, exact below', () => {
    const game = randomGame(6, { seed: 4 });
    const exact = shapleyTaylor(game, { order: 2 });
    const found = study(permutationShapleyTaylor, game, exact, 1000, 2);
    expect(found.bias).toBeLessThan(4);
    expect(found.coverage).toBeGreaterThan(COVERED);
    expect(Math.abs(found.honesty)).toBeLessThan(4);
    const { estimates } = permutationShapleyTaylor(game, { budget: 500, order: 3 });
    const third = shapleyTaylor(game, { order: 3 });
    for (const order of [1, 2]) {
      estimates.valuesOf(order).forEach((value, cell) => {
        expect(Math.abs(value - third.valuesOf(order)[cell])).toBeLessThan(1e-12);
      });
    }
  });

  it('takes C(n, k)·2^k evaluations an order, and is efficient after one', () => {
    for (const [n, order, perOrder] of [
      [7, 2, 84],
      [10, 3, 960],
    ]) {
      const below = order === 2 ? n : n + (n * (n - 1)) / 2;
      const game = randomGame(n, { seed: 1 });
      const once = permutationShapleyTaylor(game, { budget: 2 + below + perOrder, order });
      expect([once.evaluations, once.n]).toEqual([2 + below + perOrder, 1]);
      expect(Math.abs(once.estimates.efficiencyGap)).toBeLessThan(1e-12);
      expect(permutationShapleyTaylor(game, { budget: 1 + below + 3 * perOrder, order }).n).toBe(2);
    }
  });
});

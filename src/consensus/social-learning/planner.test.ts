import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../foundation/index.js';
import {
  altruisticThresholds,
  biasedThresholds,
  cheapValue,
  expectedReward,
  linearCost,
  lockValue,
  planAt,
  powerCost,
  solvePlanner,
  solvePlannerOnGrid,
  type PlannerKind,
  type SocialLearning,
} from './index.js';

const model = (planner: PlannerKind, baseline: number, discount: number, slope: number): SocialLearning => ({
  planner,
  baseline,
  discount,
  cost: linearCost(slope),
});
const cheap = model('altruistic', 0.7, 0.9, 0.8);
const expensive = model('altruistic', 0.6, 0.5, 2);
const biased = model('biased', 0.7, 0.9, 0.5);

/** All policies to a depth, by plain recursion on beliefs: no states, no bounds, no closed value of a cascade. */
function bruteForce(
  { planner, baseline: p, discount, loss = 1, cost }: SocialLearning,
  b: number,
  depth: number,
): number {
  if (depth === 0) return 0;
  const least = Math.max(b, 1 - b);
  const candidates = [p, 1, least, ...(planner === 'biased' ? [least - 1e-9, least + 1e-9] : [])].filter(
    (q) => q <= 1 && q >= (planner === 'altruistic' ? p : 0.5),
  );
  const values = candidates.map((q) => {
    const price = cost(Math.abs(q - p));
    if (q < least - 1e-12) {
      const undesired = planner === 'altruistic' ? 1 - least : b > 0.5 ? 0 : 1;
      return (
        -price - loss * undesired + discount * bruteForce({ planner, baseline: p, discount, loss, cost }, b, depth - 1)
      );
    }
    const [good, bad] = [q * b + (1 - q) * (1 - b), (1 - q) * b + q * (1 - b)];
    const undesired = planner === 'altruistic' ? 1 - q : bad;
    const after = (weight: number, joint: number) =>
      weight > 0 ? weight * bruteForce({ planner, baseline: p, discount, loss, cost }, joint / weight, depth - 1) : 0;
    return -price - loss * undesired + discount * (after(good, q * b) + after(bad, (1 - q) * b));
  });
  return Math.max(...values);
}

describe('planAt', () => {
  it.each([
    ['altruistic', 0.6, 0.3, 2, [0.2, 0.38, 0.4, 0.5, 0.61]],
    ['altruistic', 0.8, 0.25, 4, [0.1, 0.3, 0.45]],
    ['biased', 0.7, 0.25, 0.5, [0.1, 0.28, 0.35, 0.45, 0.62]],
    ['biased', 0.6, 0.3, 3, [0.2, 0.42, 0.55, 0.8]],
  ] as const)('%s, p = %d, δ = %d, k = %d: agrees with recursion over all policies', (planner, p, d, k, beliefs) => {
    // The recursion stops after 5 agents; those after could lose no more than δ⁵(k/2 + 1)/(1 − δ).
    const setting = model(planner, p, d, k);
    for (const belief of beliefs) {
      const gap = bruteForce(setting, belief, 5) - planAt(setting, belief).value;
      expect(gap).toBeGreaterThan(-1e-7);
      expect(gap).toBeLessThanOrEqual((d ** 5 * (k / 2 + 1)) / (1 - d));
    }
  });

  it('gives a value by hand where convexity fails', () => {
    // V(½) = −0.4 + ½V(0.4), and from 0.4 one signal leads to ½ and the other to a cascade at 0.16/0.52.
    const values = [0.38, 0.4, 0.42].map((belief) => planAt(expensive, belief).value);
    expect(values[1]).toBeCloseTo(-0.74545454545454, 12);
    const half = -0.4 + 0.5 * values[1];
    expect(planAt(expensive, 0.5).value).toBeCloseTo(half, 12);
    const w = 0.38 ** 2 + 0.62 ** 2;
    expect(values[0]).toBeCloseTo(-0.04 - 0.38 + 0.5 * ((1 - w) * half + w * -2 * (0.38 ** 2 / w)), 12);
    expect((values[0] + values[2]) / 2).toBeLessThan(values[1] - 0.005);
  });

  it.each([
    [0.45, -2.471636],
    [0.4, -3.196668],
    [0.3, -4.817532],
    [0.2, -6.595141],
    [0.1, -8.406398],
  ])('biased at %d', (b, expected) => {
    const w = b * b + (1 - b) * (1 - b);
    const odds = (b * b) / w;
    const after = (1 - w) * lockValue(biased, 0.5) + w * planAt(biased, odds).value;
    expect(planAt(biased, b).value).toBeCloseTo(-0.5 * Math.abs(0.3 - b) - w + 0.9 * after, 9);
    expect(planAt(biased, b).value).toBeCloseTo(expected, 6);
    expect(planAt(biased, b).action).toMatchObject({ move: 'least', limit: 'above' });
  });

  it('biased at ½ by its closed form, not attained but approached from above', () => {
    const { discount, cost } = biased;
    const price = cost(0.2);
    const closed = (-price - 0.5 - ((discount / 2) * price) / (1 - discount)) / (1 - discount / 2);
    expect(planAt(biased, 0.5).value).toBeCloseTo(closed, 9);
    expect(closed).toBeCloseTo(-1.9090909, 7);
    expect(planAt(biased, 0.5).action.limit).toBe('above');
    expect(planAt(biased, 0.6).action).toMatchObject({ move: 'lock', limit: 'below', precision: 0.6 });
    for (const b of [0.51, 0.6, 0.69]) expect(planAt(biased, b).value).toBeCloseTo(-5 * (0.7 - b), 9);
  });

  it('begins to invest for a bias where the chain of least signals breaks even', () => {
    // −k(1 − p − b) − w + δ[(1 − w)V⁺ − w/(1 − δ)] = −1/(1 − δ), whose next step leads into the cascade.
    const root = (18.7 - Math.sqrt(18.7 ** 2 - 4 * 18.2 * 0.15)) / (2 * 18.2);
    const { phases } = solvePlanner(biased, { grid: false, points: 101 });
    expect(phases.map(({ move }) => move)).toEqual(['ignore', 'least', 'lock', 'ignore']);
    expect(phases[0].to).toBeCloseTo(root, 5);
  });

  it('says how far apart its bounds are when it may not look far', () => {
    const narrow = planAt(expensive, 0.47, { maxStates: 4 });
    expect(narrow.converged).toBe(false);
    expect(narrow.errorBound).toBeGreaterThan(0.01);
    const { value } = planAt(expensive, 0.47);
    expect(value).toBeGreaterThanOrEqual(narrow.value);
    expect(value).toBeLessThanOrEqual(narrow.value + narrow.errorBound);
  });

  it('falls when errors cost more, and scales with loss and cost together', () => {
    for (const b of [0.3, 0.5]) {
      for (const planner of ['altruistic', 'biased'] as const) {
        const at = (loss: number, slope: number) => planAt({ ...model(planner, 0.7, 0.8, slope), loss }, b).value;
        expect(at(2, 1)).toBeLessThanOrEqual(at(1, 1));
        expect(at(2, 2)).toBeCloseTo(2 * at(1, 1), 9);
      }
    }
  });
});

describe('the cheap regime', () => {
  it.each([
    [0, 0.24],
    [0.5, 0.12],
    [0.9, 0.024],
  ])('δ = %d invests from %d', (discount, threshold) => {
    const setting = { ...cheap, discount };
    const { phases, convexity, grid, beliefs, value } = solvePlanner(setting, {
      points: 101,
      grid: { beliefs: 201, precisions: 41 },
    });
    expect(phases.map(({ move }) => move)).toEqual(['ignore', 'full', 'ignore']);
    expect(phases[0].to).toBeCloseTo(threshold, 5);
    expect(altruisticThresholds(setting).regime).toBe('cheap');
    expect(altruisticThresholds(setting).myopic).toBeCloseTo(0.24, 14);
    expect(altruisticThresholds(setting).investment).toBeCloseTo(threshold, 14);
    expect(convexity.holds).toBe(true);
    expect(grid!.gap).toBeLessThan(1e-12);
    beliefs.forEach((b, i) => expect(value[i]).toBeCloseTo(cheapValue(setting, b), 9));
  });

  it('holds for a concave cost as well', () => {
    const setting: SocialLearning = { ...cheap, cost: powerCost(0.5, { exponent: 0.7 }) };
    const { beliefs, value, convexity } = solvePlanner(setting, { points: 101, grid: false });
    beliefs.forEach((b, i) => expect(value[i]).toBeCloseTo(cheapValue(setting, b), 9));
    expect(convexity.holds).toBe(true);
  });
});

describe('the expensive regime', () => {
  it.each([
    [0.6, 0.9, 8, ['ignore', 'least', 'full', 'least', 'ignore'], [0.313, 0.383]],
    [0.8, 0.95, 4, ['ignore', 'least', 'full', 'least', 'ignore'], [0.0385, 0.0847]],
    [0.6, 0.5, 2, ['ignore', 'least', 'baseline', 'least', 'ignore'], [0.373, 0.4]],
  ] as const)('p = %d, δ = %d, k = %d', (p, d, k, moves, ends) => {
    const { phases, grid, errorBound } = solvePlanner(model('altruistic', p, d, k), {
      points: 101,
      grid: { beliefs: 801, precisions: 41 },
    });
    expect(phases.map(({ move }) => move)).toEqual(moves);
    ends.forEach((end, i) => expect(Math.abs(phases[i].to - end)).toBeLessThan(5e-4));
    expect(errorBound).toBeLessThan(1e-9);
    // A quarter of the steepest slope times the step of the grid.
    expect(grid!.gap).toBeLessThan(1 / (1 - d) / 800 / 4);
  });

  it('can have a full phase that is no interval around ½, and a value that is not convex', () => {
    const { phases, convexity } = solvePlanner(model('altruistic', 0.8, 0.95, 8), { grid: false, points: 201 });
    const full = phases.filter(({ move }) => move === 'full');
    expect(full).toHaveLength(2);
    expect(full[0].from).toBeCloseTo(0.443, 3);
    expect(full[0].to).toBeCloseTo(0.462, 3);
    expect(convexity.holds).toBe(false);
    expect(solvePlanner(expensive, { grid: false }).convexity.worst.excess).toBeGreaterThan(0.0056);
  });

  it('leaves to a grid of all precisions nothing but interpolation', () => {
    // Slopes are at most C/(1 − δ), so interpolation across a kink is off by at most a quarter of that times the step.
    const setting = model('altruistic', 0.8, 0.95, 8);
    const grid = solvePlannerOnGrid(setting, { beliefs: 1601, precisions: 61 });
    const gap = Math.max(...Array.from(grid.beliefs, (b, i) => Math.abs(grid.value[i] - planAt(setting, b).value)));
    expect(gap).toBeLessThan(20 / 1600 / 4);
  });

  it('is the same seen from good and from bad', () => {
    for (const b of [0.1, 0.33, 0.47]) {
      expect(planAt(expensive, b).value).toBeCloseTo(planAt(expensive, 1 - b).value, 12);
    }
    expect([0, 1].map((b) => planAt(expensive, b).value)).toEqual([0, 0]);
  });
});

describe('thresholds', () => {
  it('of the myopic biased planner', () => {
    // 2b(1 − b) = (0.3 − b)/2.
    const escape = (2.5 - Math.sqrt(5.05)) / 4;
    expect(biasedThresholds(biased).escape).toBeCloseTo(escape, 12);
    // ½(1 − k/C) = ¼ lies below 1 − p: lowering never pays.
    expect(biasedThresholds(biased).lowering).toBeNull();
    const steep = biasedThresholds(model('biased', 0.8, 0, 0.4));
    expect(steep.lowering).toBeCloseTo(0.5 * (1 - 0.4), 12);
    const { phases } = solvePlanner({ ...biased, discount: 0 }, { grid: false, points: 101 });
    expect(phases[0].to).toBeCloseTo(escape, 5);
    expect(solvePlanner(model('biased', 0.8, 0, 0.4), { grid: false, points: 101 }).phases).toContainEqual(
      expect.objectContaining({ move: 'least', to: expect.closeTo(0.3, 5) as number }),
    );
  });

  it('grid value of the biased planner agrees to a grid step', () => {
    const { beliefs, value } = solvePlannerOnGrid(biased, { beliefs: 2001, precisions: 51 });
    expect(Math.abs(value[1000] - planAt(biased, 0.5).value)).toBeLessThan(1e-2);
    expect(beliefs[1000]).toBe(0.5);
  });
});

describe('bad input', () => {
  it.each([
    [{ ...cheap, discount: 1 }, 'discount'],
    [{ ...cheap, baseline: 0.4 }, 'baseline'],
    [{ ...cheap, baseline: 1 }, 'baseline'],
    [{ ...cheap, loss: 0 }, 'loss'],
    [{ ...cheap, planner: 'kind' as PlannerKind }, 'planner'],
    [{ ...cheap, cost: () => 1 }, 'cost(0)'],
    [{ ...cheap, cost: (x: number) => x * x }, 'cost must be concave'],
    [{ ...cheap, cost: (x: number) => Math.min(x, 0.4 - x / 2) }, 'cost must not decrease'],
  ])('%o', (bad, message) => {
    expect(() => planAt(bad, 0.5)).toThrow(InvalidInputError);
    expect(() => planAt(bad, 0.5)).toThrow(message);
  });

  it('beliefs, precisions and planners that do not fit', () => {
    expect(() => planAt(cheap, 1.2)).toThrow('belief');
    expect(() => expectedReward(cheap, { belief: 0.5, precision: 0.6 })).toThrow('at least 0.7');
    expect(() => cheapValue(expensive, 0.5)).toThrow('cost');
    expect(() => lockValue(biased, 0.4)).toThrow('belief');
    expect(() => lockValue(cheap, 0.6)).toThrow(`planner must be 'biased'`);
  });
});

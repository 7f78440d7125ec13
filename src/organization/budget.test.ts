import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allocate,
  budgetThreshold,
  computeForBias,
  fixedPoint,
  iterateTree,
  leafBias,
  optimalOrganization,
  organizationExponent,
  overheadPerLeaf,
  synergyExists,
  synergyWindow,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** s > β by a margin that keeps the threshold finite. */
const laws = fc
  .record({ beta: within(0.02, 0.4), gap: within(0.02, 0.4), overhead: within(1, 1000) })
  .map(({ beta, gap, overhead }) => ({ exponent: beta + gap, beta, overhead }));
const agents = { fidelity: 0.9, correlation: 0.05, scale: 0.02, beta: 0.2, overhead: 100 };

describe('leafBias', () => {
  it('is k x^β up to 1, and computeForBias undoes it', () => {
    expect(leafBias({ compute: 400, scale: 0.01, beta: 0.5 })).toBeCloseTo(0.2, 14);
    expect(leafBias({ compute: 1e9, scale: 0.01, beta: 0.5 })).toBe(1);
    expect(leafBias({ compute: 0, scale: 0.01, beta: 0.5 })).toBe(0);
    fc.assert(
      fc.property(within(0, 1), within(1e-3, 0.5), within(0.1, 1), (bias, scale, beta) => {
        const compute = computeForBias({ bias, scale, beta });
        expect(leafBias({ compute, scale, beta })).toBeCloseTo(bias, 12);
      }),
    );
  });

  it('rejects bad input', () => {
    expect(() => leafBias({ compute: -1, scale: 1, beta: 1 })).toThrow('compute');
    expect(() => leafBias({ compute: 1, scale: 0, beta: 1 })).toThrow('scale');
    expect(() => leafBias({ compute: 1, scale: 1, beta: NaN })).toThrow('beta');
    expect(() => computeForBias({ bias: 1.2, scale: 1, beta: 1 })).toThrow('bias');
    expect(() => computeForBias({ bias: 0.2, scale: -1, beta: 1 })).toThrow('scale');
  });
});

describe('budgetThreshold', () => {
  it('has the values of the closed form by hand', () => {
    expect(budgetThreshold({ exponent: 0.3, beta: 0.2, overhead: 100 })).toBeCloseTo(675, 9);
    expect(budgetThreshold({ exponent: 0.25, beta: 0.1, overhead: 50 })).toBeCloseTo(153.5013124, 7);
    expect(budgetThreshold({ exponent: 0.39, beta: 0.3, overhead: 10 })).toBeCloseTo(103.9042404, 7);
  });

  it('is where bisection finds the best split and one agent equal', () => {
    fc.assert(
      fc.property(laws, (law) => {
        // log of max_x x^β (B/(x + c₀))^s by golden-section search, against log B^β.
        const advantage = (logBudget: number) => {
          const value = (logX: number) =>
            law.beta * logX + law.exponent * (logBudget - Math.log(Math.exp(logX) + law.overhead));
          let [low, high] = [-20, 30];
          const ratio = (Math.sqrt(5) - 1) / 2;
          for (let i = 0; i < 120; i++) {
            const [p, q] = [high - ratio * (high - low), low + ratio * (high - low)];
            if (value(p) > value(q)) high = q;
            else low = p;
          }
          return value((low + high) / 2) - law.beta * logBudget;
        };
        let [low, high] = [-50, 200];
        for (let i = 0; i < 100; i++) {
          const middle = (low + high) / 2;
          if (advantage(middle) > 0) high = middle;
          else low = middle;
        }
        expect(Math.log(budgetThreshold(law)) - high).toBeCloseTo(0, 9);
      }),
    );
  });

  it('is infinite without synergy, and exact when s is barely above β', () => {
    expect(budgetThreshold({ exponent: 0.2, beta: 0.2, overhead: 10 })).toBe(Infinity);
    expect(budgetThreshold({ exponent: 0.1, beta: 0.2, overhead: 10 })).toBe(Infinity);
    expect(budgetThreshold({ exponent: -Infinity, beta: 0.2, overhead: 10 })).toBe(Infinity);
    // s → β: (s/β)^(β/(s−β)) → e.
    const law = { exponent: 0.2 * (1 + 1e-9), beta: 0.2, overhead: 10 };
    expect((budgetThreshold(law) * (law.exponent - 0.2)) / (10 * 0.2 * Math.E)).toBeCloseTo(1, 8);
    expect(synergyExists({ exponent: 0.21, beta: 0.2 })).toBe(true);
    expect(synergyExists({ exponent: 0.2, beta: 0.2 })).toBe(false);
  });

  it('rejects bad input', () => {
    expect(() => budgetThreshold({ exponent: NaN, beta: 0.2, overhead: 1 })).toThrow('exponent');
    expect(() => budgetThreshold({ exponent: 0.3, beta: 0, overhead: 1 })).toThrow('beta');
    expect(() => budgetThreshold({ exponent: 0.3, beta: 0.2, overhead: 0 })).toThrow('overhead');
    expect(() => synergyExists({ exponent: Infinity, beta: 0.2 })).toThrow('exponent');
    expect(() => synergyExists({ exponent: 0.3, beta: -1 })).toThrow('beta');
  });
});

describe('allocate', () => {
  it('gives the published leaf compute, whatever the budget', () => {
    for (const budget of [800, 1e4, 1e9]) {
      const plan = allocate({ budget, exponent: 0.3, beta: 0.2, overhead: 100 });
      expect(plan.computePerLeaf).toBeCloseTo(200, 9);
      expect(plan.leaves).toBeCloseTo(budget / 300, 6);
      expect(plan.regime).toBe('scaleOut');
    }
    expect(allocate({ budget: 1e4, exponent: 0.25, beta: 0.1, overhead: 50 }).computePerLeaf).toBeCloseTo(33.3333, 4);
    expect(allocate({ budget: 1e4, exponent: 0.39, beta: 0.3, overhead: 10 }).computePerLeaf).toBeCloseTo(33.3333, 4);
  });

  it('is stationary: no other leaf compute on the same budget does better', () => {
    fc.assert(
      fc.property(laws, within(1, 12), (law, logBudget) => {
        const budget = Math.exp(logBudget);
        const { computePerLeaf: x, leaves } = allocate({ budget, ...law });
        const logValue = (compute: number) =>
          law.beta * Math.log(compute) + law.exponent * Math.log(budget / (compute + law.overhead));
        const h = 1e-4 * x;
        expect(((logValue(x + h) - logValue(x - h)) / (2 * h)) * x).toBeCloseTo(0, 7);
        expect(logValue(x)).toBeGreaterThan(logValue(x * 1.05));
        expect(logValue(x)).toBeGreaterThan(logValue(x / 1.05));
        expect((leaves * (x + law.overhead)) / budget).toBeCloseTo(1, 12);
      }),
    );
  });

  it('states its advantage over one agent, and the regime by it', () => {
    fc.assert(
      fc.property(laws, within(1, 25), (law, logBudget) => {
        const budget = Math.exp(logBudget);
        const { computePerLeaf, leaves, advantage, regime } = allocate({ budget, ...law });
        const byHand = (computePerLeaf ** law.beta * leaves ** law.exponent) / budget ** law.beta;
        expect(advantage / byHand).toBeCloseTo(1, 10);
        expect(regime).toBe(advantage > 1 ? 'scaleOut' : 'belowThreshold');
      }),
    );
    expect(allocate({ budget: 500, exponent: 0.1, beta: 0.2, overhead: 9 })).toEqual({
      computePerLeaf: 500,
      leaves: 1,
      regime: 'scaleUp',
      advantage: 1,
    });
  });

  it('rejects bad input', () => {
    const law = { budget: 1e3, exponent: 0.3, beta: 0.2, overhead: 100 };
    expect(() => allocate({ ...law, budget: 0 })).toThrow('budget');
    expect(() => allocate({ ...law, exponent: NaN })).toThrow('exponent');
    expect(() => allocate({ ...law, beta: -0.1 })).toThrow('beta');
    expect(() => allocate({ ...law, overhead: Infinity })).toThrow('overhead');
  });
});

describe('synergyWindow', () => {
  it('runs from the threshold to the budget at which one agent reaches u*', () => {
    const layer = { fanIn: 5, fidelity: 0.9, correlation: 0.05 };
    const window = synergyWindow({ ...layer, scale: 0.02, beta: 0.2, overhead: 100 });
    const exponent = organizationExponent(layer);
    expect(window).toEqual({
      lower: budgetThreshold({ exponent, beta: 0.2, overhead: 100 }),
      upper: expect.closeTo((fixedPoint(layer) / 0.02) ** 5, 3) as number,
      empty: false,
      exponent,
      fixedPoint: fixedPoint(layer),
    });
    expect(leafBias({ compute: window.upper, scale: 0.02, beta: 0.2 })).toBeCloseTo(window.fixedPoint, 12);
  });

  it('is empty without synergy, or where one agent is already good enough', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1, overhead: 100 };
    expect(synergyWindow({ ...layer, scale: 0.01, beta: 0.2 })).toMatchObject({ lower: Infinity, empty: true });
    expect(synergyWindow({ ...layer, correlation: 0.5, scale: 0.01, beta: 0.2 }).upper).toBe(0);
    expect(synergyWindow({ ...layer, scale: 0.55, beta: 0.01 }).empty).toBe(true);
  });

  it('holds every win of a whole tree from above', () => {
    const layer = { fanIn: 5, fidelity: 0.8, correlation: 0.1, scale: 0.05, beta: 0.2, overhead: 50 };
    const { upper } = synergyWindow(layer);
    for (const factor of [1, 1.5, 10])
      expect(optimalOrganization({ ...layer, budget: upper * factor }).synergy).toBe(false);
  });

  it('rejects bad input', () => {
    const options = { fanIn: 5, fidelity: 0.8, correlation: 0.1, scale: 0.05, beta: 0.2, overhead: 50 };
    for (const name of ['fanIn', 'fidelity', 'correlation', 'scale', 'beta', 'overhead']) {
      expect(() => synergyWindow({ ...options, [name]: -1 })).toThrow(name);
    }
  });
});

describe('optimalOrganization', () => {
  it('agrees with brute force over depth and fan-in', () => {
    fc.assert(
      fc.property(within(3, 12), within(0.5, 1), within(0, 0.4), (logBudget, fidelity, correlation) => {
        const budget = Math.exp(logBudget);
        const setting = { ...agents, fidelity, correlation };
        const best = optimalOrganization({ budget, fanIn: [3, 5, 7], ...setting });
        let value = leafBias({ compute: budget, ...agents });
        for (const fanIn of [3, 5, 7]) {
          for (let depth = 1; depth <= 12; depth++) {
            const compute = budget / fanIn ** depth - agents.overhead;
            if (compute <= 0) continue;
            const leaf = leafBias({ compute, ...agents });
            const { bias } = iterateTree({ fanIn, fidelity, correlation, leafBias: leaf, depth });
            value = Math.max(value, bias[depth]);
          }
        }
        expect(best.bias).toBeCloseTo(value, 14);
        expect(best.synergy).toBe(value > best.singleAgent.bias);
        if (best.depth > 0) {
          expect(best.leaves * (best.computePerLeaf + agents.overhead)).toBeCloseTo(budget, 6);
          expect(best.leaves).toBe(best.fanIn! ** best.depth);
        }
      }),
    );
  });

  it('lists what the budget can pay, the single agent first', () => {
    const best = optimalOrganization({ budget: 1000, fanIn: 3, ...agents });
    expect(best.candidates.map(({ depth }) => depth)).toEqual([0, 1, 2]);
    expect(best.candidates[0]).toBe(best.singleAgent);
    expect(best.singleAgent).toMatchObject({ fanIn: null, leaves: 1, computePerLeaf: 1000 });
    expect(optimalOrganization({ budget: 200, fanIn: 3, ...agents })).toMatchObject({ depth: 0, synergy: false });
  });

  it('approaches the small-signal allocation when signals are weak', () => {
    const layer = { fanIn: 3, fidelity: 1, correlation: 0, scale: 1e-9, beta: 0.2, overhead: 100 };
    const exponent = organizationExponent(layer);
    const { computePerLeaf } = allocate({ budget: 1e9, exponent, beta: 0.2, overhead: 100 });
    const best = optimalOrganization({ ...layer, budget: 1e9 });
    // Whole layers: within a factor √3 of x* + c₀.
    const ratio = (best.computePerLeaf + 100) / (computePerLeaf + 100);
    expect(Math.abs(Math.log(ratio))).toBeLessThan(Math.log(3) / 2 + 0.1);
  });

  it('rejects bad input', () => {
    const options = { budget: 1e4, fanIn: 5, ...agents };
    for (const name of ['budget', 'fanIn', 'fidelity', 'correlation', 'scale', 'beta', 'overhead']) {
      expect(() => optimalOrganization({ ...options, [name]: -1 })).toThrow(name);
    }
    expect(() => optimalOrganization({ ...options, fanIn: [] })).toThrow('fanIn must hold at least one fan-in');
    expect(() => optimalOrganization({ ...options, fanIn: [3, 4] })).toThrow('fanIn must be odd');
    expect(() => optimalOrganization({ ...options, overhead: 0 })).toThrow('overhead');
  });
});

describe('overheadPerLeaf', () => {
  it('shares the messages and aggregators of a tree among its leaves', () => {
    for (const [fanIn, depth] of [
      [3, 4],
      [5, 2],
      [2, 6],
    ]) {
      let total = 0; // message by message: every node but the root writes once, and is read once
      for (let level = 0; level < depth; level++) total += fanIn ** (level + 1) * 40 * (1.5 + 0.5);
      for (let level = 0; level < depth; level++) total += fanIn ** level * 25;
      const overhead = overheadPerLeaf({
        fanIn,
        messageLength: 40,
        writePrice: 1.5,
        readPrice: 0.5,
        aggregatorCompute: 25,
      });
      expect(overhead * (fanIn ** depth - 1)).toBeCloseTo(total, 8);
    }
    expect(overheadPerLeaf({ fanIn: 5, messageLength: 40 })).toBe(100);
  });

  it('rejects bad input', () => {
    expect(() => overheadPerLeaf({ fanIn: 1, messageLength: 40 })).toThrow('fanIn');
    expect(() => overheadPerLeaf({ fanIn: 3, messageLength: -1 })).toThrow('messageLength');
    expect(() => overheadPerLeaf({ fanIn: 3, messageLength: 1, writePrice: -1 })).toThrow('writePrice');
    expect(() => overheadPerLeaf({ fanIn: 3, messageLength: 1, readPrice: NaN })).toThrow('readPrice');
    expect(() => overheadPerLeaf({ fanIn: 3, messageLength: 1, aggregatorCompute: -1 })).toThrow('aggregatorCompute');
  });
});

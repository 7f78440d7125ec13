import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binaryBandit,
  covariance,
  entropy,
  entropyGradient,
  logitStep,
  logSoftmax,
  predictedEntropyChange,
  softmax,
} from './index.js';

const logits = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 2, maxLength: 9 });
const worked = [2, 1, 0, -1];

describe('a softmax policy', () => {
  it('is the worked example of the paper’s mechanism', () => {
    const p = softmax(worked);
    [0.643914, 0.236883, 0.087144, 0.032059].forEach((value, a) => expect(p[a]).toBeCloseTo(value, 6));
    expect(entropy(p)).toBeCloseTo(0.947537, 6);
  });

  it('does not overflow', () => {
    expect(Array.from(softmax([1000, 0, -1000]))).toEqual([1, 0, 0]);
    expect(Array.from(logSoftmax([-1000, -1000]))).toEqual([-Math.LN2, -Math.LN2]);
  });

  it('has the entropy gradient of central differences', () => {
    fc.assert(
      fc.property(logits, (z) => {
        const gradient = entropyGradient(z);
        const h = 1e-5;
        z.forEach((_, a) => {
          const at = (by: number) => entropy(softmax(z.map((value, b) => (a === b ? value + by : value))));
          // Truncation h²/6·|H‴| < 1e−10 and rounding 1e−16/h: together below 1e−9.
          expect(gradient[a]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
        });
        expect(gradient.reduce((sum, g) => sum + g, 0)).toBeCloseTo(0, 12);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses what is no distribution', () => {
    expect(() => entropy([0.5, 0.6])).toThrow('sum of probabilities must equal 1');
    expect(() => entropy([1.5, -0.5])).toThrow('probabilities[0]');
    expect(() => covariance([0.5, 0.5], [1], [1, 2])).toThrow('x.length must equal 2; got 1');
    expect(() => softmax([0, NaN])).toThrow('logits[1]');
    expect(() => softmax([])).toThrow('logits.length');
  });
});

describe('one step', () => {
  it.each([
    ['pg', [1, 0, 0, 0], 0.101655],
    ['npg', [1, 0, 0, 0], 0.326688],
    ['pg', [0, 0, 0, 1], -0.007974],
    ['npg', [0, 0, 0, 1], -0.079911],
  ] as const)('by %s with rewards %j has covariance %f', (method, rewards, published) => {
    const step = logitStep(worked, rewards, { method });
    expect(-predictedEntropyChange(worked, step).predicted).toBeCloseTo(published, 6);
    expect(covariance(softmax(worked), logSoftmax(worked), step)).toBeCloseTo(published, 6);
  });

  it.each([
    ['pg', 1.001],
    ['npg', 1.0021],
  ] as const)('by %s: actual over predicted change is %f at η = 0.01 and tends to 1', (method, published) => {
    const ratio = (learningRate: number) => {
      const { actual, predicted } = predictedEntropyChange(
        worked,
        logitStep(worked, [1, 0, 0, 0], { method, learningRate }),
      );
      return actual / predicted;
    };
    expect(ratio(0.01)).toBeCloseTo(published, 4);
    expect(Math.abs(ratio(1e-4) - 1)).toBeLessThan(3e-5);
  });

  it('is predicted with an error of second order, whose curvature is known to third', () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: 0, max: 8 }), (z, best) => {
        const rewards = z.map((_, a) => (a === best % z.length ? 1 : 0));
        const change = (learningRate: number) =>
          predictedEntropyChange(z, logitStep(z, rewards, { method: 'npg', learningRate }));
        const [coarse, fine] = [change(0.02), change(0.01)];
        expect(Math.abs(fine.error)).toBeLessThan(1e-3);
        // Third order: |rest| ≤ η³·max|H‴|/6, and logits within ±6 keep |H‴| below 100.
        expect(Math.abs(coarse.error - coarse.curvature)).toBeLessThan(0.02 ** 3 * 17);
        expect(Math.abs(fine.error - fine.curvature)).toBeLessThan(0.01 ** 3 * 17);
      }),
    );
  });

  it('knows no first order at a uniform policy, nor a constant added to all logits', () => {
    const uniform = new Float64Array(5);
    for (const method of ['pg', 'npg', 'grpo', 'rloo'] as const) {
      const step = logitStep(uniform, [1, 0, 0, 2, 0], { method });
      expect(predictedEntropyChange(uniform, step).predicted).toBeCloseTo(0, 14);
    }
    const step = logitStep(worked, [0, 1, 0, 0]);
    const shifted = predictedEntropyChange(
      worked,
      step.map((d) => d + 3),
    );
    const plain = predictedEntropyChange(worked, step);
    expect(shifted.predicted).toBeCloseTo(plain.predicted, 14);
    expect(shifted.actual).toBeCloseTo(plain.actual, 14);
    expect(shifted.curvature).toBeCloseTo(plain.curvature, 13);
  });

  it('is the gradient of the expected reward under pg and the standardised one under grpo', () => {
    const rewards = [0.3, 1, 0, 0.2];
    const value = (z: readonly number[]) => softmax(z).reduce((sum, p, a) => sum + p * rewards[a], 0);
    const p = softmax(worked);
    const mean = value(worked);
    const deviation = Math.sqrt(p.reduce((sum, share, a) => sum + share * (rewards[a] - mean) ** 2, 0));
    const [pg, rloo, grpo] = (['pg', 'rloo', 'grpo'] as const).map((method) => logitStep(worked, rewards, { method }));
    worked.forEach((_, a) => {
      const at = (by: number) => value(worked.map((z, b) => (a === b ? z + by : z)));
      expect(pg[a]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 9);
      expect(grpo[a]).toBeCloseTo(pg[a] / deviation, 12);
    });
    expect(rloo).toEqual(pg);
    expect(Array.from(logitStep(worked, [1, 1, 1, 1], { method: 'grpo' }))).toEqual([0, 0, 0, 0]);
  });

  it('refuses steps backwards and unknown methods', () => {
    expect(() => logitStep([0, 1], [1, 0], { learningRate: -1 })).toThrow('learningRate');
    expect(() => logitStep([0, 1], [1, 0], { method: 'sgd' as 'pg' })).toThrow("'pg', 'npg', 'grpo', 'rloo'");
    expect(() => predictedEntropyChange([0, 1], [1])).toThrow('step.length must equal 2');
  });
});

describe('the closed form of a binary bandit', () => {
  it('is what natural steps on all logits give', () => {
    const correct = [true, false, true, false, false];
    const rewards = correct.map(Number);
    let z = Float64Array.from([0.5, 2, -1, 1, 0.3]);
    const p = softmax(z);
    const within = (wanted: boolean) => {
      const inside = p.filter((_, a) => correct[a] === wanted);
      const mass = inside.reduce((sum, share) => sum + share, 0);
      return { mass, entropy: entropy(inside.map((share) => share / mass)) };
    };
    const [right, wrong] = [within(true), within(false)];
    const steps = 60;
    const time = Array.from({ length: steps + 1 }, (_, t) => 0.25 * t);
    const bandit = { initial: right.mass, entropyCorrect: right.entropy, entropyWrong: wrong.entropy };
    const curve = binaryBandit(bandit, time);
    for (let t = 0; t <= steps; t++) {
      const now = softmax(z);
      expect(curve.reward[t]).toBeCloseTo(now[0] + now[2], 12);
      expect(curve.entropy[t]).toBeCloseTo(entropy(now), 12);
      const step = logitStep(z, rewards, { method: 'npg', learningRate: 0.25 });
      z = z.map((value, a) => value + step[a]);
    }
  });

  it('ends at the entropy within the correct responses, far beyond where 1 − p rounds to 0', () => {
    const { reward, entropy: end } = binaryBandit({ initial: 1e-9, entropyCorrect: 0.7 }, [1000]);
    expect([reward[0], end[0]]).toEqual([1, 0.7]);
    expect(() => binaryBandit({ initial: 1 }, [0])).toThrow('initial must lie in (0, 1); got 1');
  });
});

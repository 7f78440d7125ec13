import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { fidelityAt, type FidelityFamily } from '../fidelity-curve.js';
import { fitFamily, logLikelihood, type AgreementCounts } from './fidelity-families.js';
import { fitFidelity, type FidelityPart } from './fidelity-fit.js';
import { checkRunLog } from './run-log.js';
import { syntheticRuns } from './synthetic-runs.js';

const counts: AgreementCounts = {
  lengths: Float64Array.of(10, 30, 100, 300),
  trials: Float64Array.of(400, 300, 500, 200),
  agreements: Float64Array.of(270, 240, 440, 188),
};
const at = (family: FidelityFamily, data = counts) => fitFamily(family, data);

describe('families of fidelity curves', () => {
  it('constant is the pooled agreement', () => {
    const pooled = (2 * (270 + 240 + 440 + 188)) / 1400 - 1;
    expect(fidelityAt(at('constant').curve, 7)).toBeCloseTo(pooled, 10);
  });

  it('tabulated goes through points that rise, and pools those that do not', () => {
    const { curve, parameters } = at('tabulated');
    counts.lengths.forEach((m, j) => {
      expect(fidelityAt(curve, m)).toBeCloseTo((2 * counts.agreements[j]) / counts.trials[j] - 1, 12);
    });
    expect(parameters).toBe(4);
    const falling = { ...counts, agreements: Float64Array.of(270, 200, 440, 188) };
    const pooled = at('tabulated', falling);
    expect(pooled.parameters).toBe(3);
    expect(fidelityAt(pooled.curve, 10)).toBeCloseTo((2 * 470) / 700 - 1, 12);
  });

  it.each(['saturatingExponential', 'hyperbolic', 'powerGap'] as const)('%s passes through two points', (family) => {
    const two = {
      lengths: Float64Array.of(20, 80),
      trials: Float64Array.of(1000, 1000),
      agreements: Float64Array.of(700, 850),
    };
    const { curve } = at(family, two);
    expect(fidelityAt(curve, 20)).toBeCloseTo(0.4, 4);
    expect(fidelityAt(curve, 80)).toBeCloseTo(0.7, 4);
  });

  it.each([
    ['saturatingExponential', (c: number, l: number, m: number) => c * (1 - Math.exp(-m / l))],
    ['hyperbolic', (c: number, l: number, m: number) => (c * m) / (m + l)],
    ['powerGap', (c: number, l: number, m: number) => (m <= l / 10 ? 0 : 1 - (l / 10 / m) ** (2 * c))],
  ] as const)('%s is not beaten by any curve of a fine grid', (family, curve) => {
    const best = at(family).logLikelihood;
    for (let c = 0.02; c < 1; c += 0.02) {
      for (let l = 1; l < 300; l *= 1.1) {
        const fidelities = counts.lengths.map((m) => curve(c, l, m));
        expect(logLikelihood(counts, fidelities)).toBeLessThanOrEqual(best + 1e-9);
      }
    }
  });

  it('never claims a fidelity below 0 or above 1', () => {
    const flipped = { ...counts, agreements: counts.trials.map((n) => 0.4 * n) };
    const perfect = { ...counts, agreements: counts.trials };
    for (const family of ['constant', 'saturatingExponential', 'hyperbolic', 'powerGap', 'tabulated'] as const) {
      expect(fidelityAt(at(family, flipped).curve, 100)).toBeLessThan(1e-3);
      expect(fidelityAt(at(family, perfect).curve, 300)).toBeGreaterThan(0.99);
    }
  });
});

describe('the fidelity of a log', () => {
  const part = (table: Table, family?: FidelityFamily): FidelityPart => {
    const fitted = fitFidelity(checkRunLog(table), family, 0.95);
    if (typeof fitted === 'string') throw new Error(fitted);
    return fitted;
  };
  const log = (fidelityCurve: Parameters<typeof syntheticRuns>[0]['fidelityCurve'], messageLengths?: number[]) =>
    syntheticRuns({
      scale: 0.05,
      beta: 0.3,
      correlation: 0.2,
      items: 300,
      fidelityCurve: fidelityCurve!,
      ...(messageLengths ? { messageLengths } : {}),
    });

  it('rules out the curves that are wrong, and keeps the one that is right', () => {
    const { fit } = part(
      log({ family: 'saturatingExponential', ceiling: 0.9, length: 40 }, [5, 10, 20, 40, 80, 160, 320]),
    );
    const byName = new Map(fit.fits.map((one) => [one.family, one]));
    expect(byName.get('saturatingExponential')!.pValue).toBeGreaterThan(0.01);
    expect(byName.get('constant')!.pValue).toBeLessThan(1e-6);
    expect(byName.get('constant')!.weight).toBeLessThan(1e-6);
    expect(fit.fits.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(fit.chosen).toBe('saturatingExponential');
    expect(fit.measured.reduce((sum, { trials }) => sum + trials, 0)).toBe(2700);
  });

  it('has the binomial error of its messages, for a channel that forgets items', () => {
    const fitted = part(log({ family: 'constant', level: 0.6 }, [50]));
    const { estimate } = fitted.at(50);
    expect(fitted.fit.chosen).toBe('constant');
    expect(estimate.standardError).toBeCloseTo(Math.sqrt((1 - estimate.estimate ** 2) / 2700), 2);
    expect(estimate.standardError / Math.sqrt((1 - estimate.estimate ** 2) / 2700)).toBeGreaterThan(0.85);
    expect(estimate.standardError / Math.sqrt((1 - estimate.estimate ** 2) / 2700)).toBeLessThan(1.15);
  });

  it('averages over curves that disagree, with a wider interval than the chosen one alone', () => {
    const table = log({ family: 'hyperbolic', ceiling: 0.95, length: 30 });
    const [all, one] = [part(table), part(table, 'hyperbolic')];
    expect(all.at(55).estimate.standardError).toBeGreaterThan(one.at(55).estimate.standardError);
    expect(one.fit.chosen).toBe('hyperbolic');
  });

  it('is not thrown by curves that the data leave free: a channel that does not care about length', () => {
    for (const level of [0.8, 0.3, 0.99]) {
      const { at } = part(log({ family: 'constant', level }));
      const { lower, upper } = at(100).estimate.interval;
      expect(upper - lower).toBeLessThan(0.15);
      expect(lower).toBeLessThan(level + 0.05);
      expect(upper).toBeGreaterThan(level - 0.05);
    }
  });

  it('bins thousands of different lengths', () => {
    const lengths = Array.from({ length: 500 }, (_, i) => 10 + i / 3);
    const { fit } = part(log({ family: 'hyperbolic', ceiling: 0.95, length: 30 }, lengths));
    expect(fit.measured.length).toBeLessThanOrEqual(60);
    expect(fit.measured.length).toBeGreaterThan(40);
  });

  it('says when there are no messages, and gives a perfect channel a one-sided interval', () => {
    expect(fitFidelity(checkRunLog(syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.2 })), undefined, 0.95)).toBe(
      'the log has no messages',
    );
    const { estimate } = part(log({ family: 'constant', level: 1 }, [50])).at(50);
    expect(estimate.estimate).toBe(1);
    expect(estimate.interval.upper).toBe(1);
    expect(estimate.interval.lower).toBeLessThan(1);
    expect(estimate.interval.lower).toBeGreaterThan(0.99);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../statistics/index.js';
import {
  banditPopulation,
  bootstrapEntropyLaw,
  compareLaws,
  consumption,
  fitEntropyLaw,
  fitSizeLaw,
  forecastCoverage,
  forecastReward,
  predictFromEarly,
  residualDiagnostics,
  simulateCurve,
  trainExact,
} from './index.js';

const covers = ({ interval }: { interval: { lower: number; upper: number } }, truth: number) =>
  interval.lower <= truth && truth <= interval.upper;

describe('the fitted law', () => {
  it('recovers exact coefficients from noiseless data, by every method', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.double({ min: -1, max: 3, noNaN: true }),
        (a, b) => {
          const { entropy, reward } = simulateCurve({ a, b, noise: 0, points: 30 });
          const weights = entropy.map((_, i) => 1 + i);
          for (const options of [{}, { method: 'robust' }, { method: 'weighted', weights }] as const) {
            const law = fitEntropyLaw({ entropy, reward }, options);
            expect(law.a.estimate).toBeCloseTo(a, 10);
            expect(law.b.estimate).toBeCloseTo(b, 10);
            expect(law.ceiling.estimate).toBeCloseTo(b - a, 10);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is a regression on e^H, weighted as told', () => {
    const { entropy, reward } = simulateCurve({ points: 60 });
    const design = Array.from(entropy, (h) => [1, Math.exp(h)]);
    const weights = entropy.map((_, i) => 1 + (i % 3));
    for (const [law, line] of [
      [fitEntropyLaw({ entropy, reward }), leastSquares(design, reward)],
      [fitEntropyLaw({ entropy, reward }, { method: 'weighted', weights }), leastSquares(design, reward, { weights })],
    ] as const) {
      expect(law.b.estimate).toBeCloseTo(line.coefficients[0].estimate, 11);
      expect(-law.a.estimate).toBeCloseTo(line.coefficients[1].estimate, 11);
    }
    expect(fitEntropyLaw({ entropy, reward }).r2).toBeCloseTo(leastSquares(design, reward).rSquared, 11);
  });

  it('has standard errors that cover the truth, also when errors are autocorrelated', () => {
    const share = (autocorrelation: number) => {
      let hits = 0;
      for (let index = 0; index < 120; index++) {
        hits += covers(fitEntropyLaw(simulateCurve({ points: 600, autocorrelation, index })).ceiling, 0.4) ? 1 : 0;
      }
      return hits / 120;
    };
    // Three standard errors of a share of 0.95 are 0.06.
    expect(share(0)).toBeGreaterThan(0.95 - 0.06);
    expect(share(0.8)).toBeGreaterThan(0.95 - 0.06);
  });

  it('is moved little by outlying points under the robust method', () => {
    const { entropy, reward } = simulateCurve({ noise: 0.002 });
    reward[10] = reward[50] = 0;
    const [plain, robust] = [
      fitEntropyLaw({ entropy, reward }),
      fitEntropyLaw({ entropy, reward }, { method: 'robust' }),
    ];
    expect(Math.abs(robust.a.estimate - 0.2)).toBeLessThan(Math.abs(plain.a.estimate - 0.2) / 5);
    expect(robust.weights[10]).toBeLessThan(0.05);
    expect(robust.converged).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['at least 3 different values', () => fitEntropyLaw({ entropy: [1, 1, 2, 2], reward: [0, 0, 1, 1] })],
    ['entropy[1]', () => fitEntropyLaw({ entropy: [1, -0.1, 2], reward: [0, 0, 1] })],
    ['reward.length must equal 3', () => fitEntropyLaw({ entropy: [1, 0.5, 2], reward: [0, 0] })],
    ["weights must be given with method: 'weighted'", () => fitEntropyLaw(simulateCurve(), { method: 'weighted' })],
    ['must be at least 200, so that a share of 0.15', () => predictFromEarly(simulateCurve({ points: 100 }))],
    ['must be at least 30 to forecast from', () => forecastReward(simulateCurve({ points: 20 }))],
    ['curves.length must be at least 2', () => bootstrapEntropyLaw([simulateCurve()], { scheme: 'runs' })],
    ['entropy must end elsewhere', () => consumption({ entropy: [1, 0.5, 1, 0.2, 1], reward: [0, 1, 2, 3, 4] })],
    ['sizes.length', () => fitSizeLaw([1, 2], [1, 2])],
  ])('refuses: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});

describe('the bootstrap', () => {
  const curves = Array.from({ length: 12 }, (_, index) => simulateCurve({ points: 300, autocorrelation: 0.7, index }));

  it('agrees with the spread of the law over simulated runs, in blocks and over runs', () => {
    // The truth to compare with: the spread over fresh sets of twelve runs.
    const fits = Array.from({ length: 100 }, (_, set) =>
      bootstrapEntropyLaw(
        Array.from({ length: 12 }, (_, i) =>
          simulateCurve({ points: 300, autocorrelation: 0.7, index: 1000 + 12 * set + i }),
        ),
        { replicates: 2 },
      ),
    ).map(({ a }) => a.estimate);
    const mean = fits.reduce((sum, a) => sum + a / 100, 0);
    const spread = Math.sqrt(fits.reduce((sum, a) => sum + (a - mean) ** 2 / 99, 0));
    const [blocks, runs] = (['blocks', 'runs'] as const).map((scheme) =>
      bootstrapEntropyLaw(curves, { scheme, replicates: 400 }),
    );
    // Blocks: 7 % from 100 sets, 4 % from replicates, a few from the block length. Runs: twelve units, a third.
    expect(blocks.a.standardError / spread).toBeGreaterThan(0.75);
    expect(blocks.a.standardError / spread).toBeLessThan(1.25);
    expect(runs.a.standardError / spread).toBeGreaterThan(0.5);
    expect(runs.a.standardError / spread).toBeLessThan(1.6);
    expect(blocks.blockLength).toBeGreaterThan(5);
    expect(covers(blocks.ceiling, 0.4)).toBe(true);
  });

  it('understates the error in blocks of one point', () => {
    const [one, usual] = [1, undefined].map((blockLength) =>
      bootstrapEntropyLaw(curves, { scheme: 'blocks', replicates: 300, ...(blockLength && { blockLength }) }),
    );
    // Independent errors of the same size: less by √((1 + φ)/(1 − φ)) = 2.4 for φ = 0.7.
    expect(usual.a.standardError / one.a.standardError).toBeGreaterThan(1.7);
  });
});

describe('residual diagnostics', () => {
  it('find autocorrelation where there is some, and none where there is none', () => {
    const of = (autocorrelation: number) =>
      residualDiagnostics(fitEntropyLaw(simulateCurve({ points: 1000, autocorrelation })).residuals);
    const [independent, dependent] = [of(0), of(0.8)];
    expect(independent.ljungBox.pValue).toBeGreaterThan(0.01);
    expect(dependent.ljungBox.pValue).toBeLessThan(1e-10);
    expect(dependent.autocorrelation).toBeCloseTo(0.8, 1);
    expect(dependent.durbinWatson).toBeCloseTo(2 * (1 - dependent.autocorrelation), 1);
    expect(dependent.effectiveN).toBeLessThan(200);
    expect(dependent.signChanges).toBeLessThan(dependent.expectedSignChanges / 2);
  });
});

describe('rival laws', () => {
  const { entropy } = simulateCurve({ start: 1.5, points: 400 });
  const noise = simulateCurve({ a: 0, b: 0, noise: 0.002, autocorrelation: 0, points: 400, index: 5 }).reward;
  it.each([
    ['exponential', (h: number) => 0.6 - 0.1 * Math.exp(h)],
    ['linear', (h: number) => 0.6 - 0.3 * h],
    ['power', (h: number) => 0.8 - 0.4 * h ** 0.4],
    ['logistic', (h: number) => 0.7 / (1 + Math.exp(6 * (h - 0.6)))],
  ] as const)('tell a run that is %s', (name, law) => {
    const [best] = compareLaws({ entropy, reward: entropy.map((h, i) => law(h) + noise[i]) });
    expect(best.law).toBe(name);
    expect(best.converged).toBe(true);
    expect(best.ceiling).toBeCloseTo(law(0), 1);
    // The residual must be the noise that was put in.
    expect(best.rmse).toBeCloseTo(0.002, 3);
  });
});

describe('forecasts', () => {
  it('cover the truth in about 95 % of simulated runs', () => {
    for (const autocorrelation of [0, 0.8]) {
      const { final, middle, ceiling } = forecastCoverage({ runs: 150, autocorrelation });
      // Promised are 0.90 to 0.97; above, two standard errors (0.014 each) of a share of 0.97 in 150 runs are allowed.
      for (const share of [final, middle, ceiling]) {
        expect(share).toBeGreaterThanOrEqual(0.9);
        expect(share).toBeLessThanOrEqual(0.97 + 0.028);
      }
    }
  });

  it('fall back on least squares where errors are independent and points are many', () => {
    const curve = simulateCurve({ points: 2000, autocorrelation: 0 });
    const forecast = forecastReward(curve);
    const law = fitEntropyLaw(curve);
    expect(forecast.a.estimate).toBeCloseTo(law.a.estimate, 3);
    expect(forecast.ceiling.standardError / law.ceiling.standardError).toBeGreaterThan(0.8);
    expect(forecast.ceiling.standardError / law.ceiling.standardError).toBeLessThan(1.25);
    const last = curve.entropy[1999];
    expect(forecast.leftToGain.estimate).toBeCloseTo(forecast.a.estimate * (Math.exp(last) - 1), 12);
    // Far ahead a new point adds its noise, 0.01, to the uncertainty of the line.
    const { interval } = forecast.at(last, 500);
    expect((interval.upper - interval.lower) / 2).toBeCloseTo(1.96 * 0.01, 3);
  });

  it('start from the last deviation when errors hang together', () => {
    const curve = simulateCurve({ points: 300, autocorrelation: 0.95, noise: 0.05, seed: 2 });
    const forecast = forecastReward(curve);
    const [next, far] = [1, 400].map((ahead) => forecast.at(curve.entropy[299], ahead));
    expect(Math.abs(next.estimate - curve.reward[299])).toBeLessThan(0.02);
    expect(far.interval.upper - far.interval.lower).toBeGreaterThan(2 * (next.interval.upper - next.interval.lower));
  });
});

describe('reference experiment 1', () => {
  const population = banditPopulation();
  it.each([
    {
      method: 'pg',
      learningRate: 0.2,
      steps: 2400,
      end: [0.186938, 0.635864],
      a: 0.6294,
      b: 1.3868,
      r2: 0.9826,
      spent: [0.5885, 0.8804],
      gained: [0.6393, 0.8567],
      rmse: 0.0122,
      final: -0.0165,
      digits: 4,
    },
    {
      method: 'grpo',
      learningRate: 0.1,
      steps: 2400,
      end: [0.073081, 0.862731],
      a: 0.8596,
      b: 1.7616,
      r2: 0.9534,
      spent: [0.584, 0.838],
      gained: [0.554, 0.808],
      rmse: 0.086,
      final: -0.119,
      digits: 3,
    },
    {
      method: 'npg',
      learningRate: 0.05,
      steps: 240,
      end: [0.147245, 0.892807],
      a: 0.968,
      b: 2.0201,
      r2: 0.9981,
      spent: [0.048, 0.292],
      gained: [0.091, 0.388],
      rmse: 0.171,
      final: 0.276,
      digits: 3,
    },
  ] as const)(
    'comes out to its digits: $method',
    ({ method, learningRate, steps, end, a, b, r2, spent, gained, rmse, final, digits }) => {
      const run = trainExact(population, { method, learningRate, steps });
      const rounded = (value: number, places: number) => Number(value.toFixed(places));
      expect(rounded(run.entropy[0], 6)).toBe(0.599625);
      expect(rounded(run.reward[0], 6)).toBe(0.226327);
      expect(rounded(run.entropy[steps], 6)).toBe(end[0]);
      expect(rounded(run.reward[steps], 6)).toBe(end[1]);
      const law = fitEntropyLaw(run);
      expect([law.a.estimate, law.b.estimate, law.r2].map((value) => rounded(value, 4))).toEqual([a, b, r2]);
      const table = consumption(run);
      expect(table.map(({ entropySpent }) => rounded(entropySpent, digits))).toEqual(spent);
      expect(table.map(({ rewardGained }) => rounded(rewardGained, digits))).toEqual(gained);
      const early = predictFromEarly(run);
      expect(rounded(early.rmse, digits)).toBe(rmse);
      expect(rounded(early.finalError, digits)).toBe(final);
    },
  );
});

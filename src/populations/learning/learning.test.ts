import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  abcRejection,
  adam,
  agentSensitivity,
  archetypeError,
  archetypes,
  askArchetypes,
  bernoulliGradient,
  calibrate,
  differentiableChain,
  Dual,
  sirChain,
} from '../index.js';

describe('dual numbers', () => {
  it('carry the derivatives of every operation', () => {
    const f = ([x, y]: readonly Dual[]) =>
      x.times(y).plus(x.over(y)).minus(y.exp().times(0.5)).plus(x.log()).plus(y.negativeExpm1()).over(3).minus(2);
    const at = [1.7, 0.6];
    const { value, slopes } = f(Dual.variables(at));
    const [x, y] = at;
    expect(value).toBeCloseTo((x * y + x / y - Math.exp(y) / 2 + Math.log(x) + 1 - Math.exp(-y)) / 3 - 2, 12);
    expect(slopes[0]).toBeCloseTo((y + 1 / y + 1 / x) / 3, 12);
    expect(slopes[1]).toBeCloseTo((x - x / y ** 2 - Math.exp(y) / 2 + Math.exp(-y)) / 3, 12);
    expect(() => Dual.constant(1, 1).plus(Dual.constant(1, 2))).toThrow('other.slopes.length');
  });

  it('give the chain its known derivative, and that of small differences', () => {
    const values = [0.2, 0.1, 0.01];
    const cumulative = ([beta, gamma, start]: readonly Dual[]) =>
      differentiableChain({
        transmission: Array.from({ length: 60 }, () => beta),
        recovery: gamma,
        infectious: start,
        steps: 60,
      }).cumulative;
    const { value, slopes } = cumulative(Dual.variables(values));
    // 0.7087120688 with the initial share.
    expect(value).toBeCloseTo(0.7087120688 - 0.01, 9);
    expect(slopes[0]).toBeCloseTo(5.4722608, 6);
    const plain = ([transmission, recovery, infectious]: number[]) =>
      sirChain({ transmission, recovery, infectious, steps: 60 }).newInfections.reduce((sum, x) => sum + x, 0);
    expect(plain(values)).toBe(value);
    values.forEach((_, k) => {
      const moved = (h: number) => plain(values.map((v, j) => (j === k ? v + h : v)));
      const h = 1e-5 * values[k];
      expect((moved(h) - moved(-h)) / (2 * h)).toBeCloseTo(slopes[k], 5);
    });
  });
});

describe('gradients of a Bernoulli mean', () => {
  const powers = [1, 2, 3].map((k) => ({ value: (x: number) => x ** k, slope: (x: number) => k * x ** (k - 1) }));

  it('have the bias that theory says', () => {
    const bias = (power: number, estimator: 'straight-through' | 'half-weight' | 'score', p: number) =>
      bernoulliGradient(powers[power - 1], { p, estimator }).bias;
    for (const p of [0.2, 0.5, 0.9]) {
      expect(bias(1, 'straight-through', p)).toBeCloseTo(0, 12);
      expect(bias(2, 'straight-through', p)).toBeCloseTo(2 * p - 1, 12);
      expect(bias(3, 'straight-through', p)).toBeCloseTo(3 * p - 1, 12);
      expect([1, 2, 3].map((power) => bias(power, 'half-weight', p))).toEqual([
        expect.closeTo(0, 12),
        expect.closeTo(0, 12),
        expect.closeTo(0.5, 12),
      ]);
      for (const power of [1, 2, 3]) expect(bias(power, 'score', p)).toBeCloseTo(0, 12);
    }
  });

  it('come out so when drawn', () => {
    for (const estimator of ['straight-through', 'half-weight', 'score'] as const) {
      const { estimate, standardError, exact, bias, deviation, n } = bernoulliGradient(powers[2], {
        p: 0.3,
        estimator,
        draws: 50_000,
        seed: 3,
      });
      expect(Math.abs(estimate - exact - bias)).toBeLessThan(4 * standardError);
      expect(standardError * Math.sqrt(n)).toBeCloseTo(deviation, 1);
    }
    expect(() => bernoulliGradient(powers[0], { p: 1, estimator: 'score' })).toThrow('p must lie in (0, 1)');
  });
});

describe('the sensitivity of agents', () => {
  const options = { transmission: 0.2, recovery: 0.1, initial: 100, steps: 60 };
  const n = 10_000;

  it('of score and common random numbers agree, near that of the chain', () => {
    const crn = agentSensitivity(n, { ...options, estimator: 'common-random-numbers', replicates: 24 });
    const score = agentSensitivity(n, { ...options, estimator: 'score', replicates: 4000 });
    expect(Math.abs(crn.estimate - score.estimate)).toBeLessThan(
      4 * Math.hypot(crn.standardError, score.standardError),
    );
    // The chain is the limit of many agents: 5.4723. With 10⁴ the mean differs by O(1/initial).
    expect(Math.abs(crn.estimate - 5.4722608)).toBeLessThan(4 * crn.standardError + 5.47 / 100);
    expect(score.standardError * Math.sqrt(4000)).toBeGreaterThan(3 * crn.standardError * Math.sqrt(24));
  });

  it('of the half-weight path nears the chain, where draws are nearly linear', () => {
    const half = agentSensitivity(n, { ...options, estimator: 'half-weight', replicates: 400 });
    expect(Math.abs(half.estimate - 5.4722608)).toBeLessThan(4 * half.standardError + 5.47 / 100);
    expect(() => agentSensitivity(n, { ...options, initial: 0, estimator: 'score' })).toThrow('initial');
  });
});

describe('calibration', () => {
  const weeks = [4, 2.5, 1.2];
  const free = weeks.map((_, w) => ({ name: `R${w + 1}`, min: 0.2, max: 6 }));
  const weekly = (parameters: readonly Dual[]) => {
    const transmission = Array.from({ length: 21 }, (_, t) => parameters[Math.floor(t / 7)].times(1 - Math.exp(-0.2)));
    const p = parameters.length;
    const { newInfections } = differentiableChain({
      transmission,
      recovery: Dual.constant(0.2, p),
      infectious: Dual.constant(0.002, p),
      steps: 21,
    });
    return newInfections;
  };
  const truth = weekly(Dual.variables(weeks)).map(({ value }) => value);

  it('finds what made the data, by Gauss–Newton and by Adam', () => {
    const exact = calibrate(weekly, { parameters: free, data: truth });
    expect(exact.converged).toBe(true);
    exact.parameters.forEach(({ estimate }, w) => expect(estimate).toBeCloseTo(weeks[w], 6));
    const slow = calibrate(weekly, {
      parameters: free,
      data: truth,
      optimizer: 'adam',
      adam: { rate: 0.05, decay: 0.995, steps: 3000 },
    });
    slow.parameters.forEach(({ estimate }, w) => expect(Math.abs(estimate - weeks[w])).toBeLessThan(0.02));
  });

  it('is linear regression on a line', () => {
    const line = ([a, b]: readonly Dual[]) => [0, 1, 2, 3, 4].map((x) => b.times(x).plus(a));
    const data = [0.9, 3.2, 4.8, 7.1, 9.3];
    const bounds = { min: -50, max: 50 };
    const { parameters, residual } = calibrate(line, {
      parameters: [
        { name: 'a', ...bounds },
        { name: 'b', ...bounds },
      ],
      data,
    });
    // Textbook: b = Sxy/Sxx with Sxx = 10, variance of b s²/10, of a s²(1/5 + 4/10).
    const mean = data.reduce((sum, y) => sum + y / 5, 0);
    const slope = data.reduce((sum, y, x) => sum + ((x - 2) * y) / 10, 0);
    expect(parameters[1].estimate).toBeCloseTo(slope, 6);
    expect(parameters[0].estimate).toBeCloseTo(mean - 2 * slope, 6);
    expect(parameters[1].standardError).toBeCloseTo(Math.sqrt(residual / 3 / 10), 6);
    expect(parameters[0].standardError).toBeCloseTo(Math.sqrt((residual / 3) * 0.6), 6);
    const known = calibrate(line, {
      parameters: [
        { name: 'a', ...bounds },
        { name: 'b', ...bounds },
      ],
      data,
      noise: [2, 2, 2, 2, 2],
    });
    expect(known.parameters[1].standardError).toBeCloseTo(2 / Math.sqrt(10), 6);
  });

  it('has intervals that cover', () => {
    let covered = 0;
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const stream = randomStream(21, run);
      const data = truth.map((x) => x + 2e-4 * stream.normal());
      const { parameters } = calibrate(weekly, { parameters: free, data });
      parameters.forEach(
        ({ interval }, w) => (covered += Number(interval.lower < weeks[w] && weeks[w] < interval.upper)),
      );
    }
    // Of 600; those of one run depend on each other, so the error is taken from 200.
    expect(Math.abs(covered / (3 * runs) - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / runs));
  });

  it('refuses bounds, starts and data that do not fit', () => {
    const one = ([a]: readonly Dual[]) => [a];
    expect(() => calibrate(one, { parameters: [{ name: 'a', min: 1, max: 1 }], data: [1] })).toThrow('a.max');
    expect(() => calibrate(one, { parameters: [{ name: 'a', min: 0, max: 1, start: 1 }], data: [1] })).toThrow(
      'a.start',
    );
    expect(() => calibrate(one, { parameters: [{ name: 'a', min: 0, max: 1 }], data: [1, 2] })).toThrow(
      'model(…).length',
    );
  });
});

describe('Adam', () => {
  it('walks down a curved valley and says how far it is', () => {
    const rosenbrock = ([x, y]: Float64Array) => ({
      value: (1 - x) ** 2 + 10 * (y - x * x) ** 2,
      gradient: [-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)],
    });
    const { point, steepest, converged } = adam(rosenbrock, [-1, 1], {
      rate: 0.02,
      momentum: 0.9,
      memory: 0.999,
      decay: 0.9995,
      steps: 8000,
    });
    expect(point[0]).toBeCloseTo(1, 3);
    expect(point[1]).toBeCloseTo(1, 3);
    expect(steepest).toBeLessThan(0.01);
    expect(converged).toBe(steepest <= 1e-8);
    expect(() => adam(() => ({ value: NaN, gradient: [0] }), [0])).toThrow('objective');
  });
});

describe('ABC rejection', () => {
  it('finds the posterior of a normal mean', () => {
    // Data: the mean of ten values, 0.4; prior normal(0, 1): posterior mean 0.4·10/11, variance 1/11.
    const { mean, intervals, samples, tolerance } = abcRejection({
      prior: (stream) => [stream.normal()],
      simulate: ([m], seed) => [m + randomStream(seed).normal() / Math.sqrt(10)],
      data: [0.4],
      draws: 20_000,
      kept: 800,
    });
    expect(samples).toHaveLength(800);
    expect(tolerance).toBeLessThan(0.1);
    expect(Math.abs(mean[0] - 4 / 11)).toBeLessThan(4 * Math.sqrt(1 / 11 / 800));
    // A 2.5 % quantile of 800 draws is known to √(0.025·0.975/800)/φ(1.96) = 0.0945 standard deviations.
    const [low, high] = [-1, 1].map((side) => 4 / 11 + side * 1.96 * Math.sqrt(1 / 11));
    expect(Math.abs(intervals[0].lower - low)).toBeLessThan(4 * 0.0945 * Math.sqrt(1 / 11));
    expect(Math.abs(intervals[0].upper - high)).toBeLessThan(4 * 0.0945 * Math.sqrt(1 / 11));
  });

  it('refuses data of another length', () => {
    expect(() => abcRejection({ prior: () => [1], simulate: () => [1, 2], data: [1] })).toThrow('simulate(…).length');
  });
});

describe('archetypes', () => {
  const n = 600;
  const own = Float64Array.from({ length: n }, (_, i) => ((i * 7) % n) / n);
  const groups = archetypes(n, (i) => String(Math.floor(own[i] * 12)));

  it('gather agents and ask once for each group and sample', async () => {
    expect(groups.keys).toHaveLength(12);
    expect(groups.sizes.reduce((sum, size) => sum + size, 0)).toBe(n);
    const asked: string[] = [];
    const policy = await askArchetypes(
      groups,
      (key, sample) => {
        asked.push(`${key}/${sample}`);
        return Number(sample === 0);
      },
      { samples: 4 },
    );
    expect(policy.asked).toBe(48);
    expect(new Set(asked).size).toBe(48);
    expect([...policy.probability]).toEqual(Array.from({ length: 12 }, () => 0.25));
    await expect(askArchetypes(groups, () => 1.5)).rejects.toThrow(`answer of '0' must lie in [0, 1]`);
  });

  it('have the error that theory says', async () => {
    const samples = 5;
    const { rootMeanSquare, within, sampling, questions } = archetypeError(own, groups, { samples });
    expect(questions).toBe(60);
    expect(rootMeanSquare).toBeCloseTo(Math.hypot(within, sampling), 12);
    const members = groups.keys.map((_, g) => [...own.keys()].filter((i) => groups.group[i] === g));
    const runs = 400;
    const squares: number[] = [];
    for (let run = 0; run < runs; run++) {
      const stream = randomStream(5, run);
      const policy = await askArchetypes(
        groups,
        (key) => {
          const group = members[groups.keys.indexOf(key)];
          return Number(stream.bernoulli(own[group[stream.below(group.length)]]));
        },
        { samples },
      );
      squares.push(own.reduce((sum, p, i) => sum + (policy.probability[groups.group[i]] - p) ** 2 / n, 0));
    }
    const mean = squares.reduce((sum, x) => sum + x / runs, 0);
    const error = Math.sqrt(squares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (runs - 1) / runs);
    expect(Math.abs(mean - rootMeanSquare ** 2)).toBeLessThan(4 * error);
    expect(() => archetypeError([0.5], groups, { samples })).toThrow('probability.length');
  });
});

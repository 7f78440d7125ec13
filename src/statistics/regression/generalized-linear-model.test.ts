import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { logisticRegression, poissonRegression } from '../index.js';

// Hours of study and passing an examination (20 students), and Dobson's counts; values of R's glm, 4.2.2.
const HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
const PASS = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
const STUDY = HOURS.map((hours) => [1, hours]);
const COUNTS = [18, 17, 15, 20, 10, 20, 25, 13, 12];
const DOBSON = COUNTS.map((_, i) => [1, +(i % 3 === 1), +(i % 3 === 2), +(i >= 3 && i < 6), +(i >= 6)]);

describe('logisticRegression', () => {
  it('gives what R gives', () => {
    const fit = logisticRegression(STUDY, PASS);
    expect(fit.converged).toBe(true);
    expect(fit.coefficients[0].estimate).toBeCloseTo(-4.07771343108763, 10);
    expect(fit.coefficients[1].estimate).toBeCloseTo(1.50464542837333, 10);
    expect(fit.coefficients[0].standardError).toBeCloseTo(1.76099431408471, 8);
    expect(fit.coefficients[1].standardError).toBeCloseTo(0.628720845913968, 8);
    expect(fit.logLikelihood).toBeCloseTo(-8.02987846434467, 11);
    expect(fit.deviance).toBeCloseTo(16.0597569286893, 11);
    expect(fit.aic).toBeCloseTo(4 + 16.0597569286893, 11);
    expect(fit.coefficients[1].ratio).toBeCloseTo(Math.exp(1.50464542837333), 9);
  });

  it('on a 2 × 2 table is the log odds ratio with Woolf’s error', () => {
    const rows = [...Array<number[]>(12).fill([1, 1]), ...Array<number[]>(17).fill([1, 0])];
    const y = rows.map((row, i) => (row[1] ? +(i < 8) : +(i < 12 + 5)));
    const [, slope] = logisticRegression(rows, y).coefficients;
    expect(slope.estimate).toBeCloseTo(Math.log(8 / 4 / (5 / 12)), 10);
    expect(slope.standardError).toBeCloseTo(Math.sqrt(1 / 8 + 1 / 4 + 1 / 5 + 1 / 12), 8);
    const grouped = logisticRegression(
      [
        [1, 1],
        [1, 0],
      ],
      [8 / 12, 5 / 17],
      { weights: [12, 17] },
    );
    expect(grouped.coefficients[1].estimate).toBeCloseTo(slope.estimate, 10);
    expect(grouped.coefficients[1].standardError).toBeCloseTo(slope.standardError, 8);
    expect(grouped.deviance).toBeCloseTo(0, 10);
  });

  it('says when outcomes are separated, wholly, in part, or all alike, and a ridge brings them back', () => {
    const x = [1, 2, 3, 4, 5, 6].map((value) => [1, value]);
    for (const y of [
      [0, 0, 0, 1, 1, 1],
      [0, 0, 0, 0.5, 1, 1],
      [0, 0, 0, 0, 0, 0],
    ]) {
      expect(logisticRegression(x, y)).toMatchObject({ converged: false, problem: 'separation' });
    }
    // One column separates, the other does not: its coefficient is that of the rows left over.
    const partly = [
      [1, 0, 1],
      [1, 0, 2],
      [1, 0, 3],
      [1, 1, 1],
      [1, 1, 5],
      [1, 0, 4],
      [1, 0, 2],
    ];
    const fit = logisticRegression(partly, [0, 1, 0, 1, 1, 1, 1]);
    expect(fit.problem).toBe('separation');
    const rest = logisticRegression(
      [
        [1, 1],
        [1, 2],
        [1, 3],
        [1, 4],
        [1, 2],
      ],
      [0, 1, 0, 1, 1],
    );
    expect(fit.coefficients[2].estimate).toBeCloseTo(rest.coefficients[1].estimate, 6);
    const ridge = logisticRegression(x, [0, 0, 0, 1, 1, 1], { ridge: 0.5 });
    expect(ridge.converged).toBe(true);
    // At the optimum of the penalised likelihood the score of a column equals λβ, and that of the intercept 0.
    const residuals = [0, 0, 0, 1, 1, 1].map((y, i) => y - ridge.fitted[i]);
    expect(residuals.reduce((a, b) => a + b)).toBeCloseTo(0, 9);
    expect(residuals.reduce((s, e, i) => s + e * x[i][1], 0)).toBeCloseTo(0.5 * ridge.coefficients[1].estimate, 9);
  });

  it('covers planted coefficients, with clusters only when told of them', () => {
    const truth = [-0.4, 0.8];
    let [plain, honest, naive] = [0, 0, 0];
    const samples = 250;
    const holds = ({ lower, upper }: { lower: number; upper: number }) =>
      lower <= truth[1] && truth[1] <= upper ? 1 : 0;
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(51, k);
      const rows = Array.from({ length: 120 }, () => [1, stream.normal()]);
      const draw = (row: number[]) => +stream.bernoulli(1 / (1 + Math.exp(-(truth[0] * row[0] + truth[1] * row[1]))));
      plain += holds(logisticRegression(rows, rows.map(draw)).coefficients[1].interval);
      // 40 rows, each answered alike six times over.
      const few = rows.slice(0, 40);
      const answers = few.map(draw);
      const many = Array.from({ length: 240 }, (_, i) => few[i % 40]);
      const y = many.map((_, i) => answers[i % 40]);
      const clusters = many.map((_, i) => i % 40);
      honest += holds(logisticRegression(many, y, { errors: 'cluster', clusters }).coefficients[1].interval);
      naive += holds(logisticRegression(many, y).coefficients[1].interval);
    }
    const noise = 4 * Math.sqrt((0.95 * 0.05) / samples);
    expect(Math.abs(plain / samples - 0.95)).toBeLessThan(noise);
    expect(Math.abs(honest / samples - 0.95)).toBeLessThan(noise);
    expect(naive / samples).toBeLessThan(0.8);
  });

  it('rejects what does not fit', () => {
    expect(() =>
      logisticRegression(
        STUDY,
        PASS.map((y) => 2 * y),
      ),
    ).toThrow('response[6] must lie in [0, 1]');
    expect(() => logisticRegression(STUDY.slice(1), PASS)).toThrow('design.length must equal 20');
    expect(() => logisticRegression([[1], [1, 2]], [0, 1])).toThrow('design[1].length must equal 1');
    expect(() =>
      logisticRegression(
        [
          [1, NaN],
          [1, 2],
        ],
        [0, 1],
      ),
    ).toThrow('design[0][1]');
    expect(() =>
      logisticRegression(
        HOURS.map((h) => [1, h, 2 * h]),
        PASS,
      ),
    ).toThrow('linearly independent');
    expect(() => logisticRegression(STUDY, PASS, { errors: 'cluster' })).toThrow('clusters');
    expect(() => logisticRegression(STUDY, PASS, { ridge: 1, errors: 'robust' })).toThrow('ridge');
    expect(() => logisticRegression(STUDY, PASS, { ridge: -1 })).toThrow('ridge');
  });
});

describe('poissonRegression', () => {
  it('gives what R gives', () => {
    const fit = poissonRegression(DOBSON, COUNTS);
    const expected = [3.04452243772342, -0.454255272277597, -0.292987124681474, 0, 0];
    const errors = [0.170898651856442, 0.202170759193845, 0.192742345159793, 0.2, 0.2];
    fit.coefficients.forEach(({ estimate, standardError }, j) => {
      expect(estimate).toBeCloseTo(expected[j], 10);
      expect(standardError).toBeCloseTo(errors[j], 8);
    });
    expect(fit.logLikelihood).toBeCloseTo(-23.3806592009788, 10);
    expect(fit.deviance).toBeCloseTo(5.12914107700114, 10);
    const offset = COUNTS.map((_, i) => Math.log(i + 1));
    const byTime = poissonRegression(
      COUNTS.map((_, i) => [1, Math.floor(i / 3) + 1]),
      COUNTS,
      { offset },
    );
    expect(byTime.coefficients[1].estimate).toBeCloseTo(OFFSET_SLOPE, 8);
  });

  it('with an intercept alone has the closed forms of the mean and of its robust error', () => {
    const ones = COUNTS.map(() => [1]);
    const mean = COUNTS.reduce((a, b) => a + b) / 9;
    const [classical] = poissonRegression(ones, COUNTS).coefficients;
    expect(classical.estimate).toBeCloseTo(Math.log(mean), 12);
    expect(classical.standardError).toBeCloseTo(1 / Math.sqrt(9 * mean), 9);
    const [robust] = poissonRegression(ones, COUNTS, { errors: 'robust' }).coefficients;
    const variance = COUNTS.reduce((s, y) => s + (y - mean) ** 2, 0) / 8;
    expect(robust.standardError).toBeCloseTo(Math.sqrt(variance / 9) / mean, 10);
  });

  it('says when a group has no counts at all', () => {
    const fit = poissonRegression(
      [
        [1, 0],
        [1, 0],
        [1, 1],
        [1, 1],
      ],
      [0, 0, 5, 7],
    );
    expect(fit).toMatchObject({ converged: false, problem: 'separation' });
    expect(() => poissonRegression([[1], [1]], [1, -1])).toThrow('response[1]');
  });
});

/** Solved here by bisection: the slope at which the score is 0 with the intercept profiled out. */
const OFFSET_SLOPE = (() => {
  const score = (b: number) => {
    let [sum, weighted, total, moment] = [0, 0, 0, 0];
    COUNTS.forEach((y, i) => {
      const t = Math.floor(i / 3) + 1;
      const m = (i + 1) * Math.exp(b * t);
      sum += m;
      weighted += m * t;
      total += y;
      moment += y * t;
    });
    return moment - (total * weighted) / sum;
  };
  let [lower, upper] = [-5, 5];
  for (let k = 0; k < 80; k++) {
    const middle = (lower + upper) / 2;
    if (score(middle) > 0) lower = middle;
    else upper = middle;
  }
  return lower;
})();

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  cohensKappa,
  gini,
  goodnessOfFit,
  independenceTest,
  kendall,
  logisticRegression,
  oddsRatio,
  pearson,
  riskRatio,
  spearman,
} from '../index.js';

const DEXTRO = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const LAEVO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const U = [1, 2, 2, 3, 4, 5, 5, 5, 7, 9];
const V = [2, 1, 3, 3, 5, 4, 4, 8, 8, 7];

describe('correlations', () => {
  it('give what R gives', () => {
    const r = pearson(DEXTRO, LAEVO);
    expect(r.estimate).toBeCloseTo(0.7951702058336, 12);
    expect(r.pValue).toBeCloseTo(0.005964995796918, 12);
    expect(r.interval.lower).toBeCloseTo(0.3315254741643, 11);
    expect(spearman(U, V).estimate).toBeCloseTo(0.8540537414062, 12);
    expect(spearman(U, V).pValue).toBeCloseTo(0.001658015373238, 12);
    expect(kendall(U, V).estimate).toBeCloseTo(0.6988459044322, 12);
    expect(kendall(U, V).pValue).toBeCloseTo(0.007490714099183, 12);
  });

  it('Kendall counts pairs, ties and all', () => {
    const value = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 5, maxLength: 20 }), (points) => {
        const [x, y] = [points.map(([a]) => a), points.map(([, b]) => b)];
        fc.pre(new Set(x).size > 1 && new Set(y).size > 1);
        let [score, ofX, ofY] = [0, 0, 0];
        points.forEach(([a, b], i) =>
          points.slice(i + 1).forEach(([c, d]) => {
            score += Math.sign(a - c) * Math.sign(b - d);
            ofX += a === c ? 0 : 1;
            ofY += b === d ? 0 : 1;
          }),
        );
        expect(kendall(x, y).estimate).toBeCloseTo(score / Math.sqrt(ofX * ofY), 12);
      }),
    );
  });

  it('cover the truth of a normal pair, each on its own scale', () => {
    const rho = 0.5;
    const truth = [rho, (6 / Math.PI) * Math.asin(rho / 2), (2 / Math.PI) * Math.asin(rho)];
    const covered = [0, 0, 0];
    const samples = 500;
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(81, k);
      const x = Array.from({ length: 40 }, () => stream.normal());
      const y = x.map((value) => rho * value + Math.sqrt(1 - rho ** 2) * stream.normal());
      [pearson(x, y), spearman(x, y), kendall(x, y)].forEach(({ interval }, at) => {
        if (interval.lower <= truth[at] && truth[at] <= interval.upper) covered[at]++;
      });
    }
    for (const count of covered) {
      expect(Math.abs(count / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
    }
  });

  it('reject what has no correlation', () => {
    expect(() => pearson([1, 2, 3], [1, 2, 3])).toThrow('x.length must be at least 4');
    expect(() => spearman([1, 2, 3, 4], [1, 2, 3])).toThrow('y.length must equal 4');
    expect(() => kendall([1, 1, 1, 1, 1], [1, 2, 3, 4, 5])).toThrow('x must not be constant');
    expect(pearson([1, 2, 3, 4], [2, 4, 6, 8]).pValue).toBe(0);
  });
});

describe('tables', () => {
  it('give what R gives', () => {
    const test = independenceTest([
      [10, 20, 7],
      [30, 15, 12],
    ]);
    expect(test.statistic).toBeCloseTo(8.143402603236, 11);
    expect(test.pValue).toBeCloseTo(0.0170483594194, 12);
    expect(test.leastExpected).toBeCloseTo(7.478723404255, 11);
    const fit = goodnessOfFit([18, 22, 20, 40], { shares: [2, 2, 3, 3] });
    expect(fit.statistic).toBeCloseTo(7.066666666667, 11);
    expect(fit.pValue).toBeCloseTo(0.06980296335111, 12);
  });

  it('put V between none and all', () => {
    expect(
      independenceTest([
        [5, 0],
        [0, 7],
      ]).cramersV,
    ).toBeCloseTo(1, 14);
    expect(
      independenceTest([
        [2, 4],
        [3, 6],
      ]).cramersV,
    ).toBeCloseTo(0, 14);
    expect(goodnessOfFit([0, 0, 9]).cramersV).toBeCloseTo(1, 14);
    expect(() =>
      independenceTest([
        [1, 0],
        [1, 0],
      ]),
    ).toThrow('column 1 of table');
    expect(() => independenceTest([[1, 2], [1]])).toThrow('table[1].length');
    expect(() => goodnessOfFit([0, 0])).toThrow('counts');
  });

  it('have the odds ratio of a logistic regression, and a risk ratio whose interval covers', () => {
    const table = { events: 8, total: 12, otherEvents: 5, otherTotal: 17 };
    const fit = logisticRegression(
      [
        [1, 1],
        [1, 0],
      ],
      [8 / 12, 5 / 17],
      { weights: [12, 17] },
    ).coefficients[1];
    const odds = oddsRatio(table);
    expect(odds.estimate).toBeCloseTo(fit.ratio, 9);
    expect(odds.interval.lower).toBeCloseTo(fit.ratioInterval.lower, 7);
    expect(riskRatio(table).estimate).toBeCloseTo((8 * 17) / (12 * 5), 12);
    let covered = 0;
    for (let k = 0; k < 800; k++) {
      const stream = randomStream(82, k);
      const count = (n: number, p: number) =>
        Array.from({ length: n }, () => +stream.bernoulli(p)).reduce((a, b) => a + b);
      const drawn = { events: count(60, 0.4), total: 60, otherEvents: count(80, 0.2), otherTotal: 80 };
      const { interval } = riskRatio(drawn);
      if (interval.lower <= 2 && 2 <= interval.upper) covered++;
    }
    expect(Math.abs(covered / 800 - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 800));
    expect(oddsRatio({ ...table, events: 0 })).toMatchObject({ estimate: 0, interval: { lower: 0, upper: Infinity } });
    expect(() => oddsRatio({ ...table, events: 13 })).toThrow('events must be a whole number from 0 to its total, 12');
    expect(() => riskRatio({ ...table, events: 0, otherEvents: 0 })).toThrow('events');
  });
});

describe('cohensKappa', () => {
  it('has the values of the textbook table', () => {
    // Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions (2003), table 18.1: κ = 0.676, SE 0.088.
    const counts = [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ];
    const [first, second]: [number[], number[]] = [[], []];
    counts.forEach((row, i) =>
      row.forEach((count, j) => {
        for (let k = 0; k < count; k++) {
          first.push(i);
          second.push(j);
        }
      }),
    );
    const kappa = cohensKappa(first, second);
    expect(kappa.estimate).toBeCloseTo(0.676, 3);
    expect(kappa.standardError).toBeCloseTo(0.088, 3);
    expect(kappa.agreement).toBeCloseTo(0.89, 12);
  });

  it('is 1 for agreement, 0 on average for chance, and undefined for one category', () => {
    expect(cohensKappa(['a', 'b', 'a'], ['a', 'b', 'a']).estimate).toBeCloseTo(1, 14);
    expect(cohensKappa([0, 1, 0, 1], [0, 0, 1, 1]).estimate).toBeCloseTo(0, 14);
    expect(() => cohensKappa(['a', 'a'], ['a', 'a'])).toThrow('κ is not defined');
    expect(() => cohensKappa(['a'], [])).toThrow('second.length');
  });
});

describe('gini', () => {
  it('is the mean difference, with the jackknife done plainly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 12 }), (x) => {
        fc.pre(x.filter((value) => value > 0).length > 1);
        const plain = (v: number[]) => {
          const total = v.reduce((a, b) => a + b);
          return v.flatMap((a) => v.map((b) => Math.abs(a - b))).reduce((a, b) => a + b) / (2 * v.length * total);
        };
        const { estimate, standardError } = gini(x);
        expect(estimate).toBeCloseTo(plain(x), 12);
        const leftOut = x.map((_, k) => plain(x.filter((__, i) => i !== k)));
        const mean = leftOut.reduce((a, b) => a + b) / x.length;
        const variance = ((x.length - 1) / x.length) * leftOut.reduce((s, v) => s + (v - mean) ** 2, 0);
        expect(standardError).toBeCloseTo(Math.sqrt(variance), 10);
      }),
    );
    expect(() => gini([0, 0, 5])).toThrow('at least two above 0');
    expect(() => gini([1, -2, 5])).toThrow('amounts[1]');
  });

  it('covers ½, the Gini coefficient of exponential amounts', () => {
    let covered = 0;
    for (let k = 0; k < 400; k++) {
      const stream = randomStream(83, k);
      const { interval } = gini(Array.from({ length: 100 }, () => -Math.log(1 - stream.uniform())));
      if (interval.lower <= 0.5 && 0.5 <= interval.upper) covered++;
    }
    expect(Math.abs(covered / 400 - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 400));
  });
});

import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { randomStream } from '../../foundation/index.js';
import { bootstrap } from '../../statistics/index.js';
import { fitComputeLaw, fittedBias, type ComputeLawPart } from './compute-law-fit.js';
import { checkRunLog } from './run-log.js';
import { syntheticRuns } from './synthetic-runs.js';

const fitted = (table: Table): ComputeLawPart => {
  const part = fitComputeLaw(checkRunLog(table), 0.95);
  if (typeof part === 'string') throw new Error(part);
  return part;
};

const levels = [100, 1600];
const twoLevels = syntheticRuns({
  scale: 0.08,
  beta: 0.3,
  correlation: 0.2,
  items: 120,
  agents: 6,
  tokens: levels,
  tokenSpread: 0,
  seed: 9,
});

/** Sums of signed correctness by item and level. */
function sums() {
  const [item, tokens, correct] = ['item', 'tokens', 'correct'].map((column) => twoLevels.number(column));
  const table = [new Float64Array(120), new Float64Array(120)];
  for (let row = 0; row < twoLevels.rows; row++)
    table[levels.indexOf(tokens[row])][item[row] - 1] += 2 * correct[row] - 1;
  return table;
}

describe('the compute law', () => {
  it('goes through both means where there are two levels of compute', () => {
    // Two parameters and two levels: the maximum of the likelihood is in closed form.
    const [low, high] = sums().map((values) => values.reduce((a, b) => a + b, 0) / 360);
    const { fit } = fitted(twoLevels);
    const beta = Math.log(high / low) / Math.log(16);
    expect(fit.converged).toBe(true);
    expect(fit.beta.estimate).toBeCloseTo(beta, 6);
    expect(fit.scale.estimate).toBeCloseTo(low / 100 ** beta, 6);
    expect(fittedBias(fit, 1600).estimate).toBeCloseTo(high, 6);
    expect(fit.bins.map(({ bias }) => bias)).toEqual([expect.closeTo(low, 12), expect.closeTo(high, 12)]);
  });

  it('has the error that a bootstrap over items finds', () => {
    const [low, high] = sums();
    const weighted = (values: Float64Array, counts: Int32Array) =>
      values.reduce((sum, value, i) => sum + counts[i] * value, 0);
    const betas = bootstrap(120, (counts) => Math.log(weighted(high, counts) / weighted(low, counts)) / Math.log(16), {
      replicates: 4000,
    });
    const mean = betas.reduce((a, b) => a + b, 0) / betas.length;
    const spread = Math.sqrt(betas.reduce((sum, beta) => sum + (beta - mean) ** 2, 0) / betas.length);
    const { fit, influence } = fitted(twoLevels);
    // 1 % Monte Carlo error, and what is not linear in the means.
    expect(fit.beta.standardError / spread).toBeGreaterThan(0.9);
    expect(fit.beta.standardError / spread).toBeLessThan(1.1);
    const linear = Math.sqrt(influence.beta.reduce((sum, value) => sum + value * value, 0));
    expect(linear).toBeCloseTo(fit.beta.standardError, 10);
  });

  it('reaches 1 and stays there', () => {
    const stream = randomStream(1);
    const rows = Array.from({ length: 3000 }, (_, i) => {
      const tokens = [10, 30, 100, 1000][i % 4];
      return {
        agent: `a${i % 4}`,
        item: i >> 2,
        tokens,
        correct: stream.bernoulli((1 + Math.min(1, 0.1 * Math.sqrt(tokens))) / 2),
      };
    });
    const { fit } = fitted(Table.fromRows(rows));
    expect(fit.beta.interval.lower).toBeLessThan(0.5);
    expect(fit.beta.interval.upper).toBeGreaterThan(0.5);
    expect(fittedBias(fit, 1000).estimate).toBe(1);
  });

  it('covers β where least squares of logarithms does not: weak agents, bins at or below chance', () => {
    const tokens = [30, 300, 3000, 30000];
    let [ours, plain] = [0, 0];
    const seeds = 60;
    for (let seed = 0; seed < seeds; seed++) {
      const runs = syntheticRuns({ scale: 0.02, beta: 0.3, correlation: 0, items: 80, agents: 8, tokens, seed });
      const { beta, logLog } = fitted(runs).fit;
      const covers = ({ lower, upper }: { lower: number; upper: number }) => lower <= 0.3 && 0.3 <= upper;
      if (covers(beta.interval)) ours++;
      if (logLog && covers(logLog.interval)) plain++;
    }
    // Nominal 0.95 less 4 standard errors of a share of 60.
    expect(ours / seeds).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / seeds));
    expect(plain).toBeLessThan(ours);
  });

  it.each([
    ['one item', { agent: ['a', 'b'], item: [1, 1], tokens: [1, 2], correct: [1, 1] }, 'two items or more'],
    ['one level', { agent: ['a', 'a'], item: [1, 2], tokens: [5, 5], correct: [1, 1] }, 'the same number of tokens'],
    ['chance', { agent: ['a', 'a'], item: [1, 2], tokens: [5, 6], correct: [1, 0] }, 'no better than chance'],
  ])('is not made up from %s', (_name, columns, reason) => {
    expect(fitComputeLaw(checkRunLog(Table.fromColumns(columns)), 0.95)).toContain(reason);
  });

  it('is fitted to runs that are all right', () => {
    const part = fitComputeLaw(
      checkRunLog(
        Table.fromColumns({ agent: ['a', 'a', 'a'], item: [1, 2, 3], tokens: [5, 6, 7], correct: [1, 1, 1] }),
      ),
      0.95,
    );
    expect(part).toBe('every answer is right: the law is saturated');
  });
});

import { banzhaf, DenseGame, shapley, sumOfSquaredCoefficients } from '../../attribution/index.js';
import { randomStream } from '../../foundation/index.js';
import type { Claim } from '../reproduction.js';
import { rowsOf } from './data.js';

const sampling = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'How far the values can be trusted', ...claim });

/** Tasks logged in online shopping. */
const TASKS = 110;

export const samplingErrorClaims: readonly Claim[] = [
  ...(
    [
      [2, 1],
      [3, 5 / 9],
      [4, 1 / 3],
    ] as const
  ).map(([players, expected]) =>
    sampling({
      id: `variance-of-shapley-${players}`,
      where: 'Section 3 (Shapley value), its sampling error',
      kind: 'theory',
      statement: `With ${players} modules a Shapley value has Σc² = ${players === 3 ? '5/9' : players === 4 ? '1/3' : '1'} of a coalition’s variance`,
      published: null,
      compute: () => coefficientsOf(players, (game) => shapley(game).values[0]).reduce((sum, c) => sum + c * c, 0),
      holds: (squares) =>
        Math.abs(squares - expected) < 1e-14 && Math.abs(squares - sumOfSquaredCoefficients({ players })) < 1e-14,
      why: 'The coefficients are the value of each coalition’s indicator game; their squares add up to (2/n²) Σ 1/C(n − 1, k), and to what the library uses for its standard errors.',
    }),
  ),
  sampling({
    id: 'variance-of-banzhaf',
    where: 'Public code, aggregation for mathematics and theorem proving',
    kind: 'theory',
    statement: 'A Banzhaf value of four modules has Σc² = 1/4: a little less noise than Shapley, and no efficiency',
    published: null,
    compute: () => coefficientsOf(4, (game) => banzhaf(game).values[0]).reduce((sum, c) => sum + c * c, 0),
    holds: (squares) => Math.abs(squares - 0.25) < 1e-14,
    why: '2/2^{n−1}, again from the indicator games.',
  }),
  sampling({
    id: 'standard-error-simulated',
    where: 'Main table, shopping',
    kind: 'simulation',
    statement: 'With 110 tasks a Shapley value has a standard error of √(p(1 − p)/(3T)): 0.026 at p = 0.35',
    published: null,
    compute: ({ full }) => {
      const replicates = full ? 20_000 : 2000;
      let sum = 0;
      for (let k = 0; k < replicates; k++) {
        const random = randomStream(0, k);
        const means = Float64Array.from({ length: 16 }, () => {
          let solved = 0;
          for (let task = 0; task < TASKS; task++) solved += Number(random.bernoulli(0.35));
          return solved / TASKS;
        });
        // All coalitions have the same success rate, so the true value is 0.
        sum += shapley(new DenseGame(means)).values[0] ** 2;
      }
      const value = Math.sqrt(sum / replicates) / Math.sqrt((0.35 * 0.65) / (3 * TASKS));
      // A standard deviation of R replicates is known to 1/√(2R) of itself; in units of that.
      return { value: (value - 1) * Math.sqrt(2 * replicates), detail: `spread over formula: ${value.toFixed(4)}` };
    },
    holds: (z) => Math.abs(z) < 4,
    why: 'Sixteen coalitions of 110 Bernoulli tasks each, drawn anew: the spread of a value’s estimates against the formula, in standard errors of that spread.',
  }),
  sampling({
    id: 'reflection-within-noise',
    where: 'Main table, shopping',
    kind: 'dataset',
    statement: 'Most values of reflection in shopping are within two standard errors of 0',
    published: null,
    compute: async () => (await rowsOf('shopping')).filter((row) => Math.abs(row.values[3]) <= 2 * errorOf(row)).length,
    holds: (count) => count >= 7,
    why: 'Of nine models. Standard error √(p(1 − p)/(3T)) with T = 110 and p halfway between base and accuracy, coalitions taken as independent: rewards are not all-or-nothing and tasks are shared, which makes the real one smaller; what is public does not tell by how much.',
  }),
  sampling({
    id: 'shopping-beyond-noise',
    where: 'Main table, shopping',
    kind: 'dataset',
    statement: 'Less than half of the 36 values in shopping are further from 0 than two standard errors',
    published: null,
    compute: async () =>
      (await rowsOf('shopping')).flatMap((row) => row.values.filter((value) => Math.abs(value) > 2 * errorOf(row)))
        .length,
    holds: (count) => count < 18,
    why: 'Under the same standard error. By chance alone one or two of 36 would be.',
  }),
  sampling({
    id: 'action-beyond-noise-in-math',
    where: 'Main table, mathematics',
    kind: 'dataset',
    statement: 'In mathematics the value of action is beyond four standard errors for all models but the smallest',
    published: null,
    compute: async () => {
      const rows = (await rowsOf('math')).filter(({ values }) => values[2] > 4 * Math.sqrt(0.25 / (3 * 500)));
      return { value: rows.length, detail: 'models of nine' };
    },
    holds: (count) => count === 8,
    why: 'T = 500 tasks, and 1/4 as the largest variance that success can have: this finding of the paper is no noise.',
  }),
];

/** Standard error of a Shapley value in shopping. */
function errorOf({ base, accuracy }: { readonly base: number; readonly accuracy: number }): number {
  const p = (base + accuracy) / 200;
  return Math.sqrt((p * (1 - p)) / (3 * TASKS));
}

/** What an index of n players gives to each coalition’s indicator game. */
function coefficientsOf(n: number, index: (game: DenseGame) => number): number[] {
  return Array.from({ length: 2 ** n }, (_, mask) =>
    index(new DenseGame(Float64Array.from({ length: 2 ** n }, (_v, s) => Number(s === mask)))),
  );
}

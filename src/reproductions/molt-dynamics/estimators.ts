import { dataset } from '../../data/index.js';
import { comparePowerLaw, coxRegression, fitPowerLaw } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';

const claim = (options: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'The estimators, against values of the literature',
  kind: 'theory',
  ...options,
});

/** Weeks in remission under 6-mercaptopurine (with its end: 1 relapse, 0 still in remission) and under placebo. */
const drug = {
  time: [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
  event: Array.from({ length: 21 }, (_, i) => Number(i < 9)),
};
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

function remission(ties: 'efron' | 'breslow') {
  return coxRegression(
    [...drug.time.map(() => [1]), ...placebo.map(() => [0])],
    { time: [...drug.time, ...placebo], event: [...drug.event, ...placebo.map(() => 1)] },
    { ties },
  );
}

async function recidivism() {
  const { table } = await dataset('recidivism');
  const columns = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio'].map((name) => table.number(name));
  return coxRegression(
    Array.from({ length: table.rows }, (_, i) => columns.map((column) => column[i])),
    { time: table.number('week'), event: table.number('arrest') },
  );
}

/** The quantiles at (i − ½)/n, i = 1 … n, of the zeta distribution with exponent 2.5 from 1 on. */
function zetaQuantiles(n: number): number[] {
  const zeta = 1.3414872572509171;
  const sample: number[] = [];
  for (let k = 1, below = 0; sample.length < n; k++) {
    below += k ** -2.5 / zeta;
    while (sample.length < n && (sample.length + 0.5) / n <= below) sample.push(k);
  }
  return sample;
}

const quantiles = (n: number, from: number, alpha: number) =>
  Array.from({ length: n }, (_, i) => from * (1 - (i + 0.5) / n) ** (-1 / (alpha - 1)));

export const estimatorClaims: readonly Claim[] = [
  claim({
    id: 'cox-remission',
    where: 'Cox regression with Efron’s ties',
    statement: 'Log hazard ratio of the remission data is −1.5721',
    published: -1.572125,
    tolerance: 1e-6,
    compute: () => remission('efron').coefficients[0].estimate,
    why: 'Freireich’s 42 patients, the value that R prints for them.',
  }),
  claim({
    id: 'cox-remission-breslow',
    where: 'Cox regression with Breslow’s ties',
    statement: 'With Breslow’s ties it is −1.5092',
    published: -1.509191,
    tolerance: 1e-6,
    compute: () => remission('breslow').coefficients[0].estimate,
    why: 'The same patients; the tie rule matters because weeks are whole.',
  }),
  claim({
    id: 'concordance-remission',
    where: 'Harrell’s C',
    statement: 'Concordance of the remission data is 0.690',
    published: 0.690042,
    tolerance: 1e-6,
    compute: () => remission('efron').concordance.estimate,
    why: '335 concordant and 314 tied of 713 admissible pairs.',
  }),
  claim({
    id: 'cox-recidivism',
    where: 'Cox regression, the package used by the paper',
    statement: 'Log hazard ratio of financial aid in the recidivism data is −0.3794',
    published: -0.3794,
    tolerance: 5e-5,
    compute: async () => (await recidivism()).coefficients[0].estimate,
    why: '432 men and seven covariates; the reference of the package lifelines.',
  }),
  claim({
    id: 'concordance-recidivism',
    where: 'Harrell’s C, the package used by the paper',
    statement: 'Concordance of that regression is 0.6403',
    published: 0.6403,
    tolerance: 5e-5,
    compute: async () => (await recidivism()).concordance.estimate,
    why: 'In-sample, as the paper’s own concordance is.',
  }),
  claim({
    id: 'power-law-discrete',
    where: 'Power law of counts',
    statement: 'The exponent of the zeta quantile sample is 2.499431',
    published: 2.499431,
    tolerance: 1e-5,
    compute: () => fitPowerLaw(zetaQuantiles(1000), { xmin: 1 }).estimate,
    why: 'A thousand quantiles of the law with exponent 2.5: maximum likelihood with the Hurwitz zeta function.',
  }),
  claim({
    id: 'power-law-geometric',
    where: 'Vuong’s test',
    statement: 'Against a geometric tail the log-likelihood ratio of that sample is 266.3',
    published: 266.3064,
    tolerance: 1e-3,
    compute: () => comparePowerLaw(fitPowerLaw(zetaQuantiles(1000), { xmin: 1 }), 'exponential').logLikelihoodRatio,
    why: 'Discrete exponential is geometric, with the rate at its own maximum.',
  }),
  claim({
    id: 'power-law-continuous',
    where: 'Power law of amounts',
    statement: 'The exponent of 500 continuous quantiles is 2.50104',
    published: 2.50104,
    tolerance: 1e-5,
    compute: () => fitPowerLaw(quantiles(500, 1, 2.5), { xmin: 1, discrete: false }).estimate,
    why: 'Closed form 1 + n/Σ log(x/xmin).',
  }),
  claim({
    id: 'power-law-scan',
    where: 'Choice of xmin',
    statement: 'Where a power law of 500 follows a flat body of 300, the scan finds all of its tail',
    published: 500,
    tolerance: 0.5,
    compute: () => {
      const body = Array.from({ length: 300 }, (_, i) => 0.1 + (4.8 * i) / 299);
      return fitPowerLaw([...body, ...quantiles(500, 5, 2.57)], { discrete: false }).n;
    },
    why: 'Least Kolmogorov–Smirnov distance over every candidate.',
  }),
];

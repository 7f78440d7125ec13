import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  concordance,
  coxRegression,
  kaplanMeier,
  logRank,
  martingaleResiduals,
  nelsonAalen,
  proportionalHazardsTest,
  schoenfeldResiduals,
  type CoxRegression,
} from '../index.js';

// Freireich et al. (1963): weeks of remission of leukaemia under 6-mercaptopurine and placebo.
const FREIREICH = {
  time: [
    ...[6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
    ...[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
  ],
  event: Array.from({ length: 42 }, (_, i) => +(i < 9 || i >= 21)),
};
const DRUG = Array.from({ length: 42 }, (_, i) => [+(i < 21)]);

// The recidivism data; reference values of R 4.2.2 with survival 3.5-3.
const ROWS = readFileSync(new URL('../../../datasets/recidivism.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));
const ROSSI = { time: ROWS.map((row) => row[0]), event: ROWS.map((row) => row[1]) };
const columns = (...wanted: number[]) => ROWS.map((row) => wanted.map((c) => row[c]));
const [FIN, AGE, RACE, WEXP, PRIO] = [2, 3, 4, 5, 8];
const estimates = (fit: CoxRegression) => fit.coefficients.map(({ estimate }) => estimate);
const errors = (fit: CoxRegression) => fit.coefficients.map(({ standardError }) => standardError);
const closeTo = (values: ArrayLike<number>, expected: readonly number[], digits = 8) =>
  expected.forEach((value, i) => expect(values[i]).toBeCloseTo(value, digits));

describe('coxRegression', () => {
  it('gives the reference values for the remission data', () => {
    const efron = coxRegression(DRUG, FREIREICH);
    closeTo(estimates(efron), [-1.572125], 6);
    closeTo(errors(efron), [0.412397], 6);
    closeTo([efron.logLikelihood, efron.nullLogLikelihood], [-85.008425, -93.18427], 6);
    closeTo([efron.likelihoodRatio.statistic], [16.351691], 6);
    const breslow = coxRegression(DRUG, FREIREICH, { ties: 'breslow' });
    closeTo([...estimates(breslow), ...errors(breslow), breslow.logLikelihood], [-1.509191, 0.409564, -86.379622], 6);
    expect(efron.concordance).toMatchObject({ concordant: 335, tied: 314, discordant: 713 - 335 - 314 });
    expect(efron.concordance.estimate).toBeCloseTo(0.690042, 6);
  });

  it('gives what R gives for the recidivism data', () => {
    const fit = coxRegression(columns(2, 3, 4, 5, 6, 7, 8), ROSSI);
    const beta = [-0.37942216687, -0.05743774301, 0.31389978595, -0.14979569722, -0.43370387669, -0.08487108299];
    closeTo(estimates(fit), [...beta, 0.09149707935], 9);
    closeTo(errors(fit), [0.191379480713, 0.021999470628, 0.307992776393, 0.212224296158, 0.381868057465], 9);
    closeTo([fit.nullLogLikelihood, fit.logLikelihood], [-675.38063234687, -658.74765944609], 9);
    closeTo([fit.concordance.estimate, fit.concordance.standardError], [0.6403292470997, 0.0266581227726], 11);
    closeTo(martingaleResiduals(fit), [0.90305578042, 0.80750844663, 0.67611313629, -0.134265064601], 9);
    closeTo(schoenfeldResiduals(fit)[0].residual, [-0.39925167296, -2.52956026848, 0.10005078022], 9);
    closeTo(
      [0, 1, 9].map((k) => fit.baseline[k].cumulativeHazard),
      [0.006803239105, 0.013626622062, 0.104038413783],
      10,
    );
    const km = proportionalHazardsTest(fit);
    closeTo(
      km.covariates.map(({ statistic }) => statistic),
      [0.06242975009, 5.97398166115, 2.06826538335],
      8,
    );
    closeTo([km.global.statistic, km.global.pValue], [17.694415296, 0.013427506576], 8);
    const identity = proportionalHazardsTest(fit, { scale: 'identity' });
    closeTo([identity.covariates[1].statistic, identity.global.statistic], [6.61594379791, 18.1826870814], 8);
    const log = proportionalHazardsTest(fit, { scale: 'log' });
    closeTo([log.covariates[1].statistic, log.global.statistic], [8.23149835044, 17.6615705937], 8);
  });

  it('gives what R gives with strata, ridge, robust and clustered errors, and changing covariates', () => {
    const strata = ROWS.map((row) => 2 * row[RACE] + row[WEXP]);
    const stratified = coxRegression(columns(FIN, AGE, PRIO), ROSSI, { strata });
    closeTo(estimates(stratified), [-0.36581953318, -0.06127595706, 0.09148640429], 8);
    closeTo(errors(stratified), [0.190696632791, 0.022166424952, 0.028468045348], 8);
    closeTo([stratified.logLikelihood], [-543.82081934234], 9);
    expect(stratified.concordance).toMatchObject({ concordant: 9883, discordant: 6659, tied: 88 });
    closeTo([proportionalHazardsTest(stratified).global.statistic], [11.439161041736], 7);
    closeTo(
      estimates(coxRegression(columns(FIN, AGE, PRIO), ROSSI, { ridge: 5 })),
      [-0.29393560215, -0.06731646661, 0.0962018848],
    );
    const two = columns(FIN, PRIO);
    closeTo(errors(coxRegression(two, ROSSI, { errors: 'robust' })), [0.19119191525, 0.02650900175]);
    closeTo(errors(coxRegression(two, ROSSI, { errors: 'robust', ties: 'breslow' })), [0.19042706784, 0.02631297406]);
    const clusters = ROWS.map((row) => row[AGE]);
    closeTo(errors(coxRegression(two, ROSSI, { errors: 'cluster', clusters })), [0.19067234118, 0.02942077634]);

    const split = splitAt([10, 20, 30]);
    const changing = coxRegression(split.design, split.data);
    closeTo(estimates(changing), [-0.34356599215, -0.06710351861, 0.11038201713, -0.02383372466]);
    closeTo(errors(changing), [0.1903526596, 0.0208451952, 0.04048168691, 0.05452991315]);
    closeTo([changing.logLikelihood, changing.concordance.standardError], [-660.76216206324, 0.027233968250671], 9);
    expect(changing.concordance).toMatchObject({ concordant: 26789, discordant: 15598, tied: 195 });
  });

  it('maximises the likelihood as it is written, with ties, strata and late entries', () => {
    const stream = randomStream(71);
    const n = 40;
    const time = Array.from({ length: n }, () => 2 + stream.below(9));
    const data = { time, start: time.map((t) => stream.below(t)), event: time.map(() => stream.below(2)) };
    const strata = time.map(() => stream.below(2));
    const design = time.map(() => [stream.normal(), stream.below(3)]);
    for (const ties of ['efron', 'breslow'] as const) {
      const fit = coxRegression(design, data, { ties, strata });
      const beta = estimates(fit);
      const value = (b: number[]) => partialLogLikelihood(design, data, strata, ties, b);
      expect(fit.logLikelihood).toBeCloseTo(value(beta), 10);
      const h = 1e-4;
      for (let j = 0; j < 2; j++) {
        const moved = (by: number) => value(beta.map((b, k) => (k === j ? b + by : b)));
        expect(Math.abs((moved(h) - moved(-h)) / (2 * h))).toBeLessThan(1e-6);
      }
      const shifted = (a: number, b: number) => value([beta[0] + a, beta[1] + b]);
      const mixed = (shifted(h, h) - shifted(h, -h) - shifted(-h, h) + shifted(-h, -h)) / (4 * h * h);
      const [a, b] = [0, 1].map(
        (j) => -(shifted(j ? 0 : h, j ? h : 0) + shifted(j ? 0 : -h, j ? -h : 0) - 2 * value(beta)) / h ** 2,
      );
      expect(fit.covariance.get(0, 0)).toBeCloseTo(b / (a * b - mixed ** 2), 5);
      expect(martingaleResiduals(fit).reduce((x, y) => x + y)).toBeCloseTo(0, 10);
      const sums = [0, 1].map((j) => schoenfeldResiduals(fit).reduce((sum, { residual }) => sum + residual[j], 0));
      closeTo(sums, [0, 0], 7);
    }
  });

  it('asks only for the order of times, and splitting rows changes nothing', () => {
    const plain = coxRegression(columns(FIN, AGE), ROSSI);
    const squared = coxRegression(columns(FIN, AGE), { ...ROSSI, time: ROSSI.time.map((t) => t ** 2) });
    closeTo(estimates(squared), estimates(plain), 12);
    const split = splitAt([7, 26]);
    const parts = coxRegression(
      split.design.map((row) => row.slice(0, 2)),
      split.data,
      { errors: 'cluster', clusters: split.subject },
    );
    const robust = coxRegression(columns(FIN, AGE), ROSSI, { errors: 'robust' });
    closeTo(estimates(parts), estimates(plain), 9);
    closeTo(errors(parts), errors(robust), 9);
    expect(parts.coefficients[0].n).toBe(432);
  });

  it('covers planted hazards', () => {
    let covered = 0;
    const samples = 300;
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(72, k);
      const design = Array.from({ length: 80 }, () => [stream.normal(), stream.below(2)]);
      const times = design.map(([x, z]) => [
        -Math.log(1 - stream.uniform()) * Math.exp(-0.3 * x - 0.5 * z),
        -2 * Math.log(1 - stream.uniform()),
      ]);
      const data = { time: times.map(([t, c]) => Math.min(t, c)), event: times.map(([t, c]) => t <= c) };
      const { lower, upper } = coxRegression(design, data).coefficients[0].interval;
      if (lower <= 0.3 && 0.3 <= upper) covered++;
    }
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
  });

  it('says when the likelihood has no maximum, and a ridge gives it one', () => {
    const data = { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 0, 1, 0] };
    const design = [[6], [5], [4], [3], [3], [1]].map(([x], i) => [x, i % 2]);
    const fit = coxRegression(design, data);
    expect(fit).toMatchObject({ converged: false, problem: 'monotone' });
    expect(coxRegression(design, data, { ridge: 0.1 }).converged).toBe(true);
    expect(coxRegression(columns(FIN, AGE), ROSSI, { maxIterations: 1 }).problem).toBe('iterations');
  });

  it('rejects what does not fit', () => {
    const { time, event } = FREIREICH;
    expect(() => coxRegression(DRUG, { time, event: event.map(() => 0) })).toThrow('at least one event');
    expect(() => coxRegression(DRUG, { time: time.map((t) => t - 2), event })).toThrow(
      'time[21] must be a finite number of at least 0',
    );
    expect(() => coxRegression(DRUG, { time, event: event.map((e) => 2 * e) })).toThrow('event[0] must be 0 or 1');
    expect(() => coxRegression(DRUG, { time, event, start: time })).toThrow('start[0] must lie before');
    expect(() =>
      coxRegression(
        DRUG.map(() => [1]),
        FREIREICH,
      ),
    ).toThrow('linearly independent');
    expect(() => coxRegression(DRUG.slice(1), FREIREICH)).toThrow('design.length must equal 42');
    expect(() => coxRegression(DRUG, { time, event: event.slice(1) })).toThrow('event.length must equal 42');
  });
});

describe('concordance', () => {
  it('counts pairs as it says, and turns over with the risk', () => {
    const stream = randomStream(73);
    const n = 60;
    const time = Array.from({ length: n }, () => 1 + stream.below(12));
    const start = time.map((t) => stream.below(t));
    const event = time.map(() => stream.below(2));
    const risk = time.map(() => stream.below(6));
    for (const data of [
      { time, event },
      { time, event, start },
    ]) {
      let [concordant, discordant, tied] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const outlives = time[j] > time[i] || (time[j] === time[i] && event[j] === 0 && i !== j);
          if (event[i] === 0 || !outlives || ('start' in data && start[j] >= time[i])) continue;
          if (risk[i] > risk[j]) concordant++;
          else if (risk[i] < risk[j]) discordant++;
          else tied++;
        }
      }
      const c = concordance(data, risk);
      expect(c).toMatchObject({ concordant, discordant, tied });
      expect(
        c.estimate +
          concordance(
            data,
            risk.map((r) => -r),
          ).estimate,
      ).toBeCloseTo(1, 14);
    }
    expect(() => concordance({ time: [1, 2], event: [0, 1] }, [1, 2])).toThrow('no admissible pair');
    expect(() => concordance({ time: [1, 2], event: [1, 1] }, [1])).toThrow('risk.length');
  });
});

describe('kaplanMeier and nelsonAalen', () => {
  it('give what R gives', () => {
    const drug = { time: FREIREICH.time.slice(0, 21), event: FREIREICH.event.slice(0, 21) };
    const curve = kaplanMeier(drug, { scale: 'log' });
    closeTo(
      curve.steps.map(({ survival }) => survival),
      [0.857142857143, 0.806722689076, 0.752941176471, 0.690196078431, 0.627450980392],
      10,
    );
    closeTo(
      curve.steps.map(({ standardError }) => standardError),
      [0.076360354832, 0.08693528518, 0.0963496529943],
      10,
    );
    expect(curve.median.estimate).toBe(23);
    expect(curve.median.interval).toMatchObject({ lower: 16, upper: Infinity });
    const at = (scale: 'log' | 'log-log') =>
      kaplanMeier(ROSSI, { scale })
        .steps.filter(({ time }) => [10, 30, 52].includes(time))
        .map(({ interval }) => interval);
    closeTo(
      at('log').flatMap(({ lower, upper }) => [lower, upper]),
      [0.9481674518, 0.9826968712, 0.8291094982, 0.8943479086],
      9,
    );
    closeTo(
      at('log-log').flatMap(({ lower, upper }) => [lower, upper]),
      [0.943064598, 0.9789209971, 0.8247865404, 0.8904078161],
      9,
    );
    const hazard = nelsonAalen(ROSSI).filter(({ time }) => [10, 30, 52].includes(time));
    closeTo(
      hazard.map(({ cumulativeHazard }) => cumulativeHazard),
      [0.035236326111, 0.149026070775, 0.30512753372],
      10,
    );
    closeTo(
      hazard.map(({ standardError }) => standardError),
      [0.009098369348, 0.019256798163, 0.028687425812],
      10,
    );
  });

  it('without censoring is the empirical survival with its binomial error, and late entries count from their entry', () => {
    const { steps, median } = kaplanMeier({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] });
    closeTo(
      steps.map(({ survival }) => survival),
      [0.75, 0.5, 0.25, 0],
      14,
    );
    closeTo([steps[1].standardError], [Math.sqrt(0.25 / 4)], 14);
    expect(median.estimate).toBe(2.5);
    const late = kaplanMeier({ time: [2, 3, 5, 6], start: [0, 2, 1, 3], event: [1, 1, 1, 0] });
    expect(late.steps.map(({ atRisk }) => atRisk)).toEqual([2, 2, 2]);
    expect(Number.isNaN(kaplanMeier({ time: [1, 2], event: [0, 0] }).median.estimate)).toBe(true);
  });
});

describe('logRank', () => {
  it('gives what R gives', () => {
    const arms = DRUG.map(([x]) => x);
    expect(logRank(FREIREICH, arms).statistic).toBeCloseTo(16.792940989217, 10);
    const aid = ROWS.map((row) => row[FIN]);
    const test = logRank(ROSSI, aid);
    expect(test.statistic).toBeCloseTo(3.8375695765491, 10);
    expect(test.groups[0].expected).toBeCloseTo(55.57444276841, 9);
    const ages = ROWS.map((row) => (row[AGE] <= 20 ? 0 : row[AGE] <= 25 ? 1 : 2));
    expect(logRank(ROSSI, ages)).toMatchObject({ degrees: 2 });
    expect(logRank(ROSSI, ages).pValue).toBeCloseTo(4.2304936713215e-5, 14);
    expect(logRank(ROSSI, aid, { strata: ROWS.map((row) => row[RACE]) }).statistic).toBeCloseTo(4.0484965977397, 10);
    expect(logRank(ROSSI, aid, { weight: 'peto' }).statistic).toBeCloseTo(3.7494996822155, 10);
  });

  it('is the score test of Cox regression where no times tie, and Gehan’s is Mann–Whitney’s without censoring', () => {
    const stream = randomStream(74);
    const group = Array.from({ length: 50 }, () => stream.below(2));
    const time = group.map((g) => -Math.log(1 - stream.uniform()) * (1 + g));
    const event = group.map(() => +stream.bernoulli(0.7));
    let [u, v] = [0, 0];
    for (let i = 0; i < 50; i++) {
      if (event[i] === 0) continue;
      const atRisk = group.filter((_, j) => time[j] >= time[i]);
      const share = atRisk.reduce((a, b) => a + b, 0) / atRisk.length;
      u += group[i] - share;
      v += share * (1 - share);
    }
    expect(logRank({ time, event }, group).statistic).toBeCloseTo(u ** 2 / v, 10);
    const [{ observed, expected }] = logRank({ time, event: event.map(() => 1) }, group, { weight: 'gehan' }).groups;
    const wins = (a: number, b: number) =>
      time.reduce((sum, t, i) => sum + (group[i] === a ? time.filter((s, j) => group[j] === b && t > s).length : 0), 0);
    const one = logRank({ time, event: event.map(() => 1) }, group, { weight: 'gehan' }).groups[0].group;
    expect(observed - expected).toBeCloseTo(wins(1 - one, one) - wins(one, 1 - one), 8);
    expect(() =>
      logRank(
        { time, event },
        group.map(() => 1),
      ),
    ).toThrow('at least two groups');
    expect(() => logRank({ time, event: event.map(() => 0) }, group)).toThrow('group');
  });
});

/** Rows cut at the given weeks; the fourth covariate is prior convictions from week 20 on. */
function splitAt(cuts: number[]) {
  const data = { start: [] as number[], time: [] as number[], event: [] as number[] };
  const design: number[][] = [];
  const subject: number[] = [];
  ROWS.forEach((row, i) => {
    let start = 0;
    for (const cut of [...cuts, Infinity]) {
      if (start >= row[0]) break;
      const time = Math.min(row[0], cut);
      data.start.push(start);
      data.time.push(time);
      data.event.push(time === row[0] ? row[1] : 0);
      design.push([row[FIN], row[AGE], row[PRIO], start >= 20 ? row[PRIO] : 0]);
      subject.push(i);
      start = time;
    }
  });
  return { data, design, subject };
}

function partialLogLikelihood(
  design: number[][],
  { time, start, event }: { time: number[]; start: number[]; event: number[] },
  strata: number[],
  ties: 'efron' | 'breslow',
  beta: number[],
): number {
  const eta = design.map((row) => row.reduce((sum, x, j) => sum + x * beta[j], 0));
  let value = 0;
  for (const stratum of [0, 1]) {
    for (const t of new Set(time)) {
      const dead = eta.filter((_, i) => strata[i] === stratum && time[i] === t && event[i] === 1);
      const risk = eta.filter((_, i) => strata[i] === stratum && time[i] >= t && start[i] < t);
      const sum = (etas: number[]) => etas.reduce((s, e) => s + Math.exp(e), 0);
      dead.forEach((e, l) => {
        value += e - Math.log(sum(risk) - (ties === 'efron' ? l / dead.length : 0) * sum(dead));
      });
    }
  }
  return value;
}

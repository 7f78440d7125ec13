import { describe, expect, it } from 'vitest';
import { Table } from '../data/index.js';
import { randomStream } from '../foundation/index.js';
import {
  analyzeRun,
  auditTokens,
  covarianceQuantileTable,
  entropy,
  logSoftmax,
  policyLoss,
  simulateCurve,
  softmax,
  tokenBatch,
  tokenCovariance,
  trainingRuns,
} from './index.js';

describe('a training log', () => {
  const good = { step: [1, 2, 3], entropy: [1, 0.8, 0.5], reward: [0.1, 0.2, 0.3] };
  const runs = (columns: Record<string, (number | string | null)[]>, options = {}) =>
    trainingRuns(Table.fromColumns(columns, 'run.csv'), options);

  it('is read under the names of Weights & Biases and verl', () => {
    const [run] = runs({ _step: [0, 5], 'actor/entropy': [1, 0.5], 'critic/rewards/mean': [0.25, 0.5] });
    expect([run.name, Array.from(run.steps), Array.from(run.entropy), Array.from(run.reward)]).toEqual([
      'run.csv',
      [0, 5],
      [1, 0.5],
      [0.25, 0.5],
    ]);
  });

  it('keeps runs apart, also when their rows are mixed', () => {
    const mixed = runs({ run: ['a', 'b', 'a', 'b'], step: [1, 1, 2, 2], entropy: [1, 2, 3, 4], reward: [0, 0, 1, 1] });
    expect(mixed.map(({ name, entropy: h }) => [name, ...h])).toEqual([
      ['a', 1, 3],
      ['b', 2, 4],
    ]);
  });

  it('converts units only when told', () => {
    const [run] = runs({ ...good, reward: [10, 20, 30] }, { unit: 'bits', rewardScale: 'percent' });
    expect(run.entropy[0]).toBeCloseTo(Math.LN2, 15);
    expect(Array.from(run.reward)).toEqual([0.1, 0.2, 0.3]);
  });

  it('leaves gaps out when told, and counts them', () => {
    const gaps = { ...good, entropy: [1, null, 0.5] };
    expect(() => runs(gaps)).toThrow('run.csv, row 2, column entropy: entropy must have a value');
    const [run] = runs(gaps, { missing: 'skip' });
    expect([run.skipped, run.steps.length]).toEqual([1, 2]);
  });

  it.each<[string, () => unknown]>([
    ['row 3, column step: step must exceed the step before it, 2; got 1', () => runs({ ...good, step: [1, 2, 1] })],
    ['row 2, column step: step must not repeat the step before it; got 1', () => runs({ ...good, step: [1, 1, 2] })],
    [
      'row 1, column reward: reward must lie in [-1, 1], or be declared as percent',
      () => runs({ ...good, reward: [40, 50, 60] }),
    ],
    ['column entropy: entropy must be a finite number of at least 0', () => runs({ ...good, entropy: [-1, 1, 2] })],
    ['stepColumn must be a column named step', () => runs({ entropy: [1], reward: [1] })],
    ['rewardColumn must be named, for several', () => runs({ ...good, accuracy: [0, 0, 0] })],
    ['entropyColumn must be one of step, entropy, reward', () => runs(good, { entropyColumn: 'H' })],
  ])('is refused: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});

describe('the verdict', () => {
  it('says what is left to gain, within its interval', () => {
    const { verdict, forecast } = analyzeRun(simulateCurve({ points: 400, end: 0.2 }));
    expect(verdict.kind).toBe('gain');
    const truth = 0.2 * (Math.exp(simulateCurve({ points: 400, end: 0.2 }).entropy[399]) - 1);
    expect(forecast.leftToGain.interval.lower).toBeLessThan(truth);
    expect(forecast.leftToGain.interval.upper).toBeGreaterThan(truth);
    expect(verdict.text).toContain('would gain 0.0');
  });

  it('knows runs that buy nothing with entropy, and runs that lose by it', () => {
    const flat = analyzeRun(simulateCurve({ points: 400, a: 0 })).verdict;
    expect(flat.kind).toBe('open');
    expect(flat.cautions.join()).toContain('explains only');
    expect(analyzeRun(simulateCurve({ points: 400, a: -0.2 })).verdict.kind).toBe('loss');
  });

  it('warns of a run that bends away from its early law', () => {
    const { entropy: h } = simulateCurve({ points: 400, start: 1.5 });
    const { verdict } = analyzeRun({ entropy: h, reward: h.map((x) => 0.7 / (1 + Math.exp(8 * (x - 0.4)))) });
    expect(verdict.cautions.join()).toMatch(/logistic law .* fits better/);
    expect(verdict.cautions.join()).toContain('bends away');
  });
});

describe('the token audit', () => {
  const stream = randomStream(9);
  const old_log_prob = Array.from({ length: 3000 }, () => -4 * stream.uniform());
  const log_prob = old_log_prob.map((l) => Math.min(0, l + 0.1 * stream.normal()));
  const advantages = old_log_prob.map(() => 2 * stream.normal());
  const response_mask = old_log_prob.map(() => stream.bernoulli(0.8));
  const batch = tokenBatch(Table.fromColumns({ advantages, response_mask, old_log_prob, log_prob }));

  it('agrees with the losses and the covariance', () => {
    const options = { klRatio: 0.01, clipRatio: 0.01 };
    const audit = auditTokens(batch, options);
    const { covariance, mean, n } = tokenCovariance(batch.logp, batch.advantages, batch);
    expect(audit.tokens).toBe(n);
    expect(audit.covariance.mean).toBeCloseTo(mean, 12);
    expect(audit.covariance.table).toEqual(covarianceQuantileTable(covariance));
    const kl = policyLoss(batch, { ...options, mode: 'kl_cov' });
    expect(Array.from(audit.klCov.touched).sort((i, j) => i - j)).toEqual(
      Array.from(kl.touched.keys()).filter((i) => kl.touched[i]),
    );
    expect(audit.klCov.touched).toHaveLength(Math.floor(0.01 * n));
    expect(audit.klCov.largest[0].covariance).toBe(covariance.reduce((x, y) => (y > x ? y : x), -Infinity));
    expect(audit.clipCov.touched).toHaveLength(Math.floor(0.01 * n));
    expect(audit.clipCov.candidates).toBe(covariance.filter((c) => c > 1 && c < 5).length);
    expect(audit.clippedFraction).toBe(policyLoss(batch).clippedFraction);
    expect(audit.approximateKl).toBeCloseTo(policyLoss(batch).approximateKl, 12);
  });

  it('predicts the change of entropy of policies that are known', () => {
    // 40 states; tokens sampled from the old policy; the new one a small step away.
    const draws = randomStream(3);
    const [oldLogp, logp] = [[] as number[], [] as number[]];
    let actual = 0;
    for (let state = 0; state < 40; state++) {
      const z = Array.from({ length: 6 }, () => 2 * draws.normal());
      const moved = z.map((value) => value + 0.05 * (value + draws.normal()));
      const [p, before, after] = [softmax(z), logSoftmax(z), logSoftmax(moved)];
      actual += (entropy(softmax(moved)) - entropy(p)) / 40;
      for (let draw = 0; draw < 1000; draw++) {
        let [u, a] = [draws.uniform(), 0];
        while (a < 5 && u >= p[a]) u -= p[a++];
        oldLogp.push(before[a]);
        logp.push(after[a]);
      }
    }
    const { entropyChange } = auditTokens({ oldLogp, logp, advantages: oldLogp.map(() => 1) });
    // First order: the rest is about 5 % of the change, the step being 5 % of the logits.
    expect(Math.abs(entropyChange.estimate - actual)).toBeLessThan(
      4 * entropyChange.standardError + 0.06 * Math.abs(actual),
    );
    expect(actual).toBeLessThan(-0.01);
  });
});

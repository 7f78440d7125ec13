import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  conditionalSurvival,
  constantDonor,
  donorLineage,
  driftMap,
  evolveDonors,
  evolveScripted,
  founderDescendants,
  generationSummaries,
  homogeneousSociety,
  indirectReciprocity,
  initialGenerosity,
  meanOverRuns,
  punisher,
  scriptedDonor,
  traceDonor,
  type DonorStrategy,
} from '../index.js';

const founded = (
  founders: (number: number, uniform: () => number) => DonorStrategy,
  {
    run = 0,
    generations = 4,
    ...rest
  }: { run?: number; generations?: number; rules?: object; deviation?: number } = {},
) =>
  evolveDonors({
    run,
    generations,
    rules: rest.rules ?? {},
    newcomer: ({ number, random }) =>
      scriptedDonor(
        founders(number, () => random.uniform()),
        { transmission: { deviation: rest.deviation ?? 0.05 } },
      ),
  });
const several = (count: number, make: (run: number) => ReturnType<typeof founded>) =>
  Promise.all(Array.from({ length: count }, (_, run) => make(run)));

describe('indirectReciprocity', () => {
  it('finds the slope of reciprocators, and its interval covers it', async () => {
    const histories = await several(8, (run) =>
      founded(
        (_, uniform) => ({ ...traceDonor({ first: uniform(), low: 0.2, high: 0.7, weights: [1] }), noise: 0.15 }),
        { run, deviation: 0 },
      ),
    );
    const { within, clusters, decisions } = indirectReciprocity(histories);
    expect(clusters).toBe('runs');
    expect(decisions).toBe(8 * 4 * 2 * 11 * 6);
    expect(within.interval.lower).toBeLessThan(0.5);
    expect(within.interval.upper).toBeGreaterThan(0.5);
    expect(within.standardError).toBeLessThan(0.03);
  });

  it('is not taken in by generous societies whose donors see nothing; the pooled slope is', async () => {
    const histories = await several(8, (run) =>
      founded(() => ({ ...constantDonor(0.15 + run / 10), noise: 0.1 }), { run, deviation: 0 }),
    );
    const { within, pooled } = indirectReciprocity(histories);
    expect(Math.abs(within.estimate)).toBeLessThan(4 * within.standardError);
    expect(pooled.estimate).toBeGreaterThan(0.8);
  });

  it('has nothing to say where all gave the same', async () => {
    const history = await founded(() => constantDonor(0.5), { deviation: 0 });
    expect(() => indirectReciprocity([history])).toThrow('linearly independent');
  });
});

describe('initialGenerosity', () => {
  it('adds a half to every cell of a two-by-two table', () => {
    const cells = [
      [7, 2],
      [1, 5],
    ]; // failures and successes at x = 0 and at x = 1
    const x = cells.flatMap(([f, s], i) => Array.from({ length: f + s }, () => i));
    const y = cells.flatMap(([f, s]) => [...Array.from({ length: f }, () => 0), ...Array.from({ length: s }, () => 1)]);
    const { slope, threshold, converged } = initialGenerosity(x, y);
    const logit = (i: number) => Math.log((cells[i][1] + 0.5) / (cells[i][0] + 0.5));
    expect(converged).toBe(true);
    expect(slope.estimate).toBeCloseTo(logit(1) - logit(0), 6);
    expect(threshold.estimate).toBeCloseTo(-logit(0) / (logit(1) - logit(0)), 6);
  });

  it('stays finite where a threshold parts the runs, and holds the threshold between them', () => {
    const { slope, threshold, separated, pValue } = initialGenerosity(
      [0.44, 0.46, 0.47, 0.5, 0.52, 0.54],
      [0, 0, 0, 1, 1, 1],
    );
    expect(separated).toBe(true);
    expect(threshold.estimate).toBeGreaterThan(0.47);
    expect(threshold.estimate).toBeLessThan(0.5);
    expect(slope.estimate).toBeGreaterThan(0);
    expect(slope.interval.upper).toBeGreaterThan(slope.estimate);
    expect(threshold.interval.lower).toBeLessThan(threshold.estimate);
    expect(pValue).toBeLessThan(0.05);
  });

  it('covers slope and threshold of simulated runs', () => {
    const covered = { slope: 0, threshold: 0 };
    const trials = 300;
    for (let trial = 0; trial < trials; trial++) {
      const random = randomStream(6, trial);
      const x = Float64Array.from({ length: 30 }, () => random.uniform());
      const y = Array.from(x, (value) => random.bernoulli(1 / (1 + Math.exp(-8 * (value - 0.4)))));
      const fit = initialGenerosity(x, y);
      for (const [name, truth] of [
        ['slope', 8],
        ['threshold', 0.4],
      ] as const) {
        const { lower, upper } = fit[name].interval;
        if (lower <= truth && truth <= upper) covered[name]++;
      }
    }
    // 95 % of 300, within four binomial standard errors.
    for (const name of ['slope', 'threshold'] as const)
      expect(Math.abs(covered[name] / trials - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / trials));
  });

  it('needs both outcomes', () => {
    expect(() => initialGenerosity([0.1, 0.2, 0.3], [1, 1, 1])).toThrow('hold both outcomes');
    expect(() => initialGenerosity([0.1, 0.1, 0.1], [1, 0, 1])).toThrow('more than one value');
  });
});

describe('generationSummaries', () => {
  it('counts what was done and measures words', async () => {
    const history = await founded(
      (number) => (number === 0 ? constantDonor(0) : punisher({ first: 0.5, high: 0.5, punish: 0.2 })),
      {
        generations: 1,
        rules: { mechanism: 'punish' },
      },
    );
    const [summary] = generationSummaries(history);
    expect(summary.shares.give + summary.shares.punish).toBeCloseTo(1, 12);
    const punishments = history.generations[0].games.reduce(
      (sum, { outcomes }) => sum + outcomes.filter((outcome) => outcome === 1).length,
      0,
    );
    expect(summary.shares.punish).toBeCloseTo(punishments / 144, 12);
    expect(punishments).toBeGreaterThan(0);
    expect(summary.givingByRound).toHaveLength(12);
    // One of twelve speaks differently: 11 of 66 pairs are at a distance d.
    const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}.%]+/gu));
    const [a, b] = [...new Set(history.generations[0].members.map(({ strategy }) => strategy))].map(words);
    const common = [...a].filter((word) => b.has(word)).length;
    expect(summary.diversity).toBeCloseTo((11 / 66) * (1 - common / (a.size + b.size - common)), 12);
    expect(generationSummaries(await founded(() => constantDonor(0.5), { generations: 1 }))[0].wealth).toBeCloseTo(
      homogeneousSociety(0.5).mean,
      9,
    );
  });
});

describe('meanOverRuns', () => {
  it('is the mean, its textbook error, and an interval that leans to the long tail', () => {
    const { estimate, standardError, interval } = meanOverRuns([10, 12, 900, 14, 11, 13]);
    expect(estimate).toBe(160);
    expect(standardError).toBeCloseTo(
      Math.sqrt([10, 12, 900, 14, 11, 13].reduce((s, v) => s + (v - 160) ** 2, 0) / 30),
      9,
    );
    expect(interval.upper - estimate).toBeGreaterThan(estimate - interval.lower);
    expect(() => meanOverRuns([1])).toThrow('at least 2');
  });
});

describe('conditionalSurvival', () => {
  it('shares out as many places as there are', async () => {
    const histories = await several(3, (run) =>
      founded((_, uniform) => constantDonor(uniform()), { run, generations: 5 }),
    );
    const { newcomers, survivors } = conditionalSurvival(histories);
    expect(newcomers.n).toBe(3 * 3 * 6);
    expect(newcomers.estimate + survivors.estimate).toBeCloseTo(1, 12);
    expect(() => conditionalSurvival([])).toThrow('hold a selection');
  });
});

describe('donorLineage', () => {
  it('is acyclic, goes forward in time, and gives every newcomer six models', async () => {
    const history = await founded((_, uniform) => constantDonor(uniform()), { generations: 5 });
    const lineage = donorLineage(history);
    expect(lineage.order).toBe(12 + 4 * 6);
    expect(lineage.size).toBe(4 * 36);
    lineage.forEachDirectedEdge((_edge, _attributes, model, reader, from, to) => {
      expect(from.born).toBeLessThan(to.born);
      expect(from.last).toBeGreaterThanOrEqual(to.born);
      expect(model).not.toBe(reader);
    });
    const descendants = founderDescendants(lineage);
    expect(descendants.size).toBe(12);
    // Half of the founders never survived; the strategy of none of them is left, while every newcomer read all survivors.
    const survived = history.generations[0].members.filter((member) => member.survived).map(({ name }) => name);
    for (const [founder, count] of descendants) expect(count > 0).toBe(survived.includes(founder));
  });
});

describe('driftMap', () => {
  it('holds the runs it says', () => {
    const founders = (_: number, random: { uniform(): number }) => traceDonor({ first: random.uniform() });
    const map = driftMap({ founders, biases: [0, 0.1], intensities: [0.5, 1], replicates: 3, generations: 4 });
    const runs = [0, 1, 2].map((run) =>
      evolveScripted({ founders, run, generations: 4, transmission: { bias: 0.1 }, selection: { intensity: 0.5 } }),
    );
    const giving = runs.map((run) => run.giving[3]);
    const mean = giving.reduce((sum, value) => sum + value, 0) / 3;
    expect(map.giving[1]).toBeCloseTo(mean, 12);
    expect(map.standardError[1]).toBeCloseTo(
      Math.sqrt(giving.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 6),
      9,
    );
    expect(() => driftMap({ founders, biases: [0], intensities: [2] })).toThrow('intensities[0]');
    const aborted = { founders, biases: [0], intensities: [1], signal: AbortSignal.abort(new Error('enough')) };
    expect(() => driftMap(aborted)).toThrow('enough');
  });
});

import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { logBeta } from '../../numerics/index.js';
import { correlationOverRounds, plainCorrelation } from './rounds-correlation.js';
import { checkRunLog } from './run-log.js';
import { fitCorrelation } from './shared-correlation.js';
import { syntheticRuns } from './synthetic-runs.js';
import { correlationFromUnanimity } from './unanimity-correlation.js';
import { countPanels, panelChance, panelDeviance } from './unanimity-mixture.js';

const logOf = (table: Table) => checkRunLog(table);

describe('correlation over rounds', () => {
  it('is ρ in expectation, for every bias: all outcomes of two agents in two rounds', () => {
    const rho = 0.35;
    for (const [u, v] of [
      [0, 0],
      [0.5, 0.5],
      [-0.3, 0.6],
      [0.9, 0.2],
    ]) {
      // prettier-ignore
      const [p, q] = [(1 + u) / 2, (1 + v) / 2];
      // Chance of (s, t) in one round: a common uniform draw with chance ρ, else one each.
      const chance = (s: number, t: number) => {
        const [a, b] = [s > 0 ? p : 1 - p, t > 0 ? q : 1 - q];
        const common = s === t ? Math.min(a, b) : Math.max(0, s > 0 ? p - q : q - p);
        return rho * common + (1 - rho) * a * b;
      };
      let [numerator, denominator] = [0, 0];
      for (const s1 of [-1, 1]) for (const t1 of [-1, 1]) for (const s2 of [-1, 1]) for (const t2 of [-1, 1]) {
        const weight = chance(s1, t1) * chance(s2, t2);
        const [same, cross] = [s1 * t1 + s2 * t2, s1 * t2 + s2 * t1];
        numerator += weight * (same - cross);
        denominator += weight * (2 - 2 * Math.abs(u - v) - cross);
      } // prettier-ignore
      expect(numerator / denominator).toBeCloseTo(rho, 12);
    }
  });

  it('is what its definition says, pair by pair', () => {
    const table = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.3, items: 12, agents: 4, rounds: 3, seed: 3 });
    // A log with gaps: every ninth run is missing.
    const rows = table.toRows().filter((_, i) => i % 9 !== 4);
    let [numerator, denominator] = [0, 0];
    for (let item = 1; item <= 12; item++) {
      const runs = rows
        .filter((row) => row.item === item)
        .map(({ agent, round, correct }) => ({ agent, round, s: correct ? 1 : -1 }));
      for (let a = 1; a <= 4; a++) for (let b = 1; b < a; b++) {
        const [as, bs] = [a, b].map((agent) => runs.filter((row) => row.agent === `agent-${agent}`));
        const pairs = as.flatMap((x) => bs.map((y) => ({ same: x.round === y.round, product: x.s * y.s })));
        const [same, cross] = [true, false].map((kind) => pairs.filter((pair) => pair.same === kind));
        if (same.length === 0 || cross.length === 0) continue;
        const across = cross.reduce((sum, { product }) => sum + product, 0) / cross.length;
        numerator += same.reduce((sum, { product }) => sum + product - across, 0);
        denominator += same.length * (1 - across);
      } // prettier-ignore
    }
    const log = logOf(Table.fromRows(rows));
    expect(correlationOverRounds(log, null, 0.95)!.estimate).toBeCloseTo(numerator / denominator, 12);
  });

  it('leaves out one item at a time for its error', () => {
    const runs = syntheticRuns({
      scale: 0.05,
      beta: 0.3,
      correlation: 0.3,
      items: 25,
      agents: 4,
      rounds: 3,
      tokens: [500],
      seed: 8,
    });
    const all = correlationOverRounds(logOf(runs), null, 0.95)!;
    const without = Array.from({ length: 25 }, (_, item) => {
      const kept = runs.toRows().filter((row) => row.item !== item + 1);
      return correlationOverRounds(logOf(Table.fromRows(kept)), null, 0.95)!.estimate;
    });
    const mean = without.reduce((a, b) => a + b, 0) / 25;
    const error = Math.sqrt((24 / 25) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    expect(all.standardError).toBeCloseTo(error, 10);
  });
});

describe('plain correlation', () => {
  it('is Pearson’s for two agents who answer every item once', () => {
    const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.3, items: 80, agents: 2, seed: 1 });
    const correct = runs.number('correct');
    const pairs = Array.from({ length: 80 }, (_, i) => [correct[2 * i], correct[2 * i + 1]]);
    const [a, b] = [0, 1].map((k) => pairs.reduce((sum, pair) => sum + pair[k], 0) / 80);
    const cov = pairs.reduce((sum, pair) => sum + (pair[0] - a) * (pair[1] - b), 0) / 80;
    const pearson = cov / Math.sqrt(a * (1 - a) * b * (1 - b));
    expect(plainCorrelation(logOf(runs), 0.95)!.estimate).toBeCloseTo(pearson, 12);
  });
});

describe('the unanimity mixture', () => {
  it.each([
    [5, 0.6, 0.2, 0.3],
    [4, 0.5, 0, 0.1],
    [9, 0.8, 0.6, 0],
  ])('has chances that sum to 1, mean %s·%s, and correlation 1 − (1−ρ)(1−δ)', (size, mean, difficulty, correlation) => {
    let [total, first, second] = [0, 0, 0];
    for (let right = 0; right <= size; right++) {
      const chance = panelChance(right, size, mean, difficulty, correlation);
      total += chance;
      first += chance * right;
      second += chance * right * (right - 1);
    }
    expect(total).toBeCloseTo(1, 12);
    expect(first).toBeCloseTo(size * mean, 12);
    const together = second / (size * (size - 1));
    expect((together - mean ** 2) / (mean * (1 - mean))).toBeCloseTo(1 - (1 - correlation) * (1 - difficulty), 12);
  });

  it('is the integral over a Beta difficulty', () => {
    const [size, right, mean, difficulty] = [5, 3, 0.6, 0.3];
    const [a, b] = [mean * (0.7 / 0.3), (1 - mean) * (0.7 / 0.3)];
    let integral = 0;
    const steps = 200_000;
    for (let i = 0; i < steps; i++) {
      const p = (i + 0.5) / steps;
      integral += (10 * p ** (right + a - 1) * (1 - p) ** (size - right + b - 1)) / steps;
    }
    expect(panelChance(right, size, mean, difficulty, 0)).toBeCloseTo(integral * Math.exp(-logBeta(a, b)), 6);
  });

  it('recovers the truth from its own expected counts, and its interval from the likelihood', () => {
    const [size, mean, difficulty, correlation, n] = [6, 0.62, 0.25, 0.3, 100_000];
    const right: number[] = [];
    for (let r = 0; r <= size; r++) {
      const count = Math.round(n * panelChance(r, size, mean, difficulty, correlation));
      for (let i = 0; i < count; i++) right.push(r);
    }
    const panels = {
      right: Int32Array.from(right),
      size: new Int32Array(right.length).fill(size),
      band: new Int32Array(right.length),
      bands: 1,
      item: Int32Array.from(right.keys()),
    };
    const found = correlationFromUnanimity(panels, right.length, 0.95);
    // Counts are rounded to half a panel in 100,000.
    expect(found.correlation).toBeCloseTo(correlation, 3);
    expect(found.difficulty).toBeCloseTo(difficulty, 3);
    expect(found.means[0]).toBeCloseTo(mean, 3);
    expect(found.fit.pValue).toBeGreaterThan(0.99);
    expect(found.interval.upper - found.correlation).toBeCloseTo(1.96 * found.standardError, 3);
    const least = panelDeviance(countPanels(panels), found);
    for (const [r, d, m] of [
      [0.31, 0.25, 0.62],
      [0.3, 0.27, 0.62],
      [0.3, 0.25, 0.61],
      [0.28, 0.28, 0.62],
    ]) {
      // prettier-ignore
      expect(panelDeviance(countPanels(panels), { correlation: r, difficulty: d, means: Float64Array.of(m) })).toBeGreaterThan(least);
    }
  });

  it('shows when it does not fit: items that are either easy or hopeless and never in between', () => {
    const rows = Array.from({ length: 2400 }, (_, i) => ({
      agent: `a${i % 6}`,
      item: Math.floor(i / 6),
      tokens: 100,
      // Exactly three of six agents are right on half of the items: no Beta difficulty does that.
      correct: Math.floor(i / 6) % 2 === 0 ? i % 6 < 3 : i % 6 < 5,
    }));
    const part = fitCorrelation(logOf(Table.fromRows(rows)), null, undefined, 0.95);
    expect(typeof part === 'object' && part.fit.shared!.fit!.pValue).toBeLessThan(1e-6);
  });
});

describe('what a log allows', () => {
  const runs = (options: object) =>
    logOf(syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.2, items: 150, ...options }));
  const fitOf = (log: ReturnType<typeof runs>, method?: 'rounds' | 'unanimity') => {
    const part = fitCorrelation(log, null, method, 0.95);
    if (typeof part === 'string') throw new Error(part);
    return part.fit;
  };

  it('uses rounds where there are any, unanimity where not, and says so', () => {
    expect(fitOf(runs({ rounds: 2 })).shared).toMatchObject({ separation: 'rounds', difficulty: null, fit: null });
    expect(fitOf(runs({})).shared).toMatchObject({ separation: 'unanimity', fit: { size: 9 } });
    expect(fitOf(runs({ rounds: 2 }), 'unanimity').shared!.separation).toBe('unanimity');
    expect(fitOf(runs({}), 'rounds')).toMatchObject({
      shared: null,
      reason: expect.stringContaining('more than one round') as string,
    });
  });

  it('gives the raw correlation alone to two agents without rounds', () => {
    expect(fitOf(runs({ agents: 2 }))).toMatchObject({
      shared: null,
      reason: expect.stringContaining('no three agents') as string,
    });
    expect(fitCorrelation(runs({ agents: 1 }), null, undefined, 0.95)).toBe('two agents or more are needed');
    expect(fitCorrelation(runs({ items: 1 }), null, undefined, 0.95)).toBe('two items or more are needed');
  });

  it('puts agents of unlike compute into panels of their own', () => {
    const law = { scale: 0.05, beta: 0.3 };
    const part = fitCorrelation(runs({ agents: 9, tokens: [100, 1000, 10000] }), law, undefined, 0.95);
    expect(typeof part === 'object' && part.fit.shared!.fit!.size).toBe(3);
  });

  it('stays at 0 with a one-sided interval when nothing is shared', () => {
    const { shared } = fitOf(runs({ correlation: 0, rounds: 3, seed: 6, tokens: [800] }));
    expect(shared!.interval.lower).toBe(0);
    expect(shared!.interval.upper).toBeLessThan(0.06);
    const { shared: once } = fitOf(runs({ correlation: 0, agents: 12, tokens: [800], seed: 6 }));
    expect(once!.interval.lower).toBe(0);
  });
});

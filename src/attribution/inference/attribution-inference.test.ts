import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  DenseGame,
  TaskScores,
  attributionBounds,
  attributionInference,
  banzhaf,
  betaShapleyWeights,
  compareAttributions,
  gameFromMoebius,
  interactionIndex,
  interactionKinds,
  moebius,
  playerDifferences,
  randomGame,
  regressionAttribution,
  semivalue,
  shapley,
  shapleyInteractions,
  simulatedRows,
  simulatedScores,
  type TaskScore,
} from '../index.js';
import { linearIndex } from './linear-index.js';

const game = new DenseGame(randomGame(3, { seed: 5 }).values, { players: ['a', 'b', 'c'] });
const chances = new DenseGame([0.2, 0.3, 0.25, 0.35, 0.3, 0.65, 0.35, 0.7], {
  players: ['planner', 'reasoner', 'actor'],
});

/** Scores that need no rounding: a game a task. */
function normalScores(n: number, tasks: number, seed: number): TaskScores {
  const rows: TaskScore[] = [];
  for (let t = 0; t < tasks; t++) {
    const stream = randomStream(seed, t);
    const level = stream.normal();
    for (let coalition = 0; coalition < 2 ** n; coalition++) {
      rows.push({ coalition, task: `t${t}`, score: level + stream.normal() + coalition / 2 ** n });
    }
  }
  return TaskScores.fromRows(rows, { players: Array.from({ length: n }, (_, i) => String.fromCharCode(97 + i)) });
}

describe('linearIndex', () => {
  it('has the coefficients that give back every index of any game', () => {
    const options = [
      { index: 'shapley' as const },
      { index: 'banzhaf' as const },
      { index: betaShapleyWeights(4, 2, 3) },
      ...interactionKinds.flatMap((index) => [1, 2, 3, 4].map((order) => ({ index, order }))),
      { index: 'shapley' as const, order: 3 },
      { index: 'banzhaf' as const, order: 2 },
    ];
    const { values } = randomGame(4, { seed: 9 });
    for (const option of options) {
      const map = linearIndex(4, option);
      map.apply(values).forEach((phi, k) => {
        const sum = map.coefficients(k).reduce((total, c, mask) => total + c * values[mask], 0);
        expect(Math.abs(sum - phi)).toBeLessThan(1e-12);
      });
    }
  });
});

describe('attributionInference', () => {
  it('has the values of the game of means, for every index', () => {
    const scores = normalScores(3, 12, 1);
    const means = scores.game();
    const quick = { interval: 't', test: 't' } as const;
    const close = (actual: number[], expected: Float64Array) =>
      actual.forEach((value, k) => expect(Math.abs(value - expected[k])).toBeLessThan(1e-12));
    const estimates = (options: Parameters<typeof attributionInference>[1]) =>
      attributionInference(scores, { ...quick, ...options }).values.map(({ estimate }) => estimate);
    close(estimates({}), shapley(means).values);
    close(estimates({ index: 'banzhaf' }), banzhaf(means).values);
    close(estimates({ index: [0.5, 0, 0.5] }), semivalue(means, [0.5, 0, 0.5]).values);
    const sii = shapleyInteractions(means, { order: 2 });
    close(estimates({ order: 2 }).slice(3), sii.valuesOf(2));
    close(estimates({ index: 'FSII', order: 2 }).slice(3), interactionIndex(means, { kind: 'FSII' }).valuesOf(2));
    const { total, baseline, grand, efficiencyGap } = attributionInference(scores, { index: 'banzhaf' });
    expect(total.estimate).toBeCloseTo(grand.estimate - baseline.estimate, 12);
    expect(efficiencyGap.estimate).toBeCloseTo(banzhaf(means).efficiencyGap, 12);
    expect(attributionInference(scores, quick).efficiencyGap).toMatchObject({ estimate: 0, standardError: 0 });
  });

  it('standard errors are those of the covariance of coalition means, Σ c c′ Cov / T', () => {
    const [n, T] = [3, 25];
    const scores = normalScores(n, T, 2);
    const map = linearIndex(n, {});
    const x = (mask: number, t: number) => scores.means[mask * T + t];
    const mean = scores.game().values;
    attributionInference(scores).values.forEach(({ standardError, sd, n: units }, k) => {
      const c = map.coefficients(k);
      let variance = 0;
      for (let S = 0; S < 8; S++) {
        for (let R = 0; R < 8; R++) {
          let cov = 0;
          for (let t = 0; t < T; t++) cov += ((x(S, t) - mean[S]) * (x(R, t) - mean[R])) / (T - 1);
          variance += (c[S] * c[R] * cov) / T;
        }
      }
      expect(standardError).toBeCloseTo(Math.sqrt(variance), 12);
      expect(sd).toBeCloseTo(Math.sqrt(variance * T), 12);
      expect(units).toBe(T);
    });
    const independent = attributionInference(scores, { unbalanced: 'independent' });
    independent.values.forEach(({ standardError, estimate, degrees }, k) => {
      const c = map.coefficients(k);
      let variance = 0;
      for (let S = 0; S < 8; S++) {
        let squares = 0;
        for (let t = 0; t < T; t++) squares += (x(S, t) - mean[S]) ** 2 / (T - 1);
        variance += (c[S] ** 2 * squares) / T;
      }
      expect(standardError).toBeCloseTo(Math.sqrt(variance), 12);
      expect(estimate).toBeCloseTo(shapley(scores.game()).values[k], 12);
      // Between the smallest and the sum of the eight coalitions' degrees of freedom.
      expect(degrees).toBeGreaterThan(T - 1);
      expect(degrees).toBeLessThan(8 * (T - 1));
      // The tasks' common level has variance 1 like the rest: pairing halves the variance.
      expect(standardError).toBeGreaterThan(attributionInference(scores).values[k].standardError);
    });
  });

  it('takes tasks as the unit when runs repeat, and tells how much of the scatter repeats make', () => {
    const repeated = simulatedScores(chances, { tasks: 300, repeats: 4, shared: 0.5, seed: 3 });
    const found = attributionInference(repeated, { interval: 't', test: 't' });
    const averaged = TaskScores.fromRows(
      repeated.tasks.flatMap((task, t) =>
        [0, 1, 2, 3, 4, 5, 6, 7].map((coalition) => ({ coalition, task, score: repeated.means[coalition * 300 + t] })),
      ),
      { players: chances.players },
    );
    const same = attributionInference(averaged, { interval: 't', test: 't' });
    found.values.forEach((value, k) => {
      expect(value.estimate).toBeCloseTo(same.values[k].estimate, 12);
      expect(value.standardError).toBeCloseTo(same.values[k].standardError, 12);
      expect(same.values[k].repeatShare).toBeNaN();
    });
    // Without a share of the task all scatter is that of repeats: within 4 standard errors (relative, √(2/T) each way).
    const alone = attributionInference(simulatedScores(chances, { tasks: 2000, repeats: 2, seed: 4 }), {
      interval: 't',
    });
    for (const { repeatShare } of alone.values) expect(Math.abs(repeatShare - 1)).toBeLessThan(4 * Math.sqrt(4 / 2000));
    // Tasks that decide everything: repeats agree.
    const decided = attributionInference(simulatedScores(chances, { tasks: 30, repeats: 2, shared: 1, seed: 4 }));
    for (const { repeatShare } of decided.values) expect(repeatShare).toBe(0);
  });

  it('intervals cover the truth about as often as they say', () => {
    // Reduced size; the how-to has the full one. Binomial share of 3 dependent values: 4 standard errors of the data sets alone.
    const truth = shapley(chances).values;
    const sets = 100;
    for (const interval of ['bca', 'percentile', 't'] as const) {
      let covered = 0;
      for (let seed = 0; seed < sets; seed++) {
        const scores = simulatedScores(chances, { tasks: 60, shared: 0.5, seed });
        const { values } = attributionInference(scores, { interval, replicates: 300, test: 't', level: 0.9 });
        values.forEach((value, i) => {
          covered += Number(value.interval.lower <= truth[i] && truth[i] <= value.interval.upper);
        });
      }
      expect(Math.abs(covered / (3 * sets) - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / sets));
    }
  });

  it('tests reject a null player and a null interaction as often as they should', () => {
    const null_ = DenseGame.from({ players: ['x', 'null'], value: (mask) => 0.3 + 0.3 * (mask & 1) });
    const sets = 250;
    const rejected = { value: 0, interaction: 0, effect: 0 };
    for (let seed = 0; seed < sets; seed++) {
      const scores = simulatedScores(null_, { tasks: 40, shared: 0.4, seed });
      const { values } = attributionInference(scores, { order: 2, interval: 't', draws: 399 });
      rejected.effect += Number(values[0].pValue <= 0.1);
      rejected.value += Number(values[1].pValue <= 0.1);
      rejected.interaction += Number(values[2].pValue <= 0.1);
      for (const { pValue, holm, benjaminiHochberg } of values) {
        expect(holm).toBeGreaterThanOrEqual(benjaminiHochberg);
        expect(benjaminiHochberg).toBeGreaterThanOrEqual(pValue);
      }
    }
    // Scores take few values, so p-values have ties and the test may reject a little less often than 10 %.
    const upper = 0.1 + 4 * Math.sqrt(0.09 / sets);
    expect(rejected.value / sets).toBeLessThan(upper);
    expect(rejected.interaction / sets).toBeLessThan(upper);
    expect(rejected.value / sets).toBeGreaterThan(0.03);
    expect(rejected.effect / sets).toBeGreaterThan(0.9);
  });

  it('names what is missing, and handles unbalanced tasks only as asked', () => {
    const rows = simulatedRows(game, { tasks: 12, seed: 1 });
    const short = rows.filter((row) => !(row.coalition === 3 && row.task === 'task 2'));
    const scores = TaskScores.fromRows(short, { players: game.players });
    expect(() => attributionInference(scores)).toThrow(/\{a, b\} on task 2 did not run.*unbalanced: common/);
    const common = attributionInference(scores, { unbalanced: 'common' });
    expect([common.design, common.leftOut, common.tasks.length]).toEqual(['paired', ['task 2'], 11]);
    const linearized = attributionInference(scores, { unbalanced: 'linearized' });
    expect(linearized.design).toBe('linearized');
    linearized.values.forEach(({ estimate }, k) => {
      expect(estimate).toBeCloseTo(shapley(scores.game()).values[k], 12);
    });
    const gone = TaskScores.fromRows(
      rows.filter((row) => row.coalition !== 5),
      { players: game.players },
    );
    expect(() => attributionInference(gone)).toThrow('missing: {a, c}');
    expect(() => attributionInference(scores, { unbalanced: 'independent', interval: 'bca' })).toThrow('interval');
    expect(() => attributionInference(simulatedScores(game, { tasks: 1 }))).toThrow('tasks.length must be at least 2');
    expect(() => attributionInference(scores, { index: 'SHAP' as 'SII' })).toThrow('index must be shapley, banzhaf');
    expect(() => attributionInference(scores, { order: 4 })).toThrow('order');
    expect(() => attributionInference(scores, { unbalanced: 'common', level: 95 })).toThrow('level');
  });

  it('the linearized standard error is that of the jackknife over tasks', () => {
    const rows = simulatedRows(chances, { tasks: 200, shared: 0.6, seed: 8 }).filter(
      (row, k) => k % 7 !== 3 || row.coalition === 0,
    );
    const scores = TaskScores.fromRows(rows, { players: chances.players });
    const found = attributionInference(scores, { unbalanced: 'linearized', interval: 't', test: 't' });
    const without = scores.tasks.map((gone) => {
      const kept = scores.onTasks(scores.tasks.filter((task) => task !== gone));
      return shapley(kept.game()).values;
    });
    found.values.forEach(({ standardError }, i) => {
      const mean = without.reduce((sum, phi) => sum + phi[i], 0) / 200;
      const jackknifed = Math.sqrt((199 / 200) * without.reduce((sum, phi) => sum + (phi[i] - mean) ** 2, 0));
      // They agree to first order: relative difference of order 1/T.
      expect(Math.abs(standardError / jackknifed - 1)).toBeLessThan(3 / 200);
    });
  });

  it('is the same for the same seed, whatever the order of rows', () => {
    const rows = simulatedRows(chances, { tasks: 30, seed: 2 });
    const options = { replicates: 200 };
    const there = attributionInference(TaskScores.fromRows(rows, { players: chances.players }), options);
    const again = attributionInference(TaskScores.fromRows(rows, { players: chances.players }), options);
    expect(again).toEqual(there);
    const shuffled = [...rows].sort((a, b) => Number(a.coalition) - Number(b.coalition));
    expect(attributionInference(TaskScores.fromRows(shuffled, { players: chances.players }), options)).toEqual(there);
    expect(there.values[0].method).toContain('BCa');
  });
});

describe('playerDifferences', () => {
  it('are differences of values with the error of the paired contributions', () => {
    const scores = normalScores(3, 20, 6);
    const { values, contributions } = attributionInference(scores);
    const differences = playerDifferences(scores);
    expect(differences.map(({ first, second }) => first + second)).toEqual(['ab', 'ac', 'bc']);
    const row = contributions![0].map((value, t) => value - contributions![2][t]);
    const mean = row.reduce((a, b) => a + b) / 20;
    const variance = row.reduce((s, v) => s + (v - mean) ** 2, 0) / 19;
    expect(differences[1].estimate).toBeCloseTo(values[0].estimate - values[2].estimate, 12);
    expect(differences[1].standardError).toBeCloseTo(Math.sqrt(variance / 20), 12);
    const apart = playerDifferences(scores, { unbalanced: 'independent' })[1];
    expect(apart.estimate).toBeCloseTo(mean, 12);
    expect(playerDifferences(simulatedScores(randomGame(1), { tasks: 4 }))).toEqual([]);
  });
});

describe('compareAttributions', () => {
  const revised = DenseGame.from({
    players: chances.players,
    value: (mask) => chances.values[mask] + (mask & 2 ? 0.15 : 0),
  });

  it('pairs the tasks that both ran, and finds what changed', () => {
    const first = simulatedScores(chances, { tasks: 300, shared: 0.8, seed: 1 });
    const longer = simulatedScores(revised, { tasks: 310, shared: 0.8, seed: 1 });
    const found = compareAttributions(first, longer);
    expect([found.common.length, found.onlyFirst, found.onlySecond.length]).toEqual([300, [], 10]);
    const [planner, reasoner] = found.differences;
    expect(reasoner.estimate).toBeCloseTo(reasoner.second - reasoner.first, 12);
    expect(reasoner.interval.lower).toBeGreaterThan(0);
    expect(reasoner.holm).toBeLessThan(0.05);
    expect(planner.interval.lower).toBeLessThan(0);
    // The same tasks are equally hard for both systems, so pairing is worth something.
    const apart = compareAttributions(first, longer, { pairing: 'independent' });
    expect(apart.differences[1].standardError).toBeGreaterThan(reasoner.standardError);
    const { standardError } = apart.differences[1];
    expect(standardError).toBeCloseTo(
      Math.hypot(apart.first.values[1].standardError, apart.second.values[1].standardError),
      12,
    );
  });

  it('refuses other players and too few common tasks', () => {
    const first = simulatedScores(chances, { tasks: 3 });
    const other = simulatedScores(game, { tasks: 3 });
    expect(() => compareAttributions(first, other)).toThrow('second.players');
    const elsewhere = TaskScores.fromRows(
      simulatedRows(chances, { tasks: 5 }).map((row) => ({ ...row, task: `other ${row.task}` })),
      { players: chances.players },
    );
    expect(() => compareAttributions(first, elsewhere)).toThrow('common tasks must be at least 2');
    expect(compareAttributions(first, elsewhere, { pairing: 'independent' }).differences).toHaveLength(3);
  });
});

describe('coalitions that never ran', () => {
  it('leave bounds that hold the value, with the error of what did run', () => {
    const rows = simulatedRows(chances, { tasks: 50, shared: 0.5, seed: 6 });
    const all = attributionInference(TaskScores.fromRows(rows, { players: chances.players }));
    const gone = TaskScores.fromRows(
      rows.filter((row) => row.coalition !== 4 && row.coalition !== 3),
      { players: chances.players },
    );
    const found = attributionBounds(gone, { range: [0, 1] });
    expect(found.missing).toEqual(['{planner, reasoner}', '{actor}']);
    found.values.forEach(({ lower, upper, interval }, i) => {
      expect(all.values[i].estimate).toBeGreaterThan(lower);
      expect(all.values[i].estimate).toBeLessThan(upper);
      expect(interval.lower).toBeLessThan(lower);
      // Shapley weights of n = 3: 1/3 for sizes 0 and 2, 1/6 for 1; a free coalition widens by |c|.
      const width = upper - lower;
      expect(width).toBeCloseTo([1 / 6 + 1 / 6, 1 / 6 + 1 / 6, 1 / 3 + 1 / 3][i], 12);
    });
    const closed = attributionBounds(TaskScores.fromRows(rows, { players: chances.players }), { range: [0, 1] });
    closed.values.forEach(({ lower, upper, standardError }, i) => {
      expect(lower).toBeCloseTo(all.values[i].estimate, 12);
      expect(upper).toBeCloseTo(all.values[i].estimate, 12);
      expect(standardError).toBeCloseTo(all.values[i].standardError, 12);
    });
    expect(() => attributionBounds(gone, { range: [0, 1], unbalanced: 'independent' as 'common' })).toThrow(
      'unbalanced',
    );
  });

  it('are filled by a model, exactly where the model holds and all of the error where everything ran', () => {
    const rows = simulatedRows(chances, { tasks: 40, shared: 0.5, seed: 6 });
    const complete = TaskScores.fromRows(rows, { players: chances.players });
    const all = attributionInference(complete);
    regressionAttribution(complete).values.forEach((value, i) => {
      expect(value.estimate).toBeCloseTo(all.values[i].estimate, 10);
      expect(value.standardError).toBeCloseTo(all.values[i].standardError, 10);
    });
    const additive = gameFromMoebius(moebius(randomGame(4, { seed: 1 }), { order: 1 }));
    const tasks = ['s', 't', 'u'];
    const partial = TaskScores.fromRows(
      tasks.flatMap((task, t) =>
        Array.from(additive.values, (value, coalition) => ({ coalition, task, score: value * (t + 1) })).filter(
          ({ coalition }) => ![3, 9].includes(coalition),
        ),
      ),
      { players: additive.players },
    );
    const found = regressionAttribution(partial);
    expect(found.missing).toEqual(['{1, 2}', '{1, 4}']);
    found.values.forEach(({ estimate }, i) => expect(estimate).toBeCloseTo(2 * shapley(additive).values[i], 10));
    expect(found.fit.largestResidual).toBeLessThan(1e-10);
  });
});

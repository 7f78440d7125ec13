import { describe, expect, it } from 'vitest';
import {
  AirportGame,
  DenseGame,
  MoebiusGame,
  OracleGame,
  WeightedVotingGame,
  antitheticSampling,
  banzhaf,
  coalitionLabel,
  coalitionSize,
  estimateShapley,
  kernelShap,
  monteCarloBanzhaf,
  owenSampling,
  permutationSampling,
  randomGame,
  shapley,
  shapleyMethods,
  stratifiedSampling,
  stratifiedSvarm,
  svarm,
  truncatedMonteCarlo,
  type CooperativeGame,
  type SamplingOptions,
  type ValueEstimates,
} from '../index.js';

type Estimate = (game: CooperativeGame, options: SamplingOptions) => ValueEstimates;
type With<Options> = (game: CooperativeGame, options: Options & SamplingOptions) => ValueEstimates;
const using =
  <Options>(estimate: With<Options>, extra: Options): Estimate =>
  (game, options) =>
    estimate(game, { ...extra, ...options });

const unbiased: Record<string, Estimate> = {
  permutation: permutationSampling,
  antithetic: antitheticSampling,
  'stratified, proportional': using(stratifiedSampling, { allocation: 'proportional' as const }),
  'stratified, Neyman': using(stratifiedSampling, { allocation: 'neyman' as const }),
  Owen: using(owenSampling, { antithetic: false }),
  'Owen, antithetic': owenSampling,
  SVARM: svarm,
  'stratified SVARM': stratifiedSvarm,
  'truncated at 0': using(truncatedMonteCarlo, { tolerance: 0 }),
};
const regressions: Record<string, Estimate> = {
  'kernel, paired': kernelShap,
  'kernel, single': using(kernelShap, { paired: false }),
  'leverage, paired': using(kernelShap, { sizes: 'leverage' as const }),
};
const ofBanzhaf: Record<string, Estimate> = {
  'Banzhaf, reuse': monteCarloBanzhaf,
  'Banzhaf, paired': using(monteCarloBanzhaf, { paired: true }),
};

/** Glm-4-air in the online shop, by slot: planning, reasoning, action, reflection (CapaBench repository, logs). */
const shop = new DenseGame([
  0.2627543948102375, 0.375982981644401, 0.39674903745888224, 0.4255452049779671, 0.20052151145091465,
  0.3442208921278841, 0.23346945509627767, 0.4209992437033547, 0.26426967258801526, 0.3599623064933125,
  0.3647495552568697, 0.42663979526932155, 0.21999453368554978, 0.327630443488262, 0.27356154585408615,
  0.37500486626538043,
]);

interface Study {
  /** Largest |mean error| in units of its standard error, over players. */
  readonly bias: number;
  /** Mean reported SE² over mean squared error, and how far from 1 in standard errors (by replicates). */
  readonly ratio: number;
  readonly honesty: number;
  readonly coverage: number;
  readonly rmse: number;
}

function study(
  estimate: Estimate,
  game: CooperativeGame,
  exact: Float64Array,
  budget: number,
  replicates: number,
): Study {
  const n = exact.length;
  const sums = new Float64Array(n);
  const squares = new Float64Array(n);
  const excess: number[] = [];
  let reported = 0;
  let covered = 0;
  for (let seed = 0; seed < replicates; seed++) {
    const { values, standardErrors, estimates, evaluations } = estimate(game, { budget, seed });
    expect(evaluations).toBeLessThanOrEqual(budget);
    let difference = 0;
    for (let i = 0; i < n; i++) {
      const error = values[i] - exact[i];
      sums[i] += error;
      squares[i] += error * error;
      reported += standardErrors[i] ** 2;
      difference += error * error - standardErrors[i] ** 2;
      const { lower, upper } = estimates[i].interval;
      if (lower <= exact[i] && exact[i] <= upper) covered++;
    }
    excess.push(difference);
  }
  const mean = excess.reduce((a, b) => a + b) / replicates;
  const spread = Math.sqrt(excess.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (replicates - 1) / replicates);
  const total = squares.reduce((a, b) => a + b);
  return {
    bias: Math.max(...sums.map((sum, i) => (squares[i] > 0 ? Math.abs(sum) / Math.sqrt(squares[i]) : 0))),
    ratio: reported / total,
    honesty: mean / spread,
    coverage: covered / (n * replicates),
    rmse: Math.sqrt(total / n / replicates),
  };
}

const REPLICATES = 240;
// Errors of one replicate hang together, so the count of covered intervals is taken as one Bernoulli trial a replicate.
const COVERED = 0.95 - 4 * Math.sqrt((0.95 * 0.05) / REPLICATES);

describe.each(Object.entries(unbiased))('%s', (_name, estimate) => {
  it.each([
    ['7 independent', randomGame(7, { seed: 5 }), 330],
    ['8 monotone', randomGame(8, { family: 'monotone', seed: 1 }), 450],
    ['8 convex', randomGame(8, { family: 'convex', seed: 2 }), 450],
  ])(
    '%s players: unbiased within 4 SE, its SE² is its mean squared error within 4 SE, its intervals cover',
    (_, game, budget) => {
      const found = study(estimate, game, shapley(game).values, budget, REPLICATES);
      expect(found.bias).toBeLessThan(4);
      expect(Math.abs(found.honesty)).toBeLessThan(4);
      expect(found.coverage).toBeGreaterThan(COVERED);
    },
  );

  it('is unbiased on reference games', () => {
    for (const game of [
      new AirportGame([1, 2, 3, 4, 5, 6]),
      new WeightedVotingGame({ quota: 6, weights: [4, 3, 2, 1, 1] }),
    ]) {
      expect(study(estimate, game, shapley(game).values, 90, REPLICATES).bias).toBeLessThan(4);
    }
    expect(study(estimate, shop, shapley(shop).values, 40, REPLICATES).bias).toBeLessThan(4);
  });
});

describe.each(Object.entries(regressions))('KernelSHAP: %s', (_name, estimate) => {
  it.each([
    ['7 independent', randomGame(7, { seed: 5 }), 70],
    ['8 convex', randomGame(8, { family: 'convex', seed: 2 }), 120],
    ['10 monotone', randomGame(10, { family: 'monotone', seed: 1 }), 300],
  ])('%s players: bias below a quarter of the error, SE never too small, intervals cover', (_, game, budget) => {
    const found = study(estimate, game, shapley(game).values, budget, REPLICATES);
    // The bias is of order 1/m, the error of order 1/√m; each mean over replicates is itself uncertain by 1/√replicates.
    expect(found.bias / Math.sqrt(REPLICATES)).toBeLessThan(0.25 + 4 / Math.sqrt(REPLICATES));
    expect(found.honesty).toBeLessThan(4);
    // HC3 errs on the safe side: by less than a half in variance.
    expect(found.ratio).toBeLessThan(1.5);
    expect(found.coverage).toBeGreaterThan(COVERED);
  });

  it('has an error that falls faster than 1/√budget, as strata fill up', () => {
    const game = randomGame(9, { family: 'monotone', seed: 1 });
    const few = study(estimate, game, shapley(game).values, 100, 60);
    const many = study(estimate, game, shapley(game).values, 400, 60);
    expect(many.rmse).toBeLessThan(0.9 * few.rmse * Math.sqrt(100 / 400));
  });

  it('is exact once all coalitions are included, and efficient before', () => {
    for (let n = 1; n <= 9; n++) {
      const game = randomGame(n, { seed: n });
      const { exact, values, standardErrors, evaluations } = estimate(game, { budget: 2 ** n });
      expect([exact, evaluations]).toEqual([true, 2 ** n]);
      shapley(game).values.forEach((value, i) => {
        expect(Math.abs(values[i] - value)).toBeLessThan(1e-12);
        expect(standardErrors[i]).toBe(0);
      });
    }
    const game = randomGame(12, { seed: 4 });
    for (let seed = 0; seed < 5; seed++) {
      expect(Math.abs(estimate(game, { budget: 200, seed }).efficiencyGap)).toBeLessThan(1e-12);
    }
  });
});

describe('intervals of stratified sampling', () => {
  const monotone = (n: number) => randomGame(n, { family: 'monotone', seed: 1 });
  // Contributions that are mostly 0 and rarely large; 330 of 6 players' 380 contributions leave one or two of a stratum unseen.
  it.each([
    ['6 monotone', monotone(6), 250],
    ['6 monotone, nearly all seen', monotone(6), 330],
    ['6 airports', new AirportGame([1, 2, 3, 4, 5, 6]), 250],
    ['8 monotone', monotone(8), 1000],
    ['8 voters', new WeightedVotingGame({ quota: 12, weights: [6, 5, 4, 3, 2, 2, 1, 1] }), 450],
    ['10 monotone', monotone(10), 700],
  ])('cover skewed contributions: %s', (_, game, budget) => {
    for (const allocation of ['proportional', 'neyman'] as const) {
      const found = study(using(stratifiedSampling, { allocation }), game, shapley(game).values, budget, REPLICATES);
      expect(found.coverage).toBeGreaterThan(COVERED);
      expect(Math.abs(found.honesty)).toBeLessThan(4);
    }
  });
});

describe('KernelSHAP takes what size explains from the worths', () => {
  it('so that a game of sizes alone is exact, and a monotone game better than by stratified SVARM', () => {
    const sizes = new DenseGame(Array.from({ length: 2 ** 9 }, (_, mask) => Math.sqrt(coalitionSize(mask))));
    for (const paired of [true, false]) {
      for (const value of kernelShap(sizes, { budget: 80, paired }).values)
        expect(Math.abs(value - 1 / 3)).toBeLessThan(1e-12);
    }
    const game = randomGame(12, { family: 'monotone', seed: 1 });
    const [kernel, svarms] = [kernelShap, stratifiedSvarm].map((estimate) =>
      study(estimate, game, shapley(game).values, 400, 60),
    );
    expect(kernel.rmse).toBeLessThan(svarms.rmse);
  });
});

describe.each(Object.entries(ofBanzhaf))('%s', (_name, estimate) => {
  it('is unbiased, honest and covers', () => {
    for (const game of [randomGame(7, { seed: 5 }), randomGame(6, { family: 'convex', seed: 2 })]) {
      const found = study(estimate, game, banzhaf(game).values, 200, REPLICATES);
      expect(found.bias).toBeLessThan(4);
      expect(Math.abs(found.honesty)).toBeLessThan(4);
      expect(found.coverage).toBeGreaterThan(COVERED);
    }
  });
});

describe('what methods promise', () => {
  it('orders are efficient, and a pair of them exact without interactions of three', () => {
    const players = ['a', 'b', 'c', 'd', 'e', 'f'];
    const terms = players.flatMap((p, i) => [
      { coalition: [p], value: i - 2 },
      ...players.slice(i + 1).map((q, j) => ({ coalition: [p, q], value: Math.cos(i + 3 * j) })),
    ]);
    const game = new MoebiusGame(players, [{ coalition: [], value: 0.7 }, ...terms]);
    const exact = shapley(game).values;
    for (let seed = 0; seed < 20; seed++) {
      const single = antitheticSampling(game, { budget: 12, seed });
      expect([single.evaluations, single.n]).toEqual([12, 1]);
      const halves = owenSampling(game, { budget: 2 + 2 * 2 * 7, seed });
      exact.forEach((value, i) => {
        expect(Math.abs(single.values[i] - value)).toBeLessThan(1e-12);
        expect(Math.abs(halves.values[i] - value)).toBeLessThan(1e-12);
      });
      expect(single.standardErrors[0]).toBeNaN();
      const one = permutationSampling(game, { budget: 7, seed });
      expect(Math.abs(one.efficiencyGap)).toBeLessThan(1e-12);
      expect(exact.some((value, i) => Math.abs(one.values[i] - value) > 1e-6)).toBe(true);
    }
    // A third player's interaction breaks it.
    const three = new MoebiusGame(players, [{ coalition: ['a', 'b', 'c'], value: 1 }]);
    const errors = Array.from(
      { length: 20 },
      (_, seed) => antitheticSampling(three, { budget: 12, seed }).values[0] - 1 / 3,
    );
    expect(Math.max(...errors.map(Math.abs))).toBeGreaterThan(0.1);
  });

  it('strata that are used up are exact', () => {
    for (const allocation of ['proportional', 'neyman'] as const) {
      for (let n = 1; n <= 7; n++) {
        const game = randomGame(n, { seed: n });
        const { values, exact, evaluations, standardErrors } = stratifiedSampling(game, { budget: 10_000, allocation });
        // n strata sizes of C(n−1, s) contributions each: two values a contribution, but v(∅) and v(N) once.
        expect([exact, evaluations]).toEqual([true, n * 2 ** n - 2 * n + 2]);
        shapley(game).values.forEach((value, i) => {
          expect(Math.abs(values[i] - value)).toBeLessThan(1e-12);
          expect(standardErrors[i]).toBe(0);
        });
      }
    }
  });

  it('Neyman allocation pays where sizes vary unequally', () => {
    // Only coalitions of nearly all players matter.
    const table = randomGame(9, { seed: 8 });
    const game = new DenseGame(
      table.values.map((value, mask) => (coalitionLabel(table.players, mask).split(', ').length >= 7 ? value : 0)),
    );
    const exact = shapley(game).values;
    const [proportional, neyman] = (['proportional', 'neyman'] as const).map(
      (allocation) => study(using(stratifiedSampling, { allocation }), game, exact, 900, 60).rmse,
    );
    expect(neyman).toBeLessThan(0.8 * proportional);
  });

  it('a quadrature with too few nodes is biased, and says so', () => {
    const game = new MoebiusGame(['a', 'b', 'c', 'd', 'e'], [{ coalition: ['a', 'b', 'c', 'd', 'e'], value: 1 }]);
    // One node: the Banzhaf value 1/16 for 1/5. Two are exact up to four players: 2(x₁⁴ + x₂⁴)/4 = 7/36.
    const mean = (nodes: number) =>
      Array.from({ length: 300 }, (_, seed) => owenSampling(game, { budget: 600, nodes, seed }).values[0]);
    for (const [nodes, limit] of [
      [1, 1 / 16],
      [2, 7 / 36],
      [3, 1 / 5],
    ]) {
      const values = mean(nodes);
      const average = values.reduce((a, b) => a + b) / values.length;
      const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - average) ** 2, 0) / values.length ** 2);
      expect(Math.abs(average - limit)).toBeLessThan(4 * spread);
    }
    expect(owenSampling(game, { budget: 600, nodes: 2 }).method).toContain(
      'biased by interactions of more than 4 players',
    );
    expect(owenSampling(game, { budget: 600 }).method).not.toContain('biased');
  });

  it('truncation says what it did, within its bound for monotone games', () => {
    const game = randomGame(9, { family: 'monotone', seed: 3 });
    const exact = shapley(game).values;
    for (let seed = 0; seed < 20; seed++) {
      const { truncation, values, standardErrors, efficiencyGap } = truncatedMonteCarlo(game, {
        budget: 4000,
        tolerance: 0.05,
        seed,
      });
      expect(truncation.rate).toBeGreaterThan(0.5);
      expect(truncation.skipped).toBeGreaterThan(0.1);
      expect(Math.abs(truncation.biasOfSum + efficiencyGap)).toBeLessThan(1e-12);
      exact.forEach((value, i) => {
        expect(values[i]).toBeLessThan(value + 4 * standardErrors[i]);
        expect(values[i] + truncation.monotoneBound[i]).toBeGreaterThan(value - 4 * standardErrors[i]);
      });
    }
    const side = truncatedMonteCarlo(game, { budget: 4000, tolerance: 0.05, walks: 7 });
    expect(side.n % 7).toBe(0);
  });

  it('works for a hundred players and more', () => {
    const game = new AirportGame(Array.from({ length: 100 }, (_, i) => i + 1));
    const exact = shapley(game).values;
    for (const [name, estimate] of Object.entries({ ...unbiased, kernel: kernelShap })) {
      const { values, standardErrors, evaluations } = estimate(game, { budget: 45_000 });
      expect(evaluations).toBeLessThanOrEqual(45_000);
      // Small airports contribute rarely; where strata share their variances, even their errors are known.
      const players = name.startsWith('stratified, ') ? exact.keys() : [70, 85, 99];
      for (const i of players) expect(Math.abs(values[i] - exact[i])).toBeLessThan(4.5 * standardErrors[i]);
    }
    // The same orders, let in one at a time or as coalitions.
    const asCoalitions: CooperativeGame = {
      players: game.players,
      value: () => NaN,
      worth: (members) => game.worth(members),
    };
    const options = { budget: 5000, seed: 3 };
    expect(permutationSampling(asCoalitions, options).values).toEqual(permutationSampling(game, options).values);
  });
});

describe('estimateShapley', () => {
  it('is exact where it can be, and says why', () => {
    const game = randomGame(8, { seed: 1 });
    const found = estimateShapley(game, { budget: 256 });
    expect([found.exact, found.evaluations]).toEqual([true, 256]);
    expect(found.reason).toBe('all 2^8 = 256 coalitions fit in the budget of 256, so nothing is sampled');
    expect(found.values).toEqual(shapley(game).values);
    const closed = estimateShapley(new AirportGame([1, 2, 3, 4]), { budget: 2 });
    expect(closed.reason).toContain('closed form');
    expect(closed.values[3]).toBeCloseTo(25 / 12, 14);
  });

  it('goes from regression to pairs to single orders as the budget shrinks', () => {
    const game = randomGame(12, { seed: 1 });
    const reasons = [1000, 60, 20].map((budget) => estimateShapley(game, { budget }));
    expect(reasons.map(({ method }) => method.split(',')[0])).toEqual([
      'KernelSHAP',
      'permutation sampling in antithetic pairs',
      'permutation sampling',
    ]);
    reasons.forEach(({ evaluations }, k) => expect(evaluations).toBeLessThanOrEqual([1000, 60, 20][k]));
    expect(() => estimateShapley(game, { budget: 12 })).toThrow(
      'budget must be at least 13 for permutationSampling of 12 players',
    );
    expect(() => estimateShapley(game, { budget: 100, method: 'exact' })).toThrow('2^12 = 4096');
  });

  it('knows every method by name', () => {
    const game = new OracleGame(['a', 'b', 'c', 'd', 'e'], (members) => members.length ** 2);
    for (const method of shapleyMethods) {
      const { values, reason } = estimateShapley(game, { budget: 400, method });
      expect(reason).toBe(`${method} was asked for`);
      expect(values.reduce((a, b) => a + b)).toBeGreaterThan(10);
    }
    expect(game.evaluations).toBe(32);
  });
});

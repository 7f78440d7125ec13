import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  DenseGame,
  PartialGame,
  banzhaf,
  betaShapleyWeights,
  gameFromMoebius,
  moebius,
  monotoneBounds,
  randomGame,
  regressionValue,
  semivalue,
  semivalueBounds,
  shapley,
} from '../index.js';

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-10) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

const without = (game: DenseGame, missing: readonly number[]) =>
  new PartialGame(
    Array.from(game.values, (value, mask) => ({ coalition: mask, value })).filter(
      ({ coalition }) => !missing.includes(coalition),
    ),
    { players: game.players },
  );

describe('PartialGame', () => {
  it('is the game where nothing is missing, and names what is', () => {
    const game = randomGame(3, { seed: 1 });
    expect([...without(game, []).complete().values]).toEqual([...game.values]);
    expect(() => without(game, [0, 5]).complete()).toThrow(
      'rows.length must give all 2^3 = 8 coalitions; missing: ∅, {1, 3}; got 6',
    );
    const many = randomGame(4, { seed: 1 });
    expect(() => without(many, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).complete()).toThrow('{4} and 2 more; got 6');
  });

  it('takes names from the rows, and rejects what contradicts', () => {
    const row = (coalition: string[], value: number) => ({ coalition, value });
    const game = new PartialGame([row(['b'], 1), row(['a', 'b'], 2)]);
    expect(game.players).toEqual(['b', 'a']);
    expect(game.missingLabels).toEqual(['∅', '{a}']);
    expect(() => new PartialGame([row(['a', 'b'], 1), row(['b', 'a'], 1)])).toThrow(
      'rows[1].coalition must appear once; {a, b} is there twice',
    );
    expect(() => new PartialGame([row(['a'], 1), row(['a'], 2)])).toThrow('{a} is 1 in one row and 2 in another');
    expect(() => new PartialGame([row(['x'], 1)], { players: ['a'] })).toThrow(
      'rows[0].coalition must name players among a; got "x"',
    );
    expect(() => new PartialGame([row(['a'], NaN)])).toThrow('rows[0].value ({a})');
    expect(() => new PartialGame([{ coalition: 1, value: 1 }])).toThrow('players');
    expect(() => new PartialGame([])).toThrow('players');
  });
});

describe('semivalueBounds', () => {
  it('are attained by completions, and no completion leaves them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(), fc.nat(), (n, seed, draw) => {
        const game = randomGame(n, { seed });
        const stream = randomStream(draw);
        const missing = Array.from(game.values.keys()).filter(() => stream.bernoulli(0.3));
        const weights = betaShapleyWeights(n, 2, 1);
        const { lower, upper } = semivalueBounds(without(game, missing), { index: weights, range: [-1, 2] });
        // Corners of the box of missing values, or a sample of them.
        const reached = { lower: new Float64Array(n).fill(Infinity), upper: new Float64Array(n).fill(-Infinity) };
        const corners = Math.min(2 ** missing.length, 512);
        for (let corner = 0; corner < corners; corner++) {
          const values = game.values.slice();
          missing.forEach((mask, k) => (values[mask] = (corner >> k) & 1 ? 2 : -1));
          semivalue(new DenseGame(values), weights).values.forEach((phi, i) => {
            reached.lower[i] = Math.min(reached.lower[i], phi);
            reached.upper[i] = Math.max(reached.upper[i], phi);
          });
        }
        for (let i = 0; i < n; i++) {
          expect(reached.lower[i]).toBeGreaterThan(lower[i] - 1e-12);
          expect(reached.upper[i]).toBeLessThan(upper[i] + 1e-12);
        }
        if (missing.length <= 9) {
          expectClose(reached.lower, lower);
          expectClose(reached.upper, upper);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('close on the value where nothing is missing', () => {
    const game = randomGame(6, { seed: 4 });
    const { lower, upper } = semivalueBounds(without(game, []), { range: [0, 1] });
    expectClose(lower, shapley(game).values);
    expectClose(upper, shapley(game).values);
    expectClose(semivalueBounds(without(game, []), { range: [0, 1], index: 'banzhaf' }).lower, banzhaf(game).values);
  });

  it('rejects a range upside down and an unknown index', () => {
    const game = without(randomGame(2), [1]);
    expect(() => semivalueBounds(game, { range: [1, 0] })).toThrow('range[1]');
    expect(() => semivalueBounds(game, { range: [0, 1], index: 'odd' as 'banzhaf' })).toThrow('index');
    expect(() => semivalueBounds(game, { range: [0, 1], index: [1] })).toThrow('weights.length');
  });
});

describe('monotoneBounds', () => {
  it('hold the true value, lie within the free ones, and are attained by a monotone game', async () => {
    for (let seed = 0; seed < 8; seed++) {
      const game = randomGame(4, { family: 'monotone', seed });
      const stream = randomStream(9, seed);
      const missing = Array.from(game.values.keys()).filter(() => stream.bernoulli(0.4));
      const partial = without(game, missing);
      const bounds = await monotoneBounds(partial, { range: [0, 1] });
      const free = semivalueBounds(partial, { range: [0, 1] });
      const truth = shapley(game).values;
      for (let i = 0; i < 4; i++) {
        expect(truth[i]).toBeGreaterThan(bounds.lower[i] - 1e-9);
        expect(truth[i]).toBeLessThan(bounds.upper[i] + 1e-9);
        expect(bounds.lower[i]).toBeGreaterThan(free.lower[i] - 1e-9);
        expect(bounds.upper[i]).toBeLessThan(free.upper[i] + 1e-9);
        expect(bounds.lower[i]).toBeGreaterThan(-1e-9);
      }
      // Vertices of the order polytope take only values that were measured, or the ends of the range: try them all.
      const levels = [...new Set([0, 1, ...game.values.filter((_, mask) => !missing.includes(mask))])].sort(
        (a, b) => a - b,
      );
      if (levels.length ** missing.length > 60_000) continue;
      const reached = { lower: new Float64Array(4).fill(Infinity), upper: new Float64Array(4).fill(-Infinity) };
      const values = game.values.slice();
      const fill = (k: number) => {
        if (k === missing.length) {
          shapley(new DenseGame(values.slice())).values.forEach((phi, i) => {
            reached.lower[i] = Math.min(reached.lower[i], phi);
            reached.upper[i] = Math.max(reached.upper[i], phi);
          });
          return;
        }
        const mask = missing[k];
        // Missing masks are filled in increasing order, so subsets are set before their supersets.
        for (const level of levels) {
          let fits = true;
          for (let other = 0; other < 16; other++) {
            const set = !missing.includes(other) || missing.indexOf(other) < k;
            if (!set) continue;
            if ((other & mask) === other && values[other] > level) fits = false;
            if ((other & mask) === mask && values[other] < level) fits = false;
          }
          if (!fits) continue;
          values[mask] = level;
          fill(k + 1);
        }
      };
      fill(0);
      expectClose(reached.lower, bounds.lower, 1e-8);
      expectClose(reached.upper, bounds.upper, 1e-8);
    }
  });

  it('name the coalitions that are not monotone, and a range that leaves no room', async () => {
    const falling = new PartialGame([
      { coalition: ['a'], value: 0.7 },
      { coalition: ['a', 'b', 'c'], value: 0.5 },
    ]);
    await expect(monotoneBounds(falling, { range: [0, 1] })).rejects.toThrow(
      'value of {a, b, c} must be at least 0.7, that of {a}, in a monotone game; got 0.5',
    );
    const high = new PartialGame([
      { coalition: ['a', 'b'], value: 3 },
      { coalition: ['a'], value: 2 },
    ]);
    await expect(monotoneBounds(high, { range: [4, 5] })).rejects.toThrow('range must leave room for ∅');
    const whole = await monotoneBounds(without(randomGame(3, { family: 'monotone' }), []), { range: [0, 1] });
    expectClose(whole.lower, whole.upper);
  });
});

describe('regressionValue', () => {
  it('with all coalitions is the exact value, at every order', () => {
    for (const order of [1, 2, 3]) {
      const game = randomGame(4, { seed: order });
      const all = without(game, []);
      expectClose(regressionValue(all, { order }).values, shapley(game).values);
      expectClose(regressionValue(all, { order, index: 'banzhaf' }).values, banzhaf(game).values);
    }
  });

  it('recovers a game of its own order from part of the coalitions', () => {
    const game = gameFromMoebius(moebius(randomGame(5, { seed: 3 }), { order: 2 }));
    const partial = without(game, [3, 9, 17, 24, 30]);
    const found = regressionValue(partial, { order: 2 });
    expectClose(found.values, shapley(game).values);
    expect(found.largestResidual).toBeLessThan(1e-10);
    expect(found.measured).toBe(27);
    expect(found.parameters).toBe(5 - 1 + 10);
    expectClose(regressionValue(partial, { order: 2, index: 'banzhaf' }).values, banzhaf(game).values);
  });

  it('is efficient, and covers the truth of a noisy additive game as often as it says', () => {
    let covered = 0;
    const trials = 200;
    for (let k = 0; k < trials; k++) {
      const stream = randomStream(5, k);
      const truth = [0.1, 0.3, -0.2, 0.05, 0];
      const game = DenseGame.from({
        players: ['a', 'b', 'c', 'd', 'e'],
        value: (mask) =>
          truth.reduce((sum, value, i) => (mask & (1 << i) ? sum + value : sum), 0.2) +
          (mask === 0 || mask === 31 ? 0 : 0.05 * stream.normal()),
      });
      const missing = [5, 11, 20, 27];
      const { coefficients, values } = regressionValue(without(game, missing), { level: 0.9 });
      expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(0.25, 10);
      coefficients.forEach(
        ({ interval }, i) => (covered += Number(interval.lower <= truth[i] && truth[i] <= interval.upper)),
      );
    }
    // Binomial with dependence among the five of a game: 4 standard errors of the games alone.
    expect(Math.abs(covered / (5 * trials) - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / trials));
  });

  it('rejects too little data', () => {
    const game = randomGame(4, { seed: 2 });
    expect(() => regressionValue(without(game, [0]))).toThrow('measured value for ∅');
    expect(() => regressionValue(without(game, [15]))).toThrow('measured value for all players');
    expect(() => regressionValue(without(game, []), { order: 4 })).toThrow('rows.length must be greater than 14');
    expect(() => regressionValue(without(game, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))).toThrow(
      'rows.length must be greater than 3',
    );
    // Nobody is ever seen without the first player.
    const dependent = without(randomGame(4), [0, 2, 4, 6, 8, 10, 12, 14]);
    expect(() => regressionValue(dependent, { index: 'banzhaf' })).toThrow('tell the parameters apart');
  });
});

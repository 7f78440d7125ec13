import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  deviationPayoffs,
  fitQuantalResponse,
  matchingPennies,
  nashEquilibria,
  prisonersDilemma,
  quantalResponse,
  quantalResponsePath,
  randomGame,
  rockPaperScissors,
  StrategicGame,
  traceEquilibria,
} from '../index.js';

const closeTo = (found: ArrayLike<number>, wanted: readonly number[], digits: number) =>
  wanted.forEach((value, k) => expect(found[k]).toBeCloseTo(value, digits));

/** The game of Gambit's documentation whose principal branch turns back. */
const loop = StrategicGame.bimatrix([[6, 6], [7.32, 1]], [[7, 7], [6, 4]]); // prettier-ignore

describe('logit quantal response', () => {
  it.each([
    [1, [0.642979, 0.357021], [0.588319, 0.411681]],
    [2, [0.772677, 0.227323], [0.611743, 0.388257]],
    [3, [0.859537, 0.140463], [0.603816, 0.396184]],
  ])('has the published values at λ = %d', (rationality, row, column) => {
    const game = StrategicGame.bimatrix([[1, 1], [0, 1]], [[1, 1], [2, 1]]); // prettier-ignore
    const { profile, residual, converged } = quantalResponse(game, { rationality });
    closeTo(profile[0], row, 6);
    closeTo(profile[1], column, 6);
    expect(converged).toBe(true);
    expect(residual).toBeLessThan(1e-12);
  });

  it('solves the dilemma’s scalar equation p = 1/(1 + exp(λ(1 + p)))', () => {
    for (const [rationality, published] of [
      [0.5, 0.338648],
      [1, 0.226751],
      [2, 0.099788],
      [30, NaN],
    ]) {
      // prettier-ignore
      const p = quantalResponse(prisonersDilemma(), { rationality }).profile[0][0];
      expect(Math.abs(p - 1 / (1 + Math.exp(rationality * (1 + p))))).toBeLessThan(1e-14);
      if (published) expect(p).toBeCloseTo(published, 6);
    }
    closeTo(quantalResponse(prisonersDilemma(), { rationality: 0 }).profile[0], [0.5, 0.5], 15);
  });

  it('is a fixed point of the logit reply for any number of players, payoffs and starting profile', () => {
    const shapes = [[2], [2, 3], [3, 2, 2], [2, 2, 2, 2]];
    for (const [index, shape] of [...shapes, ...shapes, ...shapes].entries()) {
      const stream = randomStream(61, index);
      const game = randomGame(shape, { kind: 'covariant', seed: 60, index });
      const prior = shape.map((count) => {
        const shares = Float64Array.from({ length: count }, () => 0.1 + stream.uniform());
        const sum = shares.reduce((a, b) => a + b);
        return shares.map((share) => share / sum);
      });
      const rationality = 4 * stream.uniform();
      const { profile } = quantalResponse(game, { rationality, prior });
      for (const player of shape.keys()) {
        const weights = deviationPayoffs(game, profile, player).map(
          (u, s) => prior[player][s] * Math.exp(rationality * u),
        );
        const sum = weights.reduce((a, b) => a + b);
        weights.forEach((weight, s) => expect(Math.abs(weight / sum - profile[player][s])).toBeLessThan(1e-12));
      }
    }
  });

  it('scales: twice the payoffs are half the rationality', () => {
    const game = randomGame([3, 3], { seed: 3 });
    const doubled = new StrategicGame([3, 3], game.payoffs.map((u) => u.map((x) => 2 * x + 1))); // prettier-ignore
    const [a, b] = [quantalResponse(game, { rationality: 6 }), quantalResponse(doubled, { rationality: 3 })];
    a.profile.forEach((mixed, p) => closeTo(b.profile[p], [...mixed], 12));
  });

  it('follows the branch around its turns, where brute force counts one root and three', () => {
    const { turningPoints, limit, points } = quantalResponsePath(loop);
    expect(turningPoints).toHaveLength(2);
    // p = σ(λ(5 − 6.32 q)), q = σ(2λ(1 − p)): sign changes over a fine grid of p.
    const logistic = (x: number) => 1 / (1 + Math.exp(-x));
    const roots = (lambda: number) => {
      const f = (p: number) => p - logistic(lambda * (5 - 6.32 * logistic(2 * lambda * (1 - p))));
      let changes = 0;
      for (let k = 0; k < 100_000; k++) if (f(k / 1e5) > 0 !== f((k + 1) / 1e5) > 0) changes++;
      return changes;
    };
    const [back, forth] = turningPoints;
    expect([back + 1e-4, back - 1e-4, forth + 1e-4, forth - 1e-4].map(roots)).toEqual([1, 3, 3, 1]);
    expect(limit.profile.map((mixed) => [...mixed])).toEqual([[0, 1], [1, 0]]); // prettier-ignore
    // The path is one curve: no step is long.
    points.slice(1).forEach(({ profile }, k) => {
      expect(Math.abs(profile[0][0] - points[k].profile[0][0])).toBeLessThan(0.05);
    });
    // Where λ is passed three times the first passage counts.
    expect(quantalResponse(loop, { rationality: 1.34 }).profile[0][0]).toBeGreaterThan(0.74);
  });

  it('ends in one of the equilibria of random games', () => {
    let turns = 0;
    for (let index = 0; index < 150; index++) {
      const stream = randomStream(62, index);
      const game = randomGame([2 + stream.below(4), 2 + stream.below(4)], { seed: 63, index });
      const { limit, converged, turningPoints } = quantalResponsePath(game);
      turns += turningPoints.length;
      expect(converged).toBe(true);
      const distances = nashEquilibria(game).equilibria.map(
        ({ row, column }) =>
        [row, column].reduce((sum, mixed, p) => sum + mixed.reduce((s, x, k) => s + Math.abs(x - limit.profile[p][k]), 0), 0), // prettier-ignore
      );
      expect(Math.min(...distances)).toBeLessThan(1e-8);
    }
    expect(turns).toBeGreaterThan(0);
  });

  it('stays where the game gives no reason to move, and reaches ends of continua', () => {
    for (const game of [matchingPennies(), rockPaperScissors()]) {
      const { limit, points } = quantalResponsePath(game);
      expect(limit.regret).toBe(0);
      for (const { profile } of points) closeTo(profile[0], [...profile[1]], 14);
    }
    // The equilibrium is no regular one: the row player's second strategy is as good against the first column.
    const { limit, converged } = quantalResponsePath(StrategicGame.bimatrix([[1, 1], [0, 1]], [[1, 1], [2, 1]])); // prettier-ignore
    expect(converged).toBe(true);
    closeTo(limit.profile[0], [1, 0], 12);
    closeTo(limit.profile[1], [0.5, 0.5], 6);
  });

  it('refuses what is no rationality or no start', () => {
    expect(() => quantalResponse(loop, { rationality: -1 })).toThrow(
      'rationality must be a finite number of at least 0; got -1',
    );
    expect(() => quantalResponse(loop, { rationality: 1, prior: [[1, 0], [0.5, 0.5]] })).toThrow('prior[0][1] must be above 0'); // prettier-ignore
  });
});

describe('estimating rationality', () => {
  it('finds the top of the likelihood, by brute force over λ too', () => {
    const game = randomGame([3, 2], { seed: 5 });
    const counts = [[31, 12, 7], [20, 30]]; // prettier-ignore
    const fit = fitQuantalResponse(game, counts);
    const likelihood = (rationality: number) =>
      quantalResponse(game, { rationality }).profile.reduce((sum, mixed, p) => sum + mixed.reduce((s, share, k) => s + counts[p][k] * Math.log(share), 0), 0); // prettier-ignore
    expect(fit.logLikelihood).toBeCloseTo(likelihood(fit.estimate), 9);
    for (let lambda = 0; lambda < 40; lambda += 0.25) expect(likelihood(lambda)).toBeLessThanOrEqual(fit.logLikelihood + 1e-9); // prettier-ignore
    for (const end of [fit.interval.lower, fit.interval.upper]) {
      if (end > 0 && Number.isFinite(end)) expect(2 * (fit.logLikelihood - likelihood(end))).toBeCloseTo(3.841459, 4);
    }
  });

  it('has the spread and the coverage that it claims', () => {
    const truth = quantalResponse(prisonersDilemma(), { rationality: 1 }).profile;
    const replicates = 300;
    const fits = Array.from({ length: replicates }, (_, k) => {
      const stream = randomStream(71, k);
      const counts = truth.map((mixed) => {
        const cooperated = Array.from({ length: 150 }, () => stream.bernoulli(mixed[0])).filter(Boolean).length;
        return [cooperated, 150 - cooperated];
      });
      return fitQuantalResponse(prisonersDilemma(), counts);
    });
    const mean = fits.reduce((sum, { estimate }) => sum + estimate, 0) / replicates;
    const spread = Math.sqrt(fits.reduce((sum, { estimate }) => sum + (estimate - mean) ** 2, 0) / (replicates - 1));
    const claimed = fits.reduce((sum, { standardError }) => sum + standardError, 0) / replicates;
    // The standard deviation of 300 draws has a relative error of 4 %: three of them.
    expect(Math.abs(spread / claimed - 1)).toBeLessThan(0.125);
    const covered = fits.filter(({ interval }) => interval.lower <= 1 && interval.upper >= 1).length / replicates;
    expect(Math.abs(covered - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / replicates));
  });

  it('says when choices are all best replies, all random, or silent', () => {
    const rational = fitQuantalResponse(prisonersDilemma(), [[0, 50], [0, 50]]); // prettier-ignore
    expect([rational.estimate, rational.interval.upper]).toEqual([Infinity, Infinity]);
    expect(rational.interval.lower).toBeGreaterThan(2);
    expect(fitQuantalResponse(prisonersDilemma(), [[60, 40], [50, 50]]).estimate).toBe(0); // prettier-ignore
    const silent = fitQuantalResponse(matchingPennies(), [[60, 40], [50, 50]]).interval; // prettier-ignore
    expect([silent.lower, silent.upper]).toEqual([0, Infinity]);
    expect(() => fitQuantalResponse(matchingPennies(), [[0, 0], [0, 0]])).toThrow('counts must hold a choice'); // prettier-ignore
    expect(() => fitQuantalResponse(matchingPennies(), [[0.5, 0], [0, 0]])).toThrow('counts[0][0]'); // prettier-ignore
  });
});

describe('tracing from several starts', () => {
  it('finds equilibria only, of games too large to enumerate too', () => {
    const small = randomGame([4, 4], { seed: 9 });
    const all = nashEquilibria(small).equilibria;
    const { equilibria } = traceEquilibria(small, { starts: 12 });
    for (const { profile } of equilibria) {
      expect(all.some(({ row }) => row.every((share, s) => Math.abs(share - profile[0][s]) < 1e-8))).toBe(true);
    }
    const large = traceEquilibria(randomGame([5, 4, 3], { seed: 10 }), { starts: 4 });
    expect(large.failed).toBe(0);
    expect(large.equilibria.reduce((sum, { paths }) => sum + paths, 0)).toBe(4);
    for (const { regret } of large.equilibria) expect(regret).toBeLessThan(1e-9);
  });
});

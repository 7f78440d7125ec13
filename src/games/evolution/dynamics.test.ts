import { describe, expect, it } from 'vitest';
import { InvalidInputError, randomStream } from '../../foundation/index.js';
import { findRoot } from '../../numerics/index.js';
import { nashEquilibria } from '../strategic/nash-equilibria.js';
import { regretOf } from '../strategic/mixed-profile.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { basins } from './basins.js';
import { bestResponsePath } from './best-response-path.js';
import { discreteReplicator } from './discrete-replicator.js';
import {
  brownVonNeumannNash,
  logit,
  replicator,
  replicatorMutator,
  smith,
  type EvolutionaryDynamics,
} from './dynamics.js';
import { evolutionaryStability, stableStrategies } from './evolutionary-stability.js';
import { playerPopulations, singlePopulation } from './population-game.js';
import { restPoints } from './rest-points.js';
import { simulateDynamics } from './simulate-dynamics.js';
import { symmetricEquilibria } from './symmetric-equilibria.js';

const rps = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]; // prettier-ignore
const hawkDove = [[-1, 4], [0, 2]]; // prettier-ignore
const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]); // prettier-ignore

function randomMatrix(n: number, seed: number): number[][] {
  const stream = randomStream(seed);
  return Array.from({ length: n }, () => Array.from({ length: n }, () => stream.normal()));
}

describe('replicator dynamics', () => {
  const game = [[3, 2], [4, 2]]; // prettier-ignore

  it('gives the reference values and solves the implicit equation to 10⁻⁹', () => {
    for (const [x0, reference] of [
      [0.5, 0.1018052602],
      [0.9, 0.1407497347],
    ] as const) {
      const { end } = simulateDynamics(game, replicator, {
        initial: [x0, 1 - x0],
        duration: 10,
        relativeTolerance: 1e-11,
        absoluteTolerance: 1e-13,
      });
      // t = 1/x − 1/x₀ + ln((1 − x)/x) − ln((1 − x₀)/x₀), from ẋ = −x²(1 − x).
      const time = (x: number) => 1 / x - 1 / x0 + Math.log((1 - x) / x) - Math.log((1 - x0) / x0);
      const { root } = findRoot((x) => time(x) - 10, { lower: 1e-3, upper: x0 });
      expect(Math.abs(end[0] - root)).toBeLessThan(1e-9);
      expect(end[0]).toBeCloseTo(reference, 7);
    }
  });

  it('keeps x₁x₂x₃ of rock–paper–scissors and Σ yᵢ ln xᵢ of a zero-sum game', () => {
    const path = simulateDynamics(rps, replicator, {
      initial: [0.6, 0.3, 0.1],
      duration: 100,
      relativeTolerance: 1e-11,
    });
    for (let k = 0; k < path.times.length; k++) {
      const [a, b, c] = path.states.subarray(3 * k, 3 * k + 3);
      expect(Math.abs(a * b * c - 0.018)).toBeLessThan(1e-8);
      expect(Math.abs(a + b + c - 1)).toBeLessThan(1e-12);
    }
    const two = simulateDynamics(playerPopulations(pennies), replicator, {
      initial: [0.3, 0.7, 0.6, 0.4],
      duration: 50,
    });
    const invariant = (s: ArrayLike<number>) => s[0] * s[1] * s[2] * s[3];
    expect(invariant(two.end)).toBeCloseTo(invariant([0.3, 0.7, 0.6, 0.4]), 8);
  });

  it('stays on its face and never below 0, with shares far below the tolerance of 10⁻¹²', () => {
    const dominated = [[1, 1, 1], [0, 0, 0], [10, 10, -5]]; // prettier-ignore
    const path = simulateDynamics(dominated, replicator, { initial: [0.4, 0.6, 0], duration: 500 });
    expect(path.converged).toBe(true);
    expect(path.end[2]).toBe(0);
    expect(path.states.every((share) => share >= 0)).toBe(true);
    expect(path.end[1]).toBeLessThan(1e-12);
  });

  it('takes payoffs that are no matrix: a public good for five', () => {
    const [r, size] = [3, 5];
    const commons = singlePopulation(([x], out) => {
      out[0] = (r / size) * (1 + (size - 1) * x) - 1;
      out[1] = (r / size) * (size - 1) * x;
    }, 2);
    // ẋ = −x(1 − x)(1 − r/N): logistic.
    const { end } = simulateDynamics(commons, replicator, { initial: [0.9, 0.1], duration: 7 });
    expect(end[0]).toBeCloseTo(1 / (1 + (0.1 / 0.9) * Math.exp(7 * (1 - r / size))), 8);
  });

  it('does the same in three populations as in the pairwise game each of them sees', () => {
    // The third player is a bystander.
    const a = [1, 1, -1, -1, -1, -1, 1, 1];
    const three = new StrategicGame([2, 2, 2], [a, a.map((x) => -x), a.map(() => 0)]);
    const options = { duration: 5, times: [5] };
    const whole = simulateDynamics(playerPopulations(three), replicator, {
      initial: [0.3, 0.7, 0.6, 0.4, 0.2, 0.8],
      ...options,
    });
    const pair = simulateDynamics(playerPopulations(pennies), replicator, {
      initial: [0.3, 0.7, 0.6, 0.4],
      ...options,
    });
    pair.end.forEach((share, i) => expect(whole.end[i]).toBeCloseTo(share, 8));
  });
});

describe('the other dynamics', () => {
  it('have velocities that sum to 0, point inward at the edges and agree with payoffs', () => {
    const game = singlePopulation(randomMatrix(5, 1));
    const x = Float64Array.of(0.3, 0, 0.2, 0.5, 0);
    const payoffs = new Float64Array(5);
    game.payoffs(x, payoffs);
    for (const { velocity } of [replicator, smith, brownVonNeumannNash]) {
      const out = new Float64Array(5);
      velocity(x, payoffs, out, 0, 5);
      expect(out.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 14);
      expect(Math.min(out[1], out[4])).toBeGreaterThanOrEqual(0);
      // Positive correlation: Σ ẋᵢFᵢ > 0.
      expect(out.reduce((sum, v, i) => sum + v * payoffs[i], 0)).toBeGreaterThan(0);
    }
  });

  it('agree with their definitions, written with sums over all pairs', () => {
    const matrix = randomMatrix(4, 2);
    const game = singlePopulation(matrix);
    const x = Float64Array.of(0.1, 0.2, 0.3, 0.4);
    const F = matrix.map((row) => row.reduce((sum, a, j) => sum + a * x[j], 0));
    const mean = F.reduce((sum, f, i) => sum + f * x[i], 0);
    const plus = (v: number) => Math.max(0, v);
    const out = new Float64Array(4);
    const of = ({ velocity }: EvolutionaryDynamics) => {
      game.payoffs(x, out);
      const v = new Float64Array(4);
      velocity(x, Float64Array.from(out), v, 0, 4);
      return v;
    };
    const sum = (f: (j: number) => number) => [0, 1, 2, 3].reduce((total, j) => total + f(j), 0);
    for (let i = 0; i < 4; i++) {
      expect(of(smith)[i]).toBeCloseTo(sum((j) => x[j] * plus(F[i] - F[j])) - x[i] * sum((j) => plus(F[j] - F[i])), 13);
      expect(of(brownVonNeumannNash)[i]).toBeCloseTo(plus(F[i] - mean) - x[i] * sum((j) => plus(F[j] - mean)), 13);
      expect(of(logit({ noise: 0.5 }))[i]).toBeCloseTo(
        Math.exp(F[i] / 0.5) / sum((j) => Math.exp(F[j] / 0.5)) - x[i],
        13,
      );
    }
  });

  it('logit rests where x = 1/(1 + e^{λ(1 + x)}) in the prisoner’s dilemma', () => {
    for (const [lambda, x] of [
      [0.5, 0.338648],
      [1, 0.226751],
      [2, 0.099788],
    ] as const) {
      const [point] = restPoints([[3, 0], [5, 1]], logit({ noise: 1 / lambda })); // prettier-ignore
      expect(point.shares[0]).toBeCloseTo(x, 6);
      expect(point.kind).toBe('sink');
    }
  });

  it('replicator–mutator without mutation is the replicator, and with much mutation the uniform state', () => {
    const game = [[3, 1, 2], [2, 2, 1], [1, 3, 2]]; // prettier-ignore
    const options = { initial: [0.2, 0.3, 0.5], duration: 5 };
    const none = simulateDynamics(game, replicatorMutator([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), options); // prettier-ignore
    const plain = simulateDynamics(game, replicator, options);
    none.end.forEach((share, i) => expect(share).toBeCloseTo(plain.end[i], 8));
    const third = [1 / 3, 1 / 3, 1 / 3];
    const full = simulateDynamics(game, replicatorMutator([third, third, third]), { ...options, duration: 40 });
    full.end.forEach((share) => expect(share).toBeCloseTo(1 / 3, 9));
  });

  it('the discrete map goes to the differential equation as background fitness grows', () => {
    const options = { initial: [0.5, 0.5] };
    const { end } = simulateDynamics([[3, 2], [4, 2]], replicator, { ...options, duration: 5 }); // prettier-ignore
    const errorAt = (background: number) => {
      const map = discreteReplicator([[3, 2], [4, 2]], { ...options, generations: 5 * background, background }); // prettier-ignore
      return Math.abs(map.end[0] - end[0]);
    };
    expect(errorAt(1000)).toBeLessThan(1e-3);
    // First order in 1/background.
    expect(errorAt(1000) / errorAt(2000)).toBeGreaterThan(1.9);
    expect(errorAt(1000) / errorAt(2000)).toBeLessThan(2.1);
    expect(() => discreteReplicator(rps, { initial: [0.5, 0.5, 0], generations: 1 })).toThrow('fitness of strategy 0');
  });
});

describe('best response paths', () => {
  it('reach the mixed equilibrium of hawk–dove when ln says so, and stay', () => {
    const path = bestResponsePath(hawkDove, { initial: [1, 0], duration: 3 });
    // x(t) = e^{−t} until it is 2/3.
    expect(path.pieces.map(({ time }) => time)[1]).toBeCloseTo(Math.log(1.5), 12);
    expect(path.end[0]).toBeCloseTo(2 / 3, 12);
    expect(path.converged).toBe(true);
  });

  it('solve the inclusion: the target is a best response, as small steps show', () => {
    const matrix = [[0, -2, 1], [1, 0, -2], [-2, 1, 0]]; // prettier-ignore
    const times = [0.25, 0.5, 1, 2];
    const path = bestResponsePath(matrix, { initial: [0.6, 0.3, 0.1], duration: 2, times });
    let x = [0.6, 0.3, 0.1];
    const h = 1e-4;
    const euler: number[] = [];
    for (let step = 1; step <= 2 / h; step++) {
      const F = matrix.map((row) => row.reduce((sum, a, j) => sum + a * x[j], 0));
      const best = F.indexOf(Math.max(...F));
      x = x.map((share, i) => share + h * ((i === best ? 1 : 0) - share));
      if (times.some((t) => Math.round(t / h) === step)) euler.push(...x);
    }
    euler.forEach((share, k) => expect(path.states[k]).toBeCloseTo(share, 3));
  });

  it('of two populations go to the equilibrium of matching pennies, where the duality gap falls as e^{−t}', () => {
    // Hofbauer & Sorin: in a zero-sum game max_i (Ay)_i − min_j (xᵀA)_j = V₀ e^{−t} along every path.
    const gap = (s: ArrayLike<number>) => Math.abs(2 * s[2] - 1) + Math.abs(2 * s[0] - 1);
    const initial = [0.9, 0.1, 0.7, 0.3];
    const times = [0.5, 1, 2, 3];
    const { states } = bestResponsePath(pennies, { initial, duration: 3, times });
    times.forEach((t, k) => expect(gap(states.subarray(4 * k)) / (gap(initial) * Math.exp(-t))).toBeCloseTo(1, 9));
    const battle = StrategicGame.bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 3]]); // prettier-ignore
    const { end, pieces } = bestResponsePath(battle, { initial: [0.9, 0.1, 0.3, 0.7], duration: 30 });
    expect([...end].map((share) => Math.round(share * 1e6) / 1e6)).toEqual([1, 0, 1, 0]);
    // The row population turns when opera reaches 2/5 among the columns: 1 − 0.7 e^{−t} = 2/5.
    expect(pieces[1].time).toBeCloseTo(Math.log(0.7 / 0.6), 12);
  });

  it('bad rock–paper–scissors approaches the Shapley triangle', () => {
    // a = 1 won, b = 2 lost: on the triangle max F = (2·1 − … ) is 0 after Gaunersdorfer & Hofbauer.
    const matrix = [[0, -2, 1], [1, 0, -2], [-2, 1, 0]]; // prettier-ignore
    const { states, times } = bestResponsePath(matrix, { initial: [0.34, 0.33, 0.33], duration: 40 });
    const last = states.subarray(3 * (times.length - 1));
    const best = Math.max(...matrix.map((row) => row.reduce((sum, a, j) => sum + a * last[j], 0)));
    expect(best).toBeCloseTo(0, 8);
  });
});

describe('rest points', () => {
  it('of replicator dynamics are the equilibria of faces with their eigenvalues', () => {
    const points = restPoints(hawkDove, replicator);
    expect(points.map(({ kind }) => kind)).toEqual(['source', 'source', 'sink']);
    // d/dx x(1 − x)(2 − 3x) at 2/3 is −2/3.
    expect(points[2].eigenvalues[0].re).toBeCloseTo(-2 / 3, 7);
    expect(points.map(({ nash }) => nash)).toEqual([false, false, true]);
  });

  it('the middle of rock–paper–scissors is a centre with eigenvalues ±i/√3', () => {
    const points = restPoints(rps, replicator);
    const middle = points[points.length - 1];
    expect(points).toHaveLength(4);
    expect(middle.kind).toBe('centre');
    expect(middle.eigenvalues[0].im).toBeCloseTo(1 / Math.sqrt(3), 8);
  });

  it('of two populations are the Nash equilibria and more', () => {
    const battle = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]); // prettier-ignore
    const points = restPoints(playerPopulations(battle), replicator);
    expect(points).toHaveLength(5);
    const nash = points.filter(({ nash: is }) => is);
    expect(nash).toHaveLength(nashEquilibria(battle).equilibria.length);
    expect(nash.map(({ kind }) => kind).sort()).toEqual(['saddle', 'sink', 'sink']);
    for (const { shares } of nash) {
      expect(regretOf(battle, [shares.subarray(0, 2), shares.subarray(2)]).regret).toBeLessThan(1e-9);
    }
    const centre = restPoints(playerPopulations(pennies), replicator).find(({ nash: is }) => is)!;
    expect(centre.kind).toBe('centre');
  });

  it('of Smith dynamics are Nash only', () => {
    expect(restPoints(hawkDove, smith).map(({ shares }) => shares[0])).toEqual([expect.closeTo(2 / 3, 10)]);
  });

  it('finds rest points of payoffs that are not linear', () => {
    // Volunteer's dilemma among 3: volunteers earn b − c, the others b(1 − (1 − x)²).
    const game = singlePopulation(([x], out) => {
      out[0] = 1 - 0.25;
      out[1] = 1 - (1 - x) ** 2;
    }, 2);
    const inner = restPoints(game, replicator).find(({ shares }) => shares[0] > 0 && shares[1] > 0)!;
    expect(inner.shares[0]).toBeCloseTo(0.5, 9);
    expect(inner.kind).toBe('sink');
  });
});

describe('basins', () => {
  const stagHunt = [[4, 0], [3, 3]]; // prettier-ignore

  it('of a stag hunt are the two sides of 3/4', () => {
    const { basins: found, moving, starts, basinOf } = basins(stagHunt, replicator, { starts: 400, seed: 3 });
    expect(moving).toBe(0);
    starts.forEach(([x], k) => expect(found[basinOf[k]].attractor[0]).toBeCloseTo(x > 0.75 ? 1 : 0, 3));
    // Four standard errors of a binomial share.
    expect(Math.abs(found[0].share - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 400));
  });

  it('says what never comes to rest', () => {
    const { moving, starts } = basins(rps, replicator, { resolution: 3, duration: 50 });
    // All but the start in the middle.
    expect(moving).toBe(starts.length - 1);
  });
});

describe('evolutionary stability', () => {
  it('knows the classics', () => {
    expect(stableStrategies(hawkDove).map(({ shares }) => shares[0])).toEqual([expect.closeTo(2 / 3, 12)]);
    expect(stableStrategies([[3, 0], [5, 1]]).map(({ support }) => support)).toEqual([[1]]); // prettier-ignore
    expect(stableStrategies([[2, 0], [0, 1]])).toHaveLength(2); // prettier-ignore
    const third = [1 / 3, 1 / 3, 1 / 3];
    const shifted = (win: number) => [[0, -1, win], [win, 0, -1], [-1, win, 0]]; // prettier-ignore
    expect(evolutionaryStability(shifted(1), third)).toMatchObject({
      neutrallyStable: true,
      evolutionarilyStable: false,
    });
    expect(evolutionaryStability(shifted(1.1), third)).toMatchObject({ evolutionarilyStable: true });
    expect(evolutionaryStability(shifted(0.9), third)).toMatchObject({ nash: true, neutrallyStable: false });
    // Unbeatable against tit for tat but neutral: ALLC and TFT earn the same.
    const allc = evolutionaryStability([[3, 3], [3, 3]], [1, 0]); // prettier-ignore
    expect(allc).toMatchObject({ neutrallyStable: true, evolutionarilyStable: false, margin: 0 });
  });

  it('needs the copositive criterion: an ESS with unused best replies that pairwise tests pass and a bad form that they miss', () => {
    // Strategy 0 against mutants 1 and 2, all best replies to 0: form −[c], positive on the axes.
    const game = (cross: number) => [[0, 0, 0], [0, -1, cross], [0, cross, -1]]; // prettier-ignore
    expect(evolutionaryStability(game(0.9), [1, 0, 0]).evolutionarilyStable).toBe(true);
    // z = (1, 1): −1 − 1 + 2·1.1 > 0 for mutants: a mixture of both invades.
    expect(evolutionaryStability(game(1.1), [1, 0, 0])).toMatchObject({
      evolutionarilyStable: false,
      neutrallyStable: false,
    });
    // Not positive definite but strictly copositive.
    expect(evolutionaryStability(game(-5), [1, 0, 0]).evolutionarilyStable).toBe(true);
  });

  it('agrees with invasions tried one by one, and ESS ⊆ NSS ⊆ Nash', () => {
    let [stable, tried] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const n = 2 + (seed % 4);
      const stream = randomStream(seed, 1);
      // Small whole numbers: ties and degenerate equilibria.
      const a = Array.from({ length: n }, () => Array.from({ length: n }, () => stream.below(4)));
      const earn = (x: ArrayLike<number>, y: ArrayLike<number>) =>
        a.reduce((sum, row, i) => sum + x[i] * row.reduce((inner, v, j) => inner + v * y[j], 0), 0);
      for (const { shares: x } of symmetricEquilibria(a)) {
        const verdict = evolutionaryStability(a, x);
        expect(verdict.nash).toBe(true);
        if (verdict.evolutionarilyStable) expect(verdict.neutrallyStable).toBe(true);
        let [worst, least] = [Infinity, Infinity];
        for (let draw = 0; draw < 400; draw++) {
          // Mutants close to x, mostly on faces.
          const weights = Array.from(
            { length: n },
            (_, i) => x[i] + 0.05 * (stream.bernoulli(0.5) ? stream.uniform() : 0),
          );
          const total = weights.reduce((p, q) => p + q, 0);
          const y = weights.map((w) => w / total);
          const gap = earn(x, y) - earn(y, y);
          const size = y.reduce((sum, w, i) => sum + (w - x[i]) ** 2, 0);
          if (size < 1e-8) continue;
          worst = Math.min(worst, gap);
          least = Math.min(least, gap / size);
        }
        tried++;
        if (verdict.evolutionarilyStable) {
          stable++;
          expect(worst).toBeGreaterThan(0);
        } else if (verdict.neutrallyStable) expect(worst).toBeGreaterThan(-1e-12);
        else expect(least).toBeLessThan(0.02);
      }
    }
    expect(stable).toBeGreaterThan(15);
    expect(tried - stable).toBeGreaterThan(15);
  });

  it('an inner ESS draws all replicator paths from within', () => {
    const game = [[0, -1, 1.5], [1.5, 0, -1], [-1, 1.5, 0]]; // prettier-ignore
    const [ess] = stableStrategies(game);
    const { end } = simulateDynamics(game, replicator, { initial: [0.8, 0.15, 0.05], duration: 300 });
    end.forEach((share, i) => expect(share).toBeCloseTo(ess.shares[i], 5));
  });
});

describe('bad input', () => {
  it('is turned away by name', () => {
    const options = { initial: [0.5, 0.6], duration: 1 };
    expect(() => simulateDynamics(hawkDove, replicator, options)).toThrow('sum of initial');
    expect(() => simulateDynamics([[1, NaN], [0, 1]], replicator, options)).toThrow(InvalidInputError); // prettier-ignore
    expect(() => simulateDynamics(hawkDove, replicator, { initial: [1, 0] })).toThrow('duration');
    expect(() => replicatorMutator([[0.5, 0.6], [0, 1]])).toThrow('sum of mutation[0]'); // prettier-ignore
    expect(() => stableStrategies(playerPopulations(pennies))).toThrow('one population');
    expect(() => logit({ noise: 0 })).toThrow('noise');
  });
});

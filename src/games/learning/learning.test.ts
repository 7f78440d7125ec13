import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { pureEquilibria } from '../strategic/pure-equilibria.js';
import { solveZeroSum } from '../strategic/zero-sum.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { replicator } from '../evolution/dynamics.js';
import { playerPopulations } from '../evolution/population-game.js';
import { simulateDynamics } from '../evolution/simulate-dynamics.js';
import { bestResponseDynamics } from './best-response-dynamics.js';
import { correlatedRegret } from './correlated-regret.js';
import { exp3, hedge } from './exponential-weights.js';
import { fictitiousPlay, smoothFictitiousPlay } from './fictitious-play.js';
import type { LearningRule } from './learner.js';
import { playLearners } from './play.js';
import { exactPotential } from '../strategic/potential-game.js';
import { regretMatching, swapRegretMatching } from './regret-matching.js';
import { cross, rothErev } from './reinforcement.js';
import { introspectionDynamics, logitResponse } from './revision-chain.js';

const identity = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]; // prettier-ignore
const shift = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]; // prettier-ignore
const shapley = StrategicGame.bimatrix(identity, shift);
const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]); // prettier-ignore
const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]); // prettier-ignore

function randomGame(shape: number[], seed: number): StrategicGame {
  const stream = randomStream(seed);
  const profiles = shape.reduce((product, n) => product * n, 1);
  return new StrategicGame(shape, shape.map(() => Float64Array.from({ length: profiles }, () => stream.uniform()))); // prettier-ignore
}

describe('fictitious play', () => {
  it('cycles in Shapley’s game with runs that grow by the root of x³ = x² + 1', () => {
    const expected = [1, 2, 4, 7, 11, 17, 26, 39, 58, 86, 127, 187, 275, 404, 593, 870];
    const rounds = expected.reduce((a, b) => a + b, 0) + 1e6;
    const { runLengths } = fictitiousPlay(shapley, { rounds });
    expect([...runLengths.subarray(0, 16)]).toEqual(expected);
    const whole = runLengths.subarray(0, -1);
    const growth = whole[whole.length - 1] / whole[whole.length - 2];
    expect(growth ** 3).toBeCloseTo(growth ** 2 + 1, 3);
  });

  it('plays what a plain reading of the definition plays', () => {
    const game = randomGame([4, 3], 2);
    const [a, b] = [game.matrix(0), game.matrix(1)];
    const { plays } = fictitiousPlay(game, { rounds: 300 });
    const counts = [[0, 0, 0, 0], [0, 0, 0]]; // prettier-ignore
    for (let round = 0; round < 300; round++) {
      const row = a.map((values) => values.reduce((sum, v, j) => sum + v * counts[1][j], 0));
      const column = [0, 1, 2].map((j) => b.reduce((sum, values, i) => sum + values[j] * counts[0][i], 0));
      const best = [row.indexOf(Math.max(...row)), column.indexOf(Math.max(...column))];
      expect([...plays.subarray(2 * round, 2 * round + 2)]).toEqual(best);
      best.forEach((s, p) => counts[p][s]++);
    }
  });

  it('goes to the value of a zero-sum game (Robinson)', async () => {
    const stream = randomStream(3);
    const matrix = Array.from({ length: 6 }, () => Array.from({ length: 5 }, () => stream.uniform()));
    const { value } = await solveZeroSum(matrix);
    const { empirical, regrets } = fictitiousPlay(StrategicGame.zeroSum(matrix), { rounds: 100_000 });
    const best = Math.max(...matrix.map((row) => row.reduce((sum, v, j) => sum + v * empirical[1][j], 0)));
    expect(best).toBeGreaterThanOrEqual(value - 1e-12);
    expect(best - value).toBeLessThan(0.01);
    expect(Math.max(...regrets)).toBeLessThan(0.01);
  });

  it('of three players settles in a strict equilibrium', () => {
    const three = new StrategicGame([2, 2, 2], [0, 1, 2].map(() => [0, 0, 0, 0, 0, 0, 0, 1])); // prettier-ignore
    // All zeros: ties at first, so everybody stays with the first strategy, an equilibrium.
    expect(fictitiousPlay(three, { rounds: 10 }).runLengths).toEqual(Float64Array.of(10));
  });
});

describe('regret', () => {
  /** Matching pennies against the worst: what the last round favoured loses in this one. */
  const adversary: LearningRule = {
    name: 'adversary',
    start: () => {
      let next = 0;
      return {
        mixed: (out) => {
          out.fill(0);
          out[next] = 1;
        },
        // The payoffs of the adversary are those the other loses: it turns to what the other plays less.
        observe: (payoffs, offset) => {
          next = payoffs[offset] > payoffs[offset + 1] ? 0 : 1;
        },
      };
    },
  };

  it('stays below the bounds that hold whatever the others do', () => {
    const rounds = 4000;
    const games: [StrategicGame, number][] = [[pennies, -1], [randomGame([5, 7], 8), 0], [StrategicGame.zeroSum(identity), -1]]; // prettier-ignore
    for (const [game, lowest] of games) {
      const bounds = { lowest, highest: 1 };
      const scale = bounds.highest - bounds.lowest;
      const [n] = game.shape;
      const others: LearningRule[] = [regretMatching(), hedge({ ...bounds, rate: 3 }), ...(n === 2 ? [adversary] : [])];
      for (const other of others) {
        const last = (rule: LearningRule) => {
          const { regret } = playLearners(game, [rule, other], { rounds, seed: 4, checkpoints: [rounds] });
          return regret.expected[0] * rounds;
        };
        expect(last(hedge({ ...bounds, rounds }))).toBeLessThanOrEqual(scale * Math.sqrt((rounds * Math.log(n)) / 2));
        expect(last(regretMatching())).toBeLessThanOrEqual(scale * Math.sqrt(rounds * n));
        expect(last(regretMatching({ plus: true }))).toBeLessThanOrEqual(scale * Math.sqrt(rounds * n));
        const bandit = exp3({ ...bounds, rounds });
        expect(last(bandit)).toBeLessThanOrEqual(2 * scale * Math.sqrt((Math.E - 1) * rounds * n * Math.log(n)));
      }
    }
  });

  it('curves are what the plays say', () => {
    const game = randomGame([3, 2, 2], 5);
    const { plays, regret, payoffs, jointPlay, empirical } = playLearners(game, regretMatching(), { rounds: 50, keepPlays: true, checkpoints: [50] }); // prettier-ignore
    const tensor = game.payoffs[0];
    let received = 0;
    const hindsight = [0, 0, 0];
    const joint = new Float64Array(12);
    for (let round = 0; round < 50; round++) {
      const [i, j, k] = plays.subarray(3 * round, 3 * round + 3);
      received += tensor[i * 4 + j * 2 + k];
      hindsight.forEach((_, s) => (hindsight[s] += tensor[s * 4 + j * 2 + k]));
      joint[i * 4 + j * 2 + k] += 1 / 50;
    }
    expect(payoffs[0]).toBeCloseTo(received / 50, 12);
    expect(regret.realized[0]).toBeCloseTo((Math.max(...hindsight) - received) / 50, 12);
    joint.forEach((share, at) => expect(jointPlay[at]).toBeCloseTo(share, 12));
    expect(empirical[0][1]).toBeCloseTo(
      [4, 5, 6, 7].reduce((sum, at) => sum + joint[at], 0),
      12,
    );
    // External regret of joint play is the same number seen from the other side.
    const { externalByPlayer } = correlatedRegret(game, jointPlay);
    for (let p = 0; p < 3; p++) expect(externalByPlayer[p]).toBeCloseTo(regret.realized[p], 12);
  });

  it('optimistic Hedge turns in to the equilibrium of matching pennies, Hedge out', () => {
    const distanceAfter = (optimistic: boolean, rounds: number) => {
      const rule = hedge({ lowest: -1, highest: 1, rate: 0.1, optimistic });
      const [row, column] = [0, 1].map((p) => rule.start(2, randomStream(p)));
      const [x, y] = [new Float64Array(2), new Float64Array(2)];
      // Off the equilibrium by a first round of pure strategies; then each sees what the other's mixture earns it.
      row.observe(Float64Array.of(1, -1), 0, 0, x);
      for (let round = 0; round < rounds; round++) {
        row.mixed(x);
        column.mixed(y);
        row.observe(Float64Array.of(y[0] - y[1], y[1] - y[0]), 0, 0, x);
        column.observe(Float64Array.of(x[1] - x[0], x[0] - x[1]), 0, 0, y);
      }
      return Math.hypot(x[0] - 0.5, y[0] - 0.5);
    };
    expect(distanceAfter(false, 4000)).toBeGreaterThan(3 * distanceAfter(false, 100));
    expect(distanceAfter(true, 4000)).toBeLessThan(0.01 * distanceAfter(true, 100));
  });
});

describe('joint play', () => {
  it('of swap-regret matching goes to correlated, of regret matching to coarse correlated equilibria', () => {
    for (let seed = 0; seed < 3; seed++) {
      const game = randomGame([3, 4], seed + 20);
      const rounds = 30_000;
      const swap = correlatedRegret(game, playLearners(game, swapRegretMatching(), { rounds, seed }).jointPlay);
      expect(swap.internal).toBeLessThan(0.03);
      const external = correlatedRegret(game, playLearners(game, regretMatching(), { rounds, seed }).jointPlay);
      expect(external.external).toBeLessThan(0.02);
    }
  });

  it('correlated regret agrees with its definition on a game of three', () => {
    const game = randomGame([2, 3, 2], 6);
    const stream = randomStream(7);
    const raw = Float64Array.from({ length: 12 }, () => stream.uniform());
    const total = raw.reduce((a, b) => a + b, 0);
    const p = raw.map((x) => x / total);
    let worst = 0;
    const at = (s: readonly number[]) => (s[0] * 3 + s[1]) * 2 + s[2];
    [2, 3, 2].forEach((n, player) => {
      for (let from = 0; from < n; from++) {
        for (let to = 0; to < n; to++) {
          let gain = 0;
          for (let index = 0; index < 12; index++) {
            const s = [Math.floor(index / 6), Math.floor(index / 2) % 3, index % 2];
            if (s[player] !== from) continue;
            const t = s.map((own, q) => (q === player ? to : own));
            gain += p[index] * (game.payoffs[player][at(t)] - game.payoffs[player][index]);
          }
          worst = Math.max(worst, gain);
        }
      }
    });
    expect(correlatedRegret(game, p).internal).toBeCloseTo(worst, 13);
  });
});

describe('other learners', () => {
  it('smooth fictitious play goes to the logit equilibrium', () => {
    // Quantal response of the row [[1, 1], [0, 1]] and column [[1, 1], [2, 1]] at λ = 2.
    const game = StrategicGame.bimatrix([[1, 1], [0, 1]], [[1, 1], [2, 1]]); // prettier-ignore
    const rule = smoothFictitiousPlay({ noise: 0.5, perturbation: 0 });
    const { empirical } = playLearners(game, rule, { rounds: 200_000, seed: 2 });
    // Shares of 2·10⁵ draws: a standard error of 0.001, and beliefs lag as 1/t.
    expect(Math.abs(empirical[0][0] - 0.772677)).toBeLessThan(0.006);
    expect(Math.abs(empirical[1][0] - 0.611743)).toBeLessThan(0.006);
  });

  it('Cross’s learning with small steps moves as the replicator dynamics do', () => {
    const game = StrategicGame.bimatrix([[0.9, 0.2], [0.3, 0.6]], [[0.4, 0.8], [0.7, 0.1]]); // prettier-ignore
    const rate = 0.002;
    const duration = 4;
    const { end } = simulateDynamics(playerPopulations(game), replicator, { initial: [0.5, 0.5, 0.5, 0.5], duration });
    const rule = cross({ lowest: 0, highest: 1, rate });
    const runs = Array.from({ length: 60 }, (_, seed) => {
      return playLearners(game, rule, { rounds: duration / rate, seed, checkpoints: [1] }).lastMixed[0][0];
    });
    const mean = runs.reduce((a, b) => a + b, 0) / runs.length;
    const error = Math.sqrt(runs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (runs.length - 1) / runs.length);
    // The bias is of the order of the rate.
    expect(Math.abs(mean - end[0])).toBeLessThan(4 * error + 4 * rate);
  });

  it('Roth–Erev keeps its books', () => {
    const rule = rothErev({ initial: 2, forgetting: 0.1, spread: 0.2 });
    const learner = rule.start(3, randomStream(0));
    learner.observe(Float64Array.of(9, 5, 9), 0, 1, new Float64Array(3));
    const mixed = new Float64Array(3);
    learner.mixed(mixed);
    const propensities = [1.8 + 0.5, 1.8 + 4, 1.8 + 0.5];
    propensities.forEach((q, s) => expect(mixed[s]).toBeCloseTo(q / 10.4, 14));
    expect(() => learner.observe(Float64Array.of(-1), 0, 0, mixed)).toThrow('payoff');
  });
});

describe('revision by one player at a time', () => {
  it('introspection in the prisoner’s dilemma', () => {
    const { stationary, residual, payoffs } = introspectionDynamics(dilemma, { selection: 1 });
    [0.027883, 0.206032, 0.206032, 0.560053].forEach((share, at) => expect(stationary[at]).toBeCloseTo(share, 6));
    expect(residual).toBeLessThan(1e-14);
    expect(payoffs[0]).toBeCloseTo(3 * stationary[0] + 5 * stationary[2] + stationary[3], 12);
  });

  it('introspection agrees with a simulation', () => {
    const game = randomGame([3, 2], 9);
    const { stationary } = introspectionDynamics(game, { selection: 3 });
    const stream = randomStream(1);
    const blocks = Array.from({ length: 40 }, () => {
      let [i, j, hits] = [0, 0, 0];
      for (let step = 0; step < 5000; step++) {
        const [other, p] = [stream.uniform(), stream.below(2)];
        const to = p === 0 ? (i + 1 + stream.below(2)) % 3 : 1 - j;
        const gain = p === 0 ? game.payoffs[0][to * 2 + j] - game.payoffs[0][i * 2 + j] : game.payoffs[1][i * 2 + to] - game.payoffs[1][i * 2 + j]; // prettier-ignore
        if (other < 1 / (1 + Math.exp(-3 * gain))) [i, j] = p === 0 ? [to, j] : [i, to];
        if (i === 0 && j === 0) hits++;
      }
      return hits / 5000;
    });
    const mean = blocks.reduce((a, b) => a + b, 0) / 40;
    const error = Math.sqrt(blocks.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 39 / 40);
    expect(Math.abs(mean - stationary[0])).toBeLessThan(4 * error);
  });

  it('logit response in a potential game is Gibbs’s distribution', () => {
    // Congestion: two roads, three drivers.
    const shape = [2, 2, 2];
    const cost = (players: number[], p: number) =>
      (players[p] === 0 ? 1 : 0.5) * players.filter((r) => r === players[p]).length;
    const tensors = shape.map((_, p) => Float64Array.from({ length: 8 }, (__, at) => -cost([at >> 2, (at >> 1) & 1, at & 1], p))); // prettier-ignore
    const game = new StrategicGame(shape, tensors);
    const { potential } = exactPotential(game);
    const weights = potential!.map((phi) => Math.exp(1.7 * phi));
    const total = weights.reduce((a, b) => a + b, 0);
    const { stationary } = logitResponse(game, { selection: 1.7 });
    stationary.forEach((share, at) => expect(share).toBeCloseTo(weights[at] / total, 12));
  });

  it('best responses end where nobody can gain, or say that they cycle', () => {
    for (let seed = 0; seed < 60; seed++) {
      const game = randomGame([3, 3, 2], seed);
      const equilibria = pureEquilibria(game).map((profile) => profile.join());
      const { outcome, path, cycle } = bestResponseDynamics(game);
      const end = path[path.length - 1];
      if (outcome === 'equilibrium') expect(equilibria).toContain(end.join());
      else {
        expect(outcome).toBe('cycle');
        expect(cycle.length).toBeGreaterThan(1);
        cycle.forEach((profile) => expect(equilibria).not.toContain(profile.join()));
      }
      if (equilibria.length === 0)
        expect(bestResponseDynamics(game, { order: 'random', maxMoves: 1000 }).outcome).toBe('moves');
    }
  });
});

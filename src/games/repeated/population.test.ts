import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../foundation/index.js';
import {
  dual,
  ecologicalShares,
  fingerprint,
  jossAnn,
  memoryOne,
  moranTournament,
  playMatch,
  playTournament,
  strategies,
  transitiveFingerprint,
  type Strategy,
} from '../index.js';

const { Cooperator, Defector, TitForTat, WinStayLoseShift } = strategies;

describe('ecological tournament', () => {
  const payoffs = playTournament([Cooperator, Defector, TitForTat], { turns: 50 }).payoffs();

  it('follows the recursion, keeps shares, and ends with Tit For Tat', () => {
    const { shares, meanPayoff } = ecologicalShares(payoffs, { generations: 200, initial: [1, 1, 2] });
    expect(Array.from(shares[0])).toEqual([0.25, 0.25, 0.5]);
    // By hand: Cooperator earns 3·¼ + 0 + 3·½ = 2.25 in the first generation.
    expect(shares[1][0]).toBeCloseTo((0.25 * 2.25) / meanPayoff[0], 14);
    for (const row of shares) expect(row.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    expect(shares[200][1]).toBeLessThan(1e-9);
    // Defectors lived on cooperators while they lasted.
    expect(shares[200][2] / shares[200][0]).toBeGreaterThan(3);
    expect(meanPayoff[200]).toBeCloseTo(3, 9);
  });

  it('does not change when payoffs are multiplied, nor when strategies change places', () => {
    const doubled = payoffs.map((row) => row.map((x) => 2 * x));
    const one = ecologicalShares(payoffs, { generations: 30 }).shares[30];
    const two = ecologicalShares(doubled, { generations: 30 }).shares[30];
    one.forEach((x, i) => expect(two[i]).toBeCloseTo(x, 14));
    const turned = [2, 1, 0].map((i) => [2, 1, 0].map((j) => payoffs[i][j]));
    ecologicalShares(turned, { generations: 30 }).shares[30].forEach((x, i) => expect(x).toBeCloseTo(one[2 - i], 14));
  });

  it('refuses bad tables', () => {
    expect(() => ecologicalShares([[1, 2]])).toThrow(InvalidInputError);
    expect(() => ecologicalShares([[-1]])).toThrow('payoffs[0][0]');
    expect(() => ecologicalShares([[NaN]])).toThrow(InvalidInputError);
    expect(() => ecologicalShares([[1]], { initial: [0] })).toThrow('add up to more than 0');
  });
});

describe('Moran runs', () => {
  // Ten rounds of Tit For Tat and Defector.
  const payoffs = playTournament([TitForTat, Defector], { turns: 10 }).payoffs();

  it.each([
    [4, 0.258867],
    [10, 0.169524],
    [20, 0.122861],
  ])('one Tit For Tat among %i takes over with the probability of the closed form, %f', (players, rho) => {
    const [[a, b], [c, d]] = payoffs;
    let [sum, product] = [1, 1];
    for (let k = 1; k < players; k++) {
      product *= (c * k + d * (players - k - 1)) / (a * (k - 1) + b * (players - k));
      sum += product;
    }
    expect(1 / sum).toBeCloseTo(rho, 6);
    const runs = 3000;
    let won = 0;
    for (let index = 0; index < runs; index++) {
      const { winner, fixed } = moranTournament(payoffs, { counts: [1, players - 1], seed: 6, index });
      expect(fixed).toBe(true);
      if (winner === 0) won++;
    }
    expect(Math.abs(won / runs - rho)).toBeLessThan(4 * Math.sqrt((rho * (1 - rho)) / runs));
  });

  it('keeps the number of players, moves one at a time, and can be stopped', () => {
    const { counts, steps } = moranTournament(payoffs, { counts: [5, 5], seed: 1 });
    expect(counts.length).toBe(steps + 1);
    counts.forEach((row, k) => {
      expect(row[0] + row[1]).toBe(10);
      if (k > 0) expect(Math.abs(row[0] - counts[k - 1][0])).toBeLessThanOrEqual(1);
    });
    expect(moranTournament(payoffs, { counts: [5, 5], maxSteps: 2, seed: 1 })).toMatchObject({
      winner: -1,
      fixed: false,
    });
    expect(moranTournament(payoffs, { counts: [0, 3] })).toMatchObject({ winner: 1, steps: 0 });
    expect(() => moranTournament(payoffs, { counts: [1, 0] })).toThrow('at least 2');
    expect(() => moranTournament(payoffs, { counts: [1, -1] })).toThrow('counts[1]');
    expect(() => moranTournament([[1, -1], [1, 1]], { counts: [1, 1] })).toThrow(InvalidInputError); // prettier-ignore
  });

  it('who earns nothing never takes over', () => {
    const nothing = [[0, 0], [3, 1]]; // prettier-ignore
    for (let index = 0; index < 50; index++) {
      expect(moranTournament(nothing, { counts: [5, 1], index }).winner).not.toBe(0);
    }
  });
});

/** The same strategy through its player, not by its probabilities. */
const slow = ({ memoryOne: _, ...strategy }: Strategy): Strategy => strategy;

describe('transforms', () => {
  it('the dual of the dual is the strategy; duals of memory-one strategies agree with their players', () => {
    for (const strategy of [strategies.Gradual, strategies.Prober4, WinStayLoseShift, strategies.Fortress3]) {
      for (const opponent of [strategies.CyclerCCCDCD, strategies.FirstByDowning]) {
        const play = (s: Strategy) => Array.from(playMatch(s, opponent, { turns: 60 }).first.moves);
        expect(play(dual(dual(strategy)))).toEqual(play(strategy));
        expect(play(dual(strategy))).toEqual(play(slow(dual(strategy))));
      }
    }
    const { initial, response } = dual(TitForTat).memoryOne!({ R: 3, S: 0, T: 5, P: 1 });
    expect([initial, ...Array.from(response)]).toEqual([0, 0, 1, 0, 1]);
  });

  it('Joss–Ann of Tit For Tat is Joss when it defects now and then', () => {
    const { response } = jossAnn(TitForTat, { cooperate: 0, defect: 0.1 }).memoryOne!({ R: 3, S: 0, T: 5, P: 1 });
    expect(Array.from(response)).toEqual([0.9, 0, 0.9, 0]);
    expect(jossAnn(TitForTat, { cooperate: 0, defect: 0 }).stochastic).toBe(false);
    expect(jossAnn(strategies.Random, { cooperate: 1, defect: 0 }).stochastic).toBe(false);
    expect(() => jossAnn(TitForTat, { cooperate: 0.7, defect: 0.7 })).toThrow('at most 1');
  });
});

describe('fingerprints', () => {
  it('exact and simulated scores agree', () => {
    const options = { points: 5, turns: 40, repetitions: 300, noise: 0.02, seed: 2 };
    const exact = fingerprint(WinStayLoseShift, options);
    const simulated = fingerprint(slow(WinStayLoseShift), options);
    expect([exact.exact, simulated.exact]).toEqual([true, false]);
    exact.scores.forEach((score, k) => {
      expect(Math.abs(score - simulated.scores[k])).toBeLessThan(4 * simulated.standardErrors[k] + 1e-9);
    });
  });

  it('corners are pure probes: Tit For Tat, its dual, Cooperator and Defector', () => {
    for (const strategy of [strategies.Gradual, WinStayLoseShift]) {
      const { scores } = fingerprint(strategy, { points: 2, turns: 30, repetitions: 2 });
      const against = (other: Strategy) => playMatch(strategy, other, { turns: 30 }).first.payoff;
      [TitForTat, Cooperator, Defector, dual(TitForTat)].forEach((other, k) =>
        expect(scores[k]).toBeCloseTo(against(other), 12),
      );
    }
  });

  it('Tit For Tat as a probe is the reactive strategy (1 − y, x) everywhere', () => {
    const { scores } = fingerprint(strategies.ZDExtort2, { points: 6, turns: 25 });
    const own = strategies.ZDExtort2.memoryOne!({ R: 3, S: 0, T: 5, P: 1 });
    for (const [x, y] of [
      [0.2, 0.4],
      [0.8, 0.6],
      [1, 0.2],
    ]) {
      // prettier-ignore
      const probe = memoryOne({ initial: 1 - y, response: [1 - y, x, 1 - y, x] });
      const reactive = playTournament([memoryOne(own), probe], {
        turns: 25,
        repetitions: 4000,
        selfInteractions: false,
      });
      const error = reactive.payoffDeviations()[0][1] / Math.sqrt(4000);
      expect(Math.abs(scores[6 * Math.round(5 * y) + Math.round(5 * x)] - reactive.payoffs()[0][1])).toBeLessThan(
        4 * error,
      );
    }
  });

  it('in time: Tit For Tat cooperates as often as the random player did', () => {
    const { cooperation, opponents } = transitiveFingerprint(TitForTat, { turns: 10, repetitions: 400 });
    expect(opponents.length).toBe(21);
    cooperation.forEach((row, k) => {
      expect(row[0]).toBe(1);
      const p = k / 20;
      for (const rate of row.slice(1))
        expect(Math.abs(rate - p)).toBeLessThanOrEqual(4.5 * Math.sqrt((p * (1 - p)) / 400));
    });
  });

  it('refuses bad grids', () => {
    expect(() => fingerprint(TitForTat, { points: 1 })).toThrow('points');
    expect(() => transitiveFingerprint(TitForTat, { opponents: [] })).toThrow('opponents');
  });
});

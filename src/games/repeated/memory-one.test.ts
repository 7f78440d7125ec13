import { describe, expect, it } from 'vitest';
import { InvalidInputError, randomStream } from '../../foundation/index.js';
import {
  akinConditions,
  bestReplies,
  donationGame,
  enforcedRelation,
  linearRelationBounds,
  memoryOne,
  memoryOnePayoffs,
  playMatch,
  StrategicGame,
  strategies,
  strategyCharacter,
  zeroDeterminant,
  type MemoryOne,
  type Strategy,
} from '../index.js';
import { axelrodPayoffs } from './stage-game.js';

const TFT = [1, 0, 1, 0];
const WSLS = [1, 0, 0, 1];
const ALLC = [1, 1, 1, 1];
const ALLD = [0, 0, 0, 0];
const RANDOM = [0.5, 0.5, 0.5, 0.5];

/** Shares of outcomes by carrying the distribution on, round by round: weights of rounds given. */
function bruteForce(p: MemoryOne, q: MemoryOne, noise: number, weights: (round: number) => number, rounds: number) {
  const blur = (x: number) => x * (1 - noise) + (1 - x) * noise;
  const joint = (x: number, y: number) => [x * y, x * (1 - y), (1 - x) * y, (1 - x) * (1 - y)];
  let now = joint(blur(p.initial), blur(q.initial));
  const shares = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    now.forEach((share, k) => (shares[k] += weights(round) * share));
    const next = [0, 0, 0, 0];
    now.forEach((share, k) =>
      joint(blur(p.response[k]), blur(q.response[[0, 2, 1, 3][k]])).forEach((x, j) => (next[j] += share * x)),
    );
    now = next;
  }
  return shares;
}

const stream = randomStream(1);
/** Random strategies, half of whose probabilities are 0 or 1: chains with several classes and with periods. */
const draw = (): MemoryOne => {
  const p = () => (stream.bernoulli(0.5) ? stream.below(2) : stream.uniform());
  return { initial: p(), response: [p(), p(), p(), p()] };
};

describe('payoffs of memory-one strategies', () => {
  it.each([
    ['Tit For Tat', TFT, 0.5, 0.5],
    ['Win-Stay Lose-Shift', WSLS, 0.970596, 0.8645],
    ['Generous Tit For Tat', [1, 1 / 3, 1, 1 / 3], 0.971154, 0.875],
    ['Grim', [1, 0, 0, 0], 0.0149, 0.0725],
  ])('%s with itself under 1 and 5 %% noise', (_, p, low, high) => {
    expect(memoryOnePayoffs(p, p, { noise: 0.01 }).cooperation[0]).toBeCloseTo(low, 6);
    expect(memoryOnePayoffs(p, p, { noise: 0.05 }).cooperation[0]).toBeCloseTo(high, 6);
  });

  it('Win-Stay Lose-Shift earns 2.951092 and 2.776500 with itself under noise', () => {
    expect(memoryOnePayoffs(WSLS, WSLS, { noise: 0.01 }).payoffs[0]).toBeCloseTo(2.951092, 6);
    expect(memoryOnePayoffs(WSLS, WSLS, { noise: 0.05 }).payoffs[0]).toBeCloseTo(2.7765, 6);
  });

  it('agree with brute force: means of n rounds, discounted sums, long runs', () => {
    for (let trial = 0; trial < 150; trial++) {
      const [p, q] = [draw(), draw()];
      const noise = stream.bernoulli(0.5) ? 0 : 0.1 * stream.uniform();
      const turns = 1 + stream.below(30);
      const mean = bruteForce(p, q, noise, () => 1 / turns, turns);
      memoryOnePayoffs(p, q, { noise, turns }).outcomes.forEach((x, k) => expect(x).toBeCloseTo(mean[k], 12));
      const discount = 0.95 * stream.uniform();
      const sum = bruteForce(p, q, noise, (t) => (1 - discount) * discount ** t, 800);
      memoryOnePayoffs(p, q, { noise, discount }).outcomes.forEach((x, k) => expect(x).toBeCloseTo(sum[k], 12));
    }
  });

  it('are the limit of discounted payoffs as δ → 1, in chains with several classes and with periods', () => {
    let classes = 0;
    for (let trial = 0; trial < 400; trial++) {
      const [p, q] = [draw(), draw()];
      const limit = memoryOnePayoffs(p, q);
      classes = Math.max(classes, limit.closedClasses.length);
      expect(limit.outcomes.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
      // The error is first order in 1 − δ: two values extrapolate it away.
      const [near, nearer] = [1e-6, 5e-7].map((gap) => memoryOnePayoffs(p, q, { discount: 1 - gap }).outcomes);
      limit.outcomes.forEach((x, k) => expect(2 * nearer[k] - near[k]).toBeCloseTo(x, 6));
    }
    expect(classes).toBeGreaterThan(1);
  });

  it('takes the limit from the true first moves', () => {
    const suspicious = { initial: 0, response: TFT };
    expect(memoryOnePayoffs(TFT, TFT).payoffs[0]).toBe(3);
    expect(Array.from(memoryOnePayoffs(TFT, suspicious).outcomes)).toEqual([0, 0.5, 0.5, 0]);
    expect(memoryOnePayoffs(suspicious, suspicious).payoffs[0]).toBe(1);
    const coin = memoryOnePayoffs({ initial: 0.5, response: TFT }, TFT);
    expect(coin.closedClasses).toEqual([
      { states: [0], probability: 0.5 },
      { states: [1, 2], probability: 0.5 },
    ]);
    expect(coin.payoffs[0]).toBe(2.75);
  });

  it('keeps its digits where noise is tiny', () => {
    const { cooperation } = memoryOnePayoffs(TFT, TFT, { noise: 1e-14 });
    expect(cooperation[0]).toBeCloseTo(0.5, 12);
    // Sigmund's limit: Win-Stay Lose-Shift loses half a round a tremble, 1 − 3ε in first order.
    expect((1 - memoryOnePayoffs(WSLS, WSLS, { noise: 1e-8 }).cooperation[0]) / 1e-8).toBeCloseTo(3, 5);
  });

  it('exchanges payoffs when players are exchanged, and takes games with roles', () => {
    const battle = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]); // prettier-ignore
    for (let trial = 0; trial < 50; trial++) {
      const [p, q] = [draw(), draw()];
      const [one, other] = [memoryOnePayoffs(p, q), memoryOnePayoffs(q, p)];
      expect(one.payoffs[0]).toBeCloseTo(other.payoffs[1], 12);
      expect(one.outcomes[1]).toBeCloseTo(other.outcomes[2], 12);
      const { outcomes, payoffs } = memoryOnePayoffs(p, q, { game: battle });
      expect(payoffs[0]).toBeCloseTo(10 * outcomes[0] + 7 * outcomes[3], 12);
      expect(payoffs[1]).toBeCloseTo(7 * outcomes[0] + 10 * outcomes[3], 12);
    }
    // Taking turns: both earn 8.5.
    const turns = memoryOnePayoffs([0, 0, 1, 1], [0, 1, 0, 1], { game: battle });
    expect(Array.from(turns.payoffs)).toEqual([8.5, 8.5]);
  });

  it.each([
    [TFT, WSLS, 0.05],
    [[0.9, 0.2, 0.7, 0.1], [1, 1 / 3, 1, 1 / 3], 0],
    [[0.935, 0.229, 0.266, 0.42], ALLD, 0.1],
  ])('agree with simulated matches (%j against %j, noise %f)', (p, q, noise) => {
    const turns = 40;
    const expected = memoryOnePayoffs(p, q, { noise, turns });
    for (const strategies of [
      [memoryOne(p), memoryOne(q)],
      // Without the fast kernel: the same through players.
      [slow(memoryOne(p)), slow(memoryOne(q))],
    ]) {
      const runs = Array.from({ length: 2000 }, (_, index) =>
        playMatch(strategies[0], strategies[1], { turns, noise, index }),
      );
      for (const side of ['first', 'second'] as const) {
        const values = runs.map((run) => run[side].payoff);
        const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
        const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
        const error = Math.sqrt(variance / values.length);
        expect(Math.abs(mean - expected.payoffs[side === 'first' ? 0 : 1])).toBeLessThan(4 * error);
      }
    }
  });

  it('refuses what is no probability', () => {
    expect(() => memoryOnePayoffs([1, 0, 1.2, 0], TFT)).toThrow('first.response[2] must lie in [0, 1]; got 1.2');
    expect(() => memoryOnePayoffs(TFT, [1, 0, 1])).toThrow('second.response.length');
    expect(() => memoryOnePayoffs(TFT, TFT, { noise: -0.1 })).toThrow(InvalidInputError);
    expect(() => memoryOnePayoffs(TFT, TFT, { discount: 1.1 })).toThrow(InvalidInputError);
    expect(() => memoryOnePayoffs(TFT, TFT, { turns: 0 })).toThrow(InvalidInputError);
    expect(() => memoryOnePayoffs(TFT, TFT, { turns: 5, discount: 0.9 })).toThrow(InvalidInputError);
    expect(() => memoryOne([NaN, 0, 1, 0])).toThrow(InvalidInputError);
    const three = StrategicGame.zeroSum([[1, 2, 3]]);
    expect(() => memoryOnePayoffs(TFT, TFT, { game: three })).toThrow('2 × 2');
  });
});

function slow({ memoryOne: _, ...strategy }: Strategy): Strategy {
  return strategy;
}

describe('zero-determinant strategies', () => {
  it.each([
    ['ZDExtort2', [8 / 9, 1 / 2, 1 / 3, 0]],
    ['ZDGTFT2', [1, 1 / 8, 1, 1 / 4]],
    ['ZDExtort3', [11 / 13, 1 / 2, 7 / 26, 0]],
  ] as const)('%s has the published probabilities', (name, expected) => {
    const { response } = strategies[name].memoryOne!(axelrodPayoffs);
    expected.forEach((p, k) => expect(response[k]).toBeCloseTo(p, 14));
  });

  it.each([
    ['ZDExtort2', ALLC, 3.5, 2.25],
    ['ZDExtort2', WSLS, 2.25, 1.625],
    ['ZDExtort2', RANDOM, 2.470588, 1.735294],
    ['ZDExtort3', ALLC, 41 / 11, 21 / 11],
    ['ZDSet2', ALLC, 11 / 3, 2],
    ['ZDSet2', WSLS, 27 / 11, 2],
  ] as const)('%s against %j earns %f and leaves %f', (name, other, own, left) => {
    const { payoffs } = memoryOnePayoffs(strategies[name].memoryOne!(axelrodPayoffs), other);
    expect(payoffs[0]).toBeCloseTo(own, 6);
    expect(payoffs[1]).toBeCloseTo(left, 6);
  });

  const named = Object.entries(strategies).filter(([name]) => name.startsWith('ZD'));
  it.each(named)('%s enforces its line against everyone', (_, strategy) => {
    const probabilities = strategy.memoryOne!(axelrodPayoffs);
    const { enforced, alpha, beta, gamma } = enforcedRelation(probabilities.response);
    expect(enforced).toBe(true);
    for (let trial = 0; trial < 100; trial++) {
      const { payoffs } = memoryOnePayoffs(probabilities, draw());
      expect(alpha * payoffs[0] + beta * payoffs[1] + gamma).toBeCloseTo(0, 10);
    }
  });

  it('enforces its line on players with a longer memory', () => {
    const turns = 20_000;
    for (const opponent of [strategies.Gradual, strategies.FirstByDowning, strategies.Fortress3]) {
      const { first, second } = playMatch(strategies.ZDExtort2, opponent, { turns, seed: 2 });
      // Akin's lemma: a bounded sum of martingale differences over n rounds, each at most 1/φ times ½ here.
      expect(Math.abs(0.5 * (first.payoff - 1) - (second.payoff - 1))).toBeLessThan((4 * 9 * 0.5) / Math.sqrt(turns));
    }
  });

  it('gives back slope and baseline, for any of them that can be enforced', () => {
    for (let trial = 0; trial < 300; trial++) {
      const game = {
        S: -stream.uniform(),
        P: 0.5 + stream.uniform(),
        R: 2 + stream.uniform(),
        T: 3.5 + stream.uniform(),
      };
      const baseline = game.P + stream.uniform() * (game.R - game.P);
      const odds = (game.T - baseline) / (baseline - game.S);
      const lowest = -Math.min(odds, 1 / odds);
      const slope = lowest + stream.uniform() * (1 - lowest);
      const { phi, slope: bounds } = linearRelationBounds({ slope, baseline }, { game });
      expect(bounds.lower).toBeCloseTo(lowest, 12);
      const response = zeroDeterminant({ phi: phi.upper * (1 - stream.uniform()), slope, baseline }, { game });
      expect(Math.min(...response)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...response)).toBeLessThanOrEqual(1);
      const found = enforcedRelation(response, { game });
      expect(found.enforced).toBe(true);
      expect(found.slope).toBeCloseTo(slope, 8);
      if (slope < 0.99) expect(found.baseline).toBeCloseTo(baseline, 6);
      // At the largest φ one probability sits at its bound.
      const extreme = zeroDeterminant({ phi: phi.upper, slope, baseline }, { game });
      expect(Math.min(...Array.from(extreme, (p) => Math.min(p, 1 - p)))).toBeCloseTo(0, 12);
    }
  });

  it('holds for discounted payoffs where the strategy is a line for that discount', () => {
    // Extortion by half with δ = 0.9: δp + (1 − δ)p₀ = (1, 1, 0, 0) + φ(sS_X − S_Y + (1 − s)l), from p₀ = 0.
    const [discount, phi, slope, baseline] = [0.9, 0.15, 0.5, 1];
    const line = zeroDeterminant({ phi, slope, baseline });
    const extort = { initial: 0, response: line.map((p) => p / discount) };
    const found = enforcedRelation(extort, { discount });
    expect(found).toMatchObject({ enforced: true });
    expect(found.slope).toBeCloseTo(slope, 10);
    expect(found.baseline).toBeCloseTo(baseline, 10);
    for (let trial = 0; trial < 50; trial++) {
      const { payoffs } = memoryOnePayoffs(extort, draw(), { discount });
      expect(slope * (payoffs[0] - baseline)).toBeCloseTo(payoffs[1] - baseline, 10);
    }
    // Its long-run payoffs, and the discounted ones of Tit For Tat, lie on no line.
    expect(enforcedRelation(extort).enforced).toBe(false);
    expect(enforcedRelation(TFT, { discount }).enforced).toBe(false);
    expect(enforcedRelation(WSLS).enforced).toBe(false);
    expect(enforcedRelation([1, 1, 0, 0]).enforced).toBe(false);
    // The donation game gives every reactive strategy a line.
    expect(enforcedRelation([0.9, 0.3, 0.9, 0.3], { game: donationGame(3, 1) }).enforced).toBe(true);
  });

  it('refuses what cannot be enforced and says what can', () => {
    expect(() => zeroDeterminant({ phi: 0.1, slope: 0.5, baseline: 4 })).toThrow('baseline must lie in [1, 3]; got 4');
    expect(() => zeroDeterminant({ phi: 0.1, slope: 1.5, baseline: 1 })).toThrow('slope must lie in [-0.25, 1]');
    expect(() => zeroDeterminant({ phi: 0.1, slope: -0.5, baseline: 1 })).toThrow('slope must lie in [-0.25, 1]');
    expect(() => zeroDeterminant({ phi: 0.5, slope: 0.5, baseline: 1 })).toThrow(/phi must lie in \(0, 0\.2222222/);
    expect(() => zeroDeterminant({ phi: 0, slope: 0.5, baseline: 1 })).toThrow(InvalidInputError);
    const stag = { R: 4, S: 0, T: 3, P: 2 };
    expect(() => zeroDeterminant({ phi: 0.1, slope: 0.5, baseline: 3 }, { game: stag })).toThrow('T > R > P > S');
  });
});

describe('best replies, partners and rivals', () => {
  const uniform = (): number[] => Array.from({ length: 4 }, () => stream.uniform());

  it('no memory-one reply does better, with and without discount and noise', () => {
    for (let trial = 0; trial < 60; trial++) {
      const strategy = draw();
      const options = trial % 3 === 0 ? {} : trial % 3 === 1 ? { discount: stream.uniform() } : { noise: 0.05 };
      const { payoff, best } = bestReplies(strategy, options);
      expect(memoryOnePayoffs(best[0], strategy, options).payoffs[0]).toBe(best[0].payoff);
      for (let k = 0; k < 50; k++) {
        expect(memoryOnePayoffs(draw(), strategy, options).payoffs[0]).toBeLessThanOrEqual(payoff + 1e-9);
      }
    }
  });

  it('no strategy of the library does better over a long match', () => {
    const target = { initial: 1, response: [0.9, 0.3, 0.6, 0.2] };
    const { payoff } = bestReplies(target);
    const turns = 3000;
    for (const strategy of Object.values(strategies)) {
      const { first } = playMatch(strategy, memoryOne(target), { turns, seed: 3 });
      // Payoffs lie in [0, 5] and mix fast: five standard errors with room for correlation.
      expect(first.payoff).toBeLessThan(payoff + (5 * 2 * 2.5) / Math.sqrt(turns));
    }
  });

  it('agrees with Akin’s conditions for partners and equilibria', () => {
    const kinds = { good: 0, nash: 0, neither: 0 };
    for (let trial = 0; trial < 600; trial++) {
      const [, cd, dc, dd] = uniform();
      const response = [1, cd, trial % 3 === 0 ? 0 : dc, trial % 5 === 0 ? 0 : dd];
      const { good, nash } = akinConditions(response);
      const { partner, equilibrium, cooperative } = strategyCharacter(response);
      expect(cooperative).toBe(true);
      expect(partner).toBe(good);
      expect(equilibrium).toBe(nash);
      kinds[good ? 'good' : nash ? 'nash' : 'neither']++;
    }
    expect(kinds.good).toBeGreaterThan(50);
    expect(kinds.neither).toBeGreaterThan(50);
    // On the boundary: equilibria that are no partners.
    for (const response of [WSLS, [1, 1 / 3, 1, 1 / 3]]) {
      expect(akinConditions(response)).toEqual({ good: false, nash: true });
      expect(strategyCharacter(response)).toMatchObject({ partner: false, equilibrium: true });
    }
    expect(akinConditions(TFT)).toEqual({ good: true, nash: true });
    expect(akinConditions([1, 1, 0, 0]).nash).toBe(false);
  });

  it('rivals are those with p_DD = 0, p_CD + p_DC ≤ 1 and p_CD < 1', () => {
    let rivals = 0;
    for (let trial = 0; trial < 600; trial++) {
      const [cc, cd, dc, dd] = uniform();
      const response = [cc, cd, dc, trial % 2 === 0 ? 0 : dd];
      const expected = response[3] === 0 && cd + dc <= 1;
      if (expected) rivals++;
      expect(strategyCharacter(response, { tolerance: 1e-12 }).rival).toBe(expected);
    }
    expect(rivals).toBeGreaterThan(100);
    expect(strategyCharacter(TFT).rival).toBe(true);
    expect(strategyCharacter(ALLD)).toMatchObject({
      rival: true,
      equilibrium: true,
      partner: false,
      cooperative: false,
    });
    expect(strategyCharacter(ALLC)).toMatchObject({ rival: false, equilibrium: false, bestReply: 5 });
  });
});

import { describe, expect, it } from 'vitest';
import {
  advantageOverTitForTat,
  blockResponse,
  defectionBlock,
  emaTft,
  emaTftTheory,
  intensityPayoff,
  meanAndVariance,
  noisyCooperator,
  opponentSchedule,
  roundPayoffs,
  sentinelResponse,
  settlingTime,
  Xoshiro256,
} from '../index.js';

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe('payoffs of intensities', () => {
  it('are those of the prisoner’s dilemma at the corners and means of lotteries between them', () => {
    expect([intensityPayoff(1, 1), intensityPayoff(1, 0), intensityPayoff(0, 1), intensityPayoff(0, 0)]).toEqual([
      3, 0, 5, 1,
    ]);
    const random = new Xoshiro256(1);
    const n = 40_000;
    const [a, b] = [0.3, 0.8];
    const payoffs = Array.from({ length: n }, () =>
      intensityPayoff(Number(random.uniform() < a), Number(random.uniform() < b)),
    );
    const { mean, variance } = meanAndVariance(payoffs);
    expect(Math.abs(mean - intensityPayoff(a, b))).toBeLessThan(4 * Math.sqrt(variance / n));
  });

  it('of Tit-for-Tat against slips are R q² + T q(1 − q) + P(1 − q)²: 2.89 at ε = 0.1', () => {
    const opponent = noisyCooperator(200_000, 0.1, 5);
    const { mean } = meanAndVariance(roundPayoffs(emaTft(opponent, 0), opponent));
    // Payoffs of neighbouring rounds share an action; a spread of 1 a round is more than there is.
    expect(Math.abs(mean - 2.89)).toBeLessThan(4 * Math.sqrt(2 / 200_000));
  });

  it('of a constant intensity are q(5 − 2a) + (1 − q)(1 − a) on average', () => {
    const [a, q] = [0.97, 0.9];
    expect(q * intensityPayoff(a, 1) + (1 - q) * intensityPayoff(a, 0)).toBeCloseTo(
      q * (5 - 2 * a) + (1 - q) * (1 - a),
      14,
    );
  });

  it.each([1, 10, 100, 500])('of Tit-for-Tat through a block of %i defections add up to 3001 + L', (length) => {
    const opponent = defectionBlock(500, length, 500);
    expect(total(roundPayoffs(emaTft(opponent, 0), opponent))).toBe(3001 + length);
  });

  it('refuse intensities outside [0, 1]', () => {
    expect(() => roundPayoffs([1.2], [1])).toThrow('own[0] must');
    expect(() => roundPayoffs([1, 1], [1])).toThrow('opponent.length must');
  });
});

describe('filtered Tit-for-Tat', () => {
  it.each([0, 0.5, 0.9, 0.95])('has the stationary variance of its closed form, γ = %d', (smoothing) => {
    const opponent = noisyCooperator(200_000, 0.1, 8);
    const { variance } = meanAndVariance(emaTft(opponent, smoothing).subarray(1000));
    const { variance: expected } = emaTftTheory(smoothing, { defection: 0.1, block: 1 });
    // Squared deviations are correlated over about 1/(1 − γ²) rounds; the binary input's kurtosis is below 9.
    const error = expected * Math.sqrt(9 / (200_000 * (1 - smoothing ** 2)));
    expect(Math.abs(variance - expected)).toBeLessThan(4 * error);
  });

  it.each([
    [0, 5],
    [0.5, 3],
    [0.9, 30],
    [0.95, 100],
    [0.99, 100],
  ])('falls to γ^{L − 1} and recovers when the closed form says: γ = %d, L = %i', (smoothing, length) => {
    const actions = emaTft(defectionBlock(50, length, 2000), smoothing);
    const { depth, recovery } = blockResponse(actions, { start: 50, length });
    const theory = emaTftTheory(smoothing, { defection: 0.1, block: length });
    expect(depth).toBeCloseTo(theory.depth, 12);
    expect(recovery).toBe(theory.recovery);
  });

  it('gives the published depths', () => {
    expect(emaTftTheory(0.99, { defection: 0.1, block: 100 }).depth).toBeCloseTo(0.36973, 6);
    expect(emaTftTheory(0.95, { defection: 0.1, block: 100 }).depth).toBeCloseTo(0.006232, 6);
    expect(() => emaTft([1], 1)).toThrow('smoothing must');
  });
});

describe('schedules', () => {
  it('slip as often as they should, and the same for one seed', () => {
    const actions = noisyCooperator(100_000, 0.3, 4);
    expect(Math.abs(meanAndVariance(actions).mean - 0.7)).toBeLessThan(4 * Math.sqrt(0.21 / 100_000));
    expect(noisyCooperator(50, 0.3, 4)).toEqual(actions.slice(0, 50));
    expect(
      opponentSchedule(
        [
          { rounds: 3, defection: 0 },
          { rounds: 50, defection: 0.3 },
        ],
        4,
      ).slice(3),
    ).toEqual(actions.slice(0, 50));
  });

  it('refuse phases that are none', () => {
    expect(() => opponentSchedule([])).toThrow('phases must');
    expect(() => opponentSchedule([{ rounds: 0, defection: 0 }])).toThrow('phases[0].rounds must');
    expect(() => opponentSchedule([{ rounds: 1, defection: 2 }])).toThrow('phases[0].defection must');
  });
});

describe('metrics', () => {
  it('divide the variance by n', () => {
    expect(meanAndVariance([1, 3])).toEqual({ mean: 2, variance: 1 });
  });

  it('find detection, collapse and recovery, or none', () => {
    const alphas = [0.85, 0.85, 0.74, 0.05, 0.3, 0.69, 0.71];
    expect(sentinelResponse(alphas, { start: 1, length: 3 })).toEqual({
      detection: 1,
      collapse: 2,
      least: 0.05,
      recovery: 2,
    });
    expect(sentinelResponse([0.8, 0.8, 0.6], { start: 1, length: 1 })).toEqual({
      detection: null,
      collapse: 0,
      least: 0.8,
      recovery: null,
    });
    expect(() => sentinelResponse(alphas, { start: 5, length: 3 })).toThrow('block.length must');
    expect(() => blockResponse(alphas, { start: 0, length: 3 })).toThrow('block.start must');
  });

  it('settle when the last deviation is over', () => {
    const values = [1, 0.2, 0.5, 0.5, 0.505, 0.495];
    expect(settlingTime(values, { tail: 4 })).toBe(2);
    expect(settlingTime([0.5, 0.5], { tail: 2 })).toBe(0);
    expect(settlingTime([0, 1], { tail: 2 })).toBe(2);
    expect(() => settlingTime([1], { tail: 2 })).toThrow('tail must');
  });
});

describe('the advantage over Tit-for-Tat', () => {
  it('adds up to the difference of totals, whatever is played', () => {
    const opponent = noisyCooperator(400, 0.3, 2);
    const random = new Xoshiro256(6);
    const actions = opponent.map(() => random.uniform());
    const parts = advantageOverTitForTat(actions, opponent);
    const difference = total(roundPayoffs(actions, opponent)) - total(roundPayoffs(emaTft(opponent, 0), opponent));
    // The filter takes the opponent for cooperative before the first round.
    const start = advantageOverTitForTat(actions, opponent, { before: 1 });
    expect(start.total).toBeCloseTo(difference, 9);
    expect(parts.freeRiding + parts.onset + parts.exploited + parts.forgiving).toBeCloseTo(parts.total, 12);
    expect(Object.values(parts.rounds).reduce((a, b) => a + b)).toBe(400);
  });

  it('is 2(1 − a) a round while the opponent cooperates', () => {
    const actions = [0.9, 0.8, 1];
    expect(advantageOverTitForTat(actions, [1, 1, 1]).freeRiding).toBeCloseTo(0.6, 12);
  });

  it('is 0 in every part for Tit-for-Tat itself', () => {
    const opponent = noisyCooperator(100, 0.4, 1);
    const parts = advantageOverTitForTat(emaTft(opponent, 0), opponent, { before: 1 });
    expect(parts).toMatchObject({ total: 0, freeRiding: 0, onset: 0, exploited: 0, forgiving: 0 });
  });
});

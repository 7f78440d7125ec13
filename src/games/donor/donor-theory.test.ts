import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { symmetricEigenvalues } from '../../numerics/index.js';
import {
  constantDonor,
  defector,
  DonorGame,
  donorCeiling,
  donorOutlook,
  homogeneousSociety,
  imageScorer,
  randomDonor,
  scriptedDonor,
  standingDonor,
  traceDonor,
  type DonorRules,
  type DonorStrategy,
} from '../index.js';

const play = (strategies: readonly DonorStrategy[], rules: DonorRules = {}, random = randomStream(0)) =>
  new DonorGame(rules).play(
    strategies.map((strategy, seat) => ({ name: String(seat), strategy: '', agent: scriptedDonor(strategy) })),
    { random },
  );
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('homogeneousSociety', () => {
  it.each([0.1, 0.25, 0.5, 0.75, 0.9, 1])('is what a society plays that gives %d, and what powers of M give', (f) => {
    for (const schedule of ['strict', 'released'] as const) {
      for (const multiplier of [1.5, 2, 3]) {
        const rules = { schedule, multiplier };
        const games = play(
          Array.from({ length: 12 }, () => constantDonor(f)),
          rules,
        );
        const { mean: exact, halves } = homogeneousSociety(f, rules);
        expect(mean(games[0].wealth) / exact).toBeCloseTo(1, 12);
        expect(games[0].wealth[0] / halves[0] || 1).toBeCloseTo(1, 12);
        expect(games[1].wealth[0] / halves[1] || 1).toBeCloseTo(1, 12);
      }
    }
    const [m, g] = [2, 1 - f];
    let [a, b] = [10, 10];
    for (let i = 0; i < 6; i++) [a, b] = [(g + m * m * f * f) * a + m * f * b, m * f * g * a + g * b];
    expect((a + b) / 2 / homogeneousSociety(f).mean).toBeCloseTo(1, 12);
  });

  it('grows by the eigenvalue of two rounds', () => {
    for (const f of [0.05, 0.3, 0.8]) {
      for (const m of [0.5, 1, 2]) {
        const { growth } = homogeneousSociety(f, { multiplier: m });
        // M is similar to a symmetric matrix: scale one axis by √(1 − f).
        const off = m * f * Math.sqrt(1 - f);
        const values = symmetricEigenvalues(
          new Matrix([
            [1 - f + m * m * f * f, off],
            [off, 1 - f],
          ]),
        );
        expect(growth).toBeCloseTo(Math.max(...values), 12);
        const long = (rounds: number) => homogeneousSociety(f, { multiplier: m, rounds }).mean;
        expect(long(602) / long(600)).toBeCloseTo(growth, 8);
        expect(Math.sign(Math.round((growth - 1) * 1e9)) === Math.sign(m - 1)).toBe(true);
      }
    }
  });

  it('is the expectation of donors that draw their shares', () => {
    const runs = 1500;
    const means = Float64Array.from({ length: runs }, (_, run) =>
      mean(
        play(
          Array.from({ length: 4 }, () => randomDonor()),
          { agents: 4, twice: false },
          randomStream(2, run),
        )[0].wealth,
      ),
    );
    const average = mean(means);
    const error = Math.sqrt(mean(means.map((value) => (value - average) ** 2)) / runs);
    expect(Math.abs(average - homogeneousSociety(0.5, { agents: 4 }).mean)).toBeLessThan(4 * error);
  });
});

describe('donorCeiling', () => {
  it('is e·m^(R−1)·(1 + m)/2 with strict alternation, and one factor less as released', () => {
    for (const multiplier of [1.5, 2, 3]) {
      const strict = (10 * (1 + multiplier) * multiplier ** 11) / 2;
      expect(donorCeiling({ multiplier }) / strict).toBeCloseTo(1, 12);
      expect((donorCeiling({ multiplier, schedule: 'released' }) * multiplier) / strict).toBeCloseTo(1, 12);
      expect(homogeneousSociety(1, { multiplier }).mean / strict).toBeCloseTo(1, 12);
    }
    expect(donorCeiling({ multiplier: 0.9 })).toBe(10);
  });

  it('is not beaten by any of all bang-bang plans', () => {
    // Four agents, three rounds: six encounters, each all or nothing.
    for (const schedule of ['strict', 'released'] as const) {
      let best = 0;
      for (let plan = 0; plan < 64; plan++) {
        let asked = 0;
        const agent = {
          decide: ({ wealth }: { wealth: number }) => ({
            action: 'give' as const,
            amount: (plan >> asked++) & 1 ? wealth : 0,
          }),
        };
        const players = Array.from({ length: 4 }, (_, seat) => ({ name: String(seat), strategy: '', agent }));
        const [{ wealth }] = new DonorGame({ agents: 4, rounds: 3, schedule, twice: false }).play(players);
        best = Math.max(best, mean(wealth));
      }
      expect(donorCeiling({ agents: 4, rounds: 3, schedule })).toBeCloseTo(best, 12);
    }
  });
});

describe('donorOutlook', () => {
  it('finds what hand and exact fractions give for one defector among equals', () => {
    const wealthOf = (f: number) => {
      const strategies = Array.from({ length: 12 }, (_, seat) => (seat === 0 ? defector() : constantDonor(f)));
      const { wealth } = play(strategies, { schedule: 'released', twice: false })[0];
      return [wealth[0], mean(wealth.subarray(1, 6)), mean(wealth.subarray(6))];
    };
    // The defector receives in rounds 2, 4, 6 and 7, 9, 11 and gives nothing.
    const [defecting, others, recipients] = wealthOf(1);
    expect(defecting).toBe(20470);
    expect(others).toBe(0);
    expect(recipients).toBeCloseTo(1706.6667, 3);
    wealthOf(0.5).forEach((units, i) => expect(units).toBeCloseTo([494.0625, 88.84375, 215.755208][i], 5));
  });

  it('averages over seatings as random seatings do', () => {
    const groups = [
      { strategy: traceDonor({ first: 0.7 }), count: 5 },
      { strategy: standingDonor({ first: 0.6 }), count: 1 },
    ];
    const rules = { agents: 6 };
    const outlook = donorOutlook(groups, rules);
    const random = randomStream(4);
    const seats = groups.flatMap(({ count }, g) => Array.from({ length: count }, () => g));
    const samples = Array.from({ length: 1500 }, () => {
      random.shuffle(seats);
      const games = play(
        seats.map((g) => groups[g].strategy),
        rules,
      );
      const seat = seats.indexOf(1);
      return (games[0].wealth[seat] + games[1].wealth[seat]) / 2;
    });
    const average = mean(samples);
    const error = Math.sqrt(mean(samples.map((value) => (value - average) ** 2)) / samples.length);
    expect(Math.abs(outlook[1].wealth - average)).toBeLessThan(4 * error + 1e-9);
    expect(5 * outlook[0].survival + outlook[1].survival).toBeCloseTo(3, 12);
  });

  it('gives equals what they are together, and half of them survive', () => {
    const [one, two] = donorOutlook([
      { strategy: constantDonor(0.4), count: 6 },
      { strategy: constantDonor(0.4), count: 6 },
    ]);
    const { mean: exact } = homogeneousSociety(0.4);
    for (const { wealth, survival } of [one, two]) {
      expect(wealth / exact).toBeCloseTo(1, 12);
      expect(survival).toBeCloseTo(0.5, 12);
    }
    expect(one.survival + two.survival).toBeCloseTo(1, 12);
  });

  it('says what it cannot enumerate', () => {
    expect(() => donorOutlook([{ strategy: randomDonor(), count: 12 }])).toThrow('noise must be 0');
    expect(() => donorOutlook([{ strategy: imageScorer(), count: 11 }])).toThrow('add up to 12');
    const quarters = [0, 1, 2, 3].map((i) => ({ strategy: constantDonor(i / 4), count: 3 }));
    expect(() => donorOutlook(quarters)).toThrow('seatings must be at most 50000; got 369600');
  });
});

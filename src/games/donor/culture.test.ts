import { describe, expect, it } from 'vitest';
import { randomStream, type RandomStream } from '../../foundation/index.js';
import {
  constantDonor,
  evolveDonors,
  evolveScripted,
  scriptedDonor,
  traceDonor,
  type DonorRules,
  type DonorStrategy,
  type Selection,
  type Transmission,
} from '../index.js';
import { selectSurvivors } from './selection.js';
import { transmitted } from './transmission.js';

const founders = (number: number, random: RandomStream): DonorStrategy => ({
  ...traceDonor({ first: random.uniform(), low: 0.2 * random.uniform(), high: random.uniform() }),
  noise: number % 2 === 0 ? 0 : 0.05,
  punish: number % 3 === 0 ? 0.05 : 0,
});

const evolve = (
  options: { rules?: DonorRules; selection?: Selection; transmission?: Transmission; seed?: number; run?: number } = {},
  generations = 5,
) => {
  const { transmission = {}, ...rest } = options;
  return evolveDonors({
    ...rest,
    generations,
    newcomer: ({ generation, number, random }) =>
      scriptedDonor(generation === 1 ? founders(number, random) : constantDonor(0), { transmission }),
  });
};

describe('evolveScripted', () => {
  const cases: Parameters<typeof evolve>[0][] = [
    { seed: 3, run: 7 },
    { selection: { intensity: 0.4 }, transmission: { from: 'random', bias: 0.03 } },
    { selection: { by: 'reputation' }, transmission: { from: 'best', deviation: 0 } },
    { selection: { by: 'random' }, rules: { mechanism: 'punish', traceLength: 1 } },
    { selection: { games: 'second' }, rules: { agents: 6, schedule: 'released', multiplier: 3 } },
    { transmission: { heritable: ['first', 'threshold', 'punish'] }, rules: { mechanism: 'punish', twice: false } },
  ];

  it.each(cases)('is the run of evolveDonors to the last bit: %o', async (options) => {
    const { generations } = await evolve(options);
    const fast = evolveScripted({ founders, generations: 5, ...options });
    const wealth = generations.map(
      ({ members }) => members.reduce((sum, member) => sum + member.wealth, 0) / members.length,
    );
    expect([...fast.wealth]).toEqual(wealth);
    const last = generations[4].members.map(({ scripted }) => scripted!);
    expect(fast.strategies.map(({ first }) => first)).toEqual(last.map(({ first }) => first));
    expect(fast.high[4]).toBeCloseTo(last.reduce((sum, { high }) => sum + high, 0) / last.length, 12);
    const given = generations[4].games.flatMap(({ outcomes, fractions }) =>
      [...fractions].filter((_, at) => outcomes[at] === 0),
    );
    expect(fast.giving[4]).toBeCloseTo(given.reduce((sum, share) => sum + share, 0) / given.length, 12);
  });

  it('depends on seed and run only, and a shorter run is the beginning of a longer one', () => {
    const long = evolveScripted({ founders, seed: 1, run: 2, generations: 8 });
    const short = evolveScripted({ founders, seed: 1, run: 2, generations: 3 });
    expect([...long.wealth.subarray(0, 3)]).toEqual([...short.wealth]);
    expect(evolveScripted({ founders, seed: 1, run: 3, generations: 3 }).wealth).not.toEqual(short.wealth);
  });

  it('drifts without selection by what the bias is worth', () => {
    // Newcomers are a half; the mean of all moves by bias/2 a generation, as long as no share is clipped.
    const options = { founders: () => constantDonor(0.5), selection: { by: 'random' } as const, generations: 7 };
    const { first } = evolveScripted({ ...options, transmission: { bias: 0.04, deviation: 0 } });
    const firsts = Array.from({ length: 300 }, (_, run) =>
      evolveScripted({ ...options, run, transmission: { bias: 0.02, deviation: 0.02 } }).first.at(-1),
    );
    const mean = firsts.reduce((sum, value) => sum + value, 0) / 300;
    const error = Math.sqrt(firsts.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 300 / 300);
    expect(Math.abs(mean - (0.5 + 6 * 0.01))).toBeLessThan(4 * error);
    // Survivors are random, so their mean is that of all in expectation only, but never falls.
    expect(first.every((value, g) => g === 0 || value >= first[g - 1] - 0.04)).toBe(true);
    expect(first[1]).toBeCloseTo(0.52, 12);
  });

  it('selects against unconditional giving', () => {
    const options = { founders: (_: number, random: RandomStream) => constantDonor(random.uniform()) };
    for (let run = 0; run < 20; run++) {
      const { giving } = evolveScripted({ ...options, run });
      expect(giving[9]).toBeLessThan(0.5 * giving[0]);
    }
  });

  it('refuses what is out of range', () => {
    expect(() => evolveScripted({ founders, generations: 0 })).toThrow('generations');
    expect(() => evolveScripted({ founders, selection: { intensity: 2 } })).toThrow('intensity');
    expect(() => evolveScripted({ founders, transmission: { deviation: -1 } })).toThrow('deviation');
    expect(() => evolveScripted({ founders, transmission: { heritable: ['response' as 'first'] } })).toThrow(
      'heritable[0]',
    );
    expect(() => transmitted([{ name: 'x', strategy: '', score: 1 }], {}, randomStream(0))).toThrow(
      "inherited 'x' must be scripted",
    );
  });
});

describe('evolveDonors', () => {
  it('hands newcomers the survivors’ words and scores, the best first, and keeps survivors as they are', async () => {
    const requests: { generation: number; inherited: readonly { name: string; score: number; strategy: string }[] }[] =
      [];
    const { generations } = await evolveDonors({
      rules: { agents: 6 },
      generations: 3,
      newcomer: ({ name }) => ({
        async writeStrategy({ generation, inherited }) {
          await Promise.resolve();
          requests.push({ generation, inherited });
          return `words of ${name}`;
        },
        decide: ({ wealth, strategy, name: own }) => {
          expect(strategy).toBe(`words of ${own}`);
          return { action: 'give', amount: wealth * (Number(own.split('_')[1]) / 10) };
        },
      }),
    });
    expect(requests.map(({ generation }) => generation)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(requests[0].inherited).toEqual([]);
    const [first, second] = generations;
    const better = [...first.members].sort((a, b) => b.score - a.score).slice(0, 3);
    expect(requests[6].inherited.map(({ name }) => name)).toEqual(better.map(({ name }) => name));
    expect(requests[6].inherited[0]).toEqual({
      name: better[0].name,
      strategy: `words of ${better[0].name}`,
      score: better[0].score,
    });
    expect(second.members.map(({ name }) => name).sort()).toEqual(
      [...better.map(({ name }) => name), '2_1', '2_2', '2_3'].sort(),
    );
    expect(
      first.members
        .filter(({ survived }) => survived)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(better.map(({ name }) => name).sort());
    expect(generations[2].survivors).toEqual([]);
  });
});

describe('selectSurvivors', () => {
  const order = (scores: number[], intensity = 1, seed = 0) => {
    const into = new Int32Array(scores.length);
    selectSurvivors(Float64Array.from(scores), intensity, randomStream(seed), into);
    return [...into];
  };

  it('ranks by score, earlier seats first among equals, missing scores last', () => {
    expect(order([1, NaN, 3, 3, 2, NaN])).toEqual([2, 3, 4, 0, 1, 5]);
  });

  it('fills places at random with probability 1 − intensity', () => {
    const count = new Float64Array(4);
    for (let seed = 0; seed < 4000; seed++)
      for (const seat of order([4, 3, 2, 1], 0.5, seed).slice(0, 2)) count[seat]++;
    // First place: seat 0 with ½ + ½·¼. Both places lost by it: (3/8)·(½·⅔ + …) by enumeration of the two draws.
    const lost = 0.375 * (0.5 * (2 / 3));
    expect(Math.abs(count[0] / 4000 - (1 - lost))).toBeLessThan(4 * Math.sqrt((lost * (1 - lost)) / 4000));
  });
});

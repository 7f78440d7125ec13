import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  balanceLedger,
  constantDonor,
  defector,
  DonorGame,
  donorSchedule,
  imageScorer,
  outcomeOf,
  punisher,
  randomDonor,
  scriptedDonor,
  standingDonor,
  traceDonor,
  traceOf,
  type DonorDecision,
  type DonorPlayer,
  type DonorStrategy,
  type DonorView,
} from '../index.js';
import { donorRules } from './donor-rules.js';
import { ScriptedSociety } from './scripted-society.js';
import { linesOf, strategyTable, writeRow } from './strategy-table.js';

const player = (seat: number, strategy: DonorStrategy): DonorPlayer => ({
  name: `s${seat}`,
  strategy: '',
  agent: scriptedDonor(strategy),
});
const society = (strategies: readonly DonorStrategy[]) => strategies.map((strategy, seat) => player(seat, strategy));

describe('donorSchedule', () => {
  it.each(['strict', 'released'] as const)('%s: all pairs of halves meet once in each role', (kind) => {
    for (const agents of [2, 4, 6, 10, 12]) {
      const { donors, recipients, pairs } = donorSchedule({ agents, kind });
      const ordered = new Set(Array.from(donors, (donor, at) => `${donor}>${recipients[at]}`));
      expect(ordered.size).toBe(agents * pairs);
      for (const meeting of ordered) {
        const [donor, recipient] = meeting.split('>').map(Number);
        expect(ordered.has(`${recipient}>${donor}`)).toBe(true);
        expect(donor < pairs).toBe(recipient >= pairs);
      }
      for (let seat = 0; seat < agents; seat++) expect(donors.filter((donor) => donor === seat)).toHaveLength(pairs);
    }
  });

  /** Rounds after which the same half donates again. */
  const repeats = (agents: number, kind: 'strict' | 'released') => {
    const { donors, pairs } = donorSchedule({ agents, kind });
    const half = (round: number) => donors[round * pairs] < pairs;
    return Array.from({ length: agents - 1 }, (_, round) => round).filter((round) => half(round) === half(round + 1));
  };

  it('alternates roles strictly, but as released not in the middle, where the halves are even', () => {
    expect(repeats(12, 'strict')).toEqual([]);
    expect(repeats(12, 'released')).toEqual([5]);
    expect(repeats(10, 'strict')).toEqual([]);
    expect(repeats(10, 'released')).toEqual([]);
  });

  it('does not let a donor meet the one that it just received from', () => {
    const { donors, recipients, pairs } = donorSchedule({ agents: 12 });
    for (let at = pairs; at < donors.length; at++) {
      const before = Math.floor(at / pairs - 1) * pairs;
      const benefactor = donors[before + recipients.slice(before, before + pairs).indexOf(donors[at])];
      expect(recipients[at]).not.toBe(benefactor);
    }
  });

  it('refuses odd numbers and schedules that do not pair all', () => {
    expect(() => donorSchedule({ agents: 11 })).toThrow('agents must be even');
    const own = { ...donorSchedule({ agents: 4, rounds: 1 }), recipients: Int32Array.of(2, 2) };
    expect(() => new DonorGame({ agents: 4, rounds: 1, schedule: own })).toThrow('schedule.recipients[1] must be met');
    expect(() => new DonorGame({ agents: 4, schedule: own })).toThrow('schedule.donors.length');
  });
});

describe('DonorGame', () => {
  it('shows the chain of the recipient’s last deed, its recipient’s deed before, and so on', () => {
    const views: DonorView[] = [];
    const watcher = (seat: number): DonorPlayer => ({
      name: `s${seat}`,
      strategy: `strategy ${seat}`,
      agent: {
        decide(view) {
          views.push(view);
          return { action: 'give', amount: ((seat + 1) / 10) * view.wealth };
        },
      },
    });
    new DonorGame({ agents: 4, twice: false, traceLength: 2 }).play([0, 1, 2, 3].map(watcher));
    // By hand: round 1: 0→2, 1→3; round 2: 3→0, 2→1; round 3: 0→3, 1→2; round 4: 2→0, 3→1.
    const lines = views.map(({ trace }) =>
      trace.map(({ round, donor, recipient }) => `${round}:${donor}>${recipient}`),
    );
    expect(lines).toEqual([
      [],
      [],
      ['1:s0>s2'],
      ['1:s1>s3'],
      ['2:s3>s0', '1:s0>s2'],
      ['2:s2>s1', '1:s1>s3'],
      ['3:s0>s3', '2:s3>s0'],
      ['3:s1>s2', '2:s2>s1'],
    ]);
    expect(views[6].trace[0]).toMatchObject({ action: 'give', fraction: expect.closeTo(0.1, 12) as number });
    expect(views[0]).toMatchObject({
      name: 's0',
      strategy: 'strategy 0',
      round: 1,
      wealth: 10,
      recipient: { name: 's2' },
    });
  });

  it('books what is no valid move with its reason, changes nothing, and leaves the trace as it was', () => {
    const answers: DonorDecision[] = [
      { action: 'give', amount: NaN },
      { action: 'give', amount: -1 },
      { action: 'give', amount: 1000 },
      { action: 'punish', amount: 1 },
      { action: 'refuse', amount: 0 },
      { action: 'invalid', reason: 'no answer' },
    ];
    for (const answer of answers) {
      const players = society(Array.from({ length: 4 }, () => constantDonor(0.5)));
      let asked = 0;
      players[0] = {
        ...players[0],
        agent: { decide: (view) => (asked++ === 1 ? answer : { action: 'give', amount: view.wealth / 4 }) },
      };
      const [record] = new DonorGame({ agents: 4, twice: false }).play(players);
      expect(outcomeOf(record, 4)).toBe('invalid');
      expect([...record.reasons.keys()]).toEqual([4]);
      expect(record.reasons.get(4)).toMatch(/not allow|number|negative|more than|no answer/);
      expect(record.amounts[4]).toBeNaN();
      // In round 4 seat 2 gives to seat 0 and sees what seat 0 did in round 1, its last valid move.
      expect(traceOf(record, 6, 3)[0]).toBe(0);
      expect(Math.abs(balanceLedger(record).gap)).toBeLessThan(1e-14);
    }
  });

  it('keeps its books under every mechanism, and takes no more than there is', () => {
    const strategies = [defector(), punisher({ punish: 0.9 }), randomDonor(), constantDonor(1)];
    for (const multiplier of [0, 1.5, 2]) {
      const players = society(Array.from({ length: 12 }, (_, seat) => strategies[seat % 4]));
      for (const record of new DonorGame({ multiplier, mechanism: 'punish', punishment: 3 }).play(players)) {
        const { gap, taken, spent } = balanceLedger(record);
        expect(Math.abs(gap)).toBeLessThan(1e-12);
        expect(spent).toBeGreaterThan(0);
        expect(taken).toBeLessThan(3 * spent);
        expect(Math.min(...record.wealth)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('plays twice with roles reversed: under one share both halves end alike', () => {
    const [one, two] = new DonorGame({ schedule: 'released' }).play(
      society(Array.from({ length: 12 }, () => constantDonor(0.3))),
    );
    const mean = one.wealth.map((units, seat) => (units + two.wealth[seat]) / 2);
    for (const units of mean) expect(units).toBeCloseTo(mean[0], 10);
    expect(one.wealth[0]).not.toBeCloseTo(one.wealth[6]);
  });

  it('does not let empty hands make a reputation, but as published', () => {
    // Seat 0 gives all in round 1, gets nothing in round 2 and has nothing to give in round 3.
    const players = society([constantDonor(1), constantDonor(1), defector(), defector()]);
    const [unseen] = new DonorGame({ agents: 4, twice: false }).play(players);
    expect([unseen.fractions[0], unseen.fractions[4]]).toEqual([1, NaN]);
    expect(unseen.seen[6]).toBe(0);
    const [full] = new DonorGame({ agents: 4, twice: false, emptyHands: 'full' }).play(players);
    expect([full.fractions[4], full.seen[6]]).toEqual([1, 4]);
  });

  it('lets refusal move nothing and enter the trace', () => {
    const players = society([defector(), ...Array.from({ length: 3 }, () => ({ ...imageScorer(), refuse: true }))]);
    const [record] = new DonorGame({ agents: 4, twice: false, mechanism: 'refuse' }).play(players);
    expect(outcomeOf(record, 2)).toBe('refuse');
    expect(record.wealth[0]).toBe(10);
  });

  it('asks agents that answer later for a round at a time, with the same result', async () => {
    const strategies = Array.from({ length: 12 }, (_, seat) => ({ ...traceDonor(), noise: seat / 24 }));
    const game = new DonorGame();
    const atOnce = game.play(society(strategies), { random: randomStream(5) });
    let [running, most] = [0, 0];
    const later = society(strategies).map(({ agent, ...seat }) => ({
      ...seat,
      agent: {
        async decide(...view: Parameters<typeof agent.decide>) {
          const decision = agent.decide(...view);
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve));
          running--;
          return decision;
        },
      },
    }));
    const done: number[] = [];
    const onProgress = (progress: { done: number }) => done.push(progress.done);
    const promised = await game.playAsync(later, { random: randomStream(5), concurrency: 4, onProgress });
    expect(promised.map(({ wealth }) => wealth)).toEqual(atOnce.map(({ wealth }) => wealth));
    expect(most).toBe(4);
    expect(done.at(-1)).toBe(144);
    expect(() => game.play(later)).toThrow('use playAsync');
    await expect(game.playAsync(later, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  it('names players that do not fit', () => {
    const players = society(Array.from({ length: 12 }, () => defector()));
    expect(() => new DonorGame({ agents: 10 }).play(players)).toThrow('players.length must equal 10');
    expect(() => new DonorGame().play([...players.slice(1), players[1]])).toThrow('players[11].name must differ');
    for (const rules of [{ agents: 3 }, { endowment: -1 }, { multiplier: -0.1 }, { rounds: 0 }, { traceLength: -1 }]) {
      expect(() => new DonorGame(rules)).toThrow(Object.keys(rules)[0]);
    }
    expect(() => scriptedDonor({ ...constantDonor(0.5), low: 1.5 })).toThrow('low must lie in [0, 1]');
    expect(() => scriptedDonor(traceDonor({ weights: [0, 1] }))).toThrow('weights[0]');
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyStrategy: fc.Arbitrary<DonorStrategy> = fc.record({
  response: fc.constantFrom('proportional' as const, 'threshold' as const),
  first: share,
  low: share,
  high: share,
  weights: fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
  threshold: share,
  forgiveness: share,
  cap: share,
  lenient: fc.boolean(),
  punish: fc.constantFrom(0, 0.2),
  noise: fc.constantFrom(0, 0.1),
});

describe('ScriptedSociety', () => {
  it('plays exactly what DonorGame plays, for any strategies and rules', () => {
    fc.assert(
      fc.property(
        fc.array(anyStrategy, { minLength: 6, maxLength: 6 }),
        fc.constantFrom('none' as const, 'punish' as const, 'refuse' as const),
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom('strict' as const, 'released' as const),
        fc.constantFrom('unseen' as const, 'full' as const),
        (drawn, mechanism, traceLength, schedule, emptyHands) => {
          const strategies = drawn.map((strategy, i) =>
            i === 2
              ? { ...strategy, punish: 0, refuse: true }
              : i === 3
                ? { ...standingDonor(), noise: 0.3 }
                : strategy,
          );
          const rules = { agents: 6, mechanism, traceLength, schedule, emptyHands, rounds: 9 };
          const games = new DonorGame(rules).play(society(strategies), { random: randomStream(1) });
          const fast = new ScriptedSociety(donorRules(rules));
          const table = strategyTable(6, linesOf(strategies));
          strategies.forEach((strategy, row) => writeRow(table, row, strategy));
          fast.play(table, Int32Array.of(0, 1, 2, 3, 4, 5), randomStream(1));
          expect([...fast.lastWealth]).toEqual([...games[1].wealth]);
          expect([...fast.meanWealth]).toEqual(
            [...games[0].wealth].map((units, seat) => units / 2 + games[1].wealth[seat] / 2),
          );
          const count = (outcome: string) =>
            games.reduce(
              (sum, game) =>
                sum +
                [...game.outcomes].filter(
                  (_, at) =>
                    outcomeOf(game, at) === outcome && (outcome !== 'give' || !Number.isNaN(game.fractions[at])),
                ).length,
              0,
            );
          expect([fast.gifts, fast.punishments, fast.refusals]).toEqual(['give', 'punish', 'refuse'].map(count));
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });
});

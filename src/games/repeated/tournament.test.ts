import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../foundation/index.js';
import {
  cycler,
  historyStrategy,
  memoryOne,
  memoryOnePayoffs,
  playMatch,
  playTournament,
  playTournamentInThreads,
  random,
  strategies,
  StrategicGame,
  strategyByName,
  type Strategy,
} from '../index.js';
import { axelrodPayoffs } from './stage-game.js';
import { playMatches } from './tournament-plan.js';
import { tournamentPlan } from './tournament.js';

interface LibraryTournament {
  readonly strategies: readonly string[];
  readonly repetitions: number;
  readonly noise: number;
  readonly payoffs: readonly (readonly number[])[];
  readonly cooperation: readonly (readonly number[])[];
}

const library = JSON.parse(readFileSync(new URL('./library-tournaments.json', import.meta.url), 'utf8')) as Record<
  'basic' | 'firstTournament' | 'noisy',
  LibraryTournament
>;
const { Cooperator, Defector, TitForTat, Grudger } = strategies;
const four = [Cooperator, Defector, TitForTat, Grudger];
const mixed = [strategies.Random, strategies.Gradual, strategies.GTFT, strategies.OmegaTFT, random(0.3), cycler('CDD')];

describe('matches', () => {
  it('counts, scores and shows what happened', () => {
    const match = playMatch(TitForTat, Defector, { turns: 4 });
    expect(Array.from(match.outcomes)).toEqual([0, 1, 0, 3]);
    expect(match.first).toMatchObject({ name: 'Tit For Tat', score: 3, payoff: 0.75, cooperation: 0.25 });
    expect(match.second).toMatchObject({ score: 8, cooperation: 0 });
    expect(match.table().toRows()[0]).toEqual({
      round: 1,
      first: 'C',
      second: 'D',
      'first payoff': 0,
      'second payoff': 5,
    });
  });

  it('gives each side its own payoffs where the game has roles', () => {
    const battle = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]); // prettier-ignore
    const match = playMatch(Cooperator, cycler('CD'), { game: battle, turns: 10 });
    expect([match.first.score, match.second.score]).toEqual([50, 35]);
    // What a strategy is told is its own payoff for (C, D), not the other's.
    let told: unknown;
    const curious: Strategy = { ...Defector, player: (rules) => ((told = rules.payoffs), Defector.player(rules)) };
    playMatch(Cooperator, curious, { game: StrategicGame.bimatrix([[1, 2], [3, 4]], [[5, 6], [7, 8]]) }); // prettier-ignore
    expect(told).toEqual({ R: 5, S: 7, T: 6, P: 8 });
  });

  it('flips as many moves as noise says, and tells both players what came out', () => {
    const turns = 40_000;
    const { first, second, outcomes } = playMatch(Cooperator, strategies.GrudgerAlternator, {
      turns,
      noise: 0.1,
      seed: 4,
    });
    expect(Math.abs(first.cooperation - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / turns));
    // It alternates on what it sees of itself; a flip makes it stay. Half of all moves are defections either way.
    expect(Math.abs(second.cooperation - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / turns));
    // Flips of the two sides are independent.
    const expected = turns * first.cooperation * second.cooperation;
    expect(Math.abs(outcomes[0] - expected)).toBeLessThan(4 * Math.sqrt(turns * 0.09 * 0.25));
    const always = playMatch(Cooperator, strategies.GrudgerAlternator, { turns: 10, noise: 1 });
    expect(always.first.cooperation).toBe(0);
  });

  it('ends matches at random where wanted, unknown to the players', () => {
    let told = 0;
    const curious: Strategy = { ...Defector, player: (rules) => ((told = rules.turns), Defector.player(rules)) };
    const lengths = Array.from(
      { length: 4000 },
      (_, index) => playMatch(Cooperator, curious, { endProbability: 0.1, index }).turns,
    );
    const mean = lengths.reduce((sum, n) => sum + n, 0) / lengths.length;
    expect(Math.abs(mean - 10)).toBeLessThan(4 * Math.sqrt(90 / 4000));
    expect(Math.min(...lengths)).toBe(1);
    expect(told).toBe(Infinity);
    expect(playMatch(Cooperator, Defector, { endProbability: 1 }).turns).toBe(1);
    expect(playMatch(Cooperator, Defector, { endProbability: 1e-9, turns: 30 }).turns).toBe(30);
  });

  it('discounting is a random end: expected totals agree', () => {
    const p = { initial: 1, response: [0.9, 0.2, 0.6, 0.3] };
    const q = { initial: 0, response: [0.7, 0.1, 0.8, 0.4] };
    const totals = Array.from({ length: 6000 }, (_, index) => {
      return playMatch(memoryOne(p), memoryOne(q), { endProbability: 0.2, index }).first.score;
    });
    const mean = totals.reduce((sum, x) => sum + x, 0) / totals.length;
    const spread = totals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / totals.length;
    const expected = memoryOnePayoffs(p, q, { discount: 0.8 }).payoffs[0] / 0.2;
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(spread / totals.length));
  });

  it('refuses bad rules', () => {
    expect(() => playMatch(Cooperator, Defector, { turns: 0 })).toThrow('turns must be a whole number of at least 1');
    expect(() => playMatch(Cooperator, Defector, { turns: Infinity })).toThrow(InvalidInputError);
    expect(() => playMatch(Cooperator, Defector, { noise: 1.1 })).toThrow('noise must lie in [0, 1]; got 1.1');
    expect(() => playMatch(Cooperator, Defector, { endProbability: -1 })).toThrow(InvalidInputError);
    expect(() => playMatch(Cooperator, Defector, { game: { R: 3, S: NaN, T: 5, P: 1 } })).toThrow('game.S');
    // GTFT's generosity is no probability in every game.
    expect(() => playMatch(strategies.GTFT, Defector, { game: { R: 1, S: 0, T: 5, P: 2 } })).toThrow('generosity');
  });
});

describe('tournaments', () => {
  it('the demonstration of the Axelrod library: Cooperator, Defector, Tit For Tat, Grudger, 10 rounds', () => {
    const tournament = playTournament(four, { turns: 10 });
    expect(Array.from(tournament.totalScores(0))).toEqual([60, 78, 69, 69]);
    expect(tournament.payoffs().map((row) => Array.from(row))).toEqual([
      [3, 0, 3, 3],
      [5, 1, 1.4, 1.4],
      [3, 0.9, 3, 3],
      [3, 0.9, 3, 3],
    ]);
    expect(tournament.ranking().map(({ name }) => name)).toEqual(['Defector', 'Tit For Tat', 'Grudger', 'Cooperator']);
    expect(tournament.ranking()[0]).toMatchObject({ rank: 1, wins: 3, cooperation: 0 });
    expect(tournament.ranking()[0].score).toMatchObject({ standardError: 0, n: 10 });
    const { cooperating, eigenjesus, eigenmoses, goodPartner } = playTournament(four, { turns: 200 }).ratings();
    const round = (values: Float64Array) => Array.from(values, (x) => Math.round(100 * x) / 100);
    expect(round(cooperating)).toEqual([1, 0, 0.67, 0.67]);
    expect(round(goodPartner)).toEqual([1, 0, 1, 1]);
    expect(round(eigenjesus.rating)).toEqual([0.58, 0, 0.58, 0.58]);
    expect(round(eigenmoses.rating)).toEqual([0.37, -0.37, 0.6, 0.6]);
    expect(eigenmoses.converged).toBe(true);
  });

  it('ten basic strategies earn and cooperate as in the Axelrod library', () => {
    const { strategies: names, payoffs, cooperation } = library.basic;
    const tournament = playTournament(names.map(strategyByName), { turns: 200 });
    tournament.payoffs().forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(payoffs[i][j], 12)));
    tournament.cooperation().forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(cooperation[i][j], 12)));
  });

  it('the first tournament and noisy matches come out as there, but for chance', () => {
    for (const { strategies: names, payoffs, repetitions, noise } of [library.firstTournament, library.noisy]) {
      const ours = playTournament(names.map(strategyByName), { turns: 200, noise, repetitions: 100, seed: 1 });
      const mean = ours.payoffs();
      const deviation = ours.payoffDeviations();
      for (let i = 0; i < names.length; i++) {
        for (let j = 0; j < names.length; j++) {
          // 325 comparisons, some of skewed payoffs over ten matches there.
          const error = deviation[i][j] * Math.sqrt(1 / repetitions + 1 / 100);
          expect(Math.abs(mean[i][j] - payoffs[i][j]), `${names[i]} against ${names[j]}`).toBeLessThan(
            4.5 * error + 1e-9,
          );
        }
      }
    }
  });

  it('means lie around the exact payoffs of memory-one strategies', () => {
    const field = [
      TitForTat,
      strategies.WinStayLoseShift,
      strategies.ZDExtort2,
      strategies.Random,
      strategies.FirmButFair,
    ];
    const tournament = playTournament(field, { turns: 50, noise: 0.03, repetitions: 400, seed: 5 });
    const mean = tournament.payoffs();
    const deviation = tournament.payoffDeviations();
    const vectors = field.map((strategy) => strategy.memoryOne!(axelrodPayoffs));
    vectors.forEach((p, i) =>
      vectors.forEach((q, j) => {
        const { payoffs } = memoryOnePayoffs(p, q, { turns: 50, noise: 0.03 });
        expect(Math.abs(mean[i][j] - payoffs[0])).toBeLessThan((4 * deviation[i][j]) / Math.sqrt(400));
      }),
    );
  });

  it('does not depend on how matches are cut, and more repetitions leave the first as they were', () => {
    const plan = tournamentPlan(mixed, { turns: 40, repetitions: 7, noise: 0.05, seed: 3 });
    const total = (plan.pairs.length / 2) * 7;
    const whole = playMatches(plan, 0, total);
    const pieces = Array.from({ length: total }, (_, k) => Array.from(playMatches(plan, k, k + 1))).flat();
    expect(pieces).toEqual(Array.from(whole));
    const more = playTournament(mixed, { turns: 40, repetitions: 9, noise: 0.05, seed: 3 }).outcomes;
    for (let pair = 0; pair < plan.pairs.length / 2; pair++) {
      expect(more.slice(36 * pair, 36 * pair + 28)).toEqual(whole.slice(28 * pair, 28 * pair + 28));
    }
  });

  it('gives the same bytes on any number of threads', async () => {
    const options = { turns: 60, repetitions: 5, noise: 0.02, seed: 8 };
    const one = playTournament(mixed, options).outcomes;
    for (const threads of [1, 3]) {
      const progress: number[] = [];
      const several = await playTournamentInThreads(mixed, {
        ...options,
        threads,
        onProgress: ({ done }) => progress.push(done),
      });
      expect(several.outcomes).toEqual(one);
      expect(progress.at(-1)).toBe(one.length / 4);
    }
  });

  it('a strategy of one’s own stays in the main thread', async () => {
    const own = historyStrategy({ name: 'mine', description: 'x', source: 'x', memory: 0 }, () => 0);
    expect(playTournament([own, Defector]).ranking()[0].name).toBe('Defector');
    await expect(playTournamentInThreads([own, Defector])).rejects.toThrow('strategies[0] must come from the library');
    await expect(playTournamentInThreads([Defector], { threads: 0 })).rejects.toThrow('threads');
  });

  it('can be stopped', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    expect(() => playTournament(four, { signal })).toThrow('enough');
    await expect(playTournamentInThreads(four, { signal })).rejects.toThrow('enough');
    let calls = 0;
    const stop = new AbortController();
    const onProgress = () => (++calls === 2 ? stop.abort(new Error('now')) : undefined);
    expect(() => playTournament(mixed, { signal: stop.signal, onProgress })).toThrow('now');
    expect(calls).toBe(2);
  });

  it('plays along the edges of a graph', () => {
    const ring = [[0, 1], [1, 2], [2, 3], [3, 0]] as const; // prettier-ignore
    const tournament = playTournament(four, { edges: ring, turns: 10, repetitions: 2 });
    expect(Array.from(tournament.totalScores(1))).toEqual([30, 64, 39, 60]);
    expect(tournament.payoffs()[0][2]).toBeNaN();
    expect(tournament.turns).toBe(80);
    expect(tournament.ranking().map(({ name }) => name)).toEqual(['Defector', 'Grudger', 'Tit For Tat', 'Cooperator']);
  });

  it('numbers strategies that enter twice, and leaves out matches with oneself where wanted', () => {
    const tournament = playTournament([TitForTat, Defector, TitForTat], { selfInteractions: false, turns: 5 });
    expect(tournament.names).toEqual(['Tit For Tat (1)', 'Defector', 'Tit For Tat (2)']);
    expect(tournament.payoffs()[0][0]).toBeNaN();
    expect(tournament.matches().rows).toBe(2 * 3 * 10);
  });

  it('tables are tidy', () => {
    const tournament = playTournament(mixed, { turns: 30, repetitions: 4 });
    const matches = tournament.matches();
    const table = tournament.table();
    expect(table.columnNames.slice(0, 4)).toEqual(['rank', 'player', 'median score', 'score']);
    // Scores, made again from the rows of matches.
    for (const { player, score, cooperation } of table.toRows()) {
      const rows = matches.toRows().filter((row) => row.player === player && row.opponent !== player);
      const mean = (name: string) => rows.reduce((sum, row) => sum + (row[name] as number), 0) / rows.length;
      expect(mean('payoff')).toBeCloseTo(score as number, 12);
      expect(mean('cooperation')).toBeCloseTo(cooperation as number, 12);
    }
    const counts = matches.number('CC').map((cc, k) => cc + matches.number('CD')[k]);
    counts.forEach((c, k) => expect(c / 30).toBeCloseTo(matches.number('cooperation')[k], 12));
  });

  it('refuses bad fields', () => {
    expect(() => playTournament([])).toThrow(InvalidInputError);
    expect(() => playTournament([TitForTat], { selfInteractions: false })).toThrow('strategies.length');
    expect(() => playTournament(four, { repetitions: 0 })).toThrow(InvalidInputError);
    expect(() => playTournament(four, { edges: [[0, 4]] })).toThrow('edges[0][1]');
    expect(() => playTournament(four, { edges: [[0, 1], [1, 0]] })).toThrow('edges[1]'); // prettier-ignore
    const roles = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]); // prettier-ignore
    expect(() => playTournament(four, { game: roles })).toThrow('symmetric');
  });
});

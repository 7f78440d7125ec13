import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError, randomStream } from '../../../foundation/index.js';
import {
  cycler,
  defectAtTheEnd,
  dual,
  generousTitForTat,
  goByMajority,
  historyStrategy,
  jossAnn,
  lookupTable,
  memoryOne,
  naiveProber,
  nTitsForMTats,
  playMatch,
  axelrodPayoffs,
  random,
  softGrudger,
  softJoss,
  stateMachine,
  stochasticWinStayLoseShift,
  strategies,
  strategyByName,
  zeroDeterminantStrategy,
  type Move,
  type Strategy,
} from '../../index.js';
import { strategyFromRecipe } from '../strategy-recipes.js';

interface LibraryScores {
  readonly opponents: readonly string[];
  readonly scores: Readonly<Record<string, readonly number[]>>;
}

const library = JSON.parse(readFileSync(new URL('./library-scores.json', import.meta.url), 'utf8')) as LibraryScores;
const everyone = Object.entries<Strategy>(strategies);
const moves = (a: Strategy, b: Strategy, turns: number): string =>
  Array.from(playMatch(a, b, { turns }).first.moves, (move) => 'CD'[move]).join('');

describe('the library against the Axelrod library 4.13', () => {
  const opponents = library.opponents.map((name) => (/^[CD]+$/.test(name) ? cycler(name) : strategyByName(name)));

  it('covers all deterministic strategies but the memory-one Grim, which it does not have', () => {
    const deterministic = everyone.filter(([, { stochastic }]) => !stochastic).map(([name]) => name);
    expect(Object.keys(library.scores).concat('Grim').sort()).toEqual(deterministic.sort());
  });

  it.each(Object.entries(library.scores))('%s scores as there against nine opponents', (name, scores) => {
    const ours = opponents.flatMap((opponent) => {
      const { first, second } = playMatch(strategyByName(name), opponent, { turns: 200 });
      return [first.score, second.score];
    });
    expect(ours).toEqual(scores);
  });

  it('has the first tournament’s table of deterministic rules', () => {
    const rules = ['TitForTat', ...'TidemanAndChieruzzi Nydegger Shubik SteinAndRapoport'.split(' ').map(first)];
    const field = [...rules, 'Grudger', first('Davis'), first('Downing')].map(strategyByName);
    const table = field.map((row) => field.map((column) => playMatch(row, column, { turns: 200 }).first.score));
    expect(table).toEqual([
      [600, 595, 600, 600, 595, 600, 600, 597],
      [600, 596, 604, 600, 596, 600, 600, 233],
      [600, 594, 600, 600, 594, 600, 600, 15],
      [600, 595, 600, 600, 595, 600, 600, 257],
      [600, 596, 604, 600, 596, 600, 600, 505],
      [600, 595, 600, 600, 595, 600, 600, 211],
      [600, 595, 600, 600, 595, 600, 600, 209],
      [597, 203, 980, 272, 220, 201, 234, 200],
    ]);
  });
});

const first = (author: string): string => `FirstBy${author}`;

describe('what strategies do, by hand', () => {
  it.each([
    ['TitFor2Tats', 'CDDCDDDC', 'CCCDCCDD'],
    ['TwoTitsForTat', 'CDCCDCCC', 'CCDDCDDC'],
    ['Grudger', 'CDCCC', 'CCDDD'],
    ['SoftGrudger', 'DCCCCCCCCD', 'CDDDDCCCCC'],
    ['Gradual', 'DCCCDCCCCC', 'CDCCCDDCCC'],
    ['Handshake', 'CDDDD', 'CDCCC'],
    ['Handshake', 'CCCCC', 'CDDDD'],
    ['WinStayLoseShift', 'CDCDD', 'CCDDC'],
    ['Bully', 'CDCC', 'DDCD'],
    ['FirstByShubik', 'DCDCCDCC', 'CDCDDCDD'],
    ['CyclerCCD', 'DDDDDD', 'CCDCCD'],
    ['Fortress3', 'DDCCDC', 'DDCCCD'],
    ['FirstByTullock', 'DDDDDDDDDDDDD', 'CCCCCCCCCCCDD'],
    ['Prober', 'CCCCC', 'DCCDD'],
    ['Prober', 'CDCDC', 'DCCCD'],
    ['AntiCycler', 'CCCCCCCCCC', 'CDDCDCCDCC'],
  ])('%s answers %s with %s', (name, other, own) => {
    expect(moves(strategyByName(name), cycler(other), own.length)).toBe(own);
  });

  it('Contrite Tit For Tat swallows the answer to its own slip', () => {
    const player = strategies.ContriteTitForTat.player({ payoffs: axelrodPayoffs, turns: 10, noise: 0.1 });
    player.open(randomStream(0));
    expect(player.next(1, 0)).toBe(0); // it meant C, noise made it D
    expect(player.next(0, 1)).toBe(0); // the answer: it is contrite
    expect(player.next(0, 0)).toBe(0);
    expect(player.next(0, 1)).toBe(1); // a defection out of the blue
  });
});

describe('what strategies say of themselves', () => {
  const probe = cycler('CCDCDDDCCCCDDCDCDDDDCCCCC');
  const play = (strategy: Strategy, options: object) => playMatch(strategy, probe, options).first.moves;

  it('has at least 150 with different names, and no empty description or source', () => {
    expect(everyone.length).toBeGreaterThanOrEqual(150);
    expect(new Set(everyone.map(([, { name }]) => name)).size).toBe(everyone.length);
    for (const [, { description, source }] of everyone) {
      expect(description.length).toBeGreaterThan(10);
      expect(source.length).toBeGreaterThan(3);
    }
  });

  it.each(everyone)('%s: stochastic, length and payoffs as declared', (_, strategy) => {
    const game = { R: 7, S: 1, T: 8, P: 2 };
    const usual = play(strategy, { turns: 60, seed: 1 });
    expect(play(strategy, { turns: 60, seed: 1 })).toEqual(usual);
    if (!strategy.stochastic) expect(play(strategy, { turns: 60, seed: 2 })).toEqual(usual);
    if (!strategy.usesLength) expect(play(strategy, { turns: 90, seed: 1 }).slice(0, 60)).toEqual(usual);
    if (!strategy.usesPayoffs) expect(play(strategy, { turns: 60, seed: 1, game })).toEqual(usual);
  });

  it.each(everyone.filter(([, { stochastic, memory }]) => !stochastic && memory < 8))(
    '%s: the last rounds decide, as many as declared',
    (_, strategy) => {
      // Cyclers count rounds: their memory is of their own moves alone, which noise would break.
      if (strategy.name.startsWith('Cycler')) return;
      const stream = randomStream(5);
      const answers = new Map<string, Move>();
      for (let match = 0; match < 40; match++) {
        const player = strategy.player({ payoffs: axelrodPayoffs, turns: 60, noise: 0 });
        let own = player.open(stream);
        let past = '';
        for (let turn = 1; turn < 60; turn++) {
          const other = stream.below(2) as Move;
          past += 2 * own + other;
          own = player.next(own, other);
          // Openings are decided by the round; look behind them.
          if (turn < 12) continue;
          const seen = past.slice(past.length - strategy.memory);
          expect(answers.get(seen) ?? own).toBe(own);
          answers.set(seen, own);
        }
      }
    },
  );

  it.each(everyone)('%s can be made again from its recipe', (_, strategy) => {
    const again = strategyFromRecipe(strategy.recipe!);
    expect(again.name).toBe(strategy.name);
    expect(play(again, { turns: 50, seed: 4, noise: 0.1 })).toEqual(play(strategy, { turns: 50, seed: 4, noise: 0.1 }));
  });
});

describe('chance as described', () => {
  const rate = (strategy: Strategy, opponent: Strategy, turns: number, runs: number): number => {
    let sum = 0;
    for (let r = 0; r < runs; r++) sum += playMatch(strategy, opponent, { turns, seed: 9, index: r }).first.cooperation;
    return sum / runs;
  };
  // Expected rates over 100 rounds against one who always cooperates; four standard errors of 400 matches.
  it.each([
    ['Random', 0.5],
    ['FirstByAnonymous', 0.5],
    ['WorseAndWorse', 1 - 50.5 / 1000],
    ['BetterAndBetter', 50.5 / 1000],
    ['KnowledgeableWorseAndWorse', 1 - 50.5 / 100],
    ['FirstByFeld', 1 - (0.0025 * 99) / 2],
    ['FirstByTullock', (11 + 89 * 0.9) / 100],
    ['FirstByJoss', (1 + 99 * 0.9) / 100],
  ])('%s cooperates at the rate %f', (name, expected) => {
    const error = Math.sqrt((expected * (1 - expected)) / (100 * 400));
    const measured = rate(strategyByName(name), strategies.Cooperator, 100, 400);
    expect(Math.abs(measured - expected)).toBeLessThan(4 * error);
  });
});

describe('makers', () => {
  it('agree with one another where they describe the same', () => {
    const pairs: [Strategy, Strategy][] = [
      [nTitsForMTats({ tits: 1, tats: 1 }), strategies.TitForTat],
      [nTitsForMTats({ tits: 1, tats: 2 }), strategies.TitFor2Tats],
      [nTitsForMTats({ tits: 2, tats: 1 }), strategies.TwoTitsForTat],
      [nTitsForMTats({ tits: 3, tats: 0 }), strategies.Defector],
      [goByMajority({ rounds: 1 }), strategies.TitForTat],
      [goByMajority({ rounds: 1000 }), strategies.GoByMajority],
      [lookupTable({ name: 'x', opening: 'C', own: 1, other: 1, table: 'CDDC' }), strategies.WinStayLoseShift],
      [stateMachine({ name: 'x', first: 'D', states: [{ C: [0, 'C'], D: [0, 'D'] }] }), strategies.SuspiciousTitForTat],
      [cycler('D'), strategies.Defector],
    ];
    const stream = randomStream(3);
    for (const [made, known] of pairs) {
      const other = cycler(Array.from({ length: 101 }, () => 'CD'[stream.below(2)]).join(''));
      expect(moves(made, other, 200)).toBe(moves(known, other, 200));
    }
  });

  it('give recipes of what they make, and of what they make of others', () => {
    const tail = defectAtTheEnd(strategies.TitForTat, 2);
    expect(moves(tail, strategies.Cooperator, 6)).toBe('CCCCDD');
    const made = [
      tail,
      random(0.3),
      generousTitForTat(0.2),
      stochasticWinStayLoseShift(0.2),
      softJoss(0.4),
      naiveProber(0.3),
      softGrudger({ patience: 2, defections: 3, cooperations: 1 }),
      nTitsForMTats({ tits: 2, tats: 3 }),
      goByMajority({ rounds: 7, soft: false }),
      cycler('CDDC'),
      memoryOne({ initial: 0.2, response: [0.1, 0.9, 0.4, 0.6] }, { name: 'mine' }),
      zeroDeterminantStrategy({ phi: 0.1, slope: 0.4, baseline: 'R' }),
      dual(strategies.Gradual),
      jossAnn(strategies.Gradual, { cooperate: 0.2, defect: 0.1 }),
    ];
    for (const strategy of made) {
      // As it arrives in another thread.
      const again = strategyFromRecipe(structuredClone(strategy.recipe!));
      expect(again.name).toBe(strategy.name);
      for (const index of [0, 1, 2]) {
        const options = { turns: 60, noise: 0.1, seed: 3, index };
        const play = (s: Strategy) => playMatch(s, strategies.Random, options).first.moves;
        expect(play(again)).toEqual(play(strategy));
      }
    }
  });

  it('refuse what makes no sense', () => {
    expect(() => cycler('')).toThrow(InvalidInputError);
    expect(() => cycler('CDE')).toThrow('cycle must be letters C and D');
    expect(() => random(1.2)).toThrow(InvalidInputError);
    expect(() => defectAtTheEnd(strategies.TitForTat, 0)).toThrow('rounds');
    expect(() => softGrudger({ patience: 0 })).toThrow('patience');
    expect(() => goByMajority({ rounds: 0 })).toThrow(InvalidInputError);
    expect(() => lookupTable({ name: 'x', opening: 'C', own: 1, other: 1, table: 'CD' })).toThrow('4 letters');
    expect(() => stateMachine({ name: 'x', first: 'C', states: [{ C: [1, 'C'], D: [0, 'D'] }] })).toThrow('[0, 0]');
    expect(() => nTitsForMTats({ tits: 1, tats: 40 })).toThrow(InvalidInputError);
    expect(() => strategyByName('TitForTats')).toThrow(InvalidInputError);
    expect(() => strategyByName('toString')).toThrow(InvalidInputError);
  });

  it('forget a match when the next one starts', () => {
    const counting = historyStrategy(
      { name: 'x', description: 'Defects from its third round on.', source: 'test', memory: Infinity },
      (_, mind) => (++mind.rounds > 2 ? 1 : 0),
      () => ({ rounds: 0 }),
    );
    const player = counting.player({ payoffs: axelrodPayoffs, turns: 5, noise: 0 });
    const three = () => [player.open(randomStream(0)), player.next(0, 0), player.next(0, 0)];
    expect(three()).toEqual([0, 0, 1]);
    expect(three()).toEqual([0, 0, 1]);
  });
});

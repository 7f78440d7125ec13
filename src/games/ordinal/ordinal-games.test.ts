import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { identifyOrdinalGame, ordinalGames, permuted, pureEquilibria, randomGame, StrategicGame } from '../index.js';

const games = ordinalGames();

/** Families by row, one letter a column, as the published list has them. */
const families = [
  'UBBCCCUUUBBU', 'UBBCCCBBBBBB', 'UBBCCCBBBBBB', 'UBBSSTTSSBBU', 'UBBSSTTSSBBU', 'UBBPPPPTTBBU',
  'WWWWWWPTTCCC', 'WWWWWWPSSCCC', 'WWWWWWPSSCCC', 'WWWWWWBBBBBB', 'WWWWWWBBBBBB', 'WWWWWWUUUUUU',
].join(''); // prettier-ignore

const ranksOf = ({ game }: { game: StrategicGame }) => game.payoffs.map((ranks) => [...ranks].join('')).join(' ');
const exchanged = (ranks: string, exchange: number) =>
  ranks
    .split(' ')
    .map((player) => [...player].map((_, at) => player[at ^ exchange]).join(''))
    .join(' ');

describe('the 144 ordinal games', () => {
  it('are all pairs of rankings, each once up to the order of rows and columns', () => {
    const permutations = (list: string): string[] =>
      list.length === 1 ? [list] : [...list].flatMap((x) => permutations(list.replace(x, '')).map((rest) => x + rest));
    const all = permutations('1234').flatMap((own) => permutations('1234').map((other) => `${own} ${other}`));
    expect(all).toHaveLength(576);
    const reached = new Map<string, number>();
    for (const game of games) {
      for (const exchange of [0, 1, 2, 3]) {
        const ranks = exchanged(ranksOf(game), exchange);
        expect(reached.has(ranks)).toBe(false);
        reached.set(ranks, game.number);
      }
    }
    expect([...reached.keys()].sort()).toEqual(all.sort());
    // With the players exchanged too there are the 78 games of Rapoport and Guyer.
    const mirrored = (ranks: string) => ranks.split(' ').reverse().map(([a, b, c, d]) => a + c + b + d).join(' '); // prettier-ignore
    const pairs = games.map((game) => {
      const other = reached.get(mirrored(ranksOf(game)))!;
      // The mirror of row and column is where the names assume it, and has the same name.
      expect(other).toBe(12 * (12 - game.column) + 13 - game.row);
      expect(games[other - 1].name).toBe(game.name);
      return [game.number, other].sort((a, b) => a - b).join();
    });
    expect(new Set(pairs).size).toBe(78);
  });

  it('lie next to games that differ by a swap of two adjacent ranks of one player', () => {
    const swapped = (a: ArrayLike<number>, b: ArrayLike<number>) => {
      const differing = Array.from(a).flatMap((rank, at) => (rank === b[at] ? [] : [[rank, b[at]]]));
      return differing.length === 2 && Math.abs(differing[0][0] - differing[0][1]) === 1;
    };
    for (const { row, column, game } of games) {
      // Rows and columns 1 to 6 and 7 to 12 are rings.
      const next = (place: number) => (place % 6 === 0 ? place - 5 : place + 1);
      const down = games[12 * (next(row) - 1) + column - 1].game;
      const right = games[12 * (row - 1) + next(column) - 1].game;
      expect([swapped(game.payoffs[0], down.payoffs[0]), swapped(game.payoffs[1], right.payoffs[1])]).toEqual([true, true]); // prettier-ignore
    }
  });

  it('have the families and the equilibria of the list', () => {
    const letters = { biased: 'B', cyclic: 'C', 'second best': 'S', tragic: 'T', unfair: 'U', 'PD family': 'P', 'win-win': 'W' }; // prettier-ignore
    expect(games.map(({ family }) => letters[family]).join('')).toBe(families);
    const census = new Map<string, number>();
    for (const { family, game, equilibria, pureEquilibria: pure } of games) {
      expect(pure).toBe(pureEquilibria(game).length);
      const key = `${letters[family]} ${pure}+${equilibria.length - pure}`;
      census.set(key, (census.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(census)).toEqual({
      'C 0+1': 18, 'W 1+0': 27, 'W 2+1': 9, 'B 1+0': 36, 'B 2+1': 8, 'U 1+0': 18, 'U 2+1': 1, 'S 1+0': 12, 'T 1+0': 8, 'P 1+0': 7,
    }); // prettier-ignore
  });

  it('have the names that anchor the table', () => {
    const anchors = { 12: 'Chicken', 23: 'Battle', 34: 'Hero', 56: 'Deadlock', 67: 'Prisoners’ Dilemma', 78: 'Stag Hunt', 88: 'Pure Coordination', 89: 'Assurance', 111: 'Mixed Harmony', 144: 'Hegemony' }; // prettier-ignore
    for (const [number, name] of Object.entries(anchors)) expect(games[Number(number) - 1].name).toBe(name);
    const symmetric = games.filter(({ row, column }) => row + column === 13);
    expect(symmetric.map(({ code }) => code)).toEqual('Ch Ba Hr Cm Dl Pd Sh As Co Pc Ha Nc'.split(' '));
    for (const { game } of symmetric) expect(game).toEqual(StrategicGame.symmetric(game.matrix(0)));
    expect(new Set(games.map(({ code }) => code)).size).toBe(144);
    // The row player of game 61 has the payoffs of the prisoner's dilemma, the column player those of no conflict.
    expect(games[60].code).toBe('PdNc');
  });

  it('as published repeat a rank in 15 games', () => {
    const published = ordinalGames({ asPublished: true });
    const differing = published.filter((game, k) => ranksOf(game) !== ranksOf(games[k]));
    expect(differing.map(({ number }) => number)).toEqual([17, 18, 19, 20, 21, 22, 23, 24, 58, 59, 60, 83, 84, 95, 96]);
    for (const game of differing) {
      expect(ranksOf(game).split(' ').filter((ranks) => new Set(ranks).size < 4)).toHaveLength(1); // prettier-ignore
      expect(identifyOrdinalGame(game.game).candidates).toHaveLength(2);
    }
    expect(ranksOf(published[16])).toBe('3341 4213');
    expect(ranksOf(published[59])).toBe('2143 3422');
  });
});

describe('identifying a game', () => {
  it('finds each of them again, whatever the payoffs and the order of strategies', () => {
    const stream = randomStream(3);
    for (const { number, game } of games) {
      const [rows, columns] = [stream.bernoulli(0.5), stream.bernoulli(0.5)];
      const monotone = [1, 2, 3, 4].map((rank) => rank ** 3 + stream.uniform());
      const moved = permuted(new StrategicGame([2, 2], game.payoffs.map((ranks) => ranks.map((rank) => monotone[rank - 1]))), {
        strategies: [rows ? [1, 0] : [0, 1], columns ? [1, 0] : [0, 1]],
      }); // prettier-ignore
      const { match, candidates, ties } = identifyOrdinalGame(moved);
      expect([match?.ordinal.number, match?.rowsExchanged, match?.columnsExchanged]).toEqual([number, rows, columns]);
      expect([candidates.length, ties.length]).toEqual([1, 0]);
    }
  });

  it('reports ties, and the games on whose border they lie', () => {
    // One player indifferent between the two outcomes of one row: two ways to break the tie.
    const { match, candidates, ties } = identifyOrdinalGame(StrategicGame.bimatrix([[3, 3], [5, 1]], [[3, 5], [0, 1]])); // prettier-ignore
    expect(match).toBeNull();
    expect(candidates).toHaveLength(2);
    expect(ties).toEqual([{ player: 0, profiles: [[0, 0], [0, 1]] }]); // prettier-ignore
    // A player who does not care at all may have any of 24 rankings.
    expect(identifyOrdinalGame(StrategicGame.bimatrix([[0, 0], [0, 0]], [[3, 5], [0, 1]])).candidates).toHaveLength(24); // prettier-ignore
    expect(() => identifyOrdinalGame(randomGame([2, 3]))).toThrow('game.shape must be 2 × 2');
  });
});

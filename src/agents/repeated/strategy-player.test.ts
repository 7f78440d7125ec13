import { describe, expect, it } from 'vitest';
import { playMatch, strategies, StrategicGame } from '../../games/index.js';
import { playRepeatedGame, strategyPlayer, type DecisionRecord } from '../index.js';

const payoffs = { R: 3, S: 0, T: 5, P: 1 };
const dilemma = StrategicGame.symmetric([
  [3, 0],
  [5, 1],
]);
const deterministic = ['TitForTat', 'Defector', 'Grudger', 'WinStayLoseShift', 'Alternator'] as const;

describe('a strategy as an agent', () => {
  it.each(deterministic)('%s plays what it plays in a match of strategies, against all others', async (name) => {
    for (const other of deterministic) {
      const [first, second] = [strategies[name], strategies[other]];
      const match = await playRepeatedGame(dilemma, [strategyPlayer(first), strategyPlayer(second)], { rounds: 30 });
      const direct = playMatch(first, second, { turns: 30, game: payoffs });
      expect(match.totals).toEqual([direct.first.score, direct.second.score]);
    }
  });

  it('draws the same however often it is interrupted', async () => {
    const agents = [strategyPlayer(strategies.Random), strategyPlayer(strategies.GTFT)];
    const whole = await playRepeatedGame(dilemma, agents, { rounds: 25, seed: 8 });
    const known: DecisionRecord[] = whole.decisions.slice(0, 21);
    expect(await playRepeatedGame(dilemma, agents, { rounds: 25, seed: 8, known })).toEqual(whole);
    expect(new Set(whole.rounds.map(({ options }) => options.join()))).toHaveProperty('size', 4);
  });

  it('cooperates at its rate', async () => {
    const { rounds } = await playRepeatedGame(
      dilemma,
      [strategyPlayer(strategies.Random), strategyPlayer(strategies.Cooperator)],
      { rounds: 4000, seed: 1 },
    );
    const share = rounds.filter(({ options }) => options[0] === 0).length / 4000;
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 4000));
  });

  it('knows its own payoffs in either seat, and 2 × 2 games only', async () => {
    const wide = StrategicGame.bimatrix(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
    );
    const players = [strategyPlayer(strategies.TitForTat), strategyPlayer(strategies.TitForTat)];
    await expect(playRepeatedGame(wide, players)).rejects.toThrow('game.shape');
    const seen: unknown[] = [];
    const spy = {
      ...strategies.TitForTat,
      player: (rules: Parameters<typeof strategies.TitForTat.player>[0]) => (
        seen.push(rules),
        strategies.TitForTat.player(rules)
      ),
    };
    const battle = StrategicGame.bimatrix(
      [
        [10, 0],
        [1, 7],
      ],
      [
        [7, 2],
        [3, 9],
      ],
    );
    await playRepeatedGame(battle, [strategyPlayer(spy), strategyPlayer(spy)], { rounds: 6 });
    expect(seen).toEqual([
      { payoffs: { R: 10, S: 0, T: 1, P: 7 }, turns: 6, noise: 0 },
      { payoffs: { R: 7, S: 3, T: 2, P: 9 }, turns: 6, noise: 0 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import {
  ecologicalShares,
  ecologicalSharesFigure,
  enforcedPayoffsFigure,
  fingerprint,
  fingerprintFigure,
  playTournament,
  axelrodPayoffs,
  strategies,
  tournamentHeatMap,
  tournamentRankingFigure,
} from '../index.js';
import { evenThresholds } from './even-thresholds.js';

const { Cooperator, Defector, TitForTat, Grudger, Random } = strategies;
const tournament = playTournament([Cooperator, Defector, TitForTat, Grudger, Random], { turns: 20 });
const level = playTournament([Cooperator, TitForTat], { turns: 5 });

describe('figures of repeated games', () => {
  const figures = {
    ranking: tournamentRankingFigure(tournament),
    payoffs: tournamentHeatMap(tournament),
    cooperation: tournamentHeatMap(tournament, { show: 'cooperation' }),
    fingerprint: fingerprintFigure(fingerprint(strategies.Gradual, { points: 4, repetitions: 3 })),
    line: enforcedPayoffsFigure(strategies.ZDExtort2.memoryOne!(axelrodPayoffs), { opponents: 30 }),
    area: enforcedPayoffsFigure([1, 0, 0, 1], { opponents: 30 }),
    shares: ecologicalSharesFigure(ecologicalShares(tournament.payoffs(), { generations: 20 }), tournament.names),
    // Nothing that differs: no ranges, no steps.
    flat: tournamentHeatMap(level),
    tie: tournamentRankingFigure(level),
    start: ecologicalSharesFigure(ecologicalShares(level.payoffs(), { generations: 0 }), level.names),
  };

  it.each(Object.entries(figures))('%s is drawn in full', async (_, figure) => {
    const svg = await renderSvg(figure);
    expect(svg).toContain(figure.title.split(' ')[0]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('says what was found', () => {
    const best = tournament.ranking()[0].name;
    expect(figures.ranking.title.startsWith(`${best} comes first of 5`)).toBe(true);
    expect(figures.tie.title).toBe('Cooperator comes first of 2 with a median of 3 a round, level with Tit For Tat');
    expect(figures.line.title).toBe('The strategy holds every opponent to the line of slope 0.5 through (1, 1)');
    expect(figures.area.title).toBe('The strategy enforces no linear relation between payoffs');
    const pinned = enforcedPayoffsFigure(strategies.ZDSet2.memoryOne!(axelrodPayoffs), {
      name: 'Set-2',
      opponents: 5,
    });
    expect(pinned.title).toBe('Set-2 pins the payoff of every opponent at 2');
    const titForTat = enforcedPayoffsFigure([1, 0, 1, 0], { name: 'Tit For Tat', opponents: 5 });
    expect(titForTat.title).toBe('Tit For Tat holds every opponent to a line of slope 1');
    expect(figures.cooperation.title).toMatch(/% of moves are cooperations; Defector cooperates least with/);
  });

  it('steps cut a range evenly', () => {
    expect(evenThresholds(0, 5, 5)).toEqual([1, 2, 3, 4]);
    expect(evenThresholds(3, 3, 5)).toEqual([3]);
  });

  it('refuses what does not fit', () => {
    expect(() => tournamentRankingFigure(tournament, { top: 0 })).toThrow(InvalidInputError);
    expect(() => tournamentHeatMap(tournament, { show: 'wins' as 'payoff' })).toThrow(InvalidInputError);
    expect(() => ecologicalSharesFigure(ecologicalShares([[1]]), ['a', 'b'])).toThrow('names.length');
    const crowd = Object.values(strategies).slice(0, 61);
    expect(() => tournamentHeatMap(playTournament(crowd, { turns: 1, repetitions: 1 }))).toThrow('at most 60');
  });
});

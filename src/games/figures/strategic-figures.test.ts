import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import {
  battleOfTheSexes,
  bestReplyFigure,
  chicken,
  correlatedEquilibrium,
  correlatedPayoffs,
  feasiblePayoffs,
  matchingPennies,
  mckelveyMcLennanGame,
  ordinalMapFigure,
  payoffPolygonFigure,
  prisonersDilemma,
  quantalResponseFigure,
  randomGame,
  rockPaperScissors,
  StrategicGame,
} from '../index.js';

const indifferent = StrategicGame.bimatrix([[1, 1], [1, 1]], [[1, 0], [1, 0]]); // prettier-ignore

const figures: Record<string, () => Figure | Promise<Figure>> = {
  'a branch that turns': () => quantalResponseFigure(StrategicGame.bimatrix([[6, 6], [7.32, 1]], [[7, 7], [6, 4]])), // prettier-ignore
  'a branch that stays': () => quantalResponseFigure(matchingPennies()),
  'a branch of three players': () => quantalResponseFigure(mckelveyMcLennanGame()),
  'payoffs with a mediator': () => payoffPolygonFigure(chicken()),
  'payoffs with coarse equilibria': () => payoffPolygonFigure(randomGame([3, 3], { seed: 12 })),
  'payoffs that are one point': () => payoffPolygonFigure(prisonersDilemma()),
  'payoffs on a line': () => payoffPolygonFigure(rockPaperScissors()),
  'best replies': () => bestReplyFigure(battleOfTheSexes()),
  'best replies of who does not care': () => bestReplyFigure(indifferent),
  'the ordinal games': () => ordinalMapFigure({ marked: [67] }),
};

describe.each(Object.entries(figures))('%s', (_name, make) => {
  it('draws, is described, and is the same every time', async () => {
    const figure = await make();
    const svg = await renderSvg(figure, { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    expect(figure.description.length).toBeGreaterThan(60);
    expect(figure.source).toBeDefined();
    expect(await renderSvg(await make(), { theme: 'light' })).toBe(svg);
  });
});

it('titles say what was found', async () => {
  expect(quantalResponseFigure(matchingPennies()).title).toContain('a mixed equilibrium');
  expect((await payoffPolygonFigure(prisonersDilemma())).title).toContain('A mediator adds nothing');
  expect(bestReplyFigure(prisonersDilemma()).title).toBe('The best replies meet at 1 point');
  expect(bestReplyFigure(indifferent).title).toContain('1 connected set, not in points only');
  expect(() => bestReplyFigure(rockPaperScissors())).toThrow('game.shape must be 2 × 2');
});

it('polygons reach as far as linear programs in any direction', async () => {
  const game = randomGame([3, 3], { kind: 'covariant', seed: 13 });
  for (const coarse of [false, true]) {
    const corners = await correlatedPayoffs(game, { coarse });
    for (let k = 0; k < 12; k++) {
      const [a, b] = [Math.cos((Math.PI * k) / 6), Math.sin((Math.PI * k) / 6)];
      const { payoffs } = await correlatedEquilibrium(game, { objective: { weights: [a, b] }, coarse });
      const most = Math.max(...corners.map(({ row, column }) => a * row + b * column));
      expect(most).toBeCloseTo(a * payoffs[0] + b * payoffs[1], 7);
    }
  }
  expect(feasiblePayoffs(prisonersDilemma())).toEqual([
    { row: 0, column: 5 },
    { row: 1, column: 1 },
    { row: 5, column: 0 },
    { row: 3, column: 3 },
  ]);
});

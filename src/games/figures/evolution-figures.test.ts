import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import {
  basinsFigure,
  brownVonNeumannNash,
  fermi,
  fixationFigure,
  hedge,
  logit,
  playerPopulations,
  regretFigure,
  regretMatching,
  replicator,
  sharesFigure,
  simplexPhaseFigure,
  simulateDynamics,
  squarePhaseFigure,
  StrategicGame,
} from '../index.js';

const cycle = (win: number) => [[0, -1, win], [win, 0, -1], [-1, win, 0]]; // prettier-ignore
const coordination = [[3, 0, 0], [0, 2, 0], [0, 0, 1]]; // prettier-ignore
const battle = StrategicGame.bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 3]]); // prettier-ignore
const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]); // prettier-ignore
const fast = { resolution: 8, duration: 300 };

/** Every figure with ordinary options, and with options that turn its finding around. */
const figures: Record<string, () => Figure> = {
  simplex: () => simplexPhaseFigure(cycle(1.5), replicator, { names: ['rock', 'paper', 'scissors'] }),
  'simplex with a centre': () => simplexPhaseFigure(cycle(1), replicator),
  'simplex of dynamics without eigenvalues': () =>
    simplexPhaseFigure(cycle(1.5), brownVonNeumannNash, { duration: 10 }),
  'simplex of logit': () => simplexPhaseFigure(coordination, logit({ noise: 0.3 })),
  square: () => squarePhaseFigure(battle, replicator),
  'square with a centre': () => squarePhaseFigure(pennies, replicator),
  basins: () => basinsFigure(coordination, replicator, fast),
  'basins of a cycle': () => basinsFigure(cycle(1), replicator, { resolution: 4, duration: 30 }),
  fixation: () => fixationFigure([[30, 9], [14, 10]], { names: ['TFT', 'ALLD'], runs: 500 }), // prettier-ignore
  'fixation that selection prevents': () => fixationFigure([[3, 0], [5, 1]], { rule: fermi({ selection: 0.1 }), runs: 500 }), // prettier-ignore
  'fixation that is impossible': () => fixationFigure([[3, 0], [5, 1]], { runs: 200 }), // prettier-ignore
  regret: () => {
    const rules = [hedge({ lowest: -1, highest: 1 }), regretMatching({ plus: true })];
    return regretFigure(pennies, { rules, rounds: 1000, replicates: 2 });
  },
  'regret of one': () => regretFigure(battle, { rules: [regretMatching()], rounds: 500, replicates: 1, player: 1 }),
  shares: () => sharesFigure(simulateDynamics([[-1, 4], [0, 2]], replicator, { initial: [0.05, 0.95], duration: 12 })), // prettier-ignore
  'shares of two populations': () =>
    sharesFigure(
      simulateDynamics(playerPopulations(pennies), replicator, { initial: [0.3, 0.7, 0.6, 0.4], duration: 20 }),
    ),
};

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);
const boundingBox = (svg: string) => {
  const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
  return box && { x: box.x, y: box.y, width: box.width, height: box.height };
};

describe.each(Object.entries(figures))('%s', (_name, make) => {
  it('draws all of itself, inside its card, the same every time', async () => {
    const figure = make();
    const svg = await renderSvg(figure, { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(boundingBox(svg)).toEqual({ x: 0, y: 0, width: Number(width), height: Number(height) });
    expect(figure.description.length).toBeGreaterThan(80);
    expect(await renderSvg(make(), { theme: 'light' })).toBe(svg);
  });
});

describe('what the figures say', () => {
  it('changes with what is found', () => {
    expect(figures.simplex().title).toBe(
      'Replicator dynamics: 1 of 4 rest points attracts: 0.33 rock, 0.33 paper, 0.33 scissors',
    );
    expect(figures['simplex with a centre']().title).toMatch(/none of 4 rest points attracts; one is a centre/);
    expect(figures['simplex of dynamics without eigenvalues']().title).toMatch(
      /none of 1 rest point is seen to attract/,
    );
    expect(figures['square with a centre']().title).toMatch(/centre/);
    expect(figures['basins of a cycle']().title).toMatch(/still moving/);
    expect(figures['fixation that is impossible']().title).toMatch(/never takes over/);
    expect(figures['fixation that selection prevents']().title).toMatch(/4\.5 × 10\^\{−8\}, against 1\/100/);
    expect(figures.shares().title).toMatch(/at rest$/);
    expect(figures['shares of two populations']().title).toMatch(/still moving$/);
  });

  it('refuses games that do not fit', () => {
    expect(() => simplexPhaseFigure([[1, 0], [0, 1]], replicator)).toThrow('three strategies'); // prettier-ignore
    expect(() => squarePhaseFigure(StrategicGame.symmetric(cycle(1)), replicator)).toThrow('2 × 2');
    expect(() => regretFigure(pennies, { rules: [] })).toThrow('rules.length');
  });
});

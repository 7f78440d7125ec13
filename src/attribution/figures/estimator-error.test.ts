import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import { AirportGame, estimatorErrorFigure, randomGame } from '../index.js';

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

describe('estimatorErrorFigure', () => {
  it('draws all of itself, inside its card, the same every time', async () => {
    for (const game of [randomGame(8, { family: 'monotone' }), new AirportGame([5, 1, 4, 2])]) {
      const figure = estimatorErrorFigure(game, { replicates: 8 });
      const svg = await renderSvg(figure, { theme: 'light' });
      expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
      const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
      const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox()!;
      expect([box.x, box.y, box.width, box.height]).toEqual([0, 0, Number(width), Number(height)]);
      expect(await renderSvg(estimatorErrorFigure(game, { replicates: 8 }), { theme: 'light' })).toBe(svg);
    }
  });

  it('finds the slope −½ of independent orders', () => {
    const { description, title } = estimatorErrorFigure(randomGame(10, { seed: 3 }), { replicates: 40 });
    const slope = Number(/slope −(\d\.\d+)/.exec(description)![1]);
    expect(slope).toBeGreaterThan(0.42);
    expect(slope).toBeLessThan(0.6);
    expect(title).toMatch(/errs \d+(\.\d)? times less than permutation sampling$/);
  });

  it('refuses games whose exact value or whose budgets are out of reach', () => {
    expect(() => estimatorErrorFigure(randomGame(3))).toThrow('players.length');
    expect(() => estimatorErrorFigure(randomGame(5), { replicates: 1 })).toThrow('replicates');
  });
});

import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import { cobwebFigure, exponentFigure, phaseDiagramFigure, saturationFigure } from './index.js';

/** Every figure with ordinary options, and with options that turn its finding around. */
const figures: Record<string, () => Figure | Promise<Figure>> = {
  cobweb: () => cobwebFigure({ fanIn: 5, fidelity: 0.6, correlations: [0, 0.5] }),
  'cobweb that only washes out': () => cobwebFigure({ fanIn: 3, fidelity: 0.5, correlations: [0.2] }),
  'phase diagram': () => phaseDiagramFigure({ fanIn: 5, fidelity: 0.6 }),
  'phase diagram without a threshold': () => phaseDiagramFigure({ fanIn: 3, fidelity: 0.5, fanIns: [21] }),
  exponent: () => exponentFigure({ fanIn: 5, beta: 0.2 }),
  'exponent that is never enough': () => exponentFigure({ fanIn: 3, beta: 0.4 }),
  saturation: () => saturationFigure({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 70 }),
  'saturation that never comes': () =>
    saturationFigure({ fanIn: 5, fidelity: 0.6, correlation: 0.5, leafBias: 0.05, depth: 30 }),
};

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);
const boundingBox = (svg: string) => new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();

it('measures what sticks out of a card', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="20"><text x="0" y="12">much too long</text></svg>';
  expect(boundingBox(svg)?.width).toBeGreaterThan(60);
});

describe.each(Object.entries(figures))('%s', (_name, make) => {
  it('draws all of itself, inside its card', async () => {
    const svg = await renderSvg(await make(), { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(boundingBox(svg)).toMatchObject({ x: 0, y: 0, width: Number(width), height: Number(height) });
  });

  it('is described in words, and the same every time', async () => {
    const figure = await make();
    expect(figure.description.length).toBeGreaterThan(80);
    expect(figure.source).toMatch(/arXiv \d{4}\.\d{5}/);
    expect(await renderSvg(await make())).toBe(await renderSvg(figure));
  });
});

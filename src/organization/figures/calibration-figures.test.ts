import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import { calibrate } from '../calibration/calibrate.js';
import { syntheticRuns } from '../calibration/synthetic-runs.js';
import {
  calibratedPhaseFigure,
  computeLawFigure,
  fidelityFitFigure,
  recommendationFigure,
  separatedCorrelationFigure,
} from './index.js';

const truth = {
  scale: 0.06,
  beta: 0.2,
  correlation: 0.1,
  items: 100,
  agents: 6,
  tokens: [100, 1000, 10000],
  fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 20 },
} as const;
const rich = calibrate(syntheticRuns({ ...truth, rounds: 3 }), { draws: 200 });
const noisy = calibrate(
  syntheticRuns({
    ...truth,
    correlation: 0.6,
    items: 30,
    fidelityCurve: { family: 'constant', level: 0.1 },
    rounds: 2,
  }),
  { draws: 200 },
);
const alone = calibrate(syntheticRuns({ ...truth, agents: 2, difficulty: 0 }), { draws: 200 });
const bare = calibrate(
  syntheticRuns({ scale: 0.06, beta: 0.2, correlation: 0.1, agents: 1, tokens: [500], tokenSpread: 0 }),
);
const limits = { budget: 2e4, window: 2000, draws: 20 };

const figures: Record<string, () => Figure> = {
  'compute law': () => computeLawFigure(rich),
  'compute law of weak data': () => computeLawFigure(noisy),
  fidelity: () => fidelityFitFigure(rich),
  'fidelity that does not rise': () => fidelityFitFigure(noisy),
  correlation: () => separatedCorrelationFigure(rich),
  'correlation of a few items': () => separatedCorrelationFigure(noisy),
  'correlation that cannot be separated': () => separatedCorrelationFigure(alone),
  phase: () => calibratedPhaseFigure(rich),
  'phase of a wash-out': () => calibratedPhaseFigure(noisy),
  recommendation: () => recommendationFigure(rich, limits),
  'recommendation against a tree': () => recommendationFigure(noisy, limits),
  'recommendation of a window too narrow': () => recommendationFigure(rich, { ...limits, window: 20 }),
};

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

describe.each(Object.entries(figures))('figure of %s', (_name, make) => {
  it('draws all of itself, inside its card, the same every time', async () => {
    const svg = await renderSvg(make(), { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
    const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
    expect(box && { x: box.x, y: box.y, width: box.width, height: box.height }).toEqual({
      x: 0,
      y: 0,
      width: Number(width),
      height: Number(height),
    });
    expect(await renderSvg(make(), { theme: 'light' })).toBe(svg);
  });

  it('is described in words', () => {
    const { description, source } = make();
    expect(description.length).toBeGreaterThan(80);
    expect(source).toMatch(/arXiv 2601\.17311/);
  });
});

describe('what the calibration figures say', () => {
  it('is what was found', () => {
    expect(separatedCorrelationFigure(rich).title).toMatch(
      /^(Most|A part) of the raw correlation, \d+ %, is hard items/,
    );
    expect(calibratedPhaseFigure(rich).title).toMatch(/^A tree of these agents amplifies/);
    expect(calibratedPhaseFigure(noisy).title).toMatch(/washes its signal out/);
    expect(fidelityFitFigure(noisy).title).toMatch(/^Message length tells little/);
    expect(recommendationFigure(rich, limits).title).toMatch(/^With 20,000 tokens a (star|tree) of/);
  });

  it('is refused where nothing was found', () => {
    for (const draw of [computeLawFigure, fidelityFitFigure, separatedCorrelationFigure, calibratedPhaseFigure]) {
      expect(() => draw(bare)).toThrow('calibration must have a');
    }
    expect(() => recommendationFigure(bare, limits)).toThrow('calibration must allow a recommendation');
  });
});

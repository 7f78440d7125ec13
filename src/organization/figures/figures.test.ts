import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import { dataset, Table } from '../../data/index.js';
import {
  budgetFigure,
  cobwebFigure,
  exponentFigure,
  matchedBudgetFigure,
  phaseDiagramFigure,
  saturationFigure,
  transitionFigure,
  warmUpFigure,
  windowDesignFigure,
} from './index.js';
import { designMessageLength } from '../window-design.js';

const fidelityCurve = { family: 'hyperbolic', ceiling: 0.95, length: 40 } as const;
const agents = { scale: 0.02, beta: 0.2, overhead: 100 };

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
  budget: () => budgetFigure({ ...agents, fanIn: 5, fidelity: 0.9, correlation: 0.05 }),
  'budget without synergy': () => budgetFigure({ ...agents, fanIn: 5, fidelity: 0.6, correlation: 0.1 }),
  'budget below the threshold of amplification': () =>
    budgetFigure({ ...agents, fanIn: 3, fidelity: 0.5, correlation: 0.5 }),
  'warm-up': () => warmUpFigure({ fanIn: 5, variance: 1, correlation: 0.2, channelNoise: 0.05 }),
  'warm-up with noise that drowns everything': () =>
    warmUpFigure({ fanIn: 3, variance: 0.1, correlation: 0.5, channelNoise: 2 }),
  'warm-up without noise': () => warmUpFigure({ fanIn: 3, variance: 1, correlation: 0, channelNoise: 0, agents: 300 }),
  transition: () => transitionFigure({ fanIn: 5, fidelity: 0.6, leafBias: 0.05, trials: 2000 }),
  'transition that never comes': () =>
    transitionFigure({ fanIn: 3, fidelity: 0.5, leafBias: 0.3, depths: [4], correlations: [0.2], trials: 100 }),
  'transition over perfect channels': () => transitionFigure({ fanIn: 3, fidelity: 1, leafBias: 0.05, trials: 100 }),
  'window design': () => windowDesignFigure({ windows: [8000, 500, 2000], fidelityCurve, correlation: 0.1 }),
  'window design of one small window': () =>
    windowDesignFigure({
      windows: [9],
      fidelityCurve: { family: 'powerGap', length: 2, power: 1 },
      correlation: 0.5,
    }),
  'matched budget': async () => matchedBudgetFigure((await dataset('agent-scaling-coordination')).table),
};

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);
const boundingBox = (svg: string) => {
  const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
  return box && { x: box.x, y: box.y, width: box.width, height: box.height };
};

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
    expect(boundingBox(svg)).toEqual({ x: 0, y: 0, width: Number(width), height: Number(height) });
  });

  it('is described in words, and the same every time', async () => {
    const figure = await make();
    expect(figure.description.length).toBeGreaterThan(80);
    expect(figure.source).toMatch(/arXiv \d{4}\.\d{5}/);
    expect(await renderSvg(await make())).toBe(await renderSvg(figure));
  });
});

describe('what the figures say', () => {
  it('counts where a tree wins with whole trees', () => {
    const { title } = budgetFigure({ ...agents, fanIn: 5, fidelity: 0.9, correlation: 0.05 });
    expect(title).toBe(
      'A tree beats one agent of the same budget from 880 to 3 × 10^{8} tokens, by a factor of up to 2',
    );
    expect(budgetFigure({ ...agents, fanIn: 3, fidelity: 0.5, correlation: 0.5 }).title).toMatch(/^No whole tree/);
  });

  it('names the floors and the best chain', () => {
    const { title } = warmUpFigure({ fanIn: 5, variance: 1, correlation: 0.2, channelNoise: 0.05 });
    expect(title).toMatch(/0\.2, a chain turns back after 7 agents, a tree goes down to 0\.016$/);
  });

  it('gives the best message of each window', () => {
    const { title } = windowDesignFigure({ windows: [8000, 500], fidelityCurve, correlation: 0.1 });
    const [short, long] = [500, 8000].map((window) => designMessageLength({ window, fidelityCurve, correlation: 0.1 }));
    expect(title).toContain(`${short.fanIn} messages of ${short.messageLength} tokens at W = 500`);
    expect(title).toContain(`${long.fanIn} messages of ${long.messageLength} tokens at W = 8,000`);
    expect(() => windowDesignFigure({ windows: [2], fidelityCurve, correlation: 0.1 })).toThrow('windows must hold');
    expect(() => windowDesignFigure({ windows: [], fidelityCurve, correlation: 0.1 })).toThrow('at least one window');
  });

  it('needs the single agent to compare with', () => {
    const table = Table.fromRows([{ architecture: 'hybrid', success: 0.4, turns: 20, efficiency: 0.1 }]);
    expect(() => matchedBudgetFigure(table)).toThrow("have a row with architecture 'single'");
  });
});

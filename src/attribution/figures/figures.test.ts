import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../data/index.js';
import { renderSvg, type Figure } from '../../figures/index.js';
import {
  DenseGame,
  TaskScores,
  attributionBounds,
  attributionFigure,
  attributionInference,
  bestCombinationFigure,
  boundsFigure,
  compareAttributions,
  comparisonFigure,
  crossModelInteractionGap,
  efficiencyGapFigure,
  interactionsFigure,
  randomGame,
  regressionAttribution,
  shapleyInteractions,
  simulatedRows,
  simulatedScores,
  stackedValuesFigure,
  taskScores,
  valueMatrixFigure,
} from '../index.js';

const [one, two] = await Promise.all(
  ['example-scores', 'example-scores-revised'].map(async (name) => taskScores((await dataset(name)).table)),
);
const quick = { interval: 't', draws: 999 } as const;
const partial = TaskScores.fromRows(
  simulatedRows(randomGame(4, { family: 'monotone', seed: 2 }), { tasks: 30 }).filter(
    ({ coalition }) => coalition !== 6,
  ),
  { players: ['a', 'b', 'c', 'd'] },
);

// CapaBench, arXiv 2502.00510, main table: three of nine models in two of five domains.
const rows = [
  {
    domain: 'Shopping',
    model: 'Claude-3.5-Sonnet',
    values: { P: -0.004, R: 0.019, A: 0.056, F: -0.009 },
    score: 0.324,
  },
  { domain: 'Shopping', model: 'glm-4-air', values: { P: 0.106, R: 0.077, A: -0.059, F: -0.011 }, score: 0.375 },
  { domain: 'Shopping', model: 'qwen2.5-32B', values: { P: -0.03, R: 0.004, A: 0.156, F: -0.021 }, score: 0.372 },
  { domain: 'OS', model: 'Claude-3.5-Sonnet', values: { P: 0.078, R: 0.458, A: 0.071, F: -0.008 }, score: 0.6078 },
  { domain: 'OS', model: 'glm-4-air', values: { P: 0.047, R: 0.305, A: 0.041, F: 0.004 }, score: 0.4071 },
  { domain: 'OS', model: 'qwen2.5-32B', values: { P: 0.06, R: 0.311, A: 0.053, F: 0.037 }, score: 0.4706 },
];
const source = 'Yang et al., arXiv 2502.00510';
const gaps = ['Shopping', 'OS'].map((domain, k) => ({
  domain,
  ...crossModelInteractionGap(
    rows.filter((row) => row.domain === domain),
    [
      { baseline: 0.263, measured: 0.4331 },
      { baseline: 0.0098, measured: 0.6078 },
    ][k],
  ),
}));
const named = (n: number) => Array.from({ length: n }, (_, i) => `module ${i + 1}`);

const figures: Record<string, () => Figure> = {
  values: () => attributionFigure(attributionInference(one, quick)),
  'values and interactions': () => attributionFigure(attributionInference(one, { ...quick, order: 2 })),
  'values of nothing': () =>
    attributionFigure(attributionInference(simulatedScores(new DenseGame([0.5, 0.5]), { tasks: 10 }), quick), {
      source,
    }),
  'values by regression': () => attributionFigure(regressionAttribution(partial, quick)),
  bounds: () => boundsFigure(attributionBounds(partial, { range: [0, 1] }), { source }),
  comparison: () => comparisonFigure(compareAttributions(one, two, quick)),
  'comparison with itself': () => comparisonFigure(compareAttributions(one, one, quick)),
  'stacked values': () => stackedValuesFigure(rows, { source, labels: { P: 'planning' } }),
  'value matrix': () => valueMatrixFigure(rows, { source }),
  'network of two': () =>
    interactionsFigure(shapleyInteractions(new DenseGame([0, 0.1, 0.1, 0.7], { players: ['planner', 'actor'] }))),
  'network of three': () =>
    interactionsFigure(shapleyInteractions(new DenseGame(randomGame(3).values, { players: named(3) }))),
  'network of four': () => interactionsFigure(shapleyInteractions(one.game()), { source }),
  'network of nine': () =>
    interactionsFigure(shapleyInteractions(new DenseGame(randomGame(9).values, { players: named(9) }))),
  'network without interactions': () =>
    interactionsFigure(shapleyInteractions(new DenseGame([0, 1, 2, 3, 4, 5, 6, 7]))),
  'efficiency gap': () =>
    efficiencyGapFigure(
      named(20).map((label, seed) => ({ label, game: randomGame(4, { seed, family: 'monotone' }) })),
      { source },
    ),
  'no efficiency gap': () => efficiencyGapFigure([{ label: 'sum', game: new DenseGame([0, 1, 2, 3]) }]),
  'best combination': () => bestCombinationFigure(gaps, { source }),
  'best combination without single models': () => bestCombinationFigure([{ ...gaps[0], gap: 0, bestSingle: null }]),
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
    const svg = await renderSvg(make(), { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(boundingBox(svg)).toEqual({ x: 0, y: 0, width: Number(width), height: Number(height) });
    expect(await renderSvg(make(), { theme: 'light' })).toBe(svg);
    expect(make().description.length).toBeGreaterThan(20);
  });
});

describe('what the figures say', () => {
  it.each([
    ['values', 'Over 40 tasks planner and actor are told from 0; reasoner and critic are not'],
    ['comparison', 'From the first system to the second critic gains 0.119'],
    ['comparison with itself', 'No value is told apart between the two systems'],
    ['stacked values', 'R is worth most in OS; A in Shopping'],
    ['value matrix', '7 of 24 values are losses; the largest is 0.458, Claude-3.5-Sonnet in R (OS)'],
    ['network of two', 'planner and actor add 0.5 to each other’s work; no pair gets in its own way'],
    ['network without interactions', 'No two players interact'],
    ['no efficiency gap', 'Shapley and Banzhaf values both add up to the gain'],
    ['best combination', 'The best combination falls short of its parts in 2 of 2 domains, most in Shopping (−0.16)'],
    ['best combination without single models', 'The best combination does what its parts promise in 1 domain'],
  ])('%s', (name, title) => expect(figures[name]().title).toBe(title));

  it('refuses what it cannot draw', () => {
    expect(() => interactionsFigure(shapleyInteractions(randomGame(1)))).toThrow('players.length');
    expect(() => stackedValuesFigure([])).toThrow('rows');
    expect(() => valueMatrixFigure([rows[0], { ...rows[1], values: { P: 1 } }])).toThrow('rows[1].values');
    expect(() => efficiencyGapFigure([])).toThrow('games');
    expect(() => bestCombinationFigure([])).toThrow('gaps');
  });
});

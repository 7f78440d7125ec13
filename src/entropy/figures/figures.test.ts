import { describe, expect, it } from 'vitest';
import { dataset } from '../../data/index.js';
import { renderSvg, type Figure } from '../../figures/index.js';
import {
  banditPopulation,
  benchmarkFigure,
  consumptionFigure,
  covarianceFigure,
  difficultyFigure,
  difficultyGroups,
  forecastFigure,
  lawFigure,
  simulateCurve,
  sizeFigure,
  sweepFigure,
  trainExact,
} from '../index.js';

const population = banditPopulation({ prompts: 64 });
const run = trainExact(population, { learningRate: 0.2, steps: 400 });
const sweep = (end: number) => ({ entropy: Float64Array.of(0.6, 0.5, end), reward: Float64Array.of(0.2, 0.4, 0.5) });

const figures: Record<string, () => Figure | Promise<Figure>> = {
  law: () => lawFigure([run, simulateCurve()], { names: ['bandits', 'simulated'] }),
  'law of one run that touches entropy 0': () => lawFigure([{ entropy: [1, 0.5, 0.1, 0], reward: [0, 0.2, 0.3, 0.4] }]),
  consumption: () => consumptionFigure(run),
  covariance: () => covarianceFigure(run),
  difficulty: () => difficultyFigure(difficultyGroups(population)),
  forecast: () => forecastFigure(simulateCurve()),
  sizes: async () => sizeFigure((await dataset('entropy-law-coefficients')).table),
  benchmarks: async () => benchmarkFigure((await dataset('entropy-benchmarks')).table),
  'sweep that keeps entropy': () =>
    sweepFigure(
      [0.3, 0.4, 0.5].map((end) => ({ label: `end ${end}`, run: sweep(end) })),
      { method: 'Clip-Cov' },
    ),
  'sweep that does not': () =>
    sweepFigure(
      [0.5, 0.3].map((end) => ({ label: `end ${end}`, run: sweep(end) })),
      { method: 'KL-Cov' },
    ),
};

describe.each(Object.entries(figures))('%s', (_name, make) => {
  it('draws, is described, and is the same every time', async () => {
    const figure = await make();
    const svg = await renderSvg(figure, { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    expect(figure.description.length).toBeGreaterThan(60);
    expect(figure.source).toMatch(/arXiv \d{4}\.\d{5}/);
    expect(await renderSvg(await make(), { theme: 'light' })).toBe(svg);
  });
});

it('says what it found, not what it hoped for', async () => {
  expect((await figures['sweep that does not']()).title).toContain('KL-Cov does not keep entropy');
  expect((await figures['sweep that keeps entropy']()).title).toContain('more the stronger it is set');
  expect(() => lawFigure([])).toThrow('curves.length must lie in [1, 6]');
});

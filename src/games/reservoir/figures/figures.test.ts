import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../../figures/index.js';
import {
  advantagePartsFigure,
  blockMapFigure,
  BodyReservoirAgent,
  convergenceFigure,
  convergenceTrial,
  dimensionSweepFigure,
  freeEnergyLandscape,
  freeEnergyMapFigure,
  habituationCourseFigure,
  noisyCooperator,
  perturbationFigure,
  perturbationTrial,
  phaseTrial,
  receptivityPathFigure,
  receptivitySweepFigure,
  sensitivityFigure,
  smoothingTradeoffFigure,
  type HabituationPoint,
  type SensitivityPoint,
} from '../../index.js';

const agent = BodyReservoirAgent.develop(300, { dimension: 8 });
agent.habituate(20);
const landscape = freeEnergyLandscape(agent, noisyCooperator(300, 0.1, 1), { receptivities: [0, 0.5, 1] });
const course = (...variances: number[]): HabituationPoint[] =>
  variances.map((actionVariance, i) => ({
    epoch: 10 * i,
    divergence: 2 / (i + 1),
    actionVariance,
    meanBody: 0.9,
    radius: 0.99,
  }));
const setting = (value: number, meanPayoff: number, meanReceptivity: number): SensitivityPoint => ({
  parameter: 'trust',
  value,
  meanPayoff,
  meanReceptivity,
  meanDiscomfort: 0.1,
  actionVariance: 0.05,
});
const advantage = { total: -3, freeRiding: 2, onset: 1, exploited: -4, forgiving: -2 };
const smooths = (name: string, actionVariance: number, recovery: number | null) => ({
  name,
  actionVariance,
  depth: 0.5,
  recovery,
});

const figures: Record<string, () => Figure> = {
  convergence: () => convergenceFigure(convergenceTrial(agent), { fixedPoint: 0.95 }),
  receptivity: () => receptivitySweepFigure(landscape),
  perturbation: () => perturbationFigure(perturbationTrial(agent)),
  variance: () => habituationCourseFigure({ 'α = 0': course(0.09, 0.09), 'α = 1': course(0.01, 0.0001) }),
  divergence: () => habituationCourseFigure({ 'α = 0': course(0.09, 0.09) }, { quantity: 'divergence' }),
  'free energy': () => freeEnergyMapFigure([10, 0].map((epochs) => ({ epochs, landscape }))),
  path: () =>
    receptivityPathFigure(
      [1, 2].map((seed) => agent.play(noisyCooperator(80, 0.5, 3), { receptivity: agent.sentinel(seed), seed })),
    ),
  'path of one': () => receptivityPathFigure([phaseTrial(agent, { receptivities: [] }).contenders[0].play]),
  sensitivity: () => sensitivityFigure([setting(0.6, 2.9, 0.3), setting(0.6, 2.88, 0.32), setting(0.9, 2.8, 0.6)]),
  dimensions: () => dimensionSweepFigure([2, 8].map((dimension) => ({ dimension, landscape }))),
  blocks: () =>
    blockMapFigure(
      [5, 10].flatMap((dimension) =>
        [10, 500].map((length) => ({ dimension, length, advantage: dimension - length / 20 })),
      ),
    ),
  'trade-off': () => smoothingTradeoffFigure([smooths('plain', 0.09, 1), smooths('slow', 0.01, null)]),
  advantage: () => advantagePartsFigure([{ name: 'The body', advantage }]),
};

describe.each(Object.entries(figures))('%s', (_name, make) => {
  it('draws, is described, and is the same every time', async () => {
    const figure = make();
    const svg = await renderSvg(figure, { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    expect(figure.description.length).toBeGreaterThan(60);
    expect(figure.source).toMatch(/arXiv \d{4}\.\d{5}/);
    // Drawing must not change what is drawn next.
    expect(await renderSvg(figure, { theme: 'light' })).toBe(svg);
    expect(await renderSvg(make(), { theme: 'light' })).toBe(svg);
  });
});

describe('titles say what was found', () => {
  it('whether the advantage is one', () => {
    expect(figures.advantage().title).toBe(
      'The body earns 3 less than Tit-for-Tat: +2.0 by giving less than full cooperation, −5.0 around defections',
    );
  });

  it('where it is largest', () => {
    expect(figures.blocks().title).toContain('most over Tit-for-Tat with 10 neurons through 10 defections (+10)');
    expect(figures.blocks().title).toContain('least with 5 through 500 (−20)');
  });

  it('which way payoff goes with trust', () => {
    expect(figures.sensitivity().title).toContain('trust the body less: 2.89 a round at a mean α of 0.31');
    expect(sensitivityFigure([setting(0.6, 2.8, 0.3), setting(0.9, 2.9, 0.6)]).title).toBe(
      'Payoff is highest, 2.9 a round, at a mean α of 0.6',
    );
  });

  it('what habituation did to each', () => {
    expect(figures.variance().title).toContain('stays (α = 0), falls to 1/100 (α = 1)');
  });

  it('and refuse what they cannot draw', () => {
    expect(() => blockMapFigure([])).toThrow('cells must');
    expect(() => receptivitySweepFigure({ ...landscape, points: landscape.points.slice(1) })).toThrow(
      'landscape.points[0]',
    );
    expect(() => smoothingTradeoffFigure([smooths('a', 0, 1), smooths('b', 1, 1)])).toThrow('rows must');
    expect(() => convergenceFigure({}, { fixedPoint: 0.9 })).toThrow('plays must');
    const opponent = new Float64Array(20).fill(1);
    const quiet = agent.play(opponent, { seed: 1 });
    expect(() => perturbationFigure({ a: quiet, b: quiet })).toThrow('face a block of defection');
  });
});

import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import { estimateInfluence, syntheticDebates } from '../debates/index.js';
import { signedGraphFromArrays } from '../signed-graph.js';
import { constantPolicy, linearCost } from '../social-learning/index.js';
import {
  beliefPathsFigure,
  criticCycleFigure,
  influenceFigure,
  plannerFigure,
  societyWelfareFigure,
  trajectoriesFigure,
  trojanFigure,
} from './index.js';

const triangle = (weights: number[]) =>
  signedGraphFromArrays({ nodes: ['ann', 'bob', 'cyd'], sources: [0, 1, 2], targets: [1, 2, 0], weights });
const loop = { nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [0.3, 0.2, -0.2], directed: true };
const estimate = () =>
  estimateInfluence(syntheticDebates(signedGraphFromArrays(loop), { debates: 10, rounds: 6 }), {
    scale: 'logit',
    replicates: 20,
    halves: 10,
  });

const figures: Record<string, () => Figure> = {
  trajectories: () =>
    trajectoriesFigure({ debates: { one: triangle([1, -1, -1]), two: triangle([1, 1, -1]) }, initial: [1, 0.5, -0.4] }),
  'critic cycle': () => criticCycleFigure({ agents: 4 }),
  trojan: () => trojanFigure(),
  'altruistic planner': () =>
    plannerFigure({ planner: 'altruistic', baseline: 0.7, discount: 0.5, cost: linearCost(0.8) }),
  'biased planner': () => plannerFigure({ planner: 'biased', baseline: 0.7, discount: 0.5, cost: linearCost(0.5) }),
  welfare: () => societyWelfareFigure({ baseline: 0.7, discount: 0.8, slopes: { altruistic: 1.5, biased: 0.5 } }),
  paths: () => beliefPathsFigure({ policy: constantPolicy(0.7), state: 'bad' }),
  'paths that never herd': () => beliefPathsFigure({ policy: constantPolicy(1), agents: 5 }),
  influence: () => influenceFigure(estimate()),
};

describe.each(Object.entries(figures))('%s', (_name, make) => {
  it('draws without a fault, says what it shows, and is the same every time', async () => {
    const figure = make();
    const svg = await renderSvg(figure, { theme: 'dark' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    expect(figure.description.length).toBeGreaterThan(80);
    expect(await renderSvg(make(), { theme: 'dark' })).toBe(svg);
  });
});

it('says what was found', () => {
  expect(trajectoriesFigure({ debates: { one: triangle([1, 1, 1]) }, initial: [1, 0.5, 0] }).title).toBe(
    'One: consensus at 0.5',
  );
  expect(plannerFigure({ planner: 'altruistic', baseline: 0.6, discount: 0.5, cost: linearCost(2) }).title).toMatch(
    /from 0\.373 to 0\.627, and its value is not convex$/,
  );
  expect(trojanFigure().title).toMatch(/never shows at the hub; one critical edge betrays it$/);
});

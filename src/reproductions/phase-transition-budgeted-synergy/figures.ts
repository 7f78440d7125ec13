import { dataset } from '../../data/index.js';
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
} from '../../organization/index.js';
import type { ReproducedFigure } from '../reproduction.js';
import { setting } from './setting.js';

export const figures: readonly ReproducedFigure[] = [
  {
    id: '1',
    where: 'Theorem 4',
    finding: 'A layer lifts every weak bias to one fixed point, or sinks it to chance',
    figure: () => cobwebFigure({ ...setting, correlations: [0, 0.5] }),
  },
  {
    id: '2',
    where: 'the synthetic validation (v1 Section 7.2)',
    finding: 'Simulated trees follow the recursion, and depth turns from help to harm at ρ_{c}',
    figure: ({ full }) => transitionFigure({ ...setting, trials: full ? 200_000 : 50_000 }),
  },
  {
    id: '3',
    where: 'Theorem 4, critical surfaces',
    finding: 'Correlation must be paid for with fidelity, and fan-in moves the boundary',
    figure: () => phaseDiagramFigure(setting),
  },
  {
    id: '4',
    where: 'Sections 4 and 5, s against β',
    finding: 'Many agents can beat one only in the corner where s > β',
    figure: () => exponentFigure({ fanIn: 5, beta: 0.2 }),
  },
  {
    id: '5',
    where: 'Section 4, mixing depth and clipped prediction',
    finding: 'Growth is exponential until it saturates at u*',
    figure: () => saturationFigure({ ...setting, correlation: 0.1, depth: 70 }),
  },
  {
    id: '6',
    where: 'Section 5, budgeted synergy',
    finding: 'A tree beats one agent of the same budget between B_{thr} and B_{max}',
    figure: () => budgetFigure({ fanIn: 5, fidelity: 0.9, correlation: 0.05, scale: 0.02, beta: 0.2, overhead: 100 }),
  },
  {
    id: '7',
    where: 'Section 5, message length under a context window',
    finding: 'The best message is a compromise between fidelity and fan-in',
    figure: () =>
      windowDesignFigure({
        windows: [500, 2000, 8000],
        fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 40 },
        correlation: 0.1,
      }),
  },
  {
    id: '8',
    where: 'Section 3, continuous warm-up',
    finding: 'A star stalls at the shared error, a chain turns back, a tree goes down to its communication floor',
    figure: () => warmUpFigure({ fanIn: 5, variance: 1, correlation: 0.2, channelNoise: 0.05 }),
  },
  {
    id: '9',
    where: 'Section 6, empirical touchpoints',
    finding: 'At matched budgets success hardly moves while turns rise, so efficiency falls',
    figure: async () => matchedBudgetFigure((await dataset('agent-scaling-coordination')).table),
  },
];

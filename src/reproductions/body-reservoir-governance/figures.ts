import {
  advantagePartsFigure,
  blockMapFigure,
  convergenceFigure,
  convergenceTrial,
  dimensionSweepFigure,
  freeEnergyLandscape,
  freeEnergyMapFigure,
  habituationCourseFigure,
  habituationTrial,
  meanLandscape,
  noisyCooperator,
  perturbationFigure,
  perturbationTrial,
  phaseTrial,
  publishedAgent,
  receptivityPathFigure,
  receptivitySweepFigure,
  selfConsistentFixedPoint,
  sensitivityFigure,
  smoothingTradeoffFigure,
  type PublishedAgentOptions,
} from '../../games/index.js';
import type { ReproducedFigure } from '../reproduction.js';
import { agentOf, blockOf, filterOf, indices, phaseSummary, reservoirOf, sensitivityOf } from './runs.js';

function landscape(experiment: 'receptivity' | 'freeEnergy', i: number, options: PublishedAgentOptions = {}) {
  const agent = publishedAgent(experiment, i, options);
  return freeEnergyLandscape(agent, noisyCooperator(2000, 0.1, agent.seed + 8000));
}

export const bodyReservoirFigures: readonly ReproducedFigure[] = [
  {
    id: 'convergence',
    where: 'Figure 1',
    finding: 'The body stays near its fixed point whoever decides.',
    figure: () => {
      const agent = agentOf('convergence', 0);
      return convergenceFigure(convergenceTrial(agent), { fixedPoint: selfConsistentFixedPoint(agent, 1).action });
    },
  },
  {
    id: 'receptivity',
    where: 'Figure 2',
    finding: 'Trust takes variance away, complexity down, and payoff with them.',
    figure: ({ full }) =>
      receptivitySweepFigure(meanLandscape(indices(full ? 20 : 1).map((i) => landscape('receptivity', i)))),
  },
  {
    id: 'perturbation',
    where: 'Figure 3',
    finding: 'The body hardly moves through a block of defection; the sentinel hands over.',
    figure: () => perturbationFigure(perturbationTrial(agentOf('filters', 0))),
  },
  {
    id: 'habituation',
    where: 'Figure 4',
    finding: 'Habituation smooths the body alone.',
    figure: ({ full }) => {
      const course = (receptivity: number | 'sentinel') =>
        habituationTrial(0, receptivity, { epochs: full ? 300 : 30 });
      return habituationCourseFigure({
        'α = 0': course(0),
        'α = 0.5': course(0.5),
        'α = 1': course(1),
        sentinel: course('sentinel'),
      });
    },
  },
  {
    id: 'free-energy',
    where: 'Figure 5',
    finding: 'Before habituation the body is best trusted fully, afterwards in part.',
    figure: ({ full }) =>
      freeEnergyMapFigure(
        (full ? [0, 10, 25, 50, 100, 200] : [0, 50]).map((epochs) => ({
          epochs,
          landscape: meanLandscape(indices(full ? 20 : 1).map((i) => landscape('freeEnergy', i, { epochs }))),
        })),
      ),
  },
  {
    id: 'sentinel',
    where: 'Figure 6',
    finding: 'Trust falls at once and returns slowly.',
    figure: ({ full }) =>
      receptivityPathFigure(
        indices(full ? 20 : 2).map(
          (i) => phaseTrial(publishedAgent('phases', i), { receptivities: [] }).contenders[0].play,
        ),
      ),
  },
  {
    id: 'advantage',
    where: 'Experiment 6, split',
    finding: 'The sentinel’s advantage is free-riding; around defections it loses.',
    figure: ({ full }) => {
      const runs = indices(full ? 20 : 6).map((i) => phaseSummary(i).advantage);
      const mean = (of: (advantage: (typeof runs)[number]) => number) =>
        runs.reduce((sum, run) => sum + of(run) / runs.length, 0);
      return advantagePartsFigure([
        {
          name: 'The sentinel',
          advantage: {
            total: mean(({ total }) => total),
            freeRiding: mean(({ freeRiding }) => freeRiding),
            onset: mean(({ onset }) => onset),
            exploited: mean(({ exploited }) => exploited),
            forgiving: mean(({ forgiving }) => forgiving),
          },
        },
      ]);
    },
  },
  {
    id: 'sensitivity',
    where: 'Figure 7',
    finding: 'Whatever is varied, payoff follows mean trust.',
    figure: ({ full }) =>
      sensitivityFigure(
        indices(full ? 20 : 1).flatMap((i) =>
          (['trust', 'recovery', 'intervention', 'threshold'] as const).flatMap((parameter) =>
            sensitivityOf(i, parameter),
          ),
        ),
      ),
  },
  {
    id: 'dimension',
    where: 'Figure 8',
    finding: 'Larger bodies smooth more; their complexity is not monotone.',
    figure: ({ full }) =>
      dimensionSweepFigure(
        (full ? [5, 10, 15, 20, 30, 50, 75, 100] : [5, 10, 20]).map((dimension) => ({
          dimension,
          landscape: meanLandscape(
            indices(full ? 20 : 4).map((i) => {
              const agent = publishedAgent('dimension', i, { dimension });
              return freeEnergyLandscape(agent, noisyCooperator(2000, 0.1, agent.seed + 8000), {
                receptivities: [0, 1],
              });
            }),
          ),
        })),
      ),
  },
  {
    id: 'blocks',
    where: 'Figure 9',
    finding: 'The advantage shrinks with the length of the block.',
    figure: ({ full }) =>
      blockMapFigure(
        (full ? [5, 10, 20, 30, 50, 75] : [5, 10]).flatMap((dimension) =>
          [10, 50, 100, 200, 500].map((length) => {
            const runs = indices(full ? 20 : 5);
            return {
              dimension,
              length,
              advantage: runs.reduce((sum, i) => sum + blockOf(i, dimension, length).advantage / runs.length, 0),
            };
          }),
        ),
      ),
  },
  {
    id: 'filters',
    where: 'Table 2',
    finding: 'The reservoir smooths without collapsing through the block.',
    figure: () =>
      smoothingTradeoffFigure([
        { name: 'Tit-for-Tat', ...filterOf(0, 0) },
        ...[0.5, 0.9, 0.95, 0.99].map((gamma) => ({ name: `γ = ${gamma}`, ...filterOf(0, gamma) })),
        { name: 'The reservoir', reservoir: true, ...reservoirOf(0) },
      ]),
  },
];

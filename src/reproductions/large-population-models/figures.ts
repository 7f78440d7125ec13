import {
  archetypeFigure,
  calibrationFigure,
  epidemicFigure,
  finalSizeFigure,
  gradientBiasFigure,
  infectivityFigure,
  meetingEpidemic,
  mixingEpidemic,
  sirChain,
  sirOde,
} from '../../populations/index.js';
import type { ReproducedFigure } from '../reproduction.js';
import { calibrateWeeks, weeklyTruth } from './calibration.js';

const source = 'Chopra, arXiv 2507.09901; own computation';
const rates = { transmission: 0.3, recovery: 0.1 };

export const largePopulationFigures: readonly ReproducedFigure[] = [
  {
    id: 'million-agents',
    where: 'Scalability',
    finding: 'A million agents follow the daily chain, not the differential equation; chance still moves them in time',
    figure: ({ full }) =>
      epidemicFigure({
        runs: Array.from({ length: full ? 1000 : 200 }, (_, seed) =>
          mixingEpidemic(1_000_000, { ...rates, initial: 1000, steps: 120, method: 'binomial', seed }),
        ),
        chain: sirChain({ ...rates, infectious: 0.001, steps: 120 }),
        ode: sirOde({ ...rates, infectious: 0.001, to: 120 }),
        source,
      }),
  },
  {
    id: 'final-sizes',
    where: 'Scalability',
    finding: 'Agents that meet by chance end where the final size law says',
    figure: ({ full }) => {
      const n = full ? 1_000_000 : 100_000;
      const reproductions = [0.5, 0.8, 1.2, 1.5, 2, 2.5, 3, 4];
      const simulated = reproductions.map((reproduction, k) => ({
        reproduction,
        sizes: [0, 1, 2].map((seed) => {
          const options = { contacts: 10, infection: reproduction / 50, recovery: 0.2, initial: n / 1000, steps: 600 };
          return meetingEpidemic(n, { ...options, seed: 10 * k + seed }).recovered[600] / n - 0.001;
        }),
      }));
      return finalSizeFigure(simulated, { infectious: 0.001, source });
    },
  },
  {
    id: 'infectivity',
    where: 'Public code, infectivity profile',
    finding: 'What the model calls R is about twice its number of successors',
    figure: () => infectivityFigure(),
  },
  {
    id: 'calibration',
    where: 'Calibration',
    finding: 'Weekly R is found from daily infections of agents',
    figure: () => calibrationFigure(calibrateWeeks(), { truth: weeklyTruth, source }),
  },
  {
    id: 'gradient-bias',
    where: 'Public code, derivatives of discrete draws',
    finding: 'Half weights are biased beyond quadratic functions, the score function never',
    figure: () => gradientBiasFigure({ value: (x) => x ** 3, slope: (x) => 3 * x ** 2 }, { label: 'x³' }),
  },
  {
    id: 'archetypes',
    where: 'Archetypes',
    finding: 'The number of answers limits archetypes sooner than their number',
    figure: () =>
      archetypeFigure(
        Float64Array.from({ length: 10_000 }, (_, i) => (i + 0.5) / 10_000),
        { samples: [1, 10, 100], groups: [1, 2, 4, 8, 16, 32, 64, 128, 256] },
      ),
  },
];

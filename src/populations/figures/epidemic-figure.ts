import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { EpidemicCurve } from '../engine/epidemic-curve.js';
import type { SirChain } from '../theory/sir-chain.js';
import type { SirOde } from '../theory/sir-ode.js';

export interface EpidemicFigureOptions {
  /** Runs of the agent model with different seeds, all of the same length. */
  readonly runs: readonly EpidemicCurve[];
  /** The daily chain with the same rates. */
  readonly chain: SirChain;
  /** The equations with the same rates, kept once a day from day 0. */
  readonly ode: SirOde;
  readonly source?: string;
}

/**
 * Infectious agents day by day: the mean of runs with the range of their middle 95 %, over the daily chain and the ODE.
 *
 * @throws InvalidInputError for fewer than two runs, or courses of different length
 *
 * @example
 * ```ts
 * import { epidemicFigure, mixingEpidemic, sirChain, sirOde } from 'polity/populations';
 * const rates = { transmission: 0.3, recovery: 0.1 };
 * const runs = [1, 2, 3].map((seed) =>
 *   mixingEpidemic(100_000, { ...rates, initial: 100, steps: 120, method: 'binomial', seed }),
 * );
 * const chain = sirChain({ ...rates, infectious: 0.001, steps: 120 });
 * const ode = sirOde({ ...rates, infectious: 0.001, to: 120 });
 * epidemicFigure({ runs, chain, ode }).title.startsWith('100000 agents'); // true
 * ```
 */
export function epidemicFigure({ runs, chain, ode, source }: EpidemicFigureOptions): Figure {
  if (runs.length < 2) throw new InvalidInputError('runs.length', runs.length, 'be at least 2');
  const days = chain.infectious.length;
  [...runs, ode].forEach(({ infectious }) => {
    if (infectious.length !== days)
      throw new InvalidInputError('infectious.length', infectious.length, `equal ${days}`);
  });
  const { size } = runs[0];
  const simulated = Array.from({ length: days }, (_, day) => {
    const sorted = Float64Array.from(runs, ({ infectious }) => infectious[day] / size).sort();
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
    return { day, mean: sorted.reduce((sum, x) => sum + x / sorted.length, 0), low: at(0.025), high: at(0.975) };
  });
  const largest = (values: ArrayLike<number>, from: ArrayLike<number>) =>
    Math.max(...Array.from(values, (value, day) => Math.abs(value - from[day])));
  const means = simulated.map(({ mean }) => mean);
  const [fromChain, fromOde] = [largest(means, chain.infectious), largest(means, ode.infectious)];
  const points = (fraction: number) => `${decimal(100 * fraction, 2)} points`;
  const finding =
    fromChain < fromOde
      ? `follow the daily chain to ${points(fromChain)}; the differential equation is ${points(fromOde)} off`
      : `are ${points(fromChain)} off the daily chain and ${points(fromOde)} off the differential equation`;
  return figure({
    title: `${size} agents ${finding}`,
    subtitle: `Share of agents infectious: mean of ${runs.length} runs with the range of the middle 95 %, and two mean-field models with the same rates`,
    source: source ?? 'Kermack & McKendrick 1927; own computation',
    description: `The infectious rise to ${decimal(100 * Math.max(...means), 1)} % and fall again. The chain peaks at ${decimal(100 * chain.peak.infectious, 1)} % on day ${chain.peak.step}.`,
    legend: [
      { label: 'agents, mean of runs', color: (theme) => theme.series[0] },
      { label: 'middle 95 % of runs', color: (theme) => theme.series[0], mark: 'area' },
      { label: 'daily chain', color: (theme) => theme.ink, mark: 'dash' },
      { label: 'differential equation', color: (theme) => theme.series[1] },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 56,
      x: { label: 'day →' },
      y: { label: '↑ infectious (% of agents)', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: theme.muted }),
        Plot.areaY(simulated, {
          x: 'day',
          y1: (d: { low: number }) => 100 * d.low,
          y2: (d: { high: number }) => 100 * d.high,
          fill: theme.series[0],
          fillOpacity: 0.25,
        }),
        Plot.line(ode.infectious, {
          x: (_, day) => day,
          y: (i: number) => 100 * i,
          stroke: theme.series[1],
          strokeWidth: 2,
        }),
        Plot.line(simulated, {
          x: 'day',
          y: (d: { mean: number }) => 100 * d.mean,
          stroke: theme.series[0],
          strokeWidth: 3,
        }),
        Plot.line(chain.infectious, {
          x: (_, day) => day,
          y: (i: number) => 100 * i,
          stroke: theme.ink,
          strokeWidth: 1.5,
          strokeDasharray: '5 4',
        }),
      ],
    }),
  });
}

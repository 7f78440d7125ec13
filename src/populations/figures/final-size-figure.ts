import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { finalSize } from '../theory/final-size.js';

/** Share infected in the end under one R₀, in several simulations. */
export interface SimulatedSize {
  readonly reproduction: number;
  readonly sizes: readonly number[];
}

/**
 * Final sizes of simulated epidemics against R₀, over the law z = s₀(1 − exp(−R₀(z + i₀))).
 *
 * @param simulated - shares infected, the initial ones not counted
 * @param options.infectious - share infectious at the start of the simulations; all others are susceptible
 * @throws InvalidInputError for no simulation
 *
 * @example
 * ```ts
 * import { finalSizeFigure } from 'polity/populations';
 * const simulated = [{ reproduction: 2, sizes: [0.79, 0.8] }];
 * finalSizeFigure(simulated, { infectious: 0.001 }).title; // 'Simulated final sizes lie within 0.68 points of the law'
 * ```
 */
export function finalSizeFigure(
  simulated: readonly SimulatedSize[],
  { infectious, source }: { readonly infectious: number; readonly source?: string },
): Figure {
  if (simulated.length === 0) throw new InvalidInputError('simulated.length', 0, 'be at least 1');
  const law = (reproduction: number) => finalSize(reproduction, { susceptible: 1 - infectious, infectious });
  const dots = simulated.flatMap(({ reproduction, sizes }) => sizes.map((size) => ({ reproduction, size })));
  const off = Math.max(...dots.map(({ reproduction, size }) => Math.abs(size - law(reproduction))));
  const most = 1.05 * Math.max(...dots.map(({ reproduction }) => reproduction));
  const theory = Array.from({ length: 241 }, (_, k) => ({
    reproduction: (most * k) / 240,
    size: law((most * k) / 240),
  }));
  return figure({
    title: `Simulated final sizes lie within ${decimal(100 * off, 2)} points of the law`,
    subtitle: `Share infected in the end against the reproduction number; ${decimal(100 * infectious, 2)} % infectious at the start`,
    source: source ?? 'Kermack & McKendrick 1927; own computation',
    description: `Below R₀ = 1 hardly anybody is infected, at 2 about ${decimal(100 * finalSize(2), 0)} %, at 3 ${decimal(100 * finalSize(3), 0)} %. ${dots.length} simulations lie on the curve.`,
    legend: [
      { label: 'z = s_{0}(1 − exp(−R_{0}(z + i_{0})))', color: (theme) => theme.ink },
      { label: 'a simulation', color: (theme) => theme.series[0], mark: 'ring' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 56,
      x: { label: 'reproduction number R₀ →' },
      y: { label: '↑ infected in the end (% of agents)', grid: true, domain: [0, 100] },
      marks: [
        Plot.ruleX([1], { stroke: theme.accent, strokeDasharray: '2 3' }),
        Plot.line(theory, {
          x: 'reproduction',
          y: (d: { size: number }) => 100 * d.size,
          stroke: theme.ink,
          strokeWidth: 2,
        }),
        Plot.dot(dots, {
          x: 'reproduction',
          y: (d: { size: number }) => 100 * d.size,
          stroke: theme.series[0],
          strokeWidth: 1.5,
          r: 4,
        }),
      ],
    }),
  });
}

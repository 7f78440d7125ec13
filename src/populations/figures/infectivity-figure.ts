import { decimal, figure, type Figure } from '../../figures/index.js';
import { effectiveWeight } from '../engine/seirm.js';
import { seirmConstants, type SeirmConstants } from '../engine/seirm-constants.js';
import { gammaIntervals } from '../theory/gamma-intervals.js';

/**
 * The infectivity profile of {@link seirm}: the gamma intervals by lag, and the part that an infection uses as exposed and as
 * infectious.
 *
 * @example
 * ```ts
 * import { infectivityFigure } from 'polity/populations';
 * infectivityFigure().title; // 'An infection uses 95 % of the interval law: R = 4.75 means 2.38 successors'
 * ```
 */
export function infectivityFigure({
  reproduction = 4.75,
  constants = {},
}: {
  /** R in the title, default 4.75. */
  readonly reproduction?: number;
  readonly constants?: Partial<SeirmConstants>;
} = {}): Figure {
  const known = { ...seirmConstants, ...constants };
  const { intervalMean: mean, intervalDeviation: deviation, intervalLength: length } = known;
  const lastExposed = known.exposedSteps;
  const last = lastExposed + known.infectiousSteps;
  const stageAt = (lag: number) => (lag <= lastExposed ? 'exposed' : lag <= last ? 'infectious' : 'over');
  const bars = Array.from(gammaIntervals({ mean, deviation, length }), (share, lag) => ({
    lag,
    share,
    stage: stageAt(lag),
  }));
  const used = bars.reduce((sum, { share, lag }) => (lag <= last ? sum + share : sum), 0);
  const successors = reproduction * effectiveWeight(constants);
  return figure({
    title: `An infection uses ${decimal(100 * used, 0)} % of the interval law: R = ${reproduction} means ${decimal(successors, 2)} successors`,
    subtitle: `G_{d}, the gamma law of mean ${mean} and standard deviation ${deviation} in whole steps; infectivity ${known.exposedInfectivity} while exposed, ${known.infectiousInfectivity} while infectious`,
    source: 'Chopra, arXiv 2507.09901, public code',
    description: `Bars by lag rise to the fifth step and fall again: lags 0 to ${lastExposed} belong to the exposed, up to ${last} to the infectious, later ones to nobody.`,
    height: 320,
    legend: [
      { label: 'exposed', color: (theme) => theme.series[0], mark: 'area' },
      { label: 'infectious', color: (theme) => theme.series[1], mark: 'area' },
      { label: 'infection is over', color: (theme) => theme.muted, mark: 'area' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 56,
      x: { label: 'lag d since infection (steps) →', tickFormat: 'd' },
      y: { label: '↑ G (share of the law)', grid: true },
      marks: [
        Plot.barY(bars, {
          x: 'lag',
          y: 'share',
          fillOpacity: 0.8,
          fill: ({ stage }: { stage: string }) =>
            stage === 'exposed' ? theme.series[0] : stage === 'infectious' ? theme.series[1] : theme.muted,
        }),
        Plot.ruleY([0], { stroke: theme.muted }),
      ],
    }),
  });
}

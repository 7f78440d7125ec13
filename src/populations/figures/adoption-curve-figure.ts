import { decimal, figure, type Figure } from '../../figures/index.js';
import type { AdoptionStep } from '../adoption/index.js';

/**
 * The chance to adopt at each exposure, observed and in cascades without influence.
 *
 * @param observed - from {@link adoptionCurve}
 * @param withoutInfluence - of {@link cascadesWithoutInfluence}
 *
 * @example
 * ```ts
 * import { adoptionCurve, adoptionCurveFigure } from 'polity/populations';
 * const replies = { from: Uint32Array.of(0, 0), to: Uint32Array.of(1, 2), weights: Float64Array.of(1, 1) };
 * const curve = adoptionCurve(3, replies, [{ name: 'hello', agents: Uint32Array.of(0, 1), times: Float64Array.of(1, 5) }]);
 * adoptionCurveFigure(curve, curve).title.slice(0, 36); // 'From no exposure to 1, the chance to'
 * ```
 */
export function adoptionCurveFigure(observed: readonly AdoptionStep[], withoutInfluence: readonly AdoptionStep[]): Figure {
  // Only exposures that both reached.
  const most = Math.min(observed.length, withoutInfluence.length);
  const rise = (curve: readonly AdoptionStep[]) => {
    const [first, last] = [curve[0].estimate, curve[most - 1].estimate];
    return first > 0 ? `by a factor of ${decimal(last / first, 1)}` : `from 0 to ${decimal(last, 3)}`;
  };
  const points = [
    ...observed.slice(0, most).map((step) => ({ ...step, kind: 'observed', nudge: -0.06 })),
    ...withoutInfluence.slice(0, most).map((step) => ({ ...step, kind: 'without influence', nudge: 0.06 })),
  ].map(({ exposure, estimate, interval: { lower, upper }, kind, nudge }) => ({ x: exposure + nudge, estimate, lower, upper, kind }));
  const colour = (theme: { accent: string; series: readonly string[] }) => ({ kind }: { kind: string }) =>
    kind === 'observed' ? theme.accent : theme.series[0];
  return figure({
    title: `From no exposure to ${most - 1}, the chance to adopt changes ${rise(observed)}; without influence ${rise(withoutInfluence)}`,
    subtitle: 'Share of those exposed to so many adopters who adopt before the next one; bars: 95 % (Wilson)',
    source: 'Without influence: the same cascades with adopters drawn in proportion to activity',
    description: `Chance to adopt over exposure from 0 to ${most - 1}: observed from ${decimal(observed[0].estimate)} to ${decimal(observed[most - 1].estimate)}, without influence from ${decimal(withoutInfluence[0].estimate)} to ${decimal(withoutInfluence[most - 1].estimate)}.`,
    height: 320,
    legend: [
      { label: 'observed', color: (theme) => theme.accent, mark: 'dot' },
      { label: 'without influence', color: (theme) => theme.series[0], mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 52,
      marginRight: 16,
      x: { label: 'adopters who expose an agent →', ticks: most, tickFormat: 'd' },
      y: { label: '↑ chance to adopt', domain: [0, Math.max(...points.map(({ upper }) => upper))], grid: true },
      marks: [
        Plot.ruleX(points, { x: 'x', y1: 'lower', y2: 'upper', stroke: colour(theme), strokeWidth: 1.5 }),
        Plot.line(points, { x: 'x', y: 'estimate', z: 'kind', stroke: colour(theme), strokeWidth: 1.5 }),
        Plot.dot(points, { x: 'x', y: 'estimate', fill: colour(theme), r: 4 }),
      ],
    }),
  });
}

import { decimal, figure, type Figure } from '../../figures/index.js';
import type { AdoptionPoint } from '../networks/exposure.js';

/**
 * The chance to adopt at each exposure, observed and in cascades without influence.
 *
 * @param observed - from {@link adoptionCurve}
 * @param withoutInfluence - of {@link cascadesWithoutInfluence}
 *
 * @example
 * ```ts
 * import { adoptionCurve, adoptionCurveFigure, network, syntheticCascades } from 'polity/populations';
 * const replies = network({ nodes: 4, from: [0, 0, 1], to: [1, 2, 2] });
 * const curve = adoptionCurve(replies, syntheticCascades(replies, { adopters: 2 }));
 * adoptionCurveFigure(curve, curve).title.slice(0, 36); // 'From no exposure to 2, the chance to'
 * ```
 */
export function adoptionCurveFigure(
  observed: readonly AdoptionPoint[],
  withoutInfluence: readonly AdoptionPoint[],
  { most: largest = 10 }: { /** Largest exposure shown, default 10. */ readonly most?: number } = {},
): Figure {
  // Only exposures that both reached.
  const most = Math.min(observed.length, withoutInfluence.length, largest + 1);
  const rise = (curve: readonly AdoptionPoint[]) => {
    const [first, last] = [curve[0].share, curve[most - 1].share];
    return first > 0 ? `by a factor of ${decimal(last / first, 1)}` : `from 0 to ${decimal(last, 3)}`;
  };
  const points = [
    ...observed.slice(0, most).map((step) => ({ ...step, kind: 'observed', nudge: -0.06 })),
    ...withoutInfluence.slice(0, most).map((step) => ({ ...step, kind: 'without influence', nudge: 0.06 })),
  ].map(({ exposure, share, interval: { lower, upper }, kind, nudge }) => ({
    x: exposure + nudge,
    share,
    lower,
    upper,
    kind,
  }));
  const colour =
    (theme: { accent: string; series: readonly string[] }) =>
    ({ kind }: { kind: string }) =>
      kind === 'observed' ? theme.accent : theme.series[0];
  return figure({
    title: `From no exposure to ${most - 1}, the chance to adopt changes ${rise(observed)}; without influence ${rise(withoutInfluence)}`,
    subtitle: 'Share of those exposed to so many adopters who adopt before the next one; bars: 95 % (Wilson)',
    source: 'Without influence: the same cascades with adopters drawn in proportion to activity',
    description: `Chance to adopt over exposure from 0 to ${most - 1}: observed from ${decimal(observed[0].share)} to ${decimal(observed[most - 1].share)}, without influence from ${decimal(withoutInfluence[0].share)} to ${decimal(withoutInfluence[most - 1].share)}.`,
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
        Plot.line(points, { x: 'x', y: 'share', z: 'kind', stroke: colour(theme), strokeWidth: 1.5 }),
        Plot.dot(points, { x: 'x', y: 'share', fill: colour(theme), r: 4 }),
      ],
    }),
  });
}

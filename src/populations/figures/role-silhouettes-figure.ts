import { decimal, figure, type Figure } from '../../figures/index.js';
import type { RoleEvidence } from '../roles/index.js';

/** Evidence of roles with the name of the society it is of. */
export interface LabelledRoleEvidence {
  readonly label: string;
  readonly evidence: RoleEvidence;
}

/**
 * Silhouettes over the number of roles, next to the band that societies without roles give: side by side for several societies, or for one
 * clustered in different ways.
 *
 * @example
 * ```ts
 * import { roleEvidence, roleSilhouettesFigure } from 'polity/populations';
 * const features = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? [20 + (i % 7), 1] : [1, 20 + (i % 5)]));
 * const evidence = roleEvidence(features, { to: 4 });
 * roleSilhouettesFigure([{ label: 'two kinds', evidence }]).title; // 'Clusters are clearer than without roles in “two kinds”'
 * ```
 */
export function roleSilhouettesFigure(societies: readonly LabelledRoleEvidence[]): Figure {
  const points = societies.flatMap(({ label, evidence: { counts } }) =>
    counts.map(({ roles, silhouette, withoutRoles: { lower, upper } }) => ({ label, roles, silhouette, lower, upper })),
  );
  const clear = societies.filter(({ evidence }) => evidence.pValue <= 0.05).map(({ label }) => label);
  const highest = societies.reduce((a, b) => (b.evidence.best.silhouette > a.evidence.best.silhouette ? b : a));
  const unclear =
    highest.evidence.pValue > 0.05
      ? `, and a silhouette of ${decimal(highest.evidence.best.silhouette, 2)} says nothing in ${quoted(highest.label)}`
      : '';
  return figure({
    title: `Clusters are clearer than without roles in ${clear.length === 0 ? 'none of the societies' : clear.map(quoted).join(' and ')}${unclear}`,
    subtitle: `Mean silhouette of k-means, and the band of 95 % of ${highest.evidence.replicates} societies of agents that differ in activity only`,
    source: 'After B. Yee, K. Sharma, arXiv 2603.03555',
    description: `Silhouettes over the number of clusters. ${societies
      .map(
        ({ label, evidence: { best, clearest, pValue } }) =>
          `${label}: best ${decimal(best.silhouette, 2)} with ${best.roles} clusters, ${decimal(clearest.excess, 1)} standard deviations above societies without roles at ${clearest.roles} clusters, p = ${decimal(pValue)}`,
      )
      .join('; ')}.`,
    height: 280,
    legend: [
      { label: 'observed', color: (theme) => theme.accent },
      { label: 'without roles', color: (theme) => theme.series[0], mark: 'area' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 60,
      marginRight: 16,
      fx: { domain: societies.map(({ label }) => label), label: null, padding: 0.12 },
      x: {
        label: 'number of clusters →',
        ticks: Math.max(...points.map(({ roles }) => roles)) - Math.min(...points.map(({ roles }) => roles)),
        tickFormat: 'd',
      },
      y: {
        label: 'mean silhouette',
        labelOffset: 44,
        labelArrow: 'none',
        labelAnchor: 'center',
        domain: [0, 1],
        grid: true,
      },
      marks: [
        Plot.areaY(points, {
          fx: 'label',
          x: 'roles',
          y1: 'lower',
          y2: 'upper',
          fill: theme.series[0],
          fillOpacity: 0.35,
        }),
        Plot.line(points, { fx: 'label', x: 'roles', y: 'silhouette', stroke: theme.accent, strokeWidth: 2 }),
        Plot.dot(points, { fx: 'label', x: 'roles', y: 'silhouette', fill: theme.accent, r: 3 }),
      ],
    }),
  });
}

function quoted(label: string): string {
  return `“${label}”`;
}

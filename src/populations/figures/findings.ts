import { decimal, figure, type Figure } from '../../figures/index.js';
import type { SocializationReport } from '../socialization/socialization-report.js';
import { metricWords, moltbook } from './words.js';

/**
 * Every finding of a report on one scale: how far the measure is from its null model, in half-widths of the null interval.
 *
 * @throws InvalidInputError when the report has no findings.
 *
 * @example
 * ```ts
 * import { findingsFigure, simulateEmbeddingSociety, socializationReport } from 'polity/populations';
 * findingsFigure(socializationReport(simulateEmbeddingSociety({ agents: 60 }), { shuffles: 10 })).title;
 * // 'None of 10 findings survives the comparison with a society that has none of the effects'
 * ```
 */
export function findingsFigure({ findings, agents }: SocializationReport): Figure {
  const rows = findings.map(({ metric, observed, expected, nullInterval, verdict }) => ({
    label: metricWords[metric],
    distance: (observed - expected) / Math.max(Number.MIN_VALUE, (nullInterval.upper - nullInterval.lower) / 2),
    text: `${decimal(observed, 4)} | ${decimal(expected, 4)}`,
    verdict,
  }));
  const survive = rows.filter(({ verdict }) => verdict !== 'as null').length;
  const reach = Math.max(2, ...rows.map(({ distance }) => Math.abs(distance)));
  const level = Math.round(100 * (findings[0]?.nullInterval.level ?? 0.95));
  return figure({
    title: `${survive === 0 ? 'None' : survive} of ${rows.length} findings ${survive > 1 ? 'survive' : 'survives'} the comparison with a society that has none of the effects`,
    subtitle: `Distance from the null model in half-widths of its ${level} % interval (shaded); numbers: observed | expected; ${agents} agents`,
    source: `${moltbook}; p-values adjusted by Holm’s method`,
    description: `A dot for each measure of socialization: ${rows.map(({ label, text, verdict }) => `${label}: ${text}, ${verdict}`).join('; ')}.`,
    height: 60 + 30 * rows.length,
    legend: [
      { label: 'survives', color: (theme) => theme.accent, mark: 'dot' },
      { label: 'as its null model', color: (theme) => theme.series[0], mark: 'dot' },
      { label: 'null interval', color: (theme) => theme.muted, mark: 'area' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 180,
      marginRight: 130,
      x: {
        type: 'symlog',
        constant: 2,
        domain: [-reach, reach],
        label: 'observed − expected, in half-widths of the null interval →',
        ticks: [-100, -30, -10, -3, -1, 1, 3, 10, 30, 100].filter((tick) => Math.abs(tick) <= reach),
      },
      y: { domain: rows.map(({ label }) => label), label: null, tickSize: 0 },
      marks: [
        Plot.rectX([0], { x1: -1, x2: 1, fill: theme.muted, fillOpacity: 0.25 }),
        Plot.ruleX([0], { stroke: theme.muted }),
        Plot.dot(rows, {
          x: 'distance',
          y: 'label',
          r: 4.5,
          fill: ({ verdict }: { verdict: string }) => (verdict === 'as null' ? theme.series[0] : theme.accent),
          stroke: theme.paper,
        }),
        Plot.text(rows, {
          y: 'label',
          text: 'text',
          frameAnchor: 'right',
          textAnchor: 'start',
          dx: 8,
          fill: theme.muted,
        }),
      ],
    }),
  });
}

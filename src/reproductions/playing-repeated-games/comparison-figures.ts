import { figure, type Figure } from '../../figures/index.js';

/** Two values of one thing. */
export interface TwoValues {
  readonly panel: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** The words around a comparison. */
export interface ComparisonWords {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly axis: string;
  readonly source: string;
}

/** Two values a line, a ring and a dot joined by a bar, a panel a group. */
export function twoValuesFigure(
  rows: readonly TwoValues[],
  words: ComparisonWords & { readonly before: string; readonly after: string },
): Figure {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const panels = [...new Set(rows.map(({ panel }) => panel))];
  const values = rows.flatMap(({ before, after }) => [before, after]);
  const { title, subtitle, description, axis, source, before, after } = words;
  return figure({
    title,
    subtitle,
    description,
    source,
    height: panels.length * (14 + 22 * labels.length) + 60,
    legend: [
      { label: before, color: (theme) => theme.series[1] ?? theme.ink, mark: 'ring' },
      { label: after, color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 20 + 6.6 * Math.max(...labels.map((label) => label.length)),
      marginRight: panels.length > 1 ? 20 + 6.6 * Math.max(...panels.map((panel) => panel.length)) : 20,
      marginTop: 6,
      x: { label: `${axis} →`, domain: [Math.min(...values) - 0.02, Math.max(...values) + 0.02] },
      y: { label: null, domain: labels, tickSize: 0 },
      fy: { label: null, domain: panels, padding: 0.1, ...(panels.length === 1 && { axis: null }) },
      marks: [
        Plot.gridX({ stroke: theme.grid, strokeOpacity: 1 }),
        Plot.link(rows, { y: 'label', fy: 'panel', x1: 'before', x2: 'after', stroke: theme.muted, strokeWidth: 1.5 }),
        Plot.dot(rows, {
          y: 'label',
          fy: 'panel',
          x: 'before',
          r: 4.5,
          fill: theme.paper,
          stroke: theme.series[1],
          strokeWidth: 1.75,
        }),
        Plot.dot(rows, { y: 'label', fy: 'panel', x: 'after', r: 4.5, fill: theme.series[0] }),
      ],
    }),
  });
}

/** An estimate with its interval. */
export interface IntervalRow {
  readonly label: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Differences with their intervals, one a line, and a line at 0. */
export function differencesFigure(rows: readonly IntervalRow[], words: ComparisonWords): Figure {
  const { axis, ...texts } = words;
  const color = ({ lower, upper }: IntervalRow, told: string | undefined, untold: string) =>
    lower > 0 || upper < 0 ? (told ?? untold) : untold;
  return figure({
    ...texts,
    height: 60 + 34 * rows.length,
    legend: [
      { label: 'told from 0', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'not told from 0', color: (theme) => theme.muted, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 20 + 6.4 * Math.max(...rows.map(({ label }) => label.length)),
      marginRight: 20,
      marginTop: 6,
      x: { label: `${axis} →` },
      y: { label: null, domain: rows.map(({ label }) => label), tickSize: 0 },
      marks: [
        Plot.gridX({ stroke: theme.grid, strokeOpacity: 1 }),
        Plot.ruleX([0], { stroke: theme.ink }),
        Plot.link(rows, {
          y: 'label',
          x1: 'lower',
          x2: 'upper',
          strokeWidth: 2.2,
          stroke: (row: IntervalRow) => color(row, theme.series[0], theme.muted),
        }),
        Plot.dot(rows, {
          y: 'label',
          x: 'estimate',
          r: 5,
          fill: (row: IntervalRow) => color(row, theme.series[0], theme.muted),
        }),
      ],
    }),
  });
}

/** Shares of one whole. */
export interface ShareRow {
  readonly whole: string;
  readonly part: string;
  readonly share: number;
}

/** A bar a whole, cut into its parts. */
export function partsFigure(rows: readonly ShareRow[], words: ComparisonWords): Figure {
  const wholes = [...new Set(rows.map(({ whole }) => whole))];
  const parts = [...new Set(rows.map(({ part }) => part))];
  const { axis, ...texts } = words;
  const percent = ({ share }: ShareRow) => 100 * share;
  return figure({
    ...texts,
    height: 60 + 56 * wholes.length,
    legend: parts.map((label, i) => ({
      label,
      color: (theme) => theme.series[i] ?? theme.ink,
      mark: 'dot' as const,
    })),
    plot: (Plot, theme) => ({
      marginLeft: 20 + 6.6 * Math.max(...wholes.map((whole) => whole.length)),
      marginRight: 20,
      marginTop: 6,
      x: { label: `${axis} →`, domain: [0, 100] },
      y: { label: null, domain: wholes, tickSize: 0, padding: 0.25 },
      marks: [
        Plot.barX(rows, {
          y: 'whole',
          x: percent,
          order: parts,
          fill: ({ part }: ShareRow) => theme.series[parts.indexOf(part)] ?? theme.ink,
          inset: 0.5,
        }),
        Plot.text(
          rows,
          Plot.stackX({
            y: 'whole',
            x: percent,
            order: parts,
            z: 'part',
            text: ({ share }: ShareRow) => `${(100 * share).toFixed(1)} %`,
            fill: theme.paper,
            fontSize: 12,
          }),
        ),
        Plot.ruleX([0], { stroke: theme.ink }),
      ],
    }),
  });
}

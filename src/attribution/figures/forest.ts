import { figure, type Figure, type LegendEntry } from '../../figures/index.js';
import { labelRoom } from './words.js';

/** A row of a forest plot. */
export interface ForestRow {
  readonly label: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Whether the row was told from 0. */
  readonly resolved: boolean;
  /** What the data leave open beside sampling: drawn as a thick bar. */
  readonly bounds?: { readonly lower: number; readonly upper: number };
}

export interface ForestWords {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly axis: string;
  /** What resolved and unresolved rows are, for the legend. */
  readonly resolved: string;
  readonly unresolved: string;
  readonly source?: string;
}

/** Estimates with their intervals, one a line, and a line at 0. */
export function forestFigure(rows: readonly ForestRow[], words: ForestWords): Figure {
  const { title, subtitle, description, source } = words;
  const low = Math.min(0, ...rows.map(({ lower }) => lower));
  const high = Math.max(0, ...rows.map(({ upper }) => upper));
  const room = 0.04 * (high - low || 1);
  const bounded = rows.some(({ bounds }) => bounds);
  const points = rows.filter(({ bounds }) => !bounds);
  const legend: LegendEntry[] = [
    { label: words.resolved, color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
    { label: words.unresolved, color: (theme) => theme.muted, mark: 'ring' },
    ...(bounded
      ? [
          {
            label: 'whatever never ran may be worth',
            color: (theme) => theme.series[0] ?? theme.ink,
            mark: 'area',
          } satisfies LegendEntry,
        ]
      : []),
  ];
  return figure({
    title,
    subtitle,
    description,
    ...(source === undefined ? {} : { source }),
    height: Math.max(140, 76 + 26 * rows.length),
    legend: legend.filter((_, i) =>
      i === 0 ? rows.some((row) => row.resolved) : i === 1 ? rows.some((row) => !row.resolved) : true,
    ),
    plot: (Plot, theme) => ({
      marginLeft: labelRoom(rows.map(({ label }) => label)),
      marginRight: 24,
      x: { domain: [low - room, high + room], label: `${words.axis} →`, ticks: 6 },
      y: { domain: rows.map(({ label }) => label), label: null, tickSize: 0 },
      marks: [
        Plot.gridX({ ticks: 6, stroke: theme.grid, strokeOpacity: 1 }),
        Plot.ruleX([0], { stroke: theme.ink, strokeWidth: 1 }),
        ...[true, false].flatMap((resolved) => {
          const group = rows.filter((row) => row.resolved === resolved);
          const colour = resolved ? theme.series[0] : theme.muted;
          return [
            Plot.link(group, { y: 'label', x1: 'lower', x2: 'upper', stroke: colour, strokeWidth: 2 }),
            Plot.link(
              group.filter(({ bounds }) => bounds),
              {
                y: 'label',
                x1: (row: ForestRow) => row.bounds!.lower,
                x2: (row: ForestRow) => row.bounds!.upper,
                stroke: colour,
                strokeOpacity: 0.45,
                strokeWidth: 10,
              },
            ),
            Plot.dot(
              points.filter((row) => row.resolved === resolved),
              {
                y: 'label',
                x: 'estimate',
                r: 4.5,
                fill: resolved ? colour : theme.paper,
                stroke: colour,
                strokeWidth: 1.5,
              },
            ),
          ];
        }),
      ],
    }),
  });
}

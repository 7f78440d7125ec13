import { figure, type Figure, type Theme } from '../../figures/index.js';

/** A cell of a heat map. */
export interface HeatCell {
  readonly row: string;
  readonly column: string;
  /** In [0, 1]; null is left empty. */
  readonly value: number | null;
}

/** The words around a heat map. */
export interface HeatMapWords {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly rows: string;
  readonly columns: string;
  /** What the colour stands for. */
  readonly value: string;
  readonly source?: string;
}

const steps = 12;
const thresholds = Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);

/** A matrix of shares, each cell in a colour from the paper (0) to the strongest (1), with its value in per cent. */
export function heatMap(cells: readonly HeatCell[], words: HeatMapWords): Figure {
  const rows = distinct(cells.map(({ row }) => row));
  const columns = distinct(cells.map(({ column }) => column));
  const known = cells.filter((cell): cell is HeatCell & { value: number } => cell.value !== null);
  const step = ({ value }: { value: number }) => Math.min(steps - 1, Math.floor(value * steps));
  const label = ({ value }: { value: number }) => `${Math.round(100 * value)}`;
  // Past the middle of the ramp the ink no longer stands out from the colour, the paper does.
  const ink = (theme: Theme, cell: { value: number }) => (step(cell) < steps / 2 ? theme.ink : theme.paper);
  return figure({
    title: words.title,
    subtitle: words.subtitle,
    description: words.description,
    ...(words.source === undefined ? {} : { source: words.source }),
    height: 44 + room(columns) + 30 * rows.length,
    ramp: {
      label: words.value,
      colors: (theme) => theme.sequential,
      thresholds,
      format: (value) => `${Math.round(100 * value)} %`,
    },
    plot: (Plot, theme) => ({
      marginLeft: room(rows) + 30,
      marginTop: 26 + room(columns),
      marginBottom: 6,
      marginRight: 8,
      x: { domain: columns, axis: 'top', label: words.columns, labelAnchor: 'center', tickRotate: -90, tickSize: 0, labelOffset: 22 + room(columns) }, // prettier-ignore
      y: { domain: rows, label: words.rows, labelAnchor: 'center', tickSize: 0, labelOffset: room(rows) + 24 },
      marks: [
        Plot.cell(known, {
          x: 'column',
          y: 'row',
          fill: (cell: { value: number }) => theme.sequential[step(cell)],
          inset: 1,
        }),
        Plot.text(known, {
          x: 'column',
          y: 'row',
          text: label,
          fill: (cell: { value: number }) => ink(theme, cell),
          fontSize: 11,
        }),
      ],
    }),
  });
}

/** Pixels that the longest name takes. */
function room(names: readonly string[]): number {
  return 14 + 6.6 * Math.max(...names.map((name) => name.length));
}

/** A few names and how many more there are. */
export function namesOf(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : [...names];
  const last = shown.pop();
  return shown.length === 0 ? `${last}` : `${shown.join(', ')} and ${last}`;
}

/** In order of first appearance. */
export function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

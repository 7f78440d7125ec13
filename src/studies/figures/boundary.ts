import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import type { Row } from '../study.js';

/** Options of {@link boundaryFigure}. */
export interface BoundaryFigureOptions {
  /** Names of the columns on the axes and of the value. */
  readonly x: string;
  readonly y: string;
  readonly value: string;
  /** The value at the boundary. */
  readonly level: number;
  /** A parameter with one panel for each of its values. */
  readonly facet?: string;
  /** What a value above or below the level means. */
  readonly above?: string;
  readonly below?: string;
  /** The boundary that theory predicts, as points; with a value of `facet` if there are panels. */
  readonly predicted?: readonly { readonly x: number; readonly y: number; readonly facet?: number | string }[];
  readonly xLabel?: string;
  readonly yLabel?: string;
}

/**
 * Where a study found a value above and where below a level: a dot for every point, small where refinement put it, and
 * the predicted boundary, if there is one. Draw it from the rows that have come so far, or from all.
 *
 * @param rows - rows of results: of {@link readStudy}, `table.toRows()`, or those that `onRows` hears of
 * @throws InvalidInputError if a column is missing from the rows
 *
 * @example
 * ```ts
 * import { boundaryFigure } from 'polity/studies';
 * const rows = [{ a: 0, b: 0, gain: -1 }, { a: 1, b: 0, gain: 2 }];
 * boundaryFigure(rows, { x: 'a', y: 'b', value: 'gain', level: 0 }).title; // '1 of 2 points lie above gain = 0'
 * ```
 */
export function boundaryFigure(
  rows: readonly Row[],
  { x, y, value, level, facet, above, below, predicted = [], xLabel = x, yLabel = y }: BoundaryFigureOptions,
): Figure {
  checkNumber('level', level);
  const dots = rows.map((row) => ({
    x: numberOf(row, x),
    y: numberOf(row, y),
    above: numberOf(row, value) >= level,
    facet: facet === undefined ? '' : `${facet} ${String(row[facet])}`,
  }));
  const panels = [...new Set(dots.map((dot) => dot.facet))];
  const line = predicted.map((point) => ({
    ...point,
    facet: facet === undefined ? '' : `${facet} ${String(point.facet)}`,
  }));
  const many = dots.filter((dot) => dot.above).length;
  const columns = new Map<string, number>();
  for (const dot of dots) columns.set(dot.facet, (columns.get(dot.facet) ?? 0) + 1);
  // Dots of a refined study crowd at the boundary, which is what they are for.
  const radius = Math.max(1.6, Math.min(5, 90 / Math.sqrt(Math.max(...columns.values(), 1)) / 2));
  const meaning = (words: string | undefined, sign: string) => words ?? `${value} ${sign} ${decimal(level)}`;
  return figure({
    title: above
      ? `${many} of ${dots.length} points: ${above}`
      : `${many} of ${dots.length} points lie above ${value} = ${decimal(level)}`,
    subtitle: `${value} at each point of the study${line.length > 0 ? ', and the boundary that theory predicts' : ''}`,
    description: `Dots over ${x} and ${y}; in each panel those above ${value} = ${decimal(level)} lie on one side`,
    height: 380,
    legend: [
      { label: meaning(above, '≥'), color: (theme) => theme.accent, mark: 'dot' },
      { label: meaning(below, '<'), color: (theme) => theme.muted, mark: 'dot' },
      ...(line.length > 0
        ? [{ label: 'predicted', color: (theme: { ink: string }) => theme.ink, mark: 'line' as const }]
        : []),
    ],
    plot: (Plot, theme) => ({
      x: { label: `${xLabel} →`, nice: true },
      y: { label: `↑ ${yLabel}`, nice: true },
      ...(facet !== undefined && { fx: { domain: panels, label: null } }),
      marks: [
        Plot.frame({ stroke: theme.grid }),
        Plot.dot(dots, {
          x: 'x',
          y: 'y',
          ...(facet !== undefined && { fx: 'facet' }),
          r: radius,
          fill: (dot: { above: boolean }) => (dot.above ? theme.accent : theme.muted),
        }),
        Plot.line(line, {
          x: 'x',
          y: 'y',
          ...(facet !== undefined && { fx: 'facet' }),
          z: 'facet',
          stroke: theme.ink,
          strokeWidth: 1.5,
        }),
      ],
    }),
  });
}

function numberOf(row: Row, column: string): number {
  const cell = row[column];
  if (typeof cell === 'number') return cell;
  if (cell === null) return NaN;
  throw new InvalidInputError(column, cell, 'be a column of numbers in the rows');
}

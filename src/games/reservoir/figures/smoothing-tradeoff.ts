import { decimal, figure, logAxisX, significant, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { SmoothingRow } from '../protocols.js';
import { paper } from './words.js';

/** Something that smooths, with its name. */
export interface NamedSmoothing extends Pick<SmoothingRow, 'actionVariance' | 'depth' | 'recovery'> {
  readonly name: string;
  /** Drawn apart from the filters. */
  readonly reservoir?: boolean;
}

/**
 * How much variance each takes away against how far it lets a block of defection pull it down.
 *
 * @param rows - the first is what the others are compared with, as a rule Tit-for-Tat
 * @see arXiv 2602.20846, Table 2
 * @throws InvalidInputError if there are fewer than two rows or a variance is not positive
 *
 * @example
 * ```ts
 * import { smoothingTradeoffFigure } from 'polity/games';
 * const row = (name: string, actionVariance: number, depth: number) => ({ name, actionVariance, depth, recovery: 1 });
 * smoothingTradeoffFigure([row('Tit-for-Tat', 0.09, 0), row('filter', 0.009, 0.4)]).title;
 * // 'filter takes away most variance, 10×, and falls to 0.4 through the block'
 * ```
 */
export function smoothingTradeoffFigure(rows: readonly NamedSmoothing[]): Figure {
  const [first] = rows;
  if (rows.length < 2 || rows.some(({ actionVariance }) => !(actionVariance > 0))) {
    throw new InvalidInputError('rows', rows, 'be two or more of positive variance');
  }
  const points = rows.map((row) => ({ ...row, reduction: first.actionVariance / row.actionVariance }));
  const best = points.reduce((most, point) => (point.reduction > most.reduction ? point : most));
  const reductions = points.map(({ reduction }) => reduction);
  const [low, high] = [Math.min(...reductions) / 1.5, Math.max(...reductions) * 2.2];
  const filters = points.filter(({ reservoir }) => !reservoir);
  return figure({
    title: `${best.name} takes away most variance, ${significant(best.reduction)}×, and falls to ${decimal(best.depth, 2)} through the block`,
    subtitle: `Variance of ${first.name} over that of each, against slips; lowest action in a block of defection. Behind each name: rounds to recover, – if not in time`,
    source: `${paper}, Table 2`,
    description: `Depth against variance reduction: ${points.map(({ name, reduction, depth, recovery }) => `${name}: ${significant(reduction)}×, ${decimal(depth)}, ${recovery ?? 'never'} rounds`).join('; ')}.`,
    height: 340,
    legend: [
      { label: 'filters of Tit-for-Tat', color: (theme) => theme.series[0] },
      ...(filters.length < points.length
        ? [{ label: 'reservoir', color: (theme: { accent: string }) => theme.accent, mark: 'dot' as const }]
        : []),
    ],
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 16,
      x: { type: 'log', domain: [low, high] },
      y: { label: '↑ lowest action in the block', domain: [0, 1.06], grid: true },
      marks: [
        logAxisX(Plot, low, high, 'variance taken away (×) →'),
        Plot.line(filters, { x: 'reduction', y: 'depth', stroke: theme.series[0], strokeWidth: 1.5 }),
        Plot.dot(points, {
          x: 'reduction',
          y: 'depth',
          r: 5,
          fill: ({ reservoir }: NamedSmoothing) => (reservoir ? theme.accent : theme.series[0]),
        }),
        // At two heights, as neighbours on the axis are close.
        ...[0, 1].map((parity) =>
          Plot.text(
            points.filter((_, i) => i % 2 === parity),
            {
              x: 'reduction',
              y: 'depth',
              text: ({ name, recovery }: NamedSmoothing) =>
                `${name}: ${recovery === null ? '–' : decimal(recovery, 1)}`,
              dy: parity === 0 ? -14 : -28,
              fill: theme.ink,
            },
          ),
        ),
      ],
    }),
  });
}

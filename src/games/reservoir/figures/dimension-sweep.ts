import { decimal, figure, logAxisY, significant, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { FreeEnergyLandscape } from '../free-energy.js';
import { paper, seriesColor } from './words.js';

/** The mean landscape of reservoirs of one dimension, from α = 0 to α = 1. */
export interface DimensionLandscape {
  readonly dimension: number;
  readonly landscape: FreeEnergyLandscape;
}

/**
 * How far a body of d neurons takes down the variance of actions, and what complexity costs with Tit-for-Tat and with the
 * body.
 *
 * @param rows - two dimensions or more, each with its first receptivity Tit-for-Tat and its last the body
 * @see arXiv 2602.20846, Figure 8
 * @throws InvalidInputError if there are fewer than two rows
 *
 * @example
 * ```ts
 * import { dimensionSweepFigure, freeEnergyLandscape, noisyCooperator, publishedAgent } from 'polity/games';
 * const rows = [2, 4].map((dimension) => {
 *   const agent = publishedAgent('dimension', 0, { dimension, epochs: 10 });
 *   return { dimension, landscape: freeEnergyLandscape(agent, noisyCooperator(200, 0.1, 1), { receptivities: [0, 1] }) };
 * });
 * dimensionSweepFigure(rows).source; // 'Nakamura, arXiv 2602.20846, Figure 8'
 * ```
 */
export function dimensionSweepFigure(rows: readonly DimensionLandscape[]): Figure {
  if (rows.length < 2) throw new InvalidInputError('rows', rows, 'hold two dimensions');
  const points = rows.map(({ dimension, landscape: { points: all } }) => {
    const [tft, body] = [all[0], all[all.length - 1]];
    return {
      dimension,
      reduction: tft.actionVariance / body.actionVariance,
      tft: tft.complexity,
      body: body.complexity,
    };
  });
  const series = [
    { label: 'variance of Tit-for-Tat over that of the body', of: 'reduction' },
    { label: 'complexity of Tit-for-Tat (nats)', of: 'tft' },
    { label: 'complexity of the body (nats)', of: 'body' },
  ] as const;
  // A mean of estimates floored at 0 may be 0, which a logarithmic axis cannot show.
  const values = points.flatMap(({ reduction, tft, body }) => [reduction, tft, body]).filter((value) => value > 0);
  const [low, high] = [Math.min(...values) / 1.4, Math.max(...values) * 1.4];
  const dimensions = points.map(({ dimension }) => dimension);
  const [first, last] = [points[0], points[points.length - 1]];
  const least = points.reduce((best, point) => (point.tft < best.tft ? point : best));
  return figure({
    title: `From ${first.dimension} to ${last.dimension} neurons the body’s smoothing goes from ${significant(first.reduction)}× to ${significant(last.reduction)}×; Tit-for-Tat distorts it least at ${least.dimension}`,
    subtitle: 'Means over agents, against a cooperator who slips with probability 0.1; both axes logarithmic',
    source: `${paper}, Figure 8`,
    description: `By dimension: ${points.map(({ dimension, reduction, tft, body }) => `d = ${dimension}: variance divided by ${significant(reduction)}, complexity ${decimal(tft)} and ${decimal(body)} nats`).join('; ')}.`,
    height: 380,
    legend: series.map(({ label }, i) => ({ label, color: (theme) => seriesColor(theme, i) })),
    plot: (Plot, theme) => ({
      marginLeft: 56,
      marginRight: 20,
      x: { type: 'log' },
      y: { type: 'log', domain: [low, high] },
      marks: [
        ...logAxisY(Plot, theme, low, high, '↑ ratio, or nats'),
        Plot.axisX(dimensions, { text: String, label: 'neurons, d →' }),
        ...series.map(({ of }, i) =>
          Plot.line(
            points.filter((point) => point[of] > 0),
            { x: 'dimension', y: of, stroke: seriesColor(theme, i), strokeWidth: 2, marker: 'dot' },
          ),
        ),
      ],
    }),
  });
}

import { decimal, figure, logAxisX, type Figure } from '../../figures/index.js';

/** What a construction gives for a society without influence. */
export interface NullHazard {
  readonly hazardRatio: number;
  readonly concordance: number;
  /** What sets this society apart: societies of one group are joined by a line. */
  readonly group: string;
}

/**
 * Hazard ratio and concordance of societies without influence, and the pair that was published.
 *
 * @example
 * ```ts
 * import { hazardPlaneFigure } from 'polity/populations';
 * hazardPlaneFigure([{ hazardRatio: 0.55, concordance: 0.75, group: '10 edges' }], { hazardRatio: 0.53, concordance: 0.78 })
 *   .title; // 'A society without influence comes within 0.03 of the published hazard ratio and concordance'
 * ```
 */
export function hazardPlaneFigure(
  nulls: readonly NullHazard[],
  published: { readonly hazardRatio: number; readonly concordance: number },
): Figure {
  const distance = Math.min(
    ...nulls.map((point) =>
      Math.max(
        Math.abs(point.hazardRatio - published.hazardRatio),
        Math.abs(point.concordance - published.concordance),
      ),
    ),
  );
  const groups = [...new Set(nulls.map(({ group }) => group))];
  const ratios = [...nulls, published, { hazardRatio: 1 }].map(({ hazardRatio }) => hazardRatio);
  const [low, high] = [Math.min(...ratios) / 1.2, Math.max(...ratios) * 1.2];
  return figure({
    title: `A society without influence comes within ${decimal(distance, 2)} of the published hazard ratio and concordance`,
    subtitle: 'Published construction on random networks with random adopters; a point for each share of adopters',
    source: 'After B. Yee, K. Sharma, arXiv 2603.03555; scripted societies',
    description: `Concordance over hazard ratio of ${nulls.length} societies without influence, from ${decimal(Math.min(...nulls.map((point) => point.hazardRatio)))} to ${decimal(Math.max(...nulls.map((point) => point.hazardRatio)))}, with the published point at ${decimal(published.hazardRatio)} and ${decimal(published.concordance)}.`,
    height: 340,
    legend: [
      ...groups.map((label, i) => ({ label, color: (theme: { series: readonly string[] }) => theme.series[i % 6] })),
      { label: 'published', color: (theme) => theme.accent, mark: 'ring' as const },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 24,
      x: { type: 'log', domain: [low, high] },
      y: { domain: [0.45, 1], label: '↑ concordance', grid: true },
      marks: [
        logAxisX(Plot, low, high, 'hazard ratio of one more exposure →'),
        Plot.ruleX([1], { stroke: theme.muted, strokeDasharray: '3 3' }),
        Plot.ruleY([0.5], { stroke: theme.muted, strokeDasharray: '3 3' }),
        ...groups.flatMap((group, i) => {
          const points = nulls.filter((point) => point.group === group);
          return [
            Plot.line(points, { x: 'hazardRatio', y: 'concordance', stroke: theme.series[i % 6], strokeWidth: 1.5 }),
            Plot.dot(points, { x: 'hazardRatio', y: 'concordance', fill: theme.series[i % 6], r: 4 }),
          ];
        }),
        Plot.dot([published], { x: 'hazardRatio', y: 'concordance', stroke: theme.accent, strokeWidth: 2.5, r: 8 }),
      ],
    }),
  });
}

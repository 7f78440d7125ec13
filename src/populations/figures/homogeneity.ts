import { decimal, figure, type Figure } from '../../figures/index.js';
import {
  centroidStability,
  meanPairwiseCosine,
  microHomogeneity,
  type DayMatrix,
} from '../socialization/day-centroids.js';
import { expectedCosine } from '../socialization/null-predictions.js';
import type { PostStream } from '../socialization/post-stream.js';
import { moltbook } from './words.js';

/**
 * Similarity of days: of their mean posts, of single posts, and of the mean posts of a society in which nothing happens,
 * three maps of day by day on one scale.
 *
 * @see arXiv 2602.14299, semantic convergence
 *
 * @example
 * ```ts
 * import { homogeneityFigure, simulateEmbeddingSociety } from 'polity/populations';
 * homogeneityFigure(simulateEmbeddingSociety({ agents: 100 })).title;
 * // 'Mean posts of two days have cosine 0.993, single posts 0.255; independent posts would give the means 0.986'
 * ```
 */
export function homogeneityFigure(stream: PostStream): Figure {
  const [centroids, posts] = [centroidStability(stream), microHomogeneity(stream)];
  const similarity = Math.max(0, meanPairwiseCosine(stream));
  const size = (t: number) => stream.dayStart[t + 1] - stream.dayStart[t];
  const predicted = (s: number, t: number) => (s === t ? 1 : expectedCosine(similarity, size(s), size(t)));
  const panels = ['mean posts', 'mean posts if independent', 'single posts'] as const;
  const cells = panels.flatMap((panel) =>
    Array.from({ length: stream.days ** 2 }, (_, i) => {
      const [s, t] = [Math.floor(i / stream.days), i % stream.days];
      const of = { 'mean posts': centroids.values[i], 'mean posts if independent': predicted(s, t), 'single posts': posts.values[i] }; // prettier-ignore
      return { panel, s: s + 1, t: t + 1, cosine: of[panel] };
    }),
  );
  const expected = meanOffDiagonal(stream.days, predicted);
  const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
  const write = (matrix: DayMatrix) => decimal(matrix.mean);
  return figure({
    title: `Mean posts of two days have cosine ${write(centroids)}, single posts ${write(posts)}; independent posts would give the means ${decimal(expected)}`,
    subtitle: `${stream.posts.toLocaleString('en-GB')} posts on ${stream.days} days; independent: μ²/(μ² + (1 − μ²)/n) with μ² = ${decimal(similarity)}`,
    source: moltbook,
    description: `Three maps of cosines of day by day. Mean posts: ${write(centroids)} on average over pairs of different days, ${decimal(expected)} expected of independent posts; single posts: ${write(posts)}.`,
    height: 270,
    ramp: { label: 'cosine', thresholds, colors: (theme) => theme.sequential },
    plot: (Plot, theme) => ({
      marginLeft: 44,
      marginBottom: 40,
      fx: { domain: [...panels], label: null, padding: 0.08 },
      x: { label: 'day', type: 'band', ticks: everyFew(stream.days) },
      y: { label: 'day', type: 'band', ticks: everyFew(stream.days) },
      color: { type: 'threshold', domain: thresholds, range: [...theme.sequential] },
      marks: [
        Plot.cell(
          cells.filter(({ cosine }) => !Number.isNaN(cosine)),
          { fx: 'panel', x: 't', y: 's', fill: 'cosine', inset: 0.5 },
        ),
      ],
    }),
  });
}

function meanOffDiagonal(days: number, value: (s: number, t: number) => number): number {
  let [sum, pairs] = [0, 0];
  for (let s = 0; s < days; s++) {
    for (let t = s + 1; t < days; t++) {
      const entry = value(s, t);
      if (!Number.isFinite(entry)) continue;
      sum += entry;
      pairs++;
    }
  }
  return sum / pairs;
}

function everyFew(days: number): number[] {
  const step = Math.ceil(days / 6);
  return Array.from({ length: Math.ceil(days / step) }, (_, i) => 1 + i * step);
}

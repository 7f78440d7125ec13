import { decimal, figure, type Figure } from '../../figures/index.js';
import { localDensity, type LocalDensityOptions } from '../socialization/local-density.js';
import type { PostStream } from '../socialization/post-stream.js';
import { shuffledStream } from '../socialization/shuffled-stream.js';
import { moltbook } from './words.js';

const POINTS = 81;

/**
 * Distribution of local density on each day, a ridge a day, over that of the same society without time.
 *
 * @param options - of {@link localDensity}
 * @see arXiv 2602.14299, local density
 *
 * @example
 * ```ts
 * import { densityFigure, simulateEmbeddingSociety } from 'polity/populations';
 * densityFigure(simulateEmbeddingSociety({ attraction: 0.3 }), { sampleSize: 100 }).title;
 * // 'From the first to the last day mean local density changes by 0.22, in random order by 0.003'
 * ```
 */
export function densityFigure(stream: PostStream, options: LocalDensityOptions = {}): Figure {
  const { days } = localDensity(stream, options);
  const without = localDensity(shuffledStream(stream, { seed: options.seed ?? 0 }), options).days;
  const all = [...days, ...without].flatMap((day) => (day ? [...day.densities] : []));
  const [low, high] = all.reduce(([least, most], v) => [Math.min(least, v), Math.max(most, v)], [Infinity, -Infinity]);
  const width = Math.max(1e-6, (high - low) / 25);
  const curves = (list: typeof days) =>
    list.flatMap((day, t) => (day ? smoothed(day.densities, low - 2 * width, high + 2 * width, width, t + 1) : []));
  const change = (list: typeof days) => {
    const means = list.flatMap((day) => (day ? [day.mean] : []));
    return means[means.length - 1] - means[0];
  };
  const sizes = days.flatMap((day) => (day ? [day.posts.length] : []));
  const size =
    Math.min(...sizes) === Math.max(...sizes) ? `${sizes[0]}` : `${Math.min(...sizes)} to ${Math.max(...sizes)}`;
  return figure({
    title: `From the first to the last day mean local density changes by ${decimal(change(days))}, in random order by ${decimal(change(without))}`,
    subtitle: `Mean cosine of a post to its ${options.neighbours ?? 10} nearest posts of the day, ${size} posts of each day`,
    source: moltbook,
    description: `A ridge of the distribution of local density for each of ${days.length} days, over the distribution of the same posts with each agent’s posts in random order.`,
    height: Math.max(200, 60 + 26 * days.length),
    legend: [
      { label: 'as posted', color: (theme) => theme.series[0], mark: 'area' },
      { label: 'in random order', color: (theme) => theme.muted, mark: 'line' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 48,
      fy: { label: 'day', padding: 0.1 },
      x: { label: 'local density (cosine) →' },
      y: { axis: null, domain: [0, Math.max(...[...curves(days), ...curves(without)].map(({ height }) => height))] },
      marks: [
        Plot.areaY(curves(days), { fy: 'day', x: 'density', y: 'height', fill: theme.series[0], fillOpacity: 0.55 }),
        Plot.lineY(curves(without), { fy: 'day', x: 'density', y: 'height', stroke: theme.muted, strokeWidth: 1.4 }),
      ],
    }),
  });
}

/** Gaussian kernel density on a grid. */
function smoothed(values: Float64Array, from: number, to: number, width: number, day: number) {
  return Array.from({ length: POINTS }, (_, k) => {
    const density = from + ((to - from) * k) / (POINTS - 1);
    let height = 0;
    for (const value of values) height += Math.exp(-0.5 * ((density - value) / width) ** 2);
    return { day, density, height: height / (values.length * width * Math.sqrt(2 * Math.PI)) };
  });
}

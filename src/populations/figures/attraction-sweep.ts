import { figure, type Figure } from '../../figures/index.js';
import { checkNumber, checkVector } from '../../foundation/index.js';
import { simulateEmbeddingSociety, type EmbeddingSocietyOptions } from '../socialization/embedding-society.js';
import { socializationReport, type SocializationMetric } from '../socialization/socialization-report.js';
import { metricWords } from './words.js';

const shown: readonly SocializationMetric[] = [
  'centroidStability',
  'homogenization',
  'drift',
  'societalPull',
  'netProgress',
  'interactionInfluence',
];

export interface AttractionSweepOptions extends EmbeddingSocietyOptions {
  /** Values of κ, ascending; default 0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3. */
  readonly attractions?: ArrayLike<number>;
  /** Shuffled societies a null interval, default 12. */
  readonly shuffles?: number;
}

/**
 * Which measures see socialization, and from what strength on: distance from the null model against the attraction κ of
 * the scripted society.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { attractionSweepFigure } from 'polity/populations';
 * attractionSweepFigure({ agents: 60, attractions: [0, 0.1], shuffles: 6 }).title;
 * // 'The weakest attraction to be seen is κ = 0.1, by: daily centroids alike, posts of a day grow alike, agents drift, towards the society, towards rewarded posts, towards posts replied to'
 * ```
 */
export function attractionSweepFigure({
  attractions = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
  shuffles = 12,
  ...society
}: AttractionSweepOptions = {}): Figure {
  const values = checkVector('attractions', attractions, { min: 0, max: 1 });
  values.forEach((value, i) => i > 0 && checkNumber(`attractions[${i}]`, value, { min: values[i - 1] }));
  const rows = Array.from(values).flatMap((attraction) => {
    const stream = simulateEmbeddingSociety({ ...society, attraction });
    const { findings } = socializationReport(stream, { shuffles, seed: society.seed ?? 0 });
    return findings
      .filter(({ metric }) => shown.includes(metric))
      .map(({ metric, observed, expected, nullInterval, verdict }) => ({
        metric,
        attraction,
        verdict,
        distance: ((observed - expected) * 2) / (nullInterval.upper - nullInterval.lower),
      }));
  });
  const seen = rows.filter(({ verdict, attraction }) => verdict !== 'as null' && attraction > 0);
  const first = seen.find(({ attraction }) => attraction === seen[0].attraction);
  const together = seen
    .filter(({ attraction }) => attraction === first?.attraction)
    .map(({ metric }) => metricWords[metric]);
  return figure({
    title: first
      ? `The weakest attraction to be seen is κ = ${first.attraction}, by: ${together.join(', ')}`
      : 'At none of these attractions does a measure leave its null model',
    subtitle:
      'Distance from the null model in half-widths of its 95 % interval (shaded), against the attraction of the scripted society',
    source: 'Scripted society: interests move by κ towards a post after each comment on it',
    description: `Six measures against κ from ${values[0]} to ${values[values.length - 1]}; beyond their null model are ${seen.map(({ metric, attraction }) => `${metricWords[metric]} at ${attraction}`).join(', ') || 'none'}.`,
    height: 360,
    legend: shown.map((metric, i) => ({ label: metricWords[metric], color: (theme) => theme.series[i] })),
    plot: (Plot, theme) => ({
      marginLeft: 52,
      marginTop: 32,
      x: { label: 'attraction κ →', type: 'symlog', constant: 0.02, ticks: Array.from(values), tickFormat: '~g' },
      y: {
        type: 'symlog',
        constant: 2,
        label: '↑ distance from the null model',
        ticks: [-100, -30, -10, -3, -1, 1, 3, 10, 30, 100],
        tickFormat: 'd',
        grid: true,
      },
      marks: [
        Plot.rectY([0], { y1: -1, y2: 1, fill: theme.muted, fillOpacity: 0.25 }),
        Plot.line(rows, {
          x: 'attraction',
          y: 'distance',
          z: 'metric',
          stroke: ({ metric }: { metric: SocializationMetric }) => theme.series[shown.indexOf(metric)],
          strokeWidth: 2,
        }),
        Plot.dot(rows, {
          x: 'attraction',
          y: 'distance',
          r: 3,
          fill: ({ metric }: { metric: SocializationMetric }) => theme.series[shown.indexOf(metric)],
        }),
      ],
    }),
  });
}

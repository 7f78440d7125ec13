import { decimal, figure, type Figure, type LegendEntry } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { CrossModelInteractionGap } from '../inference/best-combination.js';
import { counted, labelRoom } from './words.js';

/** The gap of one domain. */
export interface DomainGap extends CrossModelInteractionGap {
  readonly domain: string;
}

/**
 * Predicted and measured score of the agent made of the best model for every slot, beside the best single model, a line a domain.
 */
export function bestCombinationFigure(
  gaps: readonly DomainGap[],
  { source }: { readonly source?: string } = {},
): Figure {
  if (gaps.length === 0) throw new InvalidInputError('gaps', gaps, 'hold a domain');
  const scored = gaps.flatMap(({ domain, bestSingle }) => (bestSingle ? [{ domain, score: bestSingle.score }] : []));
  const worst = gaps.reduce((a, b) => (Math.abs(b.gap) > Math.abs(a.gap) ? b : a));
  const short = gaps.filter(({ gap }) => gap < -0.005).length;
  const ends = gaps.flatMap(({ prediction, measured, baseline }) => [prediction, measured, baseline, 0]);
  const legend: LegendEntry[] = [
    { label: 'default model', color: (theme) => theme.muted, mark: 'dot' },
    { label: 'predicted: values added up', color: (theme) => theme.series[0] ?? theme.ink, mark: 'ring' },
    { label: 'measured', color: (theme) => theme.accent, mark: 'dot' },
    ...(scored.length > 0
      ? [
          {
            label: 'best single model',
            color: (theme) => theme.series[2] ?? theme.ink,
            mark: 'ring',
          } satisfies LegendEntry,
        ]
      : []),
  ];
  return figure({
    title:
      short === 0
        ? `The best combination does what its parts promise in ${counted(gaps.length, 'domain')}`
        : `The best combination falls short of its parts in ${short} of ${counted(gaps.length, 'domain')}, most in ${worst.domain} (${decimal(worst.gap)})`,
    subtitle: 'Score of the agent with the best model in every slot: predicted as v(∅) + Σ max φ, and measured',
    description: gaps
      .map((row) => `${row.domain}: predicted ${decimal(row.prediction)}, measured ${decimal(row.measured)}`)
      .join('; '),
    ...(source === undefined ? {} : { source }),
    height: 80 + 44 * gaps.length,
    legend,
    plot: (Plot, theme) => ({
      marginLeft: labelRoom(gaps.map(({ domain }) => domain)),
      marginRight: 24,
      x: { domain: [Math.min(...ends), Math.max(1, ...ends)], label: 'score →', inset: 8 },
      y: { domain: gaps.map(({ domain }) => domain), label: null, tickSize: 0 },
      marks: [
        Plot.gridX({ stroke: theme.grid, strokeOpacity: 1 }),
        Plot.link(gaps, { y: 'domain', x1: 'baseline', x2: 'prediction', stroke: theme.grid, strokeWidth: 2 }),
        Plot.link(gaps, { y: 'domain', x1: 'prediction', x2: 'measured', stroke: theme.accent, strokeWidth: 2.5 }),
        Plot.dot(gaps, { y: 'domain', x: 'baseline', fill: theme.muted, r: 4 }),
        Plot.dot(gaps, { y: 'domain', x: 'prediction', stroke: theme.series[0], r: 7, strokeWidth: 2 }),
        Plot.dot(gaps, { y: 'domain', x: 'measured', fill: theme.accent, r: 4.5 }),
        Plot.dot(scored, { y: 'domain', x: 'score', stroke: theme.series[2], r: 9.5, strokeWidth: 1.8 }),
        Plot.text(gaps, {
          y: 'domain',
          x: ({ prediction, measured }: DomainGap) => (prediction + measured) / 2,
          text: ({ gap }: DomainGap) => decimal(gap),
          dy: -17,
          fill: theme.ink,
        }),
      ],
    }),
  });
}

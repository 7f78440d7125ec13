import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { SampledTraining } from '../train-sampled.js';
import { paper, seriesColor } from './words.js';

/** A run of a sweep, with the words for the legend. */
export interface SweepRun {
  readonly label: string;
  readonly run: Pick<SampledTraining, 'entropy' | 'reward'>;
}

/**
 * Entropy along training for several settings of a method, from the plain baseline to the strongest.
 *
 * @param runs - two to six, the baseline first
 * @param options - `method`, as it should read in the title
 * @see arXiv 2505.22617, Figures 9 to 12
 *
 * @example
 * ```ts
 * import { sweepFigure } from 'polity/entropy';
 * const run = (end: number) => ({ entropy: [0.6, end], reward: [0.2, 0.5] }) as never;
 * sweepFigure([{ label: 'GRPO', run: run(0.3) }, { label: 'r = 0.08', run: run(0.5) }], { method: 'Clip-Cov' }).title;
 * // 'Clip-Cov keeps entropy: it ends at 0.5 instead of 0.3 nats'
 * ```
 */
export function sweepFigure(runs: readonly SweepRun[], { method }: { readonly method: string }): Figure {
  if (runs.length < 2 || runs.length > 6) throw new InvalidInputError('runs.length', runs.length, 'lie in [2, 6]');
  const ends = runs.map(({ run: { entropy } }) => entropy[entropy.length - 1]);
  const ordered = ends.every((end, i) => i === 0 || end >= ends[i - 1]);
  const last = ends[ends.length - 1];
  const lines = runs.map(({ label, run }, i) => ({
    label: `${label} (R = ${decimal(run.reward[run.reward.length - 1])})`,
    color: i,
    points: Array.from(run.entropy, (entropy, t) => ({ t, entropy })),
  }));
  return figure({
    title: `${method} ${last > ends[0] ? 'keeps' : 'does not keep'} entropy: it ends at ${decimal(last)} instead of ${decimal(ends[0])} nats${ordered && runs.length > 2 ? ', more the stronger it is set' : ''}`,
    subtitle: 'Mean entropy of the policy on sampled token chains; in brackets the expected reward at the end',
    source: `${paper}, Figures 9 to 12; tabular policies`,
    description: `Entropy against rollouts. ${runs.map(({ label }, i) => `${label} ends at ${decimal(ends[i])} nats`).join('; ')}.`,
    legend: lines.map(({ label, color }) => ({ label, color: (theme) => seriesColor(theme, color) })),
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 16,
      x: { label: 'rollouts →' },
      y: { label: '↑ entropy, H (nats)', grid: true },
      marks: lines.map(({ points, color }) =>
        Plot.line(points, { x: 't', y: 'entropy', stroke: seriesColor(theme, color), strokeWidth: 2 }),
      ),
    }),
  });
}

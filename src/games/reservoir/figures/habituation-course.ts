import { decimal, figure, logAxisY, significant, type Figure } from '../../../figures/index.js';
import { checkOneOf, InvalidInputError } from '../../../foundation/index.js';
import type { HabituationPoint } from '../protocols.js';
import { paper, seriesColor } from './words.js';

/**
 * What habituation does to the divergence of states, or to the variance of actions, for several receptivities.
 *
 * @param courses - one to six, by name
 * @param options - which quantity; default the variance of actions
 * @see arXiv 2602.20846, Figure 4
 * @throws InvalidInputError if there are too few or many courses, or one has fewer than two points
 *
 * @example
 * ```ts
 * import { habituationCourseFigure, habituationTrial } from 'polity/games';
 * habituationCourseFigure({ 'α = 1': habituationTrial(0, 1, { epochs: 15 }) }).title;
 * // 'Over 15 epochs the variance of actions falls to 1/170 (α = 1)'
 * ```
 */
export function habituationCourseFigure(
  courses: Readonly<Record<string, readonly HabituationPoint[]>>,
  { quantity = 'actionVariance' }: { readonly quantity?: 'actionVariance' | 'divergence' } = {},
): Figure {
  checkOneOf('quantity', quantity, ['actionVariance', 'divergence']);
  const names = Object.keys(courses);
  if (names.length < 1 || names.length > 6) throw new InvalidInputError('courses', names, 'be one to six');
  for (const name of names) {
    if (courses[name].length < 2) throw new InvalidInputError(`courses.${name}`, courses[name], 'have two points');
  }
  const variance = quantity === 'actionVariance';
  const points = names.flatMap((name, i) =>
    courses[name]
      .map((point) => ({ i, epoch: point.epoch, value: point[quantity] }))
      .filter(({ value }) => !variance || value > 0),
  );
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values) / 1.3, Math.max(...values) * 1.3];
  const words = names.map((name) => {
    const course = courses[name];
    const ratio = course[0][quantity] / course[course.length - 1][quantity];
    if (!variance)
      return `from ${decimal(course[0][quantity], 2)} to ${decimal(course[course.length - 1][quantity], 2)} nats (${name})`;
    if (ratio > 1.05) return `falls to 1/${significant(ratio)} (${name})`;
    return ratio < 1 / 1.05 ? `rises ${significant(1 / ratio)} times (${name})` : `stays (${name})`;
  });
  const epochs = Math.max(...points.map(({ epoch }) => epoch));
  return figure({
    title: `Over ${epochs} epochs the ${variance ? 'variance of actions' : 'divergence of states goes'} ${words.join(', ')}`,
    subtitle: `${variance ? 'Variance of actions' : 'Divergence from the habituated states'} against a cooperator who slips with probability 0.1`,
    source: `${paper}, Figure 4`,
    description: `${variance ? 'Variance' : 'Divergence'} by epoch of habituation: ${words.join('; ')}.`,
    height: 340,
    legend: names.map((label, i) => ({ label, color: (theme) => seriesColor(theme, i) })),
    plot: (Plot, theme) => ({
      marginLeft: 60,
      marginRight: 16,
      x: { label: 'epochs of habituation, H →' },
      y: variance ? { type: 'log', domain: [low, high] } : { label: '↑ divergence (nats)', grid: true, zero: true },
      marks: [
        ...(variance ? logAxisY(Plot, theme, low, high, '↑ variance of actions') : []),
        ...names.map((_, i) =>
          Plot.line(
            points.filter((point) => point.i === i),
            { x: 'epoch', y: 'value', stroke: seriesColor(theme, i), strokeWidth: 2, marker: 'dot' },
          ),
        ),
      ],
    }),
  });
}

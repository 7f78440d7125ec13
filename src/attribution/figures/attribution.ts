import { decimal, type Figure } from '../../figures/index.js';
import type { AttributionBounds } from '../inference/attribution-bounds.js';
import type { Attribution } from '../inference/attribution-inference.js';
import type { AttributionComparison } from '../inference/compare-attributions.js';
import type { RegressionAttribution } from '../inference/regression-attribution.js';
import type { TestedEstimate } from '../inference/tested-estimate.js';
import { forestFigure, type ForestRow } from './forest.js';
import { coalitionText, counted, listed } from './words.js';

export interface ValuesFigureOptions {
  /** Unit of the scores, for the axis; default `score`. */
  readonly unit?: string;
  /** The line under the figure. */
  readonly source?: string;
}

/**
 * Values (and interactions) with their intervals, one a line. What is told from 0 is decided by the Holm-corrected test at the
 * level of the attribution.
 *
 * @example
 * ```ts
 * import { DenseGame, attributionFigure, attributionInference, simulatedScores } from 'polity/attribution';
 * const game = new DenseGame([0.1, 0.1, 0.9, 0.9], { players: ['critic', 'actor'] });
 * attributionFigure(attributionInference(simulatedScores(game, { tasks: 50, seed: 1 }))).title;
 * // 'Over 50 tasks actor is told from 0; critic is not'
 * ```
 */
export function attributionFigure(
  attribution: Attribution | RegressionAttribution,
  { unit = 'score', source }: ValuesFigureOptions = {},
): Figure {
  const { tasks, index } = attribution;
  const values = attribution.values.map((value) => ({
    ...value,
    name: coalitionText('coalition' in value ? value.coalition : [value.player]),
  }));
  const { level } = values[0].interval;
  const rows = values.map((value): ForestRow => rowOf(value.name, value, level));
  const missing = 'missing' in attribution ? `, ${counted(attribution.missing.length, 'coalition')} never ran` : '';
  return forestFigure(rows, {
    title: `Over ${counted(tasks.length, 'task')} ${toldApart(rows, 'told from 0')}`,
    subtitle: `${index} with ${percent(level)} intervals${missing}; solid where the Holm-corrected p is at most ${decimal(1 - level)}`,
    description: `Values with intervals: ${rows.map(described).join('; ')}.`,
    axis: values.some((value) => 'order' in value && value.order > 1)
      ? `value or interaction, ${unit}`
      : `value, ${unit}`,
    resolved: 'told from 0',
    unresolved: 'not told from 0',
    ...(source === undefined ? {} : { source }),
  });
}

/** Bounds on values when coalitions never ran: a bar for what these may be worth, whiskers for the sampling of tasks. */
export function boundsFigure(bounds: AttributionBounds, { unit = 'score', source }: ValuesFigureOptions = {}): Figure {
  const { tasks, index, missing, range, values } = bounds;
  const rows = values.map(({ player, lower, upper, interval, signed }): ForestRow => {
    const row = { label: player, estimate: (lower + upper) / 2, lower: interval.lower, upper: interval.upper };
    return { ...row, resolved: signed, bounds: { lower, upper } };
  });
  return forestFigure(rows, {
    title: `With ${counted(missing.length, 'coalition')} missing ${toldApart(rows, 'told from 0')}`,
    subtitle:
      `${index} over ${counted(tasks.length, 'task')}; a missing coalition may score ${decimal(range[0])} to ` +
      `${decimal(range[1])}, whiskers add ${percent(values[0].interval.level)} sampling error`,
    description: `Bounds: ${values.map((v) => `${v.player} ${decimal(v.lower)} to ${decimal(v.upper)}`).join('; ')}.`,
    axis: `value, ${unit}`,
    resolved: 'sign is certain',
    unresolved: 'sign is open',
    ...(source === undefined ? {} : { source }),
  });
}

/** How every value changes from one system to another, with intervals. */
export function comparisonFigure(
  comparison: AttributionComparison,
  { unit = 'score', source }: ValuesFigureOptions = {},
): Figure {
  const { differences, first, pairing, common, index } = comparison;
  const { level } = first;
  const rows = differences.map((difference) => rowOf(coalitionText(difference.coalition), difference, level));
  const changed = rows.filter(({ resolved }) => resolved);
  const moves = changed.map(
    ({ label, estimate }) => `${label} ${estimate > 0 ? 'gains' : 'loses'} ${decimal(Math.abs(estimate))}`,
  );
  return forestFigure(rows, {
    title:
      moves.length === 0
        ? 'No value is told apart between the two systems'
        : `From the first system to the second ${listed(moves)}`,
    subtitle:
      `${index}, second less first, with ${percent(level)} intervals; ` +
      (pairing === 'common'
        ? `${counted(first.tasks.length, 'common task')}, task by task`
        : `separate samples, ${counted(common.length, 'common task')}`),
    description: `Differences with intervals: ${rows.map(described).join('; ')}.`,
    axis: `change of value, ${unit}`,
    resolved: 'changed',
    unresolved: 'change not told from 0',
    ...(source === undefined ? {} : { source }),
  });
}

function rowOf(label: string, { estimate, interval, holm }: TestedEstimate, level: number): ForestRow {
  return { label, estimate, lower: interval.lower, upper: interval.upper, resolved: holm <= 1 - level + 1e-12 };
}

function toldApart(rows: readonly ForestRow[], what: string): string {
  const [told, open] = [true, false].map((resolved) => rows.filter((row) => row.resolved === resolved));
  if (told.length === 0) return `no value is ${what}`;
  const names = listed(told.map(({ label }) => label));
  const verb = told.length === 1 ? 'is' : 'are';
  if (open.length === 0) return `${names} ${verb} ${what}`;
  const others = listed(
    open.map(({ label }) => label),
    3,
  );
  return `${names} ${verb} ${what}; ${others} ${open.length === 1 ? 'is' : 'are'} not`;
}

function described({ label, estimate, lower, upper }: ForestRow): string {
  return `${label} ${decimal(estimate)} (${decimal(lower)} to ${decimal(upper)})`;
}

function percent(level: number): string {
  return `${decimal(100 * level, 1)} %`;
}

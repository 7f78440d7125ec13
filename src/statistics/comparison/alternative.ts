import { checkOneOf } from '../../foundation/index.js';
import type { Interval } from '../interval.js';

/** Which departures from the null hypothesis count: both, or that the first is larger, or smaller. */
export type Alternative = 'two-sided' | 'greater' | 'less';

export function checkAlternative(alternative: unknown): Alternative {
  return checkOneOf('alternative', alternative, ['two-sided', 'greater', 'less']);
}

/** p-value from the chances, under the null, of a statistic at most and at least as large as observed. */
export function pValueOf(alternative: Alternative, { below, above }: { below: number; above: number }): number {
  if (alternative === 'greater') return above;
  if (alternative === 'less') return below;
  return Math.min(1, 2 * Math.min(below, above));
}

/** The interval that goes with an alternative: open to the side that the alternative points to. */
export function intervalOf(
  alternative: Alternative,
  level: number,
  /** Bound that a share p of the estimator's distribution lies below. */
  bound: (p: number) => number,
): Interval {
  if (alternative === 'greater') return { lower: bound(1 - level), upper: Infinity, level };
  if (alternative === 'less') return { lower: -Infinity, upper: bound(level), level };
  return { lower: bound((1 - level) / 2), upper: bound((1 + level) / 2), level };
}

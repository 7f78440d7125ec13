import { checkNumber, checkVector, InvalidInputError } from '../foundation/index.js';

export interface GroupAdvantageOptions {
  /** Divide by the sample standard deviation of the group; default true. */
  readonly std?: boolean;
  /** Added to the standard deviation; default 10⁻⁶. */
  readonly epsilon?: number;
}

/**
 * Group-relative advantages A = (r − mean)/(sd + ε) within the responses to one prompt, sd with n − 1 in the denominator.
 * A group whose rewards are all equal gets 0; one response alone keeps its reward (mean 0, sd 1), as in verl.
 *
 * @param rewards - one number a response
 * @param groups - the prompt of each response, by any number
 * @throws InvalidInputError when lengths differ or a value is not finite.
 * @see arXiv 2505.22617, Section 2 (GRPO)
 *
 * @example
 * ```ts
 * import { grpoAdvantages } from 'polity/entropy';
 * grpoAdvantages([1, 0, 0, 0], [7, 7, 7, 7], { epsilon: 0 }); // [1.5, -0.5, -0.5, -0.5]
 * ```
 */
export function grpoAdvantages(
  rewards: ArrayLike<number>,
  groups: ArrayLike<number>,
  { std = true, epsilon = 1e-6 }: GroupAdvantageOptions = {},
): Float64Array {
  checkNumber('epsilon', epsilon, { min: 0 });
  return withinGroups(rewards, groups, (r, mean, deviation, size) => {
    if (size === 1) return std ? r / (1 + epsilon) : r;
    if (!std) return r - mean;
    return deviation > 0 ? (r - mean) / (deviation + epsilon) : 0;
  });
}

/**
 * Leave-one-out advantages A = r − mean of the other responses to the prompt; one response alone keeps its reward.
 *
 * @param rewards - one number a response
 * @param groups - the prompt of each response, by any number
 * @throws InvalidInputError when lengths differ or a value is not finite.
 *
 * @example
 * ```ts
 * import { rlooAdvantages } from 'polity/entropy';
 * rlooAdvantages([1, 0, 0, 0], [7, 7, 7, 7]); // [1, -0.333333, -0.333333, -0.333333]
 * ```
 */
export function rlooAdvantages(rewards: ArrayLike<number>, groups: ArrayLike<number>): Float64Array {
  return withinGroups(rewards, groups, (r, mean, _deviation, size) =>
    size === 1 ? r : ((r - mean) * size) / (size - 1),
  );
}

function withinGroups(
  rewards: ArrayLike<number>,
  groups: ArrayLike<number>,
  advantage: (reward: number, mean: number, deviation: number, size: number) => number,
): Float64Array {
  const r = checkVector('rewards', rewards);
  if (groups.length !== r.length) throw new InvalidInputError('groups.length', groups.length, `equal ${r.length}`);
  const members = new Map<number, number[]>();
  r.forEach((_, i) => {
    const group = checkNumber(`groups[${i}]`, groups[i]);
    const list = members.get(group);
    if (list) list.push(i);
    else members.set(group, [i]);
  });
  const result = new Float64Array(r.length);
  for (const list of members.values()) {
    const mean = list.reduce((sum, i) => sum + r[i], 0) / list.length;
    // Equal rewards have deviation 0 exactly, whatever rounding makes of their mean.
    const equal = list.every((i) => r[i] === r[list[0]]);
    const squares = list.reduce((sum, i) => sum + (r[i] - mean) ** 2, 0);
    const deviation = equal || list.length === 1 ? 0 : Math.sqrt(squares / (list.length - 1));
    for (const i of list) result[i] = equal && list.length > 1 ? 0 : advantage(r[i], mean, deviation, list.length);
  }
  return result;
}

import { InvalidInputError, checkInteger, checkNumber, checkPositive } from '../../foundation/index.js';
import type { Design, ParameterValue, Point } from './design.js';
import { checkParameterNames, checkParameterValue } from './parameter-values.js';

/** A grid: besides its points, its axes, which refinement subdivides. */
export interface Grid<Params extends Point = Point> extends Design<Params> {
  readonly kind: 'grid';
  readonly axes: readonly { readonly name: string; readonly values: readonly ParameterValue[] }[];
}

/**
 * All combinations of the values of some axes; the last axis varies fastest.
 *
 * @param axes - the values of each parameter, at least one, none twice
 * @throws InvalidInputError for no axis, an empty axis, a value that occurs twice or is no number, string or boolean
 *
 * @example
 * ```ts
 * import { grid } from 'polity/studies';
 * const design = grid({ fanIn: [3, 5], fidelity: [0.6, 0.8, 1] });
 * design.size; // 6
 * design.point(4); // { fanIn: 5, fidelity: 0.8 }
 * ```
 */
export function grid<Axes extends Readonly<Record<string, readonly ParameterValue[]>>>(
  axes: Axes,
): Grid<{ readonly [Name in keyof Axes]: Axes[Name][number] }> {
  const list = checkParameterNames('axes', Object.keys(axes)).map((name) => ({
    name,
    values: checkAxis(name, axes[name]),
  }));
  const size = list.reduce((product, { values }) => product * values.length, 1);
  checkInteger('number of grid points', size, { min: 1 });
  return {
    kind: 'grid',
    names: list.map(({ name }) => name),
    axes: list,
    size,
    specification: { kind: 'grid', axes: list },
    point(index) {
      let rest = checkInteger('index', index, { min: 0, max: size - 1 });
      const values = new Array<ParameterValue>(list.length);
      for (let axis = list.length - 1; axis >= 0; axis--) {
        const { length } = list[axis].values;
        values[axis] = list[axis].values[rest % length];
        rest = Math.floor(rest / length);
      }
      return Object.fromEntries(list.map(({ name }, axis) => [name, values[axis]])) as {
        readonly [Name in keyof Axes]: Axes[Name][number];
      };
    },
  };
}

function checkAxis(name: string, values: readonly unknown[]): readonly ParameterValue[] {
  if (!Array.isArray(values)) throw new InvalidInputError(name, values, 'be an array of values');
  if (values.length === 0) throw new InvalidInputError(name, values, 'have at least one value');
  const checked = values.map((value, i) => checkParameterValue(`${name}[${i}]`, value));
  const kind = typeof checked[0];
  checked.forEach((value, i) => {
    if (typeof value !== kind)
      throw new InvalidInputError(`${name}[${i}]`, value, `be a ${kind} like the values before it`);
    if (checked.indexOf(value) < i)
      throw new InvalidInputError(`${name}[${i}]`, value, 'differ from the values before it');
  });
  return checked;
}

/**
 * `count` numbers at equal distances from `from` to `to`, both included.
 *
 * @example
 * ```ts
 * import { linearSteps } from 'polity/studies';
 * linearSteps(0, 1, 5); // [0, 0.25, 0.5, 0.75, 1]
 * ```
 */
export function linearSteps(from: number, to: number, count: number): number[] {
  checkNumber('from', from);
  checkNumber('to', to);
  checkInteger('count', count, { min: 2 });
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? to : from + ((to - from) * i) / (count - 1)));
}

/**
 * `count` numbers at equal ratios from `from` to `to`, both positive and included.
 *
 * @example
 * ```ts
 * import { logarithmicSteps } from 'polity/studies';
 * logarithmicSteps(1, 100, 3); // [1, 10, 100]
 * ```
 */
export function logarithmicSteps(from: number, to: number, count: number): number[] {
  checkPositive('from', from);
  checkPositive('to', to);
  checkInteger('count', count, { min: 2 });
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    return i === count - 1 ? to : from * Math.pow(to / from, i / (count - 1));
  });
}

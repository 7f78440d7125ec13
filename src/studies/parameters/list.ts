import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import type { Design, Point } from './design.js';
import { checkParameterNames, checkParameterValue } from './parameter-values.js';

/**
 * Points written out one by one; all have the same parameters, and no point occurs twice.
 *
 * @throws InvalidInputError for an empty list, points with different parameters, the same point twice, or a value that is
 *   no finite number, string or boolean
 *
 * @example
 * ```ts
 * import { list } from 'polity/studies';
 * list([{ game: 'chicken', noise: 0 }, { game: 'stag hunt', noise: 0.05 }]).point(1).noise; // 0.05
 * ```
 */
export function list<Params extends Point>(points: readonly Params[]): Design<Params> {
  if (!isList(points) || points.length === 0) {
    throw new InvalidInputError('points', points, 'be a list of at least one point');
  }
  const names = checkParameterNames('points', Object.keys(points[0]));
  const seen = new Set<string>();
  const checked = points.map((point: Params, i) => {
    const own = Object.keys(point);
    if (own.length !== names.length || names.some((name) => !Object.hasOwn(point, name))) {
      throw new InvalidInputError(`points[${i}]`, own, `have the parameters of the first point: ${names.join(', ')}`);
    }
    const copy = Object.fromEntries(
      names.map((name) => {
        const value = checkParameterValue(`points[${i}].${name}`, point[name]);
        const kind = typeof points[0][name];
        if (typeof value !== kind) {
          throw new InvalidInputError(`points[${i}].${name}`, value, `be a ${kind} as in the first point`);
        }
        return [name, value];
      }),
    );
    const key = JSON.stringify(copy);
    if (seen.has(key)) throw new InvalidInputError(`points[${i}]`, copy, 'differ from the points before it');
    seen.add(key);
    return copy as Params;
  });
  return {
    kind: 'list',
    names,
    size: checked.length,
    specification: { kind: 'list', points: checked },
    point: (index) => checked[checkInteger('index', index, { min: 0, max: checked.length - 1 })],
  };
}

/** `Array.isArray` would take the type of the entries away. */
function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

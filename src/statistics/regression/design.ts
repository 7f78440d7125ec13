import { checkVector, InvalidInputError } from '../../foundation/index.js';

/** The rows of a regression, one after the other. */
export interface Design {
  /** n · p numbers, row-major. */
  readonly values: Float64Array;
  readonly n: number;
  readonly p: number;
}

/** A design matrix given as rows, copied to one flat array; the error names the entry at fault. */
export function checkDesign(rows: readonly ArrayLike<number>[], n: number, argument = 'design'): Design {
  if (!Array.isArray(rows)) throw new InvalidInputError(argument, rows, 'be an array of rows');
  if (rows.length !== n) throw new InvalidInputError(`${argument}.length`, rows.length, `equal ${n}`);
  const p = checkVector(`${argument}[0]`, rows[0]).length;
  const values = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    const row = rows[i] as ArrayLike<number>;
    let sound = row?.length === p;
    for (let j = 0; sound && j < p; j++) sound = Number.isFinite((values[i * p + j] = row[j]));
    if (!sound) checkVector(`${argument}[${i}]`, row, { length: p });
  }
  return { values, n, p };
}

/** Which of `count` groups, numbered from 0 in order of appearance, a row belongs to. */
export interface Groups {
  readonly of: Int32Array;
  readonly count: number;
}

/** Groups named by whole or other finite numbers, one name a row. */
export function checkGroups(argument: string, names: ArrayLike<number>, n: number): Groups {
  const index = new Map<number, number>();
  const of = Int32Array.from(checkVector(argument, names, { length: n }), (name) => {
    let group = index.get(name);
    if (group === undefined) index.set(name, (group = index.size));
    return group;
  });
  return { of, count: index.size };
}

/** Groups of an error model: every row its own, unless errors are clustered. */
export function errorGroups(errors: ErrorModel, clusters: ArrayLike<number> | undefined, n: number): Groups {
  if (errors !== 'cluster') return { of: Int32Array.from({ length: n }, (_, i) => i), count: n };
  if (!clusters) throw new InvalidInputError('clusters', clusters, `be given with errors: 'cluster'`);
  return checkGroups('clusters', clusters, n);
}

/** How errors may behave: all alike, each row its own variance (HC2), or dependent within clusters (CR2). */
export type ErrorModel = 'classical' | 'robust' | 'cluster';

export const ERROR_MODELS = ['classical', 'robust', 'cluster'] as const;

/** Complains of the column that depends on others. */
export function checkIndependent(dependentColumn: number | null): void {
  if (dependentColumn === null) return;
  throw new InvalidInputError('design', `column ${dependentColumn}`, 'have linearly independent columns');
}

import { Matrix, solve } from 'ml-matrix';

/**
 * The shortest vector y with rows·y ≥ lower: least distance programming by non-negative least squares. With E the rows'
 * transpose over lowerᵀ and f = (0, …, 0, 1), the u ≥ 0 that minimises |Eu − f| leaves the residual r = Eu − f, and
 * y = −r₁…ₖ/rₖ₊₁.
 *
 * Source: Lawson & Hanson, "Solving Least Squares Problems" (1974), chapter 23.
 *
 * @returns undefined where no y satisfies the rows
 */
export function leastDistance(rows: readonly ArrayLike<number>[], lower: ArrayLike<number>): Float64Array | undefined {
  const k = rows[0]?.length ?? 0;
  const columns = rows.map((row, j) => Float64Array.from({ length: k + 1 }, (_, i) => (i < k ? row[i] : lower[j])));
  const target = new Float64Array(k + 1);
  target[k] = 1;
  const u = nonNegativeLeastSquares(columns, target);
  const residual = target.map((value) => -value);
  columns.forEach((column, j) => column.forEach((value, i) => (residual[i] += value * u[j])));
  if (!(Math.hypot(...residual) > 1e-9)) return undefined;
  return Float64Array.from({ length: k }, (_, i) => -residual[i] / residual[k]);
}

/** The u ≥ 0 that minimises |Σ uⱼ columnⱼ − target|, by Lawson and Hanson's active sets. */
export function nonNegativeLeastSquares(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const u = new Float64Array(columns.length);
  const passive = new Set<number>();
  const barred = new Set<number>();
  for (let step = 0; step < 10 * (columns.length + target.length) + 100; step++) {
    const residual = target.slice();
    for (const j of passive) columns[j].forEach((value, i) => (residual[i] -= value * u[j]));
    let entering = -1;
    let steepest = 1e-12;
    columns.forEach((column, j) => {
      if (passive.has(j) || barred.has(j)) return;
      const slope = column.reduce((sum, value, i) => sum + value * residual[i], 0) / (Math.hypot(...column) || 1);
      if (slope > steepest) [entering, steepest] = [j, slope];
    });
    if (entering < 0) return u;
    passive.add(entering);
    let trial = unconstrained(columns, target, passive);
    if (!(trial.get(entering)! > 0)) {
      // Rounding only: the column depends on those that are in.
      passive.delete(entering);
      barred.add(entering);
      continue;
    }
    barred.clear();
    while ([...trial.values()].some((value) => value <= 0)) {
      let stride = 1;
      for (const [j, value] of trial) if (value <= 0) stride = Math.min(stride, u[j] / (u[j] - value));
      for (const [j, value] of trial) {
        u[j] += stride * (value - u[j]);
        if (u[j] <= 1e-15) {
          u[j] = 0;
          passive.delete(j);
        }
      }
      trial = unconstrained(columns, target, passive);
    }
    for (const [j, value] of trial) u[j] = value;
  }
  throw new Error('non-negative least squares did not settle on an active set');
}

function unconstrained(
  columns: readonly Float64Array[],
  target: Float64Array,
  passive: ReadonlySet<number>,
): Map<number, number> {
  const used = [...passive];
  if (used.length === 0) return new Map();
  const matrix = Matrix.zeros(target.length, used.length);
  used.forEach((j, c) => columns[j].forEach((value, i) => matrix.set(i, c, value)));
  // More columns than rows, or dependent ones: the shortest solution.
  const solution = solve(matrix, Matrix.columnVector(Array.from(target)), used.length > target.length);
  return new Map(used.map((j, c) => [j, solution.get(c, 0)]));
}

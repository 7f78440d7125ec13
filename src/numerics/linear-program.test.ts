import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import { solveForCosts, solveLinearProgram, type LinearProgram } from './linear-program.js';

describe('linear programs', () => {
  it('find the vertex that enumeration finds', async () => {
    const stream = randomStream(3);
    for (let trial = 0; trial < 30; trial++) {
      const rows = Array.from({ length: 5 }, () => [0.1 + stream.uniform(), 0.1 + stream.uniform()]);
      const cost = [-stream.uniform(), -stream.uniform()];
      const program: LinearProgram = {
        cost,
        lower: [0, 0],
        rows: rows.map((values) => ({ columns: [0, 1], values, upper: 1 })),
      };
      const { objective, duals } = await solveLinearProgram(program);
      expect(objective).toBeCloseTo(Math.min(...vertices(rows).map(([x, y]) => cost[0] * x + cost[1] * y)), 9);
      // Strong duality: every bound is 1 and the bounds at 0 count nothing.
      expect(duals.reduce((sum, dual) => sum + dual, 0)).toBeCloseTo(objective, 9);
    }
  });

  it('tell what has no optimum', async () => {
    const unbounded = await solveLinearProgram({ cost: [-1], rows: [{ columns: [0], lower: 0 }] });
    expect(unbounded.status).toBe('unbounded');
    const infeasible = await solveLinearProgram({ cost: [1], lower: [2], rows: [{ columns: [0], upper: 1 }] });
    expect(infeasible.status).toBe('infeasible');
  });

  it('solve one feasible set for many costs', async () => {
    const box = { cost: [0, 0], lower: [0, 0], upper: [1, 2], rows: [{ columns: [0, 1], upper: 10 }] };
    const optima = await solveForCosts(box, [
      [-1, 0],
      [0, -1],
      [1, 1],
    ]);
    expect(optima.map(({ objective }) => objective)).toEqual([-1, -2, 0]);
  });

  it.each([
    [{ cost: [NaN], rows: [] }, 'cost[0] must be a finite number; got NaN'],
    [{ cost: [1], rows: [{ columns: [1] }] }, 'rows[0].columns must name columns from 0 to 0; got 1'],
    [{ cost: [1], rows: [{ columns: [0], values: [1, 2] }] }, 'rows[0].values.length must equal 1; got 2'],
    [{ cost: [1], lower: [0, 0], rows: [] }, 'lower.length must equal 1; got 2'],
    [{ cost: [1], rows: [{ columns: [0], upper: NaN }] }, 'rows[0].bounds[1] must be a number; got NaN'],
  ] as [LinearProgram, string][])('refuse %j', async (program, message) => {
    await expect(solveLinearProgram(program)).rejects.toThrow(message);
  });
});

/** The corners of {x, y ≥ 0, row·(x, y) ≤ 1}. */
function vertices(rows: readonly number[][]): number[][] {
  const lines = [...rows.map(([a, b]) => [a, b, 1]), [1, 0, 0], [0, 1, 0]];
  return lines
    .flatMap(([a, b, c], i) =>
      lines.slice(i + 1).map(([d, e, f]) => {
        const determinant = a * e - b * d;
        return [(c * e - b * f) / determinant, (a * f - c * d) / determinant];
      }),
    )
    .filter(([x, y]) => x >= -1e-12 && y >= -1e-12 && rows.every(([a, b]) => a * x + b * y <= 1 + 1e-12));
}

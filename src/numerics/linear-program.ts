import type { Highs, ModelData } from 'highs';

/** A row lower ≤ Σ values[k]·x[columns[k]] ≤ upper. */
export interface LinearRow {
  readonly columns: readonly number[];
  /** Default: all 1. */
  readonly values?: readonly number[];
  readonly lower?: number;
  readonly upper?: number;
}

/** Minimise cost·x subject to rows and bounds. */
export interface LinearProgram {
  readonly cost: ArrayLike<number>;
  /** Bounds of the columns; default none. */
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
  readonly rows: readonly LinearRow[];
}

/** An optimum, or why there is none. */
export interface LinearOptimum {
  readonly status: 'optimal' | 'infeasible' | 'unbounded';
  readonly objective: number;
  readonly x: Float64Array;
  /** Dual value of each row: what the objective gains for each unit that its binding bound rises. */
  readonly duals: Float64Array;
}

let loaded: Promise<Highs> | undefined;

/**
 * Solves a linear program with HiGHS, which is loaded on first use.
 *
 * Feasibility and optimality tolerances are 10⁻¹⁰: scale the program so that its numbers are about 1.
 */
export async function solveLinearProgram(program: LinearProgram): Promise<LinearOptimum> {
  const [optimum] = await solveForCosts(program, [program.cost]);
  return optimum;
}

/** The same feasible set under one cost after another, each solve starting from the last basis. */
export async function solveForCosts(
  program: LinearProgram,
  costs: readonly ArrayLike<number>[],
): Promise<LinearOptimum[]> {
  // Node hands out the loader itself; the package's types describe it as one level deeper.
  loaded ??= import('highs').then((module) => (module.default as unknown as () => Promise<Highs>)());
  const highs = await loaded;
  return highs.withModel(modelData(program), (model) => {
    model.options.set({
      output_flag: false,
      // These programs are small or come in families: presolving costs more than it saves.
      presolve: 'off',
      primal_feasibility_tolerance: 1e-10,
      dual_feasibility_tolerance: 1e-10,
    });
    const { modelStatus } = highs.constants;
    return costs.map((cost): LinearOptimum => {
      Array.from(cost).forEach((value, j) => model.changeColCost(j, value));
      model.run();
      const status = model.getModelStatus();
      if (status === modelStatus.infeasible) return without('infeasible');
      if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible) return without('unbounded');
      if (status !== modelStatus.optimal) throw new Error(`HiGHS stopped with model status ${status}`);
      const { colValue, rowDual } = model.getSolution();
      return { status: 'optimal', objective: model.getObjectiveValue(), x: colValue, duals: rowDual };
    });
  });
}

function without(status: 'infeasible' | 'unbounded'): LinearOptimum {
  return { status, objective: NaN, x: new Float64Array(0), duals: new Float64Array(0) };
}

function modelData({ cost, lower, upper, rows }: LinearProgram): ModelData {
  const n = cost.length;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ columns }, i) => (starts[i + 1] = starts[i] + columns.length));
  return {
    numCols: n,
    numRows: rows.length,
    colCost: Float64Array.from(cost),
    colLower: lower ? Float64Array.from(lower) : new Float64Array(n).fill(-Infinity),
    colUpper: upper ? Float64Array.from(upper) : new Float64Array(n).fill(Infinity),
    rowLower: Float64Array.from(rows, (row) => row.lower ?? -Infinity),
    rowUpper: Float64Array.from(rows, (row) => row.upper ?? Infinity),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: n,
      starts,
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(rows.flatMap(({ columns, values }) => values ?? columns.map(() => 1))),
    },
  };
}

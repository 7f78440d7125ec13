/** How moral players were, an entry each. */
export interface CooperationRatings {
  /** Share of cooperations against others. */
  readonly cooperating: Float64Array;
  /** Share of matches with others in which it cooperated at least as often as the other. */
  readonly goodPartner: Float64Array;
  /** Cooperating counts by how cooperative the other is: principal eigenvector of the cooperation rates C. */
  readonly eigenjesus: PrincipalEigenvector;
  /** Cooperating with defectors counts against: principal eigenvector of 2C − 1. */
  readonly eigenmoses: PrincipalEigenvector;
}

/** A rating of length 1, and whether the iteration that finds it came to rest. */
export interface PrincipalEigenvector {
  readonly rating: Float64Array;
  readonly eigenvalue: number;
  /** False when no eigenvalue dominates: the rating means nothing then. */
  readonly converged: boolean;
}

/**
 * Aaronson's ratings of a matrix of cooperation rates, row i column j: how often i cooperates with j. Pairs that did not meet
 * (NaN) count as rate 0 for eigenjesus and ½, hence 0 after the shift, for eigenmoses.
 *
 * @see Aaronson, "Eigenmorality" (2014)
 */
export function cooperationRatings(
  cooperation: readonly Float64Array[],
): Pick<CooperationRatings, 'eigenjesus' | 'eigenmoses'> {
  return {
    eigenjesus: principalEigenvector(cooperation.map((row) => row.map((c) => (Number.isNaN(c) ? 0 : c)))),
    eigenmoses: principalEigenvector(cooperation.map((row) => row.map((c) => (Number.isNaN(c) ? 0 : 2 * c - 1)))),
  };
}

const MOST_STEPS = 10_000;

/** Power iteration from (1, …, 1). */
function principalEigenvector(matrix: readonly Float64Array[]): PrincipalEigenvector {
  const n = matrix.length;
  let rating = new Float64Array(n).fill(1 / Math.sqrt(n));
  for (let step = 0; step < MOST_STEPS; step++) {
    const image = Float64Array.from(matrix, (row) => row.reduce((sum, x, j) => sum + x * rating[j], 0));
    const length = Math.sqrt(image.reduce((sum, x) => sum + x * x, 0));
    if (length < 1e-300) return { rating: new Float64Array(n), eigenvalue: 0, converged: true };
    const next = image.map((x) => x / length);
    const change = Math.sqrt(next.reduce((sum, x, i) => sum + (x - rating[i]) ** 2, 0));
    rating = next;
    if (change < 1e-12) return { rating, eigenvalue: length, converged: true };
  }
  return { rating, eigenvalue: NaN, converged: false };
}

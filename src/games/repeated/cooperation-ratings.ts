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

/** What does not come to rest in as many steps has no eigenvalue that clearly dominates. */
const MOST_STEPS = 2000;

/** Power iteration from (1, …, 1). */
function principalEigenvector(matrix: readonly Float64Array[]): PrincipalEigenvector {
  const n = matrix.length;
  const rating = new Float64Array(n).fill(1 / Math.sqrt(n));
  const image = new Float64Array(n);
  for (let step = 0; step < MOST_STEPS; step++) {
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const row = matrix[i];
      let sum = 0;
      for (let j = 0; j < n; j++) sum += row[j] * rating[j];
      image[i] = sum;
      squares += sum * sum;
    }
    const length = Math.sqrt(squares);
    if (length < 1e-300) return { rating: rating.fill(0), eigenvalue: 0, converged: true };
    let change = 0;
    for (let i = 0; i < n; i++) {
      const next = image[i] / length;
      change += (next - rating[i]) ** 2;
      rating[i] = next;
    }
    if (change < 1e-24) return { rating, eigenvalue: length, converged: true };
  }
  return { rating, eigenvalue: NaN, converged: false };
}

import { LuDecomposition, Matrix } from 'ml-matrix';
import { bestReplyMatrix, equilibrium, type NashEquilibrium } from './nash-equilibria.js';
import { payoffRange } from './mixed-profile.js';
import type { StrategicGame } from './strategic-game.js';

/**
 * Nash equilibria with supports of equal size, by trying all of them: on its support each player makes the other indifferent
 * among theirs. This is the algorithm of textbooks, for teaching and for checks: it finds all equilibria of a nondegenerate
 * game, some of a degenerate one, at the cost of C(m + n, m) small linear systems. {@link nashEquilibria} is complete and
 * faster by far.
 *
 * @param options - `tolerance`, of payoffs scaled to range 1 and of probabilities; default 10⁻⁹
 * @throws InvalidInputError unless there are two players
 * @see Dickhaut & Kaplan, "A program for finding Nash equilibria", The Mathematica Journal 1 (1991)
 *
 * @example
 * ```ts
 * import { StrategicGame, supportEnumeration } from 'polity/games';
 * supportEnumeration(StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]])).length; // 3
 * ```
 */
export function supportEnumeration(
  game: StrategicGame,
  { tolerance = 1e-9 }: { readonly tolerance?: number } = {},
): NashEquilibrium[] {
  game.checkTwoPlayers();
  const [m, n] = game.shape;
  const row = rowsOf(bestReplyMatrix(game, 0), n);
  const column = rowsOf(bestReplyMatrix(game, 1), m);
  const slack = tolerance * (Math.max(payoffRange(game, 0), payoffRange(game, 1)) || 1);
  const found: NashEquilibrium[] = [];
  for (let size = 1; size <= Math.min(m, n); size++) {
    for (const rows of subsets(m, size)) {
      for (const columns of subsets(n, size)) {
        const y = indifference(row, rows, columns, n);
        const x = y && indifference(column, columns, rows, m);
        if (!x || [...x, ...y].some((p) => p < -tolerance)) continue;
        if (rows.some((i) => x[i] <= tolerance) || columns.some((j) => y[j] <= tolerance)) continue;
        const candidate = equilibrium(game, x, y);
        if (candidate.regret <= slack) found.push(candidate);
      }
    }
  }
  return found;
}

function rowsOf(matrix: Float64Array, width: number): Float64Array[] {
  return Array.from({ length: matrix.length / width }, (_, i) => matrix.subarray(i * width, (i + 1) * width));
}

/** The mixture of the opponent's `columns` that makes all of `rows` earn the same; null where it is not unique. */
function indifference(
  payoffs: readonly ArrayLike<number>[],
  rows: readonly number[],
  columns: readonly number[],
  opponents: number,
): Float64Array | null {
  const k = rows.length;
  // Unknowns: the probabilities, and the payoff they all give.
  const system = Matrix.zeros(k + 1, k + 1);
  rows.forEach((i, a) => {
    columns.forEach((j, b) => system.set(a, b, payoffs[i][j]));
    system.set(a, k, -1);
    system.set(k, a, 1);
  });
  const decomposition = new LuDecomposition(system);
  if (decomposition.isSingular()) return null;
  const solution = decomposition.solve(Matrix.columnVector([...rows.map(() => 0), 1]));
  const mixed = new Float64Array(opponents);
  columns.forEach((j, b) => (mixed[j] = solution.get(b, 0)));
  return mixed;
}

/** All subsets of 0 … n − 1 of a size, in lexicographic order. */
function* subsets(n: number, size: number): Generator<number[]> {
  const subset = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    yield [...subset];
    let i = size - 1;
    while (i >= 0 && subset[i] === n - size + i) i--;
    if (i < 0) return;
    subset[i]++;
    for (let j = i + 1; j < size; j++) subset[j] = subset[j - 1] + 1;
  }
}

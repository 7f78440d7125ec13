import { deviationsOf, jointDeviations } from './mixed-profile.js';
import { solveDense } from './solve-dense.js';
import type { StrategicGame } from './strategic-game.js';

const MOST_ITERATIONS = 30;

/**
 * Newton's method, from a profile near it, for the profile in which each player mixes over a given support and is indifferent
 * within it: uᵢₛ(p) = vᵢ for s in the support, Σ p = 1. Nothing is said of strategies outside the support, nor of signs.
 *
 * Null where it does not converge or where the solution is not isolated (the Jacobian is singular).
 */
export function indifferentProfile(
  game: StrategicGame,
  start: readonly Float64Array[],
  supports: readonly (readonly number[])[],
): Float64Array[] | null {
  const { shape } = game;
  const profile = start.map((mixed, p) => mixed.map((share, s) => (supports[p].includes(s) ? share : 0)));
  const offsets = supports.map((_, p) => supports.slice(0, p).reduce((sum, support) => sum + support.length + 1, 0));
  const size = supports.reduce((sum, support) => sum + support.length + 1, 0);
  const matrix = new Float64Array(size * size);
  const step = new Float64Array(size);
  // The payoff vᵢ is the last unknown of a player.
  const values = shape.map((_, p) => deviationsOf(game, profile, p)[supports[p][0]]);
  let last = Infinity;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    matrix.fill(0);
    shape.forEach((_, p) => {
      const deviations = deviationsOf(game, profile, p);
      const at = offsets[p];
      const valueAt = at + supports[p].length;
      supports[p].forEach((s, k) => {
        step[at + k] = values[p] - deviations[s];
        matrix[(at + k) * size + valueAt] = -1;
        matrix[valueAt * size + at + k] = 1;
      });
      step[valueAt] = 1 - supports[p].reduce((sum, s) => sum + profile[p][s], 0);
      shape.forEach((columns, q) => {
        if (q === p) return;
        const slopes = jointDeviations(game, profile, p, q);
        supports[p].forEach((s, k) =>
          supports[q].forEach((t, l) => (matrix[(at + k) * size + offsets[q] + l] = slopes[s * columns + t])),
        );
      });
    });
    if (!solveDense(matrix, step, size)) return null;
    let largest = 0;
    shape.forEach((_, p) => {
      supports[p].forEach((s, k) => {
        profile[p][s] += step[offsets[p] + k];
        largest = Math.max(largest, Math.abs(step[offsets[p] + k]));
      });
      values[p] += step[offsets[p] + supports[p].length];
    });
    // Down to rounding: the steps stop shrinking.
    if (largest < 1e-15 || (largest < 1e-11 && largest >= last)) return profile;
    if (!(largest < 1e3)) return null;
    last = largest;
  }
  return last < 1e-9 ? profile : null;
}

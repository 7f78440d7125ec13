import type { CompressedRows } from '../compressed-rows.js';

/** Above this many nodes the elimination's n² numbers and n³ work give way to sweeps. */
const DENSE = 400;
const SWEEPS = 20_000;

/**
 * π ≥ 0 with Σ π = 1 and πᵀL = 0 for the Laplacian of |a_ij| within a closed class: the influence of its members. By the
 * elimination of Grassmann, Taksar and Heyman, which never subtracts, or by Gauss–Seidel sweeps for large classes.
 *
 * @see W. K. Grassmann, M. I. Taksar, D. P. Heyman, Operations Research 33 (1985) 1107
 */
export function stationaryWeights(
  { offsets, targets, weights }: CompressedRows,
  members: readonly number[],
): { readonly weights: Float64Array; readonly converged: boolean } {
  const n = members.length;
  const index = new Map(members.map((i, k) => [i, k]));
  if (n === 1) return { weights: Float64Array.of(1), converged: true };
  if (n > DENSE) return sweeps();
  const rate = new Float64Array(n * n);
  members.forEach((i, row) => {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) rate[row * n + index.get(targets[k])!] = Math.abs(weights[k]);
  });
  const exits = new Float64Array(n);
  for (let last = n - 1; last > 0; last--) {
    let exit = 0;
    for (let j = 0; j < last; j++) exit += rate[last * n + j];
    exits[last] = exit;
    for (let i = 0; i < last; i++) {
      const into = rate[i * n + last] / exit;
      if (into === 0) continue;
      for (let j = 0; j < last; j++) if (j !== i) rate[i * n + j] += into * rate[last * n + j];
    }
  }
  const pi = new Float64Array(n);
  pi[0] = 1;
  for (let j = 1; j < n; j++) {
    let flow = 0;
    for (let i = 0; i < j; i++) flow += pi[i] * rate[i * n + j];
    pi[j] = flow / exits[j];
  }
  return { weights: normalized(pi), converged: true };

  function sweeps() {
    // π_j out_j = Σ_i π_i |a_ij|: one pass over the rows gathers the inflow of the old π.
    const out = new Float64Array(n);
    members.forEach((i, row) => {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) out[row] += Math.abs(weights[k]);
    });
    let flux = new Float64Array(n).fill(1 / n);
    let next = new Float64Array(n);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      // Half of the flux stays, which keeps a periodic class from swinging.
      for (let row = 0; row < n; row++) next[row] = flux[row] / 2;
      members.forEach((i, row) => {
        const share = flux[row] / 2 / out[row];
        for (let k = offsets[i]; k < offsets[i + 1]; k++) next[index.get(targets[k])!] += share * Math.abs(weights[k]);
      });
      let change = 0;
      for (let row = 0; row < n; row++) change += Math.abs(next[row] - flux[row]);
      [flux, next] = [next, flux];
      if (change < 1e-14) return { weights: normalized(flux.map((value, row) => value / out[row])), converged: true };
    }
    return { weights: normalized(flux.map((value, row) => value / out[row])), converged: false };
  }
}

function normalized(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

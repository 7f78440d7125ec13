/** Moments of a regression: FᵀF/N, Fᵀy/N and yᵀy/N. */
export interface Moments {
  /** p × p, row after row. */
  readonly gram: Float64Array;
  readonly cross: Float64Array;
  readonly power: number;
}

/** Penalties λ α Σβ + λ (1 − α) Σβ²/2 of an elastic net. */
export interface Penalty {
  readonly lambda: number;
  /** α ∈ [0, 1]: 1 is the lasso, 0 ridge. */
  readonly mix: number;
}

/** Changes of the fit below this share of the scale of y end the descent. */
const ENOUGH = 1e-12;
const MOST_SWEEPS = 20_000;

/**
 * Minimises ½βᵀGβ − cᵀβ + λ(α Σβ + (1 − α) Σβ²/2) over β ≥ 0, by coordinate descent from `start`, which is overwritten
 * and returned. Features with `allowed` 0 stay at 0.
 *
 * @see J. Friedman, T. Hastie, R. Tibshirani, J. Statistical Software 33 (2010) 1
 */
export function nonnegativeFit(
  { gram, cross, power }: Moments,
  { lambda, mix }: Penalty,
  start: Float64Array,
  allowed?: Uint8Array,
): Float64Array {
  const p = cross.length;
  const beta = start;
  // slope = c − Gβ, kept up to date so that a coordinate that stays costs nothing.
  const slope = new Float64Array(p);
  for (let k = 0; k < p; k++) {
    let sum = cross[k];
    for (let l = 0; l < p; l++) sum -= gram[k * p + l] * beta[l];
    slope[k] = sum;
  }
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    for (let k = 0; k < p; k++) {
      const own = gram[k * p + k];
      if ((allowed && !allowed[k]) || own <= 0) continue;
      const next = Math.max(0, (slope[k] + own * beta[k] - lambda * mix) / (own + lambda * (1 - mix)));
      const change = next - beta[k];
      if (change === 0) continue;
      beta[k] = next;
      for (let l = 0; l < p; l++) slope[l] -= gram[k * p + l] * change;
      moved = Math.max(moved, own * change * change);
    }
    if (moved <= ENOUGH * ENOUGH * Math.max(power, Number.MIN_VALUE)) break;
  }
  return beta;
}

/** Mean squared error of a fit under moments, which may be those of other data. */
export function meanSquare({ gram, cross, power }: Moments, beta: Float64Array): number {
  const p = cross.length;
  let total = power;
  for (let k = 0; k < p; k++) {
    if (beta[k] === 0) continue;
    let row = 0;
    for (let l = 0; l < p; l++) row += gram[k * p + l] * beta[l];
    total += beta[k] * (row - 2 * cross[k]);
  }
  return Math.max(0, total);
}

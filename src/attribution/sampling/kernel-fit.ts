import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { coalitionSize } from '../games/coalition.js';
import { binomial } from '../games/combinatorics.js';
import { bernoulliNumbers } from '../interactions/k-sii.js';
import { freeParameters, kernelMass } from './kernel-mass.js';
import type { KernelSample } from './kernel-sample.js';
import { masksOfSize } from './masks-of-size.js';
import type { Snapshot } from './sampler.js';
import { subsetCount, type SubsetDeck } from './subset-deck.js';

/** Coalitions of one size (paired: with their complements). */
export interface KernelStratum {
  readonly size: number;
  /** The size is half the players, and coalitions come in pairs. */
  readonly isHalf: boolean;
  readonly deck: SubsetDeck;
}

/**
 * The regressions behind KernelSHAP and KernelSHAP-IQ.
 *
 * For an order t, coalitions of fewer than t and more than n − t players enter with the weights that the index itself
 * gives them; what remains of the index is the x that minimises Σ_S μ(|S|)(y(S) − Σ_{T⊆S} x_T)² over all other coalitions,
 * μ(s) = 1/((n−2t+1)·C(n−2t, s−t)), subject to Σ_{T⊇L} x_T = 0 for all L of t − 1 players. (In that space the matrix of the full problem
 * is the identity, which proves it; at t = 1 it is the Shapley kernel with the efficiency constraint.) y is the game less its
 * approximation by the lower orders, and less its mean over the coalitions of the size, which changes nothing over all coalitions and
 * much over a sample.
 *
 * Under sampling each stratum keeps its weight. The standard error is that of a regression estimator under stratified
 * sampling without replacement: the residuals' influences, by stratum, corrected for leverage (HC3) and for the share of the
 * stratum that was seen.
 */
export class KernelFit {
  readonly #n: number;
  readonly #order: number;
  readonly #paired: boolean;
  readonly #strata: readonly KernelStratum[];
  readonly #sample: KernelSample;
  readonly #projectors: (Matrix | undefined)[] = [];

  constructor(
    n: number,
    {
      order,
      paired,
      strata,
      sample,
    }: {
      readonly order: number;
      readonly paired: boolean;
      readonly strata: readonly KernelStratum[];
      readonly sample: KernelSample;
    },
  ) {
    this.#n = n;
    this.#order = order;
    this.#paired = paired;
    this.#strata = strata;
    this.#sample = sample;
  }

  /** Estimates of all orders, one after the other. */
  solve({ empty, grand }: { readonly empty: number; readonly grand: number }): Snapshot {
    const n = this.#n;
    const cells = Array.from({ length: this.#order }, (_, k) => subsetCount(n, k + 1));
    const total = cells.reduce((sum, count) => sum + count, 0);
    const values = new Float64Array(total);
    const standardErrors = new Float64Array(total);
    const degrees = new Float64Array(total);
    const { count, masks: coalitions } = this.#sample;
    const counts = new Int32Array(this.#strata.length);
    for (let k = 0; k < count; k++) counts[this.#sample.strata[k]]++;
    // Worths less the approximation by the lower orders: of the coalitions, of their complements, of all players.
    const direct = this.#sample.values.slice(0, count);
    const mirror = this.#sample.mirrored.slice(0, count);
    for (let k = 0; k < count; k++) {
      direct[k] -= empty;
      mirror[k] -= empty;
    }
    let full = grand - empty;
    for (let t = 1, from = 0; t <= this.#order; from += cells[t - 1], t++) {
      const subsets = t === 1 ? null : masksOfSize(n, t);
      const found = values.subarray(from, from + cells[t - 1]);
      if (t === 1) {
        found.fill(full / n);
      } else {
        this.#addOuterSizes(found, subsets!, { t, direct, mirror, full });
      }
      const fit = this.#fit(t, { subsets, counts, direct, mirror });
      for (let cell = 0; cell < found.length; cell++) found[cell] += fit.values[cell];
      standardErrors.set(fit.standardErrors, from);
      degrees.fill(fit.degrees, from, from + found.length);
      if (t === this.#order) break;
      const masks = subsets ?? masksOfSize(n, 1);
      const lambda = approximationWeights(t);
      const all = 2 ** n - 1;
      for (let k = 0; k < count; k++) {
        direct[k] -= approximation(found, masks, lambda, coalitions[k]);
        mirror[k] -= approximation(found, masks, lambda, all ^ coalitions[k]);
      }
      full -= approximation(found, masks, lambda, all);
    }
    const exact = this.#strata.every(({ deck }, k) => deck.fraction(counts[k]) === 1);
    return { values, standardErrors, degrees, n: count, exact };
  }

  /** Takes from the response its mean over the sample of each stratum, where the rows of the whole stratum add up to 0. */
  #centre(response: Float64Array, t: number, counts: Int32Array): void {
    const { strata } = this.#sample;
    const means = new Float64Array(counts.length);
    for (let k = 0; k < response.length; k++) means[strata[k]] += response[k] / counts[strata[k]];
    // Those of halves that hold the first player do not when t is odd; a pair's response there has mean 0 over both its names.
    this.#strata.forEach(({ isHalf }, k) => {
      if (isHalf && t % 2 === 1) means[k] = 0;
    });
    for (let k = 0; k < response.length; k++) response[k] -= means[strata[k]];
  }

  /** Adds what coalitions of fewer than t and more than n − t players give to the index of order t. */
  #addOuterSizes(
    out: Float64Array,
    subsets: Int32Array,
    {
      t,
      direct,
      mirror,
      full,
    }: { readonly t: number; readonly direct: Float64Array; readonly mirror: Float64Array; readonly full: number },
  ): void {
    const n = this.#n;
    const all = 2 ** n - 1;
    addShare(out, subsets, { n, t, mask: all, value: full });
    const { strata, masks } = this.#sample;
    for (let k = 0; k < direct.length; k++) {
      if (this.#isFitted(strata[k], t)) continue;
      addShare(out, subsets, { n, t, mask: masks[k], value: direct[k] });
      if (this.#paired) addShare(out, subsets, { n, t, mask: all ^ masks[k], value: mirror[k] });
    }
  }

  #isFitted(stratum: number, t: number): boolean {
    const { size } = this.#strata[stratum];
    return t <= size && size <= this.#n - t;
  }

  /** The constrained regression of one order. */
  #fit(
    t: number,
    {
      subsets,
      counts,
      direct,
      mirror,
    }: {
      readonly subsets: Int32Array | null;
      readonly counts: Int32Array;
      readonly direct: Float64Array;
      readonly mirror: Float64Array;
    },
  ) {
    const n = this.#n;
    const cells = subsets?.length ?? n;
    const free = freeParameters(n, t);
    const values = new Float64Array(cells);
    const standardErrors = new Float64Array(cells);
    if (free === 0) return { values, standardErrors, degrees: Infinity };
    const response = direct.slice();
    if (this.#paired) {
      // In the constrained space a coalition and its complement have the same row, but for the sign (−1)^t.
      const sign = t % 2 === 0 ? 1 : -1;
      for (let k = 0; k < response.length; k++) response[k] = (direct[k] + sign * mirror[k]) / 2;
    }
    this.#centre(response, t, counts);
    const weights = Float64Array.from(this.#strata, ({ size, isHalf }, k) => {
      const pairs = this.#paired ? (isHalf ? 1 : 2) : 1;
      return this.#isFitted(k, t) ? (pairs * kernelMass(n, t, size)) / counts[k] : 0;
    });

    const sample = this.#sample;
    const { strata } = sample;
    const inside = new Int32Array(cells);
    const moment = new Float64Array(cells * cells);
    const cross = new Float64Array(cells);
    for (let k = 0; k < response.length; k++) {
      const weight = weights[strata[k]];
      if (weight === 0) continue;
      const count = sample.inside(k, subsets, inside);
      addSquare(moment, inside, count, weight);
      const share = weight * response[k];
      for (let a = 0; a < count; a++) cross[inside[a]] += share;
    }
    const solver = constrainedInverse(moment, (this.#projectors[t] ??= harmonicProjector(n, t, subsets)));
    if (!solver) return { values: values.fill(NaN), standardErrors: standardErrors.fill(NaN), degrees: NaN };
    for (let row = 0; row < cells; row++) {
      for (let c = 0; c < cells; c++) values[row] += solver[row * cells + c] * cross[c];
    }
    let degrees = -free;
    for (let k = 0; k < counts.length; k++) if (weights[k] > 0) degrees += counts[k] - 1;
    standardErrors.set(this.#errors(subsets, { counts, solver, values, response, weights }));
    return { values, standardErrors, degrees: Math.max(1, degrees) };
  }

  /**
   * With z the row of a coalition and r its residual, the influences rPz of a stratum have the squares diag(P(Σr²zzᵀ)P) and the
   * sum PΣrz: only members take part in what is done for every coalition.
   */
  #errors(
    subsets: Int32Array | null,
    {
      counts,
      solver,
      values,
      response,
      weights,
    }: {
      readonly counts: Int32Array;
      readonly solver: Float64Array;
      readonly values: Float64Array;
      readonly response: Float64Array;
      readonly weights: Float64Array;
    },
  ): Float64Array {
    const cells = values.length;
    const sample = this.#sample;
    const { strata } = sample;
    const inside = new Int32Array(cells);
    const unseen = Float64Array.from(this.#strata, ({ deck }, k) => 1 - deck.fraction(counts[k]));
    const sums = new Float64Array(counts.length * cells);
    const squares = new Float64Array(cells * cells);
    for (let k = 0; k < response.length; k++) {
      const stratum = strata[k];
      if (unseen[stratum] === 0) continue;
      const count = sample.inside(k, subsets, inside);
      let fitted = 0;
      let own = 0;
      let between = 0;
      for (let a = 0; a < count; a++) {
        const from = inside[a] * cells;
        fitted += values[inside[a]];
        own += solver[from + inside[a]];
        for (let b = 0; b < a; b++) between += solver[from + inside[b]];
      }
      const leverage = weights[stratum] * (own + 2 * between);
      // A coalition that the fit passes through in any case tells nothing of the spread.
      if (leverage > 1 - 1e-9) continue;
      const residual = (weights[stratum] * (response[k] - fitted)) / (1 - leverage);
      const weight = (unseen[stratum] * counts[stratum] * residual * residual) / (counts[stratum] - 1);
      addSquare(squares, inside, count, weight);
      for (let a = 0; a < count; a++) sums[stratum * cells + inside[a]] += residual;
    }
    const variances = projectedDiagonal(squares, solver, cells);
    for (let k = 0; k < counts.length; k++) {
      if (unseen[k] === 0) continue;
      for (let c = 0; c < cells; c++) {
        let sum = 0;
        for (let a = 0; a < cells; a++) sum += solver[c * cells + a] * sums[k * cells + a];
        variances[c] -= (unseen[k] * sum * sum) / (counts[k] - 1);
      }
    }
    return variances.map((variance) => Math.sqrt(Math.max(0, variance)));
  }
}

/** Adds weight·zzᵀ, z being 1 at `count` places (in increasing order) and 0 elsewhere; the lower triangle only. */
function addSquare(out: Float64Array, places: Int32Array, count: number, weight: number): void {
  const cells = places.length;
  for (let a = 0; a < count; a++) {
    const from = places[a] * cells;
    for (let b = 0; b <= a; b++) out[from + places[b]] += weight;
  }
}

/** diag(PMP) for symmetric P and the lower triangle of M. */
function projectedDiagonal(lower: Float64Array, solver: Float64Array, cells: number): Float64Array {
  const out = new Float64Array(cells);
  for (let c = 0; c < cells; c++) {
    const row = c * cells;
    for (let a = 0; a < cells; a++) {
      let sum = (lower[a * cells + a] * solver[row + a]) / 2;
      for (let b = 0; b < a; b++) sum += lower[a * cells + b] * solver[row + b];
      out[c] += 2 * solver[row + a] * sum;
    }
  }
  return out;
}

/** Onto the x with Σ_{T⊇L} x_T = 0 for all L of t − 1 players: I − Cᵀ(CCᵀ)⁻¹C with C the inclusions L ⊂ T. */
function harmonicProjector(n: number, t: number, subsets: Int32Array | null): Matrix {
  if (!subsets) return Matrix.eye(n, n).sub(1 / n);
  const smaller = masksOfSize(n, t - 1);
  const inclusion = Matrix.zeros(smaller.length, subsets.length);
  smaller.forEach((L, r) => {
    subsets.forEach((T, c) => inclusion.set(r, c, Number((L & T) === L)));
  });
  const gram = inclusion.mmul(inclusion.transpose());
  const solved = new CholeskyDecomposition(gram).solve(inclusion);
  return Matrix.eye(subsets.length, subsets.length).sub(inclusion.transpose().mmul(solved));
}

/** P(PAP)⁺P by rows for the lower triangle of A, or null when the coalitions do not tell the parameters apart. */
function constrainedInverse(moment: Float64Array, projector: Matrix): Float64Array | null {
  const cells = projector.rows;
  const raw = new Matrix(cells, cells);
  for (let r = 0; r < cells; r++) {
    for (let c = 0; c <= r; c++) {
      raw.set(r, c, moment[r * cells + c]);
      raw.set(c, r, moment[r * cells + c]);
    }
  }
  const projected = projector.mmul(raw).mmul(projector);
  // Over all coalitions PAP = P, so the unit weight of what is projected away fits its scale.
  const regular = Matrix.eye(cells, cells).sub(projector).add(projected);
  const symmetric = regular.add(regular.transpose()).mul(0.5);
  const cholesky = new CholeskyDecomposition(symmetric);
  if (!cholesky.isPositiveDefinite()) return null;
  const diagonal = cholesky.lowerTriangularMatrix.diagonal();
  if (Math.min(...diagonal) < 1e-6) return null;
  return Float64Array.from(projector.mmul(cholesky.solve(projector)).to1DArray());
}

/** λ(t, r) = Σ_{j=1}^{r} C(r, j)·B_{t−j}: what an interaction of order t adds to a coalition that holds r of its players. */
function approximationWeights(t: number): Float64Array {
  const bernoulli = bernoulliNumbers(t);
  return Float64Array.from({ length: t + 1 }, (_, r) => {
    let sum = 0;
    for (let j = 1; j <= r; j++) sum += binomial(r, j) * bernoulli[t - j];
    return sum;
  });
}

function approximation(values: Float64Array, masks: Int32Array, lambda: Float64Array, coalition: number): number {
  let sum = 0;
  for (let k = 0; k < masks.length; k++) sum += values[k] * lambda[coalitionSize(masks[k] & coalition)];
  return sum;
}

/** Adds (−1)^{t−r}·v(S)/((n−t+1)·C(n−t, s−r)), r = |S∩T|: what a coalition gives to the index of every T. */
function addShare(
  out: Float64Array,
  subsets: Int32Array,
  { n, t, mask, value }: { readonly n: number; readonly t: number; readonly mask: number; readonly value: number },
): void {
  const size = coalitionSize(mask);
  for (let k = 0; k < subsets.length; k++) {
    const r = coalitionSize(subsets[k] & mask);
    const ways = binomial(n - t, size - r);
    if (ways > 0) out[k] += ((t - r) % 2 === 0 ? value : -value) / ((n - t + 1) * ways);
  }
}

import { deviationsOf, jointDeviations, largestRange } from './mixed-profile.js';
import { solveDense } from './solve-dense.js';
import type { StrategicGame } from './strategic-game.js';

/** A point of a branch of logit equilibria. */
export interface BranchPoint {
  /** Logarithms of all probabilities, player after player, then rationality times the largest range of payoffs. */
  readonly at: Float64Array;
  /** Unit tangent, in the direction in which the branch is followed. */
  readonly tangent: Float64Array;
}

const MOST_CORRECTIONS = 12;

/**
 * The branch of logit quantal response equilibria that begins at a given profile with rationality 0, as a curve in the
 * logarithms y of probabilities and λ:
 *
 *   Σⱼ exp yᵢⱼ = 1,  yᵢⱼ − yᵢᵣ = qᵢⱼ − qᵢᵣ + λ(uᵢⱼ(p) − uᵢᵣ(p)) for all j but the likeliest strategy r,
 *
 * followed by Euler's predictor and Newton's corrector in arc length, so that λ may turn back. Logarithms keep strategies
 * that almost nobody plays as well conditioned as the others.
 *
 * @see Turocy, "A dynamic homotopy interpretation of the logistic quantal response equilibrium correspondence", Games and
 *   Economic Behavior 51 (2005)
 */
export class LogitBranch {
  /** What λ is multiplied with inside. */
  readonly scale: number;
  readonly #game: StrategicGame;
  readonly #size: number;
  readonly #offsets: readonly number[];
  readonly #prior: Float64Array;
  readonly #matrix: Float64Array;
  readonly #values: Float64Array;

  constructor(game: StrategicGame, prior: readonly Float64Array[]) {
    this.#game = game;
    this.scale = largestRange(game);
    this.#offsets = game.shape.map((_, p) => game.shape.slice(0, p).reduce((sum, count) => sum + count, 0));
    this.#size = game.shape.reduce((sum, count) => sum + count, 0);
    this.#prior = Float64Array.from(
      prior.flatMap((mixed) => Array.from(mixed)),
      Math.log,
    );
    this.#matrix = new Float64Array((this.#size + 1) ** 2);
    this.#values = new Float64Array(this.#size + 1);
  }

  /** The point with rationality 0. */
  start(): BranchPoint {
    const at = new Float64Array(this.#size + 1);
    at.set(this.#prior);
    const upwards = new Float64Array(this.#size + 1);
    upwards[this.#size] = 1;
    return { at, tangent: this.#tangentAt(at, upwards)! };
  }

  /** The point that lies about `length` further along the branch; null where the corrector does not settle quickly. */
  next(from: BranchPoint, length: number): BranchPoint | null {
    const predicted = from.at.map((value, k) => value + length * from.tangent[k]);
    const at = this.#corrected(predicted, from.tangent, 0.1 * length);
    const tangent = at && this.#tangentAt(at, from.tangent);
    return at && tangent ? { at, tangent } : null;
  }

  /** The point with rationality λ between two neighbouring ones that lie on different sides of it. */
  crossing(from: BranchPoint, to: BranchPoint, rationality: number): BranchPoint | null {
    const target = rationality * this.scale;
    const n = this.#size;
    const share = from.at[n] === to.at[n] ? 0 : (target - from.at[n]) / (to.at[n] - from.at[n]);
    const guess = from.at.map((value, k) => value + share * (to.at[k] - value));
    guess[n] = target;
    const fixed = new Float64Array(n + 1);
    fixed[n] = 1;
    const at = this.#corrected(guess, fixed, Infinity);
    const tangent = at && this.#tangentAt(at, from.tangent);
    return at && tangent ? { at, tangent } : null;
  }

  rationality({ at }: BranchPoint): number {
    return at[this.#size] / this.scale;
  }

  profile({ at }: BranchPoint): Float64Array[] {
    return this.#profileOf(at);
  }

  /** d log p/dλ along the branch, one list a player; infinite where the branch turns. */
  slopes({ tangent }: BranchPoint): Float64Array[] {
    const perUnit = tangent[this.#size] / this.scale;
    return this.#game.shape.map((count, p) =>
      tangent.subarray(this.#offsets[p], this.#offsets[p] + count).map((slope) => slope / perUnit),
    );
  }

  /** The largest error of the equations, in probabilities and their logarithms. */
  residual({ at }: BranchPoint): number {
    this.#evaluate(at);
    return this.#values.subarray(0, this.#size).reduce((most, error) => Math.max(most, Math.abs(error)), 0);
  }

  #profileOf(at: Float64Array): Float64Array[] {
    return this.#game.shape.map((count, p) =>
      at.subarray(this.#offsets[p], this.#offsets[p] + count).map((logarithm) => Math.exp(logarithm)),
    );
  }

  /** Newton's method on the branch's equations and the hyperplane through `guess` with this normal. */
  #corrected(guess: Float64Array, normal: Float64Array, farthest: number): Float64Array | null {
    const n = this.#size;
    const at = guess.slice();
    const step = this.#values;
    let before = Infinity;
    for (let iteration = 0; iteration < MOST_CORRECTIONS; iteration++) {
      this.#evaluate(at);
      for (let k = 0; k < n; k++) step[k] = -step[k];
      step[n] = 0;
      this.#matrix.set(normal, n * (n + 1));
      if (!solveDense(this.#matrix, step, n + 1)) return null;
      let moved = 0;
      let size = 1;
      for (let k = 0; k <= n; k++) {
        at[k] += step[k];
        moved = Math.max(moved, Math.abs(step[k]));
        size = Math.max(size, Math.abs(at[k]));
      }
      if (!(moved < farthest) || (iteration > 0 && moved > 0.7 * before && moved > 1e-9 * size)) return null;
      if (moved < 1e-14 * size || (moved < 1e-11 * size && moved >= before)) return at;
      before = moved;
    }
    return before < 1e-9 ? at : null;
  }

  #tangentAt(at: Float64Array, along: Float64Array): Float64Array | null {
    const n = this.#size;
    this.#evaluate(at);
    this.#matrix.set(along, n * (n + 1));
    const tangent = new Float64Array(n + 1);
    tangent[n] = 1;
    if (!solveDense(this.#matrix, tangent, n + 1)) return null;
    const length = Math.hypot(...tangent);
    return tangent.map((part) => part / length);
  }

  /** Writes the equations' values and, row by row, their slopes; the matrix's last row is left to the caller. */
  #evaluate(at: Float64Array): void {
    const n = this.#size;
    const { shape } = this.#game;
    const width = n + 1;
    const lambda = at[n];
    const profile = this.#profileOf(at);
    this.#matrix.fill(0);
    shape.forEach((count, p) => {
      const from = this.#offsets[p];
      let reference = 0;
      for (let s = 1; s < count; s++) if (at[from + s] > at[from + reference]) reference = s;
      const payoffs = deviationsOf(this.#game, profile, p);
      for (let s = 0; s < count; s++) {
        const row = (from + s) * width;
        if (s === reference) {
          this.#values[from + s] = profile[p].reduce((sum, share) => sum + share, -1);
          this.#matrix.set(profile[p], row + from);
          continue;
        }
        const gain = (payoffs[s] - payoffs[reference]) / this.scale;
        const ahead = this.#prior[from + s] - this.#prior[from + reference];
        this.#values[from + s] = at[from + s] - at[from + reference] - ahead - lambda * gain;
        this.#matrix[row + from + s] = 1;
        this.#matrix[row + from + reference] = -1;
        this.#matrix[row + n] = -gain;
      }
      shape.forEach((others, q) => {
        if (q === p) return;
        const slopes = jointDeviations(this.#game, profile, p, q);
        for (let s = 0; s < count; s++) {
          if (s === reference) continue;
          for (let t = 0; t < others; t++) {
            const slope = (slopes[s * others + t] - slopes[reference * others + t]) / this.scale;
            this.#matrix[(from + s) * width + this.#offsets[q] + t] = -lambda * slope * profile[q][t];
          }
        }
      });
    });
  }
}

/** How far apart neighbouring points may point: cosine of 1.8°. Steps of 20° were seen to jump to another branch at a turn. */
const LEAST_COSINE = 0.9995;
const FIRST_STEP = 0.03;
const SHORTEST_STEP = 1e-9;

/**
 * Points along a branch from rationality 0, each one step from the last, until the caller stops or no step is short enough.
 * Steps grow where the branch is straight and shrink where it bends.
 */
export function* followBranch(branch: LogitBranch): Generator<BranchPoint> {
  let point = branch.start();
  let length = FIRST_STEP;
  yield point;
  while (length > SHORTEST_STEP) {
    const next = branch.next(point, length);
    const cosine = next ? next.tangent.reduce((sum, part, k) => sum + part * point.tangent[k], 0) : 0;
    if (!next || cosine < LEAST_COSINE) {
      length /= 2;
      continue;
    }
    yield next;
    point = next;
    if (cosine > 0.9999) length *= 1.6;
  }
}

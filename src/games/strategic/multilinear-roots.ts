import { randomStream } from '../../foundation/index.js';
import { solveDense } from './solve-dense.js';

/** An equation that is linear in each of some groups of unknowns: Σ coefficient · Π one unknown of each group = 0. */
export interface MultilinearEquation {
  /** The groups that occur, ascending. */
  readonly groups: readonly number[];
  /** Over the groups' unknowns in row-major order, the last group fastest. */
  readonly coefficients: Float64Array;
}

/** The isolated roots of a multilinear system, up to a factor in each group. */
export interface MultilinearRoots {
  /** Of each root the complex unknowns of each group, real and imaginary parts in turn; each group sums to 1. */
  readonly roots: readonly (readonly Float64Array[])[];
  /** Paths followed: the multihomogeneous Bézout number. */
  readonly paths: number;
  /** Paths that did not end in a regular root: roots that are not isolated, or not simple. */
  readonly singular: number;
}

const SHORTEST_STEP = 1e-9;
const LONGEST_STEP = 0.08;

/**
 * All isolated complex roots of a system that is linear in each group of unknowns, by homotopy continuation: every equation
 * starts as a product of random linear forms, one a group, whose roots are read off, and is moved to its true shape along
 * H = (1 − t)γG + tF; with probability one no path crosses another. Groups are projective, each on a random patch, so
 * no path runs away.
 *
 * @param sizes - number of unknowns of each group; the equations must be Σ (size − 1)
 * @see Morgan & Sommese, Applied Mathematics and Computation 24 (1987); Datta, "Finding all Nash equilibria of a finite game
 *   using polynomial algebra", Economic Theory 42 (2010)
 */
export function multilinearRoots(
  sizes: readonly number[],
  equations: readonly MultilinearEquation[],
  { seed = 1 }: { readonly seed?: number } = {},
): MultilinearRoots {
  const homotopy = new Homotopy(sizes, equations, seed);
  const roots: Float64Array[][] = [];
  let paths = 0;
  let singular = 0;
  for (const start of homotopy.starts()) {
    paths++;
    const end = homotopy.follow(start);
    if (!end) singular++;
    else {
      const root = homotopy.finite(end);
      if (root) roots.push(root);
    }
  }
  return { roots, paths, singular };
}

class Homotopy {
  readonly #sizes: readonly number[];
  readonly #equations: readonly MultilinearEquation[];
  readonly #offsets: readonly number[];
  readonly #unknowns: number;
  /** Of each equation and each of its groups the coefficients of a random linear form, complex. */
  readonly #forms: readonly (readonly Float64Array[])[];
  readonly #patches: readonly Float64Array[];
  readonly #gamma: readonly [number, number];
  /** Of each equation the unknowns of each term, term after term. */
  readonly #places: readonly Int32Array[];
  /** Of the equation in work the values of its forms, complex. */
  readonly #formValues: Float64Array;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  /** ∂H/∂t of each equation. */
  readonly #drift: Float64Array;

  constructor(sizes: readonly number[], equations: readonly MultilinearEquation[], seed: number) {
    const stream = randomStream(seed);
    const unit = (): [number, number] => {
      const angle = 2 * Math.PI * stream.uniform();
      return [Math.cos(angle), Math.sin(angle)];
    };
    const form = (size: number) => Float64Array.from(Array.from({ length: size }, unit).flat());
    this.#sizes = sizes;
    this.#equations = equations.map(({ groups, coefficients }) => {
      const largest = coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
      return { groups, coefficients: coefficients.map((value) => value / largest) };
    });
    this.#offsets = sizes.map((_, g) => sizes.slice(0, g).reduce((sum, size) => sum + size, 0));
    this.#unknowns = sizes.reduce((sum, size) => sum + size, 0);
    this.#forms = equations.map(({ groups }) => groups.map((g) => form(sizes[g])));
    this.#patches = sizes.map(form);
    this.#gamma = unit();
    this.#places = equations.map(({ groups, coefficients }) => {
      const places = new Int32Array(coefficients.length * groups.length);
      for (let term = 0; term < coefficients.length; term++) {
        for (let k = groups.length - 1, rest = term; k >= 0; k--) {
          const size = sizes[groups[k]];
          places[term * groups.length + k] = this.#offsets[groups[k]] + (rest % size);
          rest = Math.floor(rest / size);
        }
      }
      return places;
    });
    this.#formValues = new Float64Array(2 * sizes.length);
    this.#matrix = new Float64Array((2 * this.#unknowns) ** 2);
    this.#right = new Float64Array(2 * this.#unknowns);
    this.#drift = new Float64Array(2 * equations.length);
  }

  /** The roots at t = 0: each equation is given to one of its groups, each group as many as it needs to be fixed. */
  *starts(): Generator<Float64Array> {
    const needed = this.#sizes.map((size) => size - 1);
    const given: number[][] = this.#sizes.map(() => []);
    const assign = function* (this: Homotopy, equation: number): Generator<Float64Array> {
      if (equation === this.#equations.length) {
        const start = this.#startOf(given);
        if (start) yield start;
        return;
      }
      for (const group of this.#equations[equation].groups) {
        if (given[group].length === needed[group]) continue;
        given[group].push(equation);
        yield* assign.call(this, equation + 1);
        given[group].pop();
      }
    };
    yield* assign.call(this, 0);
  }

  #startOf(given: readonly (readonly number[])[]): Float64Array | null {
    const start = new Float64Array(2 * this.#unknowns);
    for (let g = 0; g < this.#sizes.length; g++) {
      const size = this.#sizes[g];
      const matrix = new Float64Array(4 * size * size);
      const right = new Float64Array(2 * size);
      const rows = [...given[g].map((e) => this.#forms[e][this.#equations[e].groups.indexOf(g)]), this.#patches[g]];
      rows.forEach((row, i) => {
        for (let j = 0; j < size; j++) writeComplex(matrix, 2 * size, i, j, row[2 * j], row[2 * j + 1]);
      });
      right[2 * size - 2] = 1;
      if (!solveDense(matrix, right, 2 * size)) return null;
      start.set(right, 2 * this.#offsets[g]);
    }
    return start;
  }

  /** The end of the path from a start; null where no regular root is reached. */
  follow(start: Float64Array): Float64Array | null {
    let z = start;
    let t = 0;
    let step = 0.02;
    while (t < 1) {
      if (step < SHORTEST_STEP) return null;
      const target = Math.min(1, t + step);
      const velocity = this.#velocity(z, t);
      const predicted = velocity && z.map((value, k) => value + (target - t) * velocity[k]);
      const corrected = predicted && this.#corrected(predicted, target, 3);
      if (!corrected) {
        step /= 2;
        continue;
      }
      z = corrected;
      t = target;
      step = Math.min(LONGEST_STEP, 1.5 * step);
    }
    return this.#corrected(z, 1, 8);
  }

  /** Each group divided by its sum; null for a root at infinity, where some sum is 0. */
  finite(z: Float64Array): Float64Array[] | null {
    const groups: Float64Array[] = [];
    for (let g = 0; g < this.#sizes.length; g++) {
      const part = z.subarray(2 * this.#offsets[g], 2 * (this.#offsets[g] + this.#sizes[g]));
      let [re, im] = [0, 0];
      for (let k = 0; k < part.length; k += 2) {
        re += part[k];
        im += part[k + 1];
      }
      const norm = re * re + im * im;
      if (norm < 1e-16) return null;
      groups.push(
        part.map((_, k) =>
          k % 2 === 0 ? (part[k] * re + part[k + 1] * im) / norm : (part[k] * re - part[k - 1] * im) / norm,
        ),
      );
    }
    return groups;
  }

  #corrected(guess: Float64Array, t: number, iterations: number): Float64Array | null {
    const z = guess.slice();
    let before = Infinity;
    for (let iteration = 0; iteration < iterations; iteration++) {
      this.#evaluate(z, t);
      for (let k = 0; k < z.length; k++) this.#right[k] = -this.#right[k];
      if (!solveDense(this.#matrix, this.#right, z.length)) return null;
      let moved = 0;
      for (let k = 0; k < z.length; k++) {
        z[k] += this.#right[k];
        moved = Math.max(moved, Math.abs(this.#right[k]));
      }
      if (!(moved < 0.1 * before) && moved > 1e-10) {
        if (iteration > 0 || !(moved < 0.05)) return null;
      }
      if (moved < 1e-12) return z;
      before = moved;
    }
    return before < 1e-7 ? z : null;
  }

  #velocity(z: Float64Array, t: number): Float64Array | null {
    this.#evaluate(z, t);
    this.#right.fill(0);
    for (let k = 0; k < this.#drift.length; k++) this.#right[k] = -this.#drift[k];
    return solveDense(this.#matrix, this.#right, z.length) ? this.#right.slice() : null;
  }

  /** Writes H and its slopes. The equations come first, then the patches. */
  #evaluate(z: Float64Array, t: number): void {
    const width = 2 * this.#unknowns;
    this.#matrix.fill(0);
    this.#right.fill(0);
    for (let e = 0; e < this.#equations.length; e++) {
      this.#addEquation(e, z, t);
      this.#addProduct(e, z, t);
    }
    this.#sizes.forEach((size, g) => {
      const row = this.#equations.length + g;
      let [re, im] = [-1, 0];
      for (let j = 0; j < size; j++) {
        const [a, b] = [this.#patches[g][2 * j], this.#patches[g][2 * j + 1]];
        const at = 2 * (this.#offsets[g] + j);
        re += a * z[at] - b * z[at + 1];
        im += a * z[at + 1] + b * z[at];
        writeComplex(this.#matrix, width, row, this.#offsets[g] + j, a, b);
      }
      this.#right[2 * row] = re;
      this.#right[2 * row + 1] = im;
    });
  }

  /** t·F of one equation, term by term. */
  #addEquation(e: number, z: Float64Array, t: number): void {
    const width = 2 * this.#unknowns;
    const { coefficients } = this.#equations[e];
    const degree = this.#equations[e].groups.length;
    const places = this.#places[e];
    let valueRe = 0;
    let valueIm = 0;
    for (let term = 0; term < coefficients.length; term++) {
      const from = term * degree;
      for (let skip = 0; skip < degree; skip++) {
        // The slope for one unknown is the product of the others.
        let re = coefficients[term];
        let im = 0;
        for (let k = 0; k < degree; k++) {
          if (k === skip) continue;
          const at = 2 * places[from + k];
          const next = re * z[at] - im * z[at + 1];
          im = re * z[at + 1] + im * z[at];
          re = next;
        }
        addComplex(this.#matrix, width, e, places[from + skip], t * re, t * im);
        if (skip === 0) {
          const at = 2 * places[from];
          valueRe += re * z[at] - im * z[at + 1];
          valueIm += re * z[at + 1] + im * z[at];
        }
      }
    }
    this.#right[2 * e] += t * valueRe;
    this.#right[2 * e + 1] += t * valueIm;
    this.#drift[2 * e] = valueRe;
    this.#drift[2 * e + 1] = valueIm;
  }

  /** (1 − t)·γ·G of one equation: a product of linear forms. */
  #addProduct(e: number, z: Float64Array, t: number): void {
    const width = 2 * this.#unknowns;
    const { groups } = this.#equations[e];
    const forms = this.#forms[e];
    const values = this.#formValues;
    for (let k = 0; k < groups.length; k++) {
      let re = 0;
      let im = 0;
      for (let j = 0, at = 2 * this.#offsets[groups[k]]; j < forms[k].length; j += 2, at += 2) {
        re += forms[k][j] * z[at] - forms[k][j + 1] * z[at + 1];
        im += forms[k][j] * z[at + 1] + forms[k][j + 1] * z[at];
      }
      values[2 * k] = re;
      values[2 * k + 1] = im;
    }
    // skip = −1: the whole product; else the factor that one form is multiplied with.
    for (let skip = -1; skip < groups.length; skip++) {
      let [re, im] = this.#gamma;
      for (let k = 0; k < groups.length; k++) {
        if (k === skip) continue;
        const next = re * values[2 * k] - im * values[2 * k + 1];
        im = re * values[2 * k + 1] + im * values[2 * k];
        re = next;
      }
      if (skip < 0) {
        this.#right[2 * e] += (1 - t) * re;
        this.#right[2 * e + 1] += (1 - t) * im;
        this.#drift[2 * e] -= re;
        this.#drift[2 * e + 1] -= im;
        continue;
      }
      const form = forms[skip];
      for (let j = 0; j < form.length; j += 2) {
        const slopeRe = (1 - t) * (re * form[j] - im * form[j + 1]);
        const slopeIm = (1 - t) * (re * form[j + 1] + im * form[j]);
        addComplex(this.#matrix, width, e, this.#offsets[groups[skip]] + j / 2, slopeRe, slopeIm);
      }
    }
  }
}

/** Writes the complex number a + bi as the real 2 × 2 block that multiplies by it. */
function writeComplex(matrix: Float64Array, width: number, row: number, column: number, a: number, b: number): void {
  const at = 2 * row * width + 2 * column;
  matrix[at] = a;
  matrix[at + 1] = -b;
  matrix[at + width] = b;
  matrix[at + width + 1] = a;
}

function addComplex(matrix: Float64Array, width: number, row: number, column: number, a: number, b: number): void {
  const at = 2 * row * width + 2 * column;
  matrix[at] += a;
  matrix[at + 1] -= b;
  matrix[at + width] += b;
  matrix[at + width + 1] += a;
}

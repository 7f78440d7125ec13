import { checkInteger, checkNumber, InvalidInputError } from '../foundation/index.js';

/** Where a finite Markov chain ends up. */
export interface StationaryDistributions {
  /** One a recurrent class, over all states, in the order of the smallest state of the classes. */
  readonly distributions: readonly Float64Array[];
  /** The recurrent classes: states that reach each other and nothing else. */
  readonly classes: readonly (readonly number[])[];
  /** Whether there is one recurrent class, so that the long run does not depend on the start. */
  readonly unique: boolean;
  /** Largest |πP − π| over classes and states, relative to the largest π. */
  readonly residual: number;
}

/**
 * Stationary distributions of a Markov chain with transition probabilities (or rates) p(i → j), by the elimination of
 * Grassmann, Taksar and Heyman: no subtraction, so every probability is right to a few units of rounding, however small it
 * is and however nearly the chain falls apart. The diagonal is not read.
 *
 * Cost: ⅔k³ for a recurrent class of k states.
 *
 * @param transitions - row-major, n × n, off-diagonal entries at least 0
 * @throws InvalidInputError for a wrong length or a negative entry
 * @see Grassmann, Taksar & Heyman, Operations Research 33 (1985) 1107; O'Cinneide, Numerische Mathematik 65 (1993) 109
 *
 * @example
 * ```ts
 * import { stationaryDistributions } from 'polity/numerics';
 * stationaryDistributions([0.9, 0.1, 0.3, 0.7], 2).distributions[0]; // [0.750000, 0.250000]
 * ```
 */
export function stationaryDistributions(transitions: ArrayLike<number>, n: number): StationaryDistributions {
  checkInteger('n', n, { min: 1 });
  if (transitions.length !== n * n) {
    throw new InvalidInputError('transitions.length', transitions.length, `equal ${n * n}`);
  }
  const matrix = new Float64Array(transitions);
  for (let i = 0; i < n; i++) {
    for (let j = 0, at = i * n; j < n; j++, at++) {
      // The name of an entry is put together only for one at fault: there may be millions.
      if (j !== i && !(matrix[at] >= 0 && matrix[at] < Infinity)) {
        checkNumber(`transitions[${at}]`, matrix[at], { min: 0 });
      }
    }
  }
  const classes = recurrentClasses(matrix, n);
  const distributions = classes.map((members) => {
    const k = members.length;
    if (k === n) return irreducibleStationary(matrix.slice(), n);
    const part = new Float64Array(k * k);
    for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) part[a * k + b] = matrix[members[a] * n + members[b]];
    const within = irreducibleStationary(part, k);
    const distribution = new Float64Array(n);
    members.forEach((state, a) => (distribution[state] = within[a]));
    return distribution;
  });
  const residual = distributions.reduce((most, shares) => Math.max(most, imbalance(matrix, n, shares)), 0);
  return { distributions, classes, unique: classes.length === 1, residual };
}

/**
 * The recurrent classes of the graph of positive off-diagonal entries: its closed strongly connected components (Tarjan).
 */
export function recurrentClasses(matrix: ArrayLike<number>, n: number): number[][] {
  if (matrix.length !== n * n) throw new InvalidInputError('matrix.length', matrix.length, `equal ${n * n}`);
  const order = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const component = new Int32Array(n).fill(-1);
  const open: number[] = [];
  const path = new Int32Array(n);
  const cursor = new Int32Array(n);
  let [visited, components] = [0, 0];
  for (let root = 0; root < n; root++) {
    if (order[root] >= 0) continue;
    let depth = 0;
    path[0] = root;
    order[root] = low[root] = visited++;
    open.push(root);
    while (depth >= 0) {
      const i = path[depth];
      if (cursor[i] < n) {
        const j = cursor[i]++;
        if (j === i || !(matrix[i * n + j] > 0)) continue;
        if (order[j] < 0) {
          order[j] = low[j] = visited++;
          open.push(j);
          path[++depth] = j;
        } else if (component[j] < 0) low[i] = Math.min(low[i], order[j]);
        continue;
      }
      if (low[i] === order[i]) {
        for (let j = -1; j !== i;) {
          j = open.pop()!;
          component[j] = components;
        }
        components++;
      }
      depth--;
      if (depth >= 0) low[path[depth]] = Math.min(low[path[depth]], low[i]);
    }
  }
  const closed = new Uint8Array(components).fill(1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (j !== i && matrix[i * n + j] > 0 && component[j] !== component[i]) closed[component[i]] = 0;
    }
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    if (!closed[component[i]]) continue;
    const list = members.get(component[i]);
    if (list) list.push(i);
    else members.set(component[i], [i]);
  }
  return [...members.values()];
}

const BLOCK = 32;

/**
 * Eliminates the states of an irreducible chain from the last to the first, in blocks: within a block column by column, and
 * what is left of the matrix then takes the whole block at once, four states a pass. Overwrites the matrix.
 */
function irreducibleStationary(p: Float64Array, n: number): Float64Array {
  for (let end = n; end > 1; end -= BLOCK) {
    const begin = Math.max(0, end - BLOCK);
    eliminateBlock(p, n, Math.max(begin, 1), end);
    updateRest(p, n, Math.max(begin, 1), end);
  }
  const weights = new Float64Array(n);
  weights[0] = 1;
  let total = 1;
  for (let k = 1; k < n; k++) {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += weights[i] * p[i * n + k];
    weights[k] = sum;
    total += sum;
  }
  return weights.map((weight) => weight / total);
}

/**
 * States end − 1 down to begin: rows of the block are kept current over all earlier columns, columns over all earlier rows.
 */
function eliminateBlock(p: Float64Array, n: number, begin: number, end: number): void {
  for (let k = end - 1; k >= begin; k--) {
    const row = k * n;
    let leave = 0;
    for (let j = 0; j < k; j++) leave += p[row + j];
    for (let i = 0; i < k; i++) p[i * n + k] /= leave;
    // Columns begin … k − 1 of every earlier row, and all earlier columns of the rows of the block.
    for (let i = 0; i < k; i++) {
      const share = p[i * n + k];
      if (share === 0) continue;
      const at = i * n;
      for (let j = i < begin ? begin : 0; j < k; j++) p[at + j] += share * p[row + j];
    }
  }
}

/** What is left of the matrix takes the eliminated block: two rows and four states a pass. */
function updateRest(p: Float64Array, n: number, begin: number, end: number): void {
  let i = 0;
  for (; i + 1 < begin; i += 2) {
    let k = begin;
    for (; k + 3 < end; k += 4) addFourToTwo(p, n, i, k, begin);
    for (; k < end; k++) {
      addRow(p, n, i, k, begin);
      addRow(p, n, i + 1, k, begin);
    }
  }
  if (i < begin) for (let k = begin; k < end; k++) addRow(p, n, i, k, begin);
}

/** Rows i and i + 1 take rows k … k + 3, in the columns below `width`. */
function addFourToTwo(p: Float64Array, n: number, i: number, k: number, width: number): void {
  const a = i * n;
  const b = a + n;
  const a0 = p[a + k];
  const a1 = p[a + k + 1];
  const a2 = p[a + k + 2];
  const a3 = p[a + k + 3];
  const b0 = p[b + k];
  const b1 = p[b + k + 1];
  const b2 = p[b + k + 2];
  const b3 = p[b + k + 3];
  const r0 = k * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  for (let j = 0; j < width; j++) {
    const p0 = p[r0 + j];
    const p1 = p[r1 + j];
    const p2 = p[r2 + j];
    const p3 = p[r3 + j];
    p[a + j] += a0 * p0 + a1 * p1 + a2 * p2 + a3 * p3;
    p[b + j] += b0 * p0 + b1 * p1 + b2 * p2 + b3 * p3;
  }
}

function addRow(p: Float64Array, n: number, i: number, k: number, width: number): void {
  const share = p[i * n + k];
  for (let j = 0; j < width; j++) p[i * n + j] += share * p[k * n + j];
}

/** Largest |inflow − outflow| of a state, relative to the largest share. */
function imbalance(matrix: Float64Array, n: number, distribution: Float64Array): number {
  const balance = new Float64Array(n);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const share = distribution[i];
    if (share > largest) largest = share;
    if (share === 0) continue;
    let out = 0;
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const flow = share * matrix[i * n + j];
      out += flow;
      balance[j] += flow;
    }
    balance[i] -= out;
  }
  return balance.reduce((most, flow) => Math.max(most, Math.abs(flow)), 0) / largest;
}

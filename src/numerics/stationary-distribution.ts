import { checkInteger, checkNumber, InvalidInputError } from '../foundation/index.js';
import { irreducibleStationary } from './state-elimination.js';

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
 * Cost: at most ⅔k³ for a recurrent class of k states, and far less where few transitions are possible, because states are
 * eliminated in an order that keeps the chain sparse.
 *
 * @param transitions - row-major, n × n, off-diagonal entries at least 0
 * @throws InvalidInputError for a wrong length or a negative entry, or where products of transitions along a way vanish
 *   below 10⁻³⁰⁸
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

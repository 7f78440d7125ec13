import { InvalidInputError } from '../foundation/index.js';

/**
 * The stationary distribution of an irreducible chain by the elimination of Grassmann, Taksar and Heyman; the diagonal is
 * not read. Overwrites the matrix.
 *
 * Eliminating a state k gives every pair i → j the way through k, p(i → k)·p(k → j)/Σⱼ p(k → j): work for each pair of a
 * state before it and one behind it. States go by the fewest such pairs (Markowitz) as long as these are few; what is left
 * is nearly full, and goes block by block.
 */
export function irreducibleStationary(p: Float64Array, n: number): Float64Array {
  const { alive, eliminated } = eliminateSparse(p, n);
  const m = alive.length;
  const full = new Float64Array(m * m);
  for (let a = 0; a < m; a++) for (let b = 0; b < m; b++) full[a * m + b] = p[alive[a] * n + alive[b]];
  const within = denseWeights(full, m);
  const weights = new Float64Array(n);
  alive.forEach((state, a) => (weights[state] = within[a]));
  for (let e = eliminated.length - 1; e >= 0; e--) {
    const { state, before } = eliminated[e];
    let sum = 0;
    for (const i of before) sum += weights[i] * p[i * n + state];
    weights[state] = sum;
    if (sum > LARGE) for (let i = 0; i < n; i++) weights[i] /= LARGE;
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i];
  return weights.map((weight) => weight / total);
}

/** Weights are scaled down beyond this, so that they do not overflow: what then vanishes is too small for a share. */
const LARGE = 1e150;
/** Elimination by pairs ends where the fewest pairs are this part of all. */
const FULL = 1 / 6;

interface Eliminated {
  readonly state: number;
  /** States with a way to it that were left when it went. */
  readonly before: Int32Array;
}

function eliminateSparse(p: Float64Array, n: number): { alive: number[]; eliminated: Eliminated[] } {
  const [into, outOf] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || p[i * n + j] === 0) continue;
      outOf[i]++;
      into[j]++;
    }
  }
  const alive = Array.from({ length: n }, (_, i) => i);
  const eliminated: Eliminated[] = [];
  const [before, behind] = [new Int32Array(n), new Int32Array(n)];
  while (alive.length > 1) {
    let at = 0;
    let fewest = Infinity;
    for (let a = 0; a < alive.length; a++) {
      const pairs = into[alive[a]] * outOf[alive[a]];
      if (pairs < fewest) [at, fewest] = [a, pairs];
    }
    // Two states and fewer are always full: no block is faster.
    if (fewest > FULL * alive.length ** 2 && alive.length > 2) break;
    const k = alive[at];
    alive[at] = alive[alive.length - 1];
    alive.pop();
    let befores = 0;
    let behinds = 0;
    let leave = 0;
    for (const i of alive) {
      if (p[i * n + k] > 0) before[befores++] = i;
      const onward = p[k * n + i];
      if (onward === 0) continue;
      behind[behinds++] = i;
      into[i]--;
      leave += onward;
    }
    checkLeave(leave);
    for (let a = 0; a < befores; a++) {
      const i = before[a];
      outOf[i]--;
      const share = p[i * n + k] / leave;
      p[i * n + k] = share;
      for (let b = 0; b < behinds; b++) {
        const j = behind[b];
        if (j === i) continue;
        const known = p[i * n + j];
        const now = known + share * p[k * n + j];
        p[i * n + j] = now;
        if (known === 0 && now > 0) {
          outOf[i]++;
          into[j]++;
        }
      }
    }
    eliminated.push({ state: k, before: before.slice(0, befores) });
  }
  return { alive, eliminated };
}

function checkLeave(leave: number): void {
  if (leave > 0) return;
  throw new InvalidInputError(
    'transitions',
    leave,
    'be large enough that their products along a way stay above 10⁻³⁰⁸',
  );
}

const BLOCK = 32;

/**
 * Weights of the states of a full matrix. States go from the last to the first in blocks: within a block column by column,
 * and what is left of the matrix then takes the whole block at once.
 */
function denseWeights(p: Float64Array, n: number): Float64Array {
  for (let end = n; end > 1; end -= BLOCK) {
    const begin = Math.max(1, end - BLOCK);
    eliminateBlock(p, n, begin, end);
    updateRest(p, n, begin, end);
  }
  const weights = new Float64Array(n);
  weights[0] = 1;
  for (let k = 1; k < n; k++) {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += weights[i] * p[i * n + k];
    weights[k] = sum;
    if (sum > LARGE) for (let i = 0; i <= k; i++) weights[i] /= LARGE;
  }
  return weights;
}

/**
 * States end − 1 down to begin: rows of the block are kept current over all earlier columns, columns over all earlier rows.
 */
function eliminateBlock(p: Float64Array, n: number, begin: number, end: number): void {
  for (let k = end - 1; k >= begin; k--) {
    const row = k * n;
    let leave = 0;
    for (let j = 0; j < k; j++) leave += p[row + j];
    checkLeave(leave);
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

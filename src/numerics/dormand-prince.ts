/** The right-hand side of ẏ = f(t, y): writes ẏ to `out` and keeps neither array. */
export type Derivative = (t: number, y: Float64Array, out: Float64Array) => void;

/** Slopes at the stages of a step, a vector each. */
export type Stages = readonly Float64Array[];

export const stageCount = 7;

const [A21] = [1 / 5];
const [A31, A32] = [3 / 40, 9 / 40];
const [A41, A42, A43] = [44 / 45, -56 / 15, 32 / 9];
const [A51, A52, A53, A54] = [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729];
const [A61, A62, A63, A64, A65] = [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656];
const [B1, B3, B4, B5, B6] = [35 / 384, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84];
/** Weights of order 5 less those of order 4. */
const [E1, E3, E4, E5, E6, E7] = [71 / 57600, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
/** Of the continuous extension. */
const [D1, D3, D4, D5, D6, D7] = [
  -12715105075 / 11282082432,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

/**
 * One step of size h from (t, y) to `next`; `stages[0]` holds the slope at the start, the last stage becomes that at the end.
 * Returns the root mean square of the estimated error in units of the tolerance.
 */
export function step(
  f: Derivative,
  t: number,
  y: Float64Array,
  h: number,
  [k1, k2, k3, k4, k5, k6, k7]: Stages,
  next: Float64Array,
  { relativeTolerance, absoluteTolerance }: { readonly relativeTolerance: number; readonly absoluteTolerance: number },
): number {
  const n = y.length;
  for (let i = 0; i < n; i++) next[i] = y[i] + h * A21 * k1[i];
  f(t + h / 5, next, k2);
  for (let i = 0; i < n; i++) next[i] = y[i] + h * (A31 * k1[i] + A32 * k2[i]);
  f(t + (3 / 10) * h, next, k3);
  for (let i = 0; i < n; i++) next[i] = y[i] + h * (A41 * k1[i] + A42 * k2[i] + A43 * k3[i]);
  f(t + (4 / 5) * h, next, k4);
  for (let i = 0; i < n; i++) next[i] = y[i] + h * (A51 * k1[i] + A52 * k2[i] + A53 * k3[i] + A54 * k4[i]);
  f(t + (8 / 9) * h, next, k5);
  for (let i = 0; i < n; i++) {
    next[i] = y[i] + h * (A61 * k1[i] + A62 * k2[i] + A63 * k3[i] + A64 * k4[i] + A65 * k5[i]);
  }
  f(t + h, next, k6);
  for (let i = 0; i < n; i++) next[i] = y[i] + h * (B1 * k1[i] + B3 * k3[i] + B4 * k4[i] + B5 * k5[i] + B6 * k6[i]);
  f(t + h, next, k7);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const error = h * (E1 * k1[i] + E3 * k3[i] + E4 * k4[i] + E5 * k5[i] + E6 * k6[i] + E7 * k7[i]);
    if (error === 0) continue;
    const ratio = error / (absoluteTolerance + relativeTolerance * Math.max(Math.abs(y[i]), Math.abs(next[i])));
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / n);
}

/** Coefficients of the continuous extension over a step, a vector each, from the state at its start on. */
export type Extension = readonly Float64Array[];
export const extensionLength = 5;

/** Works out the extension of the step of size h from y to `next`. */
export function extend(
  y: Float64Array,
  next: Float64Array,
  [k1, , k3, k4, k5, k6, k7]: Stages,
  h: number,
  [start, rises, bends, curls, lasts]: Extension,
): void {
  for (let i = 0; i < y.length; i++) {
    const rise = next[i] - y[i];
    const bend = h * k1[i] - rise;
    start[i] = y[i];
    rises[i] = rise;
    bends[i] = bend;
    curls[i] = rise - h * k7[i] - bend;
    lasts[i] = h * (D1 * k1[i] + D3 * k3[i] + D4 * k4[i] + D5 * k5[i] + D6 * k6[i] + D7 * k7[i]);
  }
}

/** The state at a share θ of the step, in [0, 1], written to `out` from `offset` on. */
export function denseOutput(
  [start, rises, bends, curls, lasts]: Extension,
  theta: number,
  out: Float64Array,
  offset: number,
): void {
  const rest = 1 - theta;
  for (let i = 0; i < start.length; i++) {
    out[offset + i] = start[i] + theta * (rises[i] + rest * (bends[i] + theta * (curls[i] + rest * lasts[i])));
  }
}

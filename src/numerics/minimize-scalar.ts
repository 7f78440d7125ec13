import { checkInteger, checkNumber, InvalidInputError } from '../foundation/index.js';

export interface MinimizeScalarOptions {
  readonly lower: number;
  readonly upper: number;
  /** Points of an even grid that is searched first, so that a second valley is not missed; default 0, none. */
  readonly grid?: number;
  /** Half-width of the interval that holds the minimum on return; default 10⁻⁸ of the interval given. */
  readonly tolerance?: number;
}

export interface ScalarMinimum {
  readonly point: number;
  readonly value: number;
  readonly evaluations: number;
}

const GOLDEN = (3 - Math.sqrt(5)) / 2;

/**
 * Minimum of a function of one variable on an interval, ends included: an optional grid to find the valley, then
 * Brent's golden section with parabolic steps. +Infinity marks points outside the function's domain.
 *
 * @throws InvalidInputError when the interval is empty or the function returns NaN.
 * @see R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 5
 *
 * @example
 * ```ts
 * import { minimizeScalar } from 'polity/numerics';
 * minimizeScalar((x) => x - Math.log(x), { lower: 0.1, upper: 5 }).point; // 1.00000
 * ```
 */
export function minimizeScalar(f: (x: number) => number, options: MinimizeScalarOptions): ScalarMinimum {
  let lower = checkNumber('lower', options.lower);
  let upper = checkNumber('upper', options.upper, { min: lower });
  const tolerance = checkNumber('tolerance', options.tolerance ?? 1e-8 * (upper - lower), { min: 0 });
  const grid = checkInteger('grid', options.grid ?? 0, { min: 0 });
  let evaluations = 0;
  const value = (x: number) => {
    evaluations++;
    const y = f(x);
    if (Number.isNaN(y)) throw new InvalidInputError(`f(${x})`, y, 'be a number');
    return y;
  };
  let best = lower;
  let least = value(lower);
  const keep = (x: number, y: number) => {
    if (y < least) [best, least] = [x, y];
  };
  keep(upper, value(upper));
  if (grid > 0) {
    const width = (upper - lower) / (grid + 1);
    for (let i = 1; i <= grid; i++) keep(lower + i * width, value(lower + i * width));
    [lower, upper] = [Math.max(lower, best - width), Math.min(upper, best + width)];
  }
  brent(value, lower, upper, tolerance, keep);
  return { point: best, value: least, evaluations };
}

/** Brent's `localmin`: x is the best point so far, w the second, v the one before. */
function brent(
  f: (x: number) => number,
  lower: number,
  upper: number,
  tolerance: number,
  keep: (x: number, y: number) => void,
): void {
  let [a, b] = [lower, upper];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  keep(x, fx);
  let step = 0;
  let before = 0;
  for (;;) {
    const middle = (a + b) / 2;
    const enough = 1e-12 * Math.abs(x) + tolerance / 2 + 1e-300;
    if (Math.abs(x - middle) <= 2 * enough - (b - a) / 2) return;
    const parabolic = Math.abs(before) > enough ? parabola(x, w, v, fx, fw, fv) : NaN;
    if (Math.abs(parabolic) < Math.abs(before / 2) && x + parabolic > a && x + parabolic < b) {
      before = step;
      step = parabolic;
      if (x + step - a < 2 * enough || b - x - step < 2 * enough) step = x < middle ? enough : -enough;
    } else {
      before = (x < middle ? b : a) - x;
      step = GOLDEN * before;
    }
    const u = x + (Math.abs(step) >= enough ? step : Math.sign(step) * enough);
    const fu = f(u);
    keep(u, fu);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        [v, fv] = [u, fu];
      }
    }
  }
}

/** Step from x to the bottom of the parabola through three points; NaN where there is none. */
function parabola(x: number, w: number, v: number, fx: number, fw: number, fv: number): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  return -((x - v) * q - (x - w) * r) / (2 * (q - r));
}

import { checkOneOf } from '../../foundation/index.js';
import { positiveInverse } from '../../numerics/index.js';
import { chiSquareUpperTail } from '../chi-square.js';
import type { CoxRegression } from './cox-regression.js';
import { survivalSteps } from './kaplan-meier.js';
import { schoenfeldResiduals } from './cox-residuals.js';

/** Scale of time on which an effect is asked to be constant. */
export type TimeScale = 'km' | 'identity' | 'log';

export interface ChiSquareTest {
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
}

export interface ProportionalHazardsTest {
  /** One a covariate. */
  readonly covariates: readonly ChiSquareTest[];
  /** All together. */
  readonly global: ChiSquareTest;
}

/**
 * Grambsch and Therneau's test of proportional hazards: the score test of adding x·g(t) to the model, g(t) being 1 − the
 * Kaplan–Meier estimate just before t (`'km'`, default), t, or log t. With Schoenfeld residuals r_i
 * and covariances V_i at the deaths, U = Σ g r and its variance is Σ g² V − (Σ g V)(Σ V)⁻¹(Σ g V).
 *
 * @param fit - from {@link coxRegression}
 * @throws InvalidInputError when the scale is unknown.
 * @see P. Grambsch, T. Therneau, Biometrika 81 (1994) 515; T. Therneau's survival package from 3.0 on
 *
 * @example
 * ```ts
 * import { coxRegression, proportionalHazardsTest } from 'polity/statistics';
 * const fit = coxRegression([[1], [1], [1], [0], [0], [0]], { time: [6, 9, 9, 1, 5, 8], event: [1, 0, 1, 1, 1, 0] });
 * proportionalHazardsTest(fit, { scale: 'identity' }).global.pValue; // 0.3841
 * ```
 */
export function proportionalHazardsTest(
  fit: CoxRegression,
  { scale = 'km' }: { readonly scale?: TimeScale } = {},
): ProportionalHazardsTest {
  checkOneOf('scale', scale, ['km', 'identity', 'log']);
  const { deaths, likelihood } = fit.model;
  const { p } = likelihood;
  const place = timeScale(scale, fit);
  const total = deaths.reduce((sum, group) => sum + group.deaths, 0);
  const middle = deaths.reduce((sum, group) => sum + group.deaths * place(group.time), 0) / total;
  const u = new Float64Array(p);
  for (const { time, residual } of schoenfeldResiduals(fit)) {
    for (let j = 0; j < p; j++) u[j] += (place(time) - middle) * residual[j];
  }
  const [v0, v1, v2] = [new Float64Array(p * p), new Float64Array(p * p), new Float64Array(p * p)];
  for (const { time, variance } of deaths) {
    const g = place(time) - middle;
    for (let at = 0; at < p * p; at++) {
      v0[at] += variance[at];
      v1[at] += g * variance[at];
      v2[at] += g * g * variance[at];
    }
  }
  const { inverse } = positiveInverse(v0, p);
  const left = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) {
      let taken = 0;
      for (let a = 0; a < p; a++)
        for (let b = 0; b < p; b++) taken += v1[j * p + a] * inverse[a * p + b] * v1[b * p + k];
      left[j * p + k] = v2[j * p + k] - taken;
    }
  }
  const covariates = Array.from(u, (value, j) => chiSquareTest(value ** 2 / left[j * p + j], 1));
  const whole = positiveInverse(left, p).inverse;
  let statistic = 0;
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) statistic += u[j] * whole[j * p + k] * u[k];
  return { covariates, global: chiSquareTest(statistic, p) };
}

function chiSquareTest(statistic: number, degrees: number): ChiSquareTest {
  const pValue = Number.isFinite(statistic) ? chiSquareUpperTail(Math.max(0, statistic), { degrees }) : NaN;
  return { statistic, degrees, pValue };
}

function timeScale(scale: TimeScale, { model }: CoxRegression): (time: number) => number {
  if (scale === 'identity') return (time) => time;
  if (scale === 'log') return Math.log;
  const { time, event, start } = model.survival;
  const data = model.survival.hasStart ? { time, event, start } : { time, event };
  const steps = survivalSteps(data);
  const before = new Map(steps.map(({ time: at }, k) => [at, k === 0 ? 1 : steps[k - 1].survival]));
  return (t) => 1 - before.get(t)!;
}

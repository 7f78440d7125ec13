import type { CoxModel } from './cox-model.js';

/** Martingale residuals and score residuals, a pass over the rows of each stratum in the order of time. */
function passResiduals(
  { survival, likelihood, deaths }: CoxModel,
  visit: (row: number, k: number, hazard: number, momentum: Float64Array, mean: Float64Array | undefined) => void,
): void {
  const { time, event, start, hasStart, row, strata } = survival;
  const { p } = likelihood;
  let from = 0;
  const momentum = new Float64Array(p);
  for (let stratum = 0; stratum < strata.length - 1; stratum++) {
    let to = from;
    while (to < deaths.length && deaths[to].stratum === stratum) to++;
    // Cumulative sums over the times with deaths, from 0.
    const hazards = new Float64Array(to - from + 1);
    const momenta = new Float64Array((to - from + 1) * p);
    for (let g = from; g < to; g++) {
      const at = g - from;
      hazards[at + 1] = hazards[at] + deaths[g].hazard;
      for (let j = 0; j < p; j++) momenta[(at + 1) * p + j] = momenta[at * p + j] + deaths[g].momentum[j];
    }
    /** Number of times with deaths that are at most t. */
    const upTo = (t: number) => {
      let [lower, upper] = [from, to];
      while (lower < upper) {
        const middle = (lower + upper) >> 1;
        if (deaths[middle].time <= t) lower = middle + 1;
        else upper = middle;
      }
      return lower - from;
    };
    let passed = 0;
    for (let k = strata[stratum]; k < strata[stratum + 1]; k++) {
      while (from + passed < to && deaths[from + passed].time <= time[k]) passed++;
      const entered = hasStart ? upTo(start[k]) : 0;
      const dies = event[k] === 1;
      // A row that dies is at risk in its own time's terms by its share only (Efron).
      const own = dies ? deaths[from + passed - 1] : null;
      let hazard = hazards[passed] - hazards[entered];
      for (let j = 0; j < p; j++) momentum[j] = momenta[passed * p + j] - momenta[entered * p + j];
      if (own) {
        hazard += own.hazardOfDeaths - own.hazard;
        for (let j = 0; j < p; j++) momentum[j] += own.momentumOfDeaths[j] - own.momentum[j];
      }
      visit(row[k], k, hazard, momentum, own?.mean);
    }
    from = to;
  }
}

/** Score residuals, p a row as given: their sum is the score, so that inverse information · residual is a row's influence. */
export function scoreResiduals(model: CoxModel): Float64Array {
  const { x, p, weights } = model.likelihood;
  const residuals = new Float64Array(model.survival.n * p);
  passResiduals(model, (row, k, hazard, momentum, mean) => {
    for (let j = 0; j < p; j++) {
      const value = x[k * p + j];
      residuals[row * p + j] = (mean ? value - mean[j] : 0) - weights[k] * (value * hazard - momentum[j]);
    }
  });
  return residuals;
}

/**
 * Martingale residuals: events less what the fitted hazard expected, a row each. They sum to 0; plotted against a covariate they
 * show the form that its effect should have.
 *
 * @param fit - from `coxRegression`
 * @see T. Therneau, P. Grambsch, T. Fleming, Biometrika 77 (1990) 147
 *
 * @example
 * ```ts
 * import { coxRegression, martingaleResiduals } from 'polity/statistics';
 * const fit = coxRegression([[1], [1], [1], [0], [0], [0]], { time: [6, 9, 9, 1, 5, 8], event: [1, 0, 1, 1, 1, 0] });
 * martingaleResiduals(fit)[3]; // 0.7422
 * ```
 */
export function martingaleResiduals(fit: { readonly model: CoxModel }): Float64Array {
  const { model } = fit;
  const residuals = new Float64Array(model.survival.n);
  passResiduals(model, (row, k, hazard) => {
    residuals[row] = model.survival.event[k] - model.likelihood.weights[k] * hazard;
  });
  return residuals;
}

/** Covariates of one who died less their mean among those at risk. */
export interface SchoenfeldResidual {
  /** Row as given. */
  readonly row: number;
  readonly time: number;
  /** p numbers. */
  readonly residual: Float64Array;
}

/**
 * Schoenfeld residuals, one a death, ascending in time within strata: x of the one who died less the weighted mean of x among those
 * at risk. A trend in time speaks against proportional hazards.
 *
 * @param fit - from `coxRegression`
 * @see D. Schoenfeld, Biometrika 69 (1982) 239
 *
 * @example
 * ```ts
 * import { coxRegression, schoenfeldResiduals } from 'polity/statistics';
 * const fit = coxRegression([[1], [1], [1], [0], [0], [0]], { time: [6, 9, 9, 1, 5, 8], event: [1, 0, 1, 1, 1, 0] });
 * schoenfeldResiduals(fit)[0].residual[0]; // -0.2267
 * ```
 */
export function schoenfeldResiduals(fit: { readonly model: CoxModel }): SchoenfeldResidual[] {
  const { model } = fit;
  const { x, p } = model.likelihood;
  const residuals: SchoenfeldResidual[] = [];
  passResiduals(model, (row, k, _hazard, _momentum, mean) => {
    if (!mean) return;
    const residual = Float64Array.from(mean, (value, j) => x[k * p + j] - value);
    residuals.push({ row, time: model.survival.time[k], residual });
  });
  return residuals;
}

import type { Estimate } from '../../statistics/index.js';
import { calibrate, differentiableChain, Dual, mixingEpidemic, type Calibration } from '../../populations/index.js';
import { meanOf } from './mean-of.js';

const AGENTS = 200_000;
const RECOVERY = 0.2;
const INITIAL = 400;

/** Of four weeks: an epidemic, two weeks of measures, and what follows their end. */
export const weeklyTruth: readonly number[] = [3, 1.8, 0.7, 1.3];

/** Rate of a step under reproduction number R. */
const rate = -Math.expm1(-RECOVERY);

/** Daily infections of a society of agents under the true R, one binomial draw a day. */
function observed(society: number): Float64Array {
  const daily = new Float64Array(28);
  let [susceptible, infectious] = [AGENTS - INITIAL, INITIAL];
  for (let day = 0; day < 28; day++) {
    const transmission = weeklyTruth[Math.floor(day / 7)] * rate;
    // A step of a society whose susceptible and infectious are those of the day: the immune are not needed for it.
    const n = susceptible + infectious;
    const { newInfections, infectious: after } = mixingEpidemic(n, {
      transmission: (transmission * n) / AGENTS,
      recovery: RECOVERY,
      initial: infectious,
      steps: 1,
      method: 'binomial',
      seed: 100 * (society + 1) + day,
    });
    daily[day] = newInfections[0];
    susceptible -= newInfections[0];
    infectious = after[1];
  }
  return daily;
}

/** Weekly R found from the daily infections of agents, by least squares on the mean-field chain. */
export function calibrateWeeks(society = 0): Calibration {
  const data = observed(society);
  const model = (parameters: readonly Dual[]) => {
    const p = parameters.length;
    const { newInfections } = differentiableChain({
      transmission: Array.from(data, (_, day) => parameters[Math.floor(day / 7)].times(rate)),
      recovery: Dual.constant(RECOVERY, p),
      infectious: Dual.constant(INITIAL / AGENTS, p),
      steps: data.length,
    });
    return newInfections.map((share) => share.times(AGENTS));
  };
  return calibrate(model, {
    parameters: weeklyTruth.map((_, w) => ({ name: `R of week ${w + 1}`, min: 0.1, max: 6 })),
    data,
  });
}

/**
 * Estimates from the first society, with the spread of estimates from others as standard error. The linearised intervals of
 * the fit would be too narrow: they take for measurement noise what is chance in the course itself, which later days inherit.
 */
export function weeklyEstimates(societies: number): readonly Estimate[] {
  const fits = Array.from({ length: societies }, (_, society) => calibrateWeeks(society).parameters);
  return weeklyTruth.map((_, week) => {
    const { deviation } = meanOf(fits.map((parameters) => parameters[week].estimate));
    const { estimate } = fits[0][week];
    const interval = { lower: estimate - 1.96 * deviation, upper: estimate + 1.96 * deviation, level: 0.95 };
    return { estimate, standardError: deviation, interval, n: societies, method: `spread of ${societies} societies` };
  });
}

import { calibrate, differentiableChain, Dual, mixingEpidemic, type Calibration } from '../../populations/index.js';

const AGENTS = 200_000;
const RECOVERY = 0.2;
const INITIAL = 400;

/** Of four weeks: an epidemic, two weeks of measures, and what follows their end. */
export const weeklyTruth: readonly number[] = [3, 1.8, 0.7, 1.3];

/** Rate of a step under reproduction number R. */
const rate = -Math.expm1(-RECOVERY);

/** Daily infections of agents under the true R, one binomial draw a day. */
function observed(): Float64Array {
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
      seed: 100 + day,
    });
    daily[day] = newInfections[0];
    susceptible -= newInfections[0];
    infectious = after[1];
  }
  return daily;
}

/** Weekly R found from the daily infections of agents, by least squares on the mean-field chain; also its start is found. */
export function calibrateWeeks(): Calibration {
  const data = observed();
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
    // Noise of a day alone is binomial; what earlier days pass on is not modelled, so the scale is estimated.
  });
}

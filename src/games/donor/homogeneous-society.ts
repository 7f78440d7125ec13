import { checkProbability } from '../../foundation/index.js';
import { donorRules, type DonorRules } from './donor-rules.js';

/** Wealth in a society in which every donor gives the same share. */
export interface HomogeneousSociety {
  /** Mean final units of the first and of the second half of the seats, in one game. */
  readonly halves: readonly [number, number];
  /** Mean final units over all; also that of each agent over a game and its reverse. */
  readonly mean: number;
  /**
   * Factor by which wealth grows in two rounds of alternating roles in the long run: the larger eigenvalue of
   * M = [[(1−f) + m²f², mf], [mf(1−f), 1−f]], λ = (t + √(t² − 4(1−f)²))/2 with t = 2(1−f) + m²f².
   */
  readonly growth: number;
}

/**
 * Wealth where every donor gives the share f, whatever it sees: exact, also as an expectation for donors that draw their
 * shares independently with mean f, because wealth is linear in each share. Needs a schedule in which whole halves donate
 * to one another, as both named ones are.
 *
 * While the first half donates, its wealth A and the other's B become (1−f)A and B + mfA; M above is both in turn.
 *
 * @param fraction - f in [0, 1]
 * @throws InvalidInputError for a share outside [0, 1] or a rule out of range
 *
 * @example
 * ```ts
 * import { homogeneousSociety } from 'polity/games';
 * const { mean, growth } = homogeneousSociety(0.5);
 * mean; // 393.906
 * growth; // 1.8660254
 * ```
 */
export function homogeneousSociety(fraction: number, rules: DonorRules = {}): HomogeneousSociety {
  const f = checkProbability('fraction', fraction);
  const { multiplier: m, endowment, schedule } = donorRules(rules);
  const wealth = new Float64Array(schedule.agents).fill(endowment);
  schedule.donors.forEach((donor, at) => {
    const amount = f * wealth[donor];
    wealth[donor] -= amount;
    wealth[schedule.recipients[at]] += m * amount;
  });
  const half = (from: number) => average(wealth.subarray(from, from + schedule.pairs));
  const trace = 2 * (1 - f) + (m * f) ** 2;
  return {
    halves: [half(0), half(schedule.pairs)],
    mean: average(wealth),
    growth: (trace + Math.sqrt(Math.max(0, trace ** 2 - 4 * (1 - f) ** 2))) / 2,
  };
}

/**
 * The most that a society can end with, as mean units in one game: whatever its agents do, together and knowing
 * everything. From the last round backwards, a unit of a donor is worth max(v_d, m·v_r), of its own later worth and that
 * of what its recipient gets. With alternating roles and m ≥ 1 it is e·m^(R−1)·(1 + m)/2.
 *
 * @throws InvalidInputError for a rule out of range
 *
 * @example
 * ```ts
 * import { donorCeiling } from 'polity/games';
 * donorCeiling(); // 30720
 * donorCeiling({ schedule: 'released' }); // 15360
 * ```
 */
export function donorCeiling(rules: DonorRules = {}): number {
  const { multiplier, endowment, schedule } = donorRules(rules);
  const worth = new Float64Array(schedule.agents).fill(1);
  for (let at = schedule.donors.length - 1; at >= 0; at--) {
    const donor = schedule.donors[at];
    worth[donor] = Math.max(worth[donor], multiplier * worth[schedule.recipients[at]]);
  }
  return endowment * average(worth);
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

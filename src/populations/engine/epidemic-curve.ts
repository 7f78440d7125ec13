/** Agents in each state, day by day; entry 0 is the start. */
export interface EpidemicCurve {
  readonly size: number;
  readonly susceptible: Float64Array;
  readonly infectious: Float64Array;
  readonly recovered: Float64Array;
  /** Infected during each step: one entry fewer than the states have. */
  readonly newInfections: Float64Array;
}

/** What follows an infection: nothing (SI), immunity (SIR), or susceptibility (SIS). */
export type EpidemicModel = (typeof epidemicModels)[number];
export const epidemicModels = ['SI', 'SIR', 'SIS'] as const;

/** States of an agent, in a byte. */
export const SUSCEPTIBLE = 0;
export const INFECTIOUS = 1;
export const RECOVERED = 2;

export function emptyCurve(size: number, steps: number): EpidemicCurve {
  return {
    size,
    susceptible: new Float64Array(steps + 1),
    infectious: new Float64Array(steps + 1),
    recovered: new Float64Array(steps + 1),
    newInfections: new Float64Array(steps),
  };
}

export function noteDay(curve: EpidemicCurve, day: number, infectious: number, recovered: number): void {
  curve.susceptible[day] = curve.size - infectious - recovered;
  curve.infectious[day] = infectious;
  curve.recovered[day] = recovered;
}

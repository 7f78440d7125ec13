/** Stages of {@link seirm}, in the order of their numbers. */
export const seirmStages: readonly string[] = ['susceptible', 'exposed', 'infectious', 'recovered', 'dead', 'stranded'];

export const S = 0;
export const E = 1;
export const I = 2;
export const R = 3;
export const M = 4;
/** Published code only: agents whose stage became a fraction. They can neither be infected nor infect nor move on. */
export const STRANDED = 5;

/** The constants of the COVID-19 model of AgentTorch's public code. */
export const seirmConstants: SeirmConstants = {
  exposedSteps: 5,
  infectiousSteps: 5,
  susceptibility: [0.35, 0.69, 1.03, 1.03, 1.03, 1.03, 1.27, 1.52, 1.52],
  exposedInfectivity: 0.33,
  infectiousInfectivity: 0.72,
  meanContacts: [2, 3, 3, 3, 3, 4, 4, 4, 4],
  intervalMean: 5.5,
  intervalDeviation: 2.4,
  intervalLength: 21,
};

export interface SeirmConstants {
  /** Steps from the end of the step of infection to infectiousness: 5. */
  readonly exposedSteps: number;
  readonly infectiousSteps: number;
  /** By age group. */
  readonly susceptibility: readonly number[];
  readonly exposedInfectivity: number;
  readonly infectiousInfectivity: number;
  /** By age group: 2 for children, 3 for adults, 4 for the elderly. */
  readonly meanContacts: readonly number[];
  /** Of the gamma law of the time from infection to infecting, in steps. */
  readonly intervalMean: number;
  readonly intervalDeviation: number;
  /** Steps after which nobody infects. */
  readonly intervalLength: number;
}

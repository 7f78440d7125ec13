import { checkInteger, checkProbability, checkVector } from '../../foundation/index.js';
import type { Substep } from './simulate.js';

/*
 * Substeps for the `interventions` of a SEIRM epidemic: they write its columns `isolating` and `susceptibility`. Each keeps
 * what it knows of the agents to itself, so that one made by a function serves one simulation.
 */

export interface QuarantineOptions {
  /** Steps it lasts, default 12. */
  readonly duration?: number;
  /** Probability that an agent that has just come into the stage begins one, default 0.7. */
  readonly start?: number;
  /** Probability in each step that it is broken off, default 0.1. */
  readonly abandon?: number;
  /** Default `infectious`. */
  readonly stage?: string;
}

/**
 * Agents that come into a stage (by default the infectious) go into quarantine with some probability, and meet nobody until
 * it ends or they break it off.
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { quarantine, randomContacts, seirm } from 'polity/populations';
 * const graph = randomContacts(2000, { meanDegree: 3, seed: 1 });
 * const age = new Uint8Array(2000).fill(3);
 * const options = { age, reproduction: [4.75], steps: 7, infectious: [0, 1, 2, 3], mortality: 0, seed: 1 };
 * const { population } = seirm(graph, { ...options, interventions: [quarantine({ start: 1 })] });
 * population.column('isolating').some((isolating) => isolating > 0); // true
 * ```
 */
export function quarantine({
  duration = 12,
  start = 0.7,
  abandon = 0.1,
  stage = 'infectious',
}: QuarantineOptions = {}): Substep {
  checkInteger('duration', duration, { min: 0 });
  checkProbability('start', start);
  checkProbability('abandon', abandon);
  let until = new Int32Array(0);
  let seen = new Uint8Array(0);
  return {
    name: 'quarantine',
    writes: ['isolating'],
    run: ({ population, step, draws, moreDraws }) => {
      if (until.length === 0) {
        until = new Int32Array(population.size).fill(-1);
        seen = new Uint8Array(population.size);
      }
      const isolating = population.column('isolating');
      const trigger = population.stageNumber(stage);
      const breaking = moreDraws(1);
      for (let i = 0; i < population.size; i++) {
        const inStage = population.stage[i] === trigger;
        if (inStage && seen[i] === 0 && draws.happens(i, start)) until[i] = step + duration;
        else if (until[i] > step && breaking.happens(i, abandon)) until[i] = step;
        seen[i] = Number(inStage);
        if (until[i] > step) isolating[i] = 1;
      }
    },
  };
}

export interface TestingOptions {
  /** Probability that an agent that may be tested is tested in a step. */
  readonly tested: number;
  /** Probability of a positive result of the exposed and infectious, default 0.8. */
  readonly truePositive?: number;
  /** Probability of one of all others, default 0.3. */
  readonly falsePositive?: number;
  /** Steps until the result is known, default 3. */
  readonly delay?: number;
  /** Probability that a positive result is acted on, default 0.95. */
  readonly compliance?: number;
  /** Steps of isolation after a positive result, default 5. */
  readonly isolation?: number;
  /** Steps after a result during which nobody is tested again, default 2. */
  readonly ineligible?: number;
}

/**
 * Random testing: results come after a delay, and a positive one is followed by isolation.
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { testing } from 'polity/populations';
 * testing({ tested: 0.05 }).writes; // ['isolating']
 * ```
 */
export function testing({
  tested,
  truePositive = 0.8,
  falsePositive = 0.3,
  delay = 3,
  compliance = 0.95,
  isolation = 5,
  ineligible = 2,
}: TestingOptions): Substep {
  Object.entries({ tested, truePositive, falsePositive, compliance }).forEach(([name, p]) => checkProbability(name, p));
  Object.entries({ delay, isolation, ineligible }).forEach(([name, steps]) => checkInteger(name, steps, { min: 0 }));
  let waiting: WaitingResults | undefined;
  return {
    name: 'testing',
    writes: ['isolating'],
    run: (context) => {
      const { population, step, draws } = context;
      waiting ??= new WaitingResults(population.size);
      const { known, positive, until } = waiting;
      const isolating = population.column('isolating');
      const [exposed, infectious] = [population.stageNumber('exposed'), population.stageNumber('infectious')];
      const [results, complying] = [context.moreDraws(1), context.moreDraws(2)];
      for (let i = 0; i < population.size; i++) {
        if (step > known[i] + ineligible && draws.happens(i, tested)) {
          const ill = population.stage[i] === exposed || population.stage[i] === infectious;
          known[i] = step + delay;
          positive[i] = Number(results.happens(i, ill ? truePositive : falsePositive));
        }
        if (step === known[i] && positive[i] && complying.happens(i, compliance)) until[i] = step + isolation;
        if (until[i] > step) isolating[i] = 1;
      }
    },
  };
}

class WaitingResults {
  /** Step in which the last result is known. */
  readonly known: Float64Array;
  readonly positive: Uint8Array;
  /** End of the isolation. */
  readonly until: Int32Array;

  constructor(size: number) {
    this.known = new Float64Array(size).fill(-Infinity);
    this.positive = new Uint8Array(size);
    this.until = new Int32Array(size);
  }
}

export interface VaccinationOptions {
  /** Doses in each step from the first; none beyond the last. */
  readonly doses: ArrayLike<number>;
  /** Share by which a dose lowers susceptibility. */
  readonly efficacy: number;
  /** Agents in the order in which they get theirs; default by number. Everybody gets one. */
  readonly order?: ArrayLike<number>;
}

/**
 * A schedule of doses: in each step the next agents in line that are not dead get one, which lowers the hazard of their
 * infection.
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { vaccination } from 'polity/populations';
 * vaccination({ doses: [100, 100], efficacy: 0.9 }).writes; // ['susceptibility']
 * ```
 */
export function vaccination({ doses, efficacy, order }: VaccinationOptions): Substep {
  const schedule = checkVector('doses', doses, { min: 0 });
  schedule.forEach((dose, step) => checkInteger(`doses[${step}]`, dose));
  checkProbability('efficacy', efficacy);
  let next = 0;
  return {
    name: 'vaccination',
    writes: ['susceptibility'],
    run: ({ population, step }) => {
      const susceptibility = population.column('susceptibility');
      const dead = population.stageNumber('dead');
      const line = order?.length ?? population.size;
      let left = step < schedule.length ? schedule[step] : 0;
      for (; left > 0 && next < line; next++) {
        const agent = order ? checkInteger(`order[${next}]`, order[next], { min: 0, max: population.size - 1 }) : next;
        if (population.stage[agent] === dead) continue;
        susceptibility[agent] *= 1 - efficacy;
        left--;
      }
    },
  };
}

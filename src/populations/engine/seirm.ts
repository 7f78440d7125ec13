import { checkInteger, checkNumber, checkProbability, checkVector, InvalidInputError } from '../../foundation/index.js';
import { gammaIntervals } from '../theory/gamma-intervals.js';
import type { ContactGraph } from './contact-graph.js';
import { Population, NEVER } from './population.js';
import { E, I, M, R, S, seirmConstants, seirmStages, STRANDED, type SeirmConstants } from './seirm-constants.js';
import { simulate, type Substep } from './simulate.js';

export interface SeirmOptions {
  /** Age group of each agent, an index into `constants.susceptibility`. */
  readonly age: ArrayLike<number>;
  /** Reproduction parameter of each week of seven steps; there must be one for the last step too. */
  readonly reproduction: ArrayLike<number>;
  readonly steps: number;
  /** Agents exposed and infectious at the start. */
  readonly exposed?: ArrayLike<number>;
  readonly infectious?: ArrayLike<number>;
  /** Probability that an agent dies when its infection ends; default 0.01. */
  readonly mortality?: number;
  /** Probability that an agent keeps away from all contacts in a step; default none. Drawn anew every step. */
  readonly isolation?: (agent: number, step: number) => number;
  /** Substeps before the transmission of every step, such as {@link quarantine}. */
  readonly interventions?: readonly Substep[];
  /**
   * The arithmetic of the published code: an infection of an agent with isolation 0 < w < 1 strands it between stages, the
   * mean contacts are those of one agent for all, and deaths are an expectation while the dead recover. Default false.
   */
  readonly asPublished?: boolean;
  readonly constants?: Partial<SeirmConstants>;
  readonly seed?: number;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** Agents in each stage at the start and after each step. */
export interface Seirm {
  readonly susceptible: Float64Array;
  readonly exposed: Float64Array;
  readonly infectious: Float64Array;
  readonly recovered: Float64Array;
  /** As published: the expected number, which counts nobody out of the recovered. */
  readonly dead: Float64Array;
  /** As published only: neither susceptible nor in any later stage. */
  readonly stranded: Float64Array;
  /** Newly exposed in each step. */
  readonly newInfections: Float64Array;
  readonly population: Population;
}

/**
 * The SEIRM epidemic of AgentTorch: susceptible, exposed, infectious, recovered, dead (mortality), on a contact graph.
 *
 * In step t the infectious contact j of a susceptible i adds λ_{ij} = R_{⌊t/7⌋} · S_{age(i)} · A_{stage(j)} · B_{ij} ·
 * G_{t−τ_j−1} / Ī_i, and i is exposed with probability 1 − exp(−Σ λ_{ij}), unless it isolates. Then who has been exposed, or
 * infectious, for its time moves on.
 *
 * Cost of a step: O(n + contacts of the exposed and infectious).
 *
 * @throws InvalidInputError for numbers out of range, ages that are not known, weeks without `reproduction`, or agents that
 *   are listed twice at the start
 * @throws the reason of `signal` when it aborts
 * @see A. Chopra, Large Population Models, arXiv 2507.09901 (2025)
 *
 * @example
 * ```ts
 * import { randomContacts, seirm } from 'polity/populations';
 * const graph = randomContacts(5000, { meanDegree: 3, seed: 1 });
 * const age = new Uint8Array(5000).fill(3);
 * const options = { age, reproduction: [4.75, 4.75, 4.75], steps: 21, infectious: [0, 1, 2, 3, 4], seed: 1 };
 * const { susceptible } = seirm(graph, options);
 * susceptible[0]; // 4995
 * ```
 */
export function seirm(graph: ContactGraph, options: SeirmOptions): Seirm {
  const { steps, interventions = [], asPublished = false, seed = 0, onProgress, signal } = options;
  const model = new SeirmModel(graph, options);
  const count = (stage: number) => (people: Population) => people.stageCounts()[stage];
  const { series } = simulate(
    model.population,
    [...model.isolationSubsteps(), ...interventions, model.transmission(), model.progression()],
    {
      steps,
      seed,
      record: {
        susceptible: count(S),
        exposed: count(E),
        infectious: count(I),
        recovered: count(R),
        dead: asPublished ? () => model.expectedDeaths : count(M),
        stranded: count(STRANDED),
      },
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    },
  );
  return { ...series, newInfections: model.newInfections, population: model.population };
}

/** What one contact with an infectious agent adds to the hazard, and the probability that a hazard comes to pass. */
export interface EdgeHazard {
  readonly reproduction: number;
  readonly age: number;
  readonly stage: 'exposed' | 'infectious';
  /** t − τ − 1: whole steps between the infection of the infector and the contact. */
  readonly lag: number;
  /** Default 1. */
  readonly weight?: number;
  readonly constants?: Partial<SeirmConstants>;
}

/**
 * Hazard λ of one contact in {@link seirm}; 0 beyond the table of intervals.
 *
 * @throws InvalidInputError for an age that is not known or a negative lag
 *
 * @example
 * ```ts
 * import { edgeHazard } from 'polity/populations';
 * edgeHazard({ reproduction: 4.75, age: 3, stage: 'exposed', lag: 3 }); // 0.0537989
 * ```
 */
export function edgeHazard({ reproduction, age, stage, lag, weight = 1, constants }: EdgeHazard): number {
  const known = { ...seirmConstants, ...constants };
  checkInteger('age', age, { min: 0, max: known.susceptibility.length - 1 });
  checkInteger('lag', lag, { min: 0 });
  const infectivity = stage === 'exposed' ? known.exposedInfectivity : known.infectiousInfectivity;
  const profile = intervalsOf(known);
  const share = lag < profile.length ? profile[lag] : 0;
  return ((reproduction * known.susceptibility[age]) / known.meanContacts[age]) * infectivity * share * weight;
}

/**
 * Weight per contact of a whole infection in {@link seirm}: Σ A·G over the steps in which an agent infected in step 0
 * transmits. An infector with as many contacts as the receiver's mean has R times this many successors, to first order.
 *
 * @example
 * ```ts
 * import { effectiveWeight } from 'polity/populations';
 * effectiveWeight(); // 0.5006179
 * ```
 */
export function effectiveWeight(constants: Partial<SeirmConstants> = {}): number {
  const known = { ...seirmConstants, ...constants };
  const { exposedSteps, infectiousSteps } = known;
  // Exposed through the step in which it moves on, so one step more than its time.
  return intervalsOf(known)
    .slice(0, exposedSteps + 1 + infectiousSteps)
    .reduce(
      (sum, g, lag) => sum + g * (lag <= exposedSteps ? known.exposedInfectivity : known.infectiousInfectivity),
      0,
    );
}

function intervalsOf({ intervalMean, intervalDeviation, intervalLength }: SeirmConstants): Float64Array {
  return gammaIntervals({ mean: intervalMean, deviation: intervalDeviation, length: intervalLength });
}

class SeirmModel {
  readonly population: Population;
  readonly newInfections: Float64Array;
  expectedDeaths = 0;
  readonly #graph: ContactGraph;
  readonly #options: SeirmOptions;
  readonly #constants: SeirmConstants;
  readonly #reproduction: Float64Array;
  readonly #age: Uint8Array;
  /** A·G of an infector by stage and lag. */
  readonly #profile: Float64Array;
  readonly #mortality: number;

  constructor(graph: ContactGraph, options: SeirmOptions) {
    this.#graph = graph;
    this.#options = options;
    const { steps, mortality = 0.01, exposed = [], infectious = [], constants } = options;
    this.#constants = { ...seirmConstants, ...constants };
    checkInteger('steps', steps, { min: 0 });
    checkInteger('constants.exposedSteps', this.#constants.exposedSteps, { min: 0 });
    checkInteger('constants.infectiousSteps', this.#constants.infectiousSteps, { min: 0 });
    this.#mortality = checkProbability('mortality', mortality);
    this.#reproduction = checkVector('reproduction', options.reproduction, { min: 0, minLength: Math.ceil(steps / 7) });
    const groups = this.#constants.susceptibility.length;
    checkVector('constants.susceptibility', this.#constants.susceptibility, { min: 0 });
    checkVector('constants.meanContacts', this.#constants.meanContacts, { min: 0, aboveMin: true, length: groups });
    if (options.age.length !== graph.size) {
      throw new InvalidInputError('age.length', options.age.length, `equal ${graph.size}`);
    }
    this.#age = Uint8Array.from(options.age, (age, i) => checkInteger(`age[${i}]`, age, { min: 0, max: groups - 1 }));
    const intervals = intervalsOf(this.#constants);
    this.#profile = new Float64Array(2 * intervals.length);
    intervals.forEach((g, lag) => {
      this.#profile[lag] =
        g * checkNumber('constants.exposedInfectivity', this.#constants.exposedInfectivity, { min: 0 });
      this.#profile[intervals.length + lag] =
        g * checkNumber('constants.infectiousInfectivity', this.#constants.infectiousInfectivity, { min: 0 });
    });
    this.newInfections = new Float64Array(steps);
    this.population = new Population(graph.size, seirmStages);
    this.population.add('isolating', new Float32Array(graph.size));
    this.population.add('susceptibility', new Float32Array(graph.size).fill(1));
    // As in the public code: an exposed agent was infected in the step before the first, an infectious one two steps earlier.
    this.#begin('exposed', exposed, E, -1, 3);
    this.#begin('infectious', infectious, I, -3, 5);
  }

  #begin(name: string, agents: ArrayLike<number>, stage: number, since: number, next: number): void {
    const { population } = this;
    for (let k = 0; k < agents.length; k++) {
      const agent = checkInteger(`${name}[${k}]`, agents[k], { min: 0, max: population.size - 1 });
      if (population.stage[agent] !== S) throw new InvalidInputError(`${name}[${k}]`, agent, 'be listed once');
      population.stage[agent] = stage;
      population.since[agent] = since;
      population.next[agent] = next;
    }
  }

  isolationSubsteps(): Substep[] {
    const { isolation, asPublished } = this.#options;
    const isolating = this.population.column('isolating');
    const reset: Substep = {
      name: 'isolation',
      writes: ['isolating'],
      run: ({ step, draws }) => {
        for (let i = 0; i < isolating.length; i++) {
          const w = isolation ? checkProbability('isolation(agent, step)', isolation(i, step)) : 0;
          isolating[i] = asPublished ? w : Number(w > 0 && draws.happens(i, w));
        }
      },
    };
    return [reset];
  }

  transmission(): Substep {
    const { stage, since, next } = this.population;
    const [isolating, vulnerable] = [this.population.column('isolating'), this.population.column('susceptibility')];
    const { offsets, neighbours, weights } = this.#graph;
    const { susceptibility, meanContacts, exposedSteps } = this.#constants;
    const [profile, age, reproduction] = [this.#profile, this.#age, this.#reproduction];
    const lags = profile.length / 2;
    const hazard = new Float64Array(stage.length);
    const touched = new Uint32Array(stage.length);
    const { asPublished = false } = this.#options;
    const meanOfOne = neighbours.length > 0 ? meanContacts[age[neighbours[0]]] : 1;
    return {
      name: 'transmission',
      writes: ['stage', 'since', 'next'],
      run: ({ step, draws }) => {
        let count = 0;
        for (let j = 0; j < stage.length; j++) {
          if (stage[j] !== E && stage[j] !== I) continue;
          const lag = step - since[j] - 1;
          if (lag >= lags || (!asPublished && isolating[j] > 0)) continue;
          const strength = profile[stage[j] === E ? lag : lags + lag];
          for (let e = offsets[j]; e < offsets[j + 1]; e++) {
            const i = neighbours[e];
            if (stage[i] !== S) continue;
            const added = weights ? strength * weights[e] : strength;
            if (added === 0) continue;
            if (hazard[i] === 0) touched[count++] = i;
            hazard[i] += added;
          }
        }
        const weekly = reproduction[Math.floor(step / 7)];
        let exposed = 0;
        for (let k = 0; k < count; k++) {
          const i = touched[k];
          const scale = (weekly * susceptibility[age[i]]) / (asPublished ? meanOfOne : meanContacts[age[i]]);
          const p = -Math.expm1(-scale * vulnerable[i] * hazard[i]);
          hazard[i] = 0;
          const w = isolating[i];
          if (w === 1 || !draws.happens(i, p)) continue;
          exposed++;
          if (w > 0) {
            stage[i] = STRANDED;
            continue;
          }
          stage[i] = E;
          since[i] = step;
          next[i] = step + 1 + exposedSteps;
        }
        this.newInfections[step] = exposed;
      },
    };
  }

  progression(): Substep {
    const { stage, next } = this.population;
    const { infectiousSteps } = this.#constants;
    const { asPublished = false } = this.#options;
    const mortality = this.#mortality;
    return {
      name: 'progression',
      writes: ['stage', 'next'],
      run: ({ step, draws }) => {
        for (let i = 0; i < stage.length; i++) {
          if (next[i] > step) continue;
          if (stage[i] === E) {
            stage[i] = I;
            next[i] = step + infectiousSteps;
          } else if (stage[i] === I) {
            next[i] = NEVER;
            if (asPublished) this.expectedDeaths += mortality;
            stage[i] = !asPublished && draws.happens(i, mortality) ? M : R;
          }
        }
      },
    };
  }
}

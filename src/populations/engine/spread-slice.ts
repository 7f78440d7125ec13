import type { ContactGraph } from './contact-graph.js';
import { counterDraws, type CounterDraws } from './counter-random.js';
import { INFECTIOUS, RECOVERED, SUSCEPTIBLE, type EpidemicModel } from './epidemic-curve.js';

/** From the infectious to their neighbours, from the susceptible to theirs, or whichever is less work in a step. */
export type SpreadMethod = (typeof spreadMethods)[number];
export const spreadMethods = ['auto', 'push', 'pull'] as const;

/** What a contact costs that is pushed over, in contacts that are pulled over: pushing also writes. */
const PUSH_COST = 3;

/** An epidemic on a graph as flat data, which threads can share. */
export interface SpreadRules {
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly weights: Float32Array | null;
  readonly labels: Uint32Array | null;
  /** Without weights: probability of infection by k infectious neighbours. */
  readonly infected: Float64Array | null;
  readonly infection: number;
  readonly recovery: number;
  readonly model: EpidemicModel;
  readonly method: SpreadMethod;
  readonly seed: number;
  /** Of each agent: 0 susceptible, 1 infectious, 2 recovered. */
  readonly state: Uint8Array;
}

/** 1 − (1 − b)^k for k from 0 to the largest degree. */
export function escapeTable(graph: ContactGraph, infection: number): Float64Array {
  return Float64Array.from({ length: graph.degreeCounts().length }, (_, k) => infectedBy(infection, k));
}

function infectedBy(infection: number, weight: number): number {
  return weight === 0 ? 0 : -Math.expm1(weight * Math.log1p(-infection));
}

/**
 * The agents from `from` up to `to` of an epidemic. A step is {@link expose} in all slices, which reads the states, and
 * then {@link advance} in all slices, which writes them.
 */
export class SpreadSlice {
  readonly #rules: SpreadRules;
  readonly #from: number;
  readonly #to: number;
  /** Infectious contacts of the slice's agents: a count, or a sum of weights. */
  readonly #pressure: Uint32Array | Float64Array;
  readonly #touched: Uint32Array;
  #infected = 0;
  #leaving: CounterDraws;

  constructor(rules: SpreadRules, from: number, to: number) {
    this.#rules = rules;
    this.#from = from;
    this.#to = to;
    this.#pressure = rules.weights ? new Float64Array(to - from) : new Uint32Array(to - from);
    this.#touched = new Uint32Array(to - from);
    this.#leaving = counterDraws(rules.seed);
  }

  /**
   * Draws who of the slice's susceptible agents is infected in a step, and returns how many.
   *
   * @param all - agents of the whole society in either state, by which the cheaper direction is chosen
   */
  expose(step: number, all: { readonly susceptible: number; readonly infectious: number }): number {
    const { method, seed } = this.#rules;
    const pull = method === 'auto' ? all.susceptible < PUSH_COST * all.infectious : method === 'pull';
    const draws = counterDraws(seed, { step, substep: 0 });
    this.#leaving = counterDraws(seed, { step, substep: 1 });
    const touched = pull ? this.#pull() : this.#rules.weights ? this.#pushWeights() : this.#pushCounts();
    this.#infected = this.#draw(touched, draws);
    return this.#infected;
  }

  /** Lets the infectious of the slice recover and the newly infected become infectious; returns how many ceased to be so. */
  advance(): number {
    const { state, recovery, model, labels } = this.#rules;
    const after = model === 'SIS' ? SUSCEPTIBLE : RECOVERED;
    const draws = this.#leaving;
    let left = 0;
    if (recovery > 0) {
      for (let i = this.#from; i < this.#to; i++) {
        if (state[i] !== INFECTIOUS || !draws.happens(labels ? labels[i] : i, recovery)) continue;
        state[i] = after;
        left++;
      }
    }
    for (let k = 0; k < this.#infected; k++) state[this.#touched[k]] = INFECTIOUS;
    return left;
  }

  #pushCounts(): number {
    const { offsets, neighbours, state } = this.#rules;
    const [from, to, pressure, touched] = [this.#from, this.#to, this.#pressure, this.#touched];
    let count = 0;
    for (let j = 0; j < state.length; j++) {
      if (state[j] !== INFECTIOUS) continue;
      const end = offsets[j + 1];
      for (let e = offsets[j]; e < end; e++) {
        const i = neighbours[e];
        if (i < from || i >= to || state[i] !== SUSCEPTIBLE) continue;
        if (pressure[i - from]++ === 0) touched[count++] = i;
      }
    }
    return count;
  }

  #pushWeights(): number {
    const { offsets, neighbours, weights, state } = this.#rules;
    const [from, to, pressure, touched] = [this.#from, this.#to, this.#pressure, this.#touched];
    let count = 0;
    for (let j = 0; j < state.length; j++) {
      if (state[j] !== INFECTIOUS) continue;
      for (let e = offsets[j]; e < offsets[j + 1]; e++) {
        const i = neighbours[e];
        if (i < from || i >= to || state[i] !== SUSCEPTIBLE || weights![e] === 0) continue;
        if (pressure[i - from] === 0) touched[count++] = i;
        pressure[i - from] += weights![e];
      }
    }
    return count;
  }

  #pull(): number {
    const { offsets, neighbours, weights, state } = this.#rules;
    const [from, to, pressure, touched] = [this.#from, this.#to, this.#pressure, this.#touched];
    let count = 0;
    for (let i = from; i < to; i++) {
      if (state[i] !== SUSCEPTIBLE) continue;
      let sum = 0;
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        if (state[neighbours[e]] === INFECTIOUS) sum += weights ? weights[e] : 1;
      }
      if (sum === 0) continue;
      pressure[i - from] = sum;
      touched[count++] = i;
    }
    return count;
  }

  /** Puts the infected among the touched to the front of their list, and clears the pressure. */
  #draw(touched: number, draws: CounterDraws): number {
    const { infected, infection, labels } = this.#rules;
    let count = 0;
    for (let k = 0; k < touched; k++) {
      const i = this.#touched[k];
      const pressure = this.#pressure[i - this.#from];
      this.#pressure[i - this.#from] = 0;
      const p = infected ? infected[pressure] : infectedBy(infection, pressure);
      if (draws.happens(labels ? labels[i] : i, p)) this.#touched[count++] = i;
    }
    return count;
  }
}

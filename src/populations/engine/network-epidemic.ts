import { checkInteger, checkOneOf, checkProbability, InvalidInputError } from '../../foundation/index.js';
import type { ContactGraph } from './contact-graph.js';
import {
  emptyCurve,
  epidemicModels,
  INFECTIOUS,
  noteDay,
  type EpidemicCurve,
  type EpidemicModel,
} from './epidemic-curve.js';
import { escapeTable, SpreadSlice, spreadMethods, type SpreadMethod, type SpreadRules } from './spread-slice.js';

export interface NetworkEpidemicOptions {
  /** Probability b that an infectious agent infects a susceptible one in a step, over a contact of weight 1. */
  readonly infection: number;
  /** Probability g that an infectious agent ceases to be so in a step; of no effect in SI. */
  readonly recovery: number;
  /** The agents that are infectious at the start: their numbers, each once. */
  readonly initial: ArrayLike<number>;
  readonly steps: number;
  /** Default SIR. */
  readonly model?: EpidemicModel;
  /**
   * From the infectious to their neighbours, from the susceptible to theirs, or whichever is less work in a step: the same
   * result. Default `auto`.
   */
  readonly method?: SpreadMethod;
  /**
   * What an agent is called in its random numbers, default its number. A society whose agents were renamed and that keeps
   * its labels has the same epidemic.
   */
  readonly labels?: ArrayLike<number>;
  readonly seed?: number;
  /** Called after every step. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

export interface NetworkEpidemic extends EpidemicCurve {
  /** State of each agent at the end: 0 susceptible, 1 infectious, 2 recovered. */
  readonly state: Uint8Array;
}

/**
 * An epidemic on a contact graph in discrete time. In each step a susceptible agent whose contacts with the infectious have
 * the summed weight w becomes infectious with probability 1 − (1 − b)^w, and who was infectious at the start of the step
 * recovers with probability g. Both read the state at the start of the step.
 *
 * Random numbers belong to agent and step, and sums of weights do not depend on their order, so pushing and pulling give
 * the same result to the byte, and so does any number of threads ({@link networkEpidemicInThreads}).
 *
 * Cost of a step: O(n + contacts of the infectious) by pushing, O(n + contacts of the susceptible) by pulling; by default the cheaper of the two.
 *
 * @throws InvalidInputError for numbers out of range, or an initial agent that does not exist or is named twice
 * @throws the reason of `signal` when it aborts
 *
 * @example
 * ```ts
 * import { networkEpidemic, randomContacts } from 'polity/populations';
 * const graph = randomContacts(10_000, { meanDegree: 8, seed: 1 });
 * const { recovered } = networkEpidemic(graph, { infection: 0.1, recovery: 0.25, initial: [0, 1, 2], steps: 100, seed: 1 });
 * recovered[100]; // 8900
 * ```
 */
export function networkEpidemic(graph: ContactGraph, options: NetworkEpidemicOptions): NetworkEpidemic {
  const { steps, onProgress, signal } = options;
  const rules = spreadRules(graph, options);
  const slice = new SpreadSlice(rules, 0, graph.size);
  const curve = emptyCurve(graph.size, steps);
  let infectious = options.initial.length;
  let recovered = 0;
  noteDay(curve, 0, infectious, recovered);
  for (let step = 0; step < steps; step++) {
    signal?.throwIfAborted();
    curve.newInfections[step] = slice.expose(step, { susceptible: graph.size - infectious - recovered, infectious });
    const left = slice.advance();
    infectious += curve.newInfections[step] - left;
    if (rules.model === 'SIR') recovered += left;
    noteDay(curve, step + 1, infectious, recovered);
    onProgress?.({ done: step + 1, total: steps });
  }
  return { ...curve, state: rules.state };
}

/** Checks the options and puts what a slice needs into flat arrays. */
export function spreadRules(
  graph: ContactGraph,
  { infection, recovery, initial, steps, model = 'SIR', method = 'auto', labels, seed = 0 }: NetworkEpidemicOptions,
): SpreadRules {
  checkProbability('infection', infection);
  checkProbability('recovery', recovery);
  checkInteger('steps', steps, { min: 0 });
  checkOneOf('model', model, epidemicModels);
  checkOneOf('method', method, spreadMethods);
  checkInteger('seed', seed, { min: 0 });
  const state = new Uint8Array(graph.size);
  for (let k = 0; k < initial.length; k++) {
    const agent = checkInteger(`initial[${k}]`, initial[k], { min: 0, max: graph.size - 1 });
    if (state[agent] === INFECTIOUS) throw new InvalidInputError(`initial[${k}]`, agent, 'be named once');
    state[agent] = INFECTIOUS;
  }
  if (labels && labels.length !== graph.size) {
    throw new InvalidInputError('labels.length', labels.length, `equal ${graph.size}`);
  }
  return {
    offsets: graph.offsets,
    neighbours: graph.neighbours,
    weights: graph.weights,
    labels: labels
      ? Uint32Array.from(labels, (label, i) => checkInteger(`labels[${i}]`, label, { min: 0, max: 2 ** 32 - 1 }))
      : null,
    infected: graph.weights ? null : escapeTable(graph, infection),
    infection,
    recovery: model === 'SI' ? 0 : recovery,
    model,
    method,
    seed,
    state,
  };
}

import { checkInteger, checkProbability, InvalidInputError } from '../../foundation/index.js';
import type { ContactGraph } from '../engine/contact-graph.js';
import { INFECTIOUS, SUSCEPTIBLE } from '../engine/epidemic-curve.js';

/** Exact end of an SIR epidemic on a small graph. */
export interface ExactNetworkEpidemic {
  /** Probability of each agent to be infected at any time; 1 for the initial ones. */
  readonly infected: Float64Array;
  /** Expected number infected, the initial ones included: Σ of the above. */
  readonly total: number;
  /** P(k agents are infected in the end), k = 0 … n. */
  readonly sizes: Float64Array;
}

/**
 * The SIR epidemic of {@link networkEpidemic}, followed through all 3ⁿ states. States only move forward, so one sweep in
 * the order of Σ states is enough; a step in which nothing happens is divided out. Cost: O(3ⁿ · 2ⁿ) at most.
 *
 * @param graph - at most 8 agents
 * @param options.infection - b, per step and unit of weight
 * @param options.recovery - g, per step, above 0
 * @param options.initial - agents infectious at the start
 * @throws InvalidInputError for a larger graph or numbers out of range
 *
 * @example
 * ```ts
 * import { ContactGraph, exactNetworkEpidemic } from 'polity/populations';
 * const path = ContactGraph.fromContacts(3, [0, 1], [1, 2]);
 * exactNetworkEpidemic(path, { infection: 0.3, recovery: 0.4, initial: [0] }).total; // 1.7847800238
 * ```
 */
export function exactNetworkEpidemic(
  graph: ContactGraph,
  {
    infection,
    recovery,
    initial,
  }: { readonly infection: number; readonly recovery: number; readonly initial: ArrayLike<number> },
): ExactNetworkEpidemic {
  const n = checkInteger('graph.size', graph.size, { min: 1, max: 8 });
  checkProbability('infection', infection);
  checkProbability('recovery', recovery);
  if (recovery === 0) throw new InvalidInputError('recovery', recovery, 'be above 0: without it nothing ends');
  const powers = Array.from({ length: n }, (_, i) => 3 ** i);
  let start = 0;
  for (let k = 0; k < initial.length; k++) {
    const place = powers[checkInteger(`initial[${k}]`, initial[k], { min: 0, max: n - 1 })];
    if (Math.floor(start / place) % 3 !== 0) throw new InvalidInputError(`initial[${k}]`, initial[k], 'be named once');
    start += place;
  }
  const states = 3 ** n;
  const mass = new Float64Array(states);
  mass[start] = 1;
  const infected = new Float64Array(n);
  const sizes = new Float64Array(n + 1);
  const digits = new Uint8Array(n);
  for (const state of byProgress(states)) {
    if (mass[state] === 0) continue;
    for (let i = 0; i < n; i++) digits[i] = Math.floor(state / powers[i]) % 3;
    const moves = movesFrom(graph, digits, infection, recovery);
    if (moves.length === 0) {
      let count = 0;
      for (let i = 0; i < n; i++) {
        if (digits[i] === SUSCEPTIBLE) continue;
        infected[i] += mass[state];
        count++;
      }
      sizes[count] += mass[state];
      continue;
    }
    const stay = moves.reduce((product, { p }) => product * (1 - p), 1);
    const share = mass[state] / (1 - stay);
    for (let subset = 1; subset < 2 ** moves.length; subset++) {
      let p = share;
      let next = state;
      moves.forEach((move, m) => {
        const happens = (subset >> m) & 1;
        p *= happens ? move.p : 1 - move.p;
        next += happens * powers[move.agent];
      });
      mass[next] += p;
    }
  }
  // Rounding may lift a sum of masses above 1.
  for (let i = 0; i < n; i++) infected[i] = Math.min(1, infected[i]);
  return { infected, total: infected.reduce((sum, p) => sum + p, 0), sizes };
}

/** Agents that may move on in a step; all of them move to the next digit. */
function movesFrom(graph: ContactGraph, digits: Uint8Array, infection: number, recovery: number) {
  const moves: { agent: number; p: number }[] = [];
  digits.forEach((digit, agent) => {
    if (digit === INFECTIOUS) moves.push({ agent, p: recovery });
    if (digit !== SUSCEPTIBLE) return;
    let weight = 0;
    for (let e = graph.offsets[agent]; e < graph.offsets[agent + 1]; e++) {
      if (digits[graph.neighbours[e]] === INFECTIOUS) weight += graph.weights?.[e] ?? 1;
    }
    if (weight > 0 && infection > 0) moves.push({ agent, p: 1 - (1 - infection) ** weight });
  });
  // Where nobody is infectious, nobody moves.
  return moves;
}

/** States, those first from which more can still happen. */
function byProgress(states: number): Uint32Array {
  const progress = (state: number): number => {
    let sum = 0;
    for (let rest = state; rest > 0; rest = Math.floor(rest / 3)) sum += rest % 3;
    return sum;
  };
  const sums = Uint8Array.from({ length: states }, (_, state) => progress(state));
  return Uint32Array.from({ length: states }, (_, state) => state).sort((a, b) => sums[a] - sums[b]);
}

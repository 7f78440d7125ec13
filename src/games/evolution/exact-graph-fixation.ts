import { checkInteger, checkPositive } from '../../foundation/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { earned, graphProcess, type GraphProcess, type GraphProcessOptions } from './graph-process.js';
import type { PopulationGraph } from './population-graph.js';

export interface ExactGraphFixationOptions extends GraphProcessOptions {
  /** Largest distance of the bounds on return, default 10⁻¹². */
  readonly tolerance?: number;
  /** Default 10⁵. */
  readonly maxSweeps?: number;
}

/** Fixation on a small graph. */
export interface ExactGraphFixation {
  /** That the first type takes over from one member at a place chosen at random. */
  readonly probability: number;
  /** From one member at each node. */
  readonly fromNode: Float64Array;
  /** From one member at a place chosen in proportion to its temperature, that is, by a mutation at birth. */
  readonly fromBirth: number;
  /** Of every set of nodes of the first type, bit i for node i. */
  readonly fromSet: Float64Array;
  /** Largest distance of the lower from the upper bound. */
  readonly error: number;
  readonly converged: boolean;
  readonly sweeps: number;
}

/**
 * Fixation probabilities of two types on a graph of at most 16 nodes, from the whole chain of 2ⁿ sets: φ(S) = Σⱼ rⱼ φ(S
 * △ j)/Σⱼ rⱼ. Gauss–Seidel sweeps from φ = 0 and from φ = 1 (outside the two ends) rise and fall to the solution, so
 * their distance bounds the error.
 *
 * Cost: n·2ⁿ a sweep; hundreds of sweeps where selection is weak, more where the types coexist for long.
 *
 * @param replacement - an edge i → j: a child of i may replace j
 * @param payoffs - 2 × 2; [[r, r], [1, 1]] is a mutant of constant fitness r
 * @throws InvalidInputError for more than 16 nodes, a matrix that is not 2 × 2, or a node without edges
 * @see Lieberman, Hauert & Nowak, Nature 433 (2005) 312; Hindersin & Traulsen, PLoS Computational Biology 11 (2015)
 *   e1004437
 *
 * @example
 * ```ts
 * import { cycleGraph, exactGraphFixation } from 'polity/games';
 * // As in a well-mixed population: (1 − 1/r)/(1 − r⁻⁶).
 * exactGraphFixation(cycleGraph(6), [[1.5, 1.5], [1, 1]]).probability; // 0.365414
 * ```
 */
export function exactGraphFixation(
  replacement: PopulationGraph,
  payoffs: PayoffMatrix,
  { tolerance = 1e-12, maxSweeps = 1e5, ...options }: ExactGraphFixationOptions = {},
): ExactGraphFixation {
  const n = checkInteger('size', replacement.size, { max: 16 });
  checkPositive('tolerance', tolerance);
  checkInteger('maxSweeps', maxSweeps, { min: 1 });
  const process = graphProcess(replacement, payoffs, options);
  const sets = 2 ** n;
  const rates = new Float64Array(sets * n);
  for (let set = 1; set < sets - 1; set++) flipRates(process, set, rates.subarray(set * n, (set + 1) * n));
  for (let set = 0; set < sets; set++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += rates[set * n + j];
    if (sum > 0) for (let j = 0; j < n; j++) rates[set * n + j] /= sum;
  }
  const order = Array.from({ length: sets - 2 }, (_, k) => k + 1);
  const size = Uint8Array.from({ length: sets }, (_, set) => set.toString(2).replaceAll('0', '').length);
  order.sort((a, b) => size[b] - size[a]);
  const [low, high] = [new Float64Array(sets), new Float64Array(sets).fill(1)];
  low[sets - 1] = 1;
  high[0] = 0;
  let error = 1;
  let sweeps = 0;
  while (error > tolerance && sweeps < maxSweeps) {
    if (sweeps % 2 === 1) order.reverse();
    error = 0;
    for (const set of order) {
      let [below, above] = [0, 0];
      for (let j = 0; j < n; j++) {
        const rate = rates[set * n + j];
        if (rate === 0) continue;
        below += rate * low[set ^ (1 << j)];
        above += rate * high[set ^ (1 << j)];
      }
      low[set] = below;
      high[set] = above;
      if (above - below > error) error = above - below;
    }
    sweeps++;
  }
  const fromSet = low.map((below, set) => (below + high[set]) / 2);
  const fromNode = Float64Array.from({ length: n }, (_, i) => fromSet[1 << i]);
  const probability = fromNode.reduce((sum, chance) => sum + chance, 0) / n;
  const rule = process.rule.kind;
  const places = rule === 'birth–death' ? birthPlaces(process) : new Float64Array(n).fill(1 / n);
  const fromBirth = fromNode.reduce((sum, chance, i) => sum + chance * places[i], 0);
  return { probability, fromNode, fromBirth, fromSet, error, converged: error <= tolerance, sweeps };
}

/** How likely a child falls on each node where all are equally fit. */
function birthPlaces({ size, placing }: GraphProcess): Float64Array {
  const places = new Float64Array(size);
  placing.targets.forEach((j, e) => (places[j] += placing.shares[e] / size));
  return places;
}

/** In the state where the nodes of `set` are of the first type: the probability that each node changes type in a step. */
function flipRates(process: GraphProcess, set: number, out: Float64Array): void {
  const { size, rule, placing, replacing, meeting, meetings } = process;
  const typeOf = (i: number) => (set & (1 << i) ? 0 : 1);
  const payoffs = Float64Array.from({ length: size }, (_, i) => {
    let first = 0;
    for (let e = meeting.offsets[i]; e < meeting.offsets[i + 1]; e++) {
      if (typeOf(meeting.targets[e]) === 0) first += meeting.weights[e];
    }
    return earned(process, i, typeOf(i), first / meetings[i]);
  });
  if (rule.kind === 'pairwise comparison') {
    for (let j = 0; j < size; j++) {
      let [total, taken] = [0, 0];
      for (let e = replacing.offsets[j]; e < replacing.offsets[j + 1]; e++) {
        const i = replacing.targets[e];
        total += replacing.weights[e];
        if (typeOf(i) !== typeOf(j)) taken += replacing.weights[e] * rule.switching(payoffs[i] - payoffs[j]);
      }
      out[j] = taken / total / size;
    }
    return;
  }
  const logs = payoffs.map((payoff) => rule.fitness.logFitness(payoff));
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const fitness = logs.map((log) => (log === -Infinity ? 0 : Math.exp(log - most)));
  if (rule.kind === 'birth–death') {
    const total = fitness.reduce((sum, value) => sum + value, 0);
    for (let i = 0; i < size; i++) {
      for (let e = placing.offsets[i]; e < placing.offsets[i + 1]; e++) {
        const j = placing.targets[e];
        if (typeOf(i) !== typeOf(j)) out[j] += (fitness[i] / total) * placing.shares[e];
      }
    }
    return;
  }
  for (let j = 0; j < size; j++) {
    let [total, taken] = [0, 0];
    for (let e = replacing.offsets[j]; e < replacing.offsets[j + 1]; e++) {
      const i = replacing.targets[e];
      total += replacing.weights[e] * fitness[i];
      if (typeOf(i) !== typeOf(j)) taken += replacing.weights[e] * fitness[i];
    }
    out[j] = total > 0 ? taken / total / size : 0;
  }
}

/**
 * The fixation probability of a mutant of constant fitness r that arises at a random place of a star with so many
 * leaves, under birth–death. With λ = (r + n)/(r(1 + nr)) and n leaves, p = 1/(1 + (n/r) Σ_{i<n} λⁱ) from the centre
 * and (nrλ)p from a leaf.
 *
 * For many leaves it goes to that of a mutant of fitness r² in a well-mixed population: the star amplifies selection.
 *
 * @throws InvalidInputError unless there is at least one leaf and r > 0
 * @see Broom & Rychtář, Proc. R. Soc. A 464 (2008) 2609; Lieberman, Hauert & Nowak, Nature 433 (2005) 312
 *
 * @example
 * ```ts
 * import { starFixation } from 'polity/games';
 * starFixation({ leaves: 1000, fitness: 1.1 }); // 0.173223
 * 1 - 1 / 1.1 ** 2; // 0.1736
 * ```
 */
export function starFixation({ leaves, fitness }: { readonly leaves: number; readonly fitness: number }): number {
  checkInteger('leaves', leaves, { min: 1 });
  checkPositive('fitness', fitness);
  const ratio = (fitness + leaves) / (fitness * (1 + leaves * fitness));
  const sum = ratio === 1 ? leaves : -Math.expm1(leaves * Math.log(ratio)) / (1 - ratio);
  const centre = 1 / (1 + (leaves / fitness) * sum);
  const leaf = leaves * fitness * ratio * centre;
  return (centre + leaves * leaf) / (leaves + 1);
}

import { checkInteger, randomStream, type RandomStream } from '../../foundation/index.js';
import { wilsonInterval, type Estimate } from '../../statistics/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { earned, graphProcess, type GraphProcess, type GraphProcessOptions } from './graph-process.js';
import type { PopulationGraph } from './population-graph.js';

export interface SimulateGraphFixationOptions extends GraphProcessOptions {
  /** Default 1000. */
  readonly runs?: number;
  /** Nodes of the first type at the start; default one node chosen at random in each run. */
  readonly mutants?: readonly number[];
  /** Steps a run at most, default 10⁷. */
  readonly maxSteps?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Called now and then with the part of the runs that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** What became of simulated populations on a graph. */
export interface SimulatedGraphFixation {
  /** That the first type takes over, among the runs that ended. */
  readonly probability: Estimate;
  /** Runs that ended with one type. */
  readonly ended: number;
  /** Runs that still had both at the last step. */
  readonly undecided: number;
  readonly meanSteps: number;
  readonly totalSteps: number;
}

/**
 * Simulates two types on a graph step by step until one is left. A run has its own random stream.
 *
 * Cost: a step takes O(log n) to choose a parent by fitness (birth–death) or the degree of a node (the other rules); a
 * change takes the degree of the node, times log n under birth–death.
 *
 * @param replacement - an edge i → j: a child of i may replace j
 * @param payoffs - 2 × 2; [[r, r], [1, 1]] is a mutant of constant fitness r
 * @throws InvalidInputError as `exactGraphFixation`, but for any size
 *
 * @example
 * ```ts
 * import { simulateGraphFixation, starGraph } from 'polity/games';
 * simulateGraphFixation(starGraph(10), [[2, 2], [1, 1]], { runs: 1000 }).probability.estimate; // 0.663
 * ```
 */
export function simulateGraphFixation(
  replacement: PopulationGraph,
  payoffs: PayoffMatrix,
  options: SimulateGraphFixationOptions = {},
): SimulatedGraphFixation {
  const { runs = 1000, mutants, maxSteps = 1e7, seed = 0, onProgress, signal } = options;
  checkInteger('runs', runs, { min: 1 });
  checkInteger('maxSteps', maxSteps, { min: 1 });
  mutants?.forEach((node, k) => checkInteger(`mutants[${k}]`, node, { min: 0, max: replacement.size - 1 }));
  const process = graphProcess(replacement, payoffs, options);
  const population = new GraphPopulation(process);
  let [taken, undecided, totalSteps] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const stream = randomStream(seed, run);
    population.start(mutants ?? [stream.below(process.size)]);
    let steps = 0;
    while (population.mixed && steps < maxSteps) {
      population.step(stream);
      steps++;
    }
    totalSteps += steps;
    if (population.mixed) undecided++;
    else if (population.firsts > 0) taken++;
    if (run % 64 === 0) {
      signal?.throwIfAborted();
      onProgress?.(run / runs);
    }
  }
  const ended = runs - undecided;
  const share = ended > 0 ? taken / ended : NaN;
  return {
    probability: {
      estimate: share,
      standardError: Math.sqrt((share * (1 - share)) / ended),
      interval: ended > 0 ? wilsonInterval({ successes: taken, trials: ended }) : { lower: 0, upper: 1, level: 0.95 },
      n: ended,
      method: 'share of simulated populations, Wilson’s interval',
    },
    ended,
    undecided,
    meanSteps: totalSteps / runs,
    totalSteps,
  };
}

/** The types on the nodes, and what follows from them for the next step. */
class GraphPopulation {
  firsts = 0;
  readonly #process: GraphProcess;
  readonly #types: Uint8Array;
  /** Share of its meetings that each node has with the first type. */
  readonly #shares: Float64Array;
  /** Fitness or, for comparisons, payoff. */
  readonly #values: Float64Array;
  /** Sums of values over halves: node 1 is the root, leaves begin at `leaves`. Used by birth–death. */
  readonly #tree: Float64Array;
  readonly #leaves: number;

  constructor(process: GraphProcess) {
    this.#process = process;
    const { size } = process;
    this.#types = new Uint8Array(size);
    this.#shares = new Float64Array(size);
    this.#values = new Float64Array(size);
    this.#leaves = 2 ** Math.ceil(Math.log2(size));
    this.#tree = new Float64Array(2 * this.#leaves);
  }

  get mixed(): boolean {
    return this.firsts > 0 && this.firsts < this.#process.size;
  }

  start(mutants: readonly number[]): void {
    const { size, meeting, meetings } = this.#process;
    this.#types.fill(1);
    for (const node of mutants) this.#types[node] = 0;
    this.firsts = this.#types.reduce((count, type) => count + 1 - type, 0);
    for (let i = 0; i < size; i++) {
      let first = 0;
      for (let e = meeting.offsets[i]; e < meeting.offsets[i + 1]; e++) {
        if (this.#types[meeting.targets[e]] === 0) first += meeting.weights[e];
      }
      this.#shares[i] = first / meetings[i];
      this.#values[i] = this.#valueOf(i);
    }
    this.#tree.set(this.#values, this.#leaves);
    for (let k = this.#leaves - 1; k > 0; k--) this.#tree[k] = this.#tree[2 * k] + this.#tree[2 * k + 1];
  }

  step(stream: RandomStream): void {
    const { rule, size, placing, replacing } = this.#process;
    if (rule.kind === 'birth–death') {
      const parent = this.#byFitness(stream);
      const child = along(placing.shares, placing.offsets[parent], placing.offsets[parent + 1], stream.uniform());
      this.#place(placing.targets[child], this.#types[parent]);
      return;
    }
    const node = stream.below(size);
    const [begin, end] = [replacing.offsets[node], replacing.offsets[node + 1]];
    let total = 0;
    const competes = rule.kind === 'death–birth';
    for (let e = begin; e < end; e++) {
      total += replacing.weights[e] * (competes ? this.#values[replacing.targets[e]] : 1);
    }
    if (total === 0) return;
    let left = stream.uniform() * total;
    let chosen = begin;
    for (let e = begin; e < end; e++) {
      const weight = replacing.weights[e] * (competes ? this.#values[replacing.targets[e]] : 1);
      if (weight === 0) continue;
      chosen = e;
      if (left < weight) break;
      left -= weight;
    }
    const other = replacing.targets[chosen];
    if (rule.kind === 'pairwise comparison') {
      if (this.#types[other] === this.#types[node]) return;
      if (stream.uniform() >= rule.switching(this.#values[other] - this.#values[node])) return;
    }
    this.#place(node, this.#types[other]);
  }

  #place(node: number, type: number): void {
    if (this.#types[node] === type) return;
    this.#types[node] = type;
    const change = type === 0 ? 1 : -1;
    this.firsts += change;
    const { met, meetings } = this.#process;
    for (let e = met.offsets[node]; e < met.offsets[node + 1]; e++) {
      const i = met.targets[e];
      this.#shares[i] += (change * met.weights[e]) / meetings[i];
      this.#renew(i);
    }
    this.#renew(node);
  }

  #renew(node: number): void {
    const value = this.#valueOf(node);
    if (value === this.#values[node]) return;
    this.#values[node] = value;
    if (this.#process.rule.kind !== 'birth–death') return;
    let k = this.#leaves + node;
    this.#tree[k] = value;
    // Sums are made anew, not adjusted: no error builds up.
    for (k >>= 1; k > 0; k >>= 1) this.#tree[k] = this.#tree[2 * k] + this.#tree[2 * k + 1];
  }

  #valueOf(node: number): number {
    const { rule } = this.#process;
    const payoff = earned(this.#process, node, this.#types[node], this.#shares[node]);
    return rule.kind === 'pairwise comparison' ? payoff : Math.exp(rule.fitness.logFitness(payoff));
  }

  #byFitness(stream: RandomStream): number {
    let left = stream.uniform() * this.#tree[1];
    let k = 1;
    while (k < this.#leaves) {
      k *= 2;
      // Rounding may point past the last value: never into an empty half.
      if (left >= this.#tree[k] && this.#tree[k + 1] > 0) left -= this.#tree[k++];
    }
    return k - this.#leaves;
  }
}

/** The edge among begin … end − 1 whose part of [0, 1) holds u. */
function along(shares: Float64Array, begin: number, end: number, u: number): number {
  let left = u;
  for (let e = begin; e < end - 1; e++) {
    left -= shares[e];
    if (left < 0) return e;
  }
  return end - 1;
}

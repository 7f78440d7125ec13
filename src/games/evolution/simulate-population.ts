import {
  checkInteger,
  checkProbability,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { pairPayoffs, pairRates } from './fixation.js';
import { checkMatrixGame } from './population-game.js';
import { birthDeath, type UpdateRule } from './update-rule.js';
import { checkCounts } from './well-mixed.js';

export interface SimulatePopulationOptions {
  /** Members of every type at the start. */
  readonly initial: ArrayLike<number>;
  readonly steps: number;
  /** Default {@link birthDeath}`()`. */
  readonly rule?: UpdateRule;
  /** The probability that a newcomer is of another type, each as likely; default 0. */
  readonly mutation?: number;
  /** Counts are kept after every so many steps; default a hundredth of the steps. */
  readonly every?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Called whenever counts are kept with the part of the steps that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** Numbers of members of each type over time. */
export interface PopulationPath {
  /** Steps after which counts were kept, from 0 on. */
  readonly steps: Float64Array;
  /** A row of counts for each of them. */
  readonly counts: Int32Array;
  readonly width: number;
  readonly end: Int32Array;
  /** The step after which one type was left (without mutation the simulation ends there), or null. */
  readonly fixedAfter: number | null;
  /** The type that was left, or null. */
  readonly winner: number | null;
}

/**
 * Simulates a well-mixed finite population of any number of types step by step, one replacement a step. Members earn
 * their mean payoff against the other N − 1.
 *
 * Cost: two types, one random number a step; n types, O(n) a step, and O(n) more where a count changes.
 *
 * @param payoffs - square matrix, row i what type i earns against each type
 * @throws InvalidInputError for counts that are not whole or fewer than two members, or a negative fitness
 *
 * @example
 * ```ts
 * import { simulatePopulation } from 'polity/games';
 * const { winner } = simulatePopulation([[3, 0], [5, 1]], { initial: [50, 50], steps: 1e5, seed: 1 });
 * winner; // 1
 * ```
 */
export function simulatePopulation(payoffs: PayoffMatrix, options: SimulatePopulationOptions): PopulationPath {
  const { matrix, n } = checkMatrixGame(payoffs);
  checkInteger('number of types', n, { min: 2 });
  const { rule = birthDeath(), mutation = 0, seed = 0, onProgress, signal } = options;
  const steps = checkInteger('steps', options.steps, { min: 1 });
  const every = checkInteger('every', options.every ?? Math.ceil(steps / 100), { min: 1 });
  checkProbability('mutation', mutation);
  const { counts, size } = checkCounts(options.initial, n);
  const stream = randomStream(seed);
  const kept: Int32Array[] = [counts.slice()];
  const at: number[] = [0];
  const alone = () => counts.indexOf(size);
  let fixedAfter: number | null = alone() >= 0 ? 0 : null;
  const advance =
    n === 2
      ? pairSteps(payoffs, counts, size, rule, mutation, stream)
      : typeSteps({ matrix, n, counts, size, rule, mutation, stream });
  let done = 0;
  while (done < steps && (fixedAfter === null || mutation > 0)) {
    const used = advance(Math.min(every, steps - done));
    if (fixedAfter === null && alone() >= 0) fixedAfter = done + used;
    done += used;
    at.push(done);
    kept.push(counts.slice());
    signal?.throwIfAborted();
    onProgress?.(done / steps);
  }
  const winner = alone();
  const rows = new Int32Array(kept.length * n);
  kept.forEach((row, k) => rows.set(row, k * n));
  return {
    steps: Float64Array.from(at),
    counts: rows,
    width: n,
    end: counts,
    fixedAfter: mutation > 0 ? null : fixedAfter,
    winner: winner >= 0 ? winner : null,
  };
}

/** Takes so many steps, fewer if one type is left and nothing can change; returns the steps taken. */
type Advance = (steps: number) => number;

function pairSteps(
  payoffs: PayoffMatrix,
  counts: Int32Array,
  size: number,
  rule: UpdateRule,
  mutation: number,
  stream: RandomStream,
): Advance {
  const { up, down } = pairRates(rule, size, pairPayoffs(payoffs), mutation);
  const either = up.map((rate, k) => rate + down[k]);
  return (steps) => {
    let k = counts[0];
    let step = 0;
    while (step < steps) {
      const u = stream.uniform();
      if (u < either[k]) k += u < up[k] ? 1 : -1;
      step++;
      if (mutation === 0 && (k === 0 || k === size)) break;
    }
    counts[0] = k;
    counts[1] = size - k;
    return step;
  };
}

interface TypeSteps {
  readonly matrix: Float64Array;
  readonly n: number;
  readonly counts: Int32Array;
  readonly size: number;
  readonly rule: UpdateRule;
  readonly mutation: number;
  readonly stream: RandomStream;
}

function typeSteps({ matrix, n, counts, size, rule, mutation, stream }: TypeSteps): Advance {
  // sums[i] = Σ_j a_ij·n_j: what a member of type i earns against all, itself included.
  const sums = new Float64Array(n);
  const weights = new Float64Array(n);
  const payoff = (i: number) => (sums[i] - matrix[i * n + i]) / (size - 1);
  const selection = rule.kind === 'pairwise comparison' ? null : rule.fitness;
  const switching = rule.kind === 'pairwise comparison' ? rule.switching : null;
  const refresh = () => {
    for (let i = 0; i < n; i++) {
      sums[i] = 0;
      for (let j = 0; j < n; j++) sums[i] += matrix[i * n + j] * counts[j];
    }
    reweigh();
  };
  const reweigh = () => {
    if (!selection) return;
    let most = -Infinity;
    for (let i = 0; i < n; i++) {
      weights[i] = counts[i] > 0 ? selection.logFitness(payoff(i)) : -Infinity;
      if (weights[i] > most) most = weights[i];
    }
    if (most === -Infinity) throw new InvalidInputError('fitness', 0, 'be greater than 0 for some type in use');
    for (let i = 0; i < n; i++) weights[i] = Math.exp(weights[i] - most);
  };
  /** A type by number of members, one member of `without` left out (none for −1). */
  const member = (without: number) => {
    let left = stream.below(size - (without < 0 ? 0 : 1));
    let i = 0;
    for (; i < n - 1; i++) {
      const here = counts[i] - (i === without ? 1 : 0);
      if (left < here) break;
      left -= here;
    }
    return i;
  };
  const parent = (without: number) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += (counts[i] - (i === without ? 1 : 0)) * weights[i];
    let left = stream.uniform() * total;
    let chosen = 0;
    for (let i = 0; i < n; i++) {
      const here = (counts[i] - (i === without ? 1 : 0)) * weights[i];
      if (here <= 0) continue;
      chosen = i;
      if (left < here) break;
      left -= here;
    }
    return chosen;
  };
  refresh();
  return (steps) => {
    let step = 0;
    while (step < steps) {
      step++;
      let from: number;
      let to: number;
      if (rule.kind === 'birth–death') {
        to = parent(-1);
        from = member(-1);
      } else if (rule.kind === 'death–birth') {
        from = member(-1);
        to = parent(from);
      } else {
        from = member(-1);
        to = member(from);
        if (switching && to !== from && stream.uniform() >= switching(payoff(to) - payoff(from))) to = from;
      }
      if (mutation > 0 && stream.uniform() < mutation) to = (to + 1 + stream.below(n - 1)) % n;
      if (to === from) continue;
      counts[from]--;
      counts[to]++;
      // Sums of whole payoffs stay exact; others are made anew now and then.
      if (step % 4096 === 0) refresh();
      else {
        for (let i = 0; i < n; i++) sums[i] += matrix[i * n + to] - matrix[i * n + from];
        reweigh();
      }
      if (mutation === 0 && counts[to] === size) break;
    }
    return step;
  };
}

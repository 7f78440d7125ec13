import { checkInteger, checkNumber, checkPositive, checkVector, randomStream } from '../../foundation/index.js';

/** Opinions that listen only to those near them, and the groups they end in. */
export interface BoundedConfidence {
  readonly opinions: Float64Array;
  /** Groups further apart than the confidence, from the lowest up. */
  readonly clusters: readonly { readonly opinion: number; readonly size: number }[];
  /** Rounds (Hegselmann–Krause) or meetings (Deffuant) taken. */
  readonly steps: number;
  /** Whether nothing can change any more, to the tolerance. */
  readonly converged: boolean;
}

/**
 * Hegselmann and Krause's model: in a round everyone takes the mean of all opinions within `confidence` of its own.
 * Opinions on a line keep their order and stop after finitely many rounds.
 *
 * Cost: O(n log n) once, then O(n) a round.
 *
 * @param initial - opinions
 * @param options - `confidence` > 0; `maxRounds`, default 10,000
 * @throws InvalidInputError when an opinion is not finite or an option is out of range
 * @see R. Hegselmann, U. Krause, J. Artificial Societies and Social Simulation 5 (2002)
 *
 * @example
 * ```ts
 * import { hegselmannKrause } from 'polity/consensus';
 * hegselmannKrause([0, 0.1, 0.2, 0.8, 0.9], { confidence: 0.25 }).clusters;
 * // [{ opinion: 0.1, size: 3 }, { opinion: 0.85, size: 2 }]
 * ```
 */
export function hegselmannKrause(
  initial: ArrayLike<number>,
  { confidence, maxRounds = 10_000 }: { readonly confidence: number; readonly maxRounds?: number },
): BoundedConfidence {
  const start = checkVector('initial', initial);
  checkPositive('confidence', confidence);
  checkInteger('maxRounds', maxRounds, { min: 0 });
  const n = start.length;
  const order = Array.from(start.keys()).sort((a, b) => start[a] - start[b]);
  let x = Float64Array.from(order, (i) => start[i]);
  let next = new Float64Array(n);
  const sums = new Float64Array(n + 1);
  let [steps, converged] = [0, false];
  // Sums of many opinions round; a limit of exactly `confidence` must not depend on the last bit.
  const reach = confidence * (1 + 1e-12);
  while (steps < maxRounds && !converged) {
    for (let i = 0; i < n; i++) sums[i + 1] = sums[i] + x[i];
    let [low, high, change] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      while (x[i] - x[low] > reach) low++;
      while (high < n && x[high] - x[i] <= reach) high++;
      next[i] = (sums[high] - sums[low]) / (high - low);
      change = Math.max(change, Math.abs(next[i] - x[i]));
    }
    [x, next] = [next, x];
    steps++;
    converged = change <= 1e-13 * Math.max(1, Math.abs(x[0]), Math.abs(x[n - 1]));
  }
  const opinions = new Float64Array(n);
  order.forEach((i, k) => (opinions[i] = x[k]));
  return { opinions, clusters: clustersOf(x, confidence), steps, converged };
}

/**
 * Deffuant, Neau, Amblard and Weisbuch's model: two agents meet at random and, if their opinions are within `confidence`,
 * each moves a share `rate` towards the other. The mean opinion never changes.
 *
 * Cost: constant a meeting.
 *
 * @param initial - opinions of at least two agents
 * @param options - `confidence` > 0; `rate` in (0, ½], default ½; `meetings`, the most of them, default 1,000 an agent;
 * `tolerance`, the spread within groups at which to stop, default 10⁻⁶; `seed`, default 0
 * @throws InvalidInputError when an opinion is not finite or an option is out of range
 * @see G. Deffuant, D. Neau, F. Amblard, G. Weisbuch, Advances in Complex Systems 3 (2000) 87
 *
 * @example
 * ```ts
 * import { deffuant } from 'polity/consensus';
 * deffuant([0, 1], { confidence: 2 }).opinions; // [0.5, 0.5]
 * ```
 */
export function deffuant(
  initial: ArrayLike<number>,
  {
    confidence,
    rate = 0.5,
    meetings,
    tolerance = 1e-6,
    seed = 0,
  }: {
    readonly confidence: number;
    readonly rate?: number;
    readonly meetings?: number;
    readonly tolerance?: number;
    readonly seed?: number;
  },
): BoundedConfidence {
  const opinions = checkVector('initial', initial, { minLength: 2 });
  checkPositive('confidence', confidence);
  checkNumber('rate', rate, { min: 0, max: 0.5, aboveMin: true });
  checkPositive('tolerance', tolerance);
  const n = opinions.length;
  const most = checkInteger('meetings', meetings ?? 1000 * n, { min: 0 });
  const random = randomStream(seed);
  let [steps, converged] = [0, isSettled(opinions, confidence, tolerance)];
  while (steps < most && !converged) {
    // One agent's worth of meetings between two looks at whether anything can still happen.
    for (let k = 0; k < n && steps < most; k++, steps++) {
      const a = random.below(n);
      let b = random.below(n - 1);
      if (b >= a) b++;
      const gap = opinions[b] - opinions[a];
      if (Math.abs(gap) > confidence) continue;
      opinions[a] += rate * gap;
      opinions[b] -= rate * gap;
    }
    converged = isSettled(opinions, confidence, tolerance);
  }
  return { opinions, clusters: clustersOf(opinions.slice().sort(), confidence), steps, converged };
}

function isSettled(opinions: Float64Array, confidence: number, tolerance: number): boolean {
  const sorted = opinions.slice().sort();
  let start = sorted[0];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > confidence) start = sorted[i];
    else if (sorted[i] - start > tolerance) return false;
  }
  return true;
}

function clustersOf(sorted: Float64Array, confidence: number) {
  const clusters: { opinion: number; size: number }[] = [];
  let [sum, size] = [0, 0];
  sorted.forEach((opinion, i) => {
    if (i > 0 && opinion - sorted[i - 1] > confidence) {
      clusters.push({ opinion: sum / size, size });
      [sum, size] = [0, 0];
    }
    sum += opinion;
    size++;
  });
  return [...clusters, { opinion: sum / size, size }];
}

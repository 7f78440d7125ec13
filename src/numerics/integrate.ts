import { checkInteger, checkNumber, checkPositive, checkVector, InvalidInputError } from '../foundation/index.js';
import { denseOutput, extend, extensionLength, stageCount, step } from './dormand-prince.js';
import type { Derivative, Extension, Stages } from './dormand-prince.js';
import { findRoot } from './find-root.js';

/** Something to watch for: a zero of g(t, y) along the solution. */
export interface IntegrationEvent {
  readonly name: string;
  /** g(t, y). */
  readonly value: (t: number, y: Float64Array) => number;
  /** Count crossings upward (1), downward (−1) or both (0, the default). */
  readonly direction?: -1 | 0 | 1;
  /** Stop at the first one. Default false. */
  readonly terminal?: boolean;
}

export interface IntegrateOptions {
  readonly initial: ArrayLike<number>;
  /** Default 0. */
  readonly from?: number;
  readonly to: number;
  /**
   * Ascending (or, backwards in time, descending) times within [from, to] at which the state is kept; default the ends
   * of the steps.
   */
  readonly times?: ArrayLike<number>;
  /** Of the error of a step: |error| ≤ absolute + relative·|y|, in the root mean square over components. Default 10⁻⁸. */
  readonly relativeTolerance?: number;
  /** Default 10⁻¹⁰. */
  readonly absoluteTolerance?: number;
  /** Default: from the sizes of y, ẏ and ÿ. */
  readonly firstStep?: number;
  /** Default ∞. */
  readonly largestStep?: number;
  /** Steps tried, default 10⁶. */
  readonly maxSteps?: number;
  /** Where the solution is known to stay. A step that leaves it is rejected and halved. */
  readonly domain?: (y: Float64Array) => boolean;
  readonly events?: readonly IntegrationEvent[];
  /** Called after every thousandth step with the part of the way that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** A crossing of an {@link IntegrationEvent}. */
export interface EventCrossing {
  readonly name: string;
  readonly time: number;
  readonly state: Float64Array;
}

/** A numerical solution of an ordinary differential equation. */
export interface Integration {
  /** The times asked for that were reached; without any, the start and the end of every step. */
  readonly times: Float64Array;
  /** A row of `width` numbers for each of the times. */
  readonly states: Float64Array;
  readonly width: number;
  /** The last time reached and the state then. */
  readonly end: { readonly time: number; readonly state: Float64Array };
  readonly events: readonly EventCrossing[];
  /** `stiff`: the step fell below what the time can resolve. `steps`: `maxSteps` were tried. */
  readonly status: 'finished' | 'event' | 'steps' | 'stiff';
  readonly converged: boolean;
  readonly steps: number;
  readonly rejected: number;
  readonly evaluations: number;
}

/**
 * Integrates ẏ = f(t, y) by the embedded Runge–Kutta pair 5(4) of Dormand and Prince with a proportional–integral step
 * control; states between steps come from its continuous extension of order 4. For problems that are not stiff.
 *
 * Linear invariants of f (a sum of shares) are kept to rounding. Nothing is allocated within a step; cost: six
 * evaluations of f a step.
 *
 * @throws InvalidInputError for numbers out of range, times outside [from, to] or out of order, or a derivative that is not
 *   finite at the start
 * @see Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I (1993), sections II.4 to II.6
 *
 * @example
 * ```ts
 * import { integrate } from 'polity/numerics';
 * const spring = (t: number, [x, v]: Float64Array, out: Float64Array) => {
 *   out[0] = v;
 *   out[1] = -x;
 * };
 * const { end, converged } = integrate(spring, { initial: [1, 0], to: Math.PI, relativeTolerance: 1e-10 });
 * end.state[0]; // -1.0000000
 * converged; // true
 * ```
 */
export function integrate(f: Derivative, options: IntegrateOptions): Integration {
  const { relativeTolerance = 1e-8, absoluteTolerance = 1e-10, domain = () => true, events = [] } = options;
  const { onProgress, signal } = options;
  const from = checkNumber('from', options.from ?? 0);
  const to = checkNumber('to', options.to);
  const forward = to >= from ? 1 : -1;
  const y = checkVector('initial', options.initial);
  checkNumber('relativeTolerance', relativeTolerance, { min: 1e-15, max: 0.1 });
  checkNumber('absoluteTolerance', absoluteTolerance, { min: 0 });
  const maxSteps = checkInteger('maxSteps', options.maxSteps ?? 1e6, { min: 1 });
  if (options.firstStep !== undefined) checkPositive('firstStep', options.firstStep);
  if (options.largestStep !== undefined) checkPositive('largestStep', options.largestStep);
  const longest = options.largestStep ?? Math.abs(to - from);
  if (!domain(y)) throw new InvalidInputError('initial', options.initial, 'lie in the domain');
  const asked = options.times === undefined ? null : checkTimes(options.times, from, to);

  const width = y.length;
  const stages: Stages = Array.from({ length: stageCount }, () => new Float64Array(width));
  const extension: Extension = Array.from({ length: extensionLength }, () => new Float64Array(width));
  const next = new Float64Array(width);
  const between = new Float64Array(width);
  const output = new Output(asked, width);
  const crossings: EventCrossing[] = [];
  let t = from;
  f(t, y, stages[0]);
  let evaluations = 1;
  stages[0].forEach((slope, i) => checkNumber(`f(from, initial)[${i}]`, slope));
  let size: number = options.firstStep ?? 0;
  if (options.firstStep === undefined) {
    size = firstStep(f, { t, y, slope: stages[0], forward, relativeTolerance, absoluteTolerance, next, between });
    evaluations++;
  }
  size = Math.min(size, longest);
  const before = events.map(({ value }) => value(t, y));
  output.start(t, y);
  let [steps, rejected, lastError] = [0, 0, 1e-4];
  let status: Integration['status'] = 'finished';

  while ((to - t) * forward > 0) {
    if (steps + rejected >= maxSteps) {
      status = 'steps';
      break;
    }
    if (size <= 16 * Number.EPSILON * Math.abs(t)) {
      status = 'stiff';
      break;
    }
    // A last step that would leave a sliver is stretched to the end.
    const last = size * 1.01 >= (to - t) * forward;
    const h = last ? to - t : size * forward;
    const error = step(f, t, y, h, stages, next, { relativeTolerance, absoluteTolerance });
    evaluations += stageCount - 1;
    if (!(error <= 1) || !domain(next)) {
      rejected++;
      size = Math.abs(h) * (error > 1 ? Math.max(0.2, 0.9 * error ** -0.2) : 0.5);
      continue;
    }
    steps++;
    let reached = last ? to : t + h;
    const begin = t;
    if (events.length > 0 || output.waits(reached, forward)) extend(y, next, stages, h, extension);
    const interpolate = (time: number) => {
      denseOutput(extension, (time - begin) / h, between, 0);
      return between;
    };
    let stop = false;
    for (let e = 0; e < events.length; e++) {
      const { name, value, direction = 0, terminal = false } = events[e];
      const after = value(reached, next);
      const crossed = before[e] !== 0 && (before[e] < 0 ? after >= 0 : after <= 0);
      if (crossed && (direction === 0 || direction === Math.sign(after - before[e]))) {
        const { root: time } = findRoot((at) => value(at, interpolate(at)), { lower: t, upper: reached });
        crossings.push({ name, time, state: interpolate(time).slice() });
        if (terminal) stop = true;
      }
      before[e] = after;
    }
    if (stop) {
      crossings.sort((a, b) => (a.time - b.time) * forward);
      const first = crossings.findIndex(({ name, time }) => (time - t) * forward > 0 && isTerminal(events, name));
      crossings.length = first + 1;
      reached = crossings[first].time;
      output.take(reached, forward, extension, begin, h);
      y.set(crossings[first].state);
      t = reached;
      output.end(t, y);
      status = 'event';
      break;
    }
    output.take(reached, forward, extension, begin, h);
    y.set(next);
    // The last stage is the slope at the new state: it serves the next step.
    stages[0].set(stages[stageCount - 1]);
    t = reached;
    output.end(t, y);
    const bounded = Math.max(error, 1e-10);
    const growth = 0.9 * bounded ** -0.17 * lastError ** 0.04;
    size = Math.min(longest, Math.abs(h) * Math.min(10, Math.max(0.2, growth)));
    lastError = Math.max(bounded, 1e-4);
    if (steps % 1000 === 0) {
      signal?.throwIfAborted();
      onProgress?.((t - from) / (to - from));
    }
  }
  const converged = status === 'finished' || status === 'event';
  return {
    ...output.kept(),
    width,
    end: { time: t, state: y },
    events: crossings,
    status,
    converged,
    steps,
    rejected,
    evaluations,
  };
}

function isTerminal(events: readonly IntegrationEvent[], name: string): boolean {
  return events.some((event) => event.name === name && event.terminal === true);
}

/** Collects the states at the times asked for, or at the ends of steps. */
class Output {
  readonly #asked: Float64Array | null;
  readonly #width: number;
  readonly #times: number[] = [];
  readonly #ends: Float64Array[] = [];
  readonly #states: Float64Array;
  #count = 0;

  constructor(asked: Float64Array | null, width: number) {
    this.#asked = asked;
    this.#width = width;
    this.#states = new Float64Array((asked?.length ?? 0) * width);
  }

  start(t: number, y: Float64Array): void {
    while (this.#asked && this.#count < this.#asked.length && this.#asked[this.#count] === t) this.#keep(y);
    this.end(t, y);
  }

  /** Whether a time asked for lies before the end of a step. */
  waits(reached: number, forward: number): boolean {
    const asked = this.#asked;
    return asked !== null && this.#count < asked.length && (asked[this.#count] - reached) * forward <= 0;
  }

  /** The times asked for up to the end of a step that began at `begin`. */
  take(reached: number, forward: number, extension: Extension, begin: number, h: number): void {
    while (this.waits(reached, forward)) {
      denseOutput(extension, (this.#asked![this.#count] - begin) / h, this.#states, this.#count * this.#width);
      this.#count++;
    }
  }

  end(t: number, y: Float64Array): void {
    if (this.#asked) return;
    this.#times.push(t);
    this.#ends.push(y.slice());
  }

  kept(): { times: Float64Array; states: Float64Array } {
    if (this.#asked) {
      return {
        times: this.#asked.subarray(0, this.#count),
        states: this.#states.subarray(0, this.#count * this.#width),
      };
    }
    const states = new Float64Array(this.#ends.length * this.#width);
    this.#ends.forEach((state, k) => states.set(state, k * this.#width));
    return { times: Float64Array.from(this.#times), states };
  }

  #keep(state: Float64Array): void {
    this.#states.set(state, this.#count * this.#width);
    this.#count++;
  }
}

interface Start {
  readonly t: number;
  readonly y: Float64Array;
  readonly slope: Float64Array;
  readonly forward: number;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  readonly next: Float64Array;
  readonly between: Float64Array;
}

/** Hairer, Nørsett & Wanner's guess: an Euler step of a hundredth of |y|/|ẏ| shows how fast ẏ changes. */
function firstStep(f: Derivative, start: Start): number {
  const { t, y, slope, forward, relativeTolerance, absoluteTolerance, next, between } = start;
  const norm = (v: (i: number) => number) => {
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      const scale = absoluteTolerance + relativeTolerance * Math.abs(y[i]);
      sum += (v(i) / (scale || Number.MIN_VALUE)) ** 2;
    }
    return Math.sqrt(sum / y.length);
  };
  const [d0, d1] = [norm((i) => y[i]), norm((i) => slope[i])];
  const h0 = d0 < 1e-5 || d1 < 1e-5 || !Number.isFinite(d0 / d1) ? 1e-6 : (0.01 * d0) / d1;
  for (let i = 0; i < y.length; i++) next[i] = y[i] + forward * h0 * slope[i];
  f(t + forward * h0, next, between);
  const d2 = norm((i) => between[i] - slope[i]) / h0;
  const larger = Math.max(d1, d2);
  const h1 = larger <= 1e-15 ? Math.max(1e-6, h0 * 1e-3) : (0.01 / larger) ** 0.2;
  const guess = Math.min(100 * h0, h1);
  return Number.isFinite(guess) && guess > 0 ? guess : 1e-6;
}

function checkTimes(times: ArrayLike<number>, from: number, to: number): Float64Array {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const checked = checkVector('times', times, { minLength: 0, min: low, max: high });
  const sign = to >= from ? 1 : -1;
  for (let k = 1; k < checked.length; k++) {
    if ((checked[k] - checked[k - 1]) * sign < 0) {
      throw new InvalidInputError(
        `times[${k}]`,
        checked[k],
        `follow ${checked[k - 1]} on the way from ${from} to ${to}`,
      );
    }
  }
  return checked;
}

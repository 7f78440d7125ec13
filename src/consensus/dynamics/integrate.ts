/** Dormand & Prince's 5(4) pair: stages, fifth-order weights, and weights of the error estimate. */
const A = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const;
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;

/** What an autonomous system ẋ = f(x) is integrated with. */
export interface Integration {
  readonly initial: Float64Array;
  /** Ascending, from 0 on. */
  readonly times: Float64Array;
  /** Largest local error, relative to max(1, |x|). */
  readonly tolerance: number;
  /** Called at each time with the state; the array is reused. */
  readonly visit: (index: number, state: Float64Array) => void;
}

/**
 * Integrates ẋ = f(x) by the Runge–Kutta pair of Dormand and Prince with step control, landing on every time asked for.
 *
 * @see J. R. Dormand, P. J. Prince, J. Computational and Applied Mathematics 6 (1980) 19
 */
export function integrate(
  f: (x: Float64Array, out: Float64Array) => void,
  { initial, times, tolerance, visit }: Integration,
): { readonly steps: number } {
  const n = initial.length;
  let x = initial.slice();
  let next = new Float64Array(n);
  const stages = Array.from({ length: 7 }, () => new Float64Array(n));
  f(x, stages[0]);
  let [now, steps] = [0, 0];
  let step = firstStep(x, stages[0]);
  times.forEach((time, index) => {
    while (now < time) {
      const last = now + step >= time;
      const h = last ? time - now : step;
      for (let s = 0; s < 6; s++) {
        const row: readonly number[] = A[s];
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let r = 0; r <= s; r++) sum += row[r] * stages[r][i];
          next[i] = x[i] + h * sum;
        }
        f(next, stages[s + 1]);
      }
      let error = 0;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let s = 0; s < 7; s++) sum += ERROR[s] * stages[s][i];
        error = Math.max(error, Math.abs(h * sum) / Math.max(1, Math.abs(x[i])));
      }
      const factor = error === 0 ? 5 : Math.min(5, Math.max(0.2, 0.9 * (tolerance / error) ** 0.2));
      if (error <= tolerance) {
        // The last stage is the velocity at the new state: it serves the next step.
        [x, next] = [next, x];
        [stages[0], stages[6]] = [stages[6], stages[0]];
        now = last ? time : now + h;
        steps++;
        if (!last || factor < 1) step = h * factor;
      } else step = h * factor;
    }
    visit(index, x);
  });
  return { steps };
}

function firstStep(x: Float64Array, velocity: Float64Array): number {
  let [size, speed] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    size = Math.max(size, Math.abs(x[i]));
    speed = Math.max(speed, Math.abs(velocity[i]));
  }
  return speed === 0 ? 1 : (0.01 * Math.max(1e-3, size)) / speed;
}

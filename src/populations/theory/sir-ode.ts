import { checkNumber, checkPositive } from '../../foundation/index.js';
import { integrate } from '../../numerics/index.js';
import { checkShares, type SirShares } from './sir-chain.js';

export interface SirOdeOptions {
  /** Rate β. */
  readonly transmission: number;
  /** Rate γ. */
  readonly recovery: number;
  /** Share infectious at the start. */
  readonly infectious: number;
  /** Share susceptible at the start; default all others. */
  readonly susceptible?: number;
  /** End of the time integrated over. */
  readonly to: number;
  /** Ascending times at which shares are kept; default 0, 1, 2, … */
  readonly times?: ArrayLike<number>;
}

export interface SirOde extends SirShares {
  readonly times: Float64Array;
  /** When the infectious are most, found to the integrator's tolerance; null where that is not within the time. */
  readonly peak: { readonly time: number; readonly infectious: number } | null;
  readonly converged: boolean;
}

/**
 * The SIR equations Ṡ = −βSI, İ = βSI − γI, Ṙ = γI, in shares, by an adaptive Runge–Kutta pair of order 5(4).
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { sirOde } from 'polity/populations';
 * sirOde({ transmission: 0.3, recovery: 0.1, infectious: 0.001, to: 100 }).peak; // { time: 38.355, infectious: 0.30079607 }
 * ```
 */
export function sirOde({
  transmission,
  recovery,
  infectious,
  susceptible,
  to,
  times = Float64Array.from({ length: Math.floor(to) + 1 }, (_, t) => t),
}: SirOdeOptions): SirOde {
  checkNumber('transmission', transmission, { min: 0 });
  checkNumber('recovery', recovery, { min: 0 });
  checkPositive('to', to);
  const start = checkShares({ infectious, susceptible });
  const result = integrate(
    (_, y, out) => {
      const infected = transmission * y[0] * y[1];
      const leaving = recovery * y[1];
      out[0] = -infected;
      out[1] = infected - leaving;
      out[2] = leaving;
    },
    {
      initial: [start.susceptible, infectious, Math.max(0, 1 - start.susceptible - infectious)],
      to,
      times,
      relativeTolerance: 1e-10,
      absoluteTolerance: 1e-13,
      // İ = I(βS − γ) crosses 0 where βS does cross γ.
      events: [{ name: 'peak', value: (_, y) => transmission * y[0] - recovery, direction: -1 }],
    },
  );
  const column = (c: number) => Float64Array.from(result.times, (_, k) => result.states[3 * k + c]);
  const [crossing] = result.events;
  return {
    times: result.times,
    susceptible: column(0),
    infectious: column(1),
    recovered: column(2),
    peak: crossing ? { time: crossing.time, infectious: crossing.state[1] } : null,
    converged: result.converged,
  };
}

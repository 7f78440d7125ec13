import { checkPositive, checkVector } from '../../foundation/index.js';
import { integrate, type Derivative, type IntegrationEvent } from '../../numerics/index.js';
import type { EvolutionaryDynamics } from './dynamics.js';
import { checkState, populationGame, type PopulationGame, type PopulationGameLike } from './population-game.js';

export interface SimulateDynamicsOptions {
  /** Shares at time 0, population after population; each population's sum to 1. */
  readonly initial: ArrayLike<number>;
  /** End of the time; default the last of `times`. */
  readonly duration?: number;
  /** Ascending times at which the state is kept; default 201 even ones. */
  readonly times?: ArrayLike<number>;
  /** Default 10⁻⁹; see `integrate`. */
  readonly relativeTolerance?: number;
  /** Default 10⁻¹². */
  readonly absoluteTolerance?: number;
  /** Steps tried, default 10⁶. */
  readonly maxSteps?: number;
  readonly events?: readonly IntegrationEvent[];
  /** Called now and then with the part of the time that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** States of a population game over time. */
export interface EvolutionaryPath {
  readonly game: PopulationGame;
  readonly times: Float64Array;
  /** A row of shares for each time, population after population. */
  readonly states: Float64Array;
  /** Shares in a row. */
  readonly width: number;
  /** The last state. */
  readonly end: Float64Array;
  /** Whether the end of the time (or a terminal event) was reached. */
  readonly converged: boolean;
  readonly status: 'finished' | 'event' | 'steps' | 'stiff';
  readonly steps: number;
}

/**
 * Solves ẋ = V(x, F(x)), the deterministic evolution of large populations, with the error control of `integrate`.
 * Shares stay on the simplex: their sums are linear invariants, and a step that would make one negative is refused.
 * Between steps the interpolation may miss 0 by less than the tolerance; such a share is given as 0.
 *
 * @param game - a population game, or the payoff matrix of one population
 * @throws InvalidInputError for shares that do not sum to 1, times out of order, or neither `duration` nor `times`
 *
 * @example
 * ```ts
 * import { replicator, simulateDynamics } from 'polity/games';
 * const rockPaperScissors = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]];
 * const { end } = simulateDynamics(rockPaperScissors, replicator, { initial: [0.5, 0.25, 0.25], duration: 30 });
 * end[0] * end[1] * end[2]; // 0.031250000
 * ```
 */
export function simulateDynamics(
  game: PopulationGameLike,
  dynamics: EvolutionaryDynamics,
  options: SimulateDynamicsOptions,
): EvolutionaryPath {
  const { relativeTolerance = 1e-9, absoluteTolerance = 1e-12, maxSteps, events, onProgress, signal } = options;
  const population = populationGame(game);
  const initial = checkState('initial', population.sizes, options.initial);
  const given = options.times && checkVector('times', options.times, { min: 0 });
  const duration = checkPositive('duration', options.duration ?? given?.[given.length - 1]);
  const times = given ?? Float64Array.from({ length: 201 }, (_, k) => (duration * k) / 200);
  const path = integrate(velocityField(population, dynamics), {
    initial,
    to: duration,
    times,
    relativeTolerance,
    absoluteTolerance,
    domain: (x) => x.every((share) => share >= 0),
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(events && { events }),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  const { states } = path;
  for (let k = 0; k < states.length; k++) if (states[k] < 0) states[k] = 0;
  return {
    game: population,
    times: path.times,
    states,
    width: path.width,
    end: path.end.state,
    converged: path.converged,
    status: path.status,
    steps: path.steps,
  };
}

/** The right-hand side ẋ = V(x, F(x)) over all populations. */
export function velocityField({ sizes, payoffs }: PopulationGame, { velocity }: EvolutionaryDynamics): Derivative {
  const earned = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  if (sizes.length === 1) {
    const [n] = sizes;
    return (_, x, out) => {
      payoffs(x, earned);
      velocity(x, earned, out, 0, n);
    };
  }
  return (_, x, out) => {
    payoffs(x, earned);
    let from = 0;
    for (const size of sizes) velocity(x, earned, out, from, (from += size));
  };
}

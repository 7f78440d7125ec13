import { checkInteger, checkNumber, checkProbability, checkVector } from '../../foundation/index.js';

/** γ: at least 0 and less than 1. */
function checkSmoothing(smoothing: number): number {
  return checkNumber('smoothing', smoothing, { min: 0, max: 1, belowMax: true });
}

/**
 * Tit-for-Tat through an exponential moving average, a(t) = γ a(t − 1) + (1 − γ) b(t − 1), from a = 1 and an opponent that
 * cooperated; γ = 0 is Tit-for-Tat itself.
 *
 * @param opponent - actions b in [0, 1]
 * @param smoothing - γ in [0, 1)
 * @throws InvalidInputError if an action or γ is out of range
 *
 * @example
 * ```ts
 * import { emaTft } from 'polity/games';
 * Array.from(emaTft([0, 0, 1], 0.5)); // [1, 0.5, 0.25]
 * ```
 */
export function emaTft(opponent: ArrayLike<number>, smoothing: number): Float64Array {
  const faced = checkVector('opponent', opponent, { min: 0, max: 1 });
  checkSmoothing(smoothing);
  const actions = new Float64Array(faced.length);
  let action = 1;
  let last = 1;
  for (let t = 0; t < faced.length; t++) {
    action = smoothing * action + (1 - smoothing) * last;
    actions[t] = action;
    last = faced[t];
  }
  return actions;
}

/** What follows of {@link emaTft} without simulation. */
export interface EmaTftTheory {
  /** Stationary variance of the action against slips with probability ε: (1 − γ)/(1 + γ) ε(1 − ε). */
  readonly variance: number;
  /** Lowest action in a block of L defections after long cooperation, γ^{L−1}: the first round of the block is still 1. */
  readonly depth: number;
  /**
   * Rounds after the block until the action is back to `recoveredAt`: 0 if it never fell below. The action n rounds into the
   * recovery is 1 − (1 − γ^L) γ^n, n = 0 being the first round after the block, in which it is still falling.
   */
  readonly recovery: number;
}

/**
 * Closed forms of {@link emaTft}.
 *
 * @throws InvalidInputError if γ is outside [0, 1), ε or `recoveredAt` is no probability, or L < 1
 *
 * @example
 * ```ts
 * import { emaTftTheory } from 'polity/games';
 * emaTftTheory(0.99, { defection: 0.1, block: 100 }); // { variance: 0.00045226131, depth: 0.369730, recovery: 253 }
 * ```
 */
export function emaTftTheory(
  smoothing: number,
  {
    defection,
    block,
    recoveredAt = 0.95,
  }: { readonly defection: number; readonly block: number; readonly recoveredAt?: number },
): EmaTftTheory {
  checkSmoothing(smoothing);
  checkProbability('defection', defection);
  checkInteger('block', block, { min: 1 });
  checkNumber('recoveredAt', recoveredAt, { min: 0, max: 1, belowMax: true });
  const fallen = 1 - smoothing ** block;
  let recovery = 0;
  while (1 - fallen * smoothing ** recovery < recoveredAt) recovery++;
  return {
    variance: ((1 - smoothing) / (1 + smoothing)) * defection * (1 - defection),
    depth: smoothing ** (block - 1),
    recovery,
  };
}

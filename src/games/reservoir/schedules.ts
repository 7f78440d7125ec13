import { checkInteger, checkProbability, InvalidInputError } from '../../foundation/index.js';
import { Xoshiro256 } from './xoshiro256.js';

/** A stretch of rounds in which the opponent cooperates, but for a probability of defecting. */
export interface OpponentPhase {
  readonly rounds: number;
  /** ε, probability that the opponent defects in a round: 0 always cooperates, 1 always defects. */
  readonly defection: number;
}

/**
 * What an opponent who does not react does in each round: 1 cooperation, 0 defection.
 *
 * Phases with certain actions draw no random numbers.
 *
 * @param phases - one after the other
 * @param seed - stream of {@link Xoshiro256} for the uncertain rounds; default 0
 * @throws InvalidInputError if there is no phase, a phase has no round, or a probability lies outside [0, 1]
 *
 * @example
 * ```ts
 * import { opponentSchedule } from 'polity/games';
 * const phases = [
 *   { rounds: 2, defection: 0 },
 *   { rounds: 1, defection: 1 },
 * ];
 * Array.from(opponentSchedule(phases)); // [1, 1, 0]
 * ```
 */
export function opponentSchedule(phases: readonly OpponentPhase[], seed = 0): Float64Array {
  if (phases.length === 0) throw new InvalidInputError('phases', phases, 'hold a phase');
  const random = new Xoshiro256(seed);
  let total = 0;
  phases.forEach(({ rounds, defection }, i) => {
    total += checkInteger(`phases[${i}].rounds`, rounds, { min: 1 });
    checkProbability(`phases[${i}].defection`, defection);
  });
  const actions = new Float64Array(total);
  let t = 0;
  for (const { rounds, defection } of phases) {
    const certain = defection === 0 || defection === 1;
    for (let i = 0; i < rounds; i++, t++) {
      actions[t] = certain ? 1 - defection : Number(random.uniform() >= defection);
    }
  }
  return actions;
}

/** Cooperation with independent slips: one phase of `rounds` with probability `defection`. */
export function noisyCooperator(rounds: number, defection: number, seed: number): Float64Array {
  return opponentSchedule([{ rounds, defection }], seed);
}

/** Cooperation, a block of defection, cooperation. */
export function defectionBlock(before: number, block: number, after: number): Float64Array {
  return opponentSchedule([
    { rounds: before, defection: 0 },
    { rounds: block, defection: 1 },
    { rounds: after, defection: 0 },
  ]);
}

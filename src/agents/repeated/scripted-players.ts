import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { reactiveAgent } from '../agent.js';
import type { RepeatedAgent } from './repeated-game.js';

/**
 * Plays the same options in turn, from the start again after the last: `[0]` always the first, `[1, 0]` the second and the
 * first in turn.
 *
 * @throws InvalidInputError in a game that has no such option
 *
 * @example
 * ```ts
 * import { StrategicGame } from 'polity/games';
 * import { cyclePlayer, playRepeatedGame } from 'polity/agents';
 * const battle = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]);
 * const { totals } = await playRepeatedGame(battle, [cyclePlayer('turns', [0, 1]), cyclePlayer('turns', [0, 1])]);
 * totals; // [85, 85]
 * ```
 */
export function cyclePlayer(name: string, options: readonly number[]): RepeatedAgent {
  return listPlayer(name, options, (round) => (round - 1) % options.length);
}

/** Plays these options and then the last of them for ever: `[1, 0]` the second in the first round, afterwards the first. */
export function openingPlayer(name: string, options: readonly number[]): RepeatedAgent {
  return listPlayer(name, options, (round) => Math.min(round, options.length) - 1);
}

function listPlayer(name: string, options: readonly number[], at: (round: number) => number): RepeatedAgent {
  if (options.length === 0) throw new InvalidInputError('options.length', 0, 'be at least 1');
  options.forEach((option, i) => checkInteger(`options[${i}]`, option, { min: 0 }));
  return reactiveAgent(name, ({ game, seat, round }) => {
    const option = options[at(round)];
    return checkInteger(`option of ${name}`, option, { min: 0, max: game.shape[seat] - 1 });
  });
}

import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import { StrategicGame } from '../strategic/strategic-game.js';

/**
 * What a player earns in a 2 × 2 game, its own move first: R for mutual cooperation, S for cooperating alone, T for defecting
 * alone, P for mutual defection.
 */
export interface OwnPayoffs {
  readonly R: number;
  readonly S: number;
  readonly T: number;
  readonly P: number;
}

/** A symmetric 2 × 2 game by R, S, T, P, or any 2 × 2 game, whose first action counts as cooperation. */
export type StageInput = OwnPayoffs | StrategicGame;

/** A 2 × 2 game over its outcomes CC, CD, DC, DD (the first player's move first): what each player earns in them. */
export interface StageGame {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Axelrod's payoffs: R = 3, S = 0, T = 5, P = 1. */
export const axelrodPayoffs: OwnPayoffs = Object.freeze({ R: 3, S: 0, T: 5, P: 1 });

/**
 * The donation game: who cooperates pays `cost` and gives the other `benefit`. R = b − c, S = −c, T = b, P = 0.
 *
 * @throws InvalidInputError for numbers that are not finite
 *
 * @example
 * ```ts
 * import { donationGame } from 'polity/games';
 * donationGame(3, 1); // { R: 2, S: -1, T: 3, P: 0 }
 * ```
 */
export function donationGame(benefit: number, cost: number): OwnPayoffs {
  checkNumber('benefit', benefit);
  checkNumber('cost', cost);
  return Object.freeze({ R: benefit - cost, S: -cost, T: benefit, P: 0 });
}

/** Payoffs over outcomes. @throws InvalidInputError unless the game is 2 × 2 with finite payoffs */
export function stageGame(game: StageInput): StageGame {
  if (game instanceof StrategicGame) {
    if (game.shape.length !== 2 || game.shape[0] !== 2 || game.shape[1] !== 2) {
      throw new InvalidInputError('game.shape', game.shape, 'be 2 × 2');
    }
    return { first: game.payoffs[0], second: game.payoffs[1] };
  }
  const { R, S, T, P } = ownPayoffs(game);
  return { first: Float64Array.of(R, S, T, P), second: Float64Array.of(R, T, S, P) };
}

/** R, S, T, P of a symmetric game. @throws InvalidInputError when roles differ */
export function ownPayoffs(game: StageInput): OwnPayoffs {
  if (game instanceof StrategicGame) {
    const { first, second } = stageGame(game);
    if (first[0] !== second[0] || first[1] !== second[2] || first[2] !== second[1] || first[3] !== second[3]) {
      throw new InvalidInputError('game', game, 'be symmetric: players have no roles here');
    }
    return seenByFirst({ first, second });
  }
  if (typeof game !== 'object' || game === null) throw new InvalidInputError('game', game, 'hold R, S, T and P');
  for (const name of ['R', 'S', 'T', 'P'] as const) checkNumber(`game.${name}`, game[name]);
  return game;
}

/** The game as the first player sees it. */
export function seenByFirst({ first }: StageGame): OwnPayoffs {
  return { R: first[0], S: first[1], T: first[2], P: first[3] };
}

/** The game as the second player sees it, its own move first. */
export function seenBySecond({ second }: StageGame): OwnPayoffs {
  return { R: second[0], S: second[2], T: second[1], P: second[3] };
}

import { checkInteger } from '../../../foundation/index.js';
import type { MatchRules, Move, Player, Strategy } from '../strategy.js';

/**
 * The same strategy, but for defections in the last `rounds` rounds of a match whose length is known.
 *
 * @throws InvalidInputError for less than one round
 *
 * @example
 * ```ts
 * import { defectAtTheEnd, playMatch, strategies } from 'polity/games';
 * const sly = defectAtTheEnd(strategies.TitForTat, 2);
 * playMatch(sly, strategies.Cooperator, { turns: 5 }).first.moves; // [0, 0, 0, 1, 1]
 * ```
 */
export function defectAtTheEnd(strategy: Strategy, rounds: number): Strategy {
  checkInteger('rounds', rounds, { min: 1 });
  const { name, description, source, stochastic, usesPayoffs, recipe } = strategy;
  return Object.freeze({
    ...{ name, description, source, stochastic, usesPayoffs },
    ...(recipe && { recipe: { family: 'defect-at-the-end', options: { of: recipe, rounds } } }),
    usesLength: true,
    memory: Infinity,
    player: (rules: MatchRules) => new EndPlayer(strategy.player(rules), rules.turns - rounds),
  });
}

class EndPlayer implements Player {
  private turn = 0;

  constructor(
    private readonly player: Player,
    private readonly end: number,
  ) {}

  open(stream: Parameters<Player['open']>[0]): Move {
    this.turn = 0;
    const move = this.player.open(stream);
    return this.end <= 0 ? 1 : move;
  }

  next(own: Move, other: Move): Move {
    // The strategy behind is asked all the same: it goes on keeping count.
    const move = this.player.next(own, other);
    return ++this.turn >= this.end ? 1 : move;
  }
}

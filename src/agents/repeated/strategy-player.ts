import { InvalidInputError } from '../../foundation/index.js';
import type { Move, Player, Strategy } from '../../games/index.js';
import type { PastRound, RepeatedActor, RepeatedAgent, RepeatedStart } from './repeated-game.js';

/**
 * A strategy of the repeated prisoner's dilemma as an agent, in any 2 × 2 game: its "cooperate" is the first option, its
 * "defect" the second.
 *
 * @throws InvalidInputError on entering a game that is not 2 × 2
 *
 * @example
 * ```ts
 * import { strategies, StrategicGame } from 'polity/games';
 * import { cyclePlayer, playRepeatedGame, strategyPlayer } from 'polity/agents';
 * const dilemma = StrategicGame.symmetric([[8, 0], [10, 5]]);
 * const players = [strategyPlayer(strategies.TitForTat), cyclePlayer('defector', [1])];
 * (await playRepeatedGame(dilemma, players)).totals; // [45, 55]
 * ```
 */
export function strategyPlayer(strategy: Strategy): RepeatedAgent {
  return { name: strategy.name, enter: (start) => new StrategyActor(strategy, start) };
}

class StrategyActor implements RepeatedActor {
  readonly #player: Player;
  #move: Move;

  constructor(strategy: Strategy, { game, seat, rounds, random }: RepeatedStart) {
    if (game.shape.some((options) => options !== 2)) throw new InvalidInputError('game.shape', game.shape, 'be 2 × 2');
    const earned = (own: Move, other: Move) => game.payoff(seat === 0 ? [own, other] : [other, own])[seat];
    this.#player = strategy.player({
      payoffs: { R: earned(0, 0), S: earned(0, 1), T: earned(1, 0), P: earned(1, 1) },
      turns: rounds ?? Infinity,
      noise: 0,
    });
    this.#move = this.#player.open(random);
  }

  decide() {
    return { kind: 'decision', action: this.#move } as const;
  }

  learn({ own, other }: PastRound): void {
    this.#move = this.#player.next(own as Move, other as Move);
  }
}

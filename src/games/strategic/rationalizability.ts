import { eliminateDominated, type EliminationResult } from './dominance.js';
import type { StrategicGame } from './strategic-game.js';

/** The strategies that reasoning about reasoning leaves. */
export interface RationalizableStrategies extends EliminationResult {
  /** Beliefs that the strategies are best replies to: with two players there is one kind only. */
  readonly beliefs: 'independent' | 'correlated';
}

/**
 * The strategies that survive when those that are no best reply to any belief are taken away again and again. A strategy is a
 * best reply to no belief exactly if it is strictly dominated by a mixed strategy, so these are the survivors of iterated
 * strict dominance. With three or more players that holds for beliefs in which others' strategies may be correlated;
 * independent beliefs may leave fewer.
 *
 * @see Bernheim, Econometrica 52 (1984); Pearce, Econometrica 52 (1984), lemma 3
 *
 * @example
 * ```ts
 * import { rationalizableStrategies, StrategicGame } from 'polity/games';
 * const game = StrategicGame.bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [2, 0]]);
 * (await rationalizableStrategies(game)).left; // [[0, 1], [0, 1]]
 * ```
 */
export async function rationalizableStrategies(game: StrategicGame): Promise<RationalizableStrategies> {
  const beliefs = game.shape.length === 2 ? 'independent' : 'correlated';
  return { ...(await eliminateDominated(game, { kind: 'strict' })), beliefs };
}

import type { StrategyRecipe } from './strategy.js';
import { strategyFromRecipe } from './strategy-recipes.js';
import { playMatches, type TournamentPlan } from './tournament-plan.js';

/** A piece of a tournament, as data. */
export interface TournamentTask {
  readonly recipes: readonly StrategyRecipe[];
  readonly plan: Omit<TournamentPlan, 'strategies'>;
  readonly from: number;
  readonly to: number;
}

/** What a worker thread runs: the outcomes of the matches of a piece. */
export default function playTask({ recipes, plan, from, to }: TournamentTask): Int32Array {
  return playMatches({ ...plan, strategies: recipes.map(strategyFromRecipe) }, from, to);
}

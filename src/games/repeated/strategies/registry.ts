import { InvalidInputError } from '../../../foundation/index.js';
import type { Strategy } from '../strategy.js';
import { adaptive } from './adaptive.js';
import { cyclers } from './cyclers.js';
import { firstTournament } from './first-tournament.js';
import { grudgers } from './grudgers.js';
import { lookupTables } from './lookup-tables.js';
import { machines } from './machines.js';
import { majorities } from './majorities.js';
import { memoryOneFamily } from './memory-one-family.js';
import { probers } from './probers.js';
import { retaliators } from './retaliators.js';
import { titForTats } from './tit-for-tats.js';
import { zeroDeterminantFamily } from './zero-determinant-family.js';

/**
 * The library of strategies, by the class names of the Axelrod library: each with name, description, source, memory, and
 * whether it is stochastic, uses the length of the match, or the payoffs.
 *
 * @example
 * ```ts
 * import { playMatch, strategies } from 'polity/games';
 * playMatch(strategies.Gradual, strategies.Defector, { turns: 20 }).first.score; // 15
 * Object.values(strategies).filter(({ stochastic }) => !stochastic).length; // 113
 * ```
 */
export const strategies = withRecipes({
  ...memoryOneFamily,
  ...zeroDeterminantFamily,
  ...titForTats,
  ...grudgers,
  ...retaliators,
  ...probers,
  ...cyclers,
  ...majorities,
  ...machines,
  ...lookupTables,
  ...adaptive,
  ...firstTournament,
});

/** The key of a strategy of the library. */
export type StrategyName = keyof typeof strategies;

/**
 * A strategy of the library.
 *
 * @throws InvalidInputError for a name that it does not hold
 *
 * @example
 * ```ts
 * import { strategyByName } from 'polity/games';
 * strategyByName('FirstByShubik').description; // 'Answers the k-th defection on its cooperation with k defections.'
 * ```
 */
export function strategyByName(name: string): Strategy {
  if (!Object.hasOwn(strategies, name)) {
    throw new InvalidInputError('strategy', name, 'be a name of the library (a key of `strategies`)');
  }
  return strategies[name as StrategyName];
}

/** A worker finds by name whatever is in the library. */
function withRecipes<Name extends string>(library: Record<Name, Strategy>): Readonly<Record<Name, Strategy>> {
  const entries = Object.entries<Strategy>(library).map(([name, strategy]) => [
    name,
    Object.freeze({ ...strategy, recipe: { family: 'library', options: name } }),
  ]);
  return Object.freeze(Object.fromEntries(entries) as Record<Name, Strategy>);
}

import { InvalidInputError } from '../../foundation/index.js';
import { memoryOne } from './memory-one.js';
import type { Strategy, StrategyRecipe } from './strategy.js';
import { cycler } from './strategies/cyclers.js';
import { defectAtTheEnd } from './strategies/final-defections.js';
import { softGrudger } from './strategies/grudgers.js';
import { lookupTable } from './strategies/lookup-tables.js';
import { stateMachine } from './strategies/machines.js';
import { goByMajority } from './strategies/majorities.js';
import {
  generousTitForTat,
  naiveProber,
  random,
  softJoss,
  stochasticWinStayLoseShift,
} from './strategies/memory-one-family.js';
import { strategyByName } from './strategies/registry.js';
import { nTitsForMTats } from './strategies/tit-for-tats.js';
import { dual, jossAnn } from './transforms.js';
import { zeroDeterminantStrategy } from './zero-determinant.js';

type Options<Make extends (...options: never[]) => Strategy> = Parameters<Make>[0];

/** How strategies are made from the data of their recipes. */
const families: Readonly<Record<string, (options: never) => Strategy>> = {
  library: (name: string) => strategyByName(name),
  random,
  cycler,
  'defect-at-the-end': ({ of, rounds }: { of: StrategyRecipe; rounds: number }) =>
    defectAtTheEnd(strategyFromRecipe(of), rounds),
  dual: (of: StrategyRecipe) => dual(strategyFromRecipe(of)),
  'memory-one': ({ about, ...input }: { about: object; initial: number; response: number[] }) =>
    memoryOne(input, about),
  'generous-tit-for-tat': generousTitForTat,
  'stochastic-win-stay-lose-shift': stochasticWinStayLoseShift,
  'soft-joss': softJoss,
  'naive-prober': naiveProber,
  'n-tits-for-m-tats': nTitsForMTats,
  'soft-grudger': softGrudger,
  'go-by-majority': goByMajority,
  'state-machine': stateMachine,
  'lookup-table': lookupTable,
  'zero-determinant': ({ relation, about }: { relation: Options<typeof zeroDeterminantStrategy>; about: object }) =>
    zeroDeterminantStrategy(relation, about),
  'joss-ann': ({ of, ...probabilities }: { of: StrategyRecipe; cooperate: number; defect: number }) =>
    jossAnn(strategyFromRecipe(of), probabilities),
};

/** The strategy that a recipe describes. */
export function strategyFromRecipe({ family, options }: StrategyRecipe): Strategy {
  if (!Object.hasOwn(families, family)) {
    throw new InvalidInputError('recipe.family', family, `be one of ${Object.keys(families).join(', ')}`);
  }
  return families[family](options as never);
}

/** @throws InvalidInputError for a strategy that no other thread could make */
export function recipeOf(name: string, { recipe, name: called }: Strategy): StrategyRecipe {
  if (!recipe) {
    throw new InvalidInputError(
      name,
      called,
      'come from the library, memoryOne, cycler, stateMachine or another maker of the library to be played in threads',
    );
  }
  return recipe;
}

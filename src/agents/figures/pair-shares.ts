import type { Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { distinct, heatMap, namesOf } from './heat-map.js';

/** How often something was so in the rounds of a pair. */
export interface PairShare {
  readonly first: string;
  readonly second: string;
  /** In [0, 1]. */
  readonly share: number;
}

/** What a pair heat map shows. */
export interface PairSharesWords {
  /** What player 1 did, after its name: `defects`, `meets the other`. */
  readonly verb: string;
  /** What the colour stands for: `rounds in which player 1 defects`. */
  readonly value: string;
  readonly subtitle: string;
  readonly source?: string;
}

/**
 * A heat map of pairs: a row for every player 1, a column for every player 2, shares of rounds in per cent.
 *
 * @throws InvalidInputError for no pairs, or a share outside [0, 1]
 *
 * @example
 * ```ts
 * import { pairSharesFigure } from 'polity/agents';
 * const pairs = [
 *   { first: 'A', second: 'A', share: 0.2 },
 *   { first: 'A', second: 'B', share: 0.4 },
 *   { first: 'B', second: 'A', share: 0 },
 *   { first: 'B', second: 'B', share: 0 },
 * ];
 * const words = { verb: 'defects', value: 'rounds in which player 1 defects', subtitle: 'Ten rounds a pair' };
 * pairSharesFigure(pairs, words).title; // 'A defects most, in 30 % of its rounds, B least, in 0 %'
 * ```
 */
export function pairSharesFigure(
  pairs: readonly PairShare[],
  { verb, value, subtitle, source }: PairSharesWords,
): Figure {
  if (pairs.length === 0) throw new InvalidInputError('pairs.length', 0, 'be at least 1');
  pairs.forEach(({ share }, i) => {
    if (!(share >= 0 && share <= 1)) throw new InvalidInputError(`pairs[${i}].share`, share, 'lie in [0, 1]');
  });
  const means = distinct(pairs.map(({ first }) => first)).map((name) => {
    const own = pairs.filter(({ first }) => first === name);
    return { name, mean: own.reduce((sum, { share }) => sum + share, 0) / own.length };
  });
  const most = extreme(means, Math.max);
  const least = extreme(means, Math.min);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const title =
    most.mean === least.mean
      ? `Everybody ${verb} equally often, in ${percent(most.mean)} of rounds`
      : `${most.names} ${verb} most, in ${percent(most.mean)} of its rounds, ${least.names} least, in ${percent(least.mean)}`;
  return heatMap(
    pairs.map(({ first, second, share }) => ({ row: first, column: second, value: share })),
    {
      title,
      subtitle,
      description: `A matrix of ${value}: ${means.map(({ name, mean }) => `${name} ${percent(mean)}`).join(', ')}.`,
      rows: 'player 1',
      columns: 'player 2',
      value,
      ...(source === undefined ? {} : { source }),
    },
  );
}

function extreme(
  means: readonly { readonly name: string; readonly mean: number }[],
  pick: (...values: number[]) => number,
): { readonly names: string; readonly mean: number } {
  const mean = pick(...means.map((row) => row.mean));
  const names = means.filter((row) => row.mean === mean).map(({ name }) => name);
  return { names: namesOf(names), mean };
}

import { checkInteger, InvalidInputError } from '../../foundation/index.js';

/** Two players' options in the rounds of a match, by index. */
export interface MatchOptions {
  readonly own: ArrayLike<number>;
  readonly other: ArrayLike<number>;
}

/** A share of rounds. */
export interface RoundShare {
  /** hits / rounds; NaN where there is no such round. */
  readonly share: number;
  readonly hits: number;
  readonly rounds: number;
}

/** The share of rounds in which a player chose an option. */
export function optionShare(matches: readonly MatchOptions[], option: number): RoundShare {
  return shareOf(matches, ({ own }, t) => own[t] === option);
}

/** The share of rounds in which both chose the same option. */
export function coordinationShare(matches: readonly MatchOptions[]): RoundShare {
  return shareOf(matches, ({ own, other }, t) => own[t] === other[t]);
}

/**
 * Unforgivingness: the share of rounds in which a player defects, of those before which the other has defected exactly once. 1
 * for a player that never forgives one defection, 1/n for tit for tat whose opponent defects once, n rounds before the end.
 *
 * @param defect - index of the option "defect"; default 1
 *
 * @example
 * ```ts
 * import { unforgivingness } from 'polity/agents';
 * const opponent = [1, 0, 0, 0];
 * unforgivingness([{ own: [0, 1, 1, 1], other: opponent }]).share; // 1
 * unforgivingness([{ own: [0, 1, 0, 0], other: opponent }]).share; // 0.3333333333333333
 * ```
 */
export function unforgivingness(
  matches: readonly MatchOptions[],
  { defect = 1 }: { readonly defect?: number } = {},
): RoundShare {
  checkInteger('defect', defect, { min: 0 });
  return shareOf(
    matches,
    ({ own }, t) => own[t] === defect,
    ({ other }, t) => {
      let defections = 0;
      for (let s = 0; s < t; s++) defections += Number(other[s] === defect);
      return defections === 1;
    },
  );
}

function shareOf(
  matches: readonly MatchOptions[],
  isHit: (match: MatchOptions, t: number) => boolean,
  counts: (match: MatchOptions, t: number) => boolean = () => true,
): RoundShare {
  let [hits, rounds] = [0, 0];
  matches.forEach((match, m) => {
    if (match.own.length !== match.other.length) {
      throw new InvalidInputError(`matches[${m}].other.length`, match.other.length, `equal ${match.own.length}`);
    }
    for (let t = 0; t < match.own.length; t++) {
      if (!counts(match, t)) continue;
      rounds++;
      hits += Number(isHit(match, t));
    }
  });
  return { share: hits / rounds, hits, rounds };
}

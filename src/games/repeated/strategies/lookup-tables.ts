import { InvalidInputError, checkInteger } from '../../../foundation/index.js';
import { historyStrategy } from '../history.js';
import type { Move, Strategy } from '../strategy.js';

export interface LookupOptions {
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
  /** Moves played before there is enough history. */
  readonly opening: string;
  /** How many own moves the table looks at. */
  readonly own: number;
  /** How many moves of the other. */
  readonly other: number;
  /**
   * 2^(own + other) letters, in the order of the moves looked at as a word (C before D): own moves from the oldest to the
   * latest, then the other's.
   */
  readonly table: string;
}

const pureMemoryTwo = 'Hilbe, Martinez-Vaquero, Chatterjee & Nowak (2017)';

/** Tables of answers to the last rounds. */
export const lookupTables = {
  Winner12: lookupTable({
    name: 'Winner12',
    description: 'The winner of all strategies that look at one own move and two of the other.',
    source: 'Mathieu & Delahaye (2015)',
    opening: 'CC',
    own: 1,
    other: 2,
    table: 'CDCDDCDD',
  }),
  Winner21: lookupTable({
    name: 'Winner21',
    description: 'The winner of all strategies that look at one own move and two of the other, and open with D, C.',
    source: 'Mathieu & Delahaye (2015)',
    opening: 'DC',
    own: 1,
    other: 2,
    table: 'CDCDCDDD',
  }),
  AON2: lookupTable({
    name: 'AON2',
    description: 'Cooperates when all or none cooperated in each of the last two rounds.',
    source: pureMemoryTwo,
    opening: 'CC',
    own: 2,
    other: 2,
    table: 'CDDDDCDDDDCDDDDC',
  }),
  DelayedAON1: lookupTable({
    name: 'Delayed AON1',
    description: 'All-or-none with a delay of one round.',
    source: pureMemoryTwo,
    opening: 'CC',
    own: 2,
    other: 2,
    table: 'CDDDDCDCDDCDDCDC',
  }),
} as const satisfies Record<string, Strategy>;

/**
 * A strategy from a table of answers to the last moves.
 *
 * @throws InvalidInputError for a table or an opening of the wrong length, or letters other than C and D
 *
 * @example
 * ```ts
 * import { lookupTable, playMatch, strategies } from 'polity/games';
 * const twoTats = lookupTable({ name: 'TF2T', opening: 'CC', own: 0, other: 2, table: 'CCCD' });
 * playMatch(twoTats, strategies.Defector, { turns: 10 }).first.score; // 8
 * ```
 */
export function lookupTable({
  name,
  description = 'A table of answers to the last moves.',
  source = '',
  opening,
  own,
  other,
  table,
}: LookupOptions): Strategy {
  checkInteger('own', own, { min: 0, max: 10 });
  checkInteger('other', other, { min: 0, max: 10 });
  checkLetters('table', table, 2 ** (own + other));
  checkLetters('opening', opening, Math.max(own, other));
  const moves = Uint8Array.from(table, (letter) => (letter === 'D' ? 1 : 0));
  const [ownMask, otherMask] = [(1 << own) - 1, (1 << other) - 1];
  return historyStrategy(
    {
      name,
      description,
      source,
      memory: Math.max(own, other),
      opening,
      recipe: { family: 'lookup-table', options: { name, description, source, opening, own, other, table } },
    },
    (h) => moves[((h.own & ownMask) << other) | (h.other & otherMask)] as Move,
  );
}

function checkLetters(name: string, text: unknown, length: number): void {
  if (typeof text !== 'string' || text.length !== length || !/^[CD]*$/.test(text)) {
    throw new InvalidInputError(name, text, `be ${length} letters C and D`);
  }
}

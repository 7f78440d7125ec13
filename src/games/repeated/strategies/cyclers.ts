import { InvalidInputError } from '../../../foundation/index.js';
import { historyStrategy } from '../history.js';
import type { Strategy } from '../strategy.js';

/** Players of fixed sequences. */
export const cyclers = {
  CyclerDC: cycler('DC'),
  CyclerCCD: cycler('CCD'),
  CyclerDDC: cycler('DDC'),
  CyclerCCCD: cycler('CCCD'),
  CyclerCCCCCD: cycler('CCCCCD'),
  CyclerCCCDCD: cycler('CCCDCD'),
  AntiCycler: historyStrategy(
    {
      name: 'AntiCycler',
      description: 'A sequence without cycles: CDD CD CCD CCCD CCCCD …',
      source: 'Harper, Axelrod library',
      memory: Infinity,
      opening: 'CDD',
    },
    (_, mind) => {
      if (mind.played++ < mind.run) return 0;
      mind.run++;
      mind.played = 0;
      return 1;
    },
    () => ({ run: 1, played: 0 }),
  ),
} as const satisfies Record<string, Strategy>;

/**
 * Plays a cycle of moves over and over, whatever happens.
 *
 * @param cycle - letters C and D
 * @throws InvalidInputError for other letters or none
 *
 * @example
 * ```ts
 * import { cycler, playMatch, strategies } from 'polity/games';
 * playMatch(cycler('CCD'), strategies.Cooperator, { turns: 9 }).first.score; // 33
 * ```
 */
export function cycler(cycle: string): Strategy {
  if (typeof cycle !== 'string' || !/^[CD]+$/.test(cycle)) {
    throw new InvalidInputError('cycle', cycle, 'be letters C and D');
  }
  const moves = Uint8Array.from(cycle, (letter) => (letter === 'D' ? 1 : 0));
  return historyStrategy(
    {
      name: `Cycler ${cycle}`,
      description: `Plays ${cycle} over and over.`,
      source: 'Mittal & Deb (2009), as periodic players',
      memory: cycle.length - 1,
      recipe: { family: 'cycler', options: cycle },
    },
    (h) => moves[h.turn % moves.length] as 0 | 1,
  );
}

import { checkInteger } from '../../../foundation/index.js';
import { historyStrategy } from '../history.js';
import type { Strategy } from '../strategy.js';
import { defectAtTheEnd } from './final-defections.js';

/** Tit For Tat with a longer memory, more patience, repentance or a grudge. */
export const titForTats = {
  TitFor2Tats: historyStrategy(
    {
      name: 'Tit For 2 Tats',
      description: 'Defects after two defections in a row.',
      source: 'Axelrod (1984); Maynard Smith in the second tournament',
      memory: 2,
    },
    ({ other }) => ((other & 3) === 3 ? 1 : 0),
  ),
  TwoTitsForTat: historyStrategy(
    {
      name: 'Two Tits For Tat',
      description: 'Answers every defection with two.',
      source: 'Axelrod (1984)',
      memory: 2,
    },
    ({ other }) => ((other & 3) !== 0 ? 1 : 0),
  ),
  HardTitForTat: historyStrategy(
    {
      name: 'Hard Tit For Tat',
      description: 'Defects when one of the last three moves of the other was a defection.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: 3,
    },
    ({ other }) => ((other & 7) !== 0 ? 1 : 0),
  ),
  HardTitFor2Tats: historyStrategy(
    {
      name: 'Hard Tit For 2 Tats',
      description: 'Defects when two of the last three moves, one after the other, were defections.',
      source: 'Stewart & Plotkin (2012)',
      memory: 3,
    },
    ({ other }) => ((other & 3) === 3 || (other & 6) === 6 ? 1 : 0),
  ),
  DynamicTwoTitsForTat: historyStrategy(
    {
      name: 'Dynamic Two Tits For Tat',
      description: 'Two Tits For Tat that forgives as often as the other has cooperated so far.',
      source: 'Garrett-Grossman, Axelrod library',
      memory: Infinity,
      stochastic: true,
    },
    (h) => ((h.other & 3) !== 0 ? h.chance(h.otherCooperations / h.turn) : 0),
  ),
  SneakyTitForTat: historyStrategy(
    {
      name: 'Sneaky Tit For Tat',
      description: 'Defects on who never defected, and repents when punished.',
      source: 'Langner, Axelrod library',
      memory: Infinity,
      opening: 'CC',
    },
    (h) => {
      if (h.otherDefections === 0) return 1;
      return h.last === 1 && (h.own & 2) !== 0 ? 0 : h.last;
    },
  ),
  SpitefulTitForTat: historyStrategy(
    {
      name: 'Spiteful Tit For Tat',
      description: 'Tit For Tat that defects for ever after two defections in a row.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
    },
    (h, mind) => {
      if ((h.other & 3) === 3) mind.spite = true;
      return mind.spite ? 1 : h.last;
    },
    () => ({ spite: false }),
  ),
  SlowTitForTwoTats2: historyStrategy(
    {
      name: 'Slow Tit For Two Tats 2',
      description: 'Repeats what the other did twice in a row, and otherwise its own move.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: 2,
      opening: 'CC',
    },
    (h) => ((h.other & 3) === 0 || (h.other & 3) === 3 ? h.last : h.ownLast),
  ),
  ForgivingTitForTat: historyStrategy(
    {
      name: 'Forgiving Tit For Tat',
      description:
        'Tit For Tat against who has defected in more than a tenth of the rounds; cooperates with the others.',
      source: 'Campbell, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.otherDefections > h.turn / 10 ? h.last : 0),
  ),
  AdaptiveTitForTat: historyStrategy(
    {
      name: 'Adaptive Tit For Tat',
      description:
        'Keeps an average of how cooperative the world is, with rate ½, and cooperates when it is at least ½.',
      source: 'Tzafestas (2000)',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn === 0) return 0;
      mind.world += 0.5 * (1 - h.last - mind.world);
      return mind.world >= 0.5 ? 0 : 1;
    },
    () => ({ world: 0.5 }),
  ),
  ContriteTitForTat: historyStrategy(
    {
      name: 'Contrite Tit For Tat',
      description: 'Tit For Tat that does not strike back when noise made itself defect first.',
      source: 'Wu & Axelrod (1995)',
      memory: 3,
    },
    (h, mind) => {
      const { ownLast, last, turn } = h;
      if (turn === 0) return (mind.meant = 0);
      if (mind.contrite && ownLast === 0) {
        mind.contrite = false;
        return (mind.meant = 0);
      }
      if (mind.meant !== ownLast && ownLast === 1 && last === 0) mind.contrite = true;
      return (mind.meant = last);
    },
    (): { contrite: boolean; meant: 0 | 1 } => ({ contrite: false, meant: 0 }),
  ),
  OmegaTFT: historyStrategy(
    {
      name: 'Omega TFT',
      description: 'Tit For Tat that breaks deadlocks of alternating defections and defects on who seems random.',
      source: 'Slany & Kienreich (2007)',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn < 2) return h.last;
      if (mind.deadlock >= 3) {
        mind.deadlock = mind.deadlock === 3 ? 4 : 0;
        return 0;
      }
      const changed = (h.other & 1) !== ((h.other >> 1) & 1);
      if ((h.other & 3) === 0) mind.randomness--;
      if (changed) mind.randomness++;
      if (h.ownLast !== h.last) mind.randomness++;
      if (mind.randomness >= 8) return 1;
      mind.deadlock = changed ? mind.deadlock + 1 : 0;
      return h.last;
    },
    () => ({ deadlock: 0, randomness: 0 }),
  ),
  OriginalGradual: historyStrategy(
    {
      name: 'Original Gradual',
      description:
        'Answers the n-th defection (outside its punishments) with n defections and two calming cooperations.',
      source: 'Beaufils, Delahaye & Mathieu (1997)',
      memory: Infinity,
    },
    (h, mind) => {
      if (mind.calm > 0) return (mind.calm--, 0);
      if (mind.left > 0) {
        if (--mind.left === 0) mind.calm = 2;
        return 1;
      }
      if (h.last === 0) return 0;
      mind.left = mind.punishments++;
      if (mind.left === 0) mind.calm = 2;
      return 1;
    },
    () => ({ punishments: 0, left: 0, calm: 0 }),
  ),
  Gradual: historyStrategy(
    {
      name: 'Gradual',
      description:
        'Answers a defection with as many as the other has played so far, then with two calming cooperations.',
      source: 'Mathieu & Delahaye (2015)',
      memory: Infinity,
    },
    (h, mind) => {
      if (mind.punish > 0) return (mind.punish--, 1);
      if (mind.calm > 0) return (mind.calm--, 0);
      if (h.last === 0) return 0;
      mind.punish = h.otherDefections - 1;
      mind.calm = 2;
      return 1;
    },
    () => ({ punish: 0, calm: 0 }),
  ),
  RandomTitForTat: historyStrategy(
    {
      name: 'Random Tit for Tat',
      description: 'Cooperates, then in turn repeats the move of the other and plays at random.',
      source: 'Taylor, Axelrod library',
      memory: Infinity,
      stochastic: true,
    },
    (h) => (h.turn > 0 && h.turn % 2 === 0 ? h.chance(0.5) : h.last),
  ),
  Michaelos: defectAtTheEnd(
    historyStrategy(
      {
        name: 'Michaelos',
        description: 'Tit For Tat that after T cooperates or, as often, defects for ever; defects in the last round.',
        source: 'LessWrong tournament (2011)',
        memory: Infinity,
        stochastic: true,
      },
      (h, mind) => {
        if (mind.defector) return 1;
        if (h.turn === 0 || h.outcome !== 2) return h.last;
        const move = h.chance(0.5);
        mind.defector = move === 1;
        return move;
      },
      () => ({ defector: false }),
    ),
    1,
  ),
  Alexei: defectAtTheEnd(
    historyStrategy(
      {
        name: 'Alexei',
        description: 'Tit For Tat that defects in the last round.',
        source: 'LessWrong tournament (2011)',
        memory: 1,
      },
      (h) => h.last,
    ),
    1,
  ),
  EugineNier: defectAtTheEnd(
    historyStrategy(
      {
        name: 'EugineNier',
        description: 'Tit For Tat that defects for ever after five defections, and in the last round.',
        source: 'LessWrong tournament (2011)',
        memory: Infinity,
      },
      (h) => (h.otherDefections >= 5 ? 1 : h.last),
    ),
    1,
  ),
  NTitsForMTats: nTitsForMTats({ tits: 3, tats: 2 }),
} as const satisfies Record<string, Strategy>;

/**
 * Answers `tats` defections in a row with `tits` defections: (1, 1) is Tit For Tat, (1, 2) Tit For 2 Tats, (2, 1) Two Tits For
 * Tat.
 *
 * @param options - `tits` ≥ 0; `tats` in 0 … 32
 * @throws InvalidInputError for other numbers
 *
 * @example
 * ```ts
 * import { cycler, nTitsForMTats, playMatch } from 'polity/games';
 * playMatch(nTitsForMTats({ tits: 2, tats: 1 }), cycler('DCCC'), { turns: 4 }).first.moves; // [0, 1, 1, 0]
 * ```
 */
export function nTitsForMTats({ tits, tats }: { readonly tits: number; readonly tats: number }): Strategy {
  checkInteger('tits', tits, { min: 0 });
  checkInteger('tats', tats, { min: 0, max: 32 });
  return historyStrategy(
    {
      name: `${tits} Tit(s) For ${tats} Tat(s)`,
      description: `Answers ${tats} defections in a row with ${tits}.`,
      source: 'Harper, Axelrod library',
      memory: Math.max(tits, tats),
      recipe: { family: 'n-tits-for-m-tats', options: { tits, tats } },
    },
    (h, mind) => {
      if (h.recentDefections(tats) === tats) mind.left = tits;
      return mind.left > 0 ? (mind.left--, 1) : 0;
    },
    () => ({ left: 0 }),
  );
}

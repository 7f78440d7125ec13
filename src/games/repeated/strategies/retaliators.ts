import { historyStrategy } from '../history.js';
import type { Strategy } from '../strategy.js';
import { defectAtTheEnd } from './final-defections.js';

/** Who keeps score: strategies that retaliate by count, by mood or by what they lost. */
export const retaliators = {
  Retaliate: retaliate('Retaliate', 0.1),
  Retaliate2: retaliate('Retaliate 2', 0.08),
  Retaliate3: retaliate('Retaliate 3', 0.05),
  LimitedRetaliate: retaliate('Limited Retaliate', 0.1, 20),
  LimitedRetaliate2: retaliate('Limited Retaliate 2', 0.08, 15),
  LimitedRetaliate3: retaliate('Limited Retaliate 3', 0.05, 20),
  Doubler: historyStrategy(
    {
      name: 'Doubler',
      description:
        'Answers a defection in kind unless the other has cooperated more than twice as often as it defected.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
    },
    (h) => (h.last === 1 && h.otherCooperations <= 2 * h.otherDefections ? 1 : 0),
  ),
  Grumpy: historyStrategy(
    {
      name: 'Grumpy',
      description:
        'Gets grumpy when defections exceed cooperations by more than 10, and nice again the other way round.',
      source: 'Young, Axelrod library',
      memory: Infinity,
    },
    (h, mind) => {
      const grumpiness = h.otherDefections - h.otherCooperations;
      if (grumpiness > 10) mind.grumpy = 1;
      else if (grumpiness < -10) mind.grumpy = 0;
      return mind.grumpy;
    },
    (): { grumpy: 0 | 1 } => ({ grumpy: 0 }),
  ),
  Resurrection: historyStrategy(
    {
      name: 'Resurrection',
      description: 'Tit For Tat that goes on defecting after five own defections in a row.',
      source: 'Eckhart (2015)',
      memory: 5,
    },
    (h) => (h.turn >= 5 && (h.own & 31) === 31 ? 1 : h.last),
  ),
  DoubleResurrection: historyStrategy(
    {
      name: 'DoubleResurrection',
      description:
        'Tit For Tat that defects after five own cooperations in a row and cooperates after five defections.',
      source: 'Eckhart (2015)',
      memory: 5,
    },
    (h) => {
      if (h.turn >= 5 && (h.own & 31) === 0) return 1;
      return h.turn >= 5 && (h.own & 31) === 31 ? 0 : h.last;
    },
  ),
  BackStabber: defectAtTheEnd(
    historyStrategy(
      {
        name: 'BackStabber',
        description: 'Forgives three defections, defects for ever after the fourth, and in the last two rounds.',
        source: 'Campbell, Axelrod library',
        memory: Infinity,
      },
      (h) => (h.otherDefections > 3 ? 1 : 0),
    ),
    2,
  ),
  DoubleCrosser: defectAtTheEnd(
    historyStrategy(
      {
        name: 'DoubleCrosser',
        description:
          'BackStabber that in rounds 8 to 180 plays Tit For 2 Tats with who did not defect in the first seven.',
        source: 'Campbell, Axelrod library',
        memory: Infinity,
      },
      (h, mind) => {
        if (h.turn === 7) mind.trusts = h.otherDefections === 0;
        if (mind.trusts && h.turn < 180) return (h.other & 3) === 3 ? 1 : 0;
        return h.otherDefections > 3 ? 1 : 0;
      },
      () => ({ trusts: false }),
    ),
    2,
  ),
  TrickyDefector: historyStrategy(
    {
      name: 'Tricky Defector',
      description: 'Defects, but cooperates after three defections of one who has cooperated before.',
      source: 'Langner, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.turn >= 3 && h.otherCooperations > 0 && (h.other & 7) === 7 ? 0 : 1),
  ),
} as const satisfies Record<string, Strategy>;

/** Defects while it was the sucker more than `threshold` times as often as the other; for at most `limit` rounds at a stretch. */
function retaliate(name: string, threshold: number, limit = Infinity): Strategy {
  return historyStrategy(
    {
      name,
      description:
        `Defects while it was exploited more than ${threshold} times as often as it exploited` +
        (limit === Infinity ? '.' : `, for ${limit} rounds at most.`),
      source: 'Campbell, Axelrod library',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn > 0 && h.outcome === 1) mind.suffered++;
      if (h.turn > 0 && h.outcome === 2) mind.gained++;
      if (mind.suffered > mind.gained * threshold && mind.run < limit) return (mind.run++, 1);
      mind.run = 0;
      return 0;
    },
    () => ({ suffered: 0, gained: 0, run: 0 }),
  );
}

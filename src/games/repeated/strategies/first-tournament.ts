import { chiSquareQuantile } from '../../../statistics/index.js';
import { historyStrategy, type MatchHistory } from '../history.js';
import { memoryOneStrategy } from '../memory-one.js';
import type { Strategy } from '../strategy.js';
import { defectAtTheEnd } from './final-defections.js';

const axelrod = (author: string): string => `${author}, in Axelrod (1980)`;

/** Rounds' outcomes in Nydegger's numbering after which his rule defects. */
const nydeggerDefects = new Set([1, 6, 7, 17, 22, 23, 26, 29, 30, 31, 33, 38, 39, 45, 49, 54, 55, 58, 61]);

/**
 * The field of Axelrod's first tournament (1980), as the Axelrod library reads his descriptions; Tit For Tat, Grudger (Friedman)
 * and Random stand elsewhere.
 */
export const firstTournament = {
  FirstByTidemanAndChieruzzi: defectAtTheEnd(
    historyStrategy(
      {
        name: 'First by Tideman and Chieruzzi',
        description:
          'Answers the k-th defection outside a punishment with k defections; gives who lies 10 points behind and is no coin a fresh start; defects in the last two rounds.',
        source: axelrod('Tideman & Chieruzzi'),
        memory: Infinity,
        usesPayoffs: true,
      },
      (h, mind, { turns, payoffs: { S, T } }) => {
        if (h.turn === 0) return 0;
        mind.defections += h.last;
        if (h.outcome === 1) mind.lead += S - T;
        if (h.outcome === 2) mind.lead += T - S;
        if (mind.fresh) {
          mind.fresh = false;
          return 0;
        }
        const round = h.turn + 1;
        const due = mind.freshStart === 0 || round - mind.freshStart >= 20;
        const unlikeCoin = Math.abs(mind.defections - h.turn / 2) >= (3 * Math.sqrt(h.turn)) / 2;
        if (due && mind.lead >= 10 && turns - round >= 10 && h.last === 0 && unlikeCoin) {
          mind.freshStart = round;
          mind.fresh = true;
          mind.length = mind.left = mind.defections = 0;
          return 0;
        }
        if (mind.left > 0) return (mind.left--, 1);
        if (h.last === 0) return 0;
        mind.left = mind.length++;
        return 1;
      },
      () => ({ defections: 0, lead: 0, fresh: false, freshStart: 0, length: 0, left: 0 }),
    ),
    2,
  ),
  FirstByNydegger: historyStrategy(
    {
      name: 'First by Nydegger',
      description:
        'Tit For Tat for three rounds, but for a defection after CD and DC; then by a table of the last three outcomes.',
      source: axelrod('Nydegger'),
      memory: 3,
    },
    (h) => {
      if (h.turn < 2) return h.last;
      if (h.turn === 2) return (h.other & 3) === 2 ? 1 : h.last;
      let sum = 0;
      for (let back = 0; back < 3; back++) {
        sum += (2 * ((h.other >> back) & 1) + ((h.own >> back) & 1)) * 4 ** (2 - back);
      }
      return nydeggerDefects.has(sum) ? 1 : 0;
    },
  ),
  FirstByGrofman: memoryOneStrategy(
    {
      name: 'First by Grofman',
      description: 'Cooperates after like moves, and with probability 2/7 after unlike ones.',
      source: axelrod('Grofman'),
    },
    () => ({ initial: 1, response: [1, 2 / 7, 2 / 7, 1] }),
  ),
  FirstByShubik: historyStrategy(
    {
      name: 'First by Shubik',
      description: 'Answers the k-th defection on its cooperation with k defections.',
      source: axelrod('Shubik'),
      memory: Infinity,
    },
    (h, mind) => {
      if (mind.left > 0) return (mind.left--, 1);
      if (h.turn === 0 || h.outcome !== 1) return 0;
      mind.left = mind.length++;
      return 1;
    },
    () => ({ length: 0, left: 0 }),
  ),
  FirstBySteinAndRapoport: defectAtTheEnd(
    historyStrategy(
      {
        name: 'First by Stein and Rapoport',
        description:
          'Four cooperations, then Tit For Tat, but defects for 15 rounds on who seems random (χ² at 5 %); defects in the last two rounds.',
        source: axelrod('Stein & Rapoport'),
        memory: Infinity,
      },
      (h, mind) => {
        const round = h.turn + 1;
        if (round < 5) return 0;
        if (round >= 15 && round % 15 === 0) mind.coin = seemsRandom(h);
        return mind.coin ? 1 : h.last;
      },
      () => ({ coin: false }),
    ),
    2,
  ),
  FirstByDavis: historyStrategy(
    {
      name: 'First by Davis',
      description: 'Cooperates for ten rounds, then plays Grudger.',
      source: axelrod('Davis'),
      memory: Infinity,
    },
    (h) => (h.turn >= 10 && h.otherDefections > 0 ? 1 : 0),
  ),
  FirstByGraaskamp: historyStrategy(
    {
      name: 'First by Graaskamp',
      description:
        'Tit For Tat with one defection in round 51; from round 57 defects on who seems random, plays Tit For Tat with Tit For Tat and its like, and probes all others every 5 to 15 rounds.',
      source: axelrod('Graaskamp'),
      memory: Infinity,
      stochastic: true,
    },
    (h, mind) => {
      if (h.turn === 0) return 0;
      if (h.own !== h.other) mind.twin = false;
      if (h.turn > 1 && h.last !== ((h.own >> 1) & 1)) mind.mirror = false;
      if (h.turn < 56) return h.turn === 50 ? 1 : h.last;
      mind.coin ||= seemsRandom(h);
      if (mind.coin) return 1;
      if (mind.mirror || mind.twin) return h.last;
      if (mind.probe === 0) mind.probe = h.turn + 5 + h.stream.below(11);
      if (h.turn !== mind.probe) return 0;
      mind.probe = h.turn + 5 + h.stream.below(11);
      return 1;
    },
    () => ({ twin: true, mirror: true, coin: false, probe: 0 }),
  ),
  FirstByDowning: historyStrategy(
    {
      name: 'First by Downing',
      description:
        'Two defections, then what pays best if the other cooperates as often as it did after C and after D so far.',
      source: axelrod('Downing'),
      memory: Infinity,
      usesPayoffs: true,
    },
    (h, mind, { payoffs: { R, S, T, P } }) => {
      if (h.turn === 0) return 1;
      // The other's first move counts as an answer to a cooperation before the match.
      if (h.last === 0) {
        if (h.turn === 1 || (h.own & 2) === 0) mind.afterC++;
        else mind.afterD++;
      }
      if (h.turn === 1) return 1;
      const alpha = mind.afterC / (h.ownCooperations + 1);
      const beta = mind.afterD / Math.max(h.ownDefections, 2);
      const gain = alpha * R + (1 - alpha) * S - (beta * T + (1 - beta) * P);
      if (gain === 0) return (1 - h.ownLast) as 0 | 1;
      return gain > 0 ? 0 : 1;
    },
    () => ({ afterC: 0, afterD: 0 }),
  ),
  FirstByFeld: historyStrategy(
    {
      name: 'First by Feld',
      description: 'Tit For Tat whose answer to a cooperation falls from certainty to ½ over 200 rounds.',
      source: axelrod('Feld'),
      memory: Infinity,
      stochastic: true,
    },
    (h) => {
      if (h.turn === 0 || h.last === 1) return h.last;
      return h.chance(Math.max(1 - (0.5 / 200) * h.turn, 0.5));
    },
  ),
  FirstByJoss: memoryOneStrategy(
    {
      name: 'First by Joss',
      description: 'Tit For Tat that defects on a cooperation with probability 0.1.',
      source: axelrod('Joss'),
    },
    () => ({ initial: 1, response: [0.9, 0, 0.9, 0] }),
  ),
  FirstByTullock: historyStrategy(
    {
      name: 'First by Tullock',
      description: 'Eleven cooperations, then cooperates a tenth less often than the other in its last ten moves.',
      source: axelrod('Tullock'),
      memory: Infinity,
      stochastic: true,
    },
    (h) => (h.turn < 11 ? 0 : h.chance((9 - h.recentDefections(10)) / 10)),
  ),
  FirstByAnonymous: historyStrategy(
    {
      name: 'First by Anonymous',
      description: 'Cooperates with a probability drawn anew in every round from [0.3, 0.7].',
      source: axelrod('name withheld'),
      memory: 0,
      stochastic: true,
    },
    (h) => h.chance(0.3 + 0.4 * h.stream.uniform()),
  ),
} as const satisfies Record<string, Strategy>;

let critical = NaN;

/** Whether the counts of the other's moves are not told from a fair coin's at 5 %. */
function seemsRandom({ turn, otherDefections }: MatchHistory): boolean {
  if (Number.isNaN(critical)) critical = chiSquareQuantile(0.95, { degrees: 1 });
  return (2 * otherDefections - turn) ** 2 / turn <= critical;
}

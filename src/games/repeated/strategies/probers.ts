import { historyStrategy } from '../history.js';
import type { Strategy } from '../strategy.js';

const PROBE = 'CCDCDDDCCDCDCCDCDDCD';

/** Openings that test the other, and answers that depend on the test. */
export const probers = {
  Prober: historyStrategy(
    {
      name: 'Prober',
      description: 'D, C, C; defects for ever if the other cooperated in rounds 2 and 3, and plays Tit For Tat if not.',
      source: 'Li et al. (2011)',
      memory: Infinity,
      opening: 'DCC',
    },
    (h, mind) => {
      if (h.turn === 3) mind.gullible = (h.other & 3) === 0;
      return mind.gullible ? 1 : h.last;
    },
    () => ({ gullible: false }),
  ),
  Prober2: historyStrategy(
    {
      name: 'Prober 2',
      description:
        'D, C, C; cooperates for ever if the other played D and C in rounds 2 and 3, and Tit For Tat if not.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      opening: 'DCC',
    },
    (h, mind) => {
      if (h.turn === 3) mind.friend = (h.other & 3) === 2;
      return mind.friend ? 0 : h.last;
    },
    () => ({ friend: false }),
  ),
  Prober3: historyStrategy(
    {
      name: 'Prober 3',
      description: 'D, C; defects for ever if the other cooperated in round 2, and plays Tit For Tat if not.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      opening: 'DC',
    },
    (h, mind) => {
      if (h.turn === 2) mind.gullible = h.last === 0;
      return mind.gullible ? 1 : h.last;
    },
    () => ({ gullible: false }),
  ),
  Prober4: historyStrategy(
    {
      name: 'Prober 4',
      description:
        'Plays 20 probing moves; defects for ever if provoked and unprovoked defections differ by 2 at most, else forgives and plays Tit For Tat.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn > 0 && h.turn < PROBE.length && h.last === 1) mind.balance += h.ownLast === 1 ? 1 : -1;
      if (h.turn < PROBE.length) return PROBE[h.turn] === 'D' ? 1 : 0;
      if (Math.abs(mind.balance) <= 2) return 1;
      return h.turn < PROBE.length + 5 ? 0 : h.last;
    },
    () => ({ balance: 0 }),
  ),
  HardProber: historyStrategy(
    {
      name: 'Hard Prober',
      description:
        'D, D, C, C; defects for ever if the other cooperated in rounds 2 and 3, and plays Tit For Tat if not.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      opening: 'DDCC',
    },
    (h, mind) => {
      if (h.turn === 4) mind.gullible = (h.other & 6) === 0;
      return mind.gullible ? 1 : h.last;
    },
    () => ({ gullible: false }),
  ),
  RemorsefulProber: historyStrategy(
    {
      name: 'Remorseful Prober',
      description:
        'Tit For Tat that defects on a cooperation with probability 0.1 and takes the answer to that as deserved.',
      source: 'Li et al. (2011)',
      memory: 2,
      stochastic: true,
    },
    (h, mind) => {
      if (h.turn === 0) return 0;
      if (h.last === 1) {
        if (!mind.probing) return 1;
        mind.probing = false;
        return 0;
      }
      mind.probing = h.stream.uniform() < 0.1;
      return mind.probing ? 1 : 0;
    },
    () => ({ probing: false }),
  ),
  Detective: historyStrategy(
    {
      name: 'Detective',
      description: 'C, D, C, C; plays Tit For Tat if the other defected meanwhile, and defects for ever if not.',
      source: 'Case, The Evolution of Trust (2017)',
      memory: Infinity,
      opening: 'CDCC',
    },
    (h, mind) => {
      if (h.turn === 4) mind.provoked = h.otherDefections > 0;
      return mind.provoked ? h.last : 1;
    },
    () => ({ provoked: false }),
  ),
  Handshake: historyStrategy(
    {
      name: 'Handshake',
      description: 'C, D; cooperates for ever with who opened so too, and defects on all others.',
      source: 'Robson (1990)',
      memory: Infinity,
      opening: 'CD',
    },
    (h, mind) => {
      if (h.turn === 2) mind.kin = (h.other & 3) === 1;
      return mind.kin ? 0 : 1;
    },
    () => ({ kin: false }),
  ),
  CollectiveStrategy: historyStrategy(
    {
      name: 'CollectiveStrategy',
      description: 'C, D; cooperates with who opened so too until it defects again, and defects on all others.',
      source: 'Li & Kendall (2009)',
      memory: Infinity,
      opening: 'CD',
    },
    (h, mind) => {
      if (h.turn === 2) mind.kin = (h.other & 3) === 1;
      return mind.kin && h.otherDefections <= 1 ? 0 : 1;
    },
    () => ({ kin: false }),
  ),
  GradualKiller: historyStrategy(
    {
      name: 'Gradual Killer',
      description: 'Five defections, two cooperations; defects for ever if the other defected in rounds 6 and 7.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      opening: 'DDDDDCC',
    },
    (h, mind) => {
      if (h.turn === 7) mind.defect = (h.other & 3) === 3 ? 1 : 0;
      return mind.defect;
    },
    (): { defect: 0 | 1 } => ({ defect: 0 }),
  ),
  DefectorHunter: historyStrategy(
    {
      name: 'Defector Hunter',
      description: 'Cooperates, but from round 5 on defects on who never cooperated.',
      source: 'Langner, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.turn >= 4 && h.otherCooperations === 0 ? 1 : 0),
  ),
  CooperatorHunter: historyStrategy(
    {
      name: 'Cooperator Hunter',
      description: 'Cooperates, but from round 5 on defects on who never defected.',
      source: 'Langner, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.turn >= 4 && h.otherDefections === 0 ? 1 : 0),
  ),
  AlternatorHunter: historyStrategy(
    {
      name: 'Alternator Hunter',
      description: 'Cooperates, but defects for ever on who alternated in the first six rounds.',
      source: 'Langner, Axelrod library',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn === 6 && ((h.other & 63) === 0b010101 || (h.other & 63) === 0b101010)) mind.found = 1;
      return mind.found;
    },
    (): { found: 0 | 1 } => ({ found: 0 }),
  ),
  RandomHunter: historyStrategy(
    {
      name: 'Random Hunter',
      description: 'Cooperates, but from round 12 on defects on whose answers to its moves look like coin tosses.',
      source: 'Langner, Axelrod library',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn > 1) {
        if ((h.own & 2) === 0 && h.last === 0) mind.cc++;
        if ((h.own & 2) !== 0 && h.last === 1) mind.dd++;
      }
      if (h.turn <= 10) return 0;
      const shares = [];
      if (h.ownCooperations > 5) shares.push(mind.cc / h.ownCooperations);
      if (h.ownDefections > 5) shares.push(mind.dd / h.ownDefections);
      return shares.length > 0 && shares.every((share) => Math.abs(share - 0.5) < 0.25) ? 1 : 0;
    },
    () => ({ cc: 0, dd: 0 }),
  ),
} as const satisfies Record<string, Strategy>;

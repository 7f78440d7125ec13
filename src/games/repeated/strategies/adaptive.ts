import { historyStrategy } from '../history.js';
import type { Strategy } from '../strategy.js';

/** Strategies that classify the other, learn, or let chance follow what they saw. */
export const adaptive = {
  Adaptive: historyStrategy(
    {
      name: 'Adaptive',
      description: 'Six cooperations, five defections, then the move that has earned more in all.',
      source: 'Li et al. (2011)',
      memory: Infinity,
      usesPayoffs: true,
    },
    (h, mind, { payoffs: { R, S, T, P } }) => {
      if (h.turn > 0) {
        if (h.ownLast === 0) mind.cooperating += h.last === 0 ? R : S;
        else mind.defecting += h.last === 0 ? T : P;
      }
      if (h.turn < 11) return h.turn < 6 ? 0 : 1;
      return mind.cooperating > mind.defecting ? 0 : 1;
    },
    () => ({ cooperating: 0, defecting: 0 }),
  ),
  APavlov2006: historyStrategy(
    {
      name: 'Adaptive Pavlov 2006',
      description: 'Tit For Tat for six rounds; classifies the other every six rounds and answers its class.',
      source: 'Li (2007)',
      memory: Infinity,
    },
    (h, mind) => {
      const { turn } = h;
      if (turn < 6) return h.last;
      if (turn % 6 === 0) {
        const six = h.other & 63;
        mind.kind =
          { 0: 'cooperative', 0b111111: 'defector', 0b101010: 'suspicious', 0b110110: 'pavlov' }[six] ??
          (mind.kind || 'random');
      }
      switch (mind.kind) {
        case 'suspicious':
          return turn % 6 <= 1 ? 0 : h.last;
        case 'pavlov':
          return turn % 6 === 0 ? 1 : 0;
        case 'cooperative':
          return h.last;
        default:
          return 1;
      }
    },
    () => ({ kind: '' }),
  ),
  APavlov2011: historyStrategy(
    {
      name: 'Adaptive Pavlov 2011',
      description: 'Tit For Tat for six rounds; classifies the other every six rounds by its defections.',
      source: 'Li et al. (2011)',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn < 6) return h.last;
      if (h.turn % 6 === 0) {
        const defections = h.recentDefections(6);
        if (defections === 0) mind.kind = 'cooperative';
        else if (defections === 3) mind.kind = 'suspicious';
        else if (defections >= 4) mind.kind = 'defector';
        else mind.kind ||= 'random';
      }
      if (mind.kind === 'cooperative') return h.last;
      if (mind.kind === 'suspicious') return (h.other & 3) === 3 ? 1 : 0;
      return 1;
    },
    () => ({ kind: '' }),
  ),
  RevisedDowning: historyStrategy(
    {
      name: 'Revised Downing',
      description:
        "Downing's rule, open-hearted: what pays best if the other cooperates as often as after C and D so far.",
      source: 'Downing, in Axelrod (1980b)',
      memory: Infinity,
    },
    (h, mind) => {
      if (h.turn === 0) return 0;
      if (h.turn > 1) {
        const kind = (h.own & 2) === 0 ? mind.afterC : mind.afterD;
        kind.rounds++;
        kind.cooperations += 1 - h.last;
      }
      const good = mind.afterC.rounds === 0 ? 1 : mind.afterC.cooperations / mind.afterC.rounds;
      const bad = mind.afterD.rounds === 0 ? 0 : mind.afterD.cooperations / mind.afterD.rounds;
      const cooperate = 6 * good - 8 * bad - 2;
      const alternate = 4 * good - 5 * bad - 1;
      if (cooperate >= 0 && cooperate >= alternate) return 0;
      return alternate >= 0 ? ((1 - h.ownLast) as 0 | 1) : 1;
    },
    () => ({ afterC: { rounds: 0, cooperations: 0 }, afterD: { rounds: 0, cooperations: 0 } }),
  ),
  MEM2: historyStrategy(
    {
      name: 'MEM2',
      description: 'Switches between Tit For Tat, Tit For 2 Tats and defection by the last two rounds.',
      source: 'Li & Kendall (2014)',
      memory: Infinity,
    },
    (h, mind) => {
      if (--mind.wait === 0 && mind.defector < 2) {
        mind.wait = 2;
        const [own, other] = [h.own & 3, h.other & 3];
        if (own === 0 && other === 0) mind.as = 'TFT';
        else if ((own === 1 && other === 2) || (own === 2 && other === 1)) mind.as = 'TF2T';
        else {
          mind.as = 'D';
          mind.defector++;
        }
      }
      if (mind.as === 'D') return 1;
      return mind.as === 'TFT' ? h.last : (h.other & 3) === 3 ? 1 : 0;
    },
    () => ({ as: 'TFT', wait: 3, defector: 0 }),
  ),
  ShortMem: historyStrategy(
    {
      name: 'ShortMem',
      description:
        'From round 12 on follows a clear majority of the last ten moves, and plays Tit For Tat without one.',
      source: 'Carvalho et al. (2013)',
      memory: Infinity,
    },
    (h) => {
      if (h.turn <= 10) return 0;
      const lead = 2 * h.recentDefections(10) - 10;
      return lead <= -3 ? 0 : lead >= 3 ? 1 : h.last;
    },
  ),
  VeryBad: historyStrategy(
    {
      name: 'VeryBad',
      description: 'Cooperates for three rounds, then follows the majority, and Tit For Tat in case of a tie.',
      source: 'Carvalho et al. (2013)',
      memory: Infinity,
      opening: 'CCC',
    },
    (h) => {
      const lead = 2 * h.otherDefections - h.turn;
      return lead === 0 ? h.last : lead < 0 ? 0 : 1;
    },
  ),
  AverageCopier: historyStrategy(
    {
      name: 'Average Copier',
      description: 'Cooperates as often as the other did so far; starts at random.',
      source: 'Palmer, Axelrod library',
      memory: Infinity,
      stochastic: true,
    },
    (h) => h.chance(h.turn === 0 ? 0.5 : h.otherCooperations / h.turn),
  ),
  NiceAverageCopier: historyStrategy(
    {
      name: 'Nice Average Copier',
      description: 'Cooperates as often as the other did so far; starts with a cooperation.',
      source: 'Campbell, Axelrod library',
      memory: Infinity,
      stochastic: true,
    },
    (h) => h.chance(h.turn === 0 ? 1 : h.otherCooperations / h.turn),
  ),
  Inverse: historyStrategy(
    {
      name: 'Inverse',
      description: "Defects with probability 1/k when the other's last defection lies k rounds back.",
      source: 'Langner, Axelrod library',
      memory: Infinity,
      stochastic: true,
    },
    (h, mind) => {
      if (h.turn === 0) return 0;
      mind.since = h.last === 1 ? 1 : mind.since + 1;
      return mind.since === Infinity ? 0 : h.chance(1 - 1 / mind.since);
    },
    () => ({ since: Infinity }),
  ),
  BetterAndBetter: historyStrategy(
    {
      name: 'Better and Better',
      description: 'Cooperates in round t with probability t/1000.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      stochastic: true,
    },
    (h) => h.chance((h.turn + 1) / 1000),
  ),
  WorseAndWorse: historyStrategy(
    {
      name: 'Worse and Worse',
      description: 'Defects in round t with probability t/1000.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      stochastic: true,
    },
    (h) => h.chance(1 - (h.turn + 1) / 1000),
  ),
  KnowledgeableWorseAndWorse: historyStrategy(
    {
      name: 'Knowledgeable Worse and Worse',
      description: 'Defects in round t of n with probability t/n.',
      source: 'Pohl, Axelrod library',
      memory: Infinity,
      stochastic: true,
      usesLength: true,
    },
    (h, _, { turns }) => h.chance(1 - (h.turn + 1) / turns),
  ),
  WorseAndWorse2: historyStrategy(
    {
      name: 'Worse and Worse 2',
      description: 'Tit For Tat for 20 rounds, then cooperates in round t with probability 20/t.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      stochastic: true,
    },
    (h) => (h.turn < 20 ? h.last : h.chance(20 / (h.turn + 1))),
  ),
  WorseAndWorse3: historyStrategy(
    {
      name: 'Worse and Worse 3',
      description: 'Defects as often as the other did so far; starts with a cooperation.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
      stochastic: true,
    },
    (h) => h.chance(h.turn === 0 ? 1 : 1 - h.otherDefections / h.turn),
  ),
  SelfSteem: historyStrategy(
    {
      name: 'SelfSteem',
      description:
        'Its mood is a sine of period 10: defects when high, cooperates when low, Tit For Tat or chance between.',
      source: 'Carvalho et al. (2013)',
      memory: Infinity,
      stochastic: true,
    },
    (h) => {
      const mood = Math.sin((2 * Math.PI * h.turn) / 10);
      if (mood > 0.95) return 1;
      if (Math.abs(mood) < 0.95 && Math.abs(mood) > 0.3) return h.last;
      return Math.abs(mood) < 0.3 ? h.chance(0.5) : 0;
    },
  ),
  AdaptorBrief: adaptor('AdaptorBrief', [0, -1.001505, 0.992107, -0.638734]),
  AdaptorLong: adaptor('AdaptorLong', [0, 1.888159, 1.858883, -0.995703]),
  BushMosteller: historyStrategy(
    {
      name: 'Bush Mosteller',
      description: 'Reinforces a move by how much its payoff exceeds a third of the highest one.',
      source: 'Izquierdo & Izquierdo (2008); Bush & Mosteller (1955)',
      memory: Infinity,
      stochastic: true,
      usesPayoffs: true,
    },
    (h, mind, { payoffs: { R, S, T, P } }) => {
      if (h.turn > 0) {
        const most = Math.max(R, S, T, P);
        const aspiration = Math.abs(most / 3);
        const stimulus = Math.max(-1, ([R, S, T, P][h.outcome] - aspiration) / Math.abs(most - aspiration));
        const p = mind.propensity[h.ownLast];
        mind.propensity[h.ownLast] += 0.5 * stimulus * (stimulus >= 0 ? 1 - p : p);
      }
      const [c, d] = mind.propensity;
      return h.chance(c / (c + d));
    },
    () => ({ propensity: [0.5, 0.5] }),
  ),
} as const satisfies Record<string, Strategy>;

/** Adds what the outcome is worth to its state, and cooperates (but for an error of 0.01) while that lies in [−1, 1). */
function adaptor(name: string, worth: readonly number[]): Strategy {
  return historyStrategy(
    {
      name,
      description: 'Adds a value for each outcome to its state and cooperates while that lies in [−1, 1).',
      source: 'Hauert & Stenull (2002)',
      memory: Infinity,
      stochastic: true,
    },
    (h, mind) => {
      if (h.turn > 0) mind.state += worth[h.outcome];
      return h.chance(mind.state >= -1 && mind.state < 1 ? 0.99 : 0.01);
    },
    () => ({ state: 0 }),
  );
}

import { randomStream } from '../../foundation/index.js';
import {
  balanceLedger,
  constantDonor,
  defector,
  DonorGame,
  donorCeiling,
  donorOutlook,
  donorSchedule,
  homogeneousSociety,
  punisher,
  randomDonor,
  scriptedDonor,
  standingDonor,
  type DonorRules,
  type DonorStrategy,
} from '../../games/index.js';
import type { Claim } from '../reproduction.js';

const exact = (claim: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'The game, exactly',
  kind: 'theory',
  ...claim,
});
const code = (claim: Omit<Claim, 'topic' | 'kind'>): Claim => ({ topic: 'Paper and code', kind: 'theory', ...claim });
const shares = [0.1, 0.25, 0.5, 0.75, 0.9, 1];
const multipliers = [1.5, 2, 3];
const kinds = ['strict', 'released'] as const;

export const gameClaims: readonly Claim[] = [
  exact({
    id: 'ceiling',
    where: 'setting',
    statement: 'The most that a society of twelve can end with is 30,720 units each',
    published: 30_720,
    tolerance: 1e-6,
    compute: () => donorCeiling(),
    why: 'Backward induction over the rounds, over all plans of all agents together.',
  }),
  exact({
    id: 'ceiling-formula',
    where: 'setting, multipliers 1.5, 2 and 3',
    statement: 'The ceiling is e·m^(R−1)·(1 + m)/2, and giving everything reaches it',
    published: null,
    compute: () =>
      Math.max(
        ...multipliers.flatMap((multiplier) => {
          const formula = (10 * multiplier ** 11 * (1 + multiplier)) / 2;
          return [donorCeiling({ multiplier }), homogeneousSociety(1, { multiplier }).mean].map((value) =>
            Math.abs(value / formula - 1),
          );
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest relative difference of the induction and of the played society from the formula: 1,081.22, 30,720 and 3,542,940.',
  }),
  exact({
    id: 'constant-shares',
    where: 'derived',
    statement: 'Where all give the share f, two rounds multiply the halves’ wealth by one matrix M',
    published: null,
    compute: () =>
      Math.max(
        ...shares.map((f) => {
          const [m, g] = [2, 1 - f];
          let [a, b] = [10, 10];
          for (let twice = 0; twice < 6; twice++) [a, b] = [(g + m * m * f * f) * a + m * f * b, m * f * g * a + g * b];
          return Math.abs(meanWealth(constantDonor(f)) / ((a + b) / 2) - 1);
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest relative difference between six powers of M and societies played agent by agent, f = 0.1 to 1.',
  }),
  exact({
    id: 'half-given',
    where: 'derived, f = ½',
    statement: 'Giving half ends with 393.90625 units each',
    published: 393.90625,
    tolerance: 1e-9,
    compute: () => meanWealth(constantDonor(0.5)),
    why: 'A fraction with a power of two below it, derived by hand; here agents play.',
  }),
  exact({
    id: 'growth',
    where: 'derived',
    statement: 'Any share given grows wealth in the long run, as m > 1: the larger eigenvalue of M exceeds 1',
    published: null,
    compute: () => Math.min(...Array.from({ length: 100 }, (_, i) => homogeneousSociety((i + 1) / 100).growth)),
    holds: (growth) => growth > 1,
    why: 'Smallest over f = 0.01 to 1. The characteristic polynomial at 1 is f²(1 − m²) < 0.',
  }),
  exact({
    id: 'defector-among-givers',
    where: 'derived, as-published schedule',
    statement: 'One defector in the first half, among eleven that give everything, ends with 20,470',
    published: 20_470,
    tolerance: 1e-9,
    compute: () => defectorsWealth(1)[0],
    why: '10 + 2·(10 + 20·…), by hand; here agents play one game.',
  }),
  exact({
    id: 'defector-among-halves',
    where: 'derived, as-published schedule',
    statement: 'The same among eleven that give half: 494.0625',
    published: 494.0625,
    tolerance: 1e-9,
    compute: () => defectorsWealth(0.5)[0],
    why: 'Derived by hand from the schedule; here agents play one game.',
  }),
  exact({
    id: 'one-defector-survives',
    where: 'selection',
    statement: 'Among unconditional givers a defector is always in the better half',
    published: null,
    compute: () => Math.min(...[0.1, 0.5, 1].map((f) => survivalAmong(constantDonor(f)))),
    holds: (survival) => survival === 1,
    why: 'Its probability of survival over all twelve seats, smallest of f = 0.1, ½ and 1; without reputation selection is for defection.',
  }),
  exact({
    id: 'books-balance',
    where: 'game',
    statement: 'The wealth of all changes by (m − 1)·gifts less what punishment costs and takes',
    published: null,
    compute: () => {
      const random = randomStream(3);
      const strategies = [randomDonor(), punisher({ punish: 0.3 }), defector(), standingDonor()];
      const games = new DonorGame({ mechanism: 'punish' }).play(
        Array.from({ length: 12 }, (_, seat) => ({ ...seated(seat), agent: scriptedDonor(strategies[seat % 4]) })),
        { random },
      );
      return Math.max(...games.map((record) => Math.abs(balanceLedger(record).gap)));
    },
    holds: (gap) => gap < 1e-13,
    why: 'Relative difference between the ledger and the agents’ wealth in a society of random donors, punishers, defectors and judges.',
  }),
  exact({
    id: 'twice-is-fair',
    where: 'setting, two games with roles reversed',
    statement: 'Over both games all seats end alike where all give the same share',
    published: null,
    compute: () =>
      Math.max(
        ...kinds.flatMap((schedule) => {
          const [one, two] = play(
            Array.from({ length: 12 }, () => constantDonor(0.5)),
            { schedule },
          );
          const sums = one.wealth.map((units, seat) => units + two.wealth[seat]);
          return [Math.max(...sums) / Math.min(...sums) - 1];
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest relative difference between seats, both schedules. It needs both games to count: see the scoring of the code.',
  }),
  code({
    id: 'roles-alternate',
    where: 'rules told to agents: a donor is recipient in the next round',
    statement: 'Roles alternate from every round to the next, in the released schedule',
    published: 1,
    tolerance: 1e-9,
    compute: () => alternating('released'),
    why: 'The released code plays the first six rounds, then the same six with roles swapped: the half that donates in round 6 donates again in round 7. Ten of eleven changes alternate. Polity’s schedule `strict` does not have this.',
    expected: 'fails',
  }),
  code({
    id: 'roles-alternate-strict',
    where: 'rules told to agents: a donor is recipient in the next round',
    statement: 'Roles alternate from every round to the next, in the corrected schedule',
    published: 1,
    tolerance: 1e-9,
    compute: () => alternating('strict'),
    why: 'The pairs of the second half are moved on by one, so that still nobody gives to the same agent twice.',
  }),
  code({
    id: 'no-pair-repeats',
    where: 'setting',
    statement: 'In both schedules each of the 72 ordered pairs of the two halves meets exactly once',
    published: 72,
    tolerance: 0.1,
    compute: () => Math.min(...kinds.map(orderedPairs)),
    why: 'Counted. Agents of the same half never meet, and a pair meets twice, with roles swapped.',
  }),
  code({
    id: 'released-ceiling',
    where: 'released schedule',
    statement: 'With the released schedule the stated maximum of 30,720 cannot be reached',
    published: 30_720,
    tolerance: 1e-6,
    compute: () => donorCeiling({ schedule: 'released' }),
    why: 'Donating twice running wastes a doubling: no plan gets beyond 15,360, and a run that ends there is at its ceiling.',
    expected: 'fails',
  }),
  code({
    id: 'released-ceiling-ten',
    where: 'released schedule, N = 10',
    statement: 'With halves of odd size the released schedule loses nothing',
    published: null,
    compute: () => donorCeiling({ agents: 10, schedule: 'released' }) / donorCeiling({ agents: 10 }),
    holds: (ratio) => Math.abs(ratio - 1) < 1e-12,
    why: 'The fault needs an even N/2; the paper’s twelve have it.',
  }),
  code({
    id: 'empty-hands-published',
    where: 'released code, punishment',
    statement: 'Punishment leaves a defector poorer than those who punish it, as published',
    published: null,
    compute: () => punishedRatio('full'),
    holds: (ratio) => ratio < 1,
    why: 'The code shows a donor without units as one that gave 100 %. Who is punished to nothing has a perfect reputation from then on: among eleven standing donors that spend a tenth on punishing, the defector ends with more than twice their units.',
    expected: 'fails',
  }),
  code({
    id: 'empty-hands',
    where: 'punishment',
    statement: 'Punishment leaves a defector poorer than those who punish it, where empty hands make no reputation',
    published: null,
    compute: () => punishedRatio('unseen'),
    holds: (ratio) => ratio < 1,
    why: 'Units of the defector over those of a resident; exact over all seats.',
  }),
];

const seated = (seat: number) => ({ name: `seat ${seat}`, strategy: '' });

function play(strategies: readonly DonorStrategy[], rules: DonorRules) {
  return new DonorGame(rules).play(
    strategies.map((strategy, seat) => ({ ...seated(seat), agent: scriptedDonor(strategy) })),
  );
}

function meanWealth(strategy: DonorStrategy): number {
  const [{ wealth }] = play(
    Array.from({ length: 12 }, () => strategy),
    {},
  );
  return wealth.reduce((sum, units) => sum + units / 12, 0);
}

/** Units at each seat in one game of the released schedule, with a defector at seat 0. */
function defectorsWealth(fraction: number): Float64Array {
  const strategies = Array.from({ length: 12 }, (_, seat) => (seat === 0 ? defector() : constantDonor(fraction)));
  return play(strategies, { schedule: 'released', twice: false })[0].wealth;
}

/** Survival of one defector among eleven. */
export function survivalAmong(strategy: DonorStrategy): number {
  return donorOutlook([
    { strategy: defector(), count: 1 },
    { strategy, count: 11 },
  ])[0].survival;
}

function alternating(kind: (typeof kinds)[number]): number {
  const { donors, pairs, rounds } = donorSchedule({ agents: 12, kind });
  let changes = 0;
  for (let round = 1; round < rounds; round++) {
    const donates = (r: number) => donors[r * pairs] < pairs;
    changes += Number(donates(round) !== donates(round - 1));
  }
  return changes / (rounds - 1);
}

function orderedPairs(kind: (typeof kinds)[number]): number {
  const { donors, recipients } = donorSchedule({ agents: 12, kind });
  return new Set(Array.from(donors, (donor, at) => `${donor} ${recipients[at]}`)).size;
}

function punishedRatio(emptyHands: 'unseen' | 'full'): number {
  const [one, resident] = donorOutlook(
    [
      { strategy: defector(), count: 1 },
      { strategy: { ...standingDonor(), punish: 0.1 }, count: 11 },
    ],
    { mechanism: 'punish', emptyHands },
  );
  return one.wealth / resident.wealth;
}

import { cyclePlayer, playRepeatedGame } from '../../agents/index.js';
import { correlatedEquilibrium, nashEquilibria, type OrdinalFamily, type OrdinalGame } from '../../games/index.js';
import type { Claim } from '../reproduction.js';
import { gameList, games } from './data.js';

const theory = (claim: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'What game theory says of these games',
  kind: 'theory',
  ...claim,
});

const standard = 'Standard theory of the two games';

const mixedOf = () => {
  const { equilibria } = nashEquilibria(games.BoS);
  return equilibria.find(({ row }) => row[0] > 0 && row[0] < 1)!;
};

const isMixed = ({ row }: { readonly row: Float64Array }) => row.some((p) => p > 0 && p < 1);

/** Games by how many pure and mixed equilibria they have. */
function census(list: readonly OrdinalGame[], pure: number, mixed: number): number {
  return list.filter(
    ({ equilibria, pureEquilibria }) => pureEquilibria === pure && equilibria.filter(isMixed).length === mixed,
  ).length;
}

const families: readonly (readonly [OrdinalFamily, number])[] = [
  ['biased', 44],
  ['win-win', 36],
  ['unfair', 19],
  ['cyclic', 18],
  ['second best', 12],
  ['tragic', 8],
  ['PD family', 7],
];

export const theoryClaims: readonly Claim[] = [
  theory({
    id: 'dilemma-has-one-equilibrium',
    where: standard,
    statement: 'The only equilibrium of the Prisoner’s Dilemma is that both choose F',
    published: 1,
    tolerance: 0.5,
    compute: () => {
      const { equilibria } = nashEquilibria(games.PD);
      const points = equilibria.map(({ payoffs }) => Array.from(payoffs).join(' and ')).join('; ');
      return { value: equilibria.length * equilibria[0].row[1] * equilibria[0].column[1], detail: `points ${points}` };
    },
    why: 'The number of equilibria, times the probability that both choose F.',
  }),
  theory({
    id: 'alternation-value',
    where: standard,
    statement: 'Taking turns in the Battle of the Sexes is worth 8.5 a round to each',
    published: 8.5,
    tolerance: 1e-12,
    compute: async () => {
      const turns = cyclePlayer('takes turns', [0, 1]);
      const { totals } = await playRepeatedGame(games.BoS, [turns, turns]);
      return {
        value: Math.min(...totals) / 10,
        detail: 'ten rounds between two players that take turns; the smaller total',
      };
    },
    why: '(10 + 7)/2.',
  }),
  theory({
    id: 'mixed-equilibrium-value',
    where: standard,
    statement: 'The mixed equilibrium is worth 70/17 to each',
    published: 70 / 17,
    tolerance: 1e-9,
    compute: () => mixedOf().payoffs[0],
    why: 'Each makes the other indifferent: 10q = 7(1 − q).',
  }),
  theory({
    id: 'mixed-equilibrium-coordination',
    where: standard,
    statement: 'and players meet in it with probability 140/289',
    published: 140 / 289,
    tolerance: 1e-9,
    compute: () => {
      const { row, column } = mixedOf();
      return row[0] * column[0] + row[1] * column[1];
    },
    why: 'Less than the half that GPT-4 reaches against the alternating player by insisting.',
  }),
  theory({
    id: 'best-correlated-equilibrium',
    where: standard,
    statement: 'No correlated equilibrium is worth more to both together than taking turns',
    published: 17,
    tolerance: 1e-7,
    compute: async () => (await correlatedEquilibrium(games.BoS)).welfare,
    why: 'The linear program of the largest sum: all weight on the two outcomes in which players meet, 8.5 each when they weigh the same.',
  }),
  theory({
    id: 'worst-correlated-equilibrium',
    where: standard,
    statement: 'The worst correlated equilibrium is the mixed one',
    published: 140 / 17,
    tolerance: 1e-7,
    compute: async () => (await correlatedEquilibrium(games.BoS, { objective: 'leastWelfare' })).welfare,
    why: 'The linear program of the smallest sum.',
  }),
  theory({
    id: 'games-are-distinct',
    where: 'Section “Analysing behaviour across families of games”',
    statement: 'The list of 2 × 2 games without ties has 144 different games',
    published: 144,
    tolerance: 0.5,
    compute: () => new Set(gameList('corrected').map(({ game }) => canonicalKey(game.payoffs))).size,
    why: 'Counted up to the order of each player’s options, from the corrected list.',
  }),
  theory({
    id: 'list-as-run-has-ties',
    where: 'Public code, list of games',
    statement: 'The list that the experiments were run with has no ties either',
    published: 0,
    tolerance: 0.5,
    compute: () =>
      gameList('asPublished').filter(({ game }) => game.payoffs.some((ranks) => new Set(ranks).size < 4)).length,
    why: 'Fifteen games of the published list repeat a rank: in games 17 to 24 player 1’s first cell is 3 in place of 2, in games 58, 59, 60, 83, 84, 95 and 96 player 2’s last cell repeats another. Models played these.',
    expected: 'fails',
  }),
  ...families.map(([family, count]) =>
    theory({
      id: `family-${family.toLowerCase().replaceAll(' ', '-')}`,
      where: 'Public code, list of games',
      statement: `${family[0].toUpperCase()}${family.slice(1)} games`,
      published: count,
      tolerance: 0.5,
      compute: () => gameList('corrected').filter((game) => game.family === family).length,
      why: 'Families follow from equilibria and ranks; the count of the published list is of its labels.',
    }),
  ),
  ...(
    [
      [1, 0, 108],
      [2, 1, 18],
      [0, 1, 18],
    ] as const
  ).map(([pure, mixed, count]) =>
    theory({
      id: `census-${pure}-pure-${mixed}-mixed`,
      where: 'Rapoport & Guyer 1966; every game solved',
      statement: `Games with ${pure} pure and ${mixed} mixed equilibria`,
      published: count,
      tolerance: 0.5,
      compute: () => census(gameList('corrected'), pure, mixed),
      why: 'All equilibria of all 144 games by support enumeration.',
    }),
  ),
];

/** The same game whatever the order of each player's options. */
function canonicalKey(payoffs: readonly Float64Array[]): string {
  const orders = [[0, 1, 2, 3], [2, 3, 0, 1], [1, 0, 3, 2], [3, 2, 1, 0]]; // prettier-ignore
  return orders.map((order) => payoffs.map((ranks) => order.map((at) => ranks[at]).join('')).join()).sort()[0];
}

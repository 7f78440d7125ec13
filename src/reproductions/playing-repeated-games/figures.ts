import {
  benchScores,
  coordinationShare,
  cyclePlayer,
  familyScoresFigure,
  optionShare,
  pairSharesFigure,
  regretMatchingPlayer,
  runRepeatedGameBench,
  strategyPlayer,
  type BenchScore,
  type PairShare,
} from '../../agents/index.js';
import { decimal } from '../../figures/index.js';
import { strategies } from '../../games/index.js';
import type { ReproducedFigure } from '../reproduction.js';
import { differencesFigure, partsFigure, twoValuesFigure } from './comparison-figures.js';
import { allRounds, gameList, printedScores, type CloseGame } from './data.js';
import { shareOfRounds } from './people.js';
import { recomputed, tableFamilies } from './sweep.js';
import { testOf } from './two-games.js';

const source = 'Akata, Schulz, Coda-Forno, Oh, Bethge & Schulz, arXiv 2305.16867; public data, recomputed';

/** A share of rounds for every ordered pair of a game. */
async function pairShares(game: CloseGame, shareOf: typeof coordinationShare): Promise<readonly PairShare[]> {
  const pairs = new Map<string, { first: string; second: string; own: number[]; other: number[] }>();
  for (const { game: of, players, options } of await allRounds()) {
    if (of !== game) continue;
    const key = players.join('\n');
    const pair = pairs.get(key) ?? { first: players[0], second: players[1], own: [], other: [] };
    pairs.set(key, pair);
    pair.own.push(options[0]);
    pair.other.push(options[1]);
  }
  return Array.from(pairs.values(), (pair) => ({
    first: pair.first,
    second: pair.second,
    share: shareOf([pair]).share,
  }));
}

/** Scripted and learning players in all 144 games, by family. */
async function scriptedFamilyScores(): Promise<readonly BenchScore[]> {
  const { TitForTat, Grudger, WinStayLoseShift, Random } = strategies;
  const { matches } = await runRepeatedGameBench({
    games: gameList('corrected').map(({ number, family, game }) => ({ name: String(number), family, game })),
    agents: [
      cyclePlayer('Option 1', [0]),
      cyclePlayer('Option 2', [1]),
      cyclePlayer('Alternates', [0, 1]),
      ...[TitForTat, Grudger, WinStayLoseShift, Random].map(strategyPlayer),
      regretMatchingPlayer(),
    ],
    seed: 1,
  });
  return benchScores(matches);
}

const shared = ['llama-2', 'claude-2', 'davinci-003', 'gpt-4'] as const;

export const playingRepeatedGamesFigures: readonly ReproducedFigure[] = [
  {
    id: 'defection',
    where: 'Figure 3',
    finding: 'Claude 2 defects most of all models; GPT-4 defects for good once it has been defected against',
    figure: async () =>
      pairSharesFigure(await pairShares('PD', (matches) => optionShare(matches, 1)), {
        verb: 'defects',
        value: 'rounds in which player 1 defects',
        subtitle: 'Prisoner’s Dilemma (8, 0, 10, 5), ten rounds a pair; per cent of rounds',
        source,
      }),
  },
  {
    id: 'coordination',
    where: 'Figure 5',
    finding: 'GPT-4 meets the alternating player in half of the rounds, GPT-4 that predicts first in eight of ten',
    figure: async () =>
      pairSharesFigure(await pairShares('BoS', coordinationShare), {
        verb: 'meets the other',
        value: 'rounds in which both choose the same',
        subtitle: 'Battle of the Sexes (10 and 7), ten rounds a pair; per cent of rounds',
        source,
      }),
  },
  {
    id: 'tests-both-ways',
    where: 'Sections “Prisoner’s Dilemma” and “Battle of the Sexes”',
    finding: 'GPT-4’s lead in the Battle of the Sexes disappears when both seats count alike',
    figure: async () => {
      const rows = await Promise.all(
        (['PD', 'BoS'] as const).flatMap((game) =>
          [true, false].map(async (asPublished) => {
            const { estimate, interval } = await testOf(game, { asPublished });
            const label = `${game}, ${asPublished ? 'rounds as published' : 'all rounds of both seats'}`;
            return { label, estimate, lower: interval.lower, upper: interval.upper };
          }),
        ),
      );
      const lost = rows.filter(({ lower }, i) => i % 2 === 1 && lower <= 0 && rows[i - 1].lower > 0);
      return differencesFigure(rows, {
        title:
          lost.length === 0
            ? 'GPT-4’s lead does not hang on which rounds are counted'
            : `GPT-4’s lead is lost in ${lost.map(({ label }) => label.split(',')[0]).join(' and ')} when all rounds of both seats count`,
        subtitle:
          'Points of GPT-4 in a round less those of all other players; Welch’s 95 % intervals, rounds taken as independent',
        description: rows.map(({ label, estimate }) => `${label}: ${decimal(estimate)}`).join('; '),
        axis: 'difference, points a round',
        source,
      });
    },
  },
  {
    id: 'table-1',
    where: 'Table 1',
    finding: 'Table 1 does not follow from the published rounds',
    figure: async () => {
      const printed = (await printedScores()).filter(
        ({ model, family }) => (shared as readonly string[]).includes(model) && family !== 'overall',
      );
      const rows = await Promise.all(
        printed.map(async ({ model, family, score }) => ({
          panel: model,
          label: family,
          before: score,
          after: await recomputed(model, family),
        })),
      );
      const agree = rows.filter(({ before, after }) => Math.abs(before - after) <= 0.0005).length;
      rows.sort((a, b) => shared.indexOf(a.panel as 'gpt-4') - shared.indexOf(b.panel as 'gpt-4'));
      return twoValuesFigure(rows, {
        title: `${agree} of ${rows.length} printed scores follow from the published rounds`,
        subtitle: 'Mean score of a model in a family of games, both seats, all opponents',
        description: `Printed and recomputed scores of ${shared.join(', ')} in ${tableFamilies.join(', ')}.`,
        axis: 'points, share of the most',
        before: 'printed',
        after: 'recomputed',
        source,
      });
    },
  },
  {
    id: 'seats',
    where: 'Public code, prompt of the sweep',
    finding: 'All models score less as player 2, who was told a wrong game',
    figure: async () => {
      const rows = await Promise.all(
        [...shared, 'claude-1'].map(async (model) => ({
          panel: 'all games',
          label: model,
          before: await recomputed(model, 'overall', ({ seat }) => seat === 1),
          after: await recomputed(model, 'overall', ({ seat }) => seat === 0),
        })),
      );
      const worse = rows.filter(({ before, after }) => before < after).length;
      return twoValuesFigure(rows, {
        title: `${worse === rows.length ? `All ${worse}` : `${worse} of ${rows.length}`} models score less as player 2, who was told a wrong game`,
        subtitle:
          'Mean score over 144 games and all opponents; the list holds every game with the players exchanged as well',
        description: rows
          .map(({ label, before, after }) => `${label}: ${decimal(after)} as player 1, ${decimal(before)} as player 2`)
          .join('; '),
        axis: 'points, share of the most',
        before: 'as player 2',
        after: 'as player 1',
        source,
      });
    },
  },
  {
    id: 'people-outcomes',
    where: 'Figure 6 f',
    finding: 'Joint defection of people and GPT-4 rose with predicting first, joint cooperation did not',
    figure: async () => {
      const outcomes = [
        [8, 'both cooperate (8 each)'],
        [5, 'both defect (5 each)'],
        [10, 'person defects (10)'],
        [0, 'GPT-4 defects (0)'],
      ] as const;
      const rows = await Promise.all(
        (['base', 'SCoT'] as const).flatMap((opponent) =>
          outcomes.map(async ([points, part]) => ({
            whole: opponent === 'base' ? 'GPT-4' : 'GPT-4 that predicts first',
            part,
            share: await shareOfRounds('PD', opponent, (round) => round.points === points),
          })),
        ),
      );
      const change = (k: number) => rows[k + 4].share - rows[k].share;
      const moved = (k: number) =>
        `${change(k) > 0 ? 'more' : 'less'} often (${decimal(100 * rows[k].share, 1)} → ${decimal(100 * rows[k + 4].share, 1)} %)`;
      return partsFigure(rows, {
        title: `Against GPT-4 that predicts first both defect ${moved(1)}, both cooperate ${moved(0)}`,
        subtitle:
          'Prisoner’s Dilemma, 97 and 98 people, ten rounds each; the paper’s “joint cooperation” counts rounds with 5 points',
        description: rows.map(({ whole, part, share }) => `${whole}, ${part}: ${decimal(share)}`).join('; '),
        axis: 'rounds, per cent',
        source,
      });
    },
  },
  {
    id: 'scripted-families',
    where: 'Table 1, for players that are known',
    finding: 'No scripted player is best in all families; regret matching leads in three of seven',
    figure: async () =>
      familyScoresFigure(await scriptedFamilyScores(), {
        subtitle:
          'Eight scripted and learning players, all pairs in both seats, all 144 games, ten rounds; per cent of the most',
        source: 'Polity, repeated-game bench; families after Robinson & Goforth and Akata et al.',
      }),
  },
];

import { StrategicGame, type OrdinalGame } from '../../games/index.js';
import { pairedTTest } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';
import { gameList, mean, printedScores, sweepScores, type SweepScore } from './data.js';

const sweep = (claim: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Five models in 144 games',
  kind: 'dataset',
  ...claim,
});

/** Families of Table 1; the paper leaves the tragic games out. */
export const tableFamilies = ['second best', 'biased', 'cyclic', 'unfair', 'PD family', 'win-win'] as const;

/** Models that are both in Table 1 and in the published data. */
const shared = ['llama-2', 'claude-2', 'davinci-003', 'gpt-4'] as const;

/** The family of a game by its number. */
export const familyOf = (game: number): string => gameList('corrected')[game - 1].family;

/** The mean score of a model in a family or overall, recomputed from the published rounds. */
export async function recomputed(
  model: string,
  family: string,
  keep: (score: SweepScore) => boolean = () => true,
): Promise<number> {
  const scores = (await sweepScores()).filter(
    (score) => score.model === model && (family === 'overall' || familyOf(score.game) === family) && keep(score),
  );
  return mean(scores.map(({ score }) => score));
}

async function printed(model: string, family: string): Promise<number> {
  return (await printedScores()).find((cell) => cell.model === model && cell.family === family)!.score;
}

/** What player 2 was told: in the prompt of the sweep the outcomes in which the options differ change places. */
function toldToSecond({ game }: OrdinalGame): StrategicGame {
  return new StrategicGame(game.shape, game.payoffs.map(([a, b, c, d]) => [a, c, b, d])); // prettier-ignore
}

/** The option of player 2 that is better whatever the other does, or -1. */
function dominantOption({ payoffs: [, [a, b, c, d]] }: StrategicGame): number {
  if (a > b && c > d) return 0;
  return a < b && c < d ? 1 : -1;
}

/** Games of a family in which player 2 had a dominant option but was told of another one, or of none. */
function misled(family?: string): number {
  return gameList('asPublished').filter(
    (game) =>
      (family === undefined || game.family === family) &&
      dominantOption(game.game) >= 0 &&
      dominantOption(toldToSecond(game)) !== dominantOption(game.game),
  ).length;
}

const overall = [0.697, 0.814, 0.839, 0.854];

const unmatched =
  'Table 1 cannot be had from the published rounds, whether scores are divided by the largest points won or by the largest payoff, and whether both seats are averaged or one. The table in this report is the recomputed one; both are in the figure.';

export const sweepClaims: readonly Claim[] = [
  ...shared.map((model, i) =>
    sweep({
      id: `table-overall-${model}`,
      where: 'Table 1',
      statement: `Overall score of ${model}`,
      published: overall[i],
      tolerance: 0.0005,
      compute: () => recomputed(model, 'overall'),
      why: unmatched,
      expected: 'fails',
    }),
  ),
  ...shared.map((model) =>
    sweep({
      id: `table-column-${model}`,
      where: 'Table 1',
      statement: `The six scores of ${model} follow from the published rounds`,
      published: null,
      compute: async () => {
        const cells = await Promise.all(
          tableFamilies.map(async (family) => ({
            family,
            printed: await printed(model, family),
            computed: await recomputed(model, family),
          })),
        );
        return {
          value: Math.max(...cells.map((cell) => Math.abs(cell.computed - cell.printed))),
          detail: cells.map((cell) => `${cell.family} ${cell.printed} → ${cell.computed.toFixed(3)}`).join(', '),
        };
      },
      holds: (difference) => difference <= 0.0005,
      why: `The largest difference from the printed column, and all six cells. ${unmatched}`,
      expected: 'fails',
    }),
  ),
  sweep({
    id: 'davinci-002-is-in-the-data',
    where: 'Table 1',
    statement: 'davinci-002, a column of the table, is in the published rounds',
    published: null,
    compute: async () => (await sweepScores()).filter(({ model }) => model === 'davinci-002').length,
    holds: (seats) => seats > 0,
    why: 'The files hold Claude 1 in its place, which is not in the table.',
    expected: 'fails',
  }),
  sweep({
    id: 'gpt4-is-best-overall',
    where: 'Table 1',
    statement: 'GPT-4 scores best of all models overall',
    published: null,
    compute: async () => {
      const others = await Promise.all(
        ['llama-2', 'claude-2', 'claude-1', 'davinci-003'].map(async (model) => ({
          model,
          score: await recomputed(model, 'overall'),
        })),
      );
      const best = others.reduce((a, b) => (b.score > a.score ? b : a));
      const own = await recomputed('gpt-4', 'overall');
      return { value: own - best.score, detail: `gpt-4 ${own.toFixed(3)}, ${best.model} ${best.score.toFixed(3)}` };
    },
    holds: (lead) => lead > 0,
    why: 'GPT-4 less the best other model, recomputed. As player 1 alone, whose prompt was right, Claude 2 is ahead as well.',
    expected: 'fails',
  }),
  sweep({
    id: 'win-win-is-easiest',
    where: 'Table 1',
    statement: 'Every model does best where both can have their best outcome',
    published: null,
    compute: async () => {
      const leads = await Promise.all(
        [...shared, 'claude-1'].map(async (model) => {
          const rest = await Promise.all(tableFamilies.slice(0, 5).map((family) => recomputed(model, family)));
          return (await recomputed(model, 'win-win')) - Math.max(...rest);
        }),
      );
      return Math.min(...leads);
    },
    holds: (lead) => lead > 0,
    why: 'Win-win less the next best family, for the model in which that is least.',
  }),
  sweep({
    id: 'seats-are-alike',
    where: 'Public data, 144 games',
    statement: 'It makes no difference whether a model is player 1 or player 2',
    published: null,
    compute: async () => {
      const scores = await sweepScores();
      const bySeat = ([0, 1] as const).map((seat) =>
        gameList('corrected').map(({ number }) =>
          mean(scores.filter((s) => s.seat === seat && s.game === number).map(({ score }) => score)),
        ),
      );
      const { pValue, estimate, interval } = pairedTTest(bySeat[0], bySeat[1]);
      return {
        value: pValue,
        detail: `player 1 less player 2: ${estimate.toFixed(3)}, 95 % interval ${interval.lower.toFixed(3)} to ${interval.upper.toFixed(3)}`,
      };
    },
    holds: (p) => p > 0.05,
    why: 'Every game of the list is there with the players exchanged, so that seats can differ only by what players were told. Player 2 was told a wrong game; paired t test over games.',
    expected: 'fails',
  }),
  sweep({
    id: 'second-player-was-told-the-game',
    where: 'Public code, prompt of the sweep',
    statement: 'Player 2 was told the game that was played',
    published: 0,
    tolerance: 0.5,
    compute: () =>
      gameList('asPublished').filter((game) =>
        game.game.payoffs.some((payoffs, p) =>
          payoffs.some((payoff, at) => payoff !== toldToSecond(game).payoffs[p][at]),
        ),
      ).length,
    why: 'The lines for player 2 that describe different options give the payoffs of the opposite cell. Counted: games in which a payoff it was told is wrong. The prompts of the two games that are looked at closely are right.',
    expected: 'fails',
  }),
  sweep({
    id: 'second-player-was-not-misled',
    where: 'Public code, prompt of the sweep',
    statement: 'Player 2 was not told that its dominant option is none',
    published: 0,
    tolerance: 0.5,
    compute: () => ({ value: misled(), detail: `of these ${misled('PD family')} of the 7 of the PD family` }),
    why: 'Games in which player 2 has an option that is better whatever the other does, but in the game that it was told another one is, or none. In game 67, the Prisoner’s Dilemma, it was told that cooperating is best whatever the other does.',
    expected: 'fails',
  }),
];

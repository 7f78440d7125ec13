import {
  coordinationShare,
  cyclePlayer,
  openingPlayer,
  playRepeatedGame,
  unforgivingness,
} from '../../agents/index.js';
import { cohensD, jzsBayesFactor, twoSampleTTest, welchTTest, type TTest } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';
import { allRounds, games, mean, optionsOf, pointsOf, roundsOf, type CloseGame } from './data.js';

const dilemma = (claim: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Prisoner’s Dilemma among models and scripts',
  kind: 'dataset',
  ...claim,
});

const battle = (claim: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Battle of the Sexes among models and scripts',
  kind: 'dataset',
  ...claim,
});

const where = { PD: 'Section “Prisoner’s Dilemma”', BoS: 'Section “Battle of the Sexes”' } as const;

/** Welch's test of what GPT-4 wins in a round against what everybody else wins. */
export async function testOf(game: CloseGame, options: { readonly asPublished?: boolean } = {}): Promise<TTest> {
  const { gpt4, others } = await pointsOf(game, options);
  return welchTTest(gpt4, others);
}

const asPublished = { asPublished: true };

/** The numbers of a published test, and what becomes of it when both seats are treated alike. */
function testClaims(
  game: CloseGame,
  make: (claim: Omit<Claim, 'topic' | 'kind'>) => Claim,
  printed: { readonly gpt4: number; readonly others: number; readonly t: number; readonly degrees: number },
): Claim[] {
  const id = game.toLowerCase();
  const rounds =
    'All ten rounds where the player is player 1, the last round only where it is player 2: as the published script has it.';
  return [
    make({
      id: `${id}-mean-gpt4`,
      where: where[game],
      statement: 'Points of GPT-4 in a round',
      published: printed.gpt4,
      tolerance: 0.00005,
      compute: async () => mean((await pointsOf(game, asPublished)).gpt4),
      why: rounds,
    }),
    make({
      id: `${id}-mean-others`,
      where: where[game],
      statement: 'Points of all other players in a round',
      published: printed.others,
      tolerance: 0.00005,
      compute: async () => mean((await pointsOf(game, asPublished)).others),
      why: rounds,
    }),
    make({
      id: `${id}-welch-t`,
      where: where[game],
      statement: 'Welch’s t of GPT-4 against all other players',
      published: printed.t,
      tolerance: 0.00005,
      compute: async () => (await testOf(game, asPublished)).statistic,
      why: rounds,
    }),
    make({
      id: `${id}-welch-degrees`,
      where: where[game],
      statement: 'and its degrees of freedom',
      published: printed.degrees,
      tolerance: 0.005,
      compute: async () => (await testOf(game, asPublished)).degrees,
      why: 'Satterthwaite.',
    }),
  ];
}

const sameSeats = (game: CloseGame) => async () => {
  const [all, published] = [await testOf(game), await testOf(game, asPublished)];
  return {
    value: all.pValue,
    detail: `all rounds of both seats: t(${all.degrees.toFixed(2)}) = ${all.statistic.toFixed(3)}, p = ${significance(all.pValue)}; as published: t(${published.degrees.toFixed(2)}) = ${published.statistic.toFixed(3)}, p = ${significance(published.pValue)}`,
  };
};

const significance = (p: number) => (p < 0.0001 ? p.toExponential(1) : p.toFixed(4));

/** The Bayes factor that goes with the test. */
const factorClaim = (game: CloseGame): Omit<Claim, 'topic' | 'kind'> => ({
  id: `${game.toLowerCase()}-bayes-factor`,
  where: where[game],
  statement: 'The Bayes factor is on the side of a difference',
  published: null,
  compute: async () => {
    const [published, all] = await Promise.all(
      [asPublished, {}].map(async (which) => {
        const { gpt4, others } = await pointsOf(game, which);
        const { statistic } = twoSampleTTest(gpt4, others);
        return jzsBayesFactor(statistic, { n: gpt4.length, secondN: others.length }).bayesFactor;
      }),
    );
    return { value: published, detail: `with all rounds of both seats ${all.toPrecision(3)}` };
  },
  holds: (factor) => factor > 1,
  why: 'JZS Bayes factor of the pooled t, two-sided, Cauchy scale √2/2, rounds as published.',
});

const opponents = [
  ['gpt-4', 80],
  ['davinci-003', 83],
  ['davinci-002', 80],
  ['always J', 80],
  ['always F', 45],
  ['defects once', 90],
  ['claude-2', 43],
  ['llama-2', 80],
] as const;

export const dilemmaClaims: readonly Claim[] = [
  dilemma({
    id: 'points-follow-from-options',
    where: 'Public data, both games',
    statement: 'The points of all 1450 rounds follow from the options and the payoffs',
    published: 0,
    tolerance: 0.5,
    compute: async () => {
      const wrong = (await allRounds()).filter(({ game, options, points }) => {
        const due = games[game].payoff(options);
        return due[0] !== points[0] || due[1] !== points[1];
      });
      return wrong.length;
    },
    why: 'The number of rounds in which either player was paid anything else. No reply was illegal.',
  }),
  dilemma({
    id: 'scripted-players-keep-to-their-scripts',
    where: 'Public data, both games',
    statement: 'The scripted players do what Polity’s do',
    published: 0,
    tolerance: 0.5,
    compute: async () => {
      let different = 0;
      for (const [game, name, options] of [
        ['PD', 'always J', [0]],
        ['PD', 'always F', [1]],
        ['BoS', 'always J', [0]],
        ['BoS', 'always F', [1]],
        ['BoS', 'alternates', [1, 0]],
      ] as const) {
        const match = await playRepeatedGame(games[game], [cyclePlayer(name, options), cyclePlayer('other', [0])]);
        const own = match.rounds.map((round) => round.options[0]);
        for (const row of await allRounds()) {
          if (row.game === game && row.players[0] === name) different += Number(own[row.round - 1] !== row.options[0]);
        }
      }
      const once = openingPlayer('defects once', [1, 0]);
      const { rounds } = await playRepeatedGame(games.PD, [once, cyclePlayer('other', [0])]);
      for (const row of await allRounds()) {
        if (row.players[0] !== 'defects once') continue;
        different += Number(rounds[row.round - 1].options[0] !== row.options[0]);
      }
      return different;
    },
    why: 'Rounds in which a scripted player 1 did something else than the script of its name.',
  }),
  ...testClaims('PD', dilemma, { gpt4: 7.3068, others: 6.125, t: 3.9165, degrees: 153.44 }),
  dilemma({
    id: 'pd-gpt4-wins-more',
    where: where.PD,
    statement: 'GPT-4 wins more than the others',
    published: null,
    compute: sameSeats('PD'),
    holds: (p) => p < 0.05,
    why: 'The p-value of Welch’s test with all rounds of both seats. The finding does not hang on the mixture of rounds. Rounds of one match are far from independent, so that every p-value here is too small; the paper’s test is kept.',
  }),
  dilemma({
    id: 'pd-cohens-d',
    where: where.PD,
    statement: 'by a small to medium effect',
    published: null,
    compute: async () => {
      const { gpt4, others } = await pointsOf('PD', asPublished);
      const { estimate, interval } = cohensD(gpt4, others);
      return { value: estimate, detail: `95 % interval ${interval.lower.toFixed(2)} to ${interval.upper.toFixed(2)}` };
    },
    holds: (d) => d > 0.2 && d < 0.5,
    why: 'Cohen’s d with the pooled standard deviation, rounds as published.',
  }),
  dilemma(factorClaim('PD')),
  ...opponents.map(([opponent, total]) =>
    dilemma({
      id: `pd-total-against-${opponent.toLowerCase().replaceAll(' ', '-')}`,
      where: 'Figure 3',
      statement: `Points of GPT-4 as player 1 against ${opponent} in ten rounds`,
      published: total,
      tolerance: 0.5,
      compute: async () => (await roundsOf('PD', 'gpt-4', opponent)).reduce((sum, { points }) => sum + points[0], 0),
      why: 'A sum of ten rounds.',
    }),
  ),
  dilemma({
    id: 'gpt4-never-forgives',
    where: where.PD,
    statement: 'GPT-4 defects in every round after a single defection of the other',
    published: 1,
    tolerance: 0.001,
    compute: async () => {
      const { share, hits, rounds } = unforgivingness([await optionsOf('PD', 'gpt-4', 'defects once')]);
      return { value: share, detail: `${hits} of ${rounds} rounds` };
    },
    why: 'Unforgivingness against the player that defects in round 1 only: the share of defections in the rounds that follow.',
  }),
  dilemma({
    id: 'other-models-forgive',
    where: where.PD,
    statement: 'davinci-003, davinci-002 and Llama 2 forgive it at once or in the round after the next',
    published: null,
    compute: async () => {
      const shares = await Promise.all(
        ['davinci-003', 'davinci-002', 'llama-2'].map(async (model) => ({
          model,
          ...unforgivingness([await optionsOf('PD', model, 'defects once')]),
        })),
      );
      return {
        value: Math.max(...shares.map(({ share }) => share)),
        detail: shares.map(({ model, hits, rounds }) => `${model} ${hits}/${rounds}`).join(', '),
      };
    },
    holds: (share) => share <= 1 / 9,
    why: 'The largest unforgivingness of the three. Tit for tat has 1/9.',
  }),
];

export const battleClaims: readonly Claim[] = [
  ...testClaims('BoS', battle, { gpt4: 6.5657, others: 5.2563, t: 2.8304, degrees: 128.28 }),
  battle({
    id: 'bos-welch-p',
    where: where.BoS,
    statement: 'The p-value of the published test',
    published: 0.0054,
    tolerance: 0.00005,
    compute: async () => (await testOf('BoS', asPublished)).pValue,
    why: 'Rounds as published.',
  }),
  battle({
    id: 'bos-gpt4-wins-more',
    where: where.BoS,
    statement: 'GPT-4 wins more than the others, in the Battle of the Sexes as well',
    published: null,
    compute: sameSeats('BoS'),
    holds: (p) => p < 0.05,
    why: 'With all rounds of both seats the difference is gone. The published test takes ten rounds from the seat in which J is the better option and one round from the other, and GPT-4, which insists on its own option, does well in the seat that is counted ten times.',
    expected: 'fails',
  }),
  battle(factorClaim('BoS')),
  battle({
    id: 'gpt4-does-not-alternate',
    where: 'Figure 5',
    statement: 'GPT-4 meets the alternating player in half of the rounds',
    published: 0.5,
    tolerance: 0.001,
    compute: async () => coordinationShare([await optionsOf('BoS', 'gpt-4', 'alternates')]).share,
    why: 'It chooses its own preference in all ten rounds.',
  }),
  battle({
    id: 'predicting-meets-gpt4',
    where: 'Figure 5',
    statement: 'GPT-4 that predicts first meets GPT-4 in nine of ten rounds',
    published: 0.9,
    tolerance: 0.001,
    compute: async () => coordinationShare([await optionsOf('BoS', 'gpt-4 SCoT', 'gpt-4')]).share,
    why: 'It gives in after the first round.',
  }),
  battle({
    id: 'predicting-helps-to-alternate',
    where: 'Section “Prompting techniques improve LLM behaviour”',
    statement: 'GPT-4 that predicts first meets the alternating player more often than GPT-4 that does not',
    published: null,
    compute: async () => {
      const [base, predicting] = await Promise.all(
        ['gpt-4', 'gpt-4 SCoT'].map(async (model) => coordinationShare([await optionsOf('BoS', model, 'alternates')])),
      );
      return {
        value: predicting.share - base.share,
        detail: `${predicting.hits} of ${predicting.rounds} rounds instead of ${base.hits}`,
      };
    },
    holds: (difference) => difference > 0,
    why: 'It alternates from the sixth round on. One match each: ten rounds at temperature 0.',
  }),
];

import { jzsBayesFactor, twoSampleTTest, type TTest } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';
import { mean, personMeans, personRounds, type CloseGame, type PersonRound } from './data.js';

const people = (claim: Omit<Claim, 'topic' | 'kind' | 'where'> & { readonly where?: string }): Claim => ({
  topic: 'People against GPT-4',
  kind: 'dataset',
  where: 'Figure 6 and its analysis script',
  ...claim,
});

const points = ({ points }: PersonRound) => points;
const tookForHuman = ({ guess }: PersonRound) => Number(guess === 'human');
const succeeded = ({ points }: PersonRound) => Number(points > 0);

/** People who played against GPT-4 asked to predict first, against those who played the other. */
async function comparison(value: (round: PersonRound) => number, game?: CloseGame): Promise<TTest> {
  const { base, scot } = await personMeans(value, game);
  return twoSampleTTest(scot, base);
}

/** Bayes factor for an effect above 0, as the published script asks for it. */
async function bayesFactor(value: (round: PersonRound) => number, game?: CloseGame): Promise<number> {
  const { base, scot } = await personMeans(value, game);
  const { statistic } = twoSampleTTest(scot, base);
  return jzsBayesFactor(statistic, { n: scot.length, secondN: base.length, alternative: 'greater' }).bayesFactor;
}

/** The share of rounds of one condition in which something is so. */
export async function shareOfRounds(
  game: CloseGame,
  opponent: 'base' | 'SCoT',
  is: (round: PersonRound) => boolean,
): Promise<number> {
  const rounds = (await personRounds()).filter((round) => round.game === game && round.opponent === opponent);
  return mean(rounds.map((round) => Number(is(round))));
}

/** log of the odds against GPT-4 that predicts first, less log of the odds against the other. */
async function logOddsRatio(game: CloseGame, is: (round: PersonRound) => boolean): Promise<number> {
  const [base, scot] = [await shareOfRounds(game, 'base', is), await shareOfRounds(game, 'SCoT', is)];
  return Math.log(scot / (1 - scot)) - Math.log(base / (1 - base));
}

const meanOf =
  (game: CloseGame, condition: 'base' | 'scot', value = points) =>
  async () =>
    mean((await personMeans(value, game))[condition]);

const factorWhy =
  'JZS Bayes factor of the pooled t over the means of 98 and 97 people, Cauchy scale √2/2, for an effect above 0 against none.';

export const peopleClaims: readonly Claim[] = [
  ...(
    [
      ['BoS', 'base', 4.34],
      ['BoS', 'scot', 5.077],
      ['PD', 'base', 6.109],
      ['PD', 'scot', 6.207],
    ] as const
  ).map(([game, condition, value]) =>
    people({
      id: `people-points-${game.toLowerCase()}-${condition}`,
      statement: `${game}: points of a person in a round against GPT-4${condition === 'scot' ? ' that predicts first' : ''}`,
      published: value,
      tolerance: 0.0005,
      compute: meanOf(game, condition),
      why: 'The mean over people of their mean over ten rounds.',
    }),
  ),
  people({
    id: 'people-slope-bos',
    statement: 'BoS: predicting first is worth 0.74 points a round to people',
    published: 0.74,
    tolerance: 0.005,
    compute: async () => (await comparison(points, 'BoS')).estimate,
    why: 'The slope of the published mixed model with a random intercept for each person. Everybody plays ten rounds in one condition, and in such a balanced design the slope is the difference of the two means over people.',
  }),
  people({
    id: 'people-t-bos',
    statement: 'BoS: its t with 193 degrees of freedom',
    published: 3.49,
    tolerance: 0.01,
    compute: async () => (await comparison(points, 'BoS')).statistic,
    why: 'In the balanced design the t of the mixed model is the pooled t over the means of people. The script prints 3.485, which the paper rounds up.',
  }),
  people({
    id: 'people-slope-pd',
    statement: 'PD: and 0.10 points',
    published: 0.1,
    tolerance: 0.005,
    compute: async () => (await comparison(points, 'PD')).estimate,
    why: 'As above.',
  }),
  people({
    id: 'people-factor-bos',
    statement: 'BoS: Bayes factor of the points',
    published: 80.65911,
    tolerance: 0.005,
    compute: () => bayesFactor(points, 'BoS'),
    why: factorWhy,
  }),
  people({
    id: 'people-factor-pd',
    statement: 'PD: Bayes factor of the points',
    published: 0.2328791,
    tolerance: 0.00002,
    compute: () => bayesFactor(points, 'PD'),
    why: factorWhy,
  }),
  people({
    id: 'people-factor-guess',
    statement: 'Bayes factor that people take GPT-4 that predicts first for human more often',
    published: 17.60768,
    tolerance: 0.001,
    compute: () => bayesFactor(tookForHuman),
    why: `${factorWhy} Both games together.`,
  }),
  people({
    id: 'people-factor-coordination',
    statement: 'BoS: Bayes factor of successful coordination',
    published: 13.39927,
    tolerance: 0.001,
    compute: () => bayesFactor(succeeded, 'BoS'),
    why: `${factorWhy} A success is a round with points.`,
  }),
  ...(
    [
      ['PD', 'base', 0.485],
      ['PD', 'SCoT', 0.643],
      ['BoS', 'base', 0.361],
      ['BoS', 'SCoT', 0.469],
    ] as const
  ).map(([game, opponent, value]) =>
    people({
      id: `people-guess-${game.toLowerCase()}-${opponent.toLowerCase()}`,
      statement: `${game}: share of people who take GPT-4 (${opponent}) for human`,
      published: value,
      tolerance: 0.0006,
      compute: () => shareOfRounds(game, opponent, ({ guess }) => guess === 'human'),
      why: 'Printed to three decimals.',
    }),
  ),
  ...(
    [
      ['base', 0.543],
      ['SCoT', 0.616],
    ] as const
  ).map(([opponent, value]) =>
    people({
      id: `people-coordination-${opponent.toLowerCase()}`,
      statement: `BoS: share of coordinated rounds against GPT-4 (${opponent})`,
      published: value,
      tolerance: 0.0006,
      compute: async () => {
        const paid = await shareOfRounds('BoS', opponent, ({ points: won }) => won > 0);
        const value = await shareOfRounds('BoS', opponent, ({ coordination }) => coordination);
        return { value, detail: `rounds with points: ${paid.toFixed(3)}` };
      },
      why: 'By the column of the data that says so. In some rounds people who were too slow had an option assigned, and the column does not follow from the points.',
    }),
  ),
  people({
    id: 'people-joint-cooperation-as-published',
    statement: 'PD: slope of the logistic regression of “joint cooperation” on predicting first',
    published: 0.23501,
    tolerance: 0.00001,
    compute: () => logOddsRatio('PD', ({ points: won }) => won === 5),
    why: 'With one yes-or-no predictor the slope is the logarithm of the odds ratio. The script counts rounds with 5 points. In the experiment 5 points are what both get when both choose F.',
  }),
  people({
    id: 'people-joint-cooperation-factor',
    statement: 'PD: Bayes factor of “joint cooperation”',
    published: 6.5,
    tolerance: 0.05,
    compute: () => bayesFactor(({ points: won }) => Number(won === 5), 'PD'),
    why: 'The number stands in the figure, but the script computes none for this panel. By the method of the other panels, means over people, the factor is on the side of no difference. The logistic regression takes the ten rounds of a person for independent, which makes its error too small.',
    expected: 'fails',
  }),
  people({
    id: 'people-cooperate-jointly-more',
    statement: 'PD: people and GPT-4 that predicts first cooperate jointly more often',
    published: null,
    compute: async () => {
      const [base, scot] = await Promise.all(
        (['base', 'SCoT'] as const).map((opponent) => shareOfRounds('PD', opponent, ({ points: won }) => won === 8)),
      );
      return { value: scot - base, detail: `8 points each in ${base.toFixed(3)} of rounds against ${scot.toFixed(3)}` };
    },
    holds: (difference) => difference > 0,
    why: 'Joint cooperation, both J, pays 8 to each. It became no more frequent; what the panel “joint cooperation” shows is joint defection, which did.',
    expected: 'fails',
  }),
];

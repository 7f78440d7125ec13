import {
  centroidStability,
  jensenShannon,
  lexicalTurnover,
  localDensity,
  microHomogeneity,
  nullPredictions,
  shuffledTurnover,
  simulateEmbeddingSociety,
  simulateVocabulary,
  turnoverNull,
  zipfLaw,
} from '../../populations/index.js';
import type { Claim } from '../reproduction.js';
import { independentPosts, overSeeds } from './samples.js';

const semantic = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Society: semantics', ...claim });
const lexical = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Society: vocabulary', ...claim });

export const societyClaims: readonly Claim[] = [
  semantic({
    id: 'centroids-stable-pairs-unlike',
    where: '§4, semantic convergence',
    kind: 'simulation',
    statement: 'Daily centroids are nearly equal while single posts are not alike',
    published: null,
    compute: () => {
      const society = simulateEmbeddingSociety({ seed: 1 });
      const [centroids, pairs] = [centroidStability(society).mean, microHomogeneity(society).mean];
      return { value: centroids, detail: `centroids ${centroids.toFixed(4)}, pairs of posts ${pairs.toFixed(3)}` };
    },
    holds: (cosine) => cosine > 0.99,
    why: 'The pattern of the paper comes out of a society in which nobody ever changes (κ = 0): 400 posts a day, mean cosine of two posts ¼.',
  }),
  semantic({
    id: 'centroids-show-convergence',
    where: '§4, semantic convergence',
    kind: 'theory',
    statement: 'Centroid cosines near 1 are evidence that the society settles on a shared meaning',
    published: null,
    compute: () => nullPredictions({ meanCosine: 0.1, posts: 20_000 }).centroidCosine,
    holds: (predicted) => predicted < 0.99,
    expected: 'fails',
    why: 'Twenty thousand independent posts a day with mean cosine 0.1 already have centroids with cosine 0.9996: the law of large numbers. The value computed is what is expected without any society.',
  }),
  semantic({
    id: 'attraction-lowers-stability',
    where: '§4, against the null model',
    kind: 'simulation',
    statement: 'A society that does socialize has less stable centroids, not more',
    published: null,
    compute: ({ full }) =>
      overSeeds(full ? 20 : 5, (seed) => {
        const stability = (attraction: number) =>
          centroidStability(simulateEmbeddingSociety({ attraction, seed })).mean;
        return stability(0.3) - stability(0);
      }),
    holds: (difference) => difference < -0.05,
    why: 'Mean over seeds of the change in centroid cosine from κ = 0 to κ = 0.3: agents that converge move the mean.',
  }),
  ...(
    [
      [20, 0.6896551724],
      [200, 0.956937799],
      [2000, 0.9955201593],
    ] as const
  ).map(([posts, value]) =>
    // prettier-ignore
    semantic({
      id: `centroid-null-${posts}`,
      where: 'null model of §4',
      kind: 'theory',
      statement: `Centroids of ${posts} independent posts with mean cosine 0.1 have cosine ${value}`,
      published: value,
      tolerance: 1e-9,
      compute: () => nullPredictions({ meanCosine: 0.1, posts }).centroidCosine,
      why: 'μ²/(μ² + (1 − μ²)/n), derived from the definition.',
    }),
  ),
  semantic({
    id: 'centroid-null-simulated',
    where: 'null model of §4',
    kind: 'simulation',
    statement: 'The formula for the centroids of independent posts is right in 384 dimensions (n = 20)',
    published: 0.6896551724,
    tolerance: 0.008,
    compute: () => centroidStability(independentPosts(0.1, new Array<number>(60).fill(20))).mean,
    why: 'Sixty days of twenty independent posts. The formula is a ratio of expectations, about 0.003 above the expectation of the ratio here; the rest of the tolerance is sampling.',
  }),
  semantic({
    id: 'density-rises-with-posts',
    where: '§4, local density',
    kind: 'simulation',
    statement: 'The rise of local density in the first days shows posts gathering',
    published: null,
    compute: () => {
      const days = localDensity(independentPosts(0.1, [100, 1000], { dimension: 20 })).days.map((day) => day!.mean);
      return days[1] - days[0];
    },
    holds: (rise) => rise > 0.05,
    expected: 'fails',
    why: 'Value: the rise once both days are sampled to one size, in independent posts of which the second day has ten times as many. It is none; without sampling the same days show a rise (next claim), as a site that grows would.',
  }),
  semantic({
    id: 'density-artefact',
    where: '§4, local density, null model',
    kind: 'simulation',
    statement: 'Without sampling to one size, local density of independent posts rises with their number',
    published: null,
    compute: () => {
      const posts = independentPosts(0.1, [100, 1000], { dimension: 20 });
      const days = localDensity(posts, { sampleSize: 'all' }).days.map((day) => day!.mean);
      return days[1] - days[0];
    },
    holds: (rise) => rise > 0.1,
    why: 'K = 10 nearest of 100 and of 1,000 posts in 20 dimensions: more posts, nearer neighbours.',
  }),
  semantic({
    id: 'divergence-known',
    where: '§4, divergence of days',
    kind: 'theory',
    statement: 'The divergence of (½, ½, 0) and (¼, ¼, ½) is 0.3113 bit',
    published: 0.3112781245,
    tolerance: 1e-9,
    compute: () => jensenShannon([0.5, 0.5, 0], [0.25, 0.25, 0.5]),
    why: 'By hand: H of the mixture less the mean of the two entropies.',
  }),
  lexical({
    id: 'turnover-settles',
    where: '§4, lexical turnover',
    kind: 'simulation',
    statement: 'Births and deaths of words settle above zero',
    published: null,
    compute: () => {
      const { birth, death } = lexicalTurnover(simulateVocabulary({ seed: 1 }));
      return {
        value: Math.min(birth[11], death[11]),
        detail: `birth ${birth[11].toFixed(3)}, death ${death[11].toFixed(3)} on day 12`,
      };
    },
    holds: (rate) => rate > 0.1,
    why: 'It comes out of a fixed law of word frequencies, with no change at all.',
  }),
  lexical({
    id: 'turnover-shows-innovation',
    where: '§4, lexical turnover',
    kind: 'simulation',
    statement: 'A settled turnover is evidence of lexical innovation',
    published: null,
    compute: () => excessDeath(0),
    holds: (excess) => excess > 0.02,
    expected: 'fails',
    why: 'Mean death rate less that of the same posts in random order: without innovation there is none, whatever the rate itself (0.6). The comparison, not the level, tells.',
  }),
  lexical({
    id: 'turnover-test-sees-innovation',
    where: '§4, against the null model',
    kind: 'simulation',
    statement: 'Where words are coined, turnover does exceed that of the same posts in random order',
    published: null,
    compute: () => excessDeath(0.2),
    holds: (excess) => excess > 0.02,
    why: 'The measure and the threshold of the claim before, a fifth of tokens being words of the day.',
  }),
  lexical({
    id: 'zipf-death',
    where: 'null model of §4',
    kind: 'theory',
    statement:
      'A fixed Zipf law (200,000 words, exponent 1.1, 100,000 tokens a day) loses 63.9 % of its words each day',
    published: 0.6393,
    tolerance: 1e-4,
    compute: () => zipf().death[11],
    why: 'Σ q(1 − q)/Σ(1 − q) with q = (1 − p)^m.',
  }),
  ...(
    [
      [3, 0.5206],
      [5, 0.3959],
      [8, 0.2974],
      [12, 0.223],
    ] as const
  ).map(([day, birth]) =>
    // prettier-ignore
    lexical({
      id: `zipf-birth-${day}`,
      where: 'null model of §4',
      kind: 'theory',
      statement: `The same law still shows ${(100 * birth).toFixed(1)} % of words never seen before on day ${day}`,
      published: birth,
      tolerance: 1e-4,
      compute: () => zipf().firstSeen[day - 1],
      why: 'Σ(1 − q)q^{t−1}/Σ(1 − q).',
    }),
  ),
  lexical({
    id: 'count-threshold-looks-ahead',
    where: '§4, n-grams kept from two occurrences on',
    kind: 'simulation',
    statement:
      'Keeping only n-grams that occur twice over all days lowers births on the last day more than on earlier ones',
    published: null,
    compute: ({ full }) =>
      overSeeds(full ? 20 : 6, (seed) => {
        const days = simulateVocabulary({ seed });
        const [all, twice] = [lexicalTurnover(days).birth, lexicalTurnover(days, { minCount: 2 }).birth];
        return twice[11] / all[11] - twice[2] / all[2];
      }),
    holds: (difference) => difference < -0.1,
    why: 'Ratio of births with and without the threshold, day 12 less day 3: what is first said on the last day has no time to be said again. The threshold makes births seem to die out.',
  }),
];

/** Mean death rate of words, less that of the same posts in random order. */
function excessDeath(innovation: number): number {
  const days = simulateVocabulary({ innovation, seed: 1 });
  const { death } = lexicalTurnover(days);
  const { death: without } = shuffledTurnover(days, { draws: 30 });
  return death.slice(1).reduce((sum, value, i) => sum + value - without[i + 1], 0) / (days.length - 1);
}

let law: ReturnType<typeof turnoverNull> | undefined;

/** Four claims read one computation. */
function zipf(): ReturnType<typeof turnoverNull> {
  law ??= turnoverNull(zipfLaw({ words: 200_000, exponent: 1.1 }), new Array<number>(12).fill(100_000));
  return law;
}

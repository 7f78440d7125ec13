import { randomStream } from '../../foundation/index.js';
import { PhraseFinder } from '../../populations/index.js';
import { comparePowerLaw, fitPowerLaw } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';
import { scriptedArchive } from './societies.js';

const claim = (options: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Cascades: how many, and how large',
  kind: 'simulation',
  ...options,
});

/** Twelve agents say the same eight words, once each. */
function oneSaying(mergeNested: boolean): number {
  const finder = new PhraseFinder(12, { mergeNested });
  const text = 'never trust the context window of somebody else';
  for (const pass of ['count', 'take'] as const) {
    for (let agent = 0; agent < 12; agent++) {
      if (pass === 'count') finder.count(text);
      else finder.take(text, agent, agent);
    }
  }
  return finder.cascades().length;
}

/** The sizes that the published law would give: counts from 10 on, exponent 2.57, by inversion of their distribution. */
export function publishedSizes(n: number, seed: number): Float64Array {
  const random = randomStream(seed);
  const chances: number[] = [];
  for (let k = 10; k < 1e6; k++) chances.push(k ** -2.57);
  let total = 0;
  const upTo = Float64Array.from(chances, (chance) => (total += chance));
  return Float64Array.from({ length: n }, () => {
    const u = random.uniform() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > u) high = middle;
      else low = middle + 1;
    }
    return 10 + low;
  });
}

export const cascadeClaims: readonly Claim[] = [
  claim({
    id: 'phrases-nested',
    where: 'memes are phrases of three to five words',
    statement: 'A saying that spreads is one cascade',
    published: 1,
    tolerance: 0.5,
    compute: () => oneSaying(false),
    why: 'Counted as published: a saying of k words holds k − 2 phrases of three words, k − 3 of four and k − 4 of five, each with the same adopters at the same times. The number of cascades and every error computed from it are off by such factors.',
    expected: 'fails',
  }),
  claim({
    id: 'phrases-merged',
    where: 'memes are phrases of three to five words',
    statement: 'It is one when phrases with the same adoptions are merged',
    published: 1,
    tolerance: 0.5,
    compute: () => oneSaying(true),
    why: 'Polity’s default.',
  }),
  claim({
    id: 'phrases-found',
    where: 'the whole pipeline',
    statement: 'Of the memes planted in an archive, all with ten adopters are found, with their sizes',
    published: 0,
    tolerance: 0.5,
    compute: async () => {
      const { society, truth } = await scriptedArchive({ influence: 0.1, seed: 1 });
      const sizes = new Map(society.cascades.map(({ name, adopters }) => [name, adopters.length]));
      return truth.memes.filter((meme, i) => truth.adopters[i] >= 10 && sizes.get(meme) !== truth.adopters[i]).length;
    },
    why: 'Memes that are missing or have another size: none, though the phrases are counted by their hashes.',
  }),
  claim({
    id: 'exponent-error',
    where: 'α = 2.57 ± 0.02',
    statement: 'A tail of 6,162 sizes drawn from the published law has the published error',
    published: 0.02,
    tolerance: 0.001,
    compute: () => fitPowerLaw(publishedSizes(6162, 3), { xmin: 10 }).standardError,
    why: 'Simulated. The error takes cascades to be independent, which nested phrases are not.',
  }),
  claim({
    id: 'lognormal-told-apart',
    where: 'cascade sizes follow a power law',
    statement: 'With so many sizes, a true power law is told from a lognormal',
    published: null,
    compute: () => comparePowerLaw(fitPowerLaw(publishedSizes(6162, 3), { xmin: 10 }), 'lognormal').pValue,
    holds: (p) => p < 0.1,
    why: 'Vuong’s p-value for sizes drawn from the published law. A lognormal cut at 10 comes as near to a power law as one likes, so that even the truth does not win: “heavy-tailed” can be shown, “power law” cannot. The later version of the paper says so.',
    expected: 'fails',
  }),
  claim({
    id: 'exponential-ruled-out',
    where: 'cascade sizes are heavy-tailed',
    statement: 'An exponential tail is ruled out by so many sizes',
    published: null,
    compute: () => comparePowerLaw(fitPowerLaw(publishedSizes(6162, 3), { xmin: 10 }), 'exponential').normalized,
    holds: (z) => z > 5,
    why: 'Vuong’s statistic, in standard deviations, for sizes drawn from the published law.',
  }),
];

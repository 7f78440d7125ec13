import { benchmark } from '../../../tools/benchmark.js';
import {
  lexicalTurnover,
  localDensity,
  microHomogeneity,
  netProgress,
  simulateEmbeddingSociety,
  simulateVocabulary,
  socializationReport,
  type PostStream,
} from '../index.js';

const society = simulateEmbeddingSociety({ agents: 1000, dimension: 384, days: 10, attraction: 0.05 });

await benchmark('similarity of all pairs of 20,000 posts by day, 384 coordinates', {
  run: () => microHomogeneity(society),
  amount: society.posts,
  unit: 'posts',
  target: { seconds: 0.05 },
  baseline: { name: 'pair by pair, one day with another', amount: 20, run: () => pairByPair(society, 20) },
});

await benchmark('ten nearest neighbours of each of 10 × 1,000 posts, 384 coordinates', {
  run: () => localDensity(society, { sampleSize: 1000 }),
  amount: 10_000,
  unit: 'posts',
  target: { seconds: 4 },
  repeats: 3,
  warmups: 1,
});

await benchmark('net progress of 1,000 agents with 20 shuffles of the votes', {
  run: () => netProgress(society),
  amount: society.posts,
  unit: 'posts',
  target: { seconds: 1 },
  repeats: 3,
  warmups: 1,
});

const posts = new Array<number>(12).fill(2000);
const words = simulateVocabulary({ words: 200_000, posts, length: 50 });
await benchmark('turnover of bigrams among 1.2 million tokens', {
  run: () => lexicalTurnover(words, { n: 2 }),
  amount: 1_200_000,
  unit: 'tokens',
  target: { seconds: 1.5 },
  repeats: 3,
  warmups: 1,
});

const small = simulateEmbeddingSociety();
await benchmark('report on 4,800 posts with 40 shuffled societies', {
  run: () => socializationReport(small),
  amount: small.posts,
  unit: 'posts',
  target: { seconds: 3 },
  repeats: 3,
  warmups: 1,
});

/** Mean cosine of the first posts with all of another day, as the definition has it. */
function pairByPair({ units, dimension, dayStart }: PostStream, first: number): number {
  let sum = 0;
  for (let i = 0; i < first; i++) {
    for (let j = dayStart[1]; j < units.length / dimension; j++) {
      for (let k = 0; k < dimension; k++) sum += units[i * dimension + k] * units[j * dimension + k];
    }
  }
  return sum;
}

import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import { WeightedVotingGame, banzhafIndex, shapleyShubik, swingCounts } from '../index.js';

const stream = randomStream(2);
const weights = Array.from({ length: 500 }, () => 1 + stream.below(39));
const game = new WeightedVotingGame({ weights, quota: 5000 });
const distinct = new WeightedVotingGame({ weights: Array.from({ length: 500 }, (_, i) => 1 + (i % 250)), quota: 5000 });

await benchmark('Shapley–Shubik and Banzhaf, 500 players, quota 5,000', {
  run: () => [shapleyShubik(game), banzhafIndex(game)],
  amount: 500,
  unit: 'players',
  target: { seconds: 1 },
});

await benchmark('the same with 250 different weights (total 62,750)', {
  run: () => [shapleyShubik(distinct), banzhafIndex(distinct)],
  amount: 500,
  unit: 'players',
});

await benchmark('exact swing counts in big integers, 500 players, quota 5,000', {
  run: () => swingCounts(game),
  amount: 500,
  unit: 'players',
});

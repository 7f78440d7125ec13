import { benchmark } from '../../tools/benchmark.js';
import { majorityMap, simulateTree } from './index.js';

const tree = { fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 9 };

await benchmark('literal trees, b = 5, 1,953,125 leaves, 1,024 trials', {
  run: () => simulateTree({ ...tree, trials: 1024 }),
  amount: 1024 * 5 ** 9,
  unit: 'leaf votes',
  repeats: 3,
  warmups: 1,
  baseline: {
    name: 'a plain loop over the leaves',
    amount: 5 ** 9,
    run: () => plainVote(tree.depth, 5, 0.2, 0.1, 0.525),
  },
  target: { ratio: 20, mebibytes: 64 },
});

// Leaves are 1 with chance 0.55; an inner node takes the majority of its three children and is then flipped with chance
// ε. The flip of a node below the root is the channel to its parent; leaves have none; the root's own shrinks its mean.
const noises = [0, 0.05, 0.1, 0.15, 1 / 6, 0.2, 0.25, 0.3];
const [depth, trees] = [10, 200];

await benchmark('noisy majority trees, b = 3, depth 10, 8 noise levels, 200 trees each', {
  run: () => {
    for (const [seed, noise] of noises.entries()) {
      const kept = 1 - 2 * noise;
      const fidelity = Array.from({ length: depth }, (_, below) => (below === 0 ? 1 : kept));
      const { root } = simulateTree({ fanIn: 3, fidelity, correlation: 0, leafBias: 0.1, depth, trials: trees, seed });
      let exact = 0.1;
      for (const level of fidelity) exact = majorityMap(3, level * exact);
      const gap = Math.abs(root.estimate - exact);
      if (gap > 4 * Math.max(root.standardError, 1 / trees)) throw new Error(`ε = ${noise}: off by ${kept * gap}`);
    }
  },
  amount: noises.length * trees * 3 ** depth,
  unit: 'leaf votes',
  baseline: {
    name: 'a plain loop over the leaves',
    amount: noises.length * 3 ** depth,
    run: () => noises.map((noise) => plainVote(depth, 3, noise, 0, 0.55)),
  },
  target: { seconds: 0.1 },
});

/** The vote of a node of a tree, one random number after the other. */
function plainVote(level: number, fanIn: number, flip: number, correlation: number, right: number): boolean {
  if (level === 0) return Math.random() < right;
  let agree = 0;
  let first = false;
  for (let child = 0; child < fanIn; child++) {
    const vote = plainVote(level - 1, fanIn, flip, correlation, right) !== Math.random() < flip;
    if (child === 0) first = vote;
    if (vote) agree++;
  }
  return Math.random() < correlation ? first : 2 * agree > fanIn;
}

import type { RandomStream } from '../../foundation/index.js';

/** Draws indices in proportion to weights, by Walker's alias table: O(n) to set up, O(1) a draw. */
export function proportionalTo(weights: Float64Array): (random: RandomStream) => number {
  const n = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => (weight * n) / total);
  const alias = new Uint32Array(n);
  const poor: number[] = [];
  const rich: number[] = [];
  share.forEach((value, i) => (value < 1 ? poor : rich).push(i));
  while (poor.length > 0 && rich.length > 0) {
    const low = poor.pop()!;
    const high = rich[rich.length - 1];
    alias[low] = high;
    share[high] -= 1 - share[low];
    if (share[high] < 1) poor.push(rich.pop()!);
  }
  // Left over by rounding only.
  for (const i of [...poor, ...rich]) share[i] = 1;
  return (random) => {
    const i = random.below(n);
    return random.uniform() < share[i] ? i : alias[i];
  };
}

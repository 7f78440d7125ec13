import { randomStream } from '../../foundation/index.js';
import { postStream, type PostStream } from '../../populations/index.js';

/** Mean of values over seeds, with its standard error. */
export function overSeeds(seeds: number, value: (seed: number) => number): { value: number; standardError: number } {
  const values = Array.from({ length: seeds }, (_, seed) => value(seed + 1));
  const mean = values.reduce((sum, each) => sum + each, 0) / seeds;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (seeds - 1);
  return { value: mean, standardError: Math.sqrt(variance / seeds) };
}

/**
 * Independent unit vectors with mean pairwise cosine μ²: a common direction and noise at right angles to it. Group i has
 * `sizes[i]` posts; a group is a day and an agent of its own.
 */
export function independentPosts(
  meanCosine: number,
  sizes: readonly number[],
  { dimension = 384, seed = 1 }: { readonly dimension?: number; readonly seed?: number } = {},
): PostStream {
  const group = sizes.flatMap((size, i) => new Array<number>(size).fill(i));
  const embeddings = new Float64Array(group.length * dimension);
  group.forEach((_, post) => {
    const random = randomStream(seed, post);
    const row = embeddings.subarray(post * dimension, (post + 1) * dimension);
    let square = 0;
    for (let i = 1; i < dimension; i++) square += (row[i] = random.normal()) ** 2;
    const scale = Math.sqrt((1 - meanCosine) / square);
    for (let i = 1; i < dimension; i++) row[i] *= scale;
    row[0] = Math.sqrt(meanCosine);
  });
  return postStream({ embeddings, dimension, agents: group, days: group });
}

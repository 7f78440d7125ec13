import { checkInteger, randomStream } from '../../foundation/index.js';
import type { Design } from './design.js';
import type { SampledOptions, SampledPoint } from './random.js';
import { type SampledRange, checkSampledRanges } from './sampled-range.js';

/**
 * A Latin hypercube: each parameter's range is cut into `size` parts of equal probability and every part holds just one
 * point, at a random place in it; the parts of different parameters are matched at random (McKay, Beckman & Conover 1979).
 * Keeps one whole number a point and parameter.
 *
 * @example
 * ```ts
 * import { latinHypercube } from 'polity/studies';
 * const design = latinHypercube({ x: { min: 0, max: 1 } }, { size: 10, seed: 3 });
 * const tenths = Array.from({ length: 10 }, (_, i) => Math.floor(10 * design.point(i).x));
 * tenths.sort((a, b) => a - b); // [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
 * ```
 */
export function latinHypercube<const Ranges extends Readonly<Record<string, SampledRange>>>(
  ranges: Ranges,
  { size, seed = 0 }: SampledOptions,
): Design<SampledPoint<Ranges>> {
  const { names, quantiles, specification } = checkSampledRanges(ranges);
  checkInteger('size', size, { min: 1, max: 2 ** 32 - 1 });
  checkInteger('seed', seed, { min: 0 });
  // The streams 0 … size − 1 place points within their parts; the ones after them shuffle the parts.
  const parts = names.map((_, i) =>
    randomStream(seed, size + i).shuffle(Uint32Array.from({ length: size }, (_, k) => k)),
  );
  return {
    kind: 'latin hypercube',
    names,
    size,
    specification: { kind: 'latin hypercube', ranges: specification, size, seed },
    point(index) {
      const stream = randomStream(seed, checkInteger('index', index, { min: 0, max: size - 1 }));
      const within = (i: number) => Math.min((parts[i][index] + stream.uniform()) / size, 1 - 2 ** -53);
      return Object.fromEntries(names.map((name, i) => [name, quantiles[i](within(i))])) as SampledPoint<Ranges>;
    },
  };
}

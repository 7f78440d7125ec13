import { InvalidInputError, checkInteger, randomStream } from '../../foundation/index.js';
import type { Design } from './design.js';
import type { SampledOptions, SampledPoint } from './random.js';
import { type SampledRange, checkSampledRanges } from './sampled-range.js';

/**
 * Primitive polynomials (degree, inner coefficients) and first direction numbers of dimensions 2 to 21, from the table
 * new-joe-kuo-6 of Joe & Kuo (2008), SIAM J. Sci. Comput. 30, 2635–2654.
 */
const JOE_KUO: readonly (readonly [degree: number, coefficients: number, ...first: number[]])[] = [
  [1, 0, 1],
  [2, 1, 1, 3],
  [3, 1, 1, 3, 1],
  [3, 2, 1, 1, 1],
  [4, 1, 1, 1, 3, 3],
  [4, 4, 1, 3, 5, 13],
  [5, 2, 1, 1, 5, 5, 17],
  [5, 4, 1, 1, 5, 5, 5],
  [5, 7, 1, 1, 7, 11, 19],
  [5, 11, 1, 1, 5, 1, 1],
  [5, 13, 1, 1, 1, 3, 11],
  [5, 14, 1, 3, 5, 5, 31],
  [6, 1, 1, 3, 3, 9, 7, 49],
  [6, 13, 1, 1, 1, 15, 21, 21],
  [6, 16, 1, 3, 1, 13, 27, 49],
  [6, 19, 1, 1, 1, 15, 7, 5],
  [6, 22, 1, 3, 1, 15, 13, 25],
  [6, 25, 1, 1, 5, 5, 19, 61],
  [7, 1, 1, 3, 7, 11, 23, 15, 103],
  [7, 4, 1, 3, 7, 13, 13, 15, 69],
];

const BITS = 32;

/**
 * A Sobol sequence with a random digital shift: points that fill the space of the parameters evenly, the first 2ᵏ of them
 * as evenly as a grid in every parameter, whatever the number of parameters (at most 21). Means over such points err by
 * about 1/n instead of 1/√n. Take a power of two as size.
 *
 * @throws InvalidInputError for more than 21 parameters or more than 2³² points
 *
 * @example
 * ```ts
 * import { sobol } from 'polity/studies';
 * const design = sobol({ x: { min: 0, max: 1 }, y: { min: 0, max: 1 } }, { size: 256 });
 * let mean = 0;
 * for (let i = 0; i < 256; i++) mean += (design.point(i).x * design.point(i).y) / 256;
 * Math.abs(mean - 0.25) < 0.005; // true
 * ```
 */
export function sobol<const Ranges extends Readonly<Record<string, SampledRange>>>(
  ranges: Ranges,
  { size, seed = 0 }: SampledOptions,
): Design<SampledPoint<Ranges>> {
  const { names, quantiles, specification } = checkSampledRanges(ranges);
  if (names.length > JOE_KUO.length + 1) {
    throw new InvalidInputError('ranges', names.length, `name at most ${JOE_KUO.length + 1} parameters`);
  }
  checkInteger('size', size, { min: 1, max: 2 ** BITS });
  checkInteger('seed', seed, { min: 0 });
  const directions = names.map((_, dimension) => directionNumbers(dimension));
  // One shift a parameter keeps the evenness, and takes away the point at the origin.
  const shifts = names.map((_, dimension) => randomStream(seed, dimension).uint32());
  return {
    kind: 'sobol',
    names,
    size,
    specification: { kind: 'sobol', ranges: specification, size, seed },
    point(index) {
      checkInteger('index', index, { min: 0, max: size - 1 });
      const gray = (index ^ (index >>> 1)) >>> 0;
      return Object.fromEntries(
        names.map((name, dimension) => {
          let word = shifts[dimension];
          for (let bit = 0, rest = gray; rest !== 0; bit++, rest >>>= 1) {
            if (rest & 1) word ^= directions[dimension][bit];
          }
          return [name, quantiles[dimension]((word >>> 0) / 2 ** BITS)];
        }),
      ) as SampledPoint<Ranges>;
    },
  };
}

/** The direction numbers of a dimension from 0, shifted to the top of 32-bit words. */
function directionNumbers(dimension: number): Uint32Array {
  const words = new Uint32Array(BITS);
  if (dimension === 0) return words.map((_, k) => 2 ** (BITS - 1 - k));
  const [degree, coefficients, ...first] = JOE_KUO[dimension - 1];
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      words[k] = first[k] * 2 ** (BITS - 1 - k);
      continue;
    }
    let word = words[k - degree] ^ (words[k - degree] >>> degree);
    for (let j = 1; j < degree; j++) {
      if ((coefficients >>> (degree - 1 - j)) & 1) word ^= words[k - j];
    }
    words[k] = word >>> 0;
  }
  return words;
}

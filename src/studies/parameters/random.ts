import { checkInteger, randomStream } from '../../foundation/index.js';
import type { Design, Point } from './design.js';
import { type SampledRange, type SampledValue, checkSampledRanges } from './sampled-range.js';

/** Options of the sampled designs. */
export interface SampledOptions {
  /** How many points. */
  readonly size: number;
  /** Decides the points; not the seed of the runs. */
  readonly seed?: number;
}

/** Points whose parameters take values of these ranges. */
export type SampledPoint<Ranges extends Readonly<Record<string, SampledRange>>> = {
  readonly [Name in keyof Ranges]: SampledValue<Ranges[Name]>;
} & Point;

/**
 * Independent random points.
 *
 * @example
 * ```ts
 * import { random } from 'polity/studies';
 * const design = random({ noise: { min: 0, max: 0.2 }, players: { min: 2, max: 9, whole: true } }, { size: 100 });
 * Number.isInteger(design.point(17).players); // true
 * ```
 */
export function random<const Ranges extends Readonly<Record<string, SampledRange>>>(
  ranges: Ranges,
  { size, seed = 0 }: SampledOptions,
): Design<SampledPoint<Ranges>> {
  const { names, quantiles, specification } = checkSampledRanges(ranges);
  checkInteger('size', size, { min: 1 });
  checkInteger('seed', seed, { min: 0 });
  return {
    kind: 'random',
    names,
    size,
    specification: { kind: 'random', ranges: specification, size, seed },
    point(index) {
      const stream = randomStream(seed, checkInteger('index', index, { min: 0, max: size - 1 }));
      return Object.fromEntries(names.map((name, i) => [name, quantiles[i](stream.uniform())])) as SampledPoint<Ranges>;
    },
  };
}

import { InvalidInputError, checkInteger, checkNumber, checkOneOf } from '../../foundation/index.js';
import type { ParameterValue } from './design.js';
import { checkParameterNames, checkParameterValue } from './parameter-values.js';

/**
 * Where a sampled parameter lies: a range, evenly or by ratio (`scale: 'log'`), whole numbers only or not; or one of some
 * values, each as likely.
 */
export type SampledRange =
  | { readonly min: number; readonly max: number; readonly scale?: 'linear' | 'log'; readonly whole?: boolean }
  | { readonly oneOf: readonly ParameterValue[] };

/** The type of the values of a range. */
export type SampledValue<Range extends SampledRange> = Range extends { readonly oneOf: readonly (infer Value)[] }
  ? Value
  : number;

/** A function from the unit interval [0, 1) to the values of a range. */
export type Quantile = (u: number) => ParameterValue;

export interface SampledAxes {
  readonly names: readonly string[];
  readonly quantiles: readonly Quantile[];
  readonly specification: Readonly<Record<string, unknown>>;
}

export function checkSampledRanges(ranges: Readonly<Record<string, SampledRange>>): SampledAxes {
  const names = checkParameterNames('ranges', Object.keys(ranges));
  return {
    names,
    quantiles: names.map((name) => quantile(name, ranges[name])),
    specification: Object.fromEntries(names.map((name) => [name, { ...ranges[name] }])),
  };
}

function quantile(name: string, range: SampledRange): Quantile {
  if (typeof range !== 'object' || range === null) throw new InvalidInputError(name, range, 'be a range');
  if ('oneOf' in range) {
    const { oneOf } = range;
    if (!Array.isArray(oneOf) || oneOf.length === 0) {
      throw new InvalidInputError(`${name}.oneOf`, oneOf, 'have at least one value');
    }
    const values = oneOf.map((value, i) => checkParameterValue(`${name}.oneOf[${i}]`, value));
    return (u) => values[Math.floor(u * values.length)];
  }
  const { min, max, scale = 'linear', whole = false } = range;
  checkOneOf(`${name}.scale`, scale, ['linear', 'log']);
  checkNumber(`${name}.min`, min, scale === 'log' ? { min: 0, aboveMin: true } : {});
  checkNumber(`${name}.max`, max, { min, aboveMin: !whole });
  if (whole) {
    checkInteger(`${name}.min`, min);
    checkInteger(`${name}.max`, max);
  }
  // Whole numbers own intervals of length one, so that both ends are as likely as the rest.
  const [low, high] = whole ? [min, max + 1] : [min, max];
  const between = (u: number) => (scale === 'log' ? low * Math.pow(high / low, u) : low + (high - low) * u);
  return (u) => (whole ? Math.min(Math.floor(between(u)), max) : between(u));
}

import { checkNumber, checkOneOf, checkPositive, InvalidInputError } from '../foundation/index.js';

/**
 * Variance that a message of m tokens adds to the estimate it carries, σ_c²(m), nonincreasing in m.
 *
 * - `constant`: σ_c²(m) = level.
 * - `powerLaw`: σ_c²(m) = scale · m^(−power); power 1 is averaging over tokens.
 * - `exponential`: σ_c²(m) = scale · 2^(−2m / length); one more bit every `length` tokens, as in rate–distortion theory.
 */
export type ChannelNoise =
  | { readonly family: 'constant'; readonly level: number }
  | { readonly family: 'powerLaw'; readonly scale: number; readonly power: number }
  | { readonly family: 'exponential'; readonly scale: number; readonly length: number };

/**
 * Channel noise of a message of m tokens, σ_c²(m) ≥ 0.
 *
 * @param noise - one of the families of {@link ChannelNoise}: levels and scales ≥ 0, powers and lengths positive
 * @param messageLength - m > 0, in tokens; need not be whole
 * @throws InvalidInputError for an unknown family or a parameter out of range
 * @see arXiv 2601.17311, Section 3 (communication noise); the families are this library's choice
 *
 * @example
 * ```ts
 * import { channelNoiseAt } from 'polity/organization';
 * channelNoiseAt({ family: 'powerLaw', scale: 5, power: 1 }, 100); // 0.05
 * ```
 */
export function channelNoiseAt(noise: ChannelNoise, messageLength: number): number {
  const at = checkChannelNoise(noise);
  return at(checkPositive('messageLength', messageLength));
}

/** The noise as a function of m, once its parameters have passed the door. */
export function checkChannelNoise(noise: ChannelNoise): (messageLength: number) => number {
  if (typeof noise !== 'object' || noise === null) {
    throw new InvalidInputError('channelNoise', noise, 'be an object { family, … }');
  }
  checkOneOf('channelNoise.family', noise.family, ['constant', 'powerLaw', 'exponential']);
  if (noise.family === 'constant') {
    const level = checkNumber('channelNoise.level', noise.level, { min: 0 });
    return () => level;
  }
  const scale = checkNumber('channelNoise.scale', noise.scale, { min: 0 });
  if (noise.family === 'powerLaw') {
    const power = checkPositive('channelNoise.power', noise.power);
    return (m) => scale * m ** -power;
  }
  const length = checkPositive('channelNoise.length', noise.length);
  return (m) => scale * 2 ** ((-2 * m) / length);
}

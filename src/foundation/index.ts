/**
 * Errors, argument checks, random streams: what every room stands on.
 * @module foundation
 */
export { InvalidInputError, type FileLocation } from './errors.js';
export {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkPositive,
  checkProbability,
  checkVector,
  type Range,
} from './checks.js';
export { randomStream, randomWords, type RandomStream } from './random.js';

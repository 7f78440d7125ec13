import { subsetCount } from './subset-deck.js';

/** What the kernel 1/((n−2t+1)·C(n−2t, s−t)) gives to all C(n, s) coalitions of size s together. */
export function kernelMass(n: number, order: number, size: number): number {
  let mass = 1 / (n - 2 * order + 1);
  for (let j = 0; j < order; j++) mass *= ((n - 2 * j) * (n - 2 * j - 1)) / ((size - j) * (n - size - j));
  return mass;
}

/** C(n, t) − C(n, t − 1): free parameters of the regression of order t. */
export function freeParameters(n: number, order: number): number {
  return 2 * order > n ? 0 : subsetCount(n, order) - subsetCount(n, order - 1);
}

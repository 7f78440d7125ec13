import { nextOfSameSize } from '../games/coalition.js';
import { binomial } from '../games/combinatorics.js';

/** All masks with `size` bits among n, increasing. */
export function masksOfSize(n: number, size: number): Int32Array {
  const masks = new Int32Array(binomial(n, size));
  let mask = 2 ** size - 1;
  for (let k = 0; k < masks.length; k++) {
    masks[k] = mask;
    if (size > 0) mask = nextOfSameSize(mask);
  }
  return masks;
}

import type { RandomStream } from '../../foundation/index.js';

/**
 * Fisher–Yates in place, the first `count` places only (default all): the innermost loop of permutation sampling. The place
 * of a draw is the upper half of draw · remaining (Lemire 2019), so it needs no division; a draw whose lower half would make
 * some places likelier is rejected, so it has no bias.
 */
export function shufflePlaces(stream: RandomStream, values: Int32Array, count = values.length): void {
  const n = values.length;
  const places = Math.min(count, n - 1);
  for (let k = 0; k < places; k++) {
    const remaining = n - k;
    let draw = stream.uint32();
    let low = Math.imul(draw, remaining) >>> 0;
    if (low < remaining) {
      const biased = 2 ** 32 % remaining;
      while (low < biased) {
        draw = stream.uint32();
        low = Math.imul(draw, remaining) >>> 0;
      }
    }
    const place = k + (draw * remaining - low) / 2 ** 32;
    const value = values[k];
    values[k] = values[place];
    values[place] = value;
  }
}

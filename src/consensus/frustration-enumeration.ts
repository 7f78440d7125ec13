import { InvalidInputError } from '../foundation/index.js';
import type { Couplings } from './couplings.js';

/** Most nodes for which all gauges are tried. */
const MOST_NODES = 24;

/** The cheapest of all 2ⁿ⁻¹ gauges, in Gray-code order: each differs from the one before in one node. */
export function cheapestByEnumeration({ offsets, targets, weights }: Couplings): Int8Array {
  const n = offsets.length - 1;
  if (n > MOST_NODES) {
    throw new InvalidInputError('graph', `${n} nodes`, `have at most ${MOST_NODES} nodes to try all gauges`);
  }
  const gauge = new Int8Array(n).fill(1);
  let best = gauge.slice();
  let energy = 0;
  let least = 0;
  for (let step = 1; step < 2 ** (n - 1); step++) {
    // The last node stays where it is: gauge and its opposite cost the same.
    const i = 31 - Math.clz32(step & -step);
    let pull = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) pull += weights[k] * gauge[targets[k]];
    energy += pull * gauge[i];
    gauge[i] = -gauge[i];
    if (energy < least) {
      least = energy;
      best = gauge.slice();
    }
  }
  return best;
}

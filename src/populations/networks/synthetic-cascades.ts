import { checkInteger, checkNumber, randomStream } from '../../foundation/index.js';
import type { Cascade } from './cascades.js';
import { exposureNetwork, type ExposureOptions } from './exposure.js';
import type { Network } from './network.js';

export interface SyntheticCascadesOptions extends ExposureOptions {
  /** Number of cascades, default 10. Cascade c uses stream (seed, c). */
  readonly count?: number;
  /** Adopters of each, at most the number of nodes. */
  readonly adopters: number;
  /** Log hazard ratio β of one more exposure; default 0, no influence. */
  readonly influence?: number;
  readonly seed?: number;
}

/**
 * Cascades whose truth is known: everybody who has not adopted does so at rate e^(βk), k being how many of those it is
 * exposed to have adopted, until there are enough adopters. With β = 0 it is a random order of random agents.
 *
 * Cost: O(nodes) an adopter, by thresholds: an agent adopts when the integral of its rate reaches a standard exponential.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { network, syntheticCascades } from 'polity/populations';
 * const net = network({ nodes: 3, from: [0, 0, 1], to: [1, 2, 2] });
 * syntheticCascades(net, { count: 2, adopters: 3, influence: 1 })[1].adopters.length; // 3
 * ```
 */
export function syntheticCascades(
  network: Network,
  { count = 10, adopters, influence = 0, seed = 0, ...options }: SyntheticCascadesOptions,
): readonly Cascade[] {
  const { nodes, starts, targets } = exposureNetwork(network, options);
  const n = nodes.length;
  checkInteger('count', count, { min: 0 });
  checkInteger('adopters', adopters, { min: 1, max: n });
  checkNumber('influence', influence);
  return Array.from({ length: count }, (_, index) => {
    const stream = randomStream(seed, index);
    // When each would adopt if its exposure stayed as it is.
    const due = Float64Array.from({ length: n }, () => -Math.log(1 - stream.uniform()));
    const gone = new Uint8Array(n);
    const who = new Int32Array(adopters);
    const times = new Float64Array(adopters);
    for (let at = 0; at < adopters; at++) {
      let next = -1;
      for (let agent = 0; agent < n; agent++) {
        if (!gone[agent] && (next < 0 || due[agent] < due[next])) next = agent;
      }
      const now = due[next];
      [who[at], times[at], gone[next]] = [next, now, 1];
      for (let arc = starts[next]; arc < starts[next + 1]; arc++) {
        // What is left of the threshold is used up e^β times as fast.
        const agent = targets[arc];
        due[agent] = now + (due[agent] - now) / Math.exp(influence);
      }
    }
    return { name: `cascade ${index}`, adopters: who, times };
  });
}

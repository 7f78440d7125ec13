import { checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { wilsonInterval, type Interval } from '../../statistics/index.js';
import type { Cascade } from './cascades.js';
import { reverseNetwork, type Network } from './network.js';

export interface ExposureOptions {
  /**
   * Whose adoption an agent is exposed to: `'in'` (default), agents with an arc to it (in a reply network, those who
   * replied to it); `'out'`, agents it has an arc to (those it replied to).
   */
  readonly exposedBy?: 'in' | 'out';
}

/** The network in which everybody is exposed to those with an arc to them. */
export function exposureNetwork(network: Network, { exposedBy = 'in' }: ExposureOptions): Network {
  checkOneOf('exposedBy', exposedBy, ['in', 'out']);
  return exposedBy === 'in' ? network : reverseNetwork(network);
}

/** Complains of adopters that are no nodes, come twice, or out of order. */
export function checkCascade(cascade: Cascade, network: Network): void {
  const { name, adopters, times } = cascade;
  const n = network.nodes.length;
  if (times.length !== adopters.length) {
    throw new InvalidInputError(`cascade '${name}'.times.length`, times.length, `equal ${adopters.length}`);
  }
  const seen = new Set<number>();
  adopters.forEach((agent, at) => {
    if (!(agent >= 0 && agent < n) || seen.has(agent)) {
      throw new InvalidInputError(`cascade '${name}'.adopters[${at}]`, agent, `be a node of ${n} that comes once`);
    }
    seen.add(agent);
    if (!Number.isFinite(times[at]) || (at > 0 && times[at] < times[at - 1])) {
      throw new InvalidInputError(`cascade '${name}'.times[${at}]`, times[at], 'be finite and ascending');
    }
  });
}

export interface Exposures {
  /** For each adopter, in the cascade's order, how many it is exposed to had adopted strictly before it. */
  readonly atAdoption: Int32Array;
  /** For each node, how many it is exposed to ever adopted. */
  readonly final: Int32Array;
}

/**
 * How many of those whom each agent can see had adopted.
 *
 * Cost: O(nodes + arcs of the adopters).
 *
 * @throws InvalidInputError when an adopter is not a node, comes twice or out of order.
 *
 * @example
 * ```ts
 * import { exposures, network } from 'polity/populations';
 * const net = network({ nodes: 3, from: [0, 0, 1], to: [1, 2, 2] });
 * const cascade = { name: 'hi', adopters: Int32Array.of(0, 2, 1), times: Float64Array.of(0, 1, 2) };
 * exposures(net, cascade); // { atAdoption: [0, 1, 1], final: [0, 1, 2] }
 * ```
 */
export function exposures(network: Network, cascade: Cascade, options: ExposureOptions = {}): Exposures {
  checkCascade(cascade, network);
  return countExposures(exposureNetwork(network, options), cascade);
}

function countExposures({ nodes, starts, targets }: Network, { adopters, times }: Cascade): Exposures {
  const final = new Int32Array(nodes.length);
  const atAdoption = new Int32Array(adopters.length);
  for (let at = 0; at < adopters.length;) {
    let end = at;
    // Those who adopt at one time have not seen one another.
    for (; end < adopters.length && times[end] === times[at]; end++) atAdoption[end] = final[adopters[end]];
    for (; at < end; at++) {
      for (let arc = starts[adopters[at]]; arc < starts[adopters[at] + 1]; arc++) final[targets[arc]]++;
    }
  }
  return { atAdoption, final };
}

/** Of the agents who were ever exposed to k adopters while they had not adopted, the share who adopted just then. */
export interface AdoptionPoint {
  readonly exposure: number;
  readonly reached: number;
  readonly adopted: number;
  readonly share: number;
  /** Wilson's; NaN bounds are never given: a point is listed only if somebody reached it. */
  readonly interval: Interval;
}

export interface AdoptionCurveOptions extends ExposureOptions {
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

/**
 * Adoption curve p(k): of all pairs of agent and cascade that were exposed to k adopters before adopting, the share that
 * adopted at k. The first adopters of a cascade, who could copy nobody, are left out. Likeness of neighbours, or their
 * being active at the same times, bends it as well as influence does.
 *
 * Cost: O(nodes + arcs of the adopters) a cascade.
 *
 * @throws InvalidInputError when an adopter is not a node, comes twice or out of order.
 * @see D. Romero, B. Meeder, J. Kleinberg, WWW (2011) 695
 *
 * @example
 * ```ts
 * import { adoptionCurve, network } from 'polity/populations';
 * const net = network({ nodes: 3, from: [0, 0, 1], to: [1, 2, 2] });
 * const cascade = { name: 'hi', adopters: Int32Array.of(0, 1), times: Float64Array.of(0, 1) };
 * adoptionCurve(net, [cascade]).map(({ share }) => share); // [0, 0.5, 0]
 * ```
 */
export function adoptionCurve(
  network: Network,
  cascades: readonly Cascade[],
  { level = 0.95, ...options }: AdoptionCurveOptions = {},
): readonly AdoptionPoint[] {
  const seen = exposureNetwork(network, options);
  // How many pairs came to exactly k in the end, and how many of those adopted there.
  const stopped: number[] = [];
  const adopted: number[] = [];
  const count = (counts: number[], exposure: number) => (counts[exposure] = (counts[exposure] ?? 0) + 1);
  for (const cascade of cascades) {
    checkCascade(cascade, network);
    const { atAdoption, final } = countExposures(seen, cascade);
    const isAdopter = new Uint8Array(network.nodes.length);
    cascade.adopters.forEach((agent, at) => {
      isAdopter[agent] = 1;
      if (cascade.times[at] === cascade.times[0]) return;
      count(stopped, atAdoption[at]);
      count(adopted, atAdoption[at]);
    });
    final.forEach((exposure, agent) => {
      if (!isAdopter[agent]) count(stopped, exposure);
    });
  }
  const points: AdoptionPoint[] = [];
  let reached = 0;
  for (let exposure = stopped.length - 1; exposure >= 0; exposure--) {
    reached += stopped[exposure] ?? 0;
    const successes = adopted[exposure] ?? 0;
    points.push({
      exposure,
      reached,
      adopted: successes,
      share: successes / reached,
      interval: wilsonInterval({ successes, trials: reached, level }),
    });
  }
  return points.reverse();
}

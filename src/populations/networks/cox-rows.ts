import type { Cascade } from './cascades.js';
import { checkCascade, exposureNetwork, exposures, type ExposureOptions } from './exposure.js';
import type { Network } from './network.js';

/** Rows for `coxRegression(design, { time, event, start }, { strata })`. */
export interface CoxRows {
  /** One covariate: the exposure. */
  readonly design: readonly Float64Array[];
  /** Since the first adoption of the cascade. */
  readonly time: Float64Array;
  readonly event: Uint8Array;
  /** Start of each stretch, where rows are stretches. */
  readonly start: Float64Array;
  /** Index of the cascade of each row. */
  readonly cascade: Int32Array;
  /** Index of the agent of each row. */
  readonly agent: Int32Array;
}

/**
 * Rows with one fixed exposure an agent, as in a published analysis of an archive of agents: adopters after the first, with
 * the exposure they had on adopting, have the event; non-adopters are censored at the last adoption with the exposure they
 * had by then, and only those with any are kept.
 *
 * This construction is biased, whatever the truth: the exposure of the censored goes on growing to the end, and of those
 * never exposed only the adopters are kept. Without any influence it gives hazard ratios far below 1 and a high
 * concordance. Use {@link coxRiskSetRows}; this one is here so that the bias can be measured. Its `start` is 0.
 *
 * Cost: O(nodes + arcs of the adopters) a cascade.
 *
 * @throws InvalidInputError when an adopter is not a node, comes twice or out of order.
 *
 * @example
 * ```ts
 * import { coxV1Rows, network } from 'polity/populations';
 * const net = network({ nodes: 4, from: [0, 0, 1], to: [1, 2, 2] });
 * const cascade = { name: 'hi', adopters: Int32Array.of(0, 1), times: Float64Array.of(5, 7) };
 * const { design, time, event } = coxV1Rows(net, [cascade]);
 * design.map(([exposure]) => exposure); // [1, 2]
 * time; // [2, 2]
 * event; // [1, 0]
 * ```
 */
export function coxV1Rows(network: Network, cascades: readonly Cascade[], options: ExposureOptions = {}): CoxRows {
  const rows = new Rows();
  cascades.forEach((cascade, index) => {
    const { atAdoption, final } = exposures(network, cascade, options);
    const { adopters, times } = cascade;
    const length = times[times.length - 1] - times[0];
    if (!(length > 0)) return;
    adopters.forEach((agent, at) => {
      if (times[at] > times[0]) rows.add(index, agent, 0, times[at] - times[0], 1, atAdoption[at]);
    });
    const isAdopter = new Set(adopters);
    final.forEach((exposure, agent) => {
      if (exposure > 0 && !isAdopter.has(agent)) rows.add(index, agent, 0, length, 0, exposure);
    });
  });
  return rows.columns();
}

/**
 * Rows that give the exposure its time: everybody who is not a first adopter is at risk from the first adoption to the own
 * or the last one, in stretches (start, time] of constant exposure. Use the cascades as strata, so that each has a
 * baseline hazard of its own.
 *
 * Cost: O(nodes + arcs of the adopters) rows a cascade at most.
 *
 * @throws InvalidInputError when an adopter is not a node, comes twice or out of order.
 *
 * @example
 * ```ts
 * import { coxRiskSetRows, network } from 'polity/populations';
 * const net = network({ nodes: 3, from: [0, 0, 1], to: [1, 2, 2] });
 * const cascade = { name: 'hi', adopters: Int32Array.of(0, 1, 2), times: Float64Array.of(5, 7, 9) };
 * const { design, start, time, event, agent } = coxRiskSetRows(net, [cascade]);
 * agent; // [1, 2, 2]
 * design.map(([exposure]) => exposure); // [1, 1, 2]
 * start; // [0, 0, 2]
 * time; // [2, 2, 4]
 * event; // [1, 0, 1]
 * ```
 */
export function coxRiskSetRows(network: Network, cascades: readonly Cascade[], options: ExposureOptions = {}): CoxRows {
  const { starts, targets, nodes } = exposureNetwork(network, options);
  const rows = new Rows();
  const exposure = new Int32Array(nodes.length);
  /** Since when the exposure is what it is. */
  const since = new Float64Array(nodes.length);
  cascades.forEach((cascade, index) => {
    checkCascade(cascade, network);
    const { adopters, times } = cascade;
    const length = times[times.length - 1] - times[0];
    if (!(length > 0)) return;
    exposure.fill(0);
    since.fill(0);
    const gone = new Uint8Array(nodes.length);
    const stretch = (agent: number, until: number, event: 0 | 1) => {
      if (until > since[agent]) rows.add(index, agent, since[agent], until, event, exposure[agent]);
      since[agent] = until;
    };
    for (let at = 0; at < adopters.length;) {
      const now = times[at] - times[0];
      let end = at;
      // First all who adopt now, then what others see of it: those of one time have not seen one another.
      for (; end < adopters.length && times[end] === times[at]; end++) {
        if (now > 0) stretch(adopters[end], now, 1);
        gone[adopters[end]] = 1;
      }
      for (; at < end; at++) {
        for (let arc = starts[adopters[at]]; arc < starts[adopters[at] + 1]; arc++) {
          const agent = targets[arc];
          // What comes with the last adoption is seen too late to matter.
          if (gone[agent] || now === length) continue;
          stretch(agent, now, 0);
          exposure[agent]++;
        }
      }
    }
    for (let agent = 0; agent < nodes.length; agent++) if (!gone[agent]) stretch(agent, length, 0);
  });
  return rows.columns();
}

class Rows {
  readonly #design: Float64Array[] = [];
  readonly #time: number[] = [];
  readonly #event: number[] = [];
  readonly #start: number[] = [];
  readonly #cascade: number[] = [];
  readonly #agent: number[] = [];

  add(cascade: number, agent: number, start: number, time: number, event: 0 | 1, exposure: number): void {
    this.#design.push(Float64Array.of(exposure));
    this.#time.push(time);
    this.#event.push(event);
    this.#start.push(start);
    this.#cascade.push(cascade);
    this.#agent.push(agent);
  }

  columns(): CoxRows {
    return {
      design: this.#design,
      time: Float64Array.from(this.#time),
      event: Uint8Array.from(this.#event),
      start: Float64Array.from(this.#start),
      cascade: Int32Array.from(this.#cascade),
      agent: Int32Array.from(this.#agent),
    };
  }
}

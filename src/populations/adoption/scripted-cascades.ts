import { checkInteger, checkNumber, checkVector, randomStream } from '../../foundation/index.js';
import type { Cascade, ReplyEdges } from '../records/index.js';
import { exposingAgents, type ExposedBy } from './reply-rows.js';

export interface ScriptedCascadeOptions {
  readonly cascades: number;
  /** Agents that adopt in each, at most all. */
  readonly adopters: number;
  /** β: log hazard ratio of each exposing agent that has adopted; default 0, nobody influences anybody. */
  readonly influence?: number;
  /** Relative hazards of the agents when nobody exposes them; default all 1. */
  readonly activity?: ArrayLike<number>;
  readonly exposedBy?: ExposedBy;
  readonly seed?: number;
}

/**
 * Cascades whose truth is known: agent i adopts with hazard activity_i e^(β · exposure), exposure being the number of exposing
 * agents that have adopted, until a given number has. Without influence this is a random order of agents. Time is in mean times to
 * adoption of an agent of activity 1 that nobody exposes.
 *
 * Exact (Gillespie's direct method on a tree of hazards). Cost: O(log n) for each adoption and each agent it exposes.
 *
 * @param size - number of agents
 * @throws InvalidInputError for numbers out of range.
 *
 * @example
 * ```ts
 * import { preferentialAttachment, randomReplies, scriptedCascades } from 'polity/populations';
 * const replies = randomReplies(preferentialAttachment(100, { contacts: 3 }));
 * scriptedCascades(100, replies, { cascades: 2, adopters: 20, influence: 0.5 })[0].agents.length; // 20
 * ```
 */
export function scriptedCascades(
  size: number,
  replies: ReplyEdges,
  { cascades, adopters, influence = 0, activity, exposedBy = 'repliers', seed = 0 }: ScriptedCascadeOptions,
): Cascade[] {
  checkInteger('size', size, { min: 2 });
  checkInteger('cascades', cascades, { min: 0 });
  checkInteger('adopters', adopters, { min: 1, max: size });
  checkNumber('influence', influence, { min: -20, max: 20 });
  const active = activity
    ? checkVector('activity', activity, { length: size, min: 0, aboveMin: true })
    : new Float64Array(size).fill(1);
  // Turned round: those whom an agent exposes.
  const exposed = exposingAgents(replies, size, exposedBy === 'repliers' ? 'answered' : 'repliers');
  return Array.from({ length: cascades }, (_, c) => {
    const random = randomStream(seed, c);
    const hazards = new HazardTree(active);
    const agents = new Uint32Array(adopters);
    const times = new Float64Array(adopters);
    const factor = Math.exp(influence);
    let time = 0;
    for (let k = 0; k < adopters; k++) {
      time -= Math.log1p(-random.uniform()) / hazards.total;
      const agent = hazards.find(random.uniform() * hazards.total);
      agents[k] = agent;
      times[k] = time;
      hazards.set(agent, 0);
      for (let e = exposed.offsets[agent]; e < exposed.offsets[agent + 1]; e++) {
        const other = exposed.agents[e];
        if (hazards.get(other) > 0) hazards.set(other, hazards.get(other) * factor);
      }
    }
    return { name: `cascade ${c}`, agents, times };
  });
}

/** A binary tree of sums: each entry may change, and a draw in proportion finds its entry, in O(log n). */
class HazardTree {
  readonly #leaves: number;
  readonly #sums: Float64Array;

  constructor(values: Float64Array) {
    this.#leaves = 2 ** Math.ceil(Math.log2(values.length));
    this.#sums = new Float64Array(2 * this.#leaves);
    this.#sums.set(values, this.#leaves);
    for (let at = this.#leaves - 1; at > 0; at--) this.#sums[at] = this.#sums[2 * at] + this.#sums[2 * at + 1];
  }

  get total(): number {
    return this.#sums[1];
  }

  get(i: number): number {
    return this.#sums[this.#leaves + i];
  }

  set(i: number, value: number): void {
    let at = this.#leaves + i;
    this.#sums[at] = value;
    for (at >>= 1; at > 0; at >>= 1) this.#sums[at] = this.#sums[2 * at] + this.#sums[2 * at + 1];
  }

  /** The entry in which `amount` of the total falls; never one that is 0. */
  find(amount: number): number {
    let at = 1;
    while (at < this.#leaves) {
      at *= 2;
      if (amount >= this.#sums[at] && this.#sums[at + 1] > 0) amount -= this.#sums[at++];
    }
    return at - this.#leaves;
  }
}

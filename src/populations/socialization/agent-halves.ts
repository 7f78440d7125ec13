import { checkInteger } from '../../foundation/index.js';
import { studentTQuantile, type Estimate } from '../../statistics/index.js';
import type { PostStream } from './post-stream.js';
import { addRow, mean } from './vector-rows.js';

export interface HalvesOptions {
  /** Agents with fewer posts are omitted and counted; default 10. */
  readonly minimum?: number;
}

/** Sums of the unit embeddings of the earlier and the later half of each agent's posts. */
export interface AgentHalves {
  readonly dimension: number;
  /** Agents looked at, as indices into the stream's `agentNames`. */
  readonly agents: Int32Array;
  /** Agents with at least one post but fewer than the minimum. */
  readonly omitted: number;
  /** Posts of each agent; the early half has ⌊posts / 2⌋ of them, so a middle post counts as late. */
  readonly posts: Int32Array;
  /** Row a: sum over the half of agent `agents[a]`. */
  readonly early: Float64Array;
  readonly late: Float64Array;
}

/** Splits each agent's posts into halves by time, for drift, direction and pull. */
export function agentHalves(stream: PostStream, { minimum = 10 }: HalvesOptions = {}): AgentHalves {
  checkInteger('minimum', minimum, { min: 2 });
  const { agentStart, agentPosts, units, dimension } = stream;
  const counts = Array.from({ length: agentStart.length - 1 }, (_, a) => agentStart[a + 1] - agentStart[a]);
  const agents = Int32Array.from(counts.flatMap((count, a) => (count >= minimum ? [a] : [])));
  const early = new Float64Array(agents.length * dimension);
  const late = new Float64Array(agents.length * dimension);
  agents.forEach((agent, row) => {
    const own = agentPosts.subarray(agentStart[agent], agentStart[agent + 1]);
    const half = Math.floor(own.length / 2);
    own.forEach((post, i) => addRow(i < half ? early : late, row, units, post, dimension));
  });
  return {
    dimension,
    agents,
    omitted: counts.filter((count) => count > 0 && count < minimum).length,
    posts: agents.map((agent) => counts[agent]),
    early,
    late,
  };
}

/** Mean over independent agents with its standard error and t interval. */
export function meanOverAgents(values: ArrayLike<number>, method: string, level = 0.95): Estimate {
  const n = values.length;
  const estimate = mean(values);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - estimate) ** 2;
  const standardError = n > 1 ? Math.sqrt(squares / (n * (n - 1))) : NaN;
  const reach = n > 1 ? standardError * studentTQuantile((1 + level) / 2, { degrees: n - 1 }) : NaN;
  return { estimate, standardError, interval: { lower: estimate - reach, upper: estimate + reach, level }, n, method };
}

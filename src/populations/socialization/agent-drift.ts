import type { Estimate } from '../../statistics/index.js';
import { agentHalves, meanOverAgents, type AgentHalves, type HalvesOptions } from './agent-halves.js';
import { expectedCosine } from './null-predictions.js';
import type { PostStream } from './post-stream.js';
import { addRow, cosineRows, dotRows } from './vector-rows.js';

export interface AgentDrift {
  /** Agents looked at, as indices into the stream's `agentNames`. */
  readonly agents: Int32Array;
  readonly posts: Int32Array;
  /** Agents with too few posts. */
  readonly omitted: number;
  /** `1 − cos(early centroid, late centroid)` of each agent. */
  readonly drift: Float64Array;
  /** Drift expected of the agent if it never changes, from how similar its posts are within a half and how many they are. */
  readonly expected: Float64Array;
  readonly mean: Estimate;
  /** Mean of drift − expected: what sampling does not explain. */
  readonly excess: Estimate;
}

/**
 * Drift of each agent between the earlier and the later half of its posts, beside the drift of an agent that never
 * changes: means of n/2 posts differ by `1 − μ²/(μ² + (1 − μ²)/(n/2))`, which falls like 1/n. μ² is the mean cosine of
 * pairs of posts within the halves, unbiased, kept within [0, 1].
 *
 * Cost: posts · dimension.
 *
 * @throws InvalidInputError when `minimum` is below 2.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299; {@link nullPredictions}
 *
 * @example
 * ```ts
 * import { agentDrift, postStream } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0], [1, 0], [0, 1], [0, 1]], agents: ['ada', 'ada', 'ada', 'ada'], days: [0, 0, 1, 1],
 * });
 * agentDrift(stream, { minimum: 4 }).drift[0]; // 1
 * ```
 */
export function agentDrift(stream: PostStream, options: HalvesOptions = {}): AgentDrift {
  return driftOfHalves(agentHalves(stream, options));
}

/** {@link agentDrift} from halves. */
export function driftOfHalves({ agents, posts, omitted, early, late, dimension }: AgentHalves): AgentDrift {
  const drift = new Float64Array(agents.length);
  const expected = new Float64Array(agents.length);
  for (let a = 0; a < agents.length; a++) {
    const [n, m] = [Math.floor(posts[a] / 2), Math.ceil(posts[a] / 2)];
    drift[a] = 1 - cosineRows(early, a, late, a, dimension);
    const within = dotRows(early, a, early, a, dimension) - n + dotRows(late, a, late, a, dimension) - m;
    const meanCosine = within / (n * (n - 1) + m * (m - 1));
    expected[a] = 1 - expectedCosine(Math.min(1, Math.max(0, meanCosine)), n, m);
  }
  return {
    agents,
    posts,
    omitted,
    drift,
    expected,
    mean: meanOverAgents(drift, 'mean drift over agents'),
    excess: meanOverAgents(
      drift.map((value, a) => value - expected[a]),
      'mean over agents of drift less its null',
    ),
  };
}

/** A number for each agent, and their mean. */
export interface AgentMeasure {
  /** Agents looked at, as indices into the stream's `agentNames`. */
  readonly agents: Int32Array;
  /** Agents with too few posts. */
  readonly omitted: number;
  readonly values: Float64Array;
  readonly mean: Estimate;
}

/**
 * Whether agents move the same way: `S_a = cos(d_a, d̄)` with the displacement d_a of its centroid from the early to the
 * late half and the mean displacement d̄. As d̄ contains d_a, the mean of S is about 1/√agents above 0 in a society
 * without direction; `leaveOneOut` takes d̄ over the others and has mean 0 there.
 *
 * Cost: posts · dimension.
 *
 * @throws InvalidInputError when `minimum` is below 2.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { directionConsistency, postStream } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0], [1, 0], [0, 1], [0, 1]], agents: ['ada', 'bob', 'ada', 'bob'], days: [0, 0, 1, 1],
 * });
 * directionConsistency(stream, { minimum: 2 }).mean.estimate; // 1
 * ```
 */
export function directionConsistency(
  stream: PostStream,
  { leaveOneOut = true, ...options }: HalvesOptions & { /** Default true. */ readonly leaveOneOut?: boolean } = {},
): AgentMeasure {
  return directionOfHalves(agentHalves(stream, options), leaveOneOut);
}

/** {@link directionConsistency} from halves. */
export function directionOfHalves(
  { agents, posts, omitted, early, late, dimension }: AgentHalves,
  leaveOneOut: boolean,
): AgentMeasure {
  const moves = new Float64Array(early.length);
  const total = new Float64Array(dimension);
  for (let a = 0; a < agents.length; a++) {
    addRow(moves, a, late, a, dimension, 1 / Math.ceil(posts[a] / 2));
    addRow(moves, a, early, a, dimension, -1 / Math.floor(posts[a] / 2));
    addRow(total, 0, moves, a, dimension);
  }
  const others = new Float64Array(dimension);
  const consistency = Float64Array.from(agents, (_, a) => {
    others.set(total);
    if (leaveOneOut) addRow(others, 0, moves, a, dimension, -1);
    const cosine = cosineRows(moves, a, others, 0, dimension);
    // An agent that did not move has no direction; it agrees with none.
    return Number.isNaN(cosine) ? 0 : cosine;
  });
  return { agents, omitted, values: consistency, mean: meanOverAgents(consistency, 'mean direction consistency') };
}

/**
 * Whether agents move towards the society: `ΔS_a = cos(late, global) − cos(early, global)` with the mean embedding of all
 * posts of the stream. Its mean is 0 where time does not matter.
 *
 * Cost: posts · dimension.
 *
 * @throws InvalidInputError when `minimum` is below 2.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { postStream, societalPull } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0], [1, 0], [0, 1], [0, 1]], agents: ['ada', 'ada', 'ada', 'ada'], days: [0, 0, 1, 1],
 * });
 * societalPull(stream, { minimum: 4 }).values[0]; // 0
 * ```
 */
export function societalPull(stream: PostStream, options: HalvesOptions = {}): AgentMeasure {
  return pullOfHalves(stream, agentHalves(stream, options));
}

/** {@link societalPull} from halves. */
export function pullOfHalves(
  { units, posts, dimension }: PostStream,
  { agents, omitted, early, late }: AgentHalves,
): AgentMeasure {
  const society = new Float64Array(dimension);
  for (let post = 0; post < posts; post++) addRow(society, 0, units, post, dimension);
  const values = new Float64Array(agents.length);
  for (let a = 0; a < agents.length; a++) {
    values[a] = cosineRows(late, a, society, 0, dimension) - cosineRows(early, a, society, 0, dimension);
  }
  return { agents, omitted, values, mean: meanOverAgents(values, 'mean pull over agents') };
}

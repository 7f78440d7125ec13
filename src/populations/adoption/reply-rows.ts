import { InvalidInputError } from '../../foundation/index.js';
import type { ReplyEdges } from '../records/index.js';

/** Which way influence runs along a reply: from those who answer an agent to it (as published), or from those it answers. */
export type ExposedBy = 'repliers' | 'answered';

/** For each agent those who expose it, row after row. */
export interface ExposingAgents {
  readonly offsets: Uint32Array;
  readonly agents: Uint32Array;
}

export function exposingAgents({ from, to }: ReplyEdges, size: number, by: ExposedBy): ExposingAgents {
  const [exposing, exposed] = by === 'repliers' ? [from, to] : [to, from];
  const offsets = new Uint32Array(size + 1);
  for (let e = 0; e < exposed.length; e++) {
    for (const agent of [exposed[e], exposing[e]]) {
      if (!(agent < size)) throw new InvalidInputError(`replies[${e}]`, agent, `name one of ${size} agents`);
    }
    offsets[exposed[e] + 1]++;
  }
  for (let i = 0; i < size; i++) offsets[i + 1] += offsets[i];
  const agents = new Uint32Array(exposing.length);
  const next = offsets.slice();
  for (let e = 0; e < exposing.length; e++) agents[next[exposed[e]]++] = exposing[e];
  return { offsets, agents };
}

/** How many of those who expose an agent had adopted before `time`; `adopted` is Infinity for those who never do. */
export function exposureBefore(
  { offsets, agents }: ExposingAgents,
  agent: number,
  adopted: Float64Array,
  time: number,
): number {
  let exposure = 0;
  for (let k = offsets[agent]; k < offsets[agent + 1]; k++) if (adopted[agents[k]] < time) exposure++;
  return exposure;
}

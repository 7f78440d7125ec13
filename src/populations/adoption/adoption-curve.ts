import { checkInteger, checkOneOf } from '../../foundation/index.js';
import { wilsonInterval, type Estimate } from '../../statistics/index.js';
import type { Cascade, ReplyEdges } from '../records/index.js';
import { exposingAgents, type ExposedBy } from './reply-rows.js';

/** The chance to adopt while exposed to `exposure` adopters; `n` counts agents and cascades that came so far. */
export interface AdoptionStep extends Estimate {
  readonly exposure: number;
  readonly adopted: number;
}

/**
 * p(k) = adopters at exposure k / agents that reached exposure k, over all cascades, with Wilson's interval. It rises with k where
 * exposure persuades, and also where those exposed more are those who write more: compare it with
 * {@link cascadesWithoutInfluence}.
 *
 * Cost: O(agents) a cascade, and the degree of each adopter.
 *
 * @param size - number of agents
 * @throws InvalidInputError when an edge names no agent.
 * @see D. Romero, B. Meeder, J. Kleinberg, WWW (2011) 695
 *
 * @example
 * ```ts
 * import { adoptionCurve } from 'polity/populations';
 * const replies = { from: Uint32Array.of(0, 0), to: Uint32Array.of(1, 2), weights: Float64Array.of(1, 1) };
 * const cascade = { name: 'hello', agents: Uint32Array.of(0, 1), times: Float64Array.of(1, 5) };
 * adoptionCurve(3, replies, [cascade]).map(({ estimate }) => estimate); // [0.3333, 0.5]
 * ```
 */
export function adoptionCurve(
  size: number,
  replies: ReplyEdges,
  cascades: readonly Cascade[],
  { exposedBy = 'repliers', most = 10 }: { readonly exposedBy?: ExposedBy; /** Largest exposure, default 10. */ readonly most?: number } = {},
): AdoptionStep[] {
  checkInteger('size', size, { min: 1 });
  checkInteger('most', most, { min: 0 });
  checkOneOf('exposedBy', exposedBy, ['repliers', 'answered']);
  const exposed = exposingAgents(replies, size, exposedBy === 'repliers' ? 'answered' : 'repliers');
  const [adopted, ended] = [new Float64Array(most + 1), new Float64Array(most + 2)];
  const exposure = new Int32Array(size);
  for (const { agents, times } of cascades) {
    exposure.fill(0);
    for (let from = 0; from < agents.length;) {
      let to = from;
      while (to < agents.length && times[to] === times[from]) to++;
      for (let k = from; k < to; k++) {
        const at = exposure[agents[k]];
        if (at <= most) adopted[at]++;
        ended[Math.min(at, most + 1)]++;
        exposure[agents[k]] = -1;
      }
      for (let k = from; k < to; k++) {
        for (let e = exposed.offsets[agents[k]]; e < exposed.offsets[agents[k] + 1]; e++) {
          if (exposure[exposed.agents[e]] >= 0) exposure[exposed.agents[e]]++;
        }
      }
      from = to;
    }
    for (const at of exposure) if (at >= 0) ended[Math.min(at, most + 1)]++;
  }
  // Everybody who ended at k or later has been at k.
  const steps: AdoptionStep[] = [];
  for (let k = most, reached = ended[most + 1]; k >= 0; k--) {
    reached += ended[k];
    if (reached === 0) continue;
    const estimate = adopted[k] / reached;
    steps.push({
      exposure: k,
      adopted: adopted[k],
      estimate,
      standardError: Math.sqrt((estimate * (1 - estimate)) / reached),
      interval: wilsonInterval({ successes: adopted[k], trials: reached }),
      n: reached,
      method: 'share of those who reached the exposure, Wilson interval',
    });
  }
  return steps.reverse();
}

import { checkInteger, checkProbability } from '../../foundation/index.js';
import { counterDraws } from './counter-random.js';
import { emptyCurve, noteDay, type EpidemicCurve } from './epidemic-curve.js';

export interface MeetingEpidemicOptions {
  /** Agents that an infectious agent meets in a step, each drawn anew from all (oneself and repeats included). */
  readonly contacts: number;
  /** Probability that a meeting with a susceptible agent infects it. */
  readonly infection: number;
  /** Probability that an infectious agent recovers in a step. */
  readonly recovery: number;
  /** Agents infectious at the start: the first ones. */
  readonly initial: number;
  readonly steps: number;
  readonly seed?: number;
}

/**
 * An epidemic of chance meetings: in a step each infectious agent meets `contacts` agents drawn from all, each of which, if
 * susceptible, is infected with probability b; then every agent that was infectious at the start of the step recovers with
 * probability g.
 *
 * Meetings that do not infect are not drawn: how many of an agent's meetings would infect is binomial, and only those get
 * a partner. The law is the same and the cost of a step is O(infectious agents · (1 + b · contacts)).
 *
 * @param n - agents
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { meetingEpidemic } from 'polity/populations';
 * const options = { contacts: 5, infection: 0.06, recovery: 0.1, initial: 10, steps: 200, seed: 3 };
 * meetingEpidemic(10_000, options).recovered[200]; // 9519
 * ```
 */
export function meetingEpidemic(
  n: number,
  { contacts, infection, recovery, initial, steps, seed = 0 }: MeetingEpidemicOptions,
): EpidemicCurve {
  checkInteger('n', n, { min: 1, max: 2 ** 32 - 1 });
  checkInteger('contacts', contacts, { min: 0, max: 254 });
  checkProbability('infection', infection);
  checkProbability('recovery', recovery);
  checkInteger('initial', initial, { min: 0, max: n });
  checkInteger('steps', steps, { min: 0 });
  const curve = emptyCurve(n, steps);
  const upTo = binomialDistribution(contacts, infection);
  const met = new Uint8Array(n).fill(1, 0, initial);
  const infectious = new Uint32Array(n);
  for (let i = 0; i < initial; i++) infectious[i] = i;
  let count = initial;
  let recovered = 0;
  noteDay(curve, 0, count, 0);
  for (let step = 0; step < steps; step++) {
    const successes = counterDraws(seed, { step, substep: 0 });
    const leaving = counterDraws(seed, { step, substep: 1 });
    const partners = Array.from({ length: contacts }, (_, s) => counterDraws(seed, { step, substep: 2 + s }));
    // Newly infected are put behind the infectious; those who stay are moved to the front.
    let end = count;
    let staying = 0;
    for (let k = 0; k < count; k++) {
      const agent = infectious[k];
      const u = successes.uniform(agent);
      for (let s = 0; u >= upTo[s]; s++) {
        const other = partners[s].below(agent, n);
        if (met[other]) continue;
        met[other] = 1;
        infectious[end++] = other;
      }
      if (!leaving.happens(agent, recovery)) infectious[staying++] = agent;
    }
    curve.newInfections[step] = end - count;
    recovered += count - staying;
    infectious.copyWithin(staying, count, end);
    count = staying + end - count;
    noteDay(curve, step + 1, count, recovered);
  }
  return curve;
}

/** P(X ≤ s) of the binomial law, for s = 0 … n; the last is 1. */
function binomialDistribution(n: number, p: number): Float64Array {
  const upTo = new Float64Array(n + 1).fill(1);
  if (p === 1) return upTo.fill(0, 0, n);
  let mass = (1 - p) ** n;
  let sum = 0;
  for (let s = 0; s < n; s++) {
    sum += mass;
    upTo[s] = Math.min(1, sum);
    mass *= ((n - s) / (s + 1)) * (p / (1 - p));
  }
  return upTo;
}

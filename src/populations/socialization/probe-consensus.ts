import { InvalidInputError } from '../../foundation/index.js';

export interface ProbeConsensus {
  readonly answers: number;
  /** Share of answers that name something that exists; a missing answer (`null`) does not. */
  readonly validShare: number;
  /** Share of answers that name something that does not exist. */
  readonly hallucinatedShare: number;
  /** Different existing things named. */
  readonly distinct: number;
  /** The existing thing named most often, the first to be named if several are; `null` if there is none. */
  readonly leader: string | null;
  /** Its share of all answers. */
  readonly leaderShare: number;
  /** Shannon entropy of the valid answers, in bits; NaN without any. */
  readonly entropy: number;
  /** Probability that two different valid answers agree; NaN with fewer than two. An estimate without bias. */
  readonly agreement: number;
}

/**
 * Do agents agree on who matters? Answers to a question such as "who is influential here?" against what exists.
 *
 * Cost: linear.
 *
 * @param answers - name given by each agent asked, `null` for none
 * @param existing - names that exist
 * @throws InvalidInputError when there is no answer.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { probeConsensus } from 'polity/populations';
 * const { leaderShare, hallucinatedShare } = probeConsensus(['ada', 'ada', 'zeus', null], ['ada', 'bob']);
 * leaderShare; // 0.5
 * hallucinatedShare; // 0.25
 * ```
 */
export function probeConsensus(answers: readonly (string | null)[], existing: Iterable<string>): ProbeConsensus {
  if (answers.length === 0) throw new InvalidInputError('answers.length', 0, 'be at least 1');
  const known = new Set(existing);
  const counts = new Map<string, number>();
  let [valid, hallucinated] = [0, 0];
  for (const answer of answers) {
    if (answer === null) continue;
    if (!known.has(answer)) {
      hallucinated++;
      continue;
    }
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
    valid++;
  }
  let [leader, most, entropy, agreeing] = [null as string | null, 0, 0, 0];
  for (const [name, count] of counts) {
    if (count > most) [leader, most] = [name, count];
    entropy -= (count / valid) * Math.log2(count / valid);
    agreeing += count * (count - 1);
  }
  return {
    answers: answers.length,
    validShare: valid / answers.length,
    hallucinatedShare: hallucinated / answers.length,
    distinct: counts.size,
    leader,
    leaderShare: most / answers.length,
    entropy: valid > 0 ? Math.abs(entropy) : NaN,
    agreement: valid > 1 ? agreeing / (valid * (valid - 1)) : NaN,
  };
}

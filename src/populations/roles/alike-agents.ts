import type { RandomStream } from '../../foundation/index.js';
import { proportionalTo } from '../records/alias-table.js';
import type { Society } from '../records/index.js';

/**
 * Features ({@link societyFeatures}) of a society in which agents differ in how much they do and in nothing else: each writes as
 * many records as it did, each record is a comment with the chance of all, and each reply goes to an agent in proportion
 * to what that one wrote. The null model of roles.
 *
 * Cost: O(agents) once, then O(records of the agents drawn) a draw.
 *
 * @returns draws the features of some agents, for the option `without` of {@link roleEvidence}
 *
 * @example
 * ```ts
 * import { alikeAgents, readSociety, roleEvidence, societyFeatures, syntheticMoltbook } from 'polity/populations';
 * const { posts, comments } = syntheticMoltbook({ agents: 100, roles: true, seed: 1 });
 * const society = await readSociety(posts, comments);
 * roleEvidence(societyFeatures(society), { without: alikeAgents(society) }).pValue; // 0.05
 * ```
 */
export function alikeAgents({
  posts,
  comments,
  replies,
}: Pick<Society, 'posts' | 'comments' | 'replies'>): (agents: Uint32Array, random: RandomStream) => Float64Array[] {
  const written = posts.map((count, i) => count + comments[i]);
  const all = sum(written);
  const answering = sum(replies.weights);
  const commenting = sum(comments);
  const [commentShare, replyShare] = [commenting / all, commenting > 0 ? answering / commenting : 0];
  const partner = proportionalTo(written);
  return (agents, random) =>
    Array.from(agents, (agent) => {
      let [comment, reply] = [0, 0];
      for (let k = 0; k < written[agent]; k++) {
        if (!random.bernoulli(commentShare)) continue;
        comment++;
        if (random.bernoulli(replyShare)) reply++;
      }
      const received = poisson((answering * written[agent]) / all, random);
      return Float64Array.of(
        written[agent] - comment,
        comment,
        partners(reply, agent, random),
        partners(received, agent, random),
        received,
      );
    });

  /** Different agents among `count` drawn, the agent itself not among them. */
  function partners(count: number, agent: number, random: RandomStream): number {
    const met = new Set<number>();
    for (let k = 0; k < count; k++) {
      const other = partner(random);
      if (other !== agent) met.add(other);
    }
    return met.size;
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Arrivals at rate 1 until `mean`. Cost: O(mean). */
function poisson(mean: number, random: RandomStream): number {
  let count = -1;
  for (let time = 0; time <= mean; count++) time -= Math.log1p(-random.uniform());
  return count;
}

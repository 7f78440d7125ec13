import {
  agentDrift,
  directionConsistency,
  interactionInfluence,
  netProgress,
  nullPredictions,
  simulateEmbeddingSociety,
  societalPull,
  socializationReport,
} from '../../populations/index.js';
import type { Claim } from '../reproduction.js';
import { independentPosts, overSeeds } from './samples.js';

const drift = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Agents: drift', ...claim });
const influence = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Agents: influence', ...claim });

export const agentClaims: readonly Claim[] = [
  drift({
    id: 'active-agents-drift-less',
    where: '§5, individual drift',
    kind: 'simulation',
    statement: 'Active agents drift less',
    published: null,
    compute: () => {
      const { posts, drift: values } = agentDrift(simulateEmbeddingSociety({ activitySpread: 0.8, seed: 1 }));
      return halves(posts, values);
    },
    holds: (difference) => difference < -0.01,
    why: 'Drift of the more active half of agents less that of the other half, in a society in which nobody changes.',
  }),
  drift({
    id: 'inertia-of-active-agents',
    where: '§5, individual drift',
    kind: 'simulation',
    statement: 'Active agents are more inert than others, beyond what their number of posts explains',
    published: null,
    compute: () => {
      const { posts, drift: values, expected } = agentDrift(simulateEmbeddingSociety({ activitySpread: 0.8, seed: 1 }));
      return halves(posts, values.map((value, i) => value - expected[i])); // prettier-ignore
    },
    holds: (difference) => difference < -0.01,
    expected: 'fails',
    why: 'The same difference once the drift expected of an agent that never changes, which falls like 1/n, is taken off: nothing is left. The pattern in the paper is no evidence of inertia unless this excess is shown.',
  }),
  ...(
    [
      [10, 0.3182, 60],
      [50, 0.0854, 40],
    ] as const
  ).map(([posts, value, agents]) =>
    // prettier-ignore
    drift({
      id: `drift-null-${posts}`,
      where: 'null model of §5',
      kind: 'simulation',
      statement: `Agents of ${posts} independent posts with mean cosine 0.3 drift by ${value}`,
      published: nullPredictions({ meanCosine: 0.3, posts }).drift,
      compute: () => {
        const { mean } = agentDrift(independentPosts(0.3, new Array<number>(agents).fill(posts), { seed: posts }));
        return { value: mean.estimate, standardError: mean.standardError };
      },
      why: 'Simulated agents against 1 − μ²/(μ² + (1 − μ²)/(n/2)); four standard errors.',
    }),
  ),
  drift({
    id: 'no-common-direction',
    where: '§5, direction consistency',
    kind: 'simulation',
    statement: 'Agents without direction have direction consistency 0',
    published: 0,
    compute: ({ full }) =>
      overSeeds(
        full ? 40 : 10,
        (seed) => directionConsistency(simulateEmbeddingSociety({ agents: 100, seed })).mean.estimate,
      ),
    why: 'With the mean displacement taken over the other agents; four standard errors over seeds.',
  }),
  drift({
    id: 'no-common-direction-as-published',
    where: '§5, direction consistency',
    kind: 'simulation',
    statement: 'The same with the agent’s own displacement in the mean, as published',
    published: 0,
    compute: ({ full }) =>
      overSeeds(full ? 40 : 10, (seed) => {
        const society = simulateEmbeddingSociety({ agents: 100, seed });
        return directionConsistency(society, { leaveOneOut: false }).mean.estimate;
      }),
    expected: 'fails',
    why: 'The published form contains d_a in the mean it is compared with, which makes it about 1/√N > 0 without any direction: 0.1 for 100 agents. The leave-one-out form is the default here.',
  }),
  influence({
    id: 'no-pull-without-attraction',
    where: '§5, societal pull',
    kind: 'simulation',
    statement: 'Without attraction agents do not move towards the society',
    published: 0,
    compute: ({ full }) =>
      overSeeds(full ? 60 : 20, (seed) => societalPull(simulateEmbeddingSociety({ agents: 80, seed })).mean.estimate),
    why: 'Mean over seeds; four standard errors. The paper’s ΔS ≈ 0 is what a society without socialization shows.',
  }),
  influence({
    id: 'pull-with-attraction',
    where: '§5, societal pull',
    kind: 'simulation',
    statement: 'With attraction κ = 0.1 they do, and the measure sees it',
    published: null,
    compute: ({ full }) => inStandardErrors(overSeeds(full ? 60 : 12, (seed) => societalPull(simulateEmbeddingSociety({ agents: 80, attraction: 0.1, seed })).mean.estimate)), // prettier-ignore
    holds: (z) => z > 4,
    why: 'Mean pull in standard errors over seeds: so ΔS ≈ 0 on Moltbook does exclude attraction of this strength.',
  }),
  influence({
    id: 'no-influence-without-attraction',
    where: '§5, interaction influence',
    kind: 'simulation',
    statement: 'Without attraction a reply leaves no trace',
    published: 0,
    compute: ({ full }) =>
      overSeeds(full ? 60 : 20, (seed) => interactionInfluence(simulateEmbeddingSociety({ agents: 80, seed })).influence.estimate), // prettier-ignore
    why: 'Event less baseline over seeds; four standard errors.',
  }),
  influence({
    id: 'influence-first-order',
    where: '§5, interaction influence',
    kind: 'simulation',
    statement: 'With weak attraction (κ = 0.02) the influence is that of one comment, α κ √(1 − g²) = 0.0104',
    published: 0.6 * 0.02 * Math.sqrt(0.75),
    compute: () => {
      const { estimate, standardError } = interactionInfluence(simulateEmbeddingSociety({ attraction: 0.02, seed: 1 })).influence; // prettier-ignore
      return { value: estimate, standardError };
    },
    why: 'The first-order effect of one move of interest on the cosine with the post replied to; four standard errors by agents.',
  }),
  influence({
    id: 'trend-pulls-without-influence',
    where: '§5, against a rival explanation',
    kind: 'simulation',
    statement: 'Under an outside trend agents converge, yet replies leave no trace',
    published: 0,
    compute: () => {
      const society = simulateEmbeddingSociety({ attraction: 0.05, attractor: 'trend', seed: 1 });
      const { estimate, standardError } = interactionInfluence(society).influence;
      const pull = societalPull(society).mean;
      return {
        value: estimate,
        standardError,
        detail: `pull ${pull.estimate.toFixed(3)} ± ${pull.standardError.toFixed(3)}`,
      };
    },
    why: 'Pull and common direction cannot tell news from neighbours; the comparison with posts not replied to can.',
  }),
  influence({
    id: 'no-progress-without-learning',
    where: '§5, feedback adaptation',
    kind: 'simulation',
    statement: 'Without learning from votes net progress is that of shuffled votes',
    published: 0,
    compute: () => {
      const { estimate, standardError } = netProgress(simulateEmbeddingSociety({ seed: 1 })).excess;
      return { value: estimate, standardError };
    },
    why: 'NP less its permuted baseline; four standard errors by agents.',
  }),
  influence({
    id: 'progress-with-learning',
    where: '§5, feedback adaptation',
    kind: 'simulation',
    statement: 'Where agents move towards their best post, net progress exceeds that of shuffled votes',
    published: null,
    compute: () => {
      const { estimate, standardError } = netProgress(
        simulateEmbeddingSociety({ rewardAdaptation: 0.3, seed: 1 }),
      ).excess;
      return { value: estimate / standardError, detail: `${estimate.toFixed(4)} ± ${standardError.toFixed(4)}` };
    },
    holds: (z) => z > 4,
    why: 'In standard errors by agents.',
  }),
  influence({
    id: 'null-society-survives-nothing',
    where: '§§4–6',
    kind: 'simulation',
    statement: 'Of all findings none survives in a society in which nobody changes',
    published: 0,
    tolerance: 0.5,
    compute: () => surviving(0),
    why: 'Number of measures beyond their null model after Holm’s adjustment (10 measures).',
  }),
  influence({
    id: 'social-society-survives',
    where: '§§4–6',
    kind: 'simulation',
    statement: 'With attraction κ = 0.1 centroids, homogeneity, density, drift, direction, pull and influence do',
    published: null,
    compute: () => surviving(0.1),
    holds: (count) => count >= 7,
    why: 'Number of measures beyond their null model; anchors and feedback are not switched on.',
  }),
];

function surviving(attraction: number) {
  const society = simulateEmbeddingSociety({ attraction, seed: 1 });
  const found = socializationReport(society, { shuffles: 20, seed: 1 }).findings.filter(
    ({ verdict }) => verdict !== 'as null',
  );
  return {
    value: found.length,
    detail: found.map(({ metric, verdict }) => `${metric} ${verdict}`).join(', ') || 'none',
  };
}

function inStandardErrors({ value, standardError }: { value: number; standardError: number }) {
  return { value: value / standardError, detail: `${value.toFixed(4)} ± ${standardError.toFixed(4)}` };
}

/** Mean value of agents with more posts than the median less that of the others. */
function halves(posts: Int32Array, values: Float64Array): number {
  const median = posts.slice().sort()[posts.length >> 1];
  const mean = (keep: (count: number) => boolean) => {
    const chosen = values.filter((_, i) => keep(posts[i]));
    return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
  };
  return mean((count) => count > median) - mean((count) => count <= median);
}

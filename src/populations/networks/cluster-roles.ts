import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import {
  adjustedRandIndex,
  chooseClusters,
  clusterStability,
  cutHierarchy,
  gaussianMixture,
  goodnessOfFit,
  normalizedMutualInformation,
  principalComponents,
  standardize,
  ward,
  type ChosenClusters,
  type ClusterStability,
  type ContingencyTest,
} from '../../statistics/index.js';
import type { AgentFeatures } from './agent-features.js';

export interface ClusterRolesOptions {
  /** Least and largest number of roles tried, default 3 and 8. */
  readonly from?: number;
  readonly to?: number;
  /** k-means starts, default 10. */
  readonly starts?: number;
  /** Above this many features their principal components are clustered, this many of them; default 10. */
  readonly components?: number;
  /** Bootstrap samples for stability, default 20; 0 for none. */
  readonly replicates?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** How far another method gives the same roles. */
export interface RoleAgreement {
  readonly method: 'ward' | 'gaussian mixture';
  readonly adjustedRand: number;
  readonly mutualInformation: number;
}

export interface ClusterRoles extends ChosenClusters {
  /** Role of each agent. */
  readonly labels: Int32Array;
  /** Names of the features that vary, in the order of the table. */
  readonly features: readonly string[];
  /** What was clustered, a row an agent: z-scores or their principal components. */
  readonly points: readonly Float64Array[];
  readonly agreement: readonly RoleAgreement[];
  readonly stability: ClusterStability | null;
  readonly distribution: RoleDistribution;
}

export interface RoleDistribution {
  readonly counts: Int32Array;
  /** Pearson's test against roles that are equally common, with Cramér's V. */
  readonly uniformity: ContingencyTest;
  /** Entropy of the shares over its largest value, ln k: 1 where all roles are equally common. */
  readonly evenness: number;
}

/**
 * Roles as clusters: features are standardised, constant ones left out, many of them reduced to principal components, and
 * the number of k-means clusters is that of the largest mean silhouette; Ward's tree and a Gaussian mixture with as many
 * clusters are compared, and the bootstrap says how stable it is.
 *
 * A silhouette near 1 with nearly all agents in one cluster is what heavy-tailed features give without any roles: compare
 * with features drawn independently from the same tails.
 *
 * Cost: O(agents²) for silhouettes and Ward's tree, for each number tried.
 *
 * @throws InvalidInputError when no feature varies, or numbers are not in 2 … agents − 1; the signal's reason.
 *
 * @example
 * ```ts
 * import { clusterRoles, roleFeatures, syntheticArchive } from 'polity/populations';
 * const features = roleFeatures(syntheticArchive({ agents: 60, days: 3 }));
 * clusterRoles(features, { to: 4, replicates: 0 }).candidates.map(({ clusters }) => clusters); // [3, 4]
 * ```
 */
export function clusterRoles(
  { names, rows }: AgentFeatures,
  { from = 3, to = 8, starts = 10, components = 10, replicates = 20, seed = 0, signal }: ClusterRolesOptions = {},
): ClusterRoles {
  checkInteger('components', components, { min: 1 });
  checkInteger('replicates', replicates, { min: 0 });
  const scores = standardize(rows);
  const points =
    scores.columns.length > components ? principalComponents(scores.points, { components }).scores : scores.points;
  const options = signal ? { seed, signal } : { seed };
  const chosen = chooseClusters(points, { from, to, starts, ...options });
  const { labels, clusters } = chosen.best;
  const others = [
    { method: 'ward', found: cutHierarchy(ward(points), { clusters }) },
    {
      method: 'gaussian mixture',
      found: gaussianMixture(points, { components: clusters, ...options }).labels,
    },
  ] as const;
  return {
    ...chosen,
    labels,
    features: Array.from(scores.columns, (column) => names[column]),
    points,
    agreement: others.map(({ method, found }) => ({
      method,
      adjustedRand: adjustedRandIndex(labels, found),
      mutualInformation: normalizedMutualInformation(labels, found),
    })),
    stability: replicates > 0 ? clusterStability(points, labels, { replicates, ...options }) : null,
    distribution: roleDistribution(labels, clusters),
  };
}

/**
 * How roles are distributed: counts, the test that they are equally common, evenness.
 *
 * @param labels - role of each agent, 0 … roles − 1
 * @throws InvalidInputError when a label is not one of them or there are fewer than 2 roles.
 *
 * @example
 * ```ts
 * import { roleDistribution } from 'polity/populations';
 * roleDistribution([0, 0, 0, 1], 2).evenness; // 0.811278
 * ```
 */
export function roleDistribution(labels: ArrayLike<number>, roles: number): RoleDistribution {
  checkInteger('roles', roles, { min: 2 });
  const counts = new Int32Array(roles);
  for (let i = 0; i < labels.length; i++) counts[checkInteger(`labels[${i}]`, labels[i], { min: 0, max: roles - 1 })]++;
  if (labels.length === 0) throw new InvalidInputError('labels.length', 0, 'be at least 1');
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / labels.length) * Math.log(count / labels.length);
  return { counts, uniformity: goodnessOfFit(counts), evenness: entropy / Math.log(roles) };
}

import { checkPositive, InvalidInputError } from '../../foundation/index.js';
import { standardize } from '../../statistics/index.js';
import type { AgentFeatures } from './agent-features.js';

export type RuleRole = 'specialist' | 'connector' | 'initiator' | 'synthesizer' | 'generalist';

export interface RuleRoles {
  readonly roles: readonly RuleRole[];
  readonly counts: Readonly<Record<RuleRole, number>>;
}

const NEEDED = ['normalizedPlaceEntropy', 'betweenness', 'postsPerComment', 'posts', 'inDegree'] as const;

/**
 * Roles by rules on z-scores, the first that fits: specialist, who writes in few places (entropy below −t); connector, on
 * many shortest paths (betweenness above t); initiator, who posts rather than comments (ratio above t); synthesizer, who
 * comments rather than posts (ratio below −t) and is replied to; else generalist.
 *
 * The rules find these roles in any data, noise included: thresholds cut every distribution somewhere.
 *
 * Cost: linear.
 *
 * @param features - of `roleFeatures(archive, { set: 'full' })`
 * @throws InvalidInputError when a feature that the rules need is not there or the threshold is not above 0.
 *
 * @example
 * ```ts
 * import { roleFeatures, ruleRoles, syntheticArchive } from 'polity/populations';
 * // Two of the 30 agents never wrote.
 * ruleRoles(roleFeatures(syntheticArchive({ agents: 30, days: 2 }), { set: 'full' })).roles.length; // 28
 * ```
 */
export function ruleRoles(
  { names, rows }: AgentFeatures,
  { threshold = 0.5 }: { readonly threshold?: number } = {},
): RuleRoles {
  checkPositive('threshold', threshold);
  const column = new Map(names.map((name, j) => [name, j]));
  for (const name of NEEDED) {
    if (!column.has(name)) throw new InvalidInputError('features.names', names, `contain '${name}'`);
  }
  const { means, standardDeviations, columns } = standardize(rows);
  const varies = new Set(columns);
  const raw = (i: number, name: (typeof NEEDED)[number]) => rows[i][column.get(name)!];
  const score = (i: number, name: (typeof NEEDED)[number]) => {
    const j = column.get(name)!;
    // A feature that is the same for all says nothing.
    return varies.has(j) ? (rows[i][j] - means[j]) / standardDeviations[j] : 0;
  };
  const counts = { specialist: 0, connector: 0, initiator: 0, synthesizer: 0, generalist: 0 };
  const roles = rows.map((_, i): RuleRole => {
    const ratio = score(i, 'postsPerComment');
    if (score(i, 'normalizedPlaceEntropy') < -threshold) return 'specialist';
    if (score(i, 'betweenness') > threshold) return 'connector';
    if (ratio > threshold && raw(i, 'posts') > 0) return 'initiator';
    if (ratio < -threshold && raw(i, 'inDegree') > 0) return 'synthesizer';
    return 'generalist';
  });
  for (const role of roles) counts[role]++;
  return { roles, counts };
}

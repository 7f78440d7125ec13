import { randomStream, type RandomStream } from '../../foundation/index.js';
import { chooseClusters, standardize } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';
import { archiveRoles } from './societies.js';

const claim = (options: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Roles: what a silhouette of 0.91 says',
  kind: 'simulation',
  ...options,
});

const AGENTS = 1000;
const FEATURES = 5;

const pareto = (random: RandomStream) => (1 - random.uniform()) ** (-1 / 1.5);
const lognormal = (random: RandomStream) => Math.exp(1.5 * random.normal());
const normal = (random: RandomStream) => random.normal();

const made = new Map<string, readonly { silhouette: number; largestShare: number }[]>();

/** Societies of agents with independent features, clustered as published into 3 to 6 roles; the best silhouette of each. */
function withoutRoles(feature: (random: RandomStream) => number, full: boolean) {
  const key = `${feature.name} ${full}`;
  const found =
    made.get(key) ??
    Array.from({ length: full ? 200 : 20 }, (_, society) => {
      const random = randomStream(9, society);
      const rows = Array.from({ length: AGENTS }, () => Float64Array.from({ length: FEATURES }, () => feature(random)));
      return chooseClusters(standardize(rows).points, { from: 3, to: 6, starts: 5, seed: society }).best;
    });
  made.set(key, found);
  return found;
}

function mean(values: readonly number[]) {
  const value = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - value) ** 2, 0);
  return { value, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

const share = (values: readonly number[], test: (value: number) => boolean) =>
  values.filter(test).length / values.length;

export const roleClaims: readonly Claim[] = [
  claim({
    id: 'silhouette-shows-roles',
    where: 'silhouette 0.91',
    statement: 'A silhouette of 0.91 is rare among agents without roles',
    published: null,
    compute: ({ full }) =>
      share(
        withoutRoles(pareto, full).map((best) => best.silhouette),
        (s) => s >= 0.91,
      ),
    holds: (chance) => chance <= 0.05,
    why: 'Share of societies with as large a silhouette: 1,000 agents, five independent Pareto features (tail 1.5), z-scored, k-means with 3 to 6 clusters. The bulk of a heavy tail falls together in units of its standard deviation, and the few beyond are far from it: nearly every point has a ≪ b.',
    expected: 'fails',
  }),
  claim({
    id: 'largest-role-shows-roles',
    where: '93.5 % of agents in one role',
    statement: 'One role with 93.5 % of the agents is rare among agents without roles',
    published: null,
    compute: ({ full }) =>
      share(
        withoutRoles(pareto, full).map((best) => best.largestShare),
        (s) => s >= 0.935,
      ),
    holds: (chance) => chance <= 0.05,
    why: 'The same societies: the large “role” is everybody who is not extreme.',
    expected: 'fails',
  }),
  claim({
    id: 'silhouette-lognormal',
    where: 'silhouette 0.91',
    statement: 'Lognormal features are enough for silhouettes above 0.6',
    published: null,
    compute: ({ full }) => mean(withoutRoles(lognormal, full).map((best) => best.silhouette)),
    holds: (s) => s > 0.6,
    why: 'Standard deviation of the logarithm 1.5: the tail need not be a power law.',
  }),
  claim({
    id: 'silhouette-normal',
    where: 'silhouette 0.91',
    statement: 'With normal features it stays below 0.2: there, 0.91 would be evidence',
    published: null,
    compute: ({ full }) => mean(withoutRoles(normal, full).map((best) => best.silhouette)),
    holds: (s) => s < 0.2,
    why: 'The same pipeline without a tail.',
  }),
  claim({
    id: 'archive-silhouette-without-roles',
    where: 'the whole pipeline',
    statement: 'The published way gives no high silhouette in an archive of agents that differ in activity only',
    published: null,
    compute: async ({ full }) => (await archiveRoles({ seed: 1 }, { asPublished: true, full })).best.silhouette,
    holds: (s) => s < 0.7,
    why: 'Scripted archive of 600 agents and 24,000 records, activity with tail exponent 2.5, everybody alike otherwise; counts of posts, comments, partners and replies, z-scored.',
    expected: 'fails',
  }),
  claim({
    id: 'archive-without-roles',
    where: 'the whole pipeline',
    statement: 'Against societies of alike agents, the same archive shows no roles',
    published: null,
    compute: async ({ full }) => (await archiveRoles({ seed: 1 }, { full })).pValue,
    holds: (p) => p > 0.05,
    why: 'Logarithms of the counts; chance of as clear a silhouette when every agent keeps its number of records and shares everything else.',
  }),
  claim({
    id: 'archive-with-roles',
    where: 'the whole pipeline',
    statement: 'Where three roles are planted, the test finds them',
    published: null,
    compute: async ({ full }) => (await archiveRoles({ roles: true, seed: 1 }, { full })).pValue,
    holds: (p) => p <= 0.05,
    why: 'Initiators, discussants and responders with the same heavy-tailed activity.',
  }),
  claim({
    id: 'published-way-misses-roles',
    where: 'the whole pipeline',
    statement: 'The clusters of the published way are the planted roles',
    published: null,
    compute: async ({ full }) => (await archiveRoles({ roles: true, seed: 1 }, { asPublished: true, full })).agreement,
    holds: (rand) => rand > 0.3,
    why: 'Adjusted Rand index with the truth: the most active make the clusters, whatever their role.',
    expected: 'fails',
  }),
  claim({
    id: 'logarithms-find-roles',
    where: 'the whole pipeline',
    statement: 'The clusters of the logarithms are the planted roles, better than chance',
    published: null,
    compute: async ({ full }) => (await archiveRoles({ roles: true, seed: 1 }, { full })).agreement,
    holds: (rand) => rand > 0.3,
    why: 'Adjusted Rand index with the truth at the number of roles with the largest silhouette.',
  }),
];

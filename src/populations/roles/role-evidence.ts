import { checkInteger, InvalidInputError, randomStream, type RandomStream } from '../../foundation/index.js';
import { chooseClusters, standardize, type ClusterCandidate, type Interval } from '../../statistics/index.js';
import { nullBand } from '../null-band.js';
import { copulaNull } from './copula-null.js';

export interface RoleEvidenceOptions {
  /** Least and largest number of roles tried, default 2 and 8. */
  readonly from?: number;
  readonly to?: number;
  /** Features as they are, z-scored, as published: the tail of the most active then makes the clusters. Default false: log(1 + x). */
  readonly asPublished?: boolean;
  /**
   * Draws features of these agents as they would be without roles. Default: every feature keeps its values, and features rank
   * together as they do (Gaussian copula). {@link alikeAgents} is the one for a society: heavy activity makes features extreme
   * together, more than a copula does.
   */
  readonly without?: (agents: Uint32Array, random: RandomStream) => readonly ArrayLike<number>[];
  /** Samples without roles, default 39: the least p-value is 0.025. */
  readonly replicates?: number;
  /** Agents clustered, drawn where there are more; default 1000 (silhouettes compare every pair). */
  readonly agents?: number;
  /** Starts of each k-means, default 5. */
  readonly starts?: number;
  readonly seed?: number;
  /** Hears how many null societies are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** A number of roles, and what samples without roles give for it. */
export interface RoleCount {
  readonly roles: number;
  readonly silhouette: number;
  readonly largestShare: number;
  /** Range of the silhouettes without roles: it leaves out 2.5 % on each side, or as little as there are samples for. */
  readonly withoutRoles: Interval;
  /** Mean share of the largest cluster without roles. */
  readonly largestShareWithoutRoles: number;
}

export interface RoleEvidence {
  /** The number of roles with the largest silhouette. */
  readonly best: RoleCount;
  readonly counts: readonly RoleCount[];
  /** Role of each agent clustered. */
  readonly labels: Int32Array;
  /** Which agents were clustered, ascending. */
  readonly agents: Uint32Array;
  /** The number of roles whose silhouette is the most standard deviations above what it is without roles, and how many. */
  readonly clearest: { readonly roles: number; readonly excess: number };
  /** Chance of so large an excess, at whatever number of roles, without roles: (1 + as large ones) / (1 + replicates). */
  readonly pValue: number;
  readonly replicates: number;
}

/**
 * Do agents fall into roles? k-means on standardised features, the number of roles by the largest mean silhouette, and the same
 * for samples without roles. A silhouette is evidence of roles only where it is above those: heavy tails alone bring it near 1,
 * with nearly all agents in one cluster.
 *
 * Cost: 1 + `replicates` times k-means and silhouettes of `agents` points, O(agents²) for each number of roles.
 *
 * @param features - a row of numbers for each agent, none below 0 unless `asPublished`
 * @throws InvalidInputError when features are not finite, no feature varies, there are too few agents; the signal's reason.
 * @see P. Rousseeuw, J. Computational and Applied Mathematics 20 (1987) 53
 *
 * @example
 * ```ts
 * import { roleEvidence } from 'polity/populations';
 * const features = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? [20 + (i % 7), 1] : [1, 20 + (i % 5)]));
 * const { best, pValue } = roleEvidence(features, { to: 4 });
 * [best.roles, pValue]; // [2, 0.025]
 * ```
 */
export function roleEvidence(
  features: readonly ArrayLike<number>[],
  {
    from = 2,
    to = 8,
    asPublished = false,
    without,
    replicates = 39,
    agents = 1000,
    starts = 5,
    seed = 0,
    onProgress,
    signal,
  }: RoleEvidenceOptions = {},
): RoleEvidence {
  checkInteger('replicates', replicates, { min: 2 });
  checkInteger('agents', agents, { min: 10 });
  const chosen = someOf(features.length, agents, seed);
  const raw = Array.from(chosen, (i) => features[i]);
  const search = (rows: readonly ArrayLike<number>[], index: number) =>
    chooseClusters(standardize(asPublished ? rows : rows.map(logarithms)).points, {
      from,
      to,
      starts,
      seed: seed + index,
      ...(signal && { signal }),
    });
  const observed = search(raw, 0);
  const copula = without ? null : copulaNull(raw);
  const draw = (random: RandomStream) => copula?.(random) ?? without!(chosen, random);
  const nulls: (readonly ClusterCandidate[])[] = [];
  for (let r = 0; r < replicates; r++) {
    signal?.throwIfAborted();
    nulls.push(search(draw(randomStream(seed, r + 1)), r + 1).candidates);
    onProgress?.({ done: r + 1, total: replicates });
  }
  const counts = observed.candidates.map(({ clusters, silhouette, largestShare }, k): RoleCount => ({
    roles: clusters,
    silhouette,
    largestShare,
    withoutRoles: nullBand(nulls.map((candidates) => candidates[k].silhouette)),
    largestShareWithoutRoles: nulls.reduce((sum, candidates) => sum + candidates[k].largestShare, 0) / replicates,
  }));
  const excess = excesses(observed.candidates, nulls);
  const clearest = excess.indexOf(Math.max(...excess));
  // Mean and spread of all, the observed one among them: without roles it is then one of many that are alike.
  const all = [observed.candidates, ...nulls];
  const [asObserved, ...alike] = all.map((candidates) => Math.max(...excesses(candidates, all)));
  const asClear = alike.filter((value) => value >= asObserved).length;
  return {
    best: counts[observed.best.clusters - from],
    counts,
    labels: observed.best.labels,
    agents: chosen,
    clearest: { roles: from + clearest, excess: excess[clearest] },
    pValue: (1 + asClear) / (1 + replicates),
    replicates,
  };
}

/** How far silhouettes are above their mean among others, in standard deviations, for each number of roles. */
function excesses(candidates: readonly ClusterCandidate[], others: readonly (readonly ClusterCandidate[])[]): number[] {
  return candidates.map(({ silhouette }, k) => {
    const mean = others.reduce((sum, without) => sum + without[k].silhouette, 0) / others.length;
    const squares = others.reduce((sum, without) => sum + (without[k].silhouette - mean) ** 2, 0);
    return squares > 0 ? (silhouette - mean) / Math.sqrt(squares / (others.length - 1)) : 0;
  });
}

function logarithms(row: ArrayLike<number>): Float64Array {
  return Float64Array.from(row, (value) => {
    if (!(value >= 0)) throw new InvalidInputError('features', value, 'be at least 0 unless clustered as published');
    return Math.log1p(value);
  });
}

function someOf(n: number, wanted: number, seed: number): Uint32Array {
  const all = Uint32Array.from({ length: n }, (_, i) => i);
  return n <= wanted ? all : randomStream(seed).shuffle(all).slice(0, wanted).sort();
}

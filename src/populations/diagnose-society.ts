import { checkInteger } from '../foundation/index.js';
import {
  comparePowerLaw,
  fitPowerLaw,
  type Interval,
  type PowerLawComparison,
  type PowerLawFit,
} from '../statistics/index.js';
import { adoptionHazard, cascadesWithoutInfluence, type AdoptionHazard } from './adoption/index.js';
import { adoptionCurve, type AdoptionPoint, type ExposureOptions } from './networks/exposure.js';
import { nullBand } from './null-band.js';
import type { Society } from './records/index.js';
import { alikeAgents, roleEvidence, societyFeatures, type RoleEvidence } from './roles/index.js';

export interface DiagnoseSocietyOptions extends ExposureOptions {
  /** Societies without roles, and sets of cascades without influence; default 39 of each. */
  readonly replicates?: number;
  readonly seed?: number;
  /** Hears how far the diagnosis is. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly label: string }) => void;
  readonly signal?: AbortSignal;
}

/** A part that cannot be studied says why. */
export interface Unanswered {
  readonly reason: string;
}

export interface CascadeSizes {
  readonly count: number;
  readonly largest: number;
  readonly fit: PowerLawFit;
  readonly rivals: readonly PowerLawComparison[];
  /** `'power law'` only where every rival is worse; `'heavy tail'` where the exponential is. */
  readonly verdict: 'power law' | 'heavy tail' | 'light tail' | 'cannot tell';
}

export interface AdoptionDiagnosis {
  /** With activity in the model. */
  readonly hazard: AdoptionHazard;
  /** Hazard ratios without influence: the same cascades with adopters drawn by activity. */
  readonly withoutInfluence: Interval;
  readonly verdict: 'exposure hastens adoption' | 'exposure delays adoption' | 'no influence needed';
  readonly published: AdoptionHazard;
  readonly publishedWithoutInfluence: { readonly ratio: Interval; readonly concordance: Interval };
  readonly curve: readonly AdoptionPoint[];
  /** Of cascades without influence. */
  readonly curveWithoutInfluence: readonly AdoptionPoint[];
}

/** What an archive says about roles, cascades and adoption, each next to what a society without them would say. */
export interface SocietyDiagnosis {
  readonly roles:
    (RoleEvidence & { readonly verdict: 'roles' | 'no roles needed'; readonly published: RoleEvidence }) | Unanswered;
  readonly sizes: CascadeSizes | Unanswered;
  readonly adoption: AdoptionDiagnosis | Unanswered;
}

/** Agents below which clusters of eight say nothing. */
const LEAST_AGENTS = 30;

/** Cascades for the curve and for each set without influence. */
const CASCADES = 100;

/**
 * Roles, cascades and adoption of a society, each with its null model: agents that differ in activity only, rival laws on the same tail,
 * and cascades whose adopters are drawn by activity. Both the published analyses and the corrected ones are given.
 *
 * Cost: some `replicates` times k-means and silhouettes of 1,000 agents, and as many Cox regressions: a minute or so.
 *
 * @param society - from {@link readSociety}
 * @throws InvalidInputError for an option out of range; the signal's reason.
 *
 * @example
 * ```ts
 * import { diagnoseSociety, readSociety, syntheticMoltbook } from 'polity/populations';
 * const { posts, comments } = syntheticMoltbook({ agents: 200, influence: 0.2, seed: 1 });
 * const { roles } = diagnoseSociety(await readSociety(posts, comments), { replicates: 19 });
 * 'verdict' in roles && roles.verdict; // 'no roles needed'
 * ```
 */
export function diagnoseSociety(
  society: Society,
  { replicates = 39, exposedBy = 'in', seed = 0, onProgress, signal }: DiagnoseSocietyOptions = {},
): SocietyDiagnosis {
  checkInteger('replicates', replicates, { min: 2 });
  const step = (done: number, label: string) => {
    signal?.throwIfAborted();
    onProgress?.({ done, total: 3, label });
  };
  step(0, 'roles');
  const roles = rolesOf(society, { replicates, seed, ...(signal && { signal }) });
  step(1, 'cascades');
  const sizes = sizesOf(society);
  step(2, 'adoption');
  const adoption = adoptionOf(society, { replicates, exposedBy, seed, signal });
  step(3, 'done');
  return { roles, sizes, adoption };
}

function rolesOf(
  society: Society,
  options: { replicates: number; seed: number; signal?: AbortSignal },
): SocietyDiagnosis['roles'] {
  if (society.agents.length < LEAST_AGENTS) return { reason: `${society.agents.length} agents are too few to cluster` };
  if (society.replies.edges === 0) return { reason: 'nobody answers anybody' };
  const features = societyFeatures(society);
  const without = alikeAgents(society);
  const evidence = roleEvidence(features, { ...options, without });
  return {
    ...evidence,
    verdict: evidence.pValue <= 0.05 ? 'roles' : 'no roles needed',
    published: roleEvidence(features, { ...options, without, asPublished: true }),
  };
}

function sizesOf({ cascades }: Society): SocietyDiagnosis['sizes'] {
  const sizes = cascades.map(({ adopters }) => adopters.length);
  if (new Set(sizes).size < 10)
    return { reason: `${sizes.length} cascades of ${new Set(sizes).size} sizes are too few for a tail` };
  const fit = fitPowerLaw(sizes, { discrete: true });
  const rivals = (['exponential', 'lognormal', 'stretched-exponential', 'cut-off'] as const).map((rival) =>
    comparePowerLaw(fit, rival),
  );
  const better = rivals.map(({ logLikelihoodRatio, pValue }) => (pValue >= 0.1 ? 0 : Math.sign(logLikelihoodRatio)));
  const verdict = better.every((sign) => sign > 0)
    ? 'power law'
    : better[0] > 0
      ? 'heavy tail'
      : better[0] < 0
        ? 'light tail'
        : 'cannot tell';
  return { count: sizes.length, largest: Math.max(...sizes), fit, rivals, verdict };
}

function adoptionOf(
  { posts, comments, replies, cascades }: Society,
  {
    replicates,
    exposedBy,
    seed,
    signal,
  }: { replicates: number; exposedBy: 'in' | 'out'; seed: number; signal: AbortSignal | undefined },
): SocietyDiagnosis['adoption'] {
  if (cascades.length === 0) return { reason: 'no phrase spreads' };
  if (replies.edges === 0) return { reason: 'nobody answers anybody' };
  const activity = posts.map((count, i) => count + comments[i]);
  const studied = cascades.slice(0, CASCADES);
  const both = (given: typeof studied) => ({
    hazard: adoptionHazard(replies, given, { activity, exposedBy, seed }),
    published: adoptionHazard(replies, given, { asPublished: true, exposedBy, seed }),
  });
  const observed = both(studied);
  const nulls = Array.from({ length: replicates }, (_, r) => {
    signal?.throwIfAborted();
    return both(cascadesWithoutInfluence(studied, activity, { seed: seed + 1 + r }));
  });
  const withoutInfluence = nullBand(nulls.map(({ hazard }) => hazard.exposure.ratio));
  const { ratio, pValue } = observed.hazard.exposure;
  const verdict =
    pValue <= 0.05 && ratio > withoutInfluence.upper
      ? 'exposure hastens adoption'
      : pValue <= 0.05 && ratio < withoutInfluence.lower
        ? 'exposure delays adoption'
        : 'no influence needed';
  return {
    ...observed,
    withoutInfluence,
    verdict,
    publishedWithoutInfluence: {
      ratio: nullBand(nulls.map(({ published }) => published.exposure.ratio)),
      concordance: nullBand(nulls.map(({ published }) => published.concordance)),
    },
    curve: adoptionCurve(replies, studied, { exposedBy }),
    curveWithoutInfluence: adoptionCurve(replies, cascadesWithoutInfluence(studied, activity, { seed }), { exposedBy }),
  };
}

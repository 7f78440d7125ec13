import {
  adoptionHazard,
  alikeAgents,
  preferentialAttachment,
  randomReplies,
  readSociety,
  roleEvidence,
  syntheticCascades,
  societyFeatures,
  syntheticMoltbook,
  type AdoptionHazard,
  type MoltbookOptions,
} from '../../populations/index.js';
import { adjustedRandIndex } from '../../statistics/index.js';

const made = new Map<string, unknown>();

/** Made once for all claims and figures that ask for it. */
function once<Made>(name: string, make: () => Made): Made {
  if (!made.has(name)) made.set(name, make());
  return made.get(name) as Made;
}

export interface NullPoint {
  /** Edges with which an agent joins the network. */
  readonly edgesEach: number;
  /** Share of the agents that adopt. */
  readonly share: number;
  readonly influence: number;
}

/** Who adopts when in a society without any reason, or with a planted influence, in the published construction or the right one. */
export function scriptedHazard(point: NullPoint, { asPublished = false, full = false } = {}): AdoptionHazard {
  const { edgesEach, share, influence } = point;
  return once(`hazard ${edgesEach} ${share} ${influence} ${asPublished} ${full}`, () => {
    const agents = 1000;
    const replies = randomReplies(preferentialAttachment(agents, { contacts: edgesEach, seed: 1 }), { seed: 1 });
    const cascades = syntheticCascades(replies, {
      count: full ? 400 : 40,
      adopters: Math.round(share * agents),
      influence,
      seed: 1,
    });
    return adoptionHazard(replies, cascades, { asPublished, cascades: 400, adoptions: full ? 50_000 : 4000 });
  });
}

/** A whole archive, read and analysed as a user’s would be. */
export function scriptedArchive(options: MoltbookOptions, { full = false } = {}) {
  return once(`archive ${JSON.stringify(options)} ${options.activityTail} ${full}`, async () => {
    const { posts, comments, truth } = syntheticMoltbook({ agents: 600, records: 24_000, ...options });
    const society = await readSociety(posts, comments);
    return { society, truth };
  });
}

export async function archiveRoles(options: MoltbookOptions, { asPublished = false, full = false } = {}) {
  const { society, truth } = await scriptedArchive(options);
  return once(`roles ${JSON.stringify(options)} ${options.activityTail} ${asPublished} ${full}`, () => {
    const evidence = roleEvidence(societyFeatures(society), {
      asPublished,
      without: alikeAgents(society),
      replicates: full ? 199 : 39,
      from: 3,
      seed: 5,
    });
    const planted = Array.from(evidence.agents, (i) => truth.role[Number(society.agents[i].slice(1))]);
    return { ...evidence, agreement: adjustedRandIndex(planted, evidence.labels) };
  });
}

export async function archiveAdoption(options: MoltbookOptions, { adjusted = true } = {}) {
  const { society } = await scriptedArchive(options);
  const written = society.posts.map((count, i) => count + society.comments[i]);
  return adoptionHazard(society.replies, society.cascades, adjusted ? { activity: written } : {});
}

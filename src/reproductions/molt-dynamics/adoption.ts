import type { LogCoefficient } from '../../statistics/index.js';
import type { Claim, Run } from '../reproduction.js';
import { archiveAdoption, scriptedHazard, type NullPoint } from './societies.js';

const claim = (options: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Adoption: hazard ratio 0.53 with concordance 0.78',
  kind: 'simulation',
  ...options,
});

/** Among influence-free societies, the one of the derived null: ten edges each, three in ten adopt. */
const NULL: NullPoint = { edgesEach: 10, share: 0.3, influence: 0 };
const PLANTED: NullPoint = { ...NULL, influence: 0.3 };

/** Influence-free societies over which the null moves. */
const nullPoints: readonly NullPoint[] = [3, 5, 10, 20].flatMap((edgesEach) =>
  [0.03, 0.1, 0.2, 0.3].map((share) => ({ edgesEach, share, influence: 0 })),
);

export function nullPlane({ full }: Run) {
  return nullPoints.map((point) => {
    const published = scriptedHazard(point, { asPublished: true, full });
    return { ...point, hazardRatio: published.exposure.ratio, concordance: published.concordance };
  });
}

const ratio = ({ ratio: value, standardError }: LogCoefficient) => ({ value, standardError: value * standardError });

export const adoptionClaims: readonly Claim[] = [
  claim({
    id: 'hazard-ratio-null',
    where: 'Cox regression on exposure',
    statement: 'Without influence the published construction gives a hazard ratio near 1',
    published: 1,
    tolerance: 0.1,
    compute: ({ full }) => ratio(scriptedHazard(NULL, { asPublished: true, full }).exposure),
    why: 'Random network, random adopters in random order: close to the 0.53 of the paper. Those who never adopt are given the exposure that they have at the end, adopters the one they had on the way; and those never exposed are left out if they did not adopt.',
    expected: 'fails',
  }),
  claim({
    id: 'concordance-null',
    where: 'concordance 0.78',
    statement: 'Without influence the published construction has a concordance near ½',
    published: 0.5,
    tolerance: 0.1,
    compute: ({ full }) => scriptedHazard(NULL, { asPublished: true, full }).concordance,
    why: 'Same society: as much as in the paper, to within 0.03, from nothing. The concordance confirms the construction, not the effect.',
    expected: 'fails',
  }),
  claim({
    id: 'published-point-null',
    where: 'hazard ratio 0.53 and concordance 0.78',
    statement: 'No influence-free society has the published pair, to within 0.06',
    published: null,
    compute: (run) =>
      Math.min(
        ...nullPlane(run).map((at) => Math.max(Math.abs(at.hazardRatio - 0.53), Math.abs(at.concordance - 0.78))),
      ),
    holds: (distance) => distance > 0.06,
    why: 'Least distance (the larger of both differences) over sixteen societies that differ in density and in how many adopt.',
    expected: 'fails',
  }),
  claim({
    id: 'null-spans',
    where: 'hazard ratio 0.53',
    statement:
      'Density alone moves the published hazard ratio of influence-free societies by a factor of more than ten',
    published: null,
    compute: (run) => {
      const ratios = nullPlane(run).map(({ hazardRatio }) => hazardRatio);
      return Math.max(...ratios) / Math.min(...ratios);
    },
    holds: (factor) => factor > 10,
    why: 'Largest over least ratio of the sixteen societies.',
  }),
  claim({
    id: 'hazard-ratio-null-risk-sets',
    where: 'Cox regression with exposure that changes in time',
    statement: 'With everybody at risk and exposure as of the moment, no influence gives a ratio of 1',
    published: 1,
    compute: ({ full }) => ratio(scriptedHazard(NULL, { full }).exposure),
    why: 'The same cascades, each adopter compared with five agents at risk. Within four standard errors.',
  }),
  claim({
    id: 'hazard-ratio-planted-risk-sets',
    where: 'Cox regression with exposure that changes in time',
    statement: 'A planted ratio of e^0.3 = 1.35 is recovered',
    published: Math.exp(0.3),
    compute: ({ full }) => ratio(scriptedHazard(PLANTED, { full }).exposure),
    why: 'Cascades on the same network with hazards e^(0.3 exposure), simulated exactly. Within four standard errors.',
  }),
  claim({
    id: 'hazard-ratio-planted',
    where: 'Cox regression on exposure',
    statement: 'The published construction sees that planted influence speeds adoption up',
    published: null,
    compute: ({ full }) => scriptedHazard(PLANTED, { asPublished: true, full }).exposure.ratio,
    holds: (value) => value > 1,
    why: 'It reports a ratio below 1: “more exposure, less adoption” where the truth is the opposite.',
    expected: 'fails',
  }),
  claim({
    id: 'concordance-null-risk-sets',
    where: 'concordance 0.78',
    statement: 'With everybody at risk, the concordance without influence is near ½',
    published: 0.5,
    tolerance: 0.03,
    compute: ({ full }) => scriptedHazard(NULL, { full }).concordance,
    why: 'In-sample, within risk sets.',
  }),
  claim({
    id: 'activity-confounds',
    where: 'exposure as the only covariate',
    statement: 'In an archive with heavy-tailed activity and without influence, exposure alone has a ratio of 1',
    published: 1,
    tolerance: 0.02,
    compute: async () => ratio((await archiveAdoption({ influence: 0, seed: 1 }, { adjusted: false })).exposure),
    why: 'Risk sets are right and the answer is not: who writes much is answered by many and meets every phrase sooner. Neither the published covariate nor its correction sees that.',
    expected: 'fails',
  }),
  claim({
    id: 'activity-adjusted',
    where: 'activity as a second covariate',
    statement: 'With the logarithm of activity in the model it is 1',
    published: 1,
    compute: async () => ratio((await archiveAdoption({ influence: 0, seed: 1 })).exposure),
    why: 'Read from the archive’s texts, with phrases, replies and activity as found. Within four standard errors.',
  }),
  claim({
    id: 'archive-influence',
    where: 'activity as a second covariate',
    statement: 'Influence planted in the texts of an archive (ratio e^0.1) comes back',
    published: Math.exp(0.1),
    compute: async () => ratio((await archiveAdoption({ influence: 0.1, seed: 1 })).exposure),
    why: 'The same with influence on, within four standard errors. A little below the truth: it takes a record to adopt, and the chance 1 − e^(−hazard) of one record saturates.',
  }),
];

import type { SocializationMetric } from '../socialization/socialization-report.js';

/** How the figures of socialization cite and write. */
export const moltbook = 'After M. Li, X. Li, T. Zhou, arXiv 2602.14299';

/** A measure in the words of a reader. */
export const metricWords: Readonly<Record<SocializationMetric, string>> = {
  centroidStability: 'daily centroids alike',
  homogenization: 'posts of a day grow alike',
  densityRise: 'local density rises',
  wordDeath: 'words disappear',
  drift: 'agents drift',
  directionConsistency: 'in one direction',
  societalPull: 'towards the society',
  netProgress: 'towards rewarded posts',
  interactionInfluence: 'towards posts replied to',
  anchorOverlap: 'same top agents next day',
  anchorShare: 'attention held by the top',
};

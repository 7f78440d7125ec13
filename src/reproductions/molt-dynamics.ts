import { adoptionClaims } from './molt-dynamics/adoption.js';
import { cascadeClaims } from './molt-dynamics/cascades.js';
import { estimatorClaims } from './molt-dynamics/estimators.js';
import { publishedClaims } from './molt-dynamics/published.js';
import { roleClaims } from './molt-dynamics/roles.js';
import type { Reproduction } from './reproduction.js';

export const moltDynamics: Reproduction = {
  slug: 'molt-dynamics',
  title: 'Molt Dynamics: Emergent Social Phenomena in Autonomous AI Agent Populations',
  authors: 'Brandon Yee, Krishna Sharma',
  citation: 'arXiv 2603.03555v1, 2026',
  notes:
    'The archive is not recomputed. What is checked: the estimators against the literature, whether the printed numbers fit together, and what the same analyses give for scripted societies whose truth is known. What survives: cascades have heavy tails, and their error fits their number. What does not: a silhouette of 0.91 with 93.5 % in one cluster comes out without any roles, and a hazard ratio of 0.53 with a concordance of 0.78 without any influence; the construction even turns a planted influence round. The later version of the paper takes part of this back.',
  claims: [...publishedClaims, ...roleClaims, ...cascadeClaims, ...adoptionClaims, ...estimatorClaims],
  figures: [],
};

import {
  adoptionCurve,
  adoptionCurveFigure,
  cascadesWithoutInfluence,
  cascadeTailFigure,
  hazardPlaneFigure,
  roleSilhouettesFigure,
} from '../populations/index.js';
import { fitPowerLaw } from '../statistics/index.js';
import { adoptionClaims, nullPlane } from './molt-dynamics/adoption.js';
import { cascadeClaims, publishedSizes } from './molt-dynamics/cascades.js';
import { estimatorClaims } from './molt-dynamics/estimators.js';
import { publishedClaims } from './molt-dynamics/published.js';
import { roleClaims } from './molt-dynamics/roles.js';
import { archiveRoles, scriptedArchive } from './molt-dynamics/societies.js';
import type { Reproduction } from './reproduction.js';

export const moltDynamics: Reproduction = {
  slug: 'molt-dynamics',
  title: 'Molt Dynamics: Emergent Social Phenomena in Autonomous AI Agent Populations',
  authors: 'Brandon Yee, Krishna Sharma',
  citation: 'arXiv 2603.03555v1, 2026',
  notes:
    'The archive is not recomputed. What is checked: the estimators against the literature, whether the printed numbers fit together, and what the same analyses give for scripted societies whose truth is known. What survives: cascades have heavy tails, and their error fits their number. What does not: a silhouette of 0.91 with 93.5 % in one cluster comes out without any roles, and a hazard ratio of 0.53 with a concordance of 0.78 without any influence; the construction even turns a planted influence round. The later version of the paper takes part of this back.',
  claims: [...publishedClaims, ...roleClaims, ...cascadeClaims, ...adoptionClaims, ...estimatorClaims],
  notebook: 'molt-dynamics.ipynb',
  figures: [
    {
      id: 'silhouettes',
      where: 'role clusters',
      finding:
        'The published way clusters activity; with logarithms and a null model, planted roles show and others do not.',
      figure: async ({ full }) =>
        roleSilhouettesFigure([
          { label: 'alike, as published', evidence: await archiveRoles({ seed: 1 }, { asPublished: true, full }) },
          { label: 'alike, logarithms', evidence: await archiveRoles({ seed: 1 }, { full }) },
          { label: 'three roles, logarithms', evidence: await archiveRoles({ roles: true, seed: 1 }, { full }) },
        ]),
    },
    {
      id: 'tail',
      where: 'cascade sizes',
      finding: 'Sizes drawn from the published law are told from an exponential, not from a lognormal.',
      figure: () => cascadeTailFigure(fitPowerLaw(publishedSizes(6162, 3), { xmin: 10 })),
    },
    {
      id: 'hazard-plane',
      where: 'Cox regression on exposure',
      finding: 'The published pair of numbers lies among societies without influence.',
      figure: (run) =>
        hazardPlaneFigure(
          nullPlane(run).map(({ edgesEach, ...point }) => ({ ...point, group: `${edgesEach} edges an agent` })),
          { hazardRatio: 0.53, concordance: 0.78 },
        ),
    },
    {
      id: 'adoption-curve',
      where: 'exposure and adoption',
      finding: 'The chance to adopt rises with exposure, and would without any influence: activity is enough.',
      figure: async () => {
        const { society } = await scriptedArchive({ influence: 0.1, seed: 1 });
        const { posts, comments, replies, cascades } = society;
        const activity = posts.map((count, i) => count + comments[i]);
        return adoptionCurveFigure(
          adoptionCurve(replies, cascades),
          adoptionCurve(replies, cascadesWithoutInfluence(cascades, activity)),
        );
      },
    },
  ],
};

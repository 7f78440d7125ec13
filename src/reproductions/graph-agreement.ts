import { criticCycleFigure, signedGraphFromArrays, trajectoriesFigure, trojanFigure } from '../consensus/index.js';
import { dynamicsClaims } from './graph-agreement/dynamics.js';
import { structureClaims } from './graph-agreement/structure.js';
import type { Reproduction } from './reproduction.js';

const triangle = (weights: readonly number[]) =>
  signedGraphFromArrays({ nodes: ['ann', 'bob', 'cyd'], sources: [0, 1, 2], targets: [1, 2, 0], weights });

export const graphAgreement: Reproduction = {
  slug: 'graph-agreement',
  title: 'Graph-theoretic Agreement Framework for Multi-agent LLM Systems',
  authors: 'Muhammad Umar Javed',
  citation: 'arXiv 2603.00121v1, 2026 (withdrawn)',
  notebook: 'graph-agreement.ipynb',
  notes:
    'This preprint is withdrawn, and only its abstract could be read. What is checked here is the classical theory that the abstract stands on, with the names of those who proved it. Its experiments with language models cannot be verified and are not claimed; three of its sentences are tested as they stand, and two of them fail.',
  claims: [...structureClaims, ...dynamicsClaims],
  figures: [
    {
      id: 'trajectories',
      where: 'abstract, claim (ii)',
      finding: 'A balanced debate splits into camps, a frustrated one dies.',
      figure: () =>
        trajectoriesFigure({
          debates: { 'two critics': triangle([1, -1, -1]), 'one critic': triangle([1, 1, -1]) },
          initial: [1.5, 0.5, -0.4],
        }),
    },
    {
      id: 'critic-cycle',
      where: 'abstract, claim (ii)',
      finding: 'A directed critic cycle swings and decays as its eigenvalues say.',
      figure: () => criticCycleFigure(),
    },
    {
      id: 'trojan',
      where: 'abstract, claims (iii) to (v)',
      finding: 'A hidden prompt stays out of sight in a star until an edge betrays it.',
      figure: () => trojanFigure(),
    },
  ],
};

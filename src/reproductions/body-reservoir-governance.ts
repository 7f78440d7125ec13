import { bodyClaims } from './body-reservoir-governance/body.js';
import { bodyReservoirFigures } from './body-reservoir-governance/figures.js';
import { rowClaims } from './body-reservoir-governance/rows.js';
import { scaleClaims, sentinelClaims } from './body-reservoir-governance/sentinel.js';
import { smoothingClaims } from './body-reservoir-governance/smoothing.js';
import type { Reproduction } from './reproduction.js';

export const bodyReservoirGovernance: Reproduction = {
  slug: 'body-reservoir-governance',
  title:
    'Body-Reservoir Governance in Repeated Games: Embodied Decision-Making, Dynamic Sentinel Adaptation, and Complexity-Regularized Optimization',
  authors: 'Yuki Nakamura',
  citation: 'arXiv 2602.20846v1, 2026',
  notebook: 'body-reservoir-governance.ipynb',
  notes:
    'Every experiment is recomputed from the description with the random numbers of the author’s program, so single rows of his result files can be demanded to the last digit; of the rows in the data sets all come out but one, which rounding decides. Where text and files of the paper disagree, the files come out. By default means are over a few of the twenty runs.',
  claims: [...rowClaims, ...bodyClaims, ...smoothingClaims, ...sentinelClaims, ...scaleClaims],
  figures: bodyReservoirFigures,
};

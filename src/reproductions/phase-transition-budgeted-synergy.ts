import { growthClaims } from './phase-transition-budgeted-synergy/growth.js';
import { gainClaims, impliedTableClaims } from './phase-transition-budgeted-synergy/implied-numbers.js';
import { transitionClaims } from './phase-transition-budgeted-synergy/transition.js';
import type { Reproduction } from './reproduction.js';

export const phaseTransitionBudgetedSynergy: Reproduction = {
  slug: 'phase-transition-budgeted-synergy',
  title: 'Phase Transition for Budgeted Multi-Agent Synergy',
  authors: 'Bang Liu, Linglong Kong, Jian Pei',
  citation: 'arXiv 2601.17311v2, 2026',
  notes:
    'The paper prints few numbers: its results are theorems and curves. Where a published value is called “implied”, its digits come from an evaluation of the paper’s equations outside Polity.',
  claims: [...transitionClaims, ...growthClaims, ...impliedTableClaims, ...gainClaims],
  figures: [],
};

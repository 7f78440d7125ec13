import { budgetClaims } from './phase-transition-budgeted-synergy/budget.js';
import { designClaims, extensionClaims } from './phase-transition-budgeted-synergy/design.js';
import { figures } from './phase-transition-budgeted-synergy/figures.js';
import { growthClaims } from './phase-transition-budgeted-synergy/growth.js';
import { gainClaims, impliedTableClaims } from './phase-transition-budgeted-synergy/implied-numbers.js';
import { matchedBudgetClaims } from './phase-transition-budgeted-synergy/matched-budget.js';
import { simulationClaims } from './phase-transition-budgeted-synergy/simulated-trees.js';
import { transitionClaims } from './phase-transition-budgeted-synergy/transition.js';
import { warmUpClaims } from './phase-transition-budgeted-synergy/warm-up.js';
import type { Reproduction } from './reproduction.js';

export const phaseTransitionBudgetedSynergy: Reproduction = {
  slug: 'phase-transition-budgeted-synergy',
  title: 'Phase Transition for Budgeted Multi-Agent Synergy',
  authors: 'Bang Liu, Linglong Kong, Jian Pei',
  citation: 'arXiv 2601.17311v2, 2026',
  notes:
    'The paper prints few numbers: its results are theorems and curves. Where a published value is called “implied”, its digits come from an evaluation of the paper’s equations outside Polity.',
  notebook: 'phase-transition-budgeted-synergy.ipynb',
  claims: [
    ...transitionClaims,
    ...growthClaims,
    ...simulationClaims,
    ...budgetClaims,
    ...designClaims,
    ...warmUpClaims,
    ...matchedBudgetClaims,
    ...extensionClaims,
    ...impliedTableClaims,
    ...gainClaims,
  ],
  figures,
};

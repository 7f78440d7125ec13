import { binaryCoreClaims } from './phase-transition-budgeted-synergy/binary-core-claims.js';
import type { Reproduction } from './reproduction.js';

export const phaseTransitionBudgetedSynergy: Reproduction = {
  slug: 'phase-transition-budgeted-synergy',
  title: 'Phase Transition for Budgeted Multi-Agent Synergy',
  authors: 'Bang Liu, Linglong Kong, Jian Pei',
  citation: 'arXiv 2601.17311v2, 2026',
  notes:
    'The paper prints few numbers: its results are theorems and curves. Digits listed as published under “Theorem 4, at …” are implied by its equations and were evaluated outside Polity.',
  claims: [...binaryCoreClaims],
  figures: [],
};

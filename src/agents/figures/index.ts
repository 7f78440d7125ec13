export { pairSharesFigure, type PairShare, type PairSharesWords } from './pair-shares.js';
export { familyScoresFigure } from './family-scores.js';

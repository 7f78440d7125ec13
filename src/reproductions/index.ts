/**
 * Reproductions: papers as lists of claims and figures, recomputed and reported.
 * @module reproductions
 */
export {
  evaluate,
  type Claim,
  type ClaimKind,
  type Computed,
  type Evaluation,
  type ReproducedFigure,
  type Reproduction,
  type Run,
  type Verdict,
} from './reproduction.js';
export {
  countVerdicts,
  evaluateReproduction,
  failures,
  type DrawnFigure,
  type EvaluateOptions,
  type Progress,
  type ReproductionResult,
} from './evaluate-reproduction.js';
export { reproduction, reproductions } from './catalogue.js';
export {
  reproduce,
  type NotebookOptions,
  type ReproduceOptions,
  type ReproduceProgress,
  type Reproduced,
} from './reproduce.js';
export type { NotebookRun } from './notebook-run.js';
export { renderReport } from './report.js';
export { resultsJson } from './results-json.js';

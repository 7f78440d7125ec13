/**
 * Large populations: archives of what agents wrote, who answers whom, roles, cascades and what a null model makes of them.
 * @module populations
 */
export * from './records/index.js';
export * from './adoption/index.js';
export * from './roles/index.js';
export {
  diagnoseSociety,
  type AdoptionDiagnosis,
  type CascadeSizes,
  type DiagnoseSocietyOptions,
  type SocietyDiagnosis,
  type Unanswered,
} from './diagnose-society.js';

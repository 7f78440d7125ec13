export {
  recommend,
  type Recommendation,
  type RecommendationUncertainty,
  type RecommendedLayer,
  type RecommendOptions,
} from './recommend.js';
export type { PlannedOrganization } from './plan-search.js';
export {
  calibrate,
  type AmplificationFit,
  type CalibrateOptions,
  type Calibration,
  type CalibrationDraw,
  type CalibrationPart,
} from './calibrate.js';
export type { RunLogColumns } from './run-log.js';
export { fittedBias, type ComputeLawFit } from './compute-law-fit.js';
export type { ComputeBin } from './compute-bins.js';
export type { FidelityFamilyFit, FidelityFit, MeasuredFidelity } from './fidelity-fit.js';
export type { CorrelationFit, CorrelationMethod, SharedCorrelation } from './shared-correlation.js';
export type { PanelFit } from './unanimity-correlation.js';
export { syntheticRuns, type SyntheticRunsOptions } from './synthetic-runs.js';

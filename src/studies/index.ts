/**
 * Studies: parameter sweeps on threads or on a queue, with a journal, so that they survive.
 * @module studies
 */
export {
  defineStudy,
  isStudy,
  type AdaptiveReplicates,
  type Refinement,
  type Row,
  type RunContext,
  type Study,
  type StudyDefinition,
} from './study.js';
export type { Design, ParameterValue, Point } from './parameters/design.js';
export { grid, linearSteps, logarithmicSteps, type Grid } from './parameters/grid.js';
export { list } from './parameters/list.js';
export { random, type SampledOptions, type SampledPoint } from './parameters/random.js';
export { latinHypercube } from './parameters/latin-hypercube.js';
export { sobol } from './parameters/sobol.js';
export type { SampledRange, SampledValue } from './parameters/sampled-range.js';
export { runStudy, type RunStudyOptions, type StudyRun } from './run-study.js';
export { loadStudy, type LoadedStudy } from './load-study.js';
export { StoreError, type QuarantinedRun } from './store.js';
export type { Delivery, Engine, EngineSession } from './engines/engine.js';
export { inlineEngine } from './engines/inline.js';
export { threadsEngine, type ThreadsOptions } from './engines/threads.js';
export { bullmqEngine, type BullmqOptions } from './engines/bullmq.js';
export { serveStudy, type ServeEvent, type ServeStudyOptions } from './serve-study.js';
export type { CellValue, FailureKind, Outcome, Task } from './task.js';
export {
  cancelStudy,
  exportStudy,
  readStudy,
  studyStatus,
  type StudySession,
  type StudyStatus,
} from './study-results.js';
export type { ReportedProgress } from './progress-file.js';
export { exampleStudy } from './examples/example-study.js';
export { boundaryFigure, type BoundaryFigureOptions } from './figures/boundary.js';
export { describePace, describeProgress } from './describe-progress.js';
export type { StudyProgress } from './study-progress.js';

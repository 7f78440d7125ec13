/**
 * Roots, optima, linear programs: thin doors onto libraries, and the hot kernels of our own.
 * @module numerics
 */
export { findRoot, type FindRootOptions, type Root } from './find-root.js';
export { logBeta, logGamma } from './log-gamma.js';
export { continuedFraction } from './continued-fraction.js';
export { regularizedBeta } from './regularized-beta.js';
export { regularizedGamma, type GammaTails } from './regularized-gamma.js';
export { minimize, type MinimizeOptions, type Minimum, type Slopes } from './minimize.js';
export { minimizeScalar, type MinimizeScalarOptions, type ScalarMinimum } from './minimize-scalar.js';
export { symmetricEigen, symmetricEigenvalues, type SymmetricEigen } from './symmetric-eigen.js';
export type { SymmetricOperator } from './symmetric-operator.js';
export { lanczos, type LanczosOptions, type LanczosResult } from './lanczos.js';
export {
  solveForCosts,
  solveLinearProgram,
  type LinearOptimum,
  type LinearProgram,
  type LinearRow,
} from './linear-program.js';
export { conjugateGradient, type ConjugateGradientOptions, type LinearSolution } from './conjugate-gradient.js';
export { matrices } from './matrices.js';
export { positiveInverse, type PositiveInverse } from './positive-inverse.js';
export { logHurwitzZeta, type LogHurwitzZeta } from './hurwitz-zeta.js';
export {
  integrate,
  type EventCrossing,
  type IntegrateOptions,
  type Integration,
  type IntegrationEvent,
} from './integrate.js';
export type { Derivative } from './dormand-prince.js';
export { recurrentClasses, stationaryDistributions, type StationaryDistributions } from './stationary-distribution.js';

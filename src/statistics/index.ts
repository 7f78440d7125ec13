/**
 * Estimators, intervals and distributions that more than one subject uses.
 * @module statistics
 */
export { checkLevel, type Estimate, type Interval } from './interval.js';
export { normalCdf, normalPdf, normalQuantile } from './normal.js';
export { studentTCdf, studentTQuantile } from './student-t.js';
export { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail, type ChiSquareOptions } from './chi-square.js';
export { invertDistribution, type ContinuousDistribution } from './invert-distribution.js';
export { wilsonInterval, type WilsonOptions } from './wilson-interval.js';
export { jackknife, type Jackknife, type JackknifeOptions } from './jackknife.js';
export { bcaInterval, bootstrap, drawCounts, percentileInterval, type BootstrapOptions } from './bootstrap.js';
export { profileInterval, type ProfileIntervalOptions } from './profile-interval.js';
export { isotonic, type IsotonicFit, type IsotonicOptions } from './isotonic.js';
export { akaikeWeights, informationCriteria, type InformationCriteria } from './information-criteria.js';
export { clusterSandwich, type ClusterSandwich, type ClusterSandwichOptions } from './cluster-sandwich.js';
export {
  leastSquares,
  type Coefficient,
  type ErrorModel,
  type LeastSquares,
  type LeastSquaresOptions,
} from './least-squares.js';
export { benjaminiHochberg, holm } from './multiple-testing.js';
export { signFlipTest, type SignFlipOptions, type SignFlipTest } from './sign-flip-test.js';
export { noncentralTCdf, tTestPower, type TTestPowerOptions } from './t-test-power.js';
export { knnKL, type KnnKL, type KnnKLOptions } from './knn-divergence.js';
export { gaussianKL, type GaussianKL, type GaussianKLOptions } from './gaussian-divergence.js';

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
export { quantile } from './quantile.js';
export { jackknife, type Jackknife, type JackknifeOptions } from './jackknife.js';
export { bcaInterval, bootstrap, drawCounts, percentileInterval, type BootstrapOptions } from './bootstrap.js';
export { profileInterval, type ProfileIntervalOptions } from './profile-interval.js';
export { isotonic, type IsotonicFit, type IsotonicOptions } from './isotonic.js';
export { akaikeWeights, informationCriteria, type InformationCriteria } from './information-criteria.js';
export { clusterSandwich, type ClusterSandwich, type ClusterSandwichOptions } from './regression/cluster-sandwich.js';
export {
  leastSquares,
  type Coefficient,
  type LeastSquares,
  type LeastSquaresOptions,
} from './regression/least-squares.js';
export { benjaminiHochberg, benjaminiYekutieli, bonferroni, holm } from './multiple-testing.js';
export { signFlipTest, type SignFlipOptions, type SignFlipTest } from './sign-flip-test.js';
export { noncentralTCdf, tTestPower, type TTestPowerOptions } from './t-test-power.js';
export type { ErrorModel } from './regression/design.js';
export type { Alternative } from './comparison/alternative.js';
export {
  oneSampleTTest,
  pairedTTest,
  twoSampleTTest,
  welchTTest,
  type TTest,
  type TTestOptions,
} from './comparison/t-tests.js';
export {
  cohensD,
  oneSampleCohensD,
  pairedCohensD,
  type CohensD,
  type CohensDOptions,
  type PairedCohensDOptions,
} from './comparison/cohens-d.js';
export { jzsBayesFactor, type JzsBayesFactor, type JzsBayesFactorOptions } from './comparison/jzs-bayes-factor.js';
export { midranks, type Midranks } from './comparison/midranks.js';
export {
  wilcoxonSignedRank,
  type WilcoxonOptions,
  type WilcoxonSignedRank,
} from './comparison/wilcoxon-signed-rank.js';
export { mannWhitney, type MannWhitney, type MannWhitneyOptions } from './comparison/mann-whitney.js';
export type { GeneralizedLinearModel, GeneralizedLinearOptions } from './regression/generalized-linear-model.js';
export type { LogCoefficient } from './regression/log-coefficient.js';
export { logisticRegression } from './regression/logistic-regression.js';
export { poissonRegression } from './regression/poisson-regression.js';
export { fitPowerLaw, type PowerLawFit, type PowerLawOptions } from './power-law/fit-power-law.js';
export { powerLawTest, type PowerLawTest, type PowerLawTestOptions } from './power-law/power-law-test.js';
export { comparePowerLaw, type PowerLawComparison } from './power-law/compare-power-law.js';
export type { RivalLaw } from './power-law/rival-laws.js';
export { knnKL, type KnnKL, type KnnKLOptions } from './knn-divergence.js';
export { gaussianKL, type GaussianKL, type GaussianKLOptions } from './gaussian-divergence.js';
export type { SurvivalData } from './survival/survival-data.js';
export {
  kaplanMeier,
  nelsonAalen,
  type CumulativeHazardStep,
  type SurvivalCurve,
  type SurvivalCurveOptions,
  type SurvivalScale,
  type SurvivalStep,
} from './survival/kaplan-meier.js';
export { logRank, type LogRank, type LogRankOptions, type LogRankWeight } from './survival/log-rank.js';
export { concordance, type Concordance, type ConcordanceOptions } from './survival/concordance.js';
export { coxRegression, type BaselineStep, type CoxOptions, type CoxRegression } from './survival/cox-regression.js';
export type { TieMethod } from './survival/partial-likelihood.js';
export type { CoxModel } from './survival/cox-model.js';
export { martingaleResiduals, schoenfeldResiduals, type SchoenfeldResidual } from './survival/cox-residuals.js';
export {
  proportionalHazardsTest,
  type ChiSquareTest,
  type ProportionalHazardsTest,
  type TimeScale,
} from './survival/proportional-hazards-test.js';
export { cliffsDelta, type CliffsDelta } from './comparison/cliffs-delta.js';
export { permutationTest, type PermutationTest, type PermutationTestOptions } from './comparison/permutation-test.js';
export { kolmogorovSmirnov, type KolmogorovSmirnov } from './comparison/kolmogorov-smirnov.js';
export { kendall, pearson, spearman, type Correlation, type CorrelationOptions } from './association/correlation.js';
export {
  goodnessOfFit,
  independenceTest,
  oddsRatio,
  riskRatio,
  type ContingencyTest,
  type TwoByTwo,
} from './association/contingency.js';
export { cohensKappa, type CohensKappa } from './association/cohens-kappa.js';
export { gini } from './association/gini.js';
export { standardize, type Standardized, type StandardizeOptions } from './clustering/standardize.js';
export { kMeans, type KMeans, type KMeansOptions } from './clustering/k-means.js';
export { gaussianMixture, type GaussianMixture, type GaussianMixtureOptions } from './clustering/gaussian-mixture.js';
export { cutHierarchy, ward, type Hierarchy } from './clustering/ward.js';
export { silhouette, type Silhouette } from './clustering/silhouette.js';
export { calinskiHarabasz, daviesBouldin } from './clustering/cluster-separation.js';
export { adjustedRandIndex, clusterJaccard, normalizedMutualInformation } from './clustering/cluster-agreement.js';
export {
  clusterStability,
  type ClusterStability,
  type ClusterStabilityOptions,
} from './clustering/cluster-stability.js';
export {
  chooseClusters,
  type ChooseClustersOptions,
  type ChosenClusters,
  type ClusterCandidate,
} from './clustering/choose-clusters.js';
export {
  principalComponents,
  type PrincipalComponents,
  type PrincipalComponentsOptions,
} from './clustering/principal-components.js';

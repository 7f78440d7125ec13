import { randomStream } from '../../foundation/index.js';
import {
  abcRejection,
  agentSensitivity,
  archetypeError,
  archetypes,
  bernoulliGradient,
  differentiableChain,
  Dual,
  mixingEpidemic,
  type GradientEstimator,
} from '../../populations/index.js';
import type { Claim } from '../reproduction.js';
import { calibrateWeeks, weeklyTruth } from './calibration.js';

const gradient = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Gradients and calibration', ...claim });

const power = (k: number) => ({ value: (x: number) => x ** k, slope: (x: number) => k * x ** (k - 1) });

const chainAt = (beta: Dual) =>
  differentiableChain({
    transmission: Array.from({ length: 60 }, () => beta),
    recovery: Dual.constant(0.1, 1),
    infectious: Dual.constant(0.01, 1),
    steps: 60,
  }).cumulative;

const biasOf = (k: number, estimator: GradientEstimator, p: number, published: number): Claim =>
  gradient({
    id: `bias-${estimator}-power-${k}`,
    where: 'Public code, derivatives of discrete draws',
    kind: 'theory',
    statement: `Bias of the ${estimator} estimator for f = x^${k} at p = ${p}`,
    published,
    tolerance: 1e-12,
    compute: () => bernoulliGradient(power(k), { p, estimator }).bias,
    why: 'The exact derivative of E f(X) by p is f(1) − f(0); straight-through has the mean p f′(1) + (1 − p) f′(0), the half weights (f′(0) + f′(1))/2, the score f(1) − f(0).',
  });

const agents = { transmission: 0.2, recovery: 0.1, initial: 100, steps: 60 };

export const differentiationClaims: readonly Claim[] = [
  biasOf(1, 'straight-through', 0.3, 0),
  biasOf(2, 'straight-through', 0.3, -0.4),
  biasOf(2, 'half-weight', 0.3, 0),
  biasOf(3, 'half-weight', 0.3, 0.5),
  biasOf(3, 'score', 0.3, 0),
  gradient({
    id: 'dual-numbers-are-exact',
    where: 'Differentiability',
    kind: 'theory',
    statement: 'The derivative carried through 60 days of the chain is that of the function',
    published: 0,
    tolerance: 1e-6,
    compute: () => {
      const [beta] = Dual.variables([0.2]);
      const { slopes } = chainAt(beta);
      const h = 1e-5;
      const at = (rate: number) => chainAt(Dual.variables([rate])[0]).value;
      const difference = (at(0.2 + h) - at(0.2 - h)) / (2 * h);
      return {
        value: slopes[0] - difference,
        detail: `dual numbers ${slopes[0].toFixed(7)}, difference ${difference.toFixed(7)}`,
      };
    },
    why: 'Against a central difference, whose own error is of order h² = 10⁻¹⁰ times the third derivative.',
  }),
  gradient({
    id: 'estimators-agree-on-agents',
    where: 'Differentiability',
    kind: 'simulation',
    statement: 'Score function and common random numbers estimate the same derivative from agents',
    published: 0,
    compute: ({ full }) => {
      const score = agentSensitivity(10_000, { ...agents, estimator: 'score', replicates: full ? 40_000 : 4000 });
      const crn = agentSensitivity(10_000, {
        ...agents,
        estimator: 'common-random-numbers',
        replicates: full ? 200 : 20,
      });
      return {
        value: score.estimate - crn.estimate,
        standardError: Math.hypot(score.standardError, crn.standardError),
        detail: `score ${score.estimate.toFixed(2)} ± ${score.standardError.toFixed(2)}, common random numbers ${crn.estimate.toFixed(2)} ± ${crn.standardError.toFixed(2)}`,
      };
    },
    why: 'The score is unbiased; the central difference over ±1 % is so to second order.',
  }),
  gradient({
    id: 'common-random-numbers-are-quieter',
    where: 'Differentiability',
    kind: 'simulation',
    statement: 'A replicate by common random numbers is less than a third as noisy as one by the score',
    published: null,
    compute: () => {
      const noise = (estimator: 'score' | 'common-random-numbers', replicates: number) =>
        agentSensitivity(10_000, { ...agents, estimator, replicates }).standardError * Math.sqrt(replicates);
      return noise('common-random-numbers', 20) / noise('score', 1000);
    },
    holds: (ratio) => ratio < 1 / 3,
    why: 'Ratio of standard deviations. The score sums a noise term a day, which grows with time; the difference of two nearly equal runs does not.',
  }),
  gradient({
    id: 'calibration-finds-r',
    where: 'Calibration',
    kind: 'simulation',
    statement: 'Gauss–Newton on the chain’s derivative finds the weekly R of agents it never saw',
    published: null,
    compute: () => {
      const { parameters, converged } = calibrateWeeks();
      const z = parameters.map(({ estimate, standardError }, w) => Math.abs(estimate - weeklyTruth[w]) / standardError);
      return {
        value: Math.max(...z),
        detail: `${parameters.map(({ estimate }) => estimate.toFixed(2)).join(', ')} for ${weeklyTruth.join(', ')}; ${converged ? 'converged' : 'not converged'}`,
      };
    },
    holds: (z) => z < 4,
    why: 'Largest error in standard errors. 200 000 agents made the daily infections; weights are those of binomial counts.',
  }),
  gradient({
    id: 'credible-interval-holds-truth',
    where: 'Calibration, uncertainty',
    kind: 'simulation',
    statement: 'A credible interval from simulations alone (ABC rejection) holds the true rate',
    published: null,
    compute: ({ full }) => {
      const weekly = (rate: number, seed: number) => {
        const curve = mixingEpidemic(5000, {
          transmission: rate,
          recovery: 0.1,
          initial: 50,
          steps: 35,
          method: 'binomial',
          seed,
        });
        return Array.from({ length: 5 }, (_, w) =>
          curve.newInfections.subarray(7 * w, 7 * w + 7).reduce((a, b) => a + b, 0),
        );
      };
      const { mean, intervals } = abcRejection({
        prior: (stream) => [0.1 + 0.4 * stream.uniform()],
        simulate: ([rate], seed) => weekly(rate, seed),
        data: weekly(0.3, 20_251_130),
        draws: full ? 50_000 : 5000,
        kept: full ? 500 : 150,
      });
      const [{ lower, upper }] = intervals;
      return {
        value: Number(lower < 0.3 && 0.3 < upper),
        detail: `mean ${mean[0].toFixed(3)}, interval ${lower.toFixed(3)} to ${upper.toFixed(3)}`,
      };
    },
    holds: (inside) => inside === 1,
    why: 'True rate 0.3, prior uniform from 0.1 to 0.5. An interval of 95 % misses one time in twenty; the seed is fixed.',
  }),
  gradient({
    id: 'archetypes-cost-less',
    where: 'Archetypes',
    kind: 'theory',
    statement: 'Thirty archetypes of 30 answers stand for 10 000 agents with an error below 0.08',
    published: null,
    compute: () => {
      const n = 10_000;
      const stream = randomStream(1);
      const own = Float64Array.from({ length: n }, () => stream.uniform());
      const groups = archetypes(n, (agent) => String(Math.floor(30 * own[agent])));
      const { rootMeanSquare, within, sampling, questions } = archetypeError(own, groups, { samples: 30 });
      return {
        value: rootMeanSquare,
        detail: `${questions} questions instead of ${n}; ${within.toFixed(3)} within groups, ${sampling.toFixed(3)} from sampling`,
      };
    },
    holds: (error) => error < 0.08,
    why: 'Nearly all of it is the finite number of answers, √(∫p(1 − p)/30) = 0.0745; more archetypes would not help.',
  }),
];

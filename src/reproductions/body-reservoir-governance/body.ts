import {
  EchoStateNetwork,
  experimentSeeds,
  habituationTrial,
  meanAndVariance,
  noisyCooperator,
  publishedAgent,
  selfConsistentFixedPoint,
  Sentinel,
  sentinelEquilibrium,
  smoothingBound,
  spectralRadius,
  Xoshiro256,
} from '../../games/index.js';
import type { Claim } from '../reproduction.js';
import { agentOf, indices, meanOver, PUBLISHED_RUNS } from './runs.js';

const body = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'The body and its fixed point', ...claim });

const fixedPoints = (full: boolean) =>
  indices(full ? 10 : 3).map((i) => ({
    agent: agentOf('convergence', i),
    point: selfConsistentFixedPoint(agentOf('convergence', i), 1),
  }));

export const bodyClaims: readonly Claim[] = [
  body({
    id: 'cooperative-fixed-point',
    where: 'Experiment 1',
    kind: 'simulation',
    statement: 'Against a cooperator the body settles at a* ≈ 0.98',
    published: 0.98,
    tolerance: 0.005,
    compute: ({ full }) => meanOver(fixedPoints(full).map(({ point }) => point.action)),
    why: 'Fixed point of the noise-free closed loop by damped iteration; half a unit of the printed digit.',
  }),
  body({
    id: 'self-consistent',
    where: 'self-consistency equation',
    kind: 'theory',
    statement: 'A self-consistent state exists and is found',
    published: null,
    compute: ({ full }) => Math.max(...fixedPoints(full).map(({ point }) => point.residual)),
    holds: (residual) => residual < 1e-10,
    why: 'Largest change of a coordinate by the map at the point found.',
  }),
  body({
    id: 'locally-stable',
    where: 'Proposition on local stability',
    kind: 'theory',
    statement: 'The cooperative fixed point is stable: ρ(J) < 1',
    published: null,
    compute: ({ full }) => Math.max(...fixedPoints(full).map(({ point }) => point.radius)),
    holds: (radius) => radius < 1,
    why: 'Largest spectral radius of the Jacobian, from all its eigenvalues; it is near 0.2, so deviations die out in a few rounds.',
  }),
  body({
    id: 'body-insulated',
    where: 'Experiment 3',
    kind: 'simulation',
    statement: 'Against lasting defection the body’s output stays at about 0.96',
    published: 0.96,
    compute: ({ full }) => meanOver(fixedPoints(full).map(({ agent }) => selfConsistentFixedPoint(agent, 0).action)),
    why: 'Fixed point against an opponent who always defects; four standard errors.',
  }),
  body({
    id: 'bound-holds',
    where: 'Theorem on smoothing',
    kind: 'theory',
    statement: 'The variance of the body’s actions lies below the bound',
    published: null,
    compute: ({ full }) =>
      Math.max(
        ...fixedPoints(full).map(({ agent }) => {
          const { actions } = agent.play(noisyCooperator(2000, 0.1, agent.seed + 8000), { seed: agent.seed + 5000 });
          return meanAndVariance(actions).variance / (smoothingBound(agent, 0.1).bound ?? NaN);
        }),
      ),
    holds: (share) => share < 1,
    why: 'Largest share of the bound that is used. The bound does not count the reservoir’s own noise, but is loose enough for it.',
  }),
  body({
    id: 'bound-says-smoothing',
    where: 'Theorem on smoothing',
    kind: 'theory',
    statement: 'The bound shows that the body smooths: it lies below ε(1 − ε)',
    published: null,
    compute: ({ full }) => {
      const ratios = fixedPoints(full).map(({ agent }) => {
        const { bound, titForTat } = smoothingBound(agent, 0.1);
        return (bound ?? NaN) / titForTat;
      });
      return { value: Math.min(...ratios), detail: 'least bound over the variance of Tit-for-Tat' };
    },
    holds: (ratio) => ratio < 1,
    expected: 'fails',
    why: 'With the published parameters the bound is more than twice the variance of Tit-for-Tat, so the 250-fold smoothing that is seen does not follow from it.',
  }),
  body({
    id: 'radius-as-set',
    where: 'Definition of the parameters (ρ(W) = 0.9)',
    kind: 'simulation',
    statement: 'The fresh reservoir has spectral radius 0.9',
    published: null,
    compute: () => {
      const radii = indices(PUBLISHED_RUNS).map((i) =>
        spectralRadius(EchoStateNetwork.random(new Xoshiro256(experimentSeeds.receptivity + 1000 * i)).recurrent),
      );
      return {
        value: Math.max(...radii.map((radius) => Math.abs(radius - 0.9))),
        detail: `largest |ρ − 0.9|; ρ from ${Math.min(...radii).toFixed(3)} to ${Math.max(...radii).toFixed(3)}`,
      };
    },
    holds: (gap) => gap < 0.005,
    expected: 'fails',
    why: 'The radius is measured by power iteration, which does not converge where the leading eigenvalues are a complex pair; the true one is taken from all eigenvalues, for the twenty reservoirs of Experiment 2.',
  }),
  body({
    id: 'radius-falls',
    where: 'Section on habituation',
    kind: 'simulation',
    statement: 'Habituation lowers ρ(W) from 0.90 to about 0.82',
    published: 0.82,
    tolerance: 0.005,
    compute: ({ full }) => {
      const points = habituationTrial(0, 1, { epochs: full ? 300 : 30, every: 15 });
      return {
        value: points[points.length - 1].radius,
        detail: `by the paper’s own estimate after ${full ? 300 : 30} epochs`,
      };
    },
    expected: 'fails',
    why: 'Oja’s rule raises it, and the projection holds it at 0.99; the column rho_current of the published file says 0.9900 from the first look on.',
  }),
  body({
    id: 'projection-rarely-active',
    where: 'Section on habituation',
    kind: 'simulation',
    statement: 'The projection of the spectral radius is rarely active',
    published: null,
    compute: () => {
      const agent = publishedAgent('convergence', 0, { epochs: 0 });
      const updates = agent.habituate(60);
      return { value: updates.filter(({ clamped }) => clamped).length / updates.length, detail: 'share of 60 epochs' };
    },
    holds: (share) => share < 0.1,
    expected: 'fails',
    why: 'It acts in nearly every epoch.',
  }),
  body({
    id: 'sentinel-collapse',
    where: 'equilibrium of the sentinel',
    kind: 'theory',
    statement: 'Under constant discomfort receptivity is at its floor from D = 0.18 on',
    published: 0.18,
    tolerance: 1e-6,
    compute: () => {
      // The least D, to 10⁻⁷, at which iterating the sentinel ends at the floor.
      let [low, high] = [0, 1];
      while (high - low > 1e-7) {
        const middle = (low + high) / 2;
        if (settle(middle) <= 0.05 + 1e-9) high = middle;
        else low = middle;
      }
      return high;
    },
    why: 'Found by bisection on the iterated sentinel; the closed form θ + (η↑/η↓)(α₀ − α_min) is not used.',
  }),
  body({
    id: 'sentinel-equilibrium',
    where: 'equilibrium of the sentinel',
    kind: 'theory',
    statement: 'Between threshold and collapse receptivity settles at α₀ − (η↓/η↑)(D − θ)',
    published: null,
    compute: () =>
      Math.max(...[0.02, 0.11, 0.14, 0.17, 0.4].map((d) => Math.abs(settle(d) - sentinelEquilibrium(d).receptivity))),
    holds: (gap) => gap < 1e-9,
    why: 'Largest difference between the closed form and 2,000 iterations.',
  }),
];

/** Receptivity after long constant discomfort. */
function settle(discomfort: number): number {
  const sentinel = new Sentinel(
    { state: new Float64Array(1), output: 0.5 },
    { baselineRate: 0, weights: { state: 0, output: 0, disagreement: 1 } },
  );
  for (let t = 0; t < 2000; t++) sentinel.observe([0], discomfort, 0);
  return sentinel.receptivity;
}

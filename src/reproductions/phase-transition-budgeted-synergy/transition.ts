import {
  amplification,
  criticalCorrelation,
  fixedPoint,
  layerMap,
  majorityGain,
  type Layer,
} from '../../organization/index.js';
import type { Claim } from '../reproduction.js';
import { largest, odd, spaced } from './extremes.js';
import { amplifying, layers, rootBias, subcritical } from './layers.js';
import { setting } from './setting.js';

const transition = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Theorem 4: a sharp transition',
  ...claim,
});

export const transitionClaims: readonly Claim[] = [
  transition({
    id: 'critical-correlation',
    where: 'Theorem 4 (α_{ρ} = 1) for b = 5, γ = 0.6',
    statement: 'The transition lies at ρ_{c} = 0.125/0.525',
    published: 0.2380952,
    tolerance: 5e-8,
    compute: () => criticalCorrelation(setting) ?? NaN,
    why: 'ρ_{c} = (γf_{b}′(0) − 1)/(γ(f_{b}′(0) − 1)), where α_{ρ} = 1. The simulations below find it again without this formula.',
  }),
  transition({
    id: 'amplifying-converges',
    where: 'Theorem 4',
    statement: 'α_{ρ} > 1: every positive leaf bias converges to u*',
    published: null,
    compute: () =>
      largest(
        [...amplifying()].flatMap((layer) =>
          [1e-6, 0.05, 0.5, 1].map((leafBias) => Math.abs(rootBias(layer, leafBias, 8000) - fixedPoint(layer))),
        ),
      ),
    holds: (gap) => gap < 1e-9,
    why: 'Largest |T^{8000}(μ₀) − u*| over 5 fan-ins, 6 fidelities and 8 correlations with α > 1.01, from μ₀ = 10^{−6}, 0.05, 0.5 and 1. The iteration knows nothing of the root finder that gives u*.',
  }),
  transition({
    id: 'subcritical-washes-out',
    where: 'Theorem 4',
    statement: 'α_{ρ} < 1: every leaf bias is washed out to chance',
    published: null,
    compute: () => largest([...subcritical()].map((layer) => rootBias(layer, 1, 8000))),
    holds: (bias) => bias >= 0 && bias < 1e-9,
    why: 'Largest T^{8000}(1) over the same grid with α < 0.99: T(u) ≤ αu by concavity, so a perfect leaf decays at least as fast as α^{L}.',
  }),
  transition({
    id: 'one-positive-fixed-point',
    where: 'Theorem 4',
    statement: 'α_{ρ} > 1: T has exactly one fixed point in (0, 1]',
    published: null,
    compute: () => {
      const counts = [...amplifying()].map(fixedPointsCounted);
      return { value: Math.max(...counts), detail: `fewest in any case: ${Math.min(...counts)}` };
    },
    holds: (count) => count === 1,
    why: 'Sign changes of T(u) − u over 4,000 points of (0, 1], for every amplifying layer of the grid: T is concave with T(0) = 0 and T′(0) > 1, so it meets the diagonal once.',
  }),
  transition({
    id: 'concave',
    where: 'Theorem 4, proof',
    statement: 'The layer map is concave on [0, 1]',
    published: null,
    compute: () => largest([...layers()].flatMap((layer) => secondDifferences((u) => layerMap(layer, u)))),
    holds: (curvature) => curvature <= 1e-13,
    why: 'Largest second difference of T on 200 points, over the grid. Positive values up to 10^{−13} are rounding: T is a sum of a line and a majority map, whose slope f_{b}′(0)(1 − u²)^{(b−1)/2} falls.',
  }),
  transition({
    id: 'slope-at-zero',
    where: 'Theorem 4',
    statement: 'α_{ρ} is the slope of the layer map at 0',
    published: null,
    compute: () => {
      const step = 1e-5;
      return largest([...layers()].map((layer) => Math.abs(layerMap(layer, step) / step - amplification(layer))));
    },
    holds: (gap) => gap < 1e-8,
    why: 'Largest |T(h)/h − α| at h = 10^{−5} over the grid; the secant differs from the slope by κh², at most 2·10^{−9} for b ≤ 21.',
  }),
  transition({
    id: 'algebraic-at-threshold',
    where: 'Theorem 4, α_{ρ} = 1',
    statement: 'At the threshold the decay is algebraic: L μ_{L}² → 1/(2κ)',
    published: null,
    compute: () => {
      const layer = { fanIn: 5, fidelity: 0.6, correlation: criticalCorrelation(setting) ?? NaN };
      const depth = 1_000_000;
      return { value: 2 * cubic(layer) * depth * rootBias(layer, 0.05, depth) ** 2, detail: '2κLμ_{L}² at L = 10⁶' };
    },
    holds: (ratio) => Math.abs(ratio - 1) < 0.002,
    why: 'Near zero T(u) = u − κu³ at α = 1, so 1/μ² grows by 2κ a layer; the start, 1/μ₀² = 400 against 2κL ≈ 4·10⁵, takes a thousandth off. Geometric decay would give 0.',
  }),
  transition({
    id: 'copies-never-help',
    where: 'Section 4, ρ → 1',
    statement: 'ρ = 1 gives α = γ ≤ 1: copies of one agent never help',
    published: null,
    compute: () =>
      largest(
        [...odd(3, 99)].flatMap((fanIn) =>
          spaced(0, 1, 21).map((fidelity) => Math.abs(amplification({ fanIn, fidelity, correlation: 1 }) - fidelity)),
        ),
      ),
    holds: (gap) => gap === 0,
    why: 'Largest |α − γ| over odd b ≤ 99 and 21 fidelities: with ρ = 1 every vote is the same vote.',
  }),
  transition({
    id: 'noise-caps-the-limit',
    where: 'Section 4',
    statement: 'γ < 1 keeps u* below 1',
    published: null,
    compute: () =>
      -largest([...layers()].filter(({ fidelity }) => fidelity <= 0.9).map((layer) => fixedPoint(layer) - 1)),
    holds: (distance) => distance > 0,
    why: 'Smallest 1 − u* over the grid with γ ≤ 0.9: T(1) < 1, because the last channels flip some votes of a perfect layer.',
  }),
  transition({
    id: 'closed-form-b-3-gain',
    where: 'Theorem 4 for b = 3, γ = 0.9, ρ = 0.1',
    statement: 'α for three votes',
    published: 1.305,
    tolerance: 1e-12,
    compute: () => amplification({ fanIn: 3, fidelity: 0.9, correlation: 0.1 }),
    why: '0.9 · (0.1 + 0.9 · 1.5), an exact decimal.',
  }),
  transition({
    id: 'closed-form-b-3',
    where: 'Theorem 4 for b = 3, γ = 0.9, ρ = 0.1',
    statement: 'u* for three votes',
    published: 0.9642284,
    tolerance: 5e-8,
    compute: () => fixedPoint({ fanIn: 3, fidelity: 0.9, correlation: 0.1 }),
    why: 'f₃(u) = (3u − u³)/2 makes T(u) = u a quadratic in u: u*² = 2(α − 1)/((1 − ρ)γ³).',
  }),
  transition({
    id: 'closed-form-b-3-everywhere',
    where: 'Theorem 4 for b = 3',
    statement: 'For b = 3 the fixed point is √(2(α − 1)/((1 − ρ)γ³)) everywhere',
    published: null,
    compute: () =>
      largest(
        spaced(0.67, 1, 34).flatMap((fidelity) =>
          spaced(0, 0.95, 39).flatMap((correlation) => {
            const layer = { fanIn: 3, fidelity, correlation };
            const excess = amplification(layer) - 1;
            if (excess <= 1e-3) return [];
            return Math.abs(fixedPoint(layer) - Math.sqrt((2 * excess) / ((1 - correlation) * fidelity ** 3)));
          }),
        ),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest difference between the closed form and the root finder over 34 fidelities and 39 correlations with α > 1.001.',
  }),
  transition({
    id: 'mean-field-exponent',
    where: 'Theorem 4, close to the threshold',
    statement: 'The order parameter u* rises as (α − 1)^{1/2}',
    published: null,
    compute: () => mean(spaced(0.56, 0.95, 14).map(orderParameterExponent)),
    holds: (exponent) => Math.abs(exponent - 0.5) < 1e-3,
    why: 'Least-squares slope of log u* on log(α − 1) over α − 1 = 10^{−6} … 10^{−4}, for b = 5 and 14 fidelities: T(u) = αu − κu³ gives u* = √((α − 1)/κ), with corrections of the order α − 1. One half is the mean-field value.',
  }),
  transition({
    id: 'monotone',
    where: 'Theorem 4',
    statement: 'u* grows with fidelity and falls with correlation',
    published: null,
    compute: () => {
      const grid = spaced(0, 1, 41);
      const at = (fidelity: number, correlation: number) => fixedPoint({ fanIn: 5, fidelity, correlation });
      let violations = 0;
      for (const x of grid) {
        for (let i = 1; i < grid.length - 1; i++) {
          if (at(grid[i], x) < at(grid[i - 1], x) - 1e-12) violations++;
          if (at(x, grid[i]) > at(x, grid[i - 1]) + 1e-12 && x < 1) violations++;
        }
      }
      return violations;
    },
    holds: (violations) => violations === 0,
    why: 'Violations among 3,198 neighbours on a 41 × 41 grid for b = 5. γ = 1 with ρ = 1, where every bias is fixed, is left out.',
  }),
];

function fixedPointsCounted(layer: Layer): number {
  let changes = 0;
  let above = true;
  for (const u of spaced(1 / 4000, 1, 4000)) {
    const now = layerMap(layer, u) > u;
    if (now !== above) changes++;
    above = now;
  }
  return changes;
}

function secondDifferences(f: (u: number) => number): number[] {
  const values = spaced(0, 1, 201).map(f);
  return values.slice(2).map((value, i) => value - 2 * values[i + 1] + values[i]);
}

/** κ of T(u) = αu − κu³ + O(u⁵): (1 − ρ) γ³ |f_b‴(0)|/6 with |f_b‴(0)| = (b − 1) f_b′(0). */
function cubic({ fanIn, fidelity, correlation }: Layer): number {
  return ((1 - correlation) * fidelity ** 3 * (fanIn - 1) * majorityGain(fanIn)) / 6;
}

/** Slope of log u* on log(α − 1) just above the threshold in ρ. */
function orderParameterExponent(fidelity: number): number {
  const threshold = criticalCorrelation({ fanIn: 5, fidelity }) ?? NaN;
  const points = spaced(-6, -4, 9).map((power) => {
    const correlation = threshold - 10 ** power / (fidelity * (majorityGain(5) - 1));
    const layer = { fanIn: 5, fidelity, correlation };
    return [Math.log(amplification(layer) - 1), Math.log(fixedPoint(layer))] as const;
  });
  const [x, y] = [mean(points.map(([logExcess]) => logExcess)), mean(points.map(([, logBias]) => logBias))];
  const covariance = mean(points.map(([logExcess, logBias]) => (logExcess - x) * (logBias - y)));
  return covariance / mean(points.map(([logExcess]) => (logExcess - x) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

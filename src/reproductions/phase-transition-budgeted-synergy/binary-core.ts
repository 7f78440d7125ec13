import {
  amplification,
  clippedPredictor,
  conservativeClippedPredictor,
  contractionRate,
  criticalCorrelation,
  fixedPoint,
  iterateTree,
  layerMap,
  majorityGain,
  majorityMap,
  mixingDepth,
  organizationExponent,
  type Layer,
} from '../../organization/index.js';
import type { Claim } from '../reproduction.js';
import { largest, odd, spaced } from './extremes.js';
import { setting } from './published-table.js';

const theory =
  (topic: string) =>
  (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({ kind: 'theory', topic, ...claim });
const transition = theory('Theorem 4: a sharp transition');
const depthLaws = theory('Growth, mixing depth, predictors');

/** Layers of every kind: fan-ins 3 to 21, fidelities and correlations over their ranges. */
function* layers(): Generator<Layer> {
  for (const fanIn of [3, 5, 7, 11, 21]) {
    for (const fidelity of [0.3, 0.5, 0.6, 0.75, 0.9, 0.99]) {
      for (const correlation of [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 1]) yield { fanIn, fidelity, correlation };
    }
  }
}

/** Layers clearly on one side of the threshold, where convergence is fast enough to be watched. */
function* amplifying(): Generator<Layer> {
  for (const layer of layers()) if (amplification(layer) > 1.01) yield layer;
}
function* subcritical(): Generator<Layer> {
  for (const layer of layers()) if (amplification(layer) < 0.99) yield layer;
}

const rootBias = (layer: Layer, leafBias: number, depth: number) =>
  iterateTree({ ...layer, leafBias, depth }).bias[depth];

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

export const depthClaims: readonly Claim[] = [
  depthLaws({
    id: 'small-signal-law',
    where: 'Section 4 (organization exponent)',
    statement: 'A weak bias grows as μ_{L} ≈ N^{s} μ₀',
    published: null,
    compute: () => {
      const tree = { fanIn: 5, fidelity: 0.9, correlation: 0.05, leafBias: 1e-9, depth: 12 };
      const exponent = Math.log(rootBias(tree, 1e-9, 12) / 1e-9) / Math.log(5 ** 12);
      return { value: exponent - organizationExponent(tree), detail: 'log(μ₁₂/μ₀)/log N − s, N = 5^{12}' };
    },
    holds: (gap) => Math.abs(gap) < 1e-9,
    why: 'With μ₀ = 10^{−9} all twelve layers are in the linear range, so the growth over N = 5^{12} leaves must be the exponent s.',
  }),
  depthLaws({
    id: 'ceiling-one-half',
    where: 'Section 4 (one-bit majority)',
    statement: 's < 1/2 for every odd b ≤ 999',
    published: null,
    compute: () =>
      largest([...odd(3, 999)].map((fanIn) => organizationExponent({ fanIn, fidelity: 1, correlation: 0 }))),
    holds: (s) => s < 0.5,
    why: 'Largest s over all 499 fan-ins with perfect channels and independent votes, the best case. It creeps up to one half as 1/2 − log(π/2)/(2 log b).',
  }),
  depthLaws({
    id: 'gain-below-root-b',
    where: 'Section 4 (one-bit majority)',
    statement: 'f_{b}′(0) < √b, the reason for the ceiling',
    published: null,
    compute: () => largest([...odd(3, 999)].map((fanIn) => majorityGain(fanIn) / Math.sqrt(fanIn))),
    holds: (ratio) => ratio < 1,
    why: 'Largest f_{b}′(0)/√b over odd b ≤ 999; it falls from 0.866 at b = 3 to √(2/π) = 0.798.',
  }),
  depthLaws({
    id: 'gain-asymptote',
    where: 'Section 4',
    statement: 'f_{b}′(0) → √(2b/π)',
    published: null,
    compute: () => majorityGain(10_001) / Math.sqrt((2 * 10_001) / Math.PI) - 1,
    holds: (gap) => Math.abs(gap - 1 / (4 * 10_001)) < 1e-8,
    why: 'Stirling’s series gives a relative excess of 1/(4b) + O(b^{−2}); at b = 10,001 that is 2.49975·10^{−5}.',
  }),
  depthLaws({
    id: 'majority-by-counting',
    where: 'Section 4 (majority map)',
    statement: 'The majority map is what counting all vote patterns gives',
    published: null,
    compute: () =>
      largest(
        [3, 5, 7, 9, 11].flatMap((b) =>
          spaced(0, 1, 21).map((u) => Math.abs(majorityMap(b, u) - majorityByCounting(b, u))),
        ),
      ),
    holds: (gap) => gap < 1e-14,
    why: 'All 2^{b} patterns of b ≤ 11 votes, weighted by their probabilities, against the series that Polity sums.',
  }),
  depthLaws({
    id: 'mixing-depth',
    where: 'Section 4 (mixing depth)',
    statement: 'Linear growth reaches u* at L_{mix}, with N_{mix} = (u*/μ₀)^{1/s} leaves',
    published: null,
    compute: () =>
      largest(
        [...amplifying()].map((layer) => {
          const { depth } = mixingDepth({ ...layer, leafBias: 0.001 });
          const leaves = (fixedPoint(layer) / 0.001) ** (1 / organizationExponent(layer));
          return Math.abs(Math.log(layer.fanIn) * depth - Math.log(leaves)) / Math.log(leaves);
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Relative difference of log N_{mix} and L_{mix} log b over the grid: two ways to write where α^{L}μ₀ = u*.',
  }),
  depthLaws({
    id: 'contraction',
    where: 'Section 4 (after the mixing depth)',
    statement: 'Past L_{mix} the distance to u* shrinks by λ* = T′(u*) a layer',
    published: null,
    compute: () =>
      largest(
        [...amplifying()].map((layer) => {
          const end = fixedPoint(layer);
          const near = end * (1 - 1e-6);
          return Math.abs((end - layerMap(layer, near)) / (end - near) - contractionRate(layer));
        }),
      ),
    holds: (gap) => gap < 1e-5,
    why: 'The measured shrinkage from u*(1 − 10^{−6}) against the derivative, over the grid; the difference is T″(u*)u*·10^{−6}/2 and rounding.',
  }),
  depthLaws({
    id: 'clipped-is-upper-bound',
    where: 'Section 4 (clipped predictor)',
    statement: 'min(α^{L}μ₀, u*) is never below the exact bias',
    published: null,
    compute: () => largest(predictions(({ exact, upper }) => exact - upper)),
    holds: (excess) => excess <= 1e-12,
    why: 'Largest T^{L}(μ₀) − prediction over the grid, μ₀ = 0.001 and 0.05 (at most u*), L ≤ 60. T(u) ≤ αu and T(u) ≤ u* by concavity and monotonicity.',
  }),
  depthLaws({
    id: 'conservative-is-lower-bound',
    where: 'Section 4 (conservative prediction)',
    statement: 'The conservative prediction is never above the exact bias',
    published: null,
    compute: () => largest(predictions(({ exact, lower }) => lower - exact)),
    holds: (excess) => excess <= 1e-12,
    why: 'Below θu* the concave map grows at least by α_{θ} = T(θu*)/(θu*) a layer. Which side the paper’s own predictor clips could not be seen; Polity has both.',
  }),
  depthLaws({
    id: 'tree-never-exceeds-limit',
    where: 'Section 5 (saturation)',
    statement: 'However deep, a tree never exceeds u*',
    published: null,
    compute: () =>
      largest(
        [...amplifying()].flatMap((layer) =>
          [1, 10, 100].map((depth) => rootBias(layer, 0.9 * fixedPoint(layer), depth) - fixedPoint(layer)),
        ),
      ),
    holds: (excess) => excess <= 1e-14,
    why: 'T is increasing, so a bias below its fixed point stays below: extra budget past saturation buys nothing.',
  }),
];

interface Prediction {
  readonly exact: number;
  readonly upper: number;
  readonly lower: number;
}

function* predictions(gap: (prediction: Prediction) => number): Generator<number> {
  for (const layer of amplifying()) {
    for (const leafBias of [0.001, 0.05]) {
      if (leafBias > fixedPoint(layer)) continue;
      const { bias } = iterateTree({ ...layer, leafBias, depth: 60 });
      for (const depth of [1, 3, 10, 30, 60]) {
        const tree = { ...layer, leafBias, depth };
        yield gap({ exact: bias[depth], upper: clippedPredictor(tree), lower: conservativeClippedPredictor(tree) });
      }
    }
  }
}

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

function majorityByCounting(votes: number, bias: number): number {
  const right = (1 + bias) / 2;
  let sum = 0;
  for (let pattern = 0; pattern < 2 ** votes; pattern++) {
    let agree = 0;
    for (let bits = pattern; bits > 0; bits >>= 1) agree += bits & 1;
    sum += right ** agree * (1 - right) ** (votes - agree) * (2 * agree > votes ? 1 : -1);
  }
  return sum;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

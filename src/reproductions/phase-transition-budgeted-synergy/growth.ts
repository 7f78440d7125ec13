import {
  clippedPredictor,
  conservativeClippedPredictor,
  contractionRate,
  fixedPoint,
  iterateTree,
  layerMap,
  majorityGain,
  majorityMap,
  mixingDepth,
  organizationExponent,
} from '../../organization/index.js';
import type { Claim } from '../reproduction.js';
import { largest, odd, spaced } from './extremes.js';
import { amplifying, rootBias } from './layers.js';

const growth = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Growth, mixing depth, predictors',
  ...claim,
});

export const growthClaims: readonly Claim[] = [
  growth({
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
  growth({
    id: 'ceiling-one-half',
    where: 'Section 4 (one-bit majority)',
    statement: 's < 1/2 for every odd b ≤ 999',
    published: null,
    compute: () =>
      largest([...odd(3, 999)].map((fanIn) => organizationExponent({ fanIn, fidelity: 1, correlation: 0 }))),
    holds: (s) => s < 0.5,
    why: 'Largest s over all 499 fan-ins with perfect channels and independent votes, the best case. It creeps up to one half as 1/2 − log(π/2)/(2 log b).',
  }),
  growth({
    id: 'gain-below-root-b',
    where: 'Section 4 (one-bit majority)',
    statement: 'f_{b}′(0) < √b, the reason for the ceiling',
    published: null,
    compute: () => largest([...odd(3, 999)].map((fanIn) => majorityGain(fanIn) / Math.sqrt(fanIn))),
    holds: (ratio) => ratio < 1,
    why: 'Largest f_{b}′(0)/√b over odd b ≤ 999; it falls from 0.866 at b = 3 to √(2/π) = 0.798.',
  }),
  growth({
    id: 'gain-asymptote',
    where: 'Section 4',
    statement: 'f_{b}′(0) → √(2b/π)',
    published: null,
    compute: () => majorityGain(10_001) / Math.sqrt((2 * 10_001) / Math.PI) - 1,
    holds: (gap) => Math.abs(gap - 1 / (4 * 10_001)) < 1e-8,
    why: 'Stirling’s series gives a relative excess of 1/(4b) + O(b^{−2}); at b = 10,001 that is 2.49975·10^{−5}.',
  }),
  growth({
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
  growth({
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
  growth({
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
  growth({
    id: 'clipped-is-upper-bound',
    where: 'Section 4 (clipped predictor)',
    statement: 'min(α^{L}μ₀, u*) is never below the exact bias',
    published: null,
    compute: () => largest(predictions(({ exact, upper }) => exact - upper)),
    holds: (excess) => excess <= 1e-12,
    why: 'Largest T^{L}(μ₀) − prediction over the grid, μ₀ = 0.001 and 0.05 (at most u*), L ≤ 60. T(u) ≤ αu and T(u) ≤ u* by concavity and monotonicity.',
  }),
  growth({
    id: 'conservative-is-lower-bound',
    where: 'Section 4 (conservative prediction)',
    statement: 'The conservative prediction is never above the exact bias',
    published: null,
    compute: () => largest(predictions(({ exact, lower }) => lower - exact)),
    holds: (excess) => excess <= 1e-12,
    why: 'Below θu* the concave map grows at least by α_{θ} = T(θu*)/(θu*) a layer. Which side the paper’s own predictor clips could not be seen; Polity has both.',
  }),
  growth({
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

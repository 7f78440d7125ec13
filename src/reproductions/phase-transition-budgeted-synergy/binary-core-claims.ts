import {
  amplification,
  clippedPredictor,
  conservativeClippedPredictor,
  contractionRate,
  criticalCorrelation,
  fixedPoint,
  iterateTree,
  layerMapDerivative,
  majorityGain,
  organizationExponent,
} from '../../organization/index.js';
import type { Claim } from '../reproduction.js';
import { setting } from './setting.js';

const theorem = 'Theorem 4, at b = 5, γ = 0.6, μ₀ = 0.05';

/**
 * What the paper's equations imply in the setting of its synthetic validation, to the digits given. The paper shows
 * these curves without printing numbers; the digits come from an evaluation of its equations outside Polity.
 */
const implied: readonly (readonly [
  correlation: number,
  amplification: number,
  exponent: number,
  fixedPoint: number,
  afterTen: number,
  afterThirty: number,
])[] = [
  [0, 1.125, 0.07318, 0.699116, 0.158964, 0.658448],
  [0.05, 1.09875, 0.05851, 0.634418, 0.12625, 0.51671],
  [0.1, 1.0725, 0.04349, 0.555556, 0.099539, 0.333079],
  [0.15, 1.04625, 0.02809, 0.453997, 0.077921, 0.179935],
  [0.2, 1.02, 0.0123, 0.305839, 0.060565, 0.087974],
  [0.125 / 0.525, 1, 0, 0, 0.049745, 0.049246],
  [0.25, 0.99375, -0.0039, 0, 0.046737, 0.040906],
  [0.3, 0.9675, -0.02053, 0, 0.0358, 0.018436],
  [0.5, 0.8625, -0.09191, 0, 0.011375, 0.00059],
  [1, 0.6, -0.31739, 0, 0.000302, 1.1e-8],
];

function impliedClaims(): Claim[] {
  return implied.flatMap(([correlation, alpha, exponent, limit, afterTen, afterThirty]) => {
    const layer = { fanIn: setting.fanIn, fidelity: setting.fidelity, correlation };
    const rho = String(Number(correlation.toFixed(7)));
    const name = rho.replace('.', '-');
    const root = (depth: number) => iterateTree({ ...layer, leafBias: setting.leafBias, depth }).bias[depth];
    const claim = (
      id: string,
      statement: string,
      published: number,
      tolerance: number,
      compute: () => number,
    ): Claim => ({
      id: `${id}-rho-${name}`,
      where: theorem,
      kind: 'theory',
      statement: `${statement} at ρ = ${rho}`,
      published,
      tolerance,
      compute,
      why: 'A direct evaluation; the tolerance is half a unit of the last digit given.',
    });
    return [
      claim('amplification', 'Amplification α', alpha, 5e-7, () => amplification(layer)),
      claim('exponent', 'Organization exponent s = log_b α', exponent, 5e-6, () => organizationExponent(layer)),
      claim('fixed-point', 'Fixed point u*', limit, 5e-7, () => fixedPoint(layer)),
      claim('root-bias-depth-10', 'Root bias of a tree of depth 10', afterTen, 5e-7, () => root(10)),
      claim('root-bias-depth-30', 'Root bias of a tree of depth 30', afterThirty, 5e-7, () => root(30)),
    ];
  });
}

const gains: readonly (readonly [fanIn: number, gain: number])[] = [
  [3, 1.5],
  [5, 1.875],
  [7, 2.1875],
  [9, 2.4609375],
  [11, 2.70703125],
  [15, 3.14208984],
  [21, 3.70013809],
  [51, 5.72603381],
  [101, 8.03851298],
];

const qualitative: readonly Claim[] = [
  {
    id: 'critical-correlation',
    where: 'Synthetic validation',
    kind: 'theory',
    statement: 'The boundary between amplification and wash-out lies at ρ_c = 0.125/0.525',
    published: 0.125 / 0.525,
    tolerance: 1e-12,
    compute: () => criticalCorrelation(setting) ?? NaN,
    why: 'α = 1 solved for ρ; the published number is the paper’s own quotient.',
  },
  {
    id: 'exponent-below-half',
    where: 'Section 4, limits of one-bit majority',
    kind: 'theory',
    statement:
      'No majority tree has an organization exponent of ½ or more: the largest s over all odd b up to 999 and ρ, γ',
    published: null,
    holds: (s) => s < 0.5,
    compute: () => {
      let largest = -Infinity;
      for (let fanIn = 3; fanIn <= 999; fanIn += 2) {
        largest = Math.max(largest, organizationExponent({ fanIn, fidelity: 1, correlation: 0 }));
      }
      return { value: largest, detail: 'largest at b = 999, γ = 1, ρ = 0; s rises with γ and b and falls with ρ' };
    },
    why: 'f_b′(0) < √b, so log_b f_b′(0) < ½; it creeps up like ½ + ln(2/π)/(2 ln b).',
  },
  {
    id: 'fixed-point-unique',
    where: 'Theorem 4',
    kind: 'theory',
    statement: 'Above threshold every positive leaf bias ends at the same u*: the largest distance after 2,000 layers',
    published: null,
    holds: (distance) => distance < 1e-12,
    compute: () => {
      let farthest = 0;
      for (const correlation of [0, 0.1, 0.2]) {
        const layer = { fanIn: setting.fanIn, fidelity: setting.fidelity, correlation };
        const limit = fixedPoint(layer);
        for (const leafBias of [1e-6, 1e-3, 0.05, 0.3, 0.7, 1]) {
          const { bias } = iterateTree({ ...layer, leafBias, depth: 2000 });
          farthest = Math.max(farthest, Math.abs(bias[2000] - limit));
        }
      }
      return { value: farthest, detail: '3 correlations × 6 leaf biases from 10⁻⁶ to 1' };
    },
    why: 'T is increasing and concave with T(0) = 0 and T(1) ≤ 1. The fixed point comes from Newton’s method, the iterates do not.',
  },
  {
    id: 'wash-out-from-certainty',
    where: 'Theorem 4',
    kind: 'theory',
    statement:
      'Below threshold even leaves that are always right end at chance: root bias from μ₀ = 1 at ρ = 0.3 after 1,000 layers',
    published: null,
    holds: (bias) => bias >= 0 && bias < 1e-12,
    compute: () => iterateTree({ ...setting, correlation: 0.3, leafBias: 1, depth: 1000 }).bias[1000],
    why: 'α = 0.9675: the decay is geometric once the bias is small.',
  },
  {
    id: 'critical-decay-exponent',
    where: 'Theorem 4, at α = 1',
    kind: 'theory',
    statement: 'At the threshold the signal dies slowly, like L^(−1/2) in the depth',
    published: -0.5,
    tolerance: 0.001,
    compute: () => {
      const { bias } = iterateTree({ ...setting, correlation: 0.125 / 0.525, leafBias: 1, depth: 200_000 });
      return Math.log(bias[200_000] / bias[100_000]) / Math.log(2);
    },
    why: 'T(u) = u − κu³ + …, so μ_L ≈ (2κL)^(−1/2). Slope between depths 100,000 and 200,000; the tolerance is the next order, log L / L.',
  },
  {
    id: 'mean-field-exponent',
    where: 'Theorem 4, near the threshold',
    kind: 'theory',
    statement: 'The fixed point opens like (α − 1)^(1/2)',
    published: 0.5,
    tolerance: 1e-4,
    compute: () => {
      const at = (excess: number) => {
        const gain = majorityGain(setting.fanIn);
        // α = 1 + excess solved for ρ.
        const correlation = (setting.fidelity * gain - 1 - excess) / (setting.fidelity * (gain - 1));
        return fixedPoint({ fanIn: setting.fanIn, fidelity: setting.fidelity, correlation });
      };
      return Math.log(at(1e-6) / at(1e-8)) / Math.log(100);
    },
    why: 'u* ≈ √((α − 1)/κ): slope of log u* between α − 1 = 10⁻⁸ and 10⁻⁶.',
  },
  {
    id: 'full-correlation-never-helps',
    where: 'Section 4',
    kind: 'theory',
    statement: 'When agents always fail together, α = γ: the largest |α − γ| over b ≤ 101 and γ',
    published: null,
    holds: (difference) => difference < 1e-15,
    compute: () => {
      let largest = 0;
      for (let fanIn = 3; fanIn <= 101; fanIn += 2) {
        for (let i = 0; i <= 20; i++) {
          const fidelity = i / 20;
          largest = Math.max(largest, Math.abs(amplification({ fanIn, fidelity, correlation: 1 }) - fidelity));
        }
      }
      return largest;
    },
    why: 'All inputs are copies of one message; voting over copies changes nothing.',
  },
  {
    id: 'three-inputs-closed-form',
    where: 'Theorem 4, at b = 3, γ = 0.9, ρ = 0.1',
    kind: 'theory',
    statement: 'With three inputs u*² = 2(α − 1)/((1 − ρ)γ³): the difference from the root',
    published: null,
    holds: (difference) => difference < 1e-12,
    compute: () => {
      const layer = { fanIn: 3, fidelity: 0.9, correlation: 0.1 };
      const closed = Math.sqrt((2 * (amplification(layer) - 1)) / (0.9 * 0.9 ** 3));
      return { value: Math.abs(fixedPoint(layer) - closed), detail: `u* = ${closed.toFixed(7)}` };
    },
    why: 'f_3(u) = (3u − u³)/2, so T(u) = u is a quadratic in u².',
  },
  {
    id: 'predictors-bracket',
    where: 'Section 4, clipped predictor',
    kind: 'theory',
    statement:
      'The clipped predictor bounds T^L(μ₀) from above and the conservative one from below: violations on a grid',
    published: null,
    holds: (violations) => violations === 0,
    compute: () => {
      let [violations, cases] = [0, 0];
      for (const fanIn of [3, 5, 9, 21]) {
        for (const fidelity of [0.5, 0.6, 0.8, 0.95, 1]) {
          for (const correlation of [0, 0.1, 0.3]) {
            for (const depth of [0, 1, 3, 10, 30]) {
              const tree = { fanIn, fidelity, correlation, leafBias: 0.01, depth };
              const exact = iterateTree(tree).bias[depth];
              const slack = 1e-12 * exact;
              if (tree.leafBias > fixedPoint(tree) && fixedPoint(tree) > 0) continue;
              cases++;
              if (clippedPredictor(tree) < exact - slack || conservativeClippedPredictor(tree) > exact + slack)
                violations++;
            }
          }
        }
      }
      return { value: violations, detail: `${cases} trees` };
    },
    why: 'T is concave: it lies below its tangent at 0 and above its chords through 0.',
  },
  {
    id: 'contraction-rate',
    where: 'Section 4, mixing depth',
    kind: 'theory',
    statement:
      'Past the mixing depth a tree closes in on u* by the factor T′(u*) per layer: measured over theoretical rate at ρ = 0.1',
    published: 1,
    tolerance: 1e-6,
    compute: () => {
      const layer = { ...setting, correlation: 0.1 };
      const { bias } = iterateTree({ ...layer, depth: 141 });
      const limit = fixedPoint(layer);
      return (limit - bias[141]) / (limit - bias[140]) / contractionRate(layer);
    },
    why: 'The ratio of the last two distances to u* at depth 141; the remaining error is the distance itself, about 10⁻⁸.',
  },
  {
    id: 'slope-at-zero',
    where: 'Theorem 4',
    kind: 'theory',
    statement: 'α is the slope of the layer map at 0: α minus T(h)/h at h = 10⁻⁵, relative',
    published: null,
    holds: (difference) => Math.abs(difference) < 1e-9,
    compute: () => {
      const layer = { fanIn: setting.fanIn, fidelity: setting.fidelity, correlation: 0.1 };
      const secant = iterateTree({ ...layer, leafBias: 1e-5, depth: 1 }).bias[1] / 1e-5;
      return (amplification(layer) - secant) / layerMapDerivative(layer, 0);
    },
    why: 'The secant differs from the slope by κh² ≈ 10⁻¹⁰.',
  },
  {
    id: 'gain-grows-like-root',
    where: 'Section 4',
    kind: 'theory',
    statement: 'A wide majority gains √(2b/π): the ratio of f_b′(0) to it at b = 10,001',
    published: 1,
    tolerance: 1e-4,
    compute: () => majorityGain(10_001) / Math.sqrt((2 * 10_001) / Math.PI),
    why: 'Stirling; the next term is 1/(4b) = 2.5·10⁻⁵.',
  },
];

/** Claims on the majority tree itself: gains, phases, fixed points, predictors. */
export const binaryCoreClaims: readonly Claim[] = [
  ...qualitative,
  ...gains.map(([fanIn, gain]): Claim => ({
    id: `majority-gain-${fanIn}`,
    where: 'Section 4, f_b′(0)',
    kind: 'theory',
    statement: `Gain of a majority of ${fanIn} for a weak signal`,
    published: gain,
    tolerance: 5e-9,
    compute: () => majorityGain(fanIn),
    why: 'f_b′(0) = b C(b−1, (b−1)/2) 2^−(b−1), evaluated without large binomials; half a unit of the last digit given.',
  })),
  ...impliedClaims(),
];

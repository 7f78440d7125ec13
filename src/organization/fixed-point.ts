import { findRoot } from '../numerics/index.js';
import { gainOf, phaseOf } from './amplification.js';
import { checkBias, checkLayer, type CheckedLayer, type Layer } from './layer.js';
import { nextBias, slopeAt } from './layer-map.js';
import { gainLoss, independentGain } from './majority-series.js';

/**
 * The bias u* = T(u*) in (0, 1] that deep trees reach from every positive leaf bias when they amplify; 0 when they do
 * not (α ≤ 1). Near the threshold u* ≈ √((α − 1)/κ) with κ = (1 − ρ) γ³ (b − 1) f_b′(0) / 6.
 *
 * With γ = ρ = 1 the layer changes nothing and every bias is a fixed point: there is no attractor and the result is 0;
 * {@link limitBias} tells where a given leaf bias ends. Cost: about 6 · b/2 steps.
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @throws InvalidInputError for an even fan-in, or a fidelity or correlation out of range
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { fixedPoint } from 'polity/organization';
 * fixedPoint({ fanIn: 3, fidelity: 0.9, correlation: 0.1 }); // 0.9642284
 * fixedPoint({ fanIn: 5, fidelity: 0.6, correlation: 0.5 }); // 0
 * ```
 */
export function fixedPoint(layer: Layer): number {
  return attractor(checkLayer(layer));
}

/**
 * Where a tree of growing depth takes a leaf bias, lim T^L(μ₀): u* from μ₀ > 0 when the layer amplifies, 0 when it
 * does not, μ₀ itself for the identity layer γ = ρ = 1. Cost: as {@link fixedPoint}.
 *
 * @param options - fan-in b, fidelity γ, correlation ρ, leaf bias μ₀
 * @throws InvalidInputError as {@link fixedPoint}, or for a leaf bias out of range
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { limitBias } from 'polity/organization';
 * limitBias({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05 }); // 0.555556
 * limitBias({ fanIn: 5, fidelity: 1, correlation: 1, leafBias: 0.05 }); // 0.05
 * ```
 */
export function limitBias({ leafBias, ...layer }: Layer & { readonly leafBias: number }): number {
  const checked = checkLayer(layer);
  checkBias('leafBias', leafBias);
  if (leafBias === 0 || isIdentity(checked)) return leafBias;
  return attractor(checked);
}

/**
 * Factor by which a deep tree's distance from its fixed point shrinks per layer, λ* = T′(u*) < 1; α itself when the
 * layer does not amplify and the fixed point is 0. Cost: as {@link fixedPoint}.
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @throws InvalidInputError as {@link fixedPoint}
 *
 * @example
 * ```ts
 * import { contractionRate } from 'polity/organization';
 * contractionRate({ fanIn: 5, fidelity: 0.6, correlation: 0.1 }); // 0.86
 * ```
 */
export function contractionRate(layer: Layer): number {
  const checked = checkLayer(layer);
  return slopeAt(checked, attractor(checked));
}

/** u* of a layer that has passed the door. */
export function attractor(layer: CheckedLayer): number {
  const gain = gainOf(layer);
  if (phaseOf(gain) !== 'amplifying') return 0;
  if (layer.fidelity === 1) return 1;
  return layer.dependence === 'shared' ? sharedFixedPoint(layer, gain) : bracketedFixedPoint(layer);
}

export function isIdentity({ fidelity, correlation, votes }: CheckedLayer): boolean {
  return fidelity === 1 && (correlation === 1 || votes === 1);
}

/**
 * With w = γu the fixed point solves G − f(w)/w = g, where G = f′(0) and g = (α − 1)/(γ(1 − ρ)): γ and ρ enter through
 * g alone. Times w, the left side less the right is convex in w with its least value left of the root, so Newton's
 * method from the right descends to the root and never passes it.
 */
function sharedFixedPoint({ votes, fidelity, correlation }: CheckedLayer, alpha: number): number {
  const received = excessRoot(votes, (alpha - 1) / (fidelity * (1 - correlation)), fidelity);
  return Math.min(1, received / fidelity);
}

/** The w in (0, `upper`] with f(w)/w = G − g for an excess g in (0, G − 1]. */
export function excessRoot(votes: number, excess: number, upper: number): number {
  const gain = independentGain(votes);
  const pairs = (votes - 1) / 2;
  // Two bounds from above: f(w) ≤ 1, and G − f(w)/w is concave in w², from 0 to G − 1.
  let w = Math.min(upper, 1 / (gain - excess), Math.sqrt(excess / (gain - 1)));
  for (let i = 0; i < MOST_STEPS; i++) {
    const t = w * w;
    const step = (w * (t * gainLoss(votes, t) - excess)) / (-gain * Math.expm1(pairs * Math.log1p(-t)) - excess);
    w -= step;
    if (!(step > 4 * Number.EPSILON * w)) break;
  }
  return w;
}

/** Rounding ends the descent long before; far from the root a step still removes a third of the distance. */
const MOST_STEPS = 200;

function bracketedFixedPoint(layer: CheckedLayer): number {
  // T(u)/u falls from α to T(1): find where it is 1.
  const excess = (u: number) => nextBias(layer, u) / u - 1;
  return excess(LEAST_MIXTURE_ROOT) <= 0 ? 0 : findRoot(excess, { lower: LEAST_MIXTURE_ROOT, upper: 1 }).root;
}

/** u* exceeds this whenever α − 1 exceeds the critical tolerance, for every fan-in below 10⁵. */
const LEAST_MIXTURE_ROOT = 1e-10;

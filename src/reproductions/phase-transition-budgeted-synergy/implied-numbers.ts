import {
  amplification,
  fixedPoint,
  iterateTree,
  majorityGain,
  organizationExponent,
} from '../../organization/index.js';
import type { Claim } from '../reproduction.js';
import { setting } from './setting.js';

const where = 'implied by Theorem 4 for the synthetic validation';

/**
 * ρ, α, s, u*, T¹⁰(μ₀), T³⁰(μ₀): what the paper's equations give for its own setting. The paper shows these as curves
 * and prints no digits; the digits come from an evaluation of its equations outside Polity.
 */
export const impliedRows = [
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
] as const;

const millionth = 5e-7;

/** A claim for every number of the table. */
export const impliedTableClaims: readonly Claim[] = impliedRows.flatMap(([correlation, alpha, s, u, ten, thirty]) => {
  const layer = { ...setting, correlation };
  const at = `ρ = ${Number(correlation.toFixed(7))}`;
  const slug = `rho-${Math.round(correlation * 1000)}`;
  const bias = (depth: number) => () => iterateTree({ ...layer, depth }).bias[depth];
  const claim = (
    id: string,
    statement: string,
    published: number,
    tolerance: number,
    compute: () => number,
    why: string,
  ): Claim => ({
    id: `${id}-${slug}`,
    where,
    kind: 'theory',
    topic: 'The phase transition in numbers: b = 5, γ = 0.6, μ₀ = 0.05',
    statement: `${statement} at ${at}`,
    published,
    tolerance,
    compute,
    why,
  });
  return [
    claim(
      'gain',
      'α_{ρ}',
      alpha,
      millionth,
      () => amplification(layer),
      'α_{ρ} = γ[ρ + (1 − ρ) f_{b}′(0)] with f₅′(0) = 15/8. Half a unit of the sixth decimal is allowed.',
    ),
    claim(
      'exponent',
      's',
      s,
      5e-6,
      () => organizationExponent(layer),
      's = log_{b} α_{ρ}; it changes sign with α − 1. Half a unit of the fifth decimal, the last one given, is allowed.',
    ),
    claim(
      'limit',
      'u*',
      u,
      millionth,
      () => fixedPoint(layer),
      alpha > 1
        ? 'The positive root of T(u) = u, by Newton’s method from above, which cannot pass it because T is concave.'
        : 'α ≤ 1: the concave map lies below the diagonal, zero is its only fixed point.',
    ),
    claim(
      'depth-10',
      'T^{10}(μ₀)',
      ten,
      millionth,
      bias(10),
      'The layer map applied ten times. Half a unit of the sixth decimal is allowed.',
    ),
    claim(
      'depth-30',
      'T^{30}(μ₀)',
      thirty,
      correlation === 1 ? 5e-10 : millionth,
      bias(30),
      correlation === 1
        ? 'Copies of one vote are only passed on: T(u) = γu, so this is 0.6^{30} · 0.05. Two digits are given.'
        : 'The layer map applied thirty times. Half a unit of the sixth decimal is allowed.',
    ),
  ];
});

/** b, f_b′(0), log_b f_b′(0). */
const gains = [
  [3, 1.5, 0.36907],
  [5, 1.875, 0.390577],
  [7, 2.1875, 0.402259],
  [9, 2.4609375, 0.409854],
  [11, 2.70703125, 0.415303],
  [15, 3.14208984, 0.422772],
  [21, 3.70013809, 0.429746],
  [51, 5.72603381, 0.44382],
  [101, 8.03851298, 0.451612],
] as const;

/** Gains of a majority of independent votes over faithful channels. */
export const gainClaims: readonly Claim[] = gains.flatMap(([fanIn, gain, exponent]) => {
  const common = {
    where: 'implied by the majority map, Section 4',
    kind: 'theory',
    topic: 'Gain of one majority',
  } as const;
  return [
    {
      ...common,
      id: `majority-gain-b-${fanIn}`,
      statement: `f_{b}′(0) at b = ${fanIn}`,
      published: gain,
      tolerance: 5e-9,
      compute: () => majorityGain(fanIn),
      why: 'f_{b}′(0) = b C(b − 1, (b − 1)/2) 2^{−(b−1)}. Half a unit of the eighth decimal is allowed.',
    },
    {
      ...common,
      id: `majority-exponent-b-${fanIn}`,
      statement: `Largest organization exponent (γ = 1, ρ = 0) at b = ${fanIn}`,
      published: exponent,
      tolerance: millionth,
      compute: () => organizationExponent({ fanIn, fidelity: 1, correlation: 0 }),
      why: 's = log_{b} f_{b}′(0): even perfect channels and independent votes stay below one half.',
    },
  ];
});

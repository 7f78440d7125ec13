import { checkPositive, InvalidInputError } from '../foundation/index.js';
import { checkLayer, type CheckedLayer, type Layer } from './layer.js';
import { nextBias } from './layer-map.js';
import { biasOf, checkComputeLaw, type ComputeLaw } from './leaf-bias.js';

/** One way to spend a budget: a whole tree, or a single agent (depth 0). */
export interface Organization {
  /** Inputs of an aggregator; `null` for a single agent. */
  readonly fanIn: number | null;
  /** Layers above the leaves, L; 0 for a single agent. */
  readonly depth: number;
  /** N = b^L. */
  readonly leaves: number;
  /** x = B/N − c₀ in tokens; B for a single agent, who pays no overhead. */
  readonly computePerLeaf: number;
  /** g(x). */
  readonly leafBias: number;
  /** T^L(g(x)), the bias of the root. */
  readonly bias: number;
}

/** The best organization for a budget, beside what it was chosen from. */
export interface OptimalOrganization extends Organization {
  /** Whether a tree beats the single agent. */
  readonly synergy: boolean;
  /** The single agent with the whole budget. */
  readonly singleAgent: Organization;
  /** Every organization that the budget can pay, by fan-in, then depth; the single agent comes first. */
  readonly candidates: readonly Organization[];
}

/**
 * The best of all whole trees that a budget pays, and of a single agent: max over L ≥ 0 of T^L(g(B/N − c₀)) with
 * N = b^L. No small-signal approximation: saturation and rounding to whole layers are in it. On a tie the smaller
 * organization wins. Cost: the number of layers that fit, squared, times b/2 steps, for each fan-in.
 *
 * @param options - budget B in tokens; fan-in b, or several to choose from; fidelity γ, correlation ρ; scale k and
 * exponent β of one agent; overhead c₀ > 0 per leaf in tokens
 * @throws InvalidInputError for a layer out of range, no fan-in, or a budget, scale, β or overhead that is not positive
 * @see arXiv 2601.17311, Section 4 (budgeted synergy)
 *
 * @example
 * ```ts
 * import { optimalOrganization } from 'polity/organization';
 * const agents = { fidelity: 0.9, correlation: 0.05, scale: 0.02, beta: 0.2, overhead: 100 };
 * const best = optimalOrganization({ budget: 20_000, fanIn: [3, 5, 7], ...agents });
 * best.fanIn; // 7
 * best.depth; // 2
 * best.bias > best.singleAgent.bias; // true
 * ```
 */
export function optimalOrganization({
  budget,
  fanIn,
  scale,
  beta,
  overhead,
  ...layer
}: Omit<Layer, 'fanIn'> &
  ComputeLaw & {
    readonly budget: number;
    readonly fanIn: number | readonly number[];
    readonly overhead: number;
  }): OptimalOrganization {
  checkPositive('budget', budget);
  checkPositive('overhead', overhead);
  checkComputeLaw({ scale, beta });
  const fanIns = typeof fanIn === 'object' ? fanIn : [fanIn];
  if (fanIns.length === 0) throw new InvalidInputError('fanIn', fanIn, 'hold at least one fan-in');
  const layers = fanIns.map((b) => checkLayer({ ...layer, fanIn: b }));
  const singleAgent = single(budget, scale, beta);
  const trees = layers.flatMap((checked) => affordable(checked, budget, overhead, scale, beta));
  const best = trees.reduce((a, b) => (b.bias > a.bias ? b : a), singleAgent);
  return { ...best, synergy: best !== singleAgent, singleAgent, candidates: [singleAgent, ...trees] };
}

/** One agent who spends the whole budget. */
export function single(budget: number, scale: number, beta: number): Organization {
  const bias = biasOf(budget, scale, beta);
  return { fanIn: null, depth: 0, leaves: 1, computePerLeaf: budget, leafBias: bias, bias };
}

function affordable(
  layer: CheckedLayer,
  budget: number,
  overhead: number,
  scale: number,
  beta: number,
): Organization[] {
  const trees: Organization[] = [];
  const { fanIn } = layer;
  for (let depth = 1, leaves = fanIn; budget / leaves > overhead; depth++, leaves *= fanIn) {
    const computePerLeaf = budget / leaves - overhead;
    const leafBias = biasOf(computePerLeaf, scale, beta);
    trees.push({ fanIn, depth, leaves, computePerLeaf, leafBias, bias: rootBias(layer, leafBias, depth) });
  }
  return trees;
}

/** T^L(μ₀), unchecked. */
export function rootBias(layer: CheckedLayer, leafBias: number, depth: number): number {
  let bias = leafBias;
  for (let level = 0; level < depth; level++) bias = nextBias(layer, bias);
  return bias;
}

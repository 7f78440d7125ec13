import { InvalidInputError, checkInteger, checkOneOf, checkProbability, checkVector } from '../foundation/index.js';
import type { Tree } from './iterate-tree.js';
import { checkBias, checkLayer, type SignedOptions } from './layer.js';
import { literalTree } from './literal-tree.js';
import { simulateLayers } from './simulate-population.js';
import { rootVotes, voteMean, type SimulationMethod, type TreeSimulation } from './tree-simulation.js';

/** Long work: how far it is, and how to end it. */
export interface SimulationProgress {
  /** Called some thirty times a second with the leaves done and all leaves. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Ends the work with the signal's reason; looked at some thirty times a second, where `onProgress` is called. */
  readonly signal?: AbortSignal;
}

export interface TreeSimulationOptions
  extends Omit<Tree, 'fidelity' | 'dependence'>, SignedOptions, SimulationProgress {
  /** Fidelity γ of every channel, or that of the channels into each level, from those of the leaves up. */
  readonly fidelity: number | ArrayLike<number>;
  /** Only shared failures are simulated. */
  readonly dependence?: 'shared';
  /** Independent trees, or nodes in each layer where the method is not literal; default 1,024. */
  readonly trials?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Default 'literal'. */
  readonly method?: SimulationMethod;
}

/** Leaves of the largest tree that is simulated literally. */
const MOST_LEAVES = 20_000_000;
const MOST_LAYERS = 1_000_000;
const MOST_TRIALS = 2 ** 31 - 1;

/**
 * Simulates trees of scripted agents. Each leaf votes +1 (right) or −1 with mean μ₀; each message up an edge is
 * flipped with chance (1 − γ)/2; with chance ρ all inputs of an aggregator become copies of the first; then the
 * aggregator votes with their majority. The bias of level ℓ has the mean T^ℓ(μ₀) of {@link iterateTree}.
 *
 * - `'literal'` (default): whole trees, b^L ≤ 20,000,000 leaves, in which every leaf, flip, shared failure and coin is
 *   drawn. 128 trials run side by side, one bit each: some 5·10⁹ leaf votes a second, in less than a megabyte. The
 *   nodes of a level hang over disjoint leaves, so all of them count towards the level's bias and its error
 *   √((1 − bias²)/nodes).
 * - `'layerwise'`: for depths whose leaves no machine can hold. Layer ℓ has `trials` nodes whose children have the
 *   exact bias T^{ℓ−1}(μ₀).
 * - `'population'`: the children of layer ℓ are drawn, with replacement, from the `trials` votes M of layer ℓ − 1. No
 *   formula steps in, but the errors of the layers add up: the root drifts by √(Σ_{j<L} α^{2j}/M) while the bias is
 *   small (0.026 at b = 5, γ = 0.6, ρ = 0, L = 10, M = 50,000). The standard errors contain the drift; for a smaller
 *   one average runs with other seeds.
 *
 * Results depend on `seed` only; with more trials the first ones stay what they were.
 *
 * @param options - fan-in b, fidelity γ, correlation ρ, leaf bias μ₀ and depth L as for {@link iterateTree}, and how
 *   to simulate
 * @throws InvalidInputError for a parameter out of range, or a literal tree with too many leaves
 * @see arXiv 2601.17311, Section 4 (binary core) and v1 Section 7.2 (simulations)
 *
 * @example
 * ```ts
 * import { simulateTree } from 'polity/organization';
 * const tree = { fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05 };
 * const { bias, root } = simulateTree({ ...tree, depth: 5, trials: 4096, seed: 1 });
 * bias.length; // 6
 * root.n; // 4096
 * simulateTree({ ...tree, depth: 30, trials: 50_000, method: 'layerwise' }).nodes[30]; // 50000
 * ```
 */
export function simulateTree({
  fanIn,
  fidelity,
  correlation,
  leafBias,
  depth,
  ties = 'reject',
  dependence = 'shared',
  signed = false,
  trials = 1024,
  seed = 0,
  method = 'literal',
  onProgress,
  signal,
}: TreeSimulationOptions): TreeSimulation {
  checkOneOf('method', method, ['literal', 'layerwise', 'population']);
  checkOneOf('dependence', dependence, ['shared']);
  checkInteger('depth', depth, { min: 0, max: MOST_LAYERS });
  checkInteger('trials', trials, { min: 1, max: MOST_TRIALS });
  checkInteger('seed', seed, { min: 0 });
  const { votes } = checkLayer({ fanIn, fidelity: 1, correlation, ties });
  const literal = method === 'literal' || depth === 0;
  const leaves = literal ? checkLeaves(fanIn, depth) : checkInteger('fanIn', fanIn, { max: MOST_LEAVES }) * depth;
  const checked = {
    fanIn,
    fidelity: checkFidelity(fidelity, depth),
    correlation,
    leafBias: checkBias('leafBias', leafBias, signed),
    trials,
    seed,
    onLeaves: (done: number) => {
      onProgress?.({ done, total: trials * leaves });
      signal?.throwIfAborted();
    },
  };
  signal?.throwIfAborted();
  if (!literal) return simulateLayers({ ...checked, method, votes });

  const { right, root } = literalTree({ ...checked, firstStream: 0 });
  const nodes = Float64Array.from(right, (_, level) => trials * fanIn ** (depth - level));
  const levels = Array.from(right, (count, level) => voteMean(count, nodes[level]));
  return {
    method,
    bias: Float64Array.from(levels, ({ bias }) => bias),
    standardError: Float64Array.from(levels, ({ standardError }) => standardError),
    nodes,
    root: rootVotes(root),
  };
}

function checkFidelity(fidelity: unknown, depth: number): Float64Array {
  if (typeof fidelity !== 'number')
    return checkVector('fidelity', fidelity, { length: depth, minLength: 0, min: 0, max: 1 });
  return new Float64Array(depth).fill(checkProbability('fidelity', fidelity));
}

function checkLeaves(fanIn: number, depth: number): number {
  const leaves = fanIn ** depth;
  if (leaves <= MOST_LEAVES) return leaves;
  const most = Math.floor(Math.log(MOST_LEAVES) / Math.log(fanIn));
  throw new InvalidInputError(
    'depth',
    depth,
    `be at most ${most} for a literal tree of fan-in ${fanIn} (20,000,000 leaves); method: 'layerwise' or 'population' goes deeper`,
  );
}

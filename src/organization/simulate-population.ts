import { normalQuantile } from '../statistics/index.js';
import { nextBias, slopeAt } from './layer-map.js';
import { literalTree } from './literal-tree.js';
import { rootVotes, voteMean, type TreeSimulation } from './tree-simulation.js';

/** At least one layer, past the door. */
export interface Layers {
  readonly method: 'layerwise' | 'population';
  readonly fanIn: number;
  /** Odd number of votes with the same majority as `fanIn` votes. */
  readonly votes: number;
  /** Fidelity of the channels into each layer; its length is the depth. */
  readonly fidelity: Float64Array;
  readonly correlation: number;
  readonly leafBias: number;
  readonly trials: number;
  readonly seed: number;
  readonly onLeaves: (leaves: number) => void;
}

/** Random streams set aside for one layer. */
const STREAMS_PER_LAYER = 2 ** 32;

/**
 * A deep tree as one layer after another, each of M = `trials` nodes with children of their own, that is M trees of
 * depth 1. Layerwise, the children have the exact bias T^{ℓ−1}(μ₀), so every layer checks one step of the recursion
 * without error from below. In a population they are drawn, with replacement, from the M votes of the layer below; a
 * vote drawn so is right with a chance equal to the share of right votes, so the children are leaves of that bias.
 */
export function simulateLayers(layers: Layers): TreeSimulation {
  const { method, fanIn, votes, fidelity, correlation, leafBias, trials, seed, onLeaves } = layers;
  const depth = fidelity.length;
  const bias = new Float64Array(depth + 1);
  const standardError = new Float64Array(depth + 1);
  const nodes = new Float64Array(depth + 1).fill(trials);
  nodes[0] = trials * fanIn;
  let root: Int8Array = new Int8Array(0);
  let exact = leafBias;
  for (let level = 1; level <= depth; level++) {
    const childBias = method === 'layerwise' || level === 1 ? exact : bias[level - 1];
    const layer = literalTree({
      fanIn,
      fidelity: fidelity.subarray(level - 1, level),
      correlation,
      leafBias: childBias,
      trials,
      seed,
      firstStream: level * STREAMS_PER_LAYER,
      onLeaves: (leaves) => onLeaves((level - 1) * fanIn * trials + leaves),
    });
    root = layer.root;
    for (let l = level === 1 ? 0 : level; l <= level; l++) {
      ({ bias: bias[l], standardError: standardError[l] } = voteMean(layer.right[Math.min(l, 1)], nodes[l]));
    }
    const step = { fanIn, votes, fidelity: fidelity[level - 1], correlation, dependence: 'shared' } as const;
    if (method === 'population' && level > 1) {
      // The layer below was off by its own error, and this one stretches that by its slope.
      standardError[level] = Math.hypot(standardError[level], slopeAt(step, childBias) * standardError[level - 1]);
    }
    exact = nextBias(step, exact);
  }
  const counted = rootVotes(root);
  if (method === 'layerwise') return { method, bias, standardError, nodes, root: counted };
  const half = normalQuantile(0.975) * standardError[depth];
  const withDrift = {
    standardError: standardError[depth],
    interval: { lower: counted.estimate - half, upper: counted.estimate + half, level: 0.95 },
    method: 'mean vote, normal interval that includes the drift of the layers below',
  };
  return { method, bias, standardError, nodes, root: { ...counted, ...withDrift } };
}

import { checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { StrategicGame, type PayoffMatrix } from '../strategic/strategic-game.js';
import { outShares, populationGraph, type PopulationGraph } from './population-graph.js';
import { birthDeath, type UpdateRule } from './update-rule.js';

/** Two types on a graph: who meets whom, who replaces whom, and how payoffs count. */
export interface GraphProcessOptions {
  /** Default {@link birthDeath}`()`. */
  readonly rule?: UpdateRule;
  /** An edge i → j: i earns from meeting j. Default the replacement graph. */
  readonly interaction?: PopulationGraph;
  /** Payoffs of a node over its neighbours: their weighted mean (the default) or their weighted sum. */
  readonly earnings?: 'mean' | 'sum';
}

/** A process from the door, its edges in the forms that the steps need. */
export interface GraphProcess {
  readonly size: number;
  readonly rule: UpdateRule;
  /** What a member of each type earns from each: a, b, c, d. */
  readonly payoffs: Float64Array;
  /** By the node whose child is placed: where it may go, and how likely. */
  readonly placing: PopulationGraph & { readonly shares: Float64Array };
  /** By the node that is replaced: whose children may come, and their weights. */
  readonly replacing: PopulationGraph;
  /** By the node that earns. */
  readonly meeting: PopulationGraph;
  /** By the node that is met: who earns from it. */
  readonly met: PopulationGraph;
  /** Sum of the weights that a node meets. */
  readonly meetings: Float64Array;
  /** Factor from a node's mean payoff to what counts. */
  readonly factor: Float64Array;
}

/**
 * @throws InvalidInputError for a matrix that is not 2 × 2, graphs of unequal size, or a node that has no edge where it
 *   needs one
 */
export function graphProcess(
  replacement: PopulationGraph,
  payoffs: PayoffMatrix,
  { rule = birthDeath(), interaction = replacement, earnings = 'mean' }: GraphProcessOptions,
): GraphProcess {
  checkOneOf('earnings', earnings, ['mean', 'sum']);
  const { shape, payoffs: tensors } = StrategicGame.symmetric(payoffs);
  if (shape[0] !== 2) throw new InvalidInputError('payoffs', payoffs, 'be a 2 × 2 matrix');
  const { size } = replacement;
  if (interaction.size !== size) throw new InvalidInputError('interaction.size', interaction.size, `equal ${size}`);
  const meetings = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let e = interaction.offsets[i]; e < interaction.offsets[i + 1]; e++) meetings[i] += interaction.weights[e];
    if (meetings[i] === 0) throw new InvalidInputError(`interactions of node ${i}`, 0, 'be at least one');
  }
  const replacing = transposed(replacement);
  if (rule.kind !== 'birth–death') {
    for (let j = 0; j < size; j++) {
      if (replacing.offsets[j] === replacing.offsets[j + 1]) {
        throw new InvalidInputError(`edges into node ${j}`, 0, 'be at least one');
      }
    }
  }
  return {
    size,
    rule,
    payoffs: tensors[0],
    placing: { ...replacement, shares: rule.kind === 'birth–death' ? outShares(replacement) : replacement.weights },
    replacing,
    meeting: interaction,
    met: transposed(interaction),
    meetings,
    factor: earnings === 'sum' ? meetings : new Float64Array(size).fill(1),
  };
}

/** All edges turned around. */
function transposed({ size, offsets, targets, weights, name }: PopulationGraph): PopulationGraph {
  const heads = new Int32Array(targets.length);
  for (let i = 0; i < size; i++) heads.fill(i, offsets[i], offsets[i + 1]);
  return populationGraph({ size, sources: targets, targets: heads, weights, directed: true, name });
}

/** What a node of a type (0 or 1) counts as earning where a share of its meetings is with type 0. */
export function earned({ payoffs, factor }: GraphProcess, node: number, type: number, firstShare: number): number {
  return factor[node] * (payoffs[2 * type] * firstShare + payoffs[2 * type + 1] * (1 - firstShare));
}

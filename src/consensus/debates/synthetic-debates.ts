import { Table } from '../../data/index.js';
import { checkInteger, checkNumber, checkPositive, randomStream } from '../../foundation/index.js';
import { simulateRounds } from '../dynamics/index.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';
import { statedBelief, type BeliefScale } from './stances.js';

export interface SyntheticDebateOptions {
  readonly debates: number;
  /** Rounds of each debate, the first statements included; at least 2. */
  readonly rounds: number;
  /** Standard deviation of the shock to a belief in a round, default 0.1. */
  readonly noise?: number;
  /** Standard deviation of first beliefs, default 1. */
  readonly spread?: number;
  /** κ of each agent, default 0. */
  readonly stubbornness?: ArrayLike<number>;
  /** Scale on which beliefs are stated, default `logit`. */
  readonly scale?: BeliefScale;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * Logs of debates over a known network, as {@link estimateInfluence} reads them: x ← x − L_o x + κ (x(0) − x) + noise in
 * log-odds, stated as probabilities. Weights are shares taken in a round.
 *
 * @throws InvalidInputError when an option is out of range
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, syntheticDebates } from 'polity/consensus';
 * const pair = signedGraphFromArrays({ nodes: ['a', 'b'], sources: [0], targets: [1], weights: [0.2], directed: true });
 * syntheticDebates(pair, { debates: 2, rounds: 3 }).rows; // 12
 * ```
 */
export function syntheticDebates(
  network: SignedNetwork,
  { debates, rounds, noise = 0.1, spread = 1, stubbornness, scale = 'logit', seed = 0 }: SyntheticDebateOptions,
): Table {
  const graph = signedGraph(network);
  checkInteger('debates', debates, { min: 1 });
  checkInteger('rounds', rounds, { min: 2 });
  checkNumber('noise', noise, { min: 0 });
  checkPositive('spread', spread);
  const agents = graph.nodes.length;
  const rows: Record<string, string | number>[] = [];
  for (let debate = 0; debate < debates; debate++) {
    // Shocks of round t come from stream (seed of the debate, t): first beliefs need a stream of their own.
    const random = randomStream(seed, debate);
    const initial = Float64Array.from({ length: agents }, () => spread * random.normal());
    const { beliefs } = simulateRounds(graph, {
      initial,
      rounds: rounds - 1,
      step: 1,
      noise,
      seed: random.uint32(),
      ...(stubbornness ? { stubbornness } : {}),
    });
    for (let round = 0; round < rounds; round++) {
      graph.nodes.forEach((agent, i) => {
        rows.push({ debate: `d${debate + 1}`, round, agent, belief: statedBelief(beliefs.get(round, i), scale) });
      });
    }
  }
  return Table.fromRows(rows, 'synthetic debates');
}

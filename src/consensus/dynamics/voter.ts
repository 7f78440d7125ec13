import { LuDecomposition, Matrix } from 'ml-matrix';
import {
  checkInteger,
  checkVector,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { signedGraph, type SignedGraph, type SignedNetwork } from '../signed-graph.js';

/** Where a voter model can stop, and how it gets there. */
export interface VoterAbsorption {
  /** States that nothing changes any more, as votes ±1 of all nodes. */
  readonly absorbing: readonly Int8Array[];
  /** Probability of ending in each of them. */
  readonly probabilities: Float64Array;
  /** Expected number of updates until then; ∞ where it may never come. */
  readonly time: number;
}

/** The exact chain has 2ⁿ states. */
const LARGEST = 10;

/**
 * The signed voter model, exactly: at each update a random agent takes the vote of one that it listens to, chosen with
 * probability ∝ |a_ij|, or the opposite vote where a_ij < 0. Agents without anyone to listen to keep theirs.
 *
 * On a connected undirected graph with positive weights the votes end at +1 with probability Σ d_i 1(x_i = 1)/Σ d_i; on a
 * balanced one the same holds after switching; an unbalanced one never stops.
 *
 * Cost: O(8ⁿ), up to 10 nodes.
 *
 * @param votes - +1 or −1, one a node
 * @throws InvalidInputError when there are more than 10 nodes or a vote is not ±1
 * @see P. Clifford, A. Sudbury, Biometrika 60 (1973) 581; Y. Li, W. Chen, Y. Wang, Z.-L. Zhang, WSDM (2013) 657
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, voterAbsorption } from 'polity/consensus';
 * const path = signedGraphFromArrays({ nodes: 3, sources: [0, 1], targets: [1, 2] });
 * const { absorbing, probabilities } = voterAbsorption(path, [1, -1, -1]);
 * absorbing[1]; // [1, 1, 1]
 * probabilities[1]; // 0.25
 * ```
 */
export function voterAbsorption(network: SignedNetwork, votes: ArrayLike<number>): VoterAbsorption {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (n > LARGEST) throw new InvalidInputError('network', `${n} nodes`, `have at most ${LARGEST} nodes`);
  const start = code(checkVotes(votes, n));
  const steps = Array.from({ length: 2 ** n }, (_, state) => transitions(graph, state));
  const absorbing = steps.flatMap((moves, state) => (moves.size === 0 ? [state] : []));
  const reaches = canReach(steps, absorbing);
  const met = reachable(steps, start);
  const transient = met.filter((state) => steps[state].size > 0 && reaches[state]);
  const index = new Map(transient.map((state, k) => [state, k]));
  const system = Matrix.zeros(transient.length, transient.length);
  const right = Matrix.zeros(transient.length, absorbing.length + 1);
  transient.forEach((state, row) => {
    right.set(row, absorbing.length, 1);
    for (const [to, probability] of steps[state]) {
      system.set(row, row, system.get(row, row) + probability);
      const column = index.get(to);
      if (column !== undefined) system.set(row, column, system.get(row, column) - probability);
      else if (absorbing.includes(to))
        right.set(row, absorbing.indexOf(to), right.get(row, absorbing.indexOf(to)) + probability);
    }
  });
  const certain = met.every((state) => reaches[state]);
  const at = index.get(start);
  const solution = at === undefined ? null : new LuDecomposition(system).solve(right).getRow(at);
  return {
    absorbing: absorbing.map((state) => Int8Array.from({ length: n }, (_, i) => ((state >> i) & 1 ? 1 : -1))),
    probabilities: Float64Array.from(absorbing, (state, k) => solution?.[k] ?? Number(state === start)),
    time: !certain ? Infinity : (solution?.[absorbing.length] ?? 0),
  };
}

/** Votes of a simulated voter model and when they stopped. */
export interface VoterRun {
  readonly votes: Int8Array;
  /** Updates until nothing could change any more. */
  readonly updates: number;
  /** False when the most updates were made before that. */
  readonly absorbed: boolean;
}

/**
 * Simulates the signed voter model of {@link voterAbsorption} on a network of any size.
 *
 * Cost: O(degree) an update.
 *
 * @param options - `votes` ±1; `maxUpdates`, default 10,000 a node; `seed`, default 0, and `run`, the index of its stream
 * @throws InvalidInputError when a vote is not ±1 or an option is out of range
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, simulateVoter } from 'polity/consensus';
 * const path = signedGraphFromArrays({ nodes: 3, sources: [0, 1], targets: [1, 2] });
 * simulateVoter(path, { votes: [1, 1, -1] }).absorbed; // true
 * ```
 */
export function simulateVoter(
  network: SignedNetwork,
  {
    votes,
    maxUpdates,
    seed = 0,
    run = 0,
  }: { readonly votes: ArrayLike<number>; readonly maxUpdates?: number; readonly seed?: number; readonly run?: number },
): VoterRun {
  const graph = signedGraph(network);
  const { offsets, targets, weights } = graph;
  const n = graph.nodes.length;
  const now = Int8Array.from(checkVotes(votes, n));
  const most = checkInteger('maxUpdates', maxUpdates ?? 10_000 * n, { min: 0 });
  const random = randomStream(seed, run);
  // Entries that disagree with their listener: none left means that nothing changes any more.
  let tense = 0;
  for (let i = 0; i < n; i++) for (let k = offsets[i]; k < offsets[i + 1]; k++) tense += tension(i, k);
  const listeners = listenersOf(graph);
  let updates = 0;
  while (tense > 0 && updates < most) {
    updates++;
    const i = random.below(n);
    const k = heard(graph, i, random);
    if (k < 0 || tension(i, k) === 0) continue;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) tense += 1 - 2 * tension(i, e);
    for (const { by, entry } of listeners[i]) tense += 1 - 2 * tension(by, entry);
    now[i] = -now[i];
  }
  return { votes: now, updates, absorbed: tense === 0 };

  function tension(i: number, k: number): number {
    return Number(now[i] * now[targets[k]] * weights[k] < 0);
  }
}

function listenersOf({ nodes, offsets, targets }: SignedGraph) {
  const listeners = nodes.map((): { by: number; entry: number }[] => []);
  for (let i = 0; i < nodes.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) listeners[targets[k]].push({ by: i, entry: k });
  }
  return listeners;
}

/** The entry that agent i listens to this time, −1 if it has none. */
function heard({ offsets, weights }: SignedGraph, i: number, random: RandomStream): number {
  let total = 0;
  for (let k = offsets[i]; k < offsets[i + 1]; k++) total += Math.abs(weights[k]);
  let left = random.uniform() * total;
  for (let k = offsets[i]; k < offsets[i + 1]; k++) {
    left -= Math.abs(weights[k]);
    if (left < 0) return k;
  }
  return offsets[i + 1] - 1 >= offsets[i] ? offsets[i + 1] - 1 : -1;
}

/** Probabilities of the states that one update can lead to, other than the state itself. */
function transitions({ nodes, offsets, targets, weights }: SignedGraph, state: number): Map<number, number> {
  const n = nodes.length;
  const moves = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    let [total, against] = [0, 0];
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const differs = ((state >> i) ^ (state >> targets[k])) & 1;
      total += Math.abs(weights[k]);
      if (differs === (weights[k] > 0 ? 1 : 0)) against += Math.abs(weights[k]);
    }
    if (against > 0) moves.set(state ^ (1 << i), against / total / n);
  }
  return moves;
}

function canReach(steps: readonly Map<number, number>[], absorbing: readonly number[]): boolean[] {
  const backwards = steps.map((): number[] => []);
  steps.forEach((moves, state) => {
    for (const to of moves.keys()) backwards[to].push(state);
  });
  const reached = steps.map(() => false);
  const queue = [...absorbing];
  queue.forEach((state) => (reached[state] = true));
  for (let head = 0; head < queue.length; head++) {
    for (const from of backwards[queue[head]]) {
      if (reached[from]) continue;
      reached[from] = true;
      queue.push(from);
    }
  }
  return reached;
}

function reachable(steps: readonly Map<number, number>[], start: number): number[] {
  const met = new Set([start]);
  for (const state of met) for (const to of steps[state].keys()) met.add(to);
  return [...met];
}

function checkVotes(votes: ArrayLike<number>, length: number): Float64Array {
  const checked = checkVector('votes', votes, { length });
  checked.forEach((vote, i) => {
    if (vote !== 1 && vote !== -1) throw new InvalidInputError(`votes[${i}]`, vote, 'be 1 or −1');
  });
  return checked;
}

function code(votes: Float64Array): number {
  return votes.reduce((state, vote, i) => state + (vote > 0 ? 2 ** i : 0), 0);
}

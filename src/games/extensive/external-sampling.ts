import { checkInteger, InvalidInputError, randomStream, type RandomStream } from '../../foundation/index.js';
import { evaluateBehavior, normalized } from './behavior-profile.js';
import { behaviorRegret } from './best-response.js';
import { checkCheckpoints, matchRegrets, type RegretCheckpoint } from './counterfactual-regret.js';
import { CHANCE, TERMINAL, type ExtensiveGame } from './extensive-game.js';
import { requirePerfectRecall } from './recall.js';

export interface SamplingOptions {
  /** One walk for each player; default 10⁴. */
  readonly iterations?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Iterations after which the average is evaluated, ascending; default the powers of 2 and the last. */
  readonly checkpoints?: readonly number[];
  /** Called at every checkpoint. */
  readonly onProgress?: (progress: RegretCheckpoint & { readonly done: number; readonly total: number }) => void;
  /** Looked at before every checkpoint. */
  readonly signal?: AbortSignal;
}

/** What sampled regret minimisation has come to. */
export interface SampledRegretSolution {
  /** Average strategies. */
  readonly profile: readonly Float64Array[];
  readonly payoffs: Float64Array;
  readonly iterations: number;
  readonly nashConv: number;
  readonly exploitability: number;
  readonly curve: readonly RegretCheckpoint[];
  /** Nodes met in all walks. */
  readonly visits: number;
}

/**
 * Monte Carlo counterfactual regret minimisation with external sampling: a walk for one player follows all of its actions, and
 * one sampled action of chance and of the other. Sampled regrets are unbiased, and a walk meets a small part of the tree.
 *
 * NashConv falls as 1/√iterations with high probability, and is computed exactly at checkpoints. Iteration t draws from stream t of
 * the seed.
 *
 * @throws InvalidInputError unless there are two players with perfect recall, or for an option out of range
 * @see Lanctot, Waugh, Zinkevich & Bowling, "Monte Carlo sampling for regret minimization in extensive games", NIPS 2009
 *
 * @example
 * ```ts
 * import { externalSampling, kuhnPoker } from 'polity/games';
 * const { exploitability } = externalSampling(kuhnPoker(), { iterations: 20_000, seed: 1 });
 * exploitability < 0.02; // true
 * ```
 */
export function externalSampling(
  game: ExtensiveGame,
  { iterations = 10_000, seed = 0, checkpoints, onProgress, signal }: SamplingOptions = {},
): SampledRegretSolution {
  checkInteger('iterations', iterations, { min: 1 });
  checkInteger('seed', seed, { min: 0 });
  // With more players an average gathered at sampled sets would weigh them by what the others happened to play.
  if (game.players.length !== 2) throw new InvalidInputError('game.players', game.players, 'be two');
  requirePerfectRecall(game);
  const sampler = new Sampler(game);
  const curve: RegretCheckpoint[] = [];
  let done = 0;
  for (const iteration of checkCheckpoints(checkpoints, iterations)) {
    signal?.throwIfAborted();
    while (done < iteration) {
      const stream = randomStream(seed, done++);
      sampler.walk(0, stream);
      sampler.walk(1, stream);
    }
    const { nashConv, exploitability } = behaviorRegret(game, sampler.average());
    const checkpoint = { iteration, nashConv, exploitability };
    curve.push(checkpoint);
    onProgress?.({ ...checkpoint, done, total: iterations });
  }
  const profile = sampler.average();
  const { nashConv, exploitability } = curve[curve.length - 1];
  const { payoffs } = evaluateBehavior(game, profile);
  return { profile, payoffs, iterations, nashConv, exploitability, curve, visits: sampler.visits };
}

class Sampler {
  visits = 0;
  readonly #game: ExtensiveGame;
  readonly #firstAction: Int32Array;
  readonly #regrets: Float64Array;
  readonly #sums: Float64Array;
  readonly #shares: Float64Array;
  /** One array a player: of each node the payoff where the game is over. */
  readonly #ends: readonly Float64Array[];
  #stream: RandomStream = randomStream(0);
  #walker = 0;

  constructor(game: ExtensiveGame) {
    const { informationSets, actionCount, terminals, terminalPayoffs, nodes } = game;
    this.#game = game;
    this.#firstAction = Int32Array.from([...informationSets.map(({ firstAction }) => firstAction), actionCount]);
    this.#regrets = new Float64Array(actionCount);
    this.#sums = new Float64Array(actionCount);
    this.#shares = new Float64Array(actionCount);
    this.#ends = terminalPayoffs.map((payoffs) => {
      const ends = new Float64Array(nodes.count);
      payoffs.forEach((payoff, z) => (ends[terminals[z]] = payoff));
      return ends;
    });
  }

  walk(walker: number, stream: RandomStream): void {
    this.#walker = walker;
    this.#stream = stream;
    this.#visit(0);
  }

  average(): readonly Float64Array[] {
    return this.#game.informationSets.map(({ firstAction, actions }) =>
      normalized(this.#sums.slice(firstAction, firstAction + actions.length)),
    );
  }

  #visit(node: number): number {
    this.visits++;
    const { player, set, firstChild, children, probability } = this.#game.nodes;
    const mover = player[node];
    if (mover === TERMINAL) return this.#ends[this.#walker][node];
    const first = firstChild[node];
    if (mover === CHANCE) {
      let draw = this.#stream.uniform();
      let child = first;
      const last = firstChild[node + 1] - 1;
      while (child < last && (draw -= probability[children[child]]) >= 0) child++;
      return this.#visit(children[child]);
    }
    const [from, to] = [this.#firstAction[set[node]], this.#firstAction[set[node] + 1]];
    const shares = this.#shares;
    matchRegrets(this.#regrets, from, to, shares);
    if (mover !== this.#walker) {
      let draw = this.#stream.uniform();
      let action = from;
      for (let a = from; a < to; a++) this.#sums[a] += shares[a];
      while (action < to - 1 && (draw -= shares[action]) >= 0) action++;
      return this.#visit(children[first + action - from]);
    }
    // No set of the walker is met twice in a walk down, so neither its shares nor its regrets change below: the regret of
    // each action takes its value as it comes back, and the mean of all values is taken off at the end.
    let mean = 0;
    for (let a = from; a < to; a++) {
      const value = this.#visit(children[first + a - from]);
      this.#regrets[a] += value;
      mean += shares[a] * value;
    }
    for (let a = from; a < to; a++) this.#regrets[a] -= mean;
    return mean;
  }
}

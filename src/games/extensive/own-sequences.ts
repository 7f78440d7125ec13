import type { ExtensiveGame } from './extensive-game.js';
import { requirePerfectRecall } from './recall.js';

/**
 * What perfect recall makes of a tree: with it the own moves before an information set or an end are given by the last of
 * them. A sequence is that last own action, 1 + its index among all actions of the game; 0 is the empty sequence.
 *
 * Information sets are numbered so that each comes after those that lead to it.
 */
export interface OwnSequences {
  /** Of each information set the sequence that leads to it. */
  readonly before: Int32Array;
  /** Of each action its information set. */
  readonly setOf: Int32Array;
  /** Of each information set its player, where its actions start, and one past the last set's. */
  readonly player: Int32Array;
  readonly firstAction: Int32Array;
  /** One array a player: of each end the player's sequence. */
  readonly last: readonly Int32Array[];
  /** One array a player: its information sets, ascending. */
  readonly setsOf: readonly Int32Array[];
  /** Of each end the probability of the chance moves that lead to it. */
  readonly chance: Float64Array;
  /** One array a player: of each end that probability times the player's payoff. */
  readonly weighted: readonly Float64Array[];
}

const made = new WeakMap<ExtensiveGame, OwnSequences>();

/** @throws InvalidInputError for a game without perfect recall */
export function ownSequences(game: ExtensiveGame): OwnSequences {
  let sequences = made.get(game);
  if (!sequences) {
    requirePerfectRecall(game);
    sequences = collect(game);
    made.set(game, sequences);
  }
  return sequences;
}

function collect(game: ExtensiveGame): OwnSequences {
  const { nodes, informationSets, players, terminals, terminalPayoffs, actionCount } = game;
  const n = players.length;
  const sequence = new Int32Array(nodes.count * n);
  const chance = new Float64Array(nodes.count).fill(1);
  const before = new Int32Array(informationSets.length);
  for (let v = 0; v < nodes.count; v++) {
    const parent = nodes.parent[v];
    if (parent >= 0) {
      sequence.copyWithin(v * n, parent * n, (parent + 1) * n);
      chance[v] = chance[parent] * nodes.probability[v];
      const mover = nodes.player[parent];
      if (mover >= 0) {
        sequence[v * n + mover] = 1 + informationSets[nodes.set[parent]].firstAction + nodes.action[v];
      }
    }
    if (nodes.player[v] >= 0) before[nodes.set[v]] = sequence[v * n + nodes.player[v]];
  }
  const setOf = new Int32Array(actionCount);
  const firstAction = new Int32Array(informationSets.length + 1);
  informationSets.forEach((set, h) => {
    firstAction[h + 1] = set.firstAction + set.actions.length;
    setOf.fill(h, set.firstAction, firstAction[h + 1]);
  });
  return {
    before,
    setOf,
    player: Int32Array.from(informationSets, ({ player }) => player),
    firstAction,
    last: players.map((_, p) => Int32Array.from(terminals, (v) => sequence[v * n + p])),
    setsOf: players.map((_, p) =>
      Int32Array.from(informationSets.keys()).filter((h) => informationSets[h].player === p),
    ),
    chance: Float64Array.from(terminals, (v) => chance[v]),
    weighted: terminalPayoffs.map((payoffs) => payoffs.map((payoff, z) => payoff * chance[terminals[z]])),
  };
}

/** Realization plan of a player: of each sequence the probability of the player's moves in it, given a behaviour strategy. */
export function writePlan(
  { before, firstAction, setsOf }: OwnSequences,
  player: number,
  behavior: ArrayLike<number>,
  plan: Float64Array,
): void {
  plan[0] = 1;
  for (const h of setsOf[player]) {
    const reach = plan[before[h]];
    for (let a = firstAction[h]; a < firstAction[h + 1]; a++) plan[a + 1] = reach * behavior[a];
  }
}

/**
 * Adds to each sequence of a player what the ends with it as the last own sequence are worth while all others keep to their
 * plans: Σ over ends of (chance × the others' plans × payoff).
 */
export function addGains(
  { weighted, last }: OwnSequences,
  player: number,
  plans: readonly Float64Array[],
  gains: Float64Array,
): void {
  const own = last[player];
  const worth = weighted[player];
  if (plans.length === 2) {
    // The common case without the inner loop, several times as fast.
    const [plan, other] = [plans[1 - player], last[1 - player]];
    for (let z = 0; z < own.length; z++) gains[own[z]] += worth[z] * plan[other[z]];
    return;
  }
  for (let z = 0; z < own.length; z++) {
    let weight = worth[z];
    for (let p = 0; p < plans.length; p++) if (p !== player) weight *= plans[p][last[p][z]];
    gains[own[z]] += weight;
  }
}

import { checkInteger } from '../../foundation/index.js';
import { checkBehavior, normalized } from './behavior-profile.js';
import type { BehaviorProfile, ExtensiveGame } from './extensive-game.js';
import { ownSequences, writePlan, type OwnSequences } from './own-sequences.js';

/** A sequence of own moves, given by its last one. */
export interface Sequence {
  /** Information set and index of the last own move; −1 both for the empty sequence. */
  readonly informationSet: number;
  readonly action: number;
  /** The sequence without the last move, an index into the player's list; −1 for the empty sequence. */
  readonly prefix: number;
}

/** The sequences of one player with the constraints that make weights of sequences a realization plan. */
export interface PlayerSequences {
  /** The empty sequence first, then one for each action of the player's information sets. */
  readonly sequences: readonly Sequence[];
  /** The player's information sets, in the order of the constraints from the second on. */
  readonly informationSets: readonly number[];
  /**
   * E of E·x = e, by its rows: x[∅] = 1, and for each information set −x[sequence before] + Σ x[sequences of its actions] = 0.
   */
  readonly constraints: readonly { readonly columns: readonly number[]; readonly values: readonly number[] }[];
  /** e = (1, 0, …, 0). */
  readonly rightHandSide: Float64Array;
}

/** The sequence form of a game: a description that is as large as the tree, not exponentially larger. */
export interface SequenceForm {
  readonly players: readonly PlayerSequences[];
  /**
   * The ends of the game by the sequences that lead to them: of each combination of sequences (one index a player) the sum
   * of chance probability × payoff. Combinations that lead to no end are not listed.
   */
  readonly entries: readonly { readonly sequences: readonly number[]; readonly payoffs: Float64Array }[];
}

/**
 * The sequence form of a game with perfect recall. Cost: linear in the size of the tree.
 *
 * @throws InvalidInputError for a game without perfect recall
 * @see Koller & Megiddo, "The complexity of two-person zero-sum games in extensive form", Games and Economic Behavior 4
 *   (1992); von Stengel 1996
 *
 * @example
 * ```ts
 * import { kuhnPoker, sequenceForm } from 'polity/games';
 * const { players, entries } = sequenceForm(kuhnPoker());
 * players[0].sequences.length; // 13
 * players[0].constraints.length; // 7
 * entries.length; // 30
 * ```
 */
export function sequenceForm(game: ExtensiveGame): SequenceForm {
  const own = ownSequences(game);
  const { index, players } = indexSequences(game, own);
  const entries = new Map<string, { sequences: number[]; payoffs: Float64Array }>();
  for (let z = 0; z < game.terminals.length; z++) {
    const sequences = players.map((_, p) => index[own.last[p][z]]);
    const key = sequences.join(' ');
    let entry = entries.get(key);
    if (!entry) entries.set(key, (entry = { sequences, payoffs: new Float64Array(players.length) }));
    for (let p = 0; p < players.length; p++) entry.payoffs[p] += own.chance[z] * game.terminalPayoffs[p][z];
  }
  return { players, entries: [...entries.values()] };
}

/** Sequences of each player; `index` maps the numbering of the whole game to the player's own. */
function indexSequences(game: ExtensiveGame, own: OwnSequences): { index: Int32Array; players: PlayerSequences[] } {
  const index = new Int32Array(game.actionCount + 1);
  const players = game.players.map((_, player) => {
    const sequences: Sequence[] = [{ informationSet: -1, action: -1, prefix: -1 }];
    const constraints = [{ columns: [0], values: [1] }];
    const informationSets: number[] = [];
    game.informationSets.forEach(({ player: owner, firstAction, actions }, informationSet) => {
      if (owner !== player) return;
      const prefix = index[own.before[informationSet]];
      const columns = actions.map((_name, action) => {
        index[firstAction + action + 1] = sequences.length;
        return sequences.push({ informationSet, action, prefix }) - 1;
      });
      informationSets.push(informationSet);
      constraints.push({ columns: [prefix, ...columns], values: [-1, ...columns.map(() => 1)] });
    });
    const rightHandSide = new Float64Array(constraints.length);
    rightHandSide[0] = 1;
    return { sequences, informationSets, constraints, rightHandSide };
  });
  return { index, players };
}

/**
 * The realization plan of a player's behaviour strategy: of each of its sequences the product of the probabilities of its
 * moves, in the order of `sequenceForm`.
 *
 * @throws InvalidInputError for a profile that is none, or a game without perfect recall
 *
 * @example
 * ```ts
 * import { centipede, realizationPlan } from 'polity/games';
 * realizationPlan(centipede(4), [[0.5, 0.5], [1, 0], [0.25, 0.75], [1, 0]], 0); // [1, 0.5, 0.5, 0.125, 0.375]
 * ```
 */
export function realizationPlan(game: ExtensiveGame, profile: BehaviorProfile, player: number): Float64Array {
  checkInteger('player', player, { min: 0, max: game.players.length - 1 });
  const plan = new Float64Array(game.actionCount + 1);
  const own = ownSequences(game);
  writePlan(own, player, checkBehavior(game, profile), plan);
  return plan.filter((_, sequence) => sequence === 0 || own.player[own.setOf[sequence - 1]] === player);
}

/**
 * The behaviour profile of realization plans, one a player: at each information set the weight of each action over that of
 * the sequence before it. Where a plan never comes, all actions get the same probability.
 *
 * @param plans - in the order of `sequenceForm`; weights below 0 count as 0
 *
 * @example
 * ```ts
 * import { matchingPenniesTree, planBehavior, sequenceForm } from 'polity/games';
 * const game = matchingPenniesTree();
 * planBehavior(game, sequenceForm(game), [[1, 0.25, 0.75], [1, 1, 0]]); // [[0.25, 0.75], [1, 0]]
 * ```
 */
export function planBehavior(
  game: ExtensiveGame,
  { players }: SequenceForm,
  plans: readonly ArrayLike<number>[],
): readonly Float64Array[] {
  const profile = game.informationSets.map(({ actions }) => new Float64Array(actions.length));
  players.forEach(({ sequences }, p) => {
    sequences.forEach(({ informationSet, action }, s) => {
      if (informationSet >= 0) profile[informationSet][action] = Math.max(0, plans[p][s]);
    });
  });
  return profile.map(normalized);
}

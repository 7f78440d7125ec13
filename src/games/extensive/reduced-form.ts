import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { checkProfile } from '../strategic/mixed-profile.js';
import { StrategicGame, type MixedProfile } from '../strategic/strategic-game.js';
import { checkBehavior, normalized } from './behavior-profile.js';
import type { BehaviorProfile, ExtensiveGame } from './extensive-game.js';
import { ownSequences } from './own-sequences.js';
import { perfectRecall } from './recall.js';

/**
 * A pure strategy: for each information set of the game the index of the action, −1 at sets of others and at sets that the
 * strategy itself keeps from being met.
 */
export type PureStrategy = Int32Array;

/** A tree as a game in strategic form. */
export interface StrategicForm {
  readonly game: StrategicGame;
  /** One list a player, in the order of the strategies of `game`. */
  readonly strategies: readonly (readonly PureStrategy[])[];
  /** Whether strategies leave open what they keep from being met; without perfect recall they leave nothing open. */
  readonly reduced: boolean;
}

/**
 * The reduced strategic form: strategies of a player that differ only at information sets which they themselves keep from
 * being met are one. A game without perfect recall gets its full strategic form.
 *
 * A strategy is called by its actions, `raise-fold`, with `*` where it leaves open; where such names are doubled, by the
 * numbers of the actions.
 *
 * Cost: Σ over ends of the number of profiles that lead there.
 *
 * @param options - `maxProfiles`: refuse larger tables, default 10⁶
 * @throws InvalidInputError for a game of more profiles, or without players
 * @see Kuhn 1953; von Stengel, "Efficient computation of behavior strategies", Games and Economic Behavior 14 (1996)
 *
 * @example
 * ```ts
 * import { centipede, toStrategicGame } from 'polity/games';
 * const { game } = toStrategicGame(centipede(4));
 * game.strategies[0]; // ['take-*', 'pass-take', 'pass-pass']
 * game.matrix(0)[2]; // [2, 8, 64]
 * ```
 */
export function toStrategicGame(
  tree: ExtensiveGame,
  { maxProfiles = 1_000_000 }: { readonly maxProfiles?: number } = {},
): StrategicForm {
  checkInteger('maxProfiles', maxProfiles, { min: 1 });
  const { players, terminals, terminalPayoffs } = tree;
  const reduced = perfectRecall(tree).perfect;
  const profiles = players.reduce((product, _, p) => product * countStrategies(tree, p, reduced), 1);
  if (profiles > maxProfiles) {
    throw new InvalidInputError('game', `${profiles} strategy profiles`, `have at most ${maxProfiles} (maxProfiles)`);
  }
  const strategies = players.map((_, p) => listStrategies(tree, p, reduced));
  const shape = strategies.map((list) => list.length);
  const tensors = players.map(() => new Float64Array(profiles));
  for (let z = 0; z < terminals.length; z++) {
    const { probability, consistent } = wayTo(tree, terminals[z], strategies);
    if (probability === 0) continue;
    // All profiles that lead to this end.
    const cells = consistent.reduce(
      (prefixes, own, p) => prefixes.flatMap((prefix) => own.map((s) => prefix * shape[p] + s)),
      [0],
    );
    tensors.forEach((tensor, p) => {
      const payoff = probability * terminalPayoffs[p][z];
      for (const cell of cells) tensor[cell] += payoff;
    });
  }
  const names = strategies.map((list, p) => strategyNames(tree, p, list));
  return { game: new StrategicGame(shape, tensors, { players, strategies: names }), strategies, reduced };
}

/** Number of (reduced) pure strategies of a player. */
function countStrategies(tree: ExtensiveGame, player: number, reduced: boolean): number {
  const { informationSets, actionCount } = tree;
  if (!reduced) {
    return informationSets.reduce((count, set) => count * (set.player === player ? set.actions.length : 1), 1);
  }
  // Of each sequence the number of ways to go on; sets that follow the same one multiply, actions of a set add up.
  const { before, firstAction } = ownSequences(tree);
  const ways = new Float64Array(actionCount + 1).fill(1);
  for (let h = informationSets.length - 1; h >= 0; h--) {
    if (informationSets[h].player !== player) continue;
    let sum = 0;
    for (let a = firstAction[h]; a < firstAction[h + 1]; a++) sum += ways[a + 1];
    ways[before[h]] *= sum;
  }
  return ways[0];
}

function listStrategies(tree: ExtensiveGame, player: number, reduced: boolean): PureStrategy[] {
  const { informationSets } = tree;
  const before = reduced ? ownSequences(tree).before : undefined;
  const setOf = reduced ? ownSequences(tree).setOf : undefined;
  let list: PureStrategy[] = [new Int32Array(informationSets.length).fill(-1)];
  informationSets.forEach((set, h) => {
    if (set.player !== player) return;
    list = list.flatMap((strategy) => {
      const last = before ? before[h] - 1 : -1;
      const open = last >= 0 && strategy[setOf![last]] !== last - informationSets[setOf![last]].firstAction;
      if (open) return [strategy];
      return set.actions.map((_, a) => {
        const longer = strategy.slice();
        longer[h] = a;
        return longer;
      });
    });
  });
  return list;
}

/** The chance of a node's being met, and which strategies of each player let it be. */
function wayTo(
  { nodes, players }: ExtensiveGame,
  node: number,
  strategies: readonly (readonly PureStrategy[])[],
): { probability: number; consistent: number[][] } {
  let probability = 1;
  const consistent = players.map((_, p) => Array.from(strategies[p].keys()));
  for (let v = node; v > 0; v = nodes.parent[v]) {
    const parent = nodes.parent[v];
    const mover = nodes.player[parent];
    probability *= nodes.probability[v];
    if (mover < 0) continue;
    consistent[mover] = consistent[mover].filter((s) => strategies[mover][s][nodes.set[parent]] === nodes.action[v]);
  }
  return { probability, consistent };
}

function strategyNames({ informationSets }: ExtensiveGame, player: number, list: readonly PureStrategy[]): string[] {
  const own = Array.from(informationSets.keys()).filter((h) => informationSets[h].player === player);
  if (own.length === 0) return ['*'];
  const named = (text: (h: number, action: number) => string) =>
    list.map((strategy) => own.map((h) => (strategy[h] < 0 ? '*' : text(h, strategy[h]))).join('-'));
  const words = named((h, action) => informationSets[h].actions[action]);
  return new Set(words).size === words.length ? words : named((_, action) => String(action + 1));
}

/**
 * A behaviour profile that comes to the same as a mixed one, whatever the others do (Kuhn's theorem): at each information
 * set the weight of the strategies that reach it and choose an action, over the weight of those that reach it.
 *
 * Where no strategy in use reaches a set, all of its actions get the same probability.
 *
 * @param form - as `toStrategicGame` made it
 * @throws InvalidInputError for a profile that is none, or a tree without perfect recall
 * @see Kuhn 1953
 *
 * @example
 * ```ts
 * import { centipede, mixedToBehavior, toStrategicGame } from 'polity/games';
 * const tree = centipede(4);
 * mixedToBehavior(tree, toStrategicGame(tree), [[0.5, 0.25, 0.25], [1, 0, 0]])[2]; // [0.5, 0.5]
 * ```
 */
export function mixedToBehavior(
  tree: ExtensiveGame,
  { game, strategies }: StrategicForm,
  profile: MixedProfile,
): readonly Float64Array[] {
  const mixed = checkProfile(game, profile);
  ownSequences(tree);
  return tree.informationSets.map(({ player, actions }, h) => {
    const weights = new Float64Array(actions.length);
    // A reduced strategy has an action at a set just if it lets the set be met.
    strategies[player].forEach((strategy, s) => {
      if (strategy[h] >= 0) weights[strategy[h]] += mixed[player][s];
    });
    return normalized(weights);
  });
}

/**
 * The mixed profile of a behaviour profile: a strategy's probability is the product of those of its actions.
 *
 * @throws InvalidInputError for a profile that is none
 *
 * @example
 * ```ts
 * import { behaviorToMixed, centipede, toStrategicGame, uniformBehavior } from 'polity/games';
 * const tree = centipede(4);
 * behaviorToMixed(tree, toStrategicGame(tree), uniformBehavior(tree))[0]; // [0.5, 0.25, 0.25]
 * ```
 */
export function behaviorToMixed(
  tree: ExtensiveGame,
  { strategies }: StrategicForm,
  profile: BehaviorProfile,
): readonly Float64Array[] {
  checkBehavior(tree, profile);
  return strategies.map((list) =>
    Float64Array.from(list, (strategy) =>
      strategy.reduce((product, action, h) => (action < 0 ? product : product * profile[h][action]), 1),
    ),
  );
}

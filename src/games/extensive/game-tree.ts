import { InvalidInputError } from '../../foundation/index.js';
import type { ExactNumber } from '../strategic/fraction.js';
import type { ExtensiveGame } from './extensive-game.js';
import { GameTreeBuilder } from './game-tree-builder.js';

interface AnyNode {
  /** Name of the node. */
  readonly name?: string;
  /** What each player gets for coming here, added to what is paid elsewhere on the way. */
  readonly payoffs?: readonly ExactNumber[];
}

/** A node at which a player moves. */
export interface DecisionNode extends AnyNode {
  /** The player's name. */
  readonly player: string;
  /** Name of the information set: nodes of a player with the same one look alike. Default: the node stands alone. */
  readonly information?: string;
  readonly actions: Readonly<Record<string, GameTreeNode>>;
}

/** A node at which chance moves. */
export interface ChanceNode extends AnyNode {
  /** Probability of each action: a number, or a text such as `1/3`. */
  readonly chance: Readonly<Record<string, ExactNumber>>;
  readonly actions: Readonly<Record<string, GameTreeNode>>;
}

/** A node at which the game is over. */
export interface TerminalNode extends AnyNode {
  readonly payoffs: readonly ExactNumber[];
}

export type GameTreeNode = DecisionNode | ChanceNode | TerminalNode;

/** A game written down as it is drawn. */
export interface GameTree {
  readonly players: readonly string[];
  readonly root: GameTreeNode;
}

/**
 * A game from a nested literal.
 *
 * Actions stand in the order in which they are written (JavaScript puts names that are whole numbers first, ascending; where
 * that matters use `GameTreeBuilder`).
 *
 * @throws InvalidInputError that names the node at fault by its path, for an unknown player, actions without probabilities or
 *   the other way round, probabilities that do not sum to 1, information sets with unlike actions, payoffs of a wrong number
 *
 * @example
 * ```ts
 * import { evaluateBehavior, extensiveGame } from 'polity/games';
 * // A coin is tossed; the player guesses without having seen it.
 * const guess = (heads: number) => ({
 *   player: 'guesser',
 *   information: 'blind',
 *   actions: { heads: { payoffs: [heads] }, tails: { payoffs: [1 - heads] } },
 * });
 * const game = extensiveGame({
 *   players: ['guesser'],
 *   root: { chance: { heads: '2/3', tails: '1/3' }, actions: { heads: guess(1), tails: guess(0) } },
 * });
 * game.informationSets.length; // 1
 * evaluateBehavior(game, [[0.5, 0.5]]).payoffs; // [0.5]
 * ```
 */
export function extensiveGame({ players, root }: GameTree): ExtensiveGame {
  const builder = new GameTreeBuilder(players);
  const open: { node: number; tree: GameTreeNode; path: string }[] = [{ node: builder.root, tree: root, path: 'root' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, tree, path } = next;
    const children = at(path, () => addNode(builder, players, node, tree));
    // The last one first, so that the first comes off the stack next.
    for (const [action, child] of [...children].reverse()) open.push({ ...child, path: `${path}.actions.${action}` });
  }
  return builder.build();
}

function addNode(
  builder: GameTreeBuilder,
  players: readonly string[],
  node: number,
  tree: GameTreeNode,
): [string, { node: number; tree: GameTreeNode }][] {
  const name = tree.name === undefined ? {} : { name: tree.name };
  if (tree.payoffs) builder.pay(node, tree.payoffs, name);
  if (!('actions' in tree)) return [];
  const entries = Object.entries(tree.actions);
  const actions = entries.map(([action]) => action);
  let nodes: readonly number[];
  if ('chance' in tree) {
    const unmatched = Object.keys(tree.chance).find((action) => !actions.includes(action));
    if (unmatched !== undefined) throw new InvalidInputError('chance', unmatched, 'name one of the actions');
    const without = actions.find((action) => !Object.hasOwn(tree.chance, action));
    if (without !== undefined) throw new InvalidInputError('actions', without, 'have a probability in chance');
    const probabilities = actions.map((action) => tree.chance[action]);
    nodes = builder.chance(node, actions, probabilities, name);
  } else {
    const player = players.indexOf(tree.player);
    if (player < 0) throw new InvalidInputError('player', tree.player, `be one of ${players.join(', ')}`);
    const set = tree.information === undefined ? {} : { set: tree.information };
    nodes = builder.decide(node, player, actions, { ...name, ...set });
  }
  return entries.map(([action, child], a) => [action, { node: nodes[a], tree: child }]);
}

/** Puts the path of the node before the name of the argument at fault. */
function at<Result>(path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(`${path}.${error.argument}`, error.value, error.requirement);
  }
}

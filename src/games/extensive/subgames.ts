import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { CHANCE, TERMINAL, type ExtensiveGame } from './extensive-game.js';
import { GameTreeBuilder } from './game-tree-builder.js';

/**
 * The nodes at which a subgame begins, ascending, the root (unless the game is over there) among them: those that are alone
 * in their information set and whose subtree cuts no information set. Linear in the number of nodes.
 *
 * @see Selten 1965
 *
 * @example
 * ```ts
 * import { centipede, subgameRoots } from 'polity/games';
 * subgameRoots(centipede(4)); // [0, 2, 4, 6]
 * ```
 */
export function subgameRoots({ nodes, informationSets }: ExtensiveGame): readonly number[] {
  // The first and the last member of any information set that the subtree of a node meets.
  const low = Int32Array.from(nodes.player.keys());
  const high = Int32Array.from(nodes.player.keys());
  const roots: number[] = [];
  for (let v = nodes.count - 1; v >= 0; v--) {
    const members = nodes.player[v] >= 0 ? informationSets[nodes.set[v]].nodes : undefined;
    if (members) {
      low[v] = Math.min(low[v], members[0]);
      high[v] = Math.max(high[v], members[members.length - 1]);
    }
    const whole = low[v] >= v && high[v] < nodes.end[v];
    if (nodes.player[v] !== TERMINAL && whole && (!members || members.length === 1)) roots.unshift(v);
    const parent = nodes.parent[v];
    if (parent < 0) continue;
    low[parent] = Math.min(low[parent], low[v]);
    high[parent] = Math.max(high[parent], high[v]);
  }
  return roots;
}

/** A part of a tree as a game of its own. */
export interface Subtree {
  readonly game: ExtensiveGame;
  /** For each information set of the part its index in the whole game. */
  readonly informationSets: readonly number[];
}

/**
 * The subgame that begins at a node. What was paid on the way there is not counted.
 *
 * @param root - one of the nodes that `subgameRoots` returns
 * @throws InvalidInputError for a node at which no subgame begins
 *
 * @example
 * ```ts
 * import { centipede, extractSubgame } from 'polity/games';
 * extractSubgame(centipede(4), 4).game.nodes.count; // 5
 * ```
 */
export function extractSubgame(game: ExtensiveGame, root: number): Subtree {
  checkInteger('root', root, { min: 0, max: game.nodes.count - 1 });
  if (!subgameRoots(game).includes(root))
    throw new InvalidInputError('root', root, 'be a node at which a subgame begins');
  return copySubtree(game, root, () => undefined);
}

/**
 * The part of the tree from a node on, without what follows nodes for which `valueAt` knows the payoffs: these become ends.
 */
export function copySubtree(
  game: ExtensiveGame,
  root: number,
  valueAt: (node: number) => ArrayLike<number> | undefined,
): Subtree {
  const { nodes, players, informationSets, chanceEvents, outcomes } = game;
  const builder = new GameTreeBuilder(players);
  const open = [{ node: builder.root as number, from: root }];
  const met = new Set<number>();
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, from } = next;
    const value = valueAt(from);
    if (value) {
      builder.pay(node, Array.from(value));
      continue;
    }
    const name = nodes.names[from];
    const attached = nodes.outcome[from];
    if (attached >= 0) {
      const { texts, name: outcomeName } = outcomes[attached];
      builder.pay(node, texts, { id: String(attached), outcomeName, name });
    }
    const mover = nodes.player[from];
    if (mover === TERMINAL) continue;
    const set = nodes.set[from];
    let children: readonly number[];
    if (mover === CHANCE) {
      const { actions, texts, name: setName } = chanceEvents[set];
      children = builder.chance(node, actions, texts, { set: String(set), setName, name });
    } else {
      const { actions, name: setName } = informationSets[set];
      children = builder.decide(node, mover, actions, { set: String(set), setName, name });
      met.add(set);
    }
    const first = nodes.firstChild[from];
    for (let a = children.length - 1; a >= 0; a--) open.push({ node: children[a], from: nodes.children[first + a] });
  }
  // Both trees number their sets as prefix order meets them, so the order of the whole game is that of the part.
  return { game: builder.build(), informationSets: [...met] };
}

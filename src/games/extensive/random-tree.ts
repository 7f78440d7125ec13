import { checkInteger, randomStream } from '../../foundation/index.js';
import type { ExtensiveGame } from './extensive-game.js';
import { GameTreeBuilder } from './game-tree-builder.js';

export interface RandomTreeOptions {
  /** Default 2. */
  readonly players?: number;
  /** Most moves on a way through the tree, default 4. */
  readonly depth?: number;
  /** Most actions at a node, default 3; at least 2 are drawn. */
  readonly actions?: number;
  /** Whether nodes may share information sets; default true. */
  readonly hidden?: boolean;
  /** Payoffs are whole numbers from 0 to this, so that ties occur; default 9. */
  readonly mostPayoff?: number;
  /** Whether the second of two players gets what the first loses; default false. */
  readonly zeroSum?: boolean;
}

/**
 * A random game with perfect recall, for trying methods out: a mover (a player, or chance with probability 1/5) and a number
 * of actions at every node; a node joins, with probability 3/4, an information set of its player with the same own history, depth
 * and actions; payoffs at the ends, and at one node in eight on the way.
 *
 * @example
 * ```ts
 * import { perfectRecall, randomTree } from 'polity/games';
 * perfectRecall(randomTree(7)).perfect; // true
 * ```
 */
export function randomTree(
  seed: number,
  { players = 2, depth = 4, actions = 3, hidden = true, mostPayoff = 9, zeroSum = false }: RandomTreeOptions = {},
): ExtensiveGame {
  checkInteger('players', players, { min: 1 });
  checkInteger('depth', depth, { min: 0, max: 12 });
  checkInteger('actions', actions, { min: 2, max: 8 });
  checkInteger('mostPayoff', mostPayoff, { min: 1 });
  const stream = randomStream(seed);
  const tree = new GameTreeBuilder(Array.from({ length: players }, (_, p) => `player ${p + 1}`));
  const payoffs = () => {
    const drawn = Array.from({ length: players }, () => stream.below(mostPayoff + 1));
    return zeroSum && players === 2 ? [drawn[0], 0 - drawn[0]] : drawn;
  };
  /** Sets that a node of this player, own history, depth and number of actions could join. */
  const open = new Map<string, string[]>();
  let sets = 0;
  const grow = (node: number, level: number, histories: readonly string[]): void => {
    if (level === depth || (level > 0 && stream.bernoulli(0.15))) return tree.pay(node, payoffs());
    if (stream.bernoulli(1 / 8)) tree.pay(node, payoffs());
    const count = 2 + stream.below(actions - 1);
    const names = Array.from({ length: count }, (_, a) => `a${a + 1}`);
    if (stream.bernoulli(1 / 5)) {
      const weights = names.map(() => 1 + stream.below(4));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      tree.chance(node, names, weights.map((weight) => `${weight}/${sum}`)).forEach((child) => grow(child, level + 1, histories)); // prettier-ignore
      return;
    }
    const player = stream.below(players);
    const key = [player, level, count, histories[player]].join(' ');
    const candidates = open.get(key) ?? [];
    open.set(key, candidates);
    let set = candidates[stream.below(Math.max(1, candidates.length))];
    if (set === undefined || !hidden || stream.bernoulli(1 / 4)) candidates.push((set = `h${++sets}`));
    tree.decide(node, player, names, { set }).forEach((child, a) => {
      grow(child, level + 1, histories.map((own, p) => (p === player ? `${own} ${set}:${a}` : own))); // prettier-ignore
    });
  };
  grow(
    tree.root,
    0,
    Array.from({ length: players }, () => ''),
  );
  return tree.build();
}

import { InvalidInputError } from '../../foundation/index.js';
import type { ExtensiveGame } from './extensive-game.js';

/** An information set at which a player no longer knows what it once knew or did. */
export interface RecallViolation {
  /** Index of the information set. */
  readonly informationSet: number;
  readonly player: number;
  /**
   * `absent-minded`: a path meets the set twice; `forgets-action`: two of its nodes follow different own actions at one
   * earlier set; `forgets-information`: the own sets met before two of its nodes differ.
   */
  readonly kind: 'absent-minded' | 'forgets-action' | 'forgets-information';
  /** Two nodes of the set that show it. */
  readonly nodes: readonly [number, number];
  /** The same in words. */
  readonly explanation: string;
}

/** Whether every player remembers its own moves and all that it knew when it made them. */
export interface Recall {
  readonly perfect: boolean;
  /** One for each information set that violates perfect recall. */
  readonly violations: readonly RecallViolation[];
}

/**
 * Tests perfect recall: all nodes of an information set have the same own history, the sets that the player met and the
 * actions it took there.
 *
 * Cost: linear in the number of nodes times the number of players.
 *
 * @see Kuhn, "Extensive games and the problem of information", Contributions to the Theory of Games II (1953)
 *
 * @example
 * ```ts
 * import { extensiveGame, perfectRecall } from 'polity/games';
 * const driver = extensiveGame({
 *   players: ['driver'],
 *   root: {
 *     player: 'driver', information: 'road', actions: {
 *       exit: { payoffs: [0] },
 *       on: { player: 'driver', information: 'road', actions: { exit: { payoffs: [4] }, on: { payoffs: [1] } } },
 *     },
 *   },
 * });
 * perfectRecall(driver).violations[0].kind; // 'absent-minded'
 * ```
 */
export function perfectRecall(game: ExtensiveGame): Recall {
  const { nodes, informationSets } = game;
  const histories = ownHistories(game);
  const violations: RecallViolation[] = [];
  informationSets.forEach(({ player, nodes: members, name }, informationSet) => {
    const title = `Information set ${label(informationSet, name)} of ${game.players[player]}`;
    const found = (kind: RecallViolation['kind'], a: number, b: number, what: string) =>
      violations.push({ informationSet, player, kind, nodes: [a, b], explanation: `${title} ${what}` });
    // Members ascend and subtrees are intervals: a node inside another's subtree shows with a neighbour.
    for (let k = 1; k < members.length; k++) {
      const [above, below] = [members[k - 1], members[k]];
      if (below >= nodes.end[above]) continue;
      found('absent-minded', above, below, `is met twice on the way to node ${below}, at node ${above} before`);
      return;
    }
    const first = members[0];
    const other = members.find((v) => histories.of(v, player) !== histories.of(first, player));
    if (other === undefined) return;
    const [before, after] = [first, other].map((v) => histories.moves(v, player));
    const at = before.findIndex((move, k) => after[k]?.set !== move.set || after[k].action !== move.action);
    const [a, b] = at < 0 ? [] : [before[at], after[at]];
    if (a && b?.set === a.set) {
      const { actions, name: earlier } = informationSets[a.set];
      const what = `does not know whether ${actions[a.action]} or ${actions[b.action]} was played at ${label(a.set, earlier)}`;
      found('forgets-action', first, other, `${what} (nodes ${first} and ${other})`);
    } else {
      const sets = [before, after].map((list) => list.map(({ set }) => label(set, informationSets[set].name)));
      const [own, others] = sets.map((list) => (list.length === 0 ? 'none' : list.join(', ')));
      const what = `was preceded by the own information sets ${own} at node ${first}, ${others} at node ${other}`;
      found('forgets-information', first, other, what);
    }
  });
  return { perfect: violations.length === 0, violations };
}

/** @throws InvalidInputError that says which information set violates perfect recall and how */
export function requirePerfectRecall(game: ExtensiveGame): void {
  const [violation] = perfectRecall(game).violations;
  if (violation) throw new InvalidInputError('game', violation.explanation, 'have perfect recall');
}

interface OwnHistories {
  /** A number that two nodes share just if the player's history before them is the same. */
  of(node: number, player: number): number;
  moves(node: number, player: number): readonly { readonly set: number; readonly action: number }[];
}

function ownHistories({ nodes, informationSets, players }: ExtensiveGame): OwnHistories {
  const n = players.length;
  const history = new Int32Array(nodes.count * n);
  const known = new Map<string, number>();
  for (let v = 1; v < nodes.count; v++) {
    const parent = nodes.parent[v];
    history.copyWithin(v * n, parent * n, (parent + 1) * n);
    const mover = nodes.player[parent];
    if (mover < 0) continue;
    const action = informationSets[nodes.set[parent]].firstAction + nodes.action[v];
    const key = `${history[v * n + mover]} ${action}`;
    if (!known.has(key)) known.set(key, known.size + 1);
    history[v * n + mover] = known.get(key)!;
  }
  return {
    of: (node, player) => history[node * n + player],
    moves: (node, player) => {
      const moves: { set: number; action: number }[] = [];
      for (let v = node; v > 0; v = nodes.parent[v]) {
        const parent = nodes.parent[v];
        if (nodes.player[parent] === player) moves.unshift({ set: nodes.set[parent], action: nodes.action[v] });
      }
      return moves;
    },
  };
}

function label(index: number, name: string): string {
  return name === '' ? String(index) : `${index} (${JSON.stringify(name)})`;
}

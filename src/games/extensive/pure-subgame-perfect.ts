import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import type { ExtensiveGame } from './extensive-game.js';
import { tieTolerance, withOutcome } from './subgame-perfect.js';

/** The pure subgame-perfect equilibria of a game with perfect information. */
export interface PureSubgamePerfect {
  /** For each equilibrium the index of the action taken at each information set. */
  readonly equilibria: readonly Int32Array[];
  /** What each of them pays, in the same order. */
  readonly payoffs: readonly Float64Array[];
}

/**
 * All pure subgame-perfect equilibria of a game with perfect information, ties followed in all directions (payoffs within
 * 10⁻¹² of their range tie).
 *
 * @param options - `maxEquilibria`: refuse to list more, default 10⁵
 * @throws InvalidInputError for a game with imperfect information, or more equilibria
 *
 * @example
 * ```ts
 * import { extensiveGame, pureSubgamePerfect } from 'polity/games';
 * const game = extensiveGame({
 *   players: ['1', '2'],
 *   root: {
 *     player: '1',
 *     actions: {
 *       left: { payoffs: [2, 0] },
 *       right: { player: '2', actions: { kind: { payoffs: [3, 1] }, unkind: { payoffs: [0, 1] } } },
 *     },
 *   },
 * });
 * pureSubgamePerfect(game).equilibria; // [[1, 0], [0, 1]]
 * ```
 */
export function pureSubgamePerfect(
  game: ExtensiveGame,
  { maxEquilibria = 100_000 }: { readonly maxEquilibria?: number } = {},
): PureSubgamePerfect {
  checkInteger('maxEquilibria', maxEquilibria, { min: 1 });
  const { nodes, informationSets } = game;
  const shared = informationSets.findIndex((set) => set.nodes.length > 1);
  if (shared >= 0) {
    const { name, nodes: members } = informationSets[shared];
    const what = `${members.length} nodes in information set ${shared}${name === '' ? '' : ` (${name})`}`;
    throw new InvalidInputError('game', what, 'have perfect information');
  }
  interface Solution {
    readonly choices: readonly { readonly set: number; readonly action: number }[];
    readonly payoffs: Float64Array;
  }
  const tolerance = tieTolerance(game);
  const solutions: Solution[][] = Array.from({ length: nodes.count });
  for (let v = nodes.count - 1; v >= 0; v--) {
    const children = nodes.children.subarray(nodes.firstChild[v], nodes.firstChild[v + 1]);
    // An equilibrium after each child, combined in all ways.
    let combined: Solution[][] = [[]];
    for (const child of children) {
      if (combined.length * solutions[child].length > maxEquilibria) {
        const requirement = `have at most ${maxEquilibria} pure subgame-perfect equilibria (maxEquilibria)`;
        throw new InvalidInputError('game', 'more', requirement);
      }
      combined = combined.flatMap((list) => solutions[child].map((solution) => [...list, solution]));
      solutions[child] = [];
    }
    const mover = nodes.player[v];
    solutions[v] = combined.flatMap((after): Solution[] => {
      const choices = after.flatMap((solution) => solution.choices);
      if (mover < 0) {
        const expected = (p: number) =>
          after.reduce((total, { payoffs }, a) => total + payoffs[p] * nodes.probability[children[a]], 0);
        return [{ choices, payoffs: withOutcome(game, v, expected) }];
      }
      const most = after.reduce((best, { payoffs }) => Math.max(best, payoffs[mover]), -Infinity);
      return after.flatMap(({ payoffs }, action) =>
        payoffs[mover] < most - tolerance[mover]
          ? []
          : [
              {
                choices: [{ set: nodes.set[v], action }, ...choices],
                payoffs: withOutcome(game, v, (p) => payoffs[p]),
              },
            ],
      );
    });
    if (solutions[v].length > maxEquilibria) {
      const requirement = `have at most ${maxEquilibria} pure subgame-perfect equilibria (maxEquilibria)`;
      throw new InvalidInputError('game', 'more', requirement);
    }
  }
  return {
    equilibria: solutions[0].map(({ choices }) => {
      const actions = new Int32Array(informationSets.length);
      for (const { set, action } of choices) actions[set] = action;
      return actions;
    }),
    payoffs: solutions[0].map(({ payoffs }) => payoffs),
  };
}

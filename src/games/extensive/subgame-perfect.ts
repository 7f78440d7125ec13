import { InvalidInputError } from '../../foundation/index.js';
import { evaluateBehavior, uniformBehavior } from './behavior-profile.js';
import { bestResponse } from './best-response.js';
import { CHANCE, TERMINAL, type ExtensiveGame } from './extensive-game.js';
import { GameTreeBuilder } from './game-tree-builder.js';
import { sequenceEquilibrium } from './sequence-form-complementarity.js';
import { copySubtree, subgameRoots } from './subgames.js';

/** A subgame-perfect equilibrium. */
export interface SubgamePerfectEquilibrium {
  /** For each information set the probabilities of its actions. */
  readonly profile: readonly Float64Array[];
  /** What each player earns. */
  readonly payoffs: Float64Array;
  /** What each player earns from each root of a subgame on, in the order of `roots`, what was paid before not counted. */
  readonly roots: readonly number[];
  readonly values: readonly Float64Array[];
  /**
   * Information sets, alone in their part of the tree, at which a further action earns the mover as much: the first was taken,
   * another would make another equilibrium. Empty, and `solvedParts` 0: the equilibrium is the only one.
   */
  readonly ties: readonly number[];
  /** Number of parts with imperfect information, of which one equilibrium was taken and others may exist. */
  readonly solvedParts: number;
  /** The largest gain from deviating within one of those parts: rounding. */
  readonly regret: number;
}

/**
 * One subgame-perfect equilibrium by backward induction: the subgames that contain no other are solved first, and each is
 * replaced by what it is worth.
 *
 * A part with one move is solved by taking the best action, the first of those that tie (within 10⁻¹² of the range of
 * payoffs); a part in which one player moves by a best response; a part in which two players move, by the sequence form.
 *
 * Cost: linear for perfect information; otherwise that of `sequenceEquilibrium` for each part.
 *
 * @throws InvalidInputError for a part in which more than two players move, or one without perfect recall
 * @see Selten 1965; Kuhn 1953 for perfect information
 *
 * @example
 * ```ts
 * import { entryDeterrence, subgamePerfect } from 'polity/games';
 * const { profile, payoffs, ties } = subgamePerfect(entryDeterrence());
 * profile; // [[0, 1], [0, 1]]
 * payoffs; // [1, 1]
 * ties; // []
 * ```
 */
export function subgamePerfect(game: ExtensiveGame): SubgamePerfectEquilibrium {
  const { nodes } = game;
  const profile = uniformBehavior(game).slice();
  const worth = new Map<number, Float64Array>();
  const ties: number[] = [];
  let solvedParts = 0;
  let regret = 0;
  const roots = subgameRoots(game);
  const valueOf = valuesOfNodes(game, worth);
  const tolerance = tieTolerance(game);
  for (const root of [...roots].reverse()) {
    const mover = nodes.player[root];
    const set = nodes.set[root];
    const children = nodes.children.subarray(nodes.firstChild[root], nodes.firstChild[root + 1]);
    if (children.every((child) => nodes.player[child] === TERMINAL || worth.has(child))) {
      const values = Array.from(children, valueOf);
      if (mover === CHANCE) {
        const expected = (p: number) =>
          values.reduce((total, value, a) => total + value[p] * nodes.probability[children[a]], 0);
        worth.set(root, withOutcome(game, root, expected));
      } else {
        const best = values.reduce((most, value, a) => (value[mover] > values[most][mover] ? a : most), 0);
        // The first of those that tie, not the one that rounding put on top.
        const tied = Array.from(values.keys()).filter(
          (a) => values[a][mover] >= values[best][mover] - tolerance[mover],
        );
        if (tied.length > 1) ties.unshift(set);
        profile[set] = Float64Array.from(children, (_, a) => (a === tied[0] ? 1 : 0));
        worth.set(
          root,
          withOutcome(game, root, (p) => values[tied[0]][p]),
        );
      }
      continue;
    }
    const part = copySubtree(game, root, (node) => (node === root ? undefined : worth.get(node)));
    const solved = solvePart(part.game, root);
    part.informationSets.forEach((h, k) => (profile[h] = solved.profile[k]));
    worth.set(root, evaluateBehavior(part.game, solved.profile).payoffs);
    regret = Math.max(regret, solved.regret);
    if (part.game.informationSets.length > 0) solvedParts++;
  }
  return {
    profile,
    payoffs: valueOf(0),
    roots,
    values: roots.map((root) => worth.get(root)!),
    ties,
    solvedParts,
    regret,
  };
}

/** What a node that is an end or the root of a solved subgame is worth. */
function valuesOfNodes(game: ExtensiveGame, worth: ReadonlyMap<number, Float64Array>): (node: number) => Float64Array {
  return (node) => worth.get(node) ?? withOutcome(game, node, () => 0);
}

/** Payoffs attached to a node and what follows it. */
export function withOutcome(
  { nodes, outcomes, players }: ExtensiveGame,
  node: number,
  rest: (player: number) => number,
): Float64Array {
  const attached = nodes.outcome[node];
  return Float64Array.from(players, (_, p) => rest(p) + (attached < 0 ? 0 : outcomes[attached].payoffs[p]));
}

/** Payoffs of a player this close count as equal. */
export function tieTolerance({ terminalPayoffs }: ExtensiveGame): Float64Array {
  return Float64Array.from(terminalPayoffs, (payoffs) => {
    const most = payoffs.reduce((a, b) => Math.max(a, b), -Infinity);
    const least = payoffs.reduce((a, b) => Math.min(a, b), Infinity);
    return 1e-12 * (most - least);
  });
}

function solvePart(part: ExtensiveGame, root: number): { profile: readonly Float64Array[]; regret: number } {
  const movers = [...new Set(part.informationSets.map(({ player }) => player))].sort((a, b) => a - b);
  if (movers.length === 0) return { profile: [], regret: 0 };
  if (movers.length === 1) return { profile: bestResponse(part, uniformBehavior(part), movers[0]).profile, regret: 0 };
  if (movers.length > 2) {
    const names = movers.map((player) => part.players[player]).join(', ');
    const requirement = 'have at most two players moving in each part between subgames';
    throw new InvalidInputError('game', `${names} in the part that begins at node ${root}`, requirement);
  }
  return sequenceEquilibrium(forTwo(part, movers));
}

/** The game without the players who never move. */
function forTwo(part: ExtensiveGame, movers: readonly number[]): ExtensiveGame {
  if (part.players.length === 2) return part;
  const builder = new GameTreeBuilder(movers.map((player) => part.players[player]));
  const { nodes, informationSets, chanceEvents, outcomes } = part;
  const made = new Int32Array(nodes.count);
  for (let v = 0; v < nodes.count; v++) {
    const attached = nodes.outcome[v];
    if (attached >= 0) builder.pay(made[v], movers.map((player) => outcomes[attached].texts[player])); // prettier-ignore
    const player = nodes.player[v];
    if (player === TERMINAL) continue;
    const set = String(nodes.set[v]);
    const children =
      player === CHANCE
        ? builder.chance(made[v], chanceEvents[nodes.set[v]].actions, chanceEvents[nodes.set[v]].texts, { set })
        : builder.decide(made[v], movers.indexOf(player), informationSets[nodes.set[v]].actions, { set });
    children.forEach((child, a) => (made[nodes.children[nodes.firstChild[v] + a]] = child));
  }
  return builder.build();
}

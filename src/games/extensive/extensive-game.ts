/** `player` of a node at which chance moves. */
export const CHANCE = -1;
/** `player` of a node at which the game is over. */
export const TERMINAL = -2;

/** Nodes among which a player cannot tell when it is to move. */
export interface InformationSet {
  /** Index of the player from 0. */
  readonly player: number;
  readonly name: string;
  /** What the player may do, the same at every node; no two alike. */
  readonly actions: readonly string[];
  /** The nodes, ascending. */
  readonly nodes: Int32Array;
  /** Index of the first action among the actions of all information sets. */
  readonly firstAction: number;
}

/** A move of chance, the same at all of its nodes. */
export interface ChanceEvent {
  readonly name: string;
  readonly actions: readonly string[];
  readonly probabilities: Float64Array;
  /** The probabilities as they were given: `1/3`. */
  readonly texts: readonly string[];
  readonly nodes: Int32Array;
}

/** Payoffs attached to one node or to several; those met on the way from the root to the end add up. */
export interface Outcome {
  readonly name: string;
  /** One a player. */
  readonly payoffs: Float64Array;
  /** The payoffs as they were given: `1/3`. */
  readonly texts: readonly string[];
}

/**
 * The nodes of a tree as arrays in prefix order (a node, then the subtrees of its children from the first to the last): node
 * 0 is the root, and the subtree of node v is v … end[v] − 1.
 */
export interface TreeNodes {
  readonly count: number;
  /** Who moves: a player from 0, −1 for chance, −2 where the game is over. */
  readonly player: Int32Array;
  /** Index of the information set, or of the chance event where chance moves; −1 where the game is over. */
  readonly set: Int32Array;
  /** −1 for the root. */
  readonly parent: Int32Array;
  /** Which action of the parent leads here, from 0; −1 for the root. */
  readonly action: Int32Array;
  /** One past the last node of the subtree. */
  readonly end: Int32Array;
  /** Where the children of a node start in `children`; one entry more than there are nodes. */
  readonly firstChild: Int32Array;
  readonly children: Int32Array;
  /** Index of the outcome attached; −1 without one. */
  readonly outcome: Int32Array;
  /** Probability with which chance moves here from the parent; 1 where a player moved. */
  readonly probability: Float64Array;
  readonly names: readonly string[];
}

/** What an {@link ExtensiveGame} is made of; checked by who makes it. */
export interface ExtensiveGameParts {
  readonly players: readonly string[];
  readonly nodes: TreeNodes;
  readonly informationSets: readonly InformationSet[];
  readonly chanceEvents: readonly ChanceEvent[];
  readonly outcomes: readonly Outcome[];
}

/** A behaviour strategy for every player: for each information set of the game, in order, the probabilities of its actions. */
export type BehaviorProfile = readonly ArrayLike<number>[];

/**
 * A finite game in extensive form: a tree of moves by players and by chance, with information sets.
 *
 * Made from a nested literal by `extensiveGame`, move by move by `GameTreeBuilder`, or from a file by `readEfg`.
 * Information sets are numbered in the order in which the tree, read in prefix order, first meets them.
 *
 * @example
 * ```ts
 * import { extensiveGame } from 'polity/games';
 * const entry = extensiveGame({
 *   players: ['entrant', 'incumbent'],
 *   root: {
 *     player: 'entrant',
 *     actions: {
 *       out: { payoffs: [0, 2] },
 *       enter: { player: 'incumbent', actions: { fight: { payoffs: [-1, -1] }, share: { payoffs: [1, 1] } } },
 *     },
 *   },
 * });
 * entry.nodes.count; // 5
 * entry.informationSets[1].actions; // ['fight', 'share']
 * entry.terminalPayoffs[0]; // [0, -1, 1]
 * ```
 */
export class ExtensiveGame {
  readonly players: readonly string[];
  readonly nodes: TreeNodes;
  readonly informationSets: readonly InformationSet[];
  readonly chanceEvents: readonly ChanceEvent[];
  readonly outcomes: readonly Outcome[];
  /** Number of actions of all information sets together. */
  readonly actionCount: number;
  /** The nodes at which the game is over, ascending. */
  readonly terminals: Int32Array;
  /** One array a player: what it gets at each of `terminals`, all outcomes on the way added. */
  readonly terminalPayoffs: readonly Float64Array[];

  /** For who has checked the parts; see `extensiveGame` and `GameTreeBuilder` for making a game. */
  constructor({ players, nodes, informationSets, chanceEvents, outcomes }: ExtensiveGameParts) {
    this.players = Object.freeze([...players]);
    this.nodes = nodes;
    this.informationSets = informationSets;
    this.chanceEvents = chanceEvents;
    this.outcomes = outcomes;
    this.actionCount = informationSets.reduce((sum, { actions }) => sum + actions.length, 0);
    this.terminals = Int32Array.from(nodes.player.keys()).filter((v) => nodes.player[v] === TERMINAL);
    this.terminalPayoffs = players.map((_, p) => {
      const total = new Float64Array(nodes.count);
      for (let v = 0; v < nodes.count; v++) {
        const before = v === 0 ? 0 : total[nodes.parent[v]];
        const own = nodes.outcome[v] < 0 ? 0 : outcomes[nodes.outcome[v]].payoffs[p];
        total[v] = before + own;
      }
      return Float64Array.from(this.terminals, (v) => total[v]);
    });
  }

  /** Index of the information set of this name. */
  setNamed(name: string): number {
    return this.informationSets.findIndex((set) => set.name === name);
  }
}

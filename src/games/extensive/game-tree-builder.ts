import { checkInteger, checkNumber, InvalidInputError } from '../../foundation/index.js';
import type { ExactNumber } from '../strategic/fraction.js';
import { exactValue, type ExactValue } from './exact-value.js';
import { CHANCE, ExtensiveGame, TERMINAL, type Outcome } from './extensive-game.js';

/** Chance probabilities may miss 1 by this much. */
const SUM_TOLERANCE = 1e-9;

export interface MoveOptions {
  /** Nodes of one player that are given the same set are one information set (of chance: one event). Default: a set of its own. */
  readonly set?: string;
  /** Name of the information set; default `set`, or nothing. The first one given counts. */
  readonly setName?: string;
  /** Name of the node. */
  readonly name?: string;
}

export interface OutcomeOptions {
  /** Nodes that are given the same id share one outcome. Default: an outcome of its own. */
  readonly id?: string;
  /** Name of the outcome. */
  readonly outcomeName?: string;
  /** Name of the node. */
  readonly name?: string;
}

interface SetDraft {
  readonly player: number;
  name: string;
  readonly actions: readonly string[];
  readonly probabilities: readonly ExactValue[];
}

/**
 * Makes a game move by move. A node is a number, the root 0; a move returns the nodes that its actions lead to; a node that
 * is given no move is an end of the game.
 *
 * @example
 * ```ts
 * import { GameTreeBuilder } from 'polity/games';
 * const tree = new GameTreeBuilder(['1', '2']);
 * const [heads, tails] = tree.decide(tree.root, 0, ['heads', 'tails']);
 * for (const [node, sign] of [[heads, 1], [tails, -1]]) {
 *   const [same, other] = tree.decide(node, 1, ['heads', 'tails'], { set: 'guess' });
 *   tree.pay(same, [sign, -sign]);
 *   tree.pay(other, [-sign, sign]);
 * }
 * const game = tree.build();
 * game.informationSets[1].nodes.length; // 2
 * ```
 */
export class GameTreeBuilder {
  readonly root = 0;
  readonly #players: readonly string[];
  readonly #names: string[] = [''];
  readonly #sets: SetDraft[] = [];
  readonly #setsByKey = new Map<string, number>();
  readonly #setOf: number[] = [-1];
  readonly #children: number[][] = [[]];
  readonly #outcomes: Outcome[] = [];
  readonly #outcomesById = new Map<string, number>();
  readonly #outcomeOf: number[] = [-1];

  /** @throws InvalidInputError for names of players that are doubled */
  constructor(players: readonly string[]) {
    this.#players = [...players];
    checkDistinct('players', players);
  }

  /**
   * A player moves.
   *
   * @param player - index from 0
   * @returns the nodes after each action
   * @throws InvalidInputError for a node that moves already, no actions or doubled ones, or actions unlike those of the same set
   */
  decide(node: number, player: number, actions: readonly string[], options: MoveOptions = {}): readonly number[] {
    checkInteger('player', player, { min: 0, max: this.#players.length - 1 });
    return this.#move(node, player, actions, [], options);
  }

  /**
   * Chance moves.
   *
   * @param probabilities - one an action: numbers, or texts such as `1/3`, that sum to 1 within 10⁻⁹
   * @throws InvalidInputError as {@link decide}, and for probabilities that are negative or do not sum to 1
   */
  chance(
    node: number,
    actions: readonly string[],
    probabilities: readonly ExactNumber[],
    options: MoveOptions = {},
  ): readonly number[] {
    if (probabilities.length !== actions.length) {
      throw new InvalidInputError('probabilities.length', probabilities.length, `equal ${actions.length}`);
    }
    const values = probabilities.map((given, a) => exactValue(`probabilities[${a}]`, given));
    values.forEach(({ value }, a) => checkNumber(`probabilities[${a}]`, value, { min: 0, max: 1 }));
    const sum = values.reduce((total, { value }) => total + value, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new InvalidInputError('sum of probabilities', sum, 'equal 1');
    return this.#move(node, CHANCE, actions, values, options);
  }

  /**
   * Attaches payoffs to a node, at an end or on the way.
   *
   * @param payoffs - one a player: numbers, or texts such as `1/3`
   * @throws InvalidInputError for a node that has an outcome, or an outcome of the same id with other payoffs
   */
  pay(node: number, payoffs: readonly ExactNumber[], { id, outcomeName = '', name }: OutcomeOptions = {}): void {
    this.#checkNode(node);
    if (this.#outcomeOf[node] >= 0) throw new InvalidInputError('node', node, 'have no outcome yet');
    if (payoffs.length !== this.#players.length) {
      throw new InvalidInputError('payoffs.length', payoffs.length, `equal ${this.#players.length}`);
    }
    const values = payoffs.map((given, p) => exactValue(`payoffs[${p}]`, given));
    const known = id === undefined ? undefined : this.#outcomesById.get(id);
    if (known === undefined) {
      this.#outcomeOf[node] = this.#outcomes.length;
      if (id !== undefined) this.#outcomesById.set(id, this.#outcomes.length);
      this.#outcomes.push({
        name: outcomeName,
        payoffs: Float64Array.from(values, ({ value }) => value),
        texts: values.map(({ text }) => text),
      });
    } else {
      const other = values.findIndex(({ value }, p) => value !== this.#outcomes[known].payoffs[p]);
      if (other >= 0) {
        throw new InvalidInputError(
          `payoffs[${other}]`,
          payoffs[other],
          `equal ${this.#outcomes[known].texts[other]}, as first given for outcome ${JSON.stringify(id)}`,
        );
      }
      this.#outcomeOf[node] = known;
    }
    if (name !== undefined) this.name(node, name);
  }

  /** Names a node. */
  name(node: number, name: string): void {
    this.#checkNode(node);
    this.#names[node] = name;
  }

  /** The game so far; the builder may go on. */
  build(): ExtensiveGame {
    const count = this.#names.length;
    const order = this.#prefixOrder();
    const numberOf = new Int32Array(count);
    order.forEach((draft, v) => (numberOf[draft] = v));
    const [player, set] = [new Int32Array(count), new Int32Array(count)];
    const [parent, action] = [new Int32Array(count).fill(-1), new Int32Array(count).fill(-1)];
    const [end, outcome] = [new Int32Array(count), new Int32Array(count)];
    const firstChild = new Int32Array(count + 1);
    const children = new Int32Array(count - 1);
    const probability = new Float64Array(count).fill(1);
    // Sets and outcomes are numbered as the tree meets them, whatever the order of the calls.
    const drafts = { personal: [] as number[], chance: [] as number[], outcomes: [] as number[] };
    const indexOf = new Map<number, number>();
    const outcomeIndex = new Map<number, number>();
    const nodesOf = this.#sets.map(() => [] as number[]);
    order.forEach((draft, v) => {
      const s = this.#setOf[draft];
      player[v] = s < 0 ? TERMINAL : this.#sets[s].player;
      if (s >= 0) {
        nodesOf[s].push(v);
        const list = player[v] === CHANCE ? drafts.chance : drafts.personal;
        if (!indexOf.has(s)) indexOf.set(s, list.push(s) - 1);
      }
      set[v] = s < 0 ? -1 : indexOf.get(s)!;
      const attached = this.#outcomeOf[draft];
      if (attached >= 0 && !outcomeIndex.has(attached)) {
        outcomeIndex.set(attached, drafts.outcomes.push(attached) - 1);
      }
      outcome[v] = attached < 0 ? -1 : outcomeIndex.get(attached)!;
      firstChild[v + 1] = firstChild[v] + this.#children[draft].length;
      this.#children[draft].forEach((childDraft, a) => {
        const child = numberOf[childDraft];
        children[firstChild[v] + a] = child;
        parent[child] = v;
        action[child] = a;
        if (player[v] === CHANCE) probability[child] = this.#sets[s].probabilities[a].value;
      });
    });
    for (let v = count - 1; v >= 0; v--) {
      end[v] = firstChild[v + 1] > firstChild[v] ? end[children[firstChild[v + 1] - 1]] : v + 1;
    }
    let firstAction = 0;
    const informationSets = drafts.personal.map((s) => {
      const { player: owner, name, actions } = this.#sets[s];
      const made = { player: owner, name, actions, nodes: Int32Array.from(nodesOf[s]), firstAction };
      firstAction += actions.length;
      return made;
    });
    const chanceEvents = drafts.chance.map((s) => ({
      name: this.#sets[s].name,
      actions: this.#sets[s].actions,
      probabilities: Float64Array.from(this.#sets[s].probabilities, ({ value }) => value),
      texts: this.#sets[s].probabilities.map(({ text }) => text),
      nodes: Int32Array.from(nodesOf[s]),
    }));
    const names = order.map((draft) => this.#names[draft]);
    return new ExtensiveGame({
      players: this.#players,
      nodes: { count, player, set, parent, action, end, firstChild, children, outcome, probability, names },
      informationSets,
      chanceEvents,
      outcomes: drafts.outcomes.map((o) => this.#outcomes[o]),
    });
  }

  #move(
    node: number,
    player: number,
    actions: readonly string[],
    probabilities: readonly ExactValue[],
    { set, setName, name }: MoveOptions,
  ): readonly number[] {
    this.#checkNode(node);
    if (this.#setOf[node] >= 0) throw new InvalidInputError('node', node, 'have no move yet');
    if (actions.length === 0) throw new InvalidInputError('actions.length', 0, 'be at least 1');
    const key = `${player} ${set ?? `\n${node}`}`;
    const known = this.#setsByKey.get(key);
    if (known === undefined) {
      checkDistinct('actions', actions);
      this.#setsByKey.set(key, this.#sets.length);
      this.#setOf[node] = this.#sets.length;
      this.#sets.push({ player, name: setName ?? set ?? '', actions: Object.freeze([...actions]), probabilities });
    } else {
      const { actions: before, probabilities: odds, name: named } = this.#sets[known];
      if (before.length !== actions.length || before.some((action, a) => action !== actions[a])) {
        const requirement = `be ${before.join(', ')}, as at the other nodes of information set ${JSON.stringify(set)}`;
        throw new InvalidInputError('actions', actions, requirement);
      }
      const other = odds.findIndex(({ value }, a) => value !== probabilities[a].value);
      if (other >= 0) {
        const requirement = `equal ${odds[other].text}, as at the other nodes of chance event ${JSON.stringify(set)}`;
        throw new InvalidInputError(`probabilities[${other}]`, probabilities[other].text, requirement);
      }
      if (setName !== undefined && setName !== named) {
        throw new InvalidInputError('setName', setName, `equal ${JSON.stringify(named)}, as first given`);
      }
      this.#setOf[node] = known;
    }
    if (name !== undefined) this.#names[node] = name;
    const first = this.#names.length;
    const nodes = actions.map((_, a) => first + a);
    for (const child of nodes) {
      this.#names[child] = '';
      this.#setOf[child] = -1;
      this.#outcomeOf[child] = -1;
      this.#children[child] = [];
    }
    this.#children[node] = nodes;
    return nodes;
  }

  #checkNode(node: number): void {
    checkInteger('node', node, { min: 0, max: this.#names.length - 1 });
  }

  #prefixOrder(): number[] {
    const order: number[] = [];
    const stack = [this.root as number];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      order.push(node);
      const children = this.#children[node];
      for (let a = children.length - 1; a >= 0; a--) stack.push(children[a]);
    }
    return order;
  }
}

function checkDistinct(name: string, texts: readonly string[]): void {
  const seen = new Set<string>();
  texts.forEach((text, i) => {
    if (text === '') throw new InvalidInputError(`${name}[${i}]`, text, 'be a text that is not empty');
    if (seen.has(text)) throw new InvalidInputError(`${name}[${i}]`, text, 'differ from the names before it');
    seen.add(text);
  });
}

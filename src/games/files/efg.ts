import type { ExactValue } from '../extensive/exact-value.js';
import { CHANCE, TERMINAL, type ExtensiveGame } from '../extensive/extensive-game.js';
import { GameTreeBuilder } from '../extensive/game-tree-builder.js';
import { distinctNames, GambitTokens, quote, type Renaming, type Token } from './gambit-tokens.js';
import { readHeading, readPayoffs, type ReadOptions } from './nfg.js';

/** What a `.efg` file holds. */
export interface EfgFile {
  readonly title: string;
  readonly comment: string;
  /** With its names, outcomes and information sets; numbers are kept as written in `texts`. */
  readonly game: ExtensiveGame;
  /** Names of players and actions that were empty or doubled in the file. */
  readonly renamed: readonly Renaming[];
}

interface SetHeading {
  readonly name: string;
  /** As the file writes them. */
  readonly written: readonly string[];
  readonly actions: readonly string[];
  readonly probabilities: readonly ExactValue[];
}

interface OutcomeHeading {
  readonly name: string;
  readonly payoffs: readonly ExactValue[];
}

/**
 * Reads a game in Gambit's `.efg` format.
 *
 * An information set or outcome that was described before may be named by its number alone; described again, it must be the
 * same. Empty and doubled names of players and of actions at a set get numbers behind them, as in Gambit, and are listed in
 * `renamed`. Chance probabilities must sum to 1 within 10⁻⁹.
 *
 * @throws InvalidInputError with the line (`location.row`) and column of the first thing that is wrong
 * @see the format's description in Gambit's documentation
 *
 * @example
 * ```ts
 * import { readEfg } from 'polity/games';
 * const { title, game } = readEfg(`EFG 2 R "A coin" { "Guesser" }
 * c "" 1 "toss" { "heads" 1/2 "tails" 1/2 } 0
 * p "" 1 1 "blind" { "heads" "tails" } 0
 * t "" 1 "right" { 1 }
 * t "" 2 "wrong" { 0 }
 * p "" 1 1 0
 * t "" 2
 * t "" 1`);
 * title; // 'A coin'
 * game.terminalPayoffs[0]; // [1, 0, 0, 1]
 * ```
 */
export function readEfg(text: string, { file = 'text' }: ReadOptions = {}): EfgFile {
  const tokens = new GambitTokens(text, file);
  readHeading(tokens, 'EFG', '2');
  const title = tokens.text('the title');
  const renamed: Renaming[] = [];
  const players = distinctNames(tokens.texts('the players'), (p) => `player ${p + 1}`, renamed);
  const comment = tokens.at('text') ? tokens.take().text : '';
  const reader = new TreeReader(tokens, players, renamed);
  const open = [reader.builder.root as number];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const children = reader.readNode(node);
    for (let a = children.length - 1; a >= 0; a--) open.push(children[a]);
  }
  tokens.expect('end', 'nothing after the last node');
  return { title, comment, game: reader.builder.build(), renamed };
}

class TreeReader {
  readonly builder: GameTreeBuilder;
  readonly #tokens: GambitTokens;
  readonly #players: readonly string[];
  readonly #renamed: Renaming[];
  /** By player (0 for chance, then from 1) and number. */
  readonly #sets = new Map<string, SetHeading>();
  readonly #outcomes = new Map<number, OutcomeHeading>();

  constructor(tokens: GambitTokens, players: readonly string[], renamed: Renaming[]) {
    this.#tokens = tokens;
    this.#players = players;
    this.#renamed = renamed;
    this.builder = new GameTreeBuilder(players);
  }

  /** Reads one node; returns those that follow it. */
  readNode(node: number): readonly number[] {
    const tokens = this.#tokens;
    const start = tokens.expect('word', 'a node (c, p or t)');
    if (!'cpt'.includes(start.text)) tokens.fail('have a node (c, p or t) here', start);
    const name = tokens.text('the name of the node');
    let children: readonly number[] = [];
    if (start.text !== 't') {
      const chance = start.text === 'c';
      const player = chance ? 0 : tokens.whole('the number of a player', 1, this.#players.length);
      const place = tokens.next;
      const id = tokens.whole('the number of an information set', 1);
      const { name: setName, actions, probabilities } = this.#heading(player, id, place);
      const options = { set: String(id), setName, name };
      children = tokens.locate(place, () =>
        chance
          ? this.builder.chance(node, actions, probabilities.map(({ text }) => text), options) // prettier-ignore
          : this.builder.decide(node, player - 1, actions, options),
      );
    }
    this.#readOutcome(node, name);
    return children;
  }

  /** Of an information set, read now or before. */
  #heading(player: number, id: number, place: Token): SetHeading {
    const tokens = this.#tokens;
    const key = `${player} ${id}`;
    const known = this.#sets.get(key);
    if (!tokens.at('text')) return known ?? tokens.fail('describe this information set when first met', place);
    const start = tokens.next;
    const name = tokens.take().text;
    const written: string[] = [];
    const probabilities: ExactValue[] = [];
    tokens.expect('{', '{ before the actions');
    do {
      written.push(tokens.text('an action'));
      if (player === 0) probabilities.push(tokens.number('the probability of the action'));
    } while (!tokens.at('}'));
    tokens.take();
    if (known) {
      const same =
        known.name === name &&
        known.written.length === written.length &&
        written.every((action, a) => action === known.written[a]) &&
        probabilities.every(({ value }, a) => value === known.probabilities[a].value);
      if (!same) tokens.fail('describe this information set as it was described before', start);
      return known;
    }
    const owner = player === 0 ? 'of chance' : `of player ${player}`;
    const what = (a: number) => `action ${a + 1} of information set ${id} ${owner}`;
    const heading = { name, written, actions: distinctNames(written, what, this.#renamed), probabilities };
    this.#sets.set(key, heading);
    return heading;
  }

  #readOutcome(node: number, name: string): void {
    const tokens = this.#tokens;
    const place = tokens.next;
    const id = tokens.whole('the number of an outcome', 0);
    const known = this.#outcomes.get(id);
    if (!tokens.at('text')) {
      if (id === 0) this.builder.name(node, name);
      else if (known) this.#attach(node, id, known, name);
      else tokens.fail('describe this outcome when first met', place);
      return;
    }
    const start = tokens.next;
    if (id === 0) tokens.fail('describe no outcome of number 0, which is the empty one', start);
    const outcomeName = tokens.take().text;
    tokens.expect('{', '{ before the payoffs');
    const payoffs = readPayoffs(tokens, this.#players.length);
    tokens.expect('}', '} after the payoffs');
    const same = known?.name === outcomeName && payoffs.every(({ value }, p) => value === known.payoffs[p].value);
    if (known && !same) tokens.fail('describe this outcome as it was described before', start);
    const heading = known ?? { name: outcomeName, payoffs };
    this.#outcomes.set(id, heading);
    this.#attach(node, id, heading, name);
  }

  #attach(node: number, id: number, { name: outcomeName, payoffs }: OutcomeHeading, name: string): void {
    this.builder.pay(node, payoffs.map(({ text }) => text), { id: String(id), outcomeName, name }); // prettier-ignore
  }
}

export interface WriteEfgOptions {
  readonly title?: string;
  readonly comment?: string;
}

/**
 * Writes a game in Gambit's `.efg` format: numbers as they were given (`1/3`), doubles so that they are read back to the same
 * bits; information sets and outcomes are described where first met.
 *
 * @throws InvalidInputError for a name that ends in a backslash, which the format cannot quote
 *
 * @example
 * ```ts
 * import { entryDeterrence, writeEfg } from 'polity/games';
 * writeEfg(entryDeterrence(), { title: 'Entry' }).split('\n')[2]; // 'p "" 1 1 "entry" { "out" "enter" } 0'
 * ```
 */
export function writeEfg(game: ExtensiveGame, { title = '', comment = '' }: WriteEfgOptions = {}): string {
  const { players, nodes, informationSets, chanceEvents, outcomes } = game;
  const lines = [`EFG 2 R ${quote(title)} { ${players.map(quote).join(' ')} }`, quote(comment)];
  const described = new Set<string>();
  /** A number, with its description the first time. */
  const once = (kind: string, number: number, description: () => string) => {
    const key = `${kind} ${number}`;
    if (described.has(key)) return String(number);
    described.add(key);
    return `${number} ${description()}`;
  };
  const list = (items: readonly string[]) => (items.length === 0 ? '{ }' : `{ ${items.join(' ')} }`);
  // Numbers from 1, for each player its own.
  const numbers = new Int32Array(informationSets.length);
  const counts = new Int32Array(players.length);
  informationSets.forEach(({ player }, h) => (numbers[h] = ++counts[player]));
  for (let v = 0; v < nodes.count; v++) {
    const player = nodes.player[v];
    const set = nodes.set[v];
    const attached = nodes.outcome[v];
    const outcome = attached < 0 ? '0' : once('o', attached + 1, () => {
      const { name, texts } = outcomes[attached];
      return `${quote(name)} ${list([texts.join(', ')])}`;
    }); // prettier-ignore
    const name = quote(nodes.names[v]);
    if (player === TERMINAL) lines.push(`t ${name} ${outcome}`);
    else if (player === CHANCE) {
      const event = once('c', set + 1, () => {
        const { name: setName, actions, texts } = chanceEvents[set];
        return `${quote(setName)} ${list(actions.map((action, a) => `${quote(action)} ${texts[a]}`))}`;
      });
      lines.push(`c ${name} ${event} ${outcome}`);
    } else {
      const heading = once(`p${player}`, numbers[set], () => {
        const { name: setName, actions } = informationSets[set];
        return `${quote(setName)} ${list(actions.map(quote))}`;
      });
      lines.push(`p ${name} ${player + 1} ${heading} ${outcome}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

import { InvalidInputError } from '../../foundation/index.js';
import { exactValue } from '../extensive/exact-value.js';
import type { ExactNumber } from '../strategic/fraction.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { distinctNames, GambitTokens, quote, type Renaming } from './gambit-tokens.js';

/** An outcome of a file that lists outcomes: a name and what each player gets. */
export interface NfgOutcome {
  readonly name: string;
  /** One a player, as written: `1/3`. */
  readonly payoffs: readonly string[];
}

/** What a `.nfg` file holds. */
export interface NfgFile {
  readonly title: string;
  readonly comment: string;
  readonly game: StrategicGame;
  /**
   * The payoffs as written, in the layout of `game.payoffs`; `parseFraction` gives their exact values, and `exactEquilibria`
   * takes them as they are (see {@link exactMatrix}).
   */
  readonly exactPayoffs: readonly (readonly string[])[];
  /** Of the outcome version: the outcomes, and for each profile (last player fastest) its outcome, −1 for none. */
  readonly outcomes: { readonly list: readonly NfgOutcome[]; readonly ofProfile: Int32Array } | null;
  /** Names that were empty or doubled in the file. */
  readonly renamed: readonly Renaming[];
}

export interface ReadOptions {
  /** Name of the file, for errors. */
  readonly file?: string;
}

/**
 * Reads a game in Gambit's `.nfg` format, with payoffs or with outcomes.
 *
 * Numbers may be decimals, with an exponent, or fractions; each becomes the nearest double. Empty and doubled names get
 * numbers behind them, as in Gambit, and are listed in `renamed`.
 *
 * @throws InvalidInputError with the line (`location.row`) and column of the first thing that is wrong
 * @see the format's description in Gambit's documentation
 *
 * @example
 * ```ts
 * import { exactEquilibria, exactMatrix, formatFraction, readNfg } from 'polity/games';
 * const file = readNfg('NFG 1 R "Chicken" { "Row" "Column" } { 2 2 }  0 0  2 7  7 2  19/3 19/3');
 * file.game.payoff([1, 0]); // [2, 7]
 * const { equilibria } = exactEquilibria(exactMatrix(file, 0), exactMatrix(file, 1));
 * equilibria[1].row.map(formatFraction); // ['1/4', '3/4']
 * ```
 */
export function readNfg(text: string, { file = 'text' }: ReadOptions = {}): NfgFile {
  const tokens = new GambitTokens(text, file);
  readHeading(tokens, 'NFG', '1');
  const title = tokens.text('the title');
  const renamed: Renaming[] = [];
  const beforePlayers = tokens.next;
  const players = distinctNames(tokens.texts('the players'), (p) => `player ${p + 1}`, renamed);
  if (players.length === 0) tokens.fail('name at least one player', beforePlayers);
  const strategies = readStrategies(tokens, players, renamed);
  const comment = tokens.at('text') ? tokens.take().text : '';
  const shape = strategies.map((list) => list.length);
  const profiles = shape.reduce((product, count) => product * count, 1);
  // Seen before room is made for them.
  if (profiles > text.length) tokens.fail(`hold the payoffs of ${profiles} strategy profiles from here on`);
  const places = profilesInFileOrder(shape, profiles);
  const exactPayoffs = players.map(() => new Array<string>(profiles).fill('0'));
  const payoffs = players.map(() => new Float64Array(profiles));
  let outcomes: NfgFile['outcomes'] = null;
  if (tokens.at('{')) {
    const { list, values } = readOutcomes(tokens, players.length);
    const ofProfile = new Int32Array(profiles).fill(-1);
    for (const place of places) {
      const outcome = tokens.whole('the number of an outcome', 0, list.length) - 1;
      ofProfile[place] = outcome;
      if (outcome < 0) continue;
      players.forEach((_, p) => {
        payoffs[p][place] = values[outcome][p];
        exactPayoffs[p][place] = list[outcome].payoffs[p];
      });
    }
    outcomes = { list, ofProfile };
  } else {
    for (const place of places) {
      players.forEach((_, p) => {
        const { value, text: written } = tokens.number('a payoff');
        payoffs[p][place] = value;
        exactPayoffs[p][place] = written;
      });
    }
  }
  tokens.expect('end', `nothing after the ${profiles} profiles`);
  return {
    title,
    comment,
    game: new StrategicGame(shape, payoffs, { players, strategies }),
    exactPayoffs,
    outcomes,
    renamed,
  };
}

/** Format, version, and the letter that once told exact from rounded numbers. */
export function readHeading(tokens: GambitTokens, format: 'NFG' | 'EFG', version: string): void {
  const word = tokens.expect('word', format);
  if (word.text !== format) tokens.fail(`begin with ${format}`, word);
  const number = tokens.expect('number', `the version ${version}`);
  if (number.text !== version) tokens.fail(`be of version ${version}`, number);
  const letter = tokens.expect('word', 'R or D');
  if (letter.text !== 'R' && letter.text !== 'D') tokens.fail('have R or D after the version', letter);
}

function readStrategies(tokens: GambitTokens, players: readonly string[], renamed: Renaming[]): string[][] {
  tokens.expect('{', '{ before the strategies');
  const named = tokens.at('{');
  const strategies = players.map((_, p) => {
    const start = tokens.next;
    if (!named) {
      const count = tokens.whole(`the number of strategies of player ${p + 1}`, 1, tokens.length);
      return Array.from({ length: count }, (_unused, s) => String(s + 1));
    }
    const names = tokens.texts(`the strategies of player ${p + 1}`);
    if (names.length === 0) tokens.fail(`name at least one strategy of player ${p + 1}`, start);
    return distinctNames(names, (s) => `strategy ${s + 1} of player ${p + 1}`, renamed);
  });
  tokens.expect('}', '} after the strategies');
  return strategies;
}

function readOutcomes(tokens: GambitTokens, players: number): { list: NfgOutcome[]; values: number[][] } {
  const list: NfgOutcome[] = [];
  const values: number[][] = [];
  tokens.expect('{', '{ before the outcomes');
  while (tokens.at('{')) {
    tokens.take();
    const name = tokens.text('the name of an outcome');
    const payoffs = readPayoffs(tokens, players);
    tokens.expect('}', '} after an outcome');
    list.push({ name, payoffs: payoffs.map(({ text }) => text) });
    values.push(payoffs.map(({ value }) => value));
  }
  tokens.expect('}', '} after the outcomes');
  return { list, values };
}

/** One payoff a player, commas between or behind them or not. */
export function readPayoffs(tokens: GambitTokens, players: number): ReturnType<GambitTokens['number']>[] {
  return Array.from({ length: players }, () => {
    const payoff = tokens.number('a payoff');
    if (tokens.at(',')) tokens.take();
    return payoff;
  });
}

/** Indices into a table whose last index runs fastest, in the order of the file, where the first does. */
function* profilesInFileOrder(shape: readonly number[], profiles: number): Generator<number, void, void> {
  const steps = new Array<number>(shape.length).fill(1);
  for (let p = shape.length - 2; p >= 0; p--) steps[p] = steps[p + 1] * shape[p + 1];
  const choice = new Int32Array(shape.length);
  let place = 0;
  for (let count = 0; count < profiles; count++) {
    yield place;
    for (let p = 0; p < shape.length; p++) {
      place += steps[p];
      if (++choice[p] < shape[p]) break;
      place -= choice[p] * steps[p];
      choice[p] = 0;
    }
  }
}

export interface WriteNfgOptions {
  readonly title?: string;
  readonly comment?: string;
  /** Payoffs to be written instead of the doubles of the game, in the same layout, as `readNfg` returns them. */
  readonly exactPayoffs?: readonly (readonly ExactNumber[])[];
  /** Write the outcome version, as `readNfg` returns it. */
  readonly outcomes?: NfgFile['outcomes'];
}

/**
 * Writes a game in Gambit's `.nfg` format. Doubles are written so that they are read back to the same bits; what `readNfg`
 * returned, passed as options, is written with its fractions, outcomes, title and comment.
 *
 * @throws InvalidInputError for exact payoffs or outcomes that are not those of the game
 *
 * @example
 * ```ts
 * import { StrategicGame, writeNfg } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]], { strategies: [['C', 'D'], ['C', 'D']] });
 * writeNfg(dilemma, { title: 'Dilemma' }).split('\n')[0]; // 'NFG 1 R "Dilemma" { "1" "2" }'
 * ```
 */
export function writeNfg(
  game: StrategicGame,
  { title = '', comment = '', exactPayoffs, outcomes = null }: WriteNfgOptions = {},
): string {
  const { shape, players, strategies } = game;
  const profiles = game.payoffs[0].length;
  const texts = payoffTexts(game, exactPayoffs);
  const lines = [
    `NFG 1 R ${quote(title)} { ${players.map(quote).join(' ')} }`,
    '{',
    ...strategies.map((list) => `{ ${list.map(quote).join(' ')} }`),
    '}',
    quote(comment),
    '',
  ];
  const places = [...profilesInFileOrder(shape, profiles)];
  if (outcomes) {
    const { list, ofProfile } = outcomes;
    checkOutcomes(game, list, ofProfile);
    lines.push('{', ...list.map(({ name, payoffs }) => `{ ${quote(name)} ${payoffs.join(', ')} }`), '}');
    for (let k = 0; k < profiles; k += shape[0]) {
      lines.push(places.slice(k, k + shape[0]).map((place) => ofProfile[place] + 1).join(' ')); // prettier-ignore
    }
  } else {
    for (const place of places) lines.push(texts.map((own) => own[place]).join(' '));
  }
  return `${lines.join('\n')}\n`;
}

function payoffTexts(
  game: StrategicGame,
  exact: readonly (readonly ExactNumber[])[] | undefined,
): readonly (readonly string[])[] {
  if (!exact) return game.payoffs.map((tensor) => Array.from(tensor, (payoff) => exactValue('payoff', payoff).text));
  return game.payoffs.map((tensor, p) => {
    if (exact[p]?.length !== tensor.length) {
      throw new InvalidInputError(`exactPayoffs[${p}].length`, exact[p]?.length, `equal ${tensor.length}`);
    }
    return exact[p].map((given, i) => {
      const { text, value } = exactValue(`exactPayoffs[${p}][${i}]`, given);
      if (value !== tensor[i]) {
        throw new InvalidInputError(`exactPayoffs[${p}][${i}]`, given, `be ${tensor[i]}, the payoff of the game`);
      }
      return text;
    });
  });
}

function checkOutcomes(game: StrategicGame, list: readonly NfgOutcome[], ofProfile: Int32Array): void {
  const profiles = game.payoffs[0].length;
  if (ofProfile.length !== profiles) {
    throw new InvalidInputError('outcomes.ofProfile.length', ofProfile.length, `equal ${profiles}`);
  }
  const values = list.map(({ payoffs }, o) => payoffs.map((text, p) => exactValue(`outcomes.list[${o}].payoffs[${p}]`, text).value)); // prettier-ignore
  ofProfile.forEach((outcome, place) => {
    const wrong = game.payoffs.findIndex((tensor, p) => tensor[place] !== (outcome < 0 ? 0 : values[outcome]?.[p]));
    if (wrong >= 0) {
      const requirement = `name an outcome that pays player ${wrong + 1} ${game.payoffs[wrong][place]}`;
      throw new InvalidInputError(`outcomes.ofProfile[${place}]`, outcome, requirement);
    }
  });
}

/**
 * The payoffs of a player in a two-player file as rows of exact numbers, for `exactEquilibria`.
 *
 * @throws InvalidInputError unless there are two players
 *
 * @example
 * ```ts
 * import { exactMatrix, readNfg } from 'polity/games';
 * exactMatrix(readNfg('NFG 1 R "" { "1" "2" } { 2 1 } 1/3 0 .5 1'), 0); // [['1/3'], ['0.5']]
 * ```
 */
export function exactMatrix({ game, exactPayoffs }: NfgFile, player: 0 | 1): readonly (readonly string[])[] {
  game.checkTwoPlayers();
  const [rows, columns] = game.shape;
  return Array.from({ length: rows }, (_, i) => exactPayoffs[player].slice(i * columns, (i + 1) * columns));
}

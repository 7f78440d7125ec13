import { InvalidInputError, type FileLocation } from '../../foundation/index.js';
import { exactValue, type ExactValue } from '../extensive/exact-value.js';

export interface Token {
  readonly kind: 'word' | 'number' | 'text' | '{' | '}' | ',' | 'end';
  /** A word or number as written; of a text what it says. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}

/** A number: digits with a point, an exponent or a divisor, as Gambit's reader takes them. */
const NUMBER = /[+-]?(?:\d+\/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
/** Anything else up to a space or a sign that stands by itself. */
const WORD = /[^\s{},"]+/y;
const SPACE = /\s+/y;

/**
 * The words of Gambit's file formats, one after another: `{`, `}`, `,`, quoted texts (in which `\"` is a quotation mark, and a
 * backslash before anything else is itself), numbers, and bare words.
 */
export class GambitTokens {
  /** The token to be taken next. */
  next: Token;
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #line = 1;
  /** Where the current line starts. */
  #lineStart = 0;

  constructor(text: string, file: string) {
    if (typeof text !== 'string') throw new InvalidInputError('text', text, 'be the text of a file');
    this.#text = text.startsWith('\ufeff') ? text.slice(1) : text;
    this.#file = file;
    this.next = this.#scan();
  }

  /** Characters in the file. */
  get length(): number {
    return this.#text.length;
  }

  /** Whether the next token is of this kind. */
  at(kind: Token['kind']): boolean {
    return this.next.kind === kind;
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.next;
    this.next = this.#scan();
    return token;
  }

  /** Takes a token of this kind; `what` says what should stand there. */
  expect(kind: Token['kind'], what: string): Token {
    if (!this.at(kind)) this.fail(`have ${what} here`);
    return this.take();
  }

  /** Takes a text in quotation marks. */
  text(what: string): string {
    return this.expect('text', `${what} in quotation marks`).text;
  }

  /** Takes a number. */
  number(what: string): ExactValue {
    const token = this.expect('number', what);
    // Gambit writes `.5` and `1.`; fractions are read without these liberties.
    const plain = token.text
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.(?!\d)/, '');
    return this.locate(token, () => exactValue(what, plain));
  }

  /** Takes a whole number of at least `min`. */
  whole(what: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const token = this.expect('number', what);
    const value = /^\+?\d+$/.test(token.text) ? Number(token.text) : NaN;
    if (!(value >= min && value <= max)) {
      const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
      this.fail(`have ${what}, a whole number ${range}, here`, token);
    }
    return value;
  }

  /** Takes a list `{ "…" "…" }` of texts. */
  texts(what: string): string[] {
    const list: string[] = [];
    this.expect('{', `{ before ${what}`);
    while (this.at('text')) list.push(this.take().text);
    this.expect('}', `} after ${what}`);
    return list;
  }

  /** @throws InvalidInputError at a token, the next one by default */
  fail(requirement: string, token: Token = this.next): never {
    const found = token.kind === 'end' ? 'the end of the file' : token.text;
    throw new InvalidInputError('file', found, requirement, this.#location(token));
  }

  /** Runs a check; an error of it is placed at a token. */
  locate<Result>(token: Token, run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      throw new InvalidInputError(error.argument, error.value, error.requirement, this.#location(token));
    }
  }

  #location({ line, column }: Token): FileLocation {
    return { file: this.#file, row: line, column: String(column) };
  }

  #scan(): Token {
    const text = this.#text;
    this.#advance(this.#match(SPACE)?.length ?? 0);
    const place = { line: this.#line, column: this.#at - this.#lineStart + 1 };
    const first = text[this.#at];
    if (first === undefined) return { kind: 'end', text: '', ...place };
    if (first === '{' || first === '}' || first === ',') {
      this.#advance(1);
      return { kind: first, text: first, ...place };
    }
    if (first === '"') return { kind: 'text', text: this.#quoted(place), ...place };
    const number = this.#match(NUMBER);
    const word = this.#match(WORD)!;
    // `2x` is a word, not a number and a word.
    const token = number === word ? number : word;
    this.#advance(token.length);
    return { kind: number === word ? 'number' : 'word', text: token, ...place };
  }

  #quoted(place: { line: number; column: number }): string {
    const text = this.#text;
    let end = this.#at + 1;
    let quoted = '';
    for (let piece = end; ; end++) {
      const char = text[end];
      if (char === undefined) {
        this.fail('close this quotation mark', { kind: 'text', text: text.slice(this.#at, this.#at + 20), ...place });
      }
      const escaped = char === '\\' && text[end + 1] === '"';
      if (char !== '"' && !escaped) continue;
      quoted += text.slice(piece, end);
      if (char === '"') break;
      quoted += '"';
      end++;
      piece = end + 1;
    }
    this.#advance(end + 1 - this.#at);
    return quoted;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #advance(count: number): void {
    for (const end = this.#at + count; this.#at < end; this.#at++) {
      if (this.#text[this.#at] !== '\n') continue;
      this.#line++;
      this.#lineStart = this.#at + 1;
    }
  }
}

/**
 * A text in quotation marks.
 *
 * @throws InvalidInputError for one that ends in a backslash, which the format cannot tell from a quotation mark in the text
 */
export function quote(text: string): string {
  if (text.endsWith('\\')) throw new InvalidInputError('text', text, 'not end in a backslash to be written');
  return `"${text.replaceAll('"', '\\"')}"`;
}

/** A name of a file that was empty or doubled, and what stands for it in the game. */
export interface Renaming {
  /** Whose name: `player 2`, `strategy 1 of player 2`, `action 3 of information set 1 of player 2`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Names made distinct and not empty, as Gambit makes them: those that are doubled or empty get `_1`, `_2`, … behind them,
 * skipping what is in use. What was changed goes to `renamed`.
 */
export function distinctNames(
  names: readonly string[],
  what: (index: number) => string,
  renamed: Renaming[],
): string[] {
  const used = new Set(names);
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const numbers = new Map<string, number>();
  return names.map((name, i) => {
    if (name !== '' && counts.get(name) === 1) return name;
    let number = numbers.get(name) ?? 0;
    let to: string;
    do to = `${name}_${++number}`;
    while (used.has(to));
    numbers.set(name, number);
    used.add(to);
    renamed.push({ what: what(i), from: name, to });
    return to;
  });
}

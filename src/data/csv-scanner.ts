import { isUtf8 } from 'node:buffer';
import { InvalidInputError } from '../foundation/index.js';
import { checkColumnNames } from './column-names.js';

/** What must be known of a CSV file before its values are read. */
export interface CsvStructure {
  readonly header: readonly string[];
  readonly rows: number;
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Some lines end in LF and others in CRLF. */
  readonly mixedLineEnds: boolean;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Where in a record the scan stands; CLOSED is after a quote within quotes, either the last one or the first of a pair. */
const [AT_START, BARE, QUOTED, CLOSED, AFTER_CR] = [0, 1, 2, 3, 4];

/**
 * Walks through the bytes of a CSV file by RFC 4180: the first record is the header; every record has as many fields;
 * a field that holds a quote, a delimiter or a line end stands in quotes, with inner quotes doubled; lines end in LF or
 * CRLF. Blank lines are skipped, unless there is one column only: there they are empty fields. The first fault is an
 * {@link InvalidInputError} with file, row and column.
 */
export class CsvScanner {
  readonly #name: string;
  /** 1 at the bytes that mean something outside quotes. */
  readonly #special = new Uint8Array(256);
  readonly #keepText: boolean;
  /** Whether the text of each field is kept up to its end, so that it can be checked and shown; the header's always is. */
  #keepsText = true;
  #header: string[] = [];
  #kept: Uint8Array[] = [];
  #state = AT_START;
  #records = 0;
  #fields = 0;
  /** Bytes of the present record up to the end of the last chunk. */
  #length = 0;
  #longest = 0;
  #lf = 0;
  #crlf = 0;

  constructor(name: string, delimiter: string, keepText: boolean) {
    this.#name = name;
    for (const byte of [QUOTE, LF, CR, delimiter.charCodeAt(0)]) this.#special[byte] = 1;
    this.#keepText = keepText;
  }

  push(bytes: Uint8Array): void {
    const atFileStart = this.#records === 0 && this.#fields === 0 && this.#length === 0;
    const marked = atFileStart && BYTE_ORDER_MARK.equals(bytes.subarray(0, BYTE_ORDER_MARK.length));
    const chunk = marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
    const special = this.#special;
    let state = this.#state;
    let fieldStart = 0;
    let recordStart = -this.#length;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (state === QUOTED) {
        if (byte === QUOTE) state = CLOSED;
      } else if (special[byte] === 0) {
        if (state === CLOSED) this.#failAt(chunk, fieldStart, i, 'end at its closing quote');
        if (state === AFTER_CR) this.#failAtCarriageReturn();
        while (i + 1 < chunk.length && special[chunk[i + 1]] === 0) i++;
        state = BARE;
      } else if (byte === LF) {
        if (state === AFTER_CR) this.#crlf++;
        else this.#lf++;
        this.#keep(chunk, fieldStart, i);
        this.#endRecord(i - recordStart, state === AFTER_CR);
        state = AT_START;
        fieldStart = recordStart = i + 1;
      } else if (state === AFTER_CR) {
        this.#failAtCarriageReturn();
      } else if (byte === CR) {
        state = AFTER_CR;
      } else if (byte === QUOTE) {
        if (state === BARE) this.#failAt(chunk, fieldStart, i, 'stand in quotes as a whole to hold a quote');
        state = QUOTED;
      } else {
        this.#keep(chunk, fieldStart, i);
        this.#endField();
        state = AT_START;
        fieldStart = i + 1;
      }
    }
    this.#keep(chunk, fieldStart, chunk.length);
    this.#state = state;
    this.#length = chunk.length - recordStart;
  }

  end(): CsvStructure {
    if (this.#state === QUOTED) this.#fail('quoted field', this.#keptText(), 'end with a quote before the file ends');
    if (this.#state === AFTER_CR) this.#failAtCarriageReturn();
    if (this.#length > 0) this.#endRecord(this.#length, false);
    if (this.#records === 0) throw this.#noHeader('an empty file');
    return {
      header: this.#header,
      rows: this.#records - 1,
      longest: this.#longest,
      mixedLineEnds: this.#lf > 0 && this.#crlf > 0,
    };
  }

  #endField(): void {
    if (this.#keepsText) {
      const bytes = Buffer.concat(this.#kept);
      if (!isUtf8(bytes)) this.#fail('text', bytes.toString('latin1'), 'be UTF-8');
      if (this.#records === 0) this.#header.push(unquoted(bytes.toString('utf8')));
      this.#kept = [];
    }
    this.#fields++;
  }

  #endRecord(length: number, carriageReturn: boolean): void {
    const blank = length === (carriageReturn ? 1 : 0);
    if (blank && this.#records === 0) throw this.#noHeader('an empty line');
    if (blank && this.#header.length > 1) {
      this.#kept = [];
      return;
    }
    if (carriageReturn) this.#dropCarriageReturn();
    this.#endField();
    if (this.#records === 0) this.#header = checkColumnNames(this.#header, this.#name);
    else if (this.#fields !== this.#header.length) {
      const column = Math.min(this.#fields, this.#header.length);
      this.#fail('number of fields', this.#fields, `equal ${this.#header.length}, as in the header`, column);
    }
    this.#keepsText = this.#keepText;
    this.#records++;
    this.#longest = Math.max(this.#longest, length);
    this.#fields = 0;
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    if (this.#keepsText && end > start) this.#kept.push(chunk.subarray(start, end));
  }

  #keptText(): string {
    return Buffer.concat(this.#kept).toString('utf8');
  }

  #dropCarriageReturn(): void {
    const last = this.#kept.pop();
    if (last && last.length > 1) this.#kept.push(last.subarray(0, -1));
  }

  #failAt(chunk: Uint8Array, fieldStart: number, i: number, requirement: string): never {
    this.#keep(chunk, fieldStart, i + 1);
    this.#fail('field', this.#keptText(), requirement);
  }

  #failAtCarriageReturn(): never {
    this.#fail('line end', '\r', 'be LF or CRLF');
  }

  #noHeader(instead: string): InvalidInputError {
    return new InvalidInputError('file', instead, 'begin with a header that names the columns', { file: this.#name });
  }

  #fail(what: string, value: unknown, requirement: string, field = this.#fields): never {
    const file = this.#name;
    const location =
      this.#records === 0 ? { file } : { file, row: this.#records, column: this.#header[field] ?? String(field + 1) };
    throw new InvalidInputError(this.#records === 0 ? `header's ${what}` : what, value, requirement, location);
  }
}

function unquoted(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

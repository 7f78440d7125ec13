import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadOptions, type Table, readTable } from './index.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'polity-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, options?: ReadOptions, file = 'runs.csv'): Promise<Table> {
  await writeFile(join(folder, file), content);
  return readTable(join(folder, file), options);
}

async function columns(content: string, options?: ReadOptions, file?: string): Promise<Record<string, unknown[]>> {
  const table = await read(content, options, file);
  const values = (name: string) => Array.from({ length: table.rows }, (_, row) => table.value(name, row));
  return Object.fromEntries(table.columnNames.map((name) => [`${name}: ${table.kind(name)}`, values(name)]));
}

async function complaint(content: string | Uint8Array, options?: ReadOptions, file?: string): Promise<string> {
  const error: unknown = await read(content, options, file).catch((e: unknown) => e);
  expect(error).toMatchObject({ name: 'InvalidInputError' });
  const { message } = error as Error;
  expect(message).not.toContain('\n');
  return message;
}

describe('readTable of CSV', () => {
  it('reads numbers, booleans and strings, and empty fields as missing', async () => {
    expect(await columns('agent,tokens,correct\nada,120,True\n,,\n"bob, jr",8.5e1,FALSE')).toEqual({
      'agent: string': ['ada', null, 'bob, jr'],
      'tokens: number': [120, null, 85],
      'correct: boolean': [true, null, false],
    });
  });

  it('takes quotes, line ends within them, a byte order mark, CRLF, mixed line ends and blank lines', async () => {
    const expected = { 'a: string': ['x "y"', 'two\r\nlines', 'z'], 'b: number': [1, 2, 3] };
    const text = 'a,b\n"x ""y""",1\n"two\r\nlines",2\n\nz,3\n\n';
    expect(await columns(text)).toEqual(expected);
    expect(await columns(`\ufeff${text}`)).toEqual(expected);
    expect(await columns(`\ufeff"a"${text.slice(1)}`)).toEqual(expected);
    expect(await columns(text.replaceAll(/(?<!\r)\n/g, '\r\n'))).toEqual(expected);
    expect(await columns(text.replace('z,3\n', 'z,3\r\n'))).toEqual(expected);
    expect(await columns(text.trimEnd())).toEqual(expected);
  });

  it('tells an empty string from a missing one by its quotes, and calls both missing among numbers', async () => {
    expect(await columns('s,n,b,none,blank\nx,"1","true",,""\n"","","",,""\n,,,,')).toEqual({
      's: string': ['x', '', null],
      'n: number': [1, null, null],
      'b: boolean': [true, null, null],
      'none: number': [null, null, null],
      'blank: string': ['', '', null],
    });
  });

  it('keeps an empty line as a missing value where there is one column', async () => {
    expect(await columns('x\n1\n\n3\n')).toEqual({ 'x: number': [1, null, 3] });
  });

  it('never loses anything by guessing a kind', async () => {
    expect(
      await columns(
        'id,big,huge,max,mixed,word\n007,9007199254740993,1e999,9007199254740992,1,nan\n8,1,2,3,true,Nan Li',
      ),
    ).toEqual({
      'id: string': ['007', '8'],
      'big: string': ['9007199254740993', '1'],
      'huge: string': ['1e999', '2'],
      'max: number': [2 ** 53, 3],
      'mixed: string': ['1', 'true'],
      'word: string': ['nan', 'Nan Li'],
    });
    expect(await columns('x\n1.\n.5\n+2e-3\n-0\nNaN\n-inf\nInfinity')).toEqual({
      'x: number': [1, 0.5, 0.002, -0, null, -Infinity, Infinity],
    });
  });

  it('sees a stray word at row 30,000', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => (i + 1 === 30_000 ? 'oops' : String(i + 1)));
    const table = await read(`n,x\n${rows.map((x, i) => `${i + 1},${x}`).join('\n')}`);
    expect(table.kind('x')).toBe('string');
    expect(table.value('x', 39_999)).toBe('40000');
    expect(table.number('n')).toEqual(Float64Array.from(rows, (_, i) => i + 1));
    expect(() => table.number('x')).toThrow('runs.csv, row 30000, column x: x must be a number; got "oops"');
  });

  it('obeys columns, types, missing and delimiter', async () => {
    const text = 'version,id,score\n1.10,007,NA\n2.0,8,0.5';
    expect(await columns(text, { columns: ['score', 'id'], missing: ['NA'] })).toEqual({
      'score: number': [null, 0.5],
      'id: string': ['007', '8'],
    });
    expect(await columns(text, { types: { version: 'string', id: 'number' } })).toEqual({
      'version: string': ['1.10', '2.0'],
      'id: number': [7, 8],
      'score: string': ['NA', '0.5'],
    });
    expect(await columns('ok\n1\n0\n""\n', { types: { ok: 'boolean' } })).toEqual({
      'ok: boolean': [true, false, null],
    });
    expect(await columns('a;b\n1,5;2\n', { delimiter: ';' })).toEqual({ 'a: string': ['1,5'], 'b: number': [2] });
    expect(await columns('a\tb\n1,5\t2\n', {}, 'runs.tsv')).toEqual({ 'a: string': ['1,5'], 'b: number': [2] });
  });

  it('tells names apart that differ in case only, and names the unnamed by position', async () => {
    expect(await columns(',a,A,""\n0,1,2,3')).toEqual({
      'column1: number': [0],
      'a: number': [1],
      'A: number': [2],
      'column4: number': [3],
    });
  });

  it('reads a header without rows', async () => {
    for (const text of ['a,b', 'a,b\n', 'a,b\r\n\r\n']) {
      expect(await columns(text)).toEqual({ 'a: number': [], 'b: number': [] });
    }
  });

  it('reads packed files and long fields', async () => {
    expect((await read(gzipSync('a\n1\n2\n'), {}, 'runs.csv.gz')).number('a')).toEqual(Float64Array.of(1, 2));
    const long = 'x'.repeat(3_000_000);
    expect((await read(`a,b\n1,${long}\n2,y\n`)).value('b', 0)).toBe(long);
  });

  it.each([
    [
      'a ragged row, too short',
      'a,b,c\n1,2,3\n\n4,5\n',
      'row 2, column c: number of fields must equal 3, as in the header; got 2',
    ],
    [
      'a ragged row, too long',
      'a,b\n1,2\n3,4,5\n',
      'row 2, column 3: number of fields must equal 2, as in the header; got 3',
    ],
    ['a trailing delimiter', 'a,b\n1,2,\n', 'row 1, column 3: number of fields must equal 2, as in the header; got 3'],
    ['a ragged row after a long one', 'a,b\n"1\n1",2\n3\n', 'row 2, column b: number of fields'],
    [
      'an unclosed quote',
      'a,b\n1,2\n3,"4\n5,6\n',
      String.raw`row 2, column b: quoted field must end with a quote before the file ends; got "\"4\n5,6\n"`,
    ],
    [
      'text after a quote',
      'a,b\n1,"2"x\n',
      String.raw`row 1, column b: field must end at its closing quote; got "\"2\"x"`,
    ],
    [
      'a quote within',
      'a,b\n1,2\n5"x,2',
      String.raw`row 2, column a: field must stand in quotes as a whole to hold a quote; got "5\""`,
    ],
    ['a lone carriage return', 'a,b\n1,2\r3,4\r', String.raw`row 1, column b: line end must be LF or CRLF; got "\r"`],
    ['a duplicate name', 'a,b,a\n1,2,3', ' column names must differ from one another; got "a"'],
    ['an empty file', '', ' file must begin with a header that names the columns; got "an empty file"'],
    ['only a byte order mark', '\ufeff', ' file must begin with a header'],
    ['an empty first line', '\na,b\n1,2', ' file must begin with a header that names the columns; got "an empty line"'],
  ])('says where the fault stands: %s', async (_, text, expected) => {
    expect(await complaint(text)).toContain(`runs.csv${expected.startsWith(' ') ? ':' : ', '}${expected}`);
  });

  it('says where text is not UTF-8', async () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    expect(await complaint(latin('a,b\n1,2\n3,café\n'))).toBe(
      'runs.csv, row 2, column b: text must be UTF-8; got "café"',
    );
    expect(await complaint(latin('a,é\n1,2\n'))).toContain(`runs.csv: header's text must be UTF-8`);
    expect(await complaint(Buffer.from('\ufeffa,b\n', 'utf16le'))).toContain('must be UTF-8');
    // Cut in the middle of a character.
    expect(await complaint(Buffer.from('a,b\n1,é').subarray(0, -1))).toContain('row 1, column b: text must be UTF-8');
  });

  it('says which value is not of the type that was asked for', async () => {
    const text = 'tokens,correct\n1,yes\nfew,no\n';
    expect(await complaint(text, { types: { tokens: 'number' } })).toBe(
      'runs.csv, row 2, column tokens: tokens must be a number; got "few"',
    );
    expect(await complaint(text, { types: { correct: 'boolean' } })).toBe(
      'runs.csv, row 1, column correct: correct must be true or false, or 1 or 0; got "yes"',
    );
    expect(await complaint(text, { types: { token: 'number' } })).toContain(
      `types must be one of 'tokens', 'correct' (did you mean 'tokens'?); got "token"`,
    );
    expect(await complaint(text, { types: { tokens: 'float' as 'number' } })).toContain('types.tokens must be one of');
    expect(await complaint(text, { columns: ['corect'] })).toContain(`(did you mean 'correct'?); got "corect"`);
    expect(await complaint(text, { columns: ['tokens', 'tokens'] })).toContain('differ from one another; got "tokens"');
    expect(await complaint(text, { delimiter: '::' })).toContain('delimiter must be one ASCII character');
  });

  it('refuses files that are missing, of unknown ending or badly packed', async () => {
    await expect(readTable(join(folder, 'none.csv'))).rejects.toThrow('path must name a file that exists; got');
    await expect(readTable(folder + '/x.xlsx')).rejects.toThrow('path must end in one of .csv, .tsv');
    await expect(readTable(folder + '/x.parquet.gz')).rejects.toThrow('all but .parquet also with .gz');
    expect(await complaint('not packed', {}, 'runs.csv.gz')).toContain('runs.csv.gz: file must be packed by gzip');
    expect(await complaint(gzipSync('a,b\n1\n'), {}, 'runs.csv.gz')).toContain(
      'runs.csv.gz, row 1, column b: number of',
    );
  });

  it('reads back any text, however it is quoted and its lines end', async () => {
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '0', '😀', 'é', '#', "'", '\\', ';') }),
      fc.string({ unit: 'grapheme' }),
    );
    const cell = fc.record({ text: fc.option(field), quoted: fc.boolean() });
    const file = fc.integer({ min: 2, max: 4 }).chain((width) =>
      fc.record({
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
        width: fc.constant(width),
        ends: fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 7, maxLength: 7 }),
        mark: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, width, ends, mark }) => {
        const names = Array.from({ length: width }, (_, i) => `c${i}`);
        const written = ({ text, quoted }: { text: string | null; quoted: boolean }) => {
          if (text === null) return '';
          return quoted || text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        };
        const lines = [names.join(','), ...rows.map((row) => row.map(written).join(','))];
        const content = (mark ? '\ufeff' : '') + lines.map((line, i) => line + ends[i]).join('');
        const types = Object.fromEntries(names.map((name) => [name, 'string' as const]));
        const table = await read(content, { types });
        const expected = rows.map((row) => Object.fromEntries(row.map(({ text }, i) => [`c${i}`, text])));
        expect(table.toRows()).toEqual(expected);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('reads any number to the last bit', async () => {
    const number = fc.oneof(
      fc.double({ noDefaultInfinity: true, noNaN: true }),
      fc.maxSafeInteger(),
      fc.float({ noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 500 }), async (values) => {
        // JavaScript writes doubles from 2⁵³ to 10²¹ as integers that they do not quite equal.
        const text = values.map((x) =>
          Object.is(x, -0) ? '-0' : Math.abs(x) > 2 ** 53 ? x.toExponential() : String(x),
        );
        const table = await read(`x,y\n${text.map((x) => `${x},`).join('\n')}\n`);
        expect(table.number('x')).toEqual(Float64Array.from(values));
      }),
      { numRuns: 10, seed: 2 },
    );
  });
});

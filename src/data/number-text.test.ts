import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDuckDB } from './duckdb.js';
import { losslessNumber, losslessNumberSql } from './number-text.js';

describe('losslessNumber', () => {
  it.each([
    ['0', 0],
    ['-0', -0],
    ['+12', 12],
    ['1.', 1],
    ['.5', 0.5],
    ['0.50', 0.5],
    ['1e5', 1e5],
    ['1.5E-3', 0.0015],
    ['9007199254740991', 2 ** 53 - 1],
    ['9007199254740992', 2 ** 53],
    ['-18446744073709551616', -(2 ** 64)],
    ['nan', NaN],
    ['-Infinity', -Infinity],
    ['INF', Infinity],
  ])('reads %s', (text, value) => expect(losslessNumber(text)).toBe(value));

  it.each([
    '',
    ' ',
    '1 ',
    '007',
    '-01',
    '00',
    '.',
    '+',
    'e5',
    '1e',
    '0x10',
    '1_000',
    '1,000',
    '9007199254740993',
    '1e999',
    'one',
    '∞',
    '+nan',
    '1\n',
  ])('refuses %j', (text) => expect(losslessNumber(text)).toBeUndefined());

  it('is the same question in SQL', async () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789+-.eE'), maxLength: 25 });
    const long = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String);
    const even = fc.bigInt({ min: -(2n ** 20n), max: 2n ** 20n }).map((n) => String(n * 2n ** 44n));
    const texts = [
      ...fc.sample(fc.oneof(digits, long, even, fc.double().map(String)), { numRuns: 20_000, seed: 3 }),
      ...[
        '',
        'nan',
        'NaN',
        'inf',
        '-Infinity',
        '9007199254740992',
        '9007199254740993',
        '1e308',
        '1e309',
        '1'.repeat(309),
      ],
      ...['1'.repeat(400), `0.${'3'.repeat(400)}`, '9'.repeat(39)],
    ];
    await withDuckDB(async (connection) => {
      const list = texts.map((text) => `'${text}'`).join(', ');
      const result = await connection.runAndReadAll(
        `SELECT ${losslessNumberSql('t')} FROM (SELECT unnest([${list}]) AS t)`,
      );
      const inSql = result.getColumns()[0];
      texts.forEach((text, i) => expect([text, inSql[i]]).toEqual([text, losslessNumber(text) !== undefined]));
    });
  });
});

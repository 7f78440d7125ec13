import { afterEach, describe, expect, it, vi } from 'vitest';
import { formatNumber, formatPairs, formatPercent, formatTable, formatText, printJson } from './print.js';

afterEach(() => vi.restoreAllMocks());

describe('numbers for readers', () => {
  it.each([
    [0, '0'],
    [0.0994, '0.0994'],
    [1 / 3, '0.3333'],
    [-1.5, '-1.5'],
    [999.96, '1000'],
    [1234.5, '1,235'],
    [9_765_625, '9,765,625'],
    [1.5e-7, '1.500e-7'],
    [2 ** 70, '1.181e+21'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [NaN, '—'],
    [null, '—'],
    [undefined, '—'],
  ])('writes %s as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('writes as many digits as asked for', () => {
    expect(formatNumber(Math.PI, 2)).toBe('3.1');
    expect(formatPercent(0.54976)).toBe('55.0 %');
    expect(formatPercent(0.54976, 2)).toBe('54.98 %');
  });
});

describe('tables and pairs', () => {
  it('aligns numbers to the right and words to the left', () => {
    expect(
      formatTable(
        ['name', 'n', 'x'],
        [
          ['a', '9', '0.5'],
          ['longer', '1,000', '—'],
        ],
      ),
    ).toBe(['  name        n    x', '  a           9  0.5', '  longer  1,000    —'].join('\n'));
    expect(formatTable(['name'], [])).toBe('  name');
  });

  it('breaks long text below itself', () => {
    expect(formatText('a b')).toBe('a b');
    const words = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ');
    const pairs = formatPairs([
      ['x', 'short'],
      ['longer', words],
    ]).split('\n');
    expect(pairs[0]).toBe('  x       short');
    expect(pairs.length).toBeGreaterThan(3);
    for (const line of pairs) expect(line.length).toBeLessThanOrEqual(100);
    expect(
      pairs
        .slice(1)
        .map((line) => line.slice(10))
        .join(' '),
    ).toBe(words);
  });
});

it('writes JSON with arrays for typed arrays and text for numbers that JSON lacks', () => {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  printJson({ bias: Float64Array.of(0.5, NaN), depth: Infinity, none: null });
  expect(JSON.parse(out)).toEqual({ bias: [0.5, 'NaN'], depth: 'Infinity', none: null });
});

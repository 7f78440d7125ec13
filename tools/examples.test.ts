import { expect, test } from 'vitest';
import { asProgram, typeErrors } from './examples/compile.mjs';
import { inDocstrings, inMarkdown } from './examples/extract.mjs';
import { difference } from './examples/values.mjs';
import { inRoot } from './setup/place.mjs';

test('examples are found with the line they begin at', () => {
  const page = ['# Page', '```sh', 'npm test', '```', '```ts', 'a;', 'b;', '```', 'and', '```ts', 'c;', '```'].join(
    '\n',
  );
  expect(inMarkdown(page, 'page.md')).toEqual([
    { file: 'page.md', line: 6, code: 'a;\nb;' },
    { file: 'page.md', line: 11, code: 'c;' },
  ]);
  const source = [
    'const x = 1;',
    '/**',
    ' * Says.',
    ' * ```ts',
    ' * not(this);',
    ' * ```',
    ' * @example',
    ' * ```ts',
    ' * one;',
    ' *   two;',
    ' * ```',
    ' */',
  ];
  expect(inDocstrings(source.join('\n'), 'x.ts')).toEqual([{ file: 'x.ts', line: 9, code: 'one;\n  two;' }]);
});

test.each([
  [1.07249, '1.0725'],
  [-2.5e-7, '-2.5e-7'],
  [95_000_000, '95_000_000'],
  [1e5, '1e5'],
  [101_400, '1.01e5'],
  ['tree', "'tree'"],
  [new Float64Array([0.5, 0.25001]), '[0.5, 0.250]'],
  [
    { regime: 'tree', depth: 3, unset: undefined, deep: { at: [1, NaN] } },
    "{ regime: 'tree', depth: 3, deep: { at: [1, NaN] } }",
  ],
  [null, 'null'],
  [-Infinity, '-Infinity'],
  [false, 'false'],
  [12n, '12n'],
])('%o is shown as %s', (value, shown) => {
  expect(difference(value, shown)).toBeUndefined();
});

test.each([
  [1.07256, '1.0725', 'got 1.07256, not 1.0725'],
  [2.6, '3', 'got 2.6, not 3'],
  [101_600, '1.01e5', 'got 101600, not 1.01e5'],
  ['1', '1', "got '1', not 1"],
  [[1, 2], '[1, 3]', '[1] is 2, not 3'],
  [[1, 2], '[1]', 'got [1,2], not [1]'],
  [{ a: 1, b: { c: 2 } }, '{ a: 1, b: { c: 3 } }', '.b.c is 2, not 3'],
  [{ a: 1, b: 2 }, '{ a: 1 }', '.b is 2, and is not shown'],
  [{ a: 1 }, '{ a: 1, b: 2 }', '.b is undefined, not 2'],
  [undefined, 'NaN', 'got undefined, not NaN'],
])('%o is not %s', (value, shown, complaint) => {
  expect(difference(value, shown)).toBe(complaint);
});

test('prose behind an expression is no value', () => {
  expect(() => difference(1, 'about one')).toThrow();
  expect(() => difference(1, '1, or so')).toThrow();
});

test('an expression with a comment behind it becomes a comparison; nothing else changes', () => {
  const code = "const a = f(); // not compared\na.b; // 1\nawait g({\n  c: 1,\n}); // 'x'\nconsole.log(a); // 2\na; ";
  expect(asProgram(code)).toEqual({
    checks: 3,
    program: [
      'const a = f(); // not compared',
      '__check(1, "1", a.b); // 1',
      `__check(4, "'x'", await g({`,
      '  c: 1,',
      "})); // 'x'",
      '__check(5, "2", a); // 2',
      'a; ',
    ].join('\n'),
  });
});

test('a type error is found where it stands', () => {
  const example = { file: 'src/x.ts', line: 40, code: 'const a = 1;\nconst b: string = a;' };
  expect([
    ...typeErrors(new Map([[inRoot('.cache', 'examples', 'x.ts').replaceAll('\\', '/'), example]])).values(),
  ]).toEqual([["src/x.ts:41 Type 'number' is not assignable to type 'string'."]]);
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../foundation/index.js';
import {
  exactEquilibria,
  exactMatrix,
  formatFraction,
  GameTreeBuilder,
  kuhnPoker,
  leducPoker,
  parseFraction,
  randomTree,
  readEfg,
  readGame,
  readNfg,
  StrategicGame,
  writeEfg,
  writeNfg,
  type ExtensiveGame,
} from '../index.js';

const payoffVersion = `NFG 1 R "A \\"quoted\\" title" { "Row" "Column" } { 3 2 }
"A comment
of two lines"

1 -1  1/3 .5  2. 1e3
-2.5e-3 +7 0 -0  22/7 1E2
`;

const outcomeVersion = `NFG 1 R "Outcomes" { "One" "Two" "Three" }
{ { "u" "d" } { "l" "r" } { "only" } }
{
{ "peace" 1/2, 1/2, 0 }
{ "war" -1 -1, 2 }
}
1 0 2 1
`;

const tree = `EFG 2 R "All kinds of nodes" { "Alice" "Bob" }
"A comment"

c "root" 1 "deal" { "red" 1/3 "black" 2/3 } 0
p "Alice, red" 1 7 "sees red" { "raise" "fold" } 3 "ante" { 1, -1 }
p "" 2 1 "blind" { "meet" "pass" } 0
t "end" 1 "big" { 2.50, -2.50 }
t "" 2 "" { 1e-1 -1e-1 }
t "" 0
p "" 1 8 "sees black" { "raise" "fold" } 3
p "" 2 1 0
t "" 1
t "" 2 "" { 0.1, -0.1 }
t "" 0
`;

const located = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  return undefined;
};

/** The same game, numbers to the last bit. */
function expectSameTree(a: ExtensiveGame, b: ExtensiveGame): void {
  expect(b).toEqual(a);
  a.terminalPayoffs.forEach((payoffs, p) => payoffs.forEach((x, z) => expect(Object.is(x, b.terminalPayoffs[p][z])).toBe(true))); // prettier-ignore
}

describe('.nfg', () => {
  it('is read with payoffs: first player fastest, numbers in all forms', () => {
    const { title, comment, game, exactPayoffs, outcomes } = readNfg(payoffVersion);
    expect(title).toBe('A "quoted" title');
    expect(comment).toBe('A comment\nof two lines');
    expect(game.players).toEqual(['Row', 'Column']);
    expect(game.shape).toEqual([3, 2]);
    expect([...game.payoffs[0]]).toEqual([1, -2.5e-3, 1 / 3, 0, 2, 22 / 7]);
    expect([...game.payoffs[1]]).toEqual([-1, 7, 0.5, -0, 1000, 100]);
    expect(exactPayoffs[0]).toEqual(['1', '-2.5e-3', '1/3', '0', '2', '22/7']);
    expect(formatFraction(parseFraction(exactPayoffs[1][2]))).toBe('1/2');
    expect(outcomes).toBeNull();
  });

  it('is read with outcomes', () => {
    const { game, outcomes, exactPayoffs } = readNfg(outcomeVersion);
    expect(game.strategies).toEqual([['u', 'd'], ['l', 'r'], ['only']]);
    expect([...game.payoff([0, 0, 0])]).toEqual([0.5, 0.5, 0]);
    expect([...game.payoff([1, 0, 0])]).toEqual([0, 0, 0]);
    expect([...game.payoff([0, 1, 0])]).toEqual([-1, -1, 2]);
    expect([...outcomes!.ofProfile]).toEqual([0, 1, -1, 0]);
    expect(exactPayoffs[0]).toEqual(['1/2', '-1', '0', '1/2']);
  });

  it('hands exact fractions to the exact solver', () => {
    const file = readNfg('NFG 1 R "" { "1" "2" } { 2 2 } 1/3 -1/3 0 0 0 0 1/7 -1/7');
    const [equilibrium] = exactEquilibria(exactMatrix(file, 0), exactMatrix(file, 1)).equilibria;
    expect(equilibrium.row.map(formatFraction)).toEqual(['3/10', '7/10']);
    expect(equilibrium.payoffs.map(formatFraction)).toEqual(['1/10', '-1/10']);
  });

  it('comes back as it was written', () => {
    for (const text of [payoffVersion, outcomeVersion]) {
      const file = readNfg(text);
      expect(readNfg(writeNfg(file.game, file))).toEqual(file);
    }
  });

  it('comes back to the bit from random games', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const name = fc.string({ unit: 'grapheme' }).filter((text) => !text.endsWith('\\'));
    const games = fc
      .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }), name, name)
      .chain(([shape, title, comment]) => {
        const size = shape.reduce((a, b) => a * b, 1);
        const distinct = (count: number) => fc.uniqueArray(name.filter((text) => text !== ''), { minLength: count, maxLength: count }); // prettier-ignore
        return fc.record({
          shape: fc.constant(shape),
          title: fc.constant(title),
          comment: fc.constant(comment),
          payoffs: fc.tuple(...shape.map(() => fc.array(finite, { minLength: size, maxLength: size }))),
          players: distinct(shape.length),
          strategies: fc.tuple(...shape.map(distinct)),
        });
      });
    fc.assert(
      fc.property(games, ({ shape, title, comment, payoffs, players, strategies }) => {
        const game = new StrategicGame(shape, payoffs, { players, strategies });
        const back = readNfg(writeNfg(game, { title, comment }));
        expect(back).toMatchObject({ title, comment, renamed: [] });
        expect(back.game.strategies).toEqual(game.strategies);
        expect(back.game.players).toEqual(game.players);
        game.payoffs.forEach((tensor, p) => tensor.forEach((x, i) => expect(Object.is(x, back.game.payoffs[p][i])).toBe(true))); // prettier-ignore
      }),
      { numRuns: 100 },
    );
  });

  it('numbers names that are empty or doubled, and says so', () => {
    const { game, renamed } = readNfg('NFG 1 D "" { "" "" } { { "a" "a" "a_1" } { "" } } 1 2 3 4 5 6');
    expect(game.players).toEqual(['_1', '_2']);
    expect(game.strategies).toEqual([['a_2', 'a_3', 'a_1'], ['_1']]);
    expect(renamed).toHaveLength(5);
    expect(renamed[2]).toEqual({ what: 'strategy 1 of player 1', from: 'a', to: 'a_2' });
  });

  it.each([
    ['NFG 2 R "" { "1" } { 1 } 1', 1, 5, 'be of version 1'],
    ['NFG 1 R "" { "1" }\n{ 2 }\n1 x', 3, 3, 'have a payoff here'],
    ['NFG 1 R "" { "1" }\n{ 2 }\n1', 3, 2, 'have a payoff here'],
    ['NFG 1 R "" { "1" } { 2 } 1 2 3', 1, 30, 'have nothing after the 2 profiles here'],
    ['NFG 1 R "" { "1" } { 2 } 1 1/0', 1, 28, 'be a number such as 2, -0.5, 1e-3 or 2/3'],
    ['NFG 1 R "" { "1" } { 2 } 1 1e999', 1, 28, 'be a finite number'],
    ['NFG 1 R "" { "1" } { 1000000000 } 1', 1, 22, 'a whole number from 1 to'],
    ['NFG 1 R "open', 1, 9, 'close this quotation mark'],
    ['NFG 1 R "" { "1" } { { "a" } } { { "" 1 } } 2', 1, 45, 'a whole number from 0 to 1'],
    ['\n\n  GFN', 3, 3, 'begin with NFG'],
  ])('says where %j is wrong', (text, line, column, message) => {
    const error = located(() => readNfg(text, { file: 'game.nfg' }));
    expect(error?.location).toEqual({ file: 'game.nfg', row: line, column: String(column) });
    expect(error?.message).toContain(`game.nfg, row ${line}, column ${column}: `);
    expect(error?.message).toContain(message);
  });

  it('is not written with payoffs or outcomes of another game', () => {
    const { game, ...rest } = readNfg(outcomeVersion);
    const other = new StrategicGame([2, 2, 1], [[1, 2, 3, 4], [0, 0, 0, 0], [0, 0, 0, 0]]); // prettier-ignore
    expect(() => writeNfg(other, { exactPayoffs: rest.exactPayoffs })).toThrow('exactPayoffs[0][0] must be 1');
    expect(() => writeNfg(other, { outcomes: rest.outcomes })).toThrow('outcomes.ofProfile[0]');
    expect(() => writeNfg(game, { title: 'a\\' })).toThrow('not end in a backslash');
  });
});

describe('.efg', () => {
  it('is read: nodes of all kinds, sets and outcomes by number', () => {
    const { title, comment, game } = readEfg(tree);
    expect([title, comment]).toEqual(['All kinds of nodes', 'A comment']);
    expect(game.nodes.count).toBe(11);
    expect(game.informationSets.map(({ name }) => name)).toEqual(['sees red', 'blind', 'sees black']);
    expect([...game.informationSets[1].nodes]).toEqual([2, 7]);
    expect(game.chanceEvents[0].texts).toEqual(['1/3', '2/3']);
    expect(game.nodes.probability[1]).toBe(1 / 3);
    expect(game.nodes.names[1]).toBe('Alice, red');
    // The ante is paid on the way.
    expect([...game.terminalPayoffs[0]]).toEqual([3.5, 1.1, 1, 3.5, 1.1, 1]);
  });

  it('comes back as it was written', () => {
    const file = readEfg(tree);
    const written = writeEfg(file.game, file);
    const back = readEfg(written);
    expect(back).toEqual(file);
    expect(writeEfg(back.game, back)).toBe(written);
  });

  it('comes back to the bit from random and built-in games', () => {
    for (const game of [kuhnPoker(), leducPoker()]) expectSameTree(game, readEfg(writeEfg(game)).game);
    fc.assert(
      fc.property(fc.nat(100_000), fc.string(), (seed, title) => {
        fc.pre(!title.endsWith('\\'));
        const game = randomTree(seed, { players: 1 + (seed % 4) });
        const back = readEfg(writeEfg(game, { title }));
        expect(back.title).toBe(title);
        expectSameTree(game, back.game);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ min: 0, max: 1, noNaN: true }), (x, odds) => {
        const builder = new GameTreeBuilder(['1']);
        builder.chance(0, ['a', 'b'], [odds, 1 - odds]).forEach((node) => builder.pay(node, [x]));
        expectSameTree(builder.build(), readEfg(writeEfg(builder.build())).game);
      }), // prettier-ignore
    );
  });

  it.each([
    ['EFG 2 R "" { "1" }\nq "" 0', 2, 1, 'have a node (c, p or t)'],
    ['EFG 2 R "" { "1" }\np "" 2 1 "" { "a" } 0 t "" 0', 2, 6, 'the number of a player'],
    ['EFG 2 R "" { "1" }\np "" 1 1 0\nt "" 0', 2, 8, 'describe this information set when first met'],
    ['EFG 2 R "" { "1" }\np "" 1 1 "" { "a" } 0\nt "" 5', 3, 6, 'describe this outcome when first met'],
    ['EFG 2 R "" { "1" }\nc "" 1 "" { "a" 1/2 "b" 1/3 } 0\nt "" 0 t "" 0', 2, 6, 'equal 1'],
    ['EFG 2 R "" { "1" }\np "" 1 1 "" { "a" } 0\np "" 1 1 "" { "b" } 0\nt "" 0', 3, 10, 'as it was described before'],
    ['EFG 2 R "" { "1" }\np "" 1 1 "" { "a" } 1 "x" { 1 }\nt "" 1 "x" { 2 }', 3, 8, 'as it was described before'],
    ['EFG 2 R "" { "1" }\nt "" 0 "none" { 0 }', 2, 8, 'describe no outcome of number 0'],
    ['EFG 2 R "" { "1" }\nt "" 1 "x" { 1 2 }', 2, 16, 'have } after the payoffs'],
    ['EFG 2 R "" { "1" }\nt "" 0\nt "" 0', 3, 1, 'nothing after the last node'],
    ['EFG 2 R "" { "1" }\np "" 1 1 "" { "a" "b" } 0\nt "" 0\n', 4, 1, 'have a node (c, p or t)'],
  ])('says where %j is wrong', (text, line, column, message) => {
    const error = located(() => readEfg(text, { file: 'game.efg' }));
    expect(error?.location).toEqual({ file: 'game.efg', row: line, column: String(column) });
    expect(error?.message).toContain(message);
  });
});

describe('damaged files', () => {
  it.each([
    ['payoffs', payoffVersion, readNfg],
    ['outcomes', outcomeVersion, readNfg],
    ['a tree', tree, readEfg],
  ] as const)('of %s, one character gone or another put in, are read or refused at a place within', (_, text, read) => {
    let refused = 0;
    const attempt = (damaged: string) => {
      const error = located(() => read(damaged, { file: 'damaged' }));
      if (!error) return;
      refused++;
      const lines = damaged.split('\n');
      const { row, column } = error.location!;
      expect(row).toBeGreaterThanOrEqual(1);
      expect(row).toBeLessThanOrEqual(lines.length);
      expect(Number(column)).toBeGreaterThanOrEqual(1);
      expect(Number(column)).toBeLessThanOrEqual(lines[row! - 1].length + 1);
    };
    for (let i = 0; i < text.length; i++) {
      attempt(text.slice(0, i) + text.slice(i + 1));
      attempt(text.slice(0, i));
      for (const char of '{}",/"9-x\\\n') attempt(text.slice(0, i) + char + text.slice(i));
    }
    expect(refused).toBeGreaterThan(text.length);
  });
});

describe('a file', () => {
  it('is read by what it says it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'games-'));
    const path = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    expect((await readGame(path('a.nfg', payoffVersion))).form).toBe('strategic');
    expect((await readGame(path('b.txt', `\ufeff${tree.replaceAll('\n', '\r\n')}`))).form).toBe('extensive');
    await expect(readGame(path('c.nfg', '#AGG'))).rejects.toThrow(
      /c.nfg, row 1, column 1: file must begin with NFG or EFG/,
    );
  });
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { battleOfTheSexes, entryDeterrence, kuhnPoker, writeEfg, writeNfg } from '../games/index.js';
import { main } from './main.js';

async function polity(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  return { code: await main(words), out, err };
}

afterEach(() => vi.restoreAllMocks());

describe('polity solve', () => {
  let folder = '';
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'polity-'))));

  it('lists all equilibria of a two-player game, in decimals or exactly', async () => {
    const path = await file('sexes.nfg', writeNfg(battleOfTheSexes({ favourite: 10, other: 7 }), { title: 'Sexes' }));
    const { code, out } = await polity(['solve', path]);
    expect(code).toBe(0);
    expect(out).toMatch(/Game +Sexes/);
    expect(out).toMatch(/Equilibria +3\n/);
    expect(out).toContain('0.5882');
    const exact = await polity(['solve', path, '--exact', '--json']);
    const { equilibria } = JSON.parse(exact.out) as { equilibria: { payoffs: string[]; play: string[] }[] };
    expect(equilibria.map(({ payoffs }) => payoffs.join())).toContain('70/17,70/17');
    expect(equilibria.some(({ play }) => play[0].includes('10/17'))).toBe(true);
  });

  it('says which equilibria of a degenerate game hang together', async () => {
    const { out } = await polity(['solve', await file('tie.nfg', 'NFG 1 R "" { "1" "2" } { 2 2 } 1 1 1 0 0 1 0 0')]);
    expect(out).toMatch(/component/);
    expect(out).toMatch(/degenerate/);
  });

  it('solves more players, and says whether the list is complete', async () => {
    const text = 'NFG 1 R "" { "1" "2" "3" } { 2 2 2 } 9 8 12 0 0 0 0 0 0 9 8 2 0 0 0 3 4 6 3 4 6 0 0 0';
    const { code, out } = await polity(['solve', await file('three.nfg', text)]);
    expect(code).toBe(0);
    expect(out).toMatch(/Equilibria +\d+/);
  });

  it('solves trees, backwards or in their reduced strategic form', async () => {
    const entry = await polity(['solve', await file('entry.efg', writeEfg(entryDeterrence())), '--subgame-perfect']);
    expect(entry.code).toBe(0);
    expect(entry.out).toMatch(/backward induction/);
    expect(entry.out).toMatch(/entry: enter +reply: share +1 +1/);
    const kuhn = await polity(['solve', await file('kuhn.efg', writeEfg(kuhnPoker())), '--json']);
    const { equilibria } = JSON.parse(kuhn.out) as { equilibria: { payoffs: number[] }[] };
    for (const { payoffs } of equilibria) expect(payoffs[0]).toBeCloseTo(-1 / 18, 9);
  });

  it('refuses what does not fit, with line and column for a bad file', async () => {
    const bad = await file('bad.nfg', 'NFG 1 R "" { "1" "2" }\n{ 2 2 } 1 1 1 x 0 1 0 0');
    const { code, err } = await polity(['solve', bad]);
    expect(code).toBe(2);
    expect(err).toMatch(/bad\.nfg.*row 2/);
    expect((await polity(['solve', join(folder, 'none.nfg')])).err).toContain('be a file that can be read (ENOENT)');
    expect((await polity(['solve', bad.replace('bad', 'tie'), '--subgame-perfect'])).code).toBe(2);
  });
});

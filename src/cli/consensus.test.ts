import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedGraphFromArrays, syntheticDebates } from '../consensus/index.js';
import { Table, writeTable } from '../data/index.js';
import { main } from './main.js';

async function polity(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  return { code: await main(words), out, err };
}

afterEach(() => vi.restoreAllMocks());

describe('polity consensus', () => {
  let folder = '';
  let stances = '';
  const quick = ['--replicates', '40'];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polity-'));
    stances = join(folder, 'stances.csv');
    const network = signedGraphFromArrays({
      nodes: ['ann', 'bob', 'cyd'],
      sources: [0, 1, 2],
      targets: [1, 0, 0],
      weights: [0.3, 0.25, -0.3],
      directed: true,
    });
    await writeTable(syntheticDebates(network, { debates: 30, rounds: 6, noise: 0.05, seed: 2 }), stances);
  });

  it('prints what the how-to shows', async () => {
    const page = await readFile('docs/how-to/diagnose-a-debate.md', 'utf8');
    const { out } = await polity(['consensus', 'datasets/example-stances.csv', '--scale', 'logit']);
    expect(page).toContain(`\`\`\`text\n${out.trimEnd()}\n\`\`\``);
  });

  it('reports influences and the outlook', async () => {
    const { code, out, err } = await polity(['consensus', stances, '--scale', 'logit', ...quick]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/3 agents, 30 debates, 150 steps/);
    expect(out).toMatch(/ann +bob +endorses +0\.(29|3)/);
    expect(out).toMatch(/cyd +ann +opposes +-0\.(29|3)/);
    expect(out).toMatch(/will they agree\? +no/);
    expect(out).toMatch(/who blocks +cyd/);
    expect(out).toMatch(/edge to change +turn the sign of cyd on ann: they agree/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(Math.max(100, stances.length + 60));
  });

  it('prints JSON and draws', async () => {
    const figure = join(folder, 'influence.svg');
    const { out } = await polity([
      'consensus',
      stances,
      '--scale',
      'logit',
      '--json',
      '--figure',
      figure,
      '--of',
      'd3',
      ...quick,
    ]);
    const result = JSON.parse(out) as { edges: { listener: string }[]; diagnosis: Record<string, unknown> };
    expect(result.edges.map(({ listener }) => listener).sort()).toEqual(['ann', 'bob', 'cyd']);
    expect(result.diagnosis).toMatchObject({ debate: 'd3', agrees: false, kind: 'bipartite consensus' });
    expect(await readFile(figure, 'utf8')).toContain('Three influences show');
  });

  it.each([
    [['consensus', '--scale', 'logit'], "missing required argument 'stances'"],
    [['consensus', 'stances.csv'], "required option '--scale <scale>' not specified"],
    [['consensus', 'STANCES', '--scale', 'guess'], 'Allowed choices are logit, identity.'],
    [['consensus', 'STANCES', '--scale', 'logit', '--of', 'd99'], "--of must be one of 'd1'"],
    [['consensus', 'STANCES', '--scale', 'logit', '--belief', 'stance'], 'stance'],
    [['consensus', 'STANCES', '--scale', 'logit', '--stability', '2'], '--stability must lie in [0, 1]; got 2'],
  ])('answers %o with one line and exit code 2', async (words, message) => {
    const { code, out, err } = await polity(words.map((word) => (word === 'STANCES' ? stances : word)));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^polity: [^\n]*\n$/);
    expect(err).toContain(message);
  });

  it('names the row of a belief that is no probability', async () => {
    const bad = join(folder, 'bad.csv');
    await writeTable(
      Table.fromRows([
        { agent: 'a', round: 0, belief: 1.2 },
        { agent: 'b', round: 0, belief: 0.2 },
      ]),
      bad,
    );
    const { code, err } = await polity(['consensus', bad, '--scale', 'logit']);
    expect(code).toBe(2);
    expect(err).toContain('bad.csv, row 1, column belief: belief must lie strictly between 0 and 1');
  });

  it('helps with examples', async () => {
    const { code, out } = await polity(['consensus', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('polity consensus stances.csv --scale logit');
  });
});

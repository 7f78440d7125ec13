import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Table, writeTable } from '../data/index.js';
import { simulateCurve } from '../entropy/index.js';
import { main } from './main.js';

let folder: string;
const at = (file: string) => join(folder, file);

async function polity(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(['entropy', ...words]);
  return { code, out, err };
}

afterEach(() => vi.restoreAllMocks());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polity-'));
  const rows = [0, 1].flatMap((index) => {
    const { entropy, reward } = simulateCurve({ index });
    return Array.from(entropy, (h, t) => ({
      run: `r${index}`,
      _step: t,
      'actor/entropy': h,
      'critic/rewards/mean': reward[t],
    }));
  });
  const runs = Table.fromRows(rows);
  for (const ending of ['csv', 'jsonl', 'parquet']) await writeTable(runs, at(`runs.${ending}`));
  const columns = {
    steps: rows.map(({ _step }) => _step),
    percent: rows.map((row) => 100 * row['critic/rewards/mean']),
    bits: rows.map((row) => row['actor/entropy'] / Math.LN2),
    run: rows.map(({ run }) => run),
  };
  await writeTable(Table.fromColumns(columns), at('other.csv'));
  const tokens = {
    old_log_prob: [-0.1, -3, -1, -2],
    log_prob: [-0.05, -3.2, -1, -2.1],
    advantages: [1, -1, 1, 0],
    text: ['a', 'b', 'c', 'd'],
  };
  for (const ending of ['csv', 'parquet']) await writeTable(Table.fromColumns(tokens), at(`tokens.${ending}`));
});
afterAll(() => rm(folder, { recursive: true }));

describe('polity entropy', () => {
  it('reports law, forecast, consumption and verdict of every run, and draws them', async () => {
    const { code, out, err } = await polity(at('runs.csv'), '--figure', at('law.svg'));
    expect([code, err]).toEqual([0, '']);
    for (const text of [
      'r0: 240 points',
      'r1: 240 points',
      'would gain',
      'left to gain',
      'from the first 36',
      'entropy spent',
      'All 2 runs together',
    ]) {
      expect(out).toContain(text);
    }
    expect(await readFile(at('law.svg'), 'utf8')).toContain('Reward is bought with entropy');
  });

  it('gives the same from CSV, JSONL and Parquet, and from declared units', async () => {
    const json = async (...words: string[]) =>
      JSON.parse((await polity(...words, '--json')).out) as { runs: { law: { a: { estimate: number } } }[] };
    const csv = await json(at('runs.csv'));
    expect(await json(at('runs.jsonl'))).toEqual(csv);
    expect(await json(at('runs.parquet'))).toEqual(csv);
    const named = ['--step-column', 'steps', '--entropy-column', 'bits', '--reward-column', 'percent'];
    const other = await json(at('other.csv'), ...named, '--unit', 'bits', '--reward-scale', 'percent');
    expect(other.runs[1].law.a.estimate).toBeCloseTo(csv.runs[1].law.a.estimate, 10);
  });

  it('audits tokens, with columns that it does not need left alone', async () => {
    const csv = await polity(at('tokens.csv'));
    const parquet = await polity(at('tokens.parquet'));
    expect([csv.code, parquet.code]).toEqual([0, 0]);
    expect(parquet.out).toBe(csv.out);
    expect(csv.out).toMatch(/^4 tokens/);
    expect(csv.out).toContain('predicted entropy change');
    const json = JSON.parse((await polity(at('tokens.csv'), '--kl-ratio', '0.5', '--json')).out) as {
      klCov: { touched: number[] };
    };
    expect(json.klCov.touched).toHaveLength(2);
  });

  it.each([
    [['nowhere.csv'], 'must name a file that exists'],
    [['runs.csv', '--fraction', '0.05'], 'r0: entropy.length must be at least 600'],
    [['runs.csv', '--unit', 'hartleys'], 'Allowed choices are nats, bits'],
    [['other.csv'], 'must be a column named entropy'],
    [
      ['other.csv', '--step-column', 'steps', '--entropy-column', 'bits', '--reward-column', 'percent'],
      'be declared as percent',
    ],
    [['tokens.csv', '--kl-ratio', '2'], '--kl-ratio must'],
  ])('refuses %j', async ([file, ...options], message) => {
    const { code, out, err } = await polity(at(file), ...options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DenseGame, simulatedRows } from '../attribution/index.js';
import { Table, writeTable } from '../data/index.js';
import { main } from './main.js';

let folder = '';
const file = (name: string) => join(folder, name);

async function polity(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(['attribute', ...args]);
  return { code, out, err };
}

const players = ['planner', 'actor'];
const rows = (critic: number, options = {}) =>
  simulatedRows(new DenseGame([0.2, 0.3, 0.3, 0.8 + critic], { players }), {
    tasks: 60,
    shared: 0.5,
    seed: 1,
    ...options,
  }).map(({ coalition, ...row }) => ({
    planner: (coalition as number) & 1,
    actor: (coalition as number) >> 1,
    ...row,
  }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attribute-'));
  await writeTable(Table.fromRows(rows(0)), file('scores.csv'));
  await writeTable(Table.fromRows(rows(0.15)), file('revised.jsonl'));
  await writeTable(Table.fromRows(rows(0, { repeats: 2 })), file('repeats.parquet'));
  await writeTable(Table.fromRows(rows(0).filter((row) => !(row.planner && !row.actor))), file('missing.csv'));
  await writeTable(Table.fromRows(rows(0).filter((_, k) => k !== 6)), file('unbalanced.csv'));
  await writeFile(file('wrong.csv'), 'planner,actor,task,score\n0,0,a,1\n1,0,a,good\n');
  await writeFile(file('extra.csv'), 'planner,model,task,score\n0,m,a,1\n');
  await writeFile(file('labels.csv'), 'coalition,task,score\n∅,a,0\n∅,b,0\nP,a,1\nP,b,0.5\n');
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

describe('polity attribute', () => {
  it('prints values, differences, and what more tasks would tell', async () => {
    const { code, out, err } = await polity(file('scores.csv'), '--order', '2');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Shapley interaction index of 2 players over 60 tasks/);
    expect(out).toMatch(/planner \+ actor +0\.\d{4}/);
    expect(out).toMatch(/planner − actor +-?0\.\d{4}/);
    expect(out).toMatch(/Told from 0 \(Holm\): planner, actor/);
    const alone = await polity(file('scores.csv'), '--index', 'banzhaf');
    // With two players Shapley and Banzhaf are one.
    expect(alone.out).toMatch(/efficiency check +values add up to it/);
  });

  it('prints JSON, the same for the same seed', async () => {
    const { out } = await polity(file('scores.csv'), '--json', '--replicates', '500', '--level', '0.9', '--seed', '3');
    const found = JSON.parse(out) as { values: { coalition: string[]; estimate: number; interval: object }[] };
    expect(found).toMatchObject({
      players,
      design: 'paired',
      efficiencyGap: { estimate: 0 },
      values: [{ coalition: ['planner'], interval: { level: 0.9 } }, { coalition: ['actor'] }],
      comparison: null,
    });
    expect(found).not.toHaveProperty('contributions');
    expect(
      (await polity(file('scores.csv'), '--json', '--replicates', '500', '--level', '0.9', '--seed', '3')).out,
    ).toBe(out);
  });

  it('compares two systems, in files of two kinds, and draws them', async () => {
    const figure = file('change.svg');
    const { code, out } = await polity(file('scores.csv'), '--compare', file('revised.jsonl'), '--figure', figure);
    expect(code).toBe(0);
    expect(out).toMatch(/task by task on 60 common tasks \(60 common, 0 in the first only, 0 in the second only\)/);
    expect(await readFile(figure, 'utf8')).toContain('<svg');
    const { out: json } = await polity(
      file('scores.csv'),
      '--compare',
      file('revised.jsonl'),
      '--pairing',
      'independent',
      '--json',
    );
    const { comparison } = JSON.parse(json) as { comparison: { pairing: string; differences: unknown[] } };
    expect([comparison.pairing, comparison.differences.length]).toEqual(['independent', 2]);
  });

  it('averages repeats and says what they contribute', async () => {
    const { out } = await polity(file('repeats.parquet'));
    expect(out).toMatch(/scatter from repeats +\d+ % to \d+ %/);
    expect(out).toMatch(/over 60 tasks/);
  });

  it('reads labels', async () => {
    const { out } = await polity(file('labels.csv'), '--interval', 't', '--test', 't');
    expect(out).toMatch(/P +0\.7500/);
  });

  it('works with missing coalitions as asked', async () => {
    const bounds = await polity(
      file('missing.csv'),
      '--missing',
      'bounds',
      '--range',
      '0,1',
      '--figure',
      file('bounds.png'),
    );
    expect(bounds.out).toMatch(/1 coalition never ran: \{planner\}\. Each may score 0 to 1/);
    expect(bounds.out).toMatch(/actor +-?\d\.\d{4} +\d\.\d{4}/);
    const bounded = JSON.parse(
      (await polity(file('missing.csv'), '--missing', 'bounds', '--range', '0,1', '--json')).out,
    ) as object;
    expect(bounded).toMatchObject({ missing: ['{planner}'] });
    const whole = await polity(file('scores.csv'), '--missing', 'bounds', '--range', '0,1');
    expect(whole.out).toMatch(/^Shapley value of 2 players/);
    const four = simulatedRows(new DenseGame(Array.from({ length: 16 }, (_, k) => k / 16)), { tasks: 20 }).filter(
      ({ coalition }) => coalition !== 5,
    );
    const labels = four.map(({ coalition, ...row }) => ({
      ...row,
      coalition: [1, 2, 3, 4].filter((i) => (coalition as number) & (1 << (i - 1))).join('+') || '∅',
    }));
    await writeTable(Table.fromRows(labels), file('four.csv'));
    const fitted = await polity(file('four.csv'), '--missing', 'regression', '--figure', file('fit.html'));
    expect([fitted.code, fitted.err]).toEqual([0, '']);
    expect(fitted.out).toMatch(/never ran: \{1, 3\}.* A model of 3 parameters/s);
    const fit = JSON.parse((await polity(file('four.csv'), '--missing', 'regression', '--json')).out) as {
      values: object[];
    };
    expect(fit.values).toHaveLength(4);
  });

  it('handles unbalanced tasks as asked', async () => {
    expect((await polity(file('unbalanced.csv'), '--unbalanced', 'common')).out).toMatch(/left out +1 task/);
    expect((await polity(file('unbalanced.csv'), '--unbalanced', 'independent')).out).toMatch(/Welch–Satterthwaite t/);
  });

  it.each([
    [['missing.csv'], 'missing.csv: rows.length must give all 2^2 = 4 coalitions; missing: {planner}'],
    [['unbalanced.csv'], '{actor} on task 2 did not run'],
    [['wrong.csv'], 'wrong.csv, row 2, column score: score must be a number; got "good"'],
    [['extra.csv'], 'extra.csv, row 1, column model: model must be true/false or 1/0 (a player), or stand in ignore'],
    [['nowhere.csv'], 'nowhere.csv'],
    [['scores.csv', '--score', 'reward'], "scores.csv: column must be one of 'planner', 'actor', 'task', 'score'"],
    [['scores.csv', '--players', 'planner,critic'], "column must be one of 'planner'"],
    [['scores.csv', '--order', '3'], '--order must be a whole number in [1, 2]; got 3'],
    [['scores.csv', '--order', '1.5'], '--order must be a whole number'],
    [['scores.csv', '--level', '95'], '--level must lie in (0, 1); got 95'],
    [['scores.csv', '--replicates', '10'], '--replicates must be a whole number of at least 100'],
    [['scores.csv', '--index', 'fairness'], 'Allowed choices are shapley, banzhaf'],
    [['scores.csv', '--players', 'a,,b'], 'names with commas between them'],
    [['scores.csv', '--figure', 'values.pdf'], 'It must end in .svg, .png or .html.'],
    [['scores.csv', '--power', '2'], '--power must lie in'],
    [['scores.csv', '--pairing', 'common'], '--pairing must come with --compare'],
    [['scores.csv', '--range', '0,1'], '--range must come with --missing bounds'],
    [['missing.csv', '--missing', 'bounds'], '--range must give the least and the largest score'],
    [['missing.csv', '--missing', 'bounds', '--range', '1,0'], 'range[1]'],
    [
      ['missing.csv', '--missing', 'bounds', '--range', '0,1', '--index', 'k-sii'],
      '--index must be shapley or banzhaf',
    ],
    [['missing.csv', '--missing', 'bounds', '--range', '0,1', '--order', '2'], '--order must be left out'],
    [['missing.csv', '--missing', 'regression', '--unbalanced', 'independent'], '--unbalanced must be error, common'],
    [['missing.csv', '--missing', 'regression'], 'missing.csv: rows.length must be greater than'],
    [['scores.csv', '--missing', 'bounds', '--compare', 'x.csv'], '--missing must be error with --compare'],
    [['unbalanced.csv', '--unbalanced', 'independent', '--interval', 'bca'], "--interval must be 't'"],
  ])('answers %j with one line and exit code 2', async ([name, ...options], message) => {
    const { code, out, err } = await polity(file(name), ...options);
    expect(err).toContain(message);
    expect(err).toMatch(/^polity: [^\n]*\n$/);
    expect([code, out]).toEqual([2, '']);
  });

  it('prints what the how-to shows', async () => {
    const page = await readFile('docs/how-to/attribute-your-agents.md', 'utf8');
    const { out } = await polity('datasets/example-scores.csv', '--compare', 'datasets/example-scores-revised.csv');
    const shown = [...page.matchAll(/```text\n(.*?)\n```/gs)].map((match) => match[1]);
    expect(shown).toHaveLength(2);
    expect(shown.join('\n\n')).toBe(out.trimEnd());
  });

  it('helps with examples', async () => {
    const { code, out } = await polity('--help');
    expect(code).toBe(0);
    expect(out).toContain('Examples:');
    expect(out).toContain('polity attribute before.csv --compare after.csv');
  });
});

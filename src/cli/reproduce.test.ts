import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { figure } from '../figures/index.js';
import type { Claim, Reproduction } from '../reproductions/index.js';
import { main } from './main.js';
import { checkoutNotebooks } from './notebooks.js';
import { progressDisplay } from './progress.js';

const claim = (id: string, rest: Partial<Claim> = {}): Claim => ({
  id,
  where: 'Table 1',
  kind: 'theory',
  statement: 'One is one',
  published: 1,
  tolerance: 0.01,
  compute: () => 1,
  why: 'It is.',
  ...rest,
});

const paper = (slug: string, claims: readonly Claim[]): Reproduction => ({
  slug,
  title: 'On One',
  authors: 'Ada',
  citation: 'arXiv 0000.00000',
  claims,
  figures: [
    {
      id: '1',
      where: 'Section 1',
      finding: 'It is flat',
      figure: () => figure({ title: 'Flat', description: 'A line.', plot: (Plot) => ({ marks: [Plot.ruleY([0])] }) }),
    },
  ],
});

const papers = [
  paper('sound', [claim('agrees'), claim('noisy', { compute: ({ full }) => (full ? 1.001 : 1.002) })]),
  paper('unsound', [
    claim('off', { statement: 'μ_{1} is one', compute: () => 2, why: 'Two is not one.' }),
    claim('known', { compute: () => 2, expected: 'fails' }),
    claim('broken', { compute: () => Promise.reject(new Error('no data')) }),
  ]),
  paper('interrupted', [claim('stops', { compute: () => (process.emit('SIGINT'), 1) }), claim('never')]),
];
vi.mock('../reproductions/catalogue.js', () => ({
  reproductions: () => papers.slice(0, 2),
  reproduction: (slug: string) => papers.find((candidate) => candidate.slug === slug),
}));

let output: string;
beforeEach(() => void (output = mkdtempSync(join(tmpdir(), 'polity-'))));
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(output, { recursive: true });
});

async function polity(line: string) {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(line.split(' '));
  vi.restoreAllMocks();
  return { code, out, err };
}

describe('polity reproduce', () => {
  it('writes report and numbers, and says how a paper fared', async () => {
    const { code, out, err } = await polity(`reproduce sound --no-notebooks --output ${output}`);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}paper +claims +holds +known mismatch .*\n {2}sound +2 +2 +0 +0 +0 +0 +1\n/);
    expect(out).toContain(join(output, 'index.html'));
    expect(err).toMatch(/^ {2}0 of 3: agrees\n[^]* {2}3 of 3: done\n$/);
    const { papers: written } = JSON.parse(readFileSync(join(output, 'results.json'), 'utf8')) as { papers: object[] };
    expect(written).toMatchObject([{ slug: 'sound', full: false, claims: [{ computed: 1 }, { computed: 1.002 }] }]);
    expect(readFileSync(join(output, 'index.html'), 'utf8')).toContain('id="sound--noisy"');
  });

  it('fails where a claim does, after the report is written, and says which and why', async () => {
    const { code, out, err } = await polity(`reproduce --no-notebooks --output ${output}`);
    expect(code).toBe(1);
    expect(out).toContain('✗ unsound, off: differs\n    μ_1 is one: computed 2, published 1.\n    Two is not one.');
    expect(out).toContain('✗ unsound, broken: error\n    One is one: no data');
    expect(out).not.toContain('unsound, known');
    expect(err).toMatch(/polity: 2 claims do not come out as expected\n$/);
    expect(existsSync(join(output, 'index.html'))).toBe(true);
  });

  it('takes the papers’ sizes with --full, and prints JSON alone for programs', async () => {
    const { code, out } = await polity(`reproduce sound --full --json --no-notebooks --output ${output}`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      papers: [{ slug: 'sound', verdicts: { holds: 2, differs: 0 }, failures: [] }],
      notebooks: [],
      results: join(output, 'results.json'),
    });
    expect(readFileSync(join(output, 'results.json'), 'utf8')).toContain('1.001');
  });

  it('stops at Ctrl-C and leaves no report', async () => {
    const { code, err } = await polity(`reproduce interrupted --no-notebooks --output ${output}`);
    expect(code).toBe(130);
    expect(err).toMatch(/polity: interrupted; no report was written\n$/);
    expect(existsSync(join(output, 'index.html'))).toBe(false);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('lists the papers', async () => {
    expect((await polity('reproduce --list')).out).toBe(
      '  paper    claims  figures\n  sound         2        1\n  unsound       3        1\n',
    );
    const listed = JSON.parse((await polity('reproduce --list --json')).out) as object[];
    expect(listed[1]).toMatchObject({ slug: 'unsound', claims: 3, figures: 1, notebook: null });
  });
});

describe('notebooks of the checkout', () => {
  it('are those of notebooks/, and fail with what their runner says', async () => {
    const notebooks = checkoutNotebooks(output);
    expect(notebooks?.names).toContain('phase-transition-budgeted-synergy.ipynb');
    const run = notebooks?.run('no-such-notebook.ipynb', { onCell: () => undefined });
    await expect(run).rejects.toThrow(/✗ .*no-such-notebook\.ipynb[^]*no such file/i);
  });
});

describe('progress', () => {
  const show = (terminal: boolean, columns = 40) => {
    let shown = '';
    const display = progressDisplay({ isTTY: terminal, columns, write: (text) => ((shown += String(text)), true) });
    for (let done = 0; done <= 40; done++)
      display.show({ done, total: 40, label: `step ${done}`, milestone: done === 6 });
    display.end();
    return shown;
  };

  it('is a bar that grows in place on a terminal, never wraps, and is gone at the end', () => {
    const lines = show(true).split('\r').slice(1);
    expect(lines[20]).toBe(`  ${'█'.repeat(12)}${'░'.repeat(12)} 20 of 40  st\u001b[K`);
    expect(lines.at(-1)).toBe('\u001b[K');
    for (const line of lines) expect(line.replace('\u001b[K', '').length).toBeLessThan(40);
  });

  it('is a line for every tenth and every milestone in a log', () => {
    const lines = show(false).trimEnd().split('\n');
    expect(lines).toHaveLength(12);
    expect(lines.slice(0, 4)).toEqual([
      '  0 of 40: step 0',
      '  4 of 40: step 4',
      '  6 of 40: step 6',
      '  8 of 40: step 8',
    ]);
  });
});

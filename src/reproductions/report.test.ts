import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../figures/index.js';
import { failures } from './evaluate-reproduction.js';
import { reproduce, type ReproduceProgress } from './reproduce.js';
import type { Claim, Reproduction } from './reproduction.js';

const claim = (id: string, rest: Partial<Claim>): Claim => ({
  id,
  where: 'Table 1',
  kind: 'theory',
  statement: `μ_{L} of ${id} & more`,
  published: 1,
  tolerance: 0.01,
  compute: () => 1,
  why: 'Because u < 1.',
  ...rest,
});

const paper: Reproduction = {
  slug: 'a-paper',
  title: 'On A & B',
  authors: 'Ada, Bo',
  citation: 'arXiv 0000.00000',
  notebook: 'a-paper.ipynb',
  claims: [
    claim('agrees', { topic: 'Means' }),
    claim('noisy', {
      topic: 'Means',
      kind: 'simulation',
      compute: () => ({ value: 1.004, standardError: 0.003, detail: '10 <runs>' }),
    }),
    claim('off', { compute: () => 2 }),
    claim('known', { compute: () => 2, expected: 'fails' }),
    claim('sign', { kind: 'dataset', published: null, holds: (value) => value > 0 }),
    claim('broken', { compute: () => Promise.reject(new Error('no data')) }),
  ],
  figures: [
    {
      id: '1',
      where: 'Section 2',
      finding: 'It rises',
      figure: () =>
        figure({
          title: 'It rises',
          description: 'A line.',
          plot: (Plot) => ({
            marks: [
              Plot.line([
                [0, 0],
                [1, 1],
              ]),
            ],
          }),
        }),
    },
  ],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polity-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = async (name: string, papers: readonly Reproduction[] = [paper]) => {
  const output = join(folder, name);
  const steps: ReproduceProgress[] = [];
  const result = await reproduce(papers, {
    output,
    onProgress: (step) => steps.push(step),
    runNotebook: (notebook, { onCell }) => {
      onCell({ done: 1, of: 3 });
      return notebook === 'broken.ipynb' ? Promise.reject(new Error('cell 2: failed\n  x < y')) : Promise.resolve();
    },
    otherNotebooks: ['broken.ipynb', 'question.ipynb'],
  });
  const html = await readFile(join(output, 'index.html'), 'utf8');
  return { ...result, steps, html, json: await readFile(join(output, 'results.json'), 'utf8') };
};

describe('reproduce', () => {
  it('writes a row a claim, with anchor, verdict and reason, and the figure inline', async () => {
    const { html } = await run('page');
    const page = new JSDOM(html).window.document;
    const rows = [...page.querySelectorAll('tr[id]')];
    expect(rows.map((row) => row.id)).toEqual(paper.claims.map(({ id }) => `a-paper--${id}`));
    expect(rows.map((row) => row.getAttribute('data-verdict'))).toEqual([
      'holds',
      'holds',
      'differs',
      'known mismatch',
      'holds',
      'error',
    ]);
    expect([...page.querySelectorAll('tr.topic')].map((topic) => topic.textContent)).toEqual(['Means']);
    expect([...page.querySelectorAll('tbody')].map((body) => body.querySelectorAll('tr[id]').length)).toEqual([2, 4]);
    expect(rows[0]?.querySelector('th')?.innerHTML).toContain('μ<sub>L</sub> of agrees &amp; more');
    expect(rows[1]?.textContent).toMatch(/1\.0040 ± 0\.0030/);
    expect(rows[1]?.textContent).toContain('10 <runs>');
    expect(rows[5]?.textContent).toContain('no data');
    expect(page.querySelectorAll('figure > svg[role=img]')).toHaveLength(1);
    const summary = [...(page.querySelector('.summary')?.children ?? [])].map((item) => item.textContent);
    expect(summary).toEqual(['✓ holds3', '≠ known mismatch1', '✗ differs1', '⚠ error1']);
  });

  it('makes a page that needs nothing from elsewhere, and whose links lead somewhere', async () => {
    const { html } = await run('links', [paper, { ...paper, slug: 'another' }]);
    const page = new JSDOM(html).window.document;
    expect(page.querySelectorAll('script[src], link, img, iframe')).toHaveLength(0);
    const links = [...page.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    for (const link of links.filter((href) => href !== 'results.json')) expect(page.querySelector(link)).not.toBeNull();
    const ids = [...page.querySelectorAll('body :not(svg, svg *)[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a filter that hides the rows that do not match', async () => {
    const { html } = await run('filter');
    const { window } = new JSDOM(html, { runScripts: 'dangerously' });
    const { document, Event } = window;
    const shown = () => [...document.querySelectorAll<HTMLElement>('tr[id]')].filter((row) => !row.hidden).length;
    const choose = (name: string, value: string) => {
      const field = document.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (field) field.value = value;
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    };
    expect(document.querySelector('form')?.hidden).toBe(false);
    expect(shown()).toBe(6);
    choose('verdict', 'holds');
    expect(shown()).toBe(3);
    choose('kind', 'simulation');
    expect(shown()).toBe(1);
    expect(document.querySelector('output')?.textContent).toBe('1 of 6 claims');
    choose('verdict', '');
    choose('kind', '');
    choose('words', 'NO data');
    expect(shown()).toBe(1);
  });

  it('writes the same bytes twice, with no clock in them', async () => {
    const [a, b] = [await run('once'), await run('twice')];
    expect(a.json).toBe(b.json);
    expect(a.html).toBe(b.html);
    const { papers } = JSON.parse(a.json) as { papers: { verdicts: object; claims: object[] }[] };
    expect(papers[0]?.verdicts).toMatchObject({ holds: 3, differs: 1, 'known mismatch': 1, error: 1 });
    expect(papers[0]?.claims[1]).toMatchObject({
      id: 'noisy',
      published: 1,
      computed: 1.004,
      statement: 'μ_L of noisy & more',
    });
  });

  it('counts steps over all papers and notebooks, and names what failed', async () => {
    const { papers, notebooks, steps, html, json } = await run('steps', [paper, { ...paper, slug: 'another' }]);
    expect(steps.map(({ done }) => done)).toEqual([...steps.map(({ done }) => done)].sort((a, b) => a - b));
    expect(steps[0]).toEqual({ slug: 'a-paper', done: 0, total: 18, label: 'agrees' });
    expect(steps[7]).toEqual({ slug: 'a-paper', done: 7, total: 18, label: 'a-paper.ipynb' });
    expect(steps[8]).toEqual({ slug: 'a-paper', done: 7, total: 18, label: 'a-paper.ipynb, cell 2 of 3' });
    expect(steps.at(-3)).toEqual({ slug: null, done: 17, total: 18, label: 'question.ipynb' });
    expect(steps.at(-1)).toEqual({ slug: null, done: 18, total: 18, label: 'done' });
    expect(notebooks).toEqual([
      { notebook: 'a-paper.ipynb', error: null },
      { notebook: 'a-paper.ipynb', error: null },
      { notebook: 'broken.ipynb', error: 'cell 2: failed\n  x < y' },
      { notebook: 'question.ipynb', error: null },
    ]);
    expect(papers.map((result) => failures(result).map(({ id }) => id))).toEqual([
      ['off', 'broken'],
      ['off', 'broken'],
    ]);
    expect((JSON.parse(json) as { notebooks: object[] }).notebooks).toEqual(notebooks);
    const page = new JSDOM(html).window.document;
    const runs = [...page.querySelectorAll('section[aria-labelledby=notebooks] li')].map((item) => item.textContent);
    expect(runs).toHaveLength(4);
    expect(runs[2]).toBe('✗ failed notebooks/broken.ipynbcell 2: failed\n  x < y');
  });

  it('runs no notebook where there is nothing to run them', async () => {
    const steps: ReproduceProgress[] = [];
    const { notebooks } = await reproduce([paper], {
      output: join(folder, 'without'),
      otherNotebooks: ['question.ipynb'],
      onProgress: (step) => steps.push(step),
    });
    expect(notebooks).toEqual([]);
    expect(steps.at(-1)).toMatchObject({ done: 7, total: 7 });
    expect(await readFile(join(folder, 'without', 'index.html'), 'utf8')).not.toContain('question.ipynb');
  });

  it('stops within a notebook when it is told to', async () => {
    const stop = new AbortController();
    const stopped = reproduce([{ ...paper, claims: [], figures: [] }], {
      output: join(folder, 'stopped-notebook'),
      signal: stop.signal,
      runNotebook: (_notebook, { signal }) => {
        stop.abort(new Error('enough'));
        return Promise.reject(signal?.reason as Error);
      },
    });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('stops between two claims when it is told to', async () => {
    const stop = new AbortController();
    const stopped = reproduce([paper], {
      output: join(folder, 'stopped'),
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 2) stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow('aborted');
  });
});

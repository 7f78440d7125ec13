import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateReproduction, type EvaluateOptions, type ReproductionResult } from './evaluate-reproduction.js';
import type { NotebookRun } from './notebook-run.js';
import { renderReport } from './report.js';
import type { Reproduction } from './reproduction.js';
import { resultsJson } from './results-json.js';

export interface ReproduceOptions extends Omit<EvaluateOptions, 'onProgress'> {
  /** Folder for `index.html` and `results.json`; default `reproduction`. */
  readonly output?: string;
  /** Called before every step, with the steps of all papers and notebooks counted together, and at the end. */
  readonly onProgress?: (progress: ReproduceProgress) => void;
  /** Runs a notebook through the real kernel and fails if one of its cells does; left out, notebooks are not run. */
  readonly runNotebook?: (notebook: string, options: NotebookOptions) => Promise<void>;
  /** Notebooks to run after those of the papers. */
  readonly otherNotebooks?: readonly string[];
}

export interface NotebookOptions {
  /** To be told before every code cell. */
  readonly onCell: (cell: { readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

export interface ReproduceProgress {
  /** The paper; `null` for a notebook that belongs to none. */
  readonly slug: string | null;
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

export interface Reproduced {
  readonly papers: readonly ReproductionResult[];
  readonly notebooks: readonly NotebookRun[];
}

/**
 * Reproduces papers: evaluates their claims, draws their figures, runs their notebooks and writes the report. What does
 * not come out, a notebook that fails included, is part of the result and of the report.
 */
export async function reproduce(
  papers: readonly Reproduction[],
  {
    full = false,
    output = 'reproduction',
    onProgress,
    runNotebook,
    otherNotebooks = [],
    signal,
  }: ReproduceOptions = {},
): Promise<Reproduced> {
  const stopping = signal ? { signal } : {};
  const notebooksOf = ({ notebook }: Reproduction) => (runNotebook && notebook !== undefined ? [notebook] : []);
  const others = runNotebook ? otherNotebooks : [];
  const total = papers.reduce(
    (sum, paper) => sum + paper.claims.length + paper.figures.length + notebooksOf(paper).length,
    others.length,
  );
  let before = 0;
  let slug: string | null = null;
  const report = (done: number, label: string) => onProgress?.({ slug, done: before + done, total, label });

  const results: ReproductionResult[] = [];
  const runs: NotebookRun[] = [];
  for (const paper of papers) {
    slug = paper.slug;
    const onStep: EvaluateOptions['onProgress'] = ({ done, total: steps, label }) => {
      if (done < steps) report(done, label);
    };
    results.push(await evaluateReproduction(paper, { full, onProgress: onStep, ...stopping }));
    before += paper.claims.length + paper.figures.length;
    for (const notebook of notebooksOf(paper)) await run(notebook);
  }
  slug = null;
  for (const notebook of others) await run(notebook);
  report(0, 'done');
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'index.html'), renderReport(results, runs));
  await writeFile(join(output, 'results.json'), resultsJson(results, runs));
  return { papers: results, notebooks: runs };

  async function run(notebook: string): Promise<void> {
    signal?.throwIfAborted();
    report(0, notebook);
    try {
      await runNotebook?.(notebook, {
        onCell: ({ done, of }) => report(0, `${notebook}, cell ${Math.min(done + 1, of)} of ${of}`),
        ...stopping,
      });
      runs.push({ notebook, error: null });
    } catch (error) {
      signal?.throwIfAborted();
      runs.push({ notebook, error: error instanceof Error ? error.message : String(error) });
    }
    before++;
  }
}

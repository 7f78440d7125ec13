import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateReproduction, type EvaluateOptions, type ReproductionResult } from './evaluate-reproduction.js';
import { renderReport } from './report.js';
import type { Reproduction } from './reproduction.js';
import { resultsJson } from './results-json.js';

export interface ReproduceOptions extends Omit<EvaluateOptions, 'onProgress'> {
  /** Folder for `index.html` and `results.json`; default `reproduction`. */
  readonly output?: string;
  /** Called before every step, with the steps of all papers counted together. */
  readonly onProgress?: (progress: ReproduceProgress) => void;
  /** Runs a notebook through the real kernel and fails if one of its cells does; left out, notebooks are not run. */
  readonly runNotebook?: (notebook: string) => Promise<void>;
}

export interface ReproduceProgress {
  readonly slug: string;
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** Reproduces papers: runs their notebooks, evaluates their claims, draws their figures and writes the report. */
export async function reproduce(
  papers: readonly Reproduction[],
  { full = false, output = 'reproduction', onProgress, runNotebook, signal }: ReproduceOptions = {},
): Promise<readonly ReproductionResult[]> {
  const steps = (paper: Reproduction) =>
    paper.claims.length + paper.figures.length + (runNotebook && paper.notebook ? 1 : 0);
  const total = papers.reduce((sum, paper) => sum + steps(paper), 0);
  const results: ReproductionResult[] = [];
  let before = 0;
  for (const paper of papers) {
    const report = (done: number, label: string) =>
      onProgress?.({ slug: paper.slug, done: before + done, total, label });
    const result = await evaluateReproduction(paper, {
      full,
      onProgress: ({ done, label }) => report(done, label),
      ...(signal ? { signal } : {}),
    });
    if (runNotebook && paper.notebook) {
      report(result.claims.length + result.figures.length, paper.notebook);
      await runNotebook(paper.notebook);
      report(steps(paper), 'done');
    }
    results.push(result);
    before += steps(paper);
  }
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'index.html'), renderReport(results));
  await writeFile(join(output, 'results.json'), resultsJson(results));
  return results;
}

import { plainText } from '../figures/index.js';
import { countVerdicts, type ReproductionResult } from './evaluate-reproduction.js';
import type { NotebookRun } from './notebook-run.js';

/**
 * The results as JSON, for machines: no clock, no path, numbers to twelve significant digits, so that the same code
 * and seeds give the same file.
 */
export function resultsJson(results: readonly ReproductionResult[], notebooks: readonly NotebookRun[] = []): string {
  const papers = results.map(({ slug, title, authors, citation, notes, notebook, full, claims, figures }) => ({
    slug,
    title,
    authors,
    citation,
    notes,
    notebook,
    full,
    verdicts: countVerdicts(claims),
    claims: claims.map((claim) => ({ ...claim, statement: plainText(claim.statement), why: plainText(claim.why) })),
    figures: figures.map(({ id, where, finding }) => ({ id, where, finding: plainText(finding) })),
  }));
  return JSON.stringify({ papers, notebooks }, twelveDigits, 2) + '\n';
}

function twelveDigits(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}

import { htmlText, plainText } from '../figures/index.js';
import { countVerdicts, type DrawnFigure, type ReproductionResult } from './evaluate-reproduction.js';
import { formatComputed, formatPublished } from './format-number.js';
import { reportScript, reportStyle } from './report-page.js';
import type { NotebookRun } from './notebook-run.js';
import type { Evaluation, Verdict } from './reproduction.js';

/** How verdicts are called and marked; the order is that of the summary and the filter. */
const verdicts: Readonly<
  Record<Verdict, { readonly sign: string; readonly className: string; readonly means: string }>
> = {
  holds: { sign: '✓', className: 'holds', means: 'computed and published agree, or the stated property was found' },
  'known mismatch': { sign: '≠', className: 'known', means: 'known not to come out; the reason is given' },
  differs: { sign: '✗', className: 'differs', means: 'expected to hold and does not' },
  'unexpected agreement': { sign: '!', className: 'known', means: 'was known not to come out, and now does' },
  error: { sign: '⚠', className: 'differs', means: 'could not be computed' },
};

/**
 * The report as one self-contained HTML page: a section a paper, a row a claim with published and computed value, verdict
 * and reason, and the figures inline. Light or dark as the reader's system is; readable and complete without scripts.
 */
export function renderReport(results: readonly ReproductionResult[], notebooks: readonly NotebookRun[] = []): string {
  const claims = results.flatMap((result) => result.claims);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Polity: reproductions</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>Reproductions</h1>
<p>${plural(claims.length, 'claim')} of ${plural(results.length, 'paper')}, recomputed by Polity with ${
    results.some(({ full }) => full) ? 'paper-size' : 'default'
  } Monte Carlo. The same numbers for machines: <a href="results.json">results.json</a>.</p>
${summary(claims)}
${results.length > 1 ? contents(results) : ''}
${filterForm()}
</header>
<main>
${results.map((result) => paper(result, results.length > 1)).join('\n')}
${notebookRuns(notebooks)}</main>
<script>${reportScript}</script>
</body>
</html>
`;
}

function summary(claims: readonly Evaluation[]): string {
  const counts = countVerdicts(claims);
  const shown = verdictNames().filter((verdict) => counts[verdict] > 0 || verdict === 'differs');
  return `<dl class="summary">${shown
    .map((verdict) => `<div><dt>${badge(verdict)}</dt><dd>${counts[verdict]}</dd></div>`)
    .join('')}</dl>`;
}

/** What was run, and in full what the kernel said where a cell failed. */
function notebookRuns(runs: readonly NotebookRun[]): string {
  if (runs.length === 0) return '';
  const items = runs.map(({ notebook, error }) => {
    const [sign, className, word] = error === null ? ['✓', 'holds', 'ran'] : ['✗', 'differs', 'failed'];
    const said = error === null ? '' : `<pre>${escapeHtml(error)}</pre>`;
    return `<li><span class="verdict ${className}"><span aria-hidden="true">${sign}</span> ${word}</span> <code>notebooks/${escapeHtml(notebook)}</code>${said}</li>`;
  });
  return `<section aria-labelledby="notebooks">\n<h2 id="notebooks">Notebooks</h2>\n<ul>${items.join('')}</ul>\n</section>\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function contents(results: readonly ReproductionResult[]): string {
  const items = results.map(({ slug, title }) => `<li><a href="#${slug}">${htmlText(title)}</a></li>`);
  return `<nav aria-label="Papers"><ul>${items.join('')}</ul></nav>`;
}

/** Hidden until the script that makes it work has run. */
function filterForm(): string {
  const options = verdictNames().map((verdict) => `<option>${verdict}</option>`);
  return `<form role="search" hidden>
<label>Find <input type="search" name="words" placeholder="words in a claim"></label>
<label>Verdict <select name="verdict"><option value="">all</option>${options.join('')}</select></label>
<label>Kind <select name="kind"><option value="">all</option><option>theory</option><option>simulation</option><option>dataset</option></select></label>
<output aria-live="polite"></output>
</form>`;
}

function paper(result: ReproductionResult, amongOthers: boolean): string {
  const { slug, title, authors, citation, notes, notebook } = result;
  return `<section id="${slug}" aria-labelledby="${slug}-title">
<h2 id="${slug}-title"><a href="#${slug}">${htmlText(title)}</a></h2>
<p class="cite">${htmlText(`${authors}. ${citation}.`)}${notebook ? ` Notebook: <code>notebooks/${htmlText(notebook)}</code>.` : ''}</p>
${notes ? `<p>${htmlText(notes)}</p>` : ''}
${amongOthers ? summary(result.claims) : ''}
<p><a href="#${slug}--claims">${plural(result.claims.length, 'claim')}</a> · <a href="#${slug}--figures">${plural(result.figures.length, 'figure')}</a></p>
<div id="${slug}--figures" class="figures">
${result.figures.map((figure) => drawn(slug, figure)).join('\n')}
</div>
<div id="${slug}--claims" class="scroll" tabindex="0" role="region" aria-label="Claims of ${htmlText(plainText(title))}">
<table>
<caption>Published and recomputed values</caption>
<colgroup><col class="claim"><col class="published"><col class="computed"><col class="verdicts"><col></colgroup>
<thead><tr><th scope="col">Claim</th><th scope="col" class="number">Published</th><th scope="col" class="number">Computed</th><th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>
${topics(result.claims)
  .map((group) => tableBody(slug, group))
  .join('\n')}
</table>
</div>
</section>`;
}

/** Neighbouring claims of one topic. */
function topics(claims: readonly Evaluation[]): Evaluation[][] {
  const groups: Evaluation[][] = [];
  for (const claim of claims) {
    const last = groups.at(-1);
    if (last?.[0]?.topic === claim.topic) last.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

function tableBody(slug: string, claims: readonly Evaluation[]): string {
  const topic = claims[0]?.topic;
  const heading = topic ? `<tr class="topic"><th colspan="5" scope="rowgroup">${htmlText(topic)}</th></tr>\n` : '';
  return `<tbody>\n${heading}${claims.map((claim) => row(slug, claim)).join('\n')}\n</tbody>`;
}

function row(slug: string, claim: Evaluation): string {
  const anchor = `${slug}--${claim.id}`;
  const { published, computed, standardError, difference, tolerance, detail } = claim;
  const uncertainty = standardError ?? tolerance;
  const value = computed === null ? '–' : formatComputed(computed, uncertainty);
  const spread = standardError ? ` <span class="minor">± ${formatComputed(standardError, standardError)}</span>` : '';
  const gap =
    difference === null || tolerance === null
      ? ''
      : `<span class="minor">difference ${short(difference)}, allowed ${short(tolerance)}</span>`;
  return `<tr id="${anchor}" data-verdict="${claim.verdict}" data-kind="${claim.kind}">
<th scope="row">${htmlText(claim.statement)} <span class="minor"><a href="#${anchor}" aria-label="Link to this claim">${htmlText(claim.where)}</a> · ${claim.kind}</span></th>
<td class="number" data-label="Published">${published === null ? '<span class="minor">a property</span>' : formatPublished(published)}</td>
<td class="number" data-label="Computed">${value}${spread}${gap}</td>
<td>${badge(claim.verdict)}</td>
<td>${htmlText(claim.why)}${detail ? `<span class="minor">${htmlText(detail)}</span>` : ''}</td>
</tr>`;
}

function short(value: number): string {
  return formatPublished(Number(value.toPrecision(2)));
}

function drawn(slug: string, { id, where, svg }: DrawnFigure): string {
  return `<figure id="${slug}--figure-${id}">${svg}<figcaption><a href="#${slug}--figure-${id}">Figure ${htmlText(id)}</a>, for ${htmlText(where)}</figcaption></figure>`;
}

function badge(verdict: Verdict): string {
  const { sign, className, means } = verdicts[verdict];
  return `<span class="verdict ${className}" title="${means}"><span aria-hidden="true">${sign}</span> ${verdict}</span>`;
}

function verdictNames(): readonly Verdict[] {
  return Object.keys(verdicts) as Verdict[];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

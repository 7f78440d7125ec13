import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Evaluation, Reproduced, Reproduction } from '../reproductions/index.js';
import { Failure } from './failure.js';
import { checkoutNotebooks } from './notebooks.js';
import { jsonOption } from './options.js';
import { formatNumber, formatPairs, formatTable, formatText, printJson, printReport } from './print.js';
import { progressDisplay } from './progress.js';

interface ReproduceOptions {
  readonly list?: boolean;
  readonly full?: boolean;
  readonly json?: boolean;
  readonly output: string;
  readonly notebooks: boolean;
}

/** As a shell reports a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('recompute the claims and figures of papers, execute the notebooks, write a report')
    .argument('[paper...]', 'as --list names them; without one, all papers and all notebooks')
    .addOption(new Option('--list', 'list the papers and do nothing else'))
    .addOption(new Option('--full', 'Monte Carlo of the papers’ own sizes, which takes longer'))
    .addOption(new Option('--output <folder>', 'where the report goes').default('reproduction'))
    .addOption(new Option('--no-notebooks', 'leave the notebooks alone'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity reproduce
  polity reproduce phase-transition-budgeted-synergy --full
  polity reproduce --list

It fails (exit code 1) when a claim that should hold does not, or a notebook does not run.`,
    )
    .action(async (slugs: readonly string[], options: ReproduceOptions) => {
      const { reproduction, reproductions } = await import('../reproductions/index.js');
      const papers = slugs.length > 0 ? [...new Set(slugs)].map(reproduction) : reproductions();
      if (options.list) list(papers, options);
      else await run(papers, slugs.length === 0, options);
    });
}

function list(papers: readonly Reproduction[], { json }: ReproduceOptions): void {
  const rows = papers.map(({ slug, title, authors, citation, claims, figures, notebook = null }) => {
    return { slug, title, authors, citation, claims: claims.length, figures: figures.length, notebook };
  });
  if (json) return printJson(rows);
  const numbers = rows.map(({ slug, claims, figures }) => [slug, String(claims), String(figures)]);
  printReport(formatTable(['paper', 'claims', 'figures'], numbers));
}

async function run(papers: readonly Reproduction[], all: boolean, options: ReproduceOptions): Promise<void> {
  const { reproduce, reproductions } = await import('../reproductions/index.js');
  const { output, full = false, json } = options;
  const notebooks = options.notebooks ? checkoutNotebooks(output) : null;
  if (options.notebooks && !notebooks) {
    process.stderr.write('polity: notebooks are left out: they come with the repository, not with the package\n');
  }
  const ofPapers = new Set(reproductions().map(({ notebook }) => notebook));
  const progress = progressDisplay();
  const reproduced = await interruptible((signal) =>
    reproduce(papers, {
      full,
      output,
      signal,
      onProgress: (step) => progress.show({ ...step, milestone: step.label.endsWith('.ipynb') }),
      ...(notebooks && { runNotebook: notebooks.run }),
      otherNotebooks: all && notebooks ? notebooks.names.filter((name) => !ofPapers.has(name)) : [],
    }),
  ).finally(() => progress.end());
  if (json) printJson(await summaries(reproduced, output));
  else await print(reproduced, output);
  await failIfAnythingFailed(reproduced);
}

/** Ends the work at Ctrl-C, between two claims or within a notebook. A terminal and `npm` may both pass the signal on. */
async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Failure('interrupted; no report was written', INTERRUPTED));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

/** What `--json` prints; every number is in the file that it names. */
async function summaries({ papers, notebooks }: Reproduced, output: string) {
  const { countVerdicts, failures } = await import('../reproductions/index.js');
  return {
    papers: papers.map((paper) => ({
      slug: paper.slug,
      claims: paper.claims.length,
      verdicts: countVerdicts(paper.claims),
      figures: paper.figures.length,
      failures: failures(paper),
    })),
    notebooks,
    report: join(output, 'index.html'),
    results: join(output, 'results.json'),
  };
}

async function print({ papers, notebooks }: Reproduced, output: string): Promise<void> {
  const { countVerdicts, failures } = await import('../reproductions/index.js');
  const { plainText } = await import('../figures/index.js');
  const rows = papers.map(({ slug, claims, figures }) => {
    const counts = countVerdicts(claims);
    const unexpected = counts['unexpected agreement'];
    return [slug, claims.length, counts.holds, counts['known mismatch'], unexpected, counts.differs, counts.error, figures.length].map(String); // prettier-ignore
  });
  printReport(
    formatTable(
      ['paper', 'claims', 'holds', 'known mismatch', 'unexpected agreement', 'differs', 'error', 'figures'],
      rows,
    ),
    ...papers.flatMap((paper) => failures(paper).map((claim) => plainText(describe(paper.slug, claim)))),
    ...notebooks.flatMap(({ notebook, error }) => (error === null ? [] : [`✗ notebook ${notebook}\n${indent(error)}`])),
    formatPairs([
      ['notebooks', notebooks.length === 0 ? 'not run' : `${ran(notebooks)} of ${notebooks.length} ran`],
      ['report', join(output, 'index.html')],
      ['numbers', join(output, 'results.json')],
    ]),
  );
}

function describe(slug: string, { id, statement, published, computed, detail, verdict, why }: Evaluation): string {
  const value = computed === null ? (detail ?? '') : `computed ${formatNumber(computed, 7)}`;
  const compared = published === null ? '' : `, published ${formatNumber(published, 7)}`;
  return `✗ ${slug}, ${id}: ${verdict}\n${indent(`${statement}: ${value}${compared}.\n${formatText(why)}`)}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

function ran(notebooks: Reproduced['notebooks']): number {
  return notebooks.filter(({ error }) => error === null).length;
}

async function failIfAnythingFailed({ papers, notebooks }: Reproduced): Promise<void> {
  const { failures } = await import('../reproductions/index.js');
  const claims = papers.flatMap(failures).length;
  const failed = notebooks.length - ran(notebooks);
  const parts = [
    claims > 0 ? `${claims} ${claims === 1 ? 'claim does' : 'claims do'} not come out as expected` : '',
    failed > 0 ? `${failed} ${failed === 1 ? 'notebook fails' : 'notebooks fail'}` : '',
  ].filter(Boolean);
  if (parts.length > 0) throw new Failure(parts.join(', '));
}

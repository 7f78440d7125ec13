/**
 * Notebooks from the command line:
 *
 *   node tools/notebooks.mjs run [NOTEBOOK…] [--out DIR | --write] [--json-progress]   execute; keep in DIR or in place
 *   node tools/notebooks.mjs check [NOTEBOOK…]         execute and compare with the outputs that are committed
 *   node tools/notebooks.mjs types [NOTEBOOK…]         check types and format of the code, without executing it
 *
 * Without names: all of notebooks/. The exit code is the number of notebooks that fail.
 */
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { command, setup } from './setup.mjs';
import { inRoot } from './setup/place.mjs';
import { SetupError, elapsed, say } from './setup/progress.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    write: { type: 'boolean', default: false },
    'json-progress': { type: 'boolean', default: false },
    'no-setup': { type: 'boolean', default: false },
  },
});
const [action = 'help', ...names] = positionals;

function allNotebooks() {
  const found = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.ipynb'));
  return found.sort().map((name) => relative(process.cwd(), inRoot('notebooks', name)));
}

/**
 * A line for people (a bar that grows in place on a terminal) or a line of JSON for the program that asked.
 * @param {import('./notebooks/execute.mjs').Progress} progress
 */
function report({ notebook, done, of }) {
  if (options['json-progress']) process.stdout.write(`${JSON.stringify({ notebook, done, of })}\n`);
  else if (process.stderr.isTTY) process.stderr.write(`\r  ${notebook}: ${done} of ${of} cells \x1b[K`);
}

/**
 * Runs `work` for each notebook; returns how many failed.
 * @param {readonly string[]} notebooks
 * @param {(path: string) => Promise<readonly string[]>} work the complaints about one notebook
 */
async function forEach(notebooks, work) {
  let failed = 0;
  for (const path of notebooks) {
    const start = performance.now();
    const complaints = await work(path).catch((/** @type {Error} */ error) => [
      error.name === 'CellError' ? error.message : String(error.stack),
    ]);
    if (process.stderr.isTTY && !options['json-progress']) process.stderr.write('\r\x1b[K');
    say(`${complaints.length === 0 ? '  ✓' : '  ✗'} ${path} (${elapsed(start)})`);
    for (const complaint of complaints) say(complaint.replace(/^/gm, '    '));
    if (complaints.length > 0) failed++;
  }
  return failed;
}

/** @param {readonly string[]} notebooks @returns {Promise<number>} how many failed */
async function act(notebooks) {
  if (action === 'run') {
    const { executeNotebook } = await import('./notebooks/execute.mjs');
    return forEach(notebooks, async (path) => {
      const outputPath =
        options.out !== undefined ? join(options.out, basename(path)) : options.write ? path : undefined;
      if (options.write) await formatCells(path);
      await executeNotebook(path, { outputPath, onProgress: report });
      return [];
    });
  }
  if (action === 'check') {
    const { executeNotebook } = await import('./notebooks/execute.mjs');
    const { changedOutputs } = await import('./notebooks/compare.mjs');
    const { readNotebook } = await import('./notebooks/notebook-file.mjs');
    return forEach(notebooks, async (path) => {
      const changed = changedOutputs(readNotebook(path), await executeNotebook(path, { onProgress: report }));
      return changed.length === 0 ? [] : [...changed, `If this is meant: node tools/notebooks.mjs run --write ${path}`];
    });
  }
  if (action === 'types') {
    const { notebookTypeErrors } = await import('./notebooks/check-types.mjs');
    const { unformattedCells } = await import('./notebooks/format.mjs');
    return forEach(notebooks, async (path) => [...notebookTypeErrors([path]), ...(await unformattedCells(path))]);
  }
  throw new SetupError(
    'usage: node tools/notebooks.mjs run|check|types [NOTEBOOK…] [--out DIR] [--write] [--json-progress]',
  );
}

/** @param {string} path */
async function formatCells(path) {
  const { formatNotebook } = await import('./notebooks/format.mjs');
  await formatNotebook(path);
}

await command(async () => {
  if (!options['no-setup']) await setup({ jupyter: action !== 'types' });
  return act(names.length > 0 ? names : allNotebooks());
});

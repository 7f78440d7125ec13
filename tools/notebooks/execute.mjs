import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { installJupyter, jupyterEnvironment, registerKernel } from '../setup/jupyter.mjs';
import { inRoot } from '../setup/place.mjs';
import { joined, readNotebook, tidyNotebook, writeNotebook } from './notebook-file.mjs';

/** @typedef {import('./notebook-file.mjs').Notebook} Notebook */
/** @typedef {{ notebook: string, done: number, of: number }} Progress code cells finished, and of how many */

const script = fileURLToPath(new URL('execute.py', import.meta.url));

/** A cell that failed, with its source and what the kernel said. */
export class CellError extends Error {
  /** @override */
  name = 'CellError';
}

/**
 * Executes a notebook from top to bottom through the TypeScript kernel, in the notebook's own folder.
 * Needs the built package; Jupyter is found or installed, and the kernel registered.
 * @param {string} path
 * @param {{ outputPath?: string | undefined, onProgress?: ((progress: Progress) => void) | undefined, timeout?: number }} [options]
 *   where to write the executed notebook (nowhere, if not given); `timeout` is in seconds, for each cell
 * @returns {Promise<Notebook>} the executed notebook
 */
export async function executeNotebook(path, { outputPath, onProgress, timeout = 600 } = {}) {
  const { python } = await installJupyter();
  registerKernel();
  const notebook = resolve(path);
  mkdirSync(inRoot('.cache'), { recursive: true });
  const folder = mkdtempSync(inRoot('.cache', 'notebook-'));
  const executed = join(folder, basename(path));
  const args = [script, notebook, executed, dirname(notebook), String(timeout)];
  const client = spawn(python, args, { env: jupyterEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  // Only the client can end its kernel, so it goes first.
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) return;
    interrupted = true;
    client.once('close', () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
    client.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt);
  try {
    const last = await follow(client, (event) =>
      onProgress?.({ notebook: path, done: event.done ?? event.of, of: event.of }),
    );
    if (last.event === 'failed') throw new CellError(describeFailure(path, readNotebook(executed), last));
    const result = tidyNotebook(readNotebook(executed));
    if (outputPath !== undefined) {
      mkdirSync(dirname(resolve(outputPath)), { recursive: true });
      writeNotebook(outputPath, result);
    }
    return result;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ event: 'cell' | 'done' | 'failed', of: number, done?: number, cell?: number, reason?: string }} Event */

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {(event: Event) => void} onEvent
 * @returns {Promise<Event>} the last event
 */
function follow(child, onEvent) {
  return new Promise((resolve, reject) => {
    /** @type {Event | undefined} */
    let last;
    let complaints = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"event"')) return;
      last = /** @type {Event} */ (JSON.parse(line));
      if (last.event !== 'failed') onEvent(last);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (last !== undefined && last.event !== 'cell') resolve(last);
      else reject(new Error(`the notebook client ended with code ${code}\n${complaints.trim()}`));
    });
  });
}

/** @param {string} path @param {Notebook} notebook @param {Event} event */
function describeFailure(path, notebook, { cell: index = 0, reason }) {
  const cell = notebook.cells[index];
  const said = (cell?.outputs ?? [])
    .map((output) => joined(output.text) || (output.traceback ?? []).join('\n'))
    .join('');
  const source = joined(cell?.source).replace(/^/gm, '    ');
  return `${path}, cell ${index + 1}: ${reason === 'error' ? 'failed' : reason}\n${source}\n${said.trimEnd()}`;
}

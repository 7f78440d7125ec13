import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { NotebookOptions } from '../reproductions/index.js';

/** The package, whether it runs from src/ or from dist/. */
const inPackage = (...parts: string[]) => fileURLToPath(new URL(['../..', ...parts].join('/'), import.meta.url));

/** The notebooks of this checkout and the way to run them. */
export interface Notebooks {
  readonly names: readonly string[];
  /** Runs one through the TypeScript kernel, and keeps the executed notebook in `<output>/notebooks`. */
  readonly run: (notebook: string, options: NotebookOptions) => Promise<void>;
}

/** `null` in an installed package: notebooks, Jupyter and the runner belong to the repository. */
export function checkoutNotebooks(output: string): Notebooks | null {
  const [runner, folder] = [inPackage('tools', 'notebooks.mjs'), inPackage('notebooks')];
  if (!existsSync(runner) || !existsSync(folder)) return null;
  const names = readdirSync(folder).filter((name) => name.endsWith('.ipynb'));
  return {
    names: names.sort(),
    run: (notebook, options) =>
      runProgram(
        [runner, 'run', '--no-setup', '--json-progress', '--out', join(output, 'notebooks'), join(folder, notebook)],
        options,
      ),
  };
}

/** Runs the notebook runner; what it says about a failure is the error. */
async function runProgram(args: readonly string[], { onCell, signal }: NotebookOptions): Promise<void> {
  const runner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  // The runner ends the kernel before it ends.
  const stop = () => void runner.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  try {
    let said = '';
    runner.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    createInterface({ input: runner.stdout }).on('line', (line) => onCell(JSON.parse(line) as CellProgress));
    const [code] = (await once(runner, 'close')) as [number | null];
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(said.trim() || `the notebook runner ended with code ${code}`);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

type CellProgress = Parameters<NotebookOptions['onCell']>[0];

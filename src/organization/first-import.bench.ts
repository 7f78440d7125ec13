import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchmark } from '../../tools/benchmark.js';

const built = new URL('../../dist/organization/index.js', import.meta.url).href;

/** A fresh Node that runs one line and ends. */
function node(line: string): void {
  execFileSync(process.execPath, ['--input-type=module', '--eval', line], { cwd: fileURLToPath(new URL('.', built)) });
}

await benchmark('a fresh Node that imports polity/organization', {
  run: () => node(`await import('${built}')`),
  amount: 1,
  unit: 'imports',
  repeats: 9,
  baseline: { name: 'Node alone', run: () => node('') },
  target: { seconds: 0.15 },
});

import { execFileSync } from 'node:child_process';
import { benchmark } from '../../tools/benchmark.js';

const built = new URL('../../dist/organization/index.js', import.meta.url).href;

/** Seconds that the import takes in a Node that has just started. */
function firstImport(): number {
  const line = `const start = performance.now(); await import('${built}'); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', line], { encoding: 'utf8' })) / 1000;
}

await benchmark('first import of polity/organization', {
  run: firstImport,
  timesItself: true,
  amount: 1,
  unit: 'imports',
  repeats: 9,
  target: { seconds: 0.15 },
});

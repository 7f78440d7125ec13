/**
 * Runs every example of the docstrings, of docs/ and of README.md against the built package, checks its types, and
 * compares each value that an example shows in a comment: `node tools/examples.mjs [part of a file name…]`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { command, setup } from './setup.mjs';
import { inRoot } from './setup/place.mjs';
import { say } from './setup/progress.mjs';

const runner = fileURLToPath(new URL('examples/run.mjs', import.meta.url));

/**
 * @param {{ only?: readonly string[] }} [options] parts of the names of the files to take
 * @returns {Promise<{ passed: number, failed: number, complaints: string[] }>} counted in examples
 */
export async function checkExamples({ only = [] } = {}) {
  const { allExamples } = await import('./examples/extract.mjs');
  const { compile, typeErrors } = await import('./examples/compile.mjs');
  const folder = inRoot('.cache', 'examples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(inRoot('datasets'), inRoot('.cache', 'examples', 'datasets'), 'junction');

  const chosen = allExamples().filter(({ file }) => only.length === 0 || only.some((part) => file.includes(part)));
  const examples = new Map(
    chosen.map((example, i) => [inRoot('.cache', 'examples', `${i + 1}.ts`).replaceAll('\\', '/'), example]),
  );
  const complaints = typeErrors(examples);
  const scripts = new Map(
    [...examples].map(([path, { code }]) => {
      const script = path.replace(/ts$/, 'mjs');
      writeFileSync(script, compile(code).script);
      return [script, path];
    }),
  );
  const waiting = new Set(scripts.keys());
  const child = spawn(process.execPath, [runner, ...waiting], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 300_000,
  });
  for await (const line of createInterface({ input: child.stdout })) {
    /** @type {{ path: string, complaints: { line: number, message: string }[], seconds: number }} */
    const result = JSON.parse(line);
    waiting.delete(result.path);
    const path = scripts.get(result.path) ?? '';
    const { file, line: from } = examples.get(path) ?? { file: '', line: 0 };
    complaints.get(path)?.push(...result.complaints.map((found) => `${file}:${from + found.line} ${found.message}`));
    if (result.seconds > 1) say(`  slow: the example ${file}:${from} took ${result.seconds.toFixed(1)} s`);
  }
  for (const script of waiting) {
    const path = scripts.get(script) ?? '';
    complaints.get(path)?.push(`${examples.get(path)?.file}:${examples.get(path)?.line} did not come to its end`);
  }
  const failed = [...complaints.values()].filter((list) => list.length > 0);
  return { passed: complaints.size - failed.length, failed: failed.length, complaints: failed.flat() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    await setup();
    const { passed, failed, complaints } = await checkExamples({ only: process.argv.slice(2) });
    for (const complaint of complaints) say(`  ✗ ${complaint}`);
    say(`${passed} of ${passed + failed} examples are right`);
    return failed > 0 ? 1 : 0;
  });
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from './place.mjs';
import { run, step } from './progress.mjs';

const stamp = inRoot('dist', '.built-from');
const kernels = inRoot('tools', 'build-kernels.mjs');

/** @param {string} folder an absolute path; @returns {string[]} the paths of its files, deep, in order */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** One hash over everything that decides what is in dist/. */
function sourceHash() {
  const hash = createHash('sha256').update(process.version);
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) =>
    inRoot(name),
  );
  const sources = filesUnder(inRoot('src')).filter((path) => !/\.(test|bench)\.ts$/.test(path));
  for (const path of [...settings, kernels, ...sources]) {
    if (existsSync(path)) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Files of dist/ that no source makes any more: a renamed module must not linger and be importable. */
function removeStale() {
  const made = /(\.js|\.d\.ts)$/;
  for (const path of filesUnder(inRoot('dist'))) {
    const source = path.replace(inRoot('dist'), inRoot('src'));
    if (made.test(path) && !existsSync(source.replace(made, '.ts')) && !existsSync(source)) rmSync(path);
  }
}

/**
 * Compiles src/ to dist/ (WebAssembly kernels first), unless dist/ was made from these very sources.
 * @param {{ force?: boolean }} [options]
 */
export async function build({ force = false } = {}) {
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()) return;
  await step('Building dist/', async () => {
    rmSync(stamp, { force: true });
    if (force) rmSync(inRoot('dist'), { recursive: true, force: true });
    if (existsSync(kernels)) await run(process.execPath, [kernels], { cwd: root });
    const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
    await run(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root });
    removeStale();
    writeFileSync(stamp, sourceHash());
  });
}

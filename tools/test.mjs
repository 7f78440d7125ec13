/**
 * `npm test`: everything that continuous integration runs, in order, from a fresh clone. `npm test -- lint unit` runs
 * only those parts. The last line counts all that was tested.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { command, setup } from './setup.mjs';
import { inRoot, root } from './setup/place.mjs';
import { SetupError, elapsed, say } from './setup/progress.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */

/** @type {readonly { name: string, title: string, run: () => Promise<Tally> }[]} */
const parts = [
  { name: 'lint', title: 'Lint: style, floors, format', run: lint },
  { name: 'types', title: 'Types', run: types },
  { name: 'unit', title: 'Unit and property tests', run: () => vitest(['--exclude', 'tools/browser.test.ts']) },
  { name: 'examples', title: 'Examples of the documentation', run: examples },
  {
    name: 'docs',
    title: 'API pages',
    run: () => programs([['typedoc', ['typedoc/bin/typedoc', '--logLevel', 'Warn']]]),
  },
  { name: 'notebooks', title: 'Notebooks, run anew', run: () => notebooks('check') },
  { name: 'reproduce', title: 'Reproductions', run: reproduce },
  {
    name: 'browser',
    title: 'Browser: the report, and a notebook in Jupyter',
    run: () => vitest(['tools/browser.test.ts'], { POLITY_REPORT: 'required' }),
  },
];

/**
 * Runs a program of node_modules (or of this repository) with its output shown.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
async function node(script, args, env = process.env) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env });
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/**
 * One after the other; each counts as one test.
 * @param {readonly (readonly [name: string, command: readonly string[]])[]} list
 * @returns {Promise<Tally>}
 */
async function programs(list) {
  const tally = { passed: 0, failed: 0 };
  for (const [name, [script = '', ...args]] of list) {
    const start = performance.now();
    const passed = (await node(inRoot('node_modules', script), args)) === 0;
    say(`  ${passed ? '✓' : '✗'} ${name} (${elapsed(start)})`);
    tally[passed ? 'passed' : 'failed']++;
  }
  return tally;
}

function lint() {
  return programs([
    ['eslint', ['eslint/bin/eslint.js', '.']],
    ['floors', ['dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs']],
    ['format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ]);
}

async function types() {
  const source = await programs([['src and tools', ['typescript/bin/tsc', '--noEmit']]]);
  return sum([source, await notebooks('types')]);
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function vitest(args, env = {}) {
  const file = inRoot('.cache', 'vitest.json');
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await node(inRoot('node_modules', 'vitest', 'vitest.mjs'), ['run', ...reporters, ...args], {
    ...process.env,
    ...env,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot even be loaded, or an error outside of any test, counts no failed test; it is a failure.
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

async function examples() {
  const { checkExamples } = await import('./examples.mjs');
  const { complaints, ...tally } = await checkExamples();
  for (const complaint of complaints) say(`  ✗ ${complaint}`);
  say(`  ${tally.passed} of ${tally.passed + tally.failed} examples are right`);
  return tally;
}

/**
 * @param {'check' | 'types'} action
 * @returns {Promise<Tally>} counted in notebooks
 */
async function notebooks(action) {
  const all = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.ipynb')).length;
  const code = await node(inRoot('tools', 'notebooks.mjs'), [action, '--no-setup']);
  return { passed: all - code, failed: code };
}

/**
 * Every claim, and the report that the browser test opens. The notebooks have a part of their own.
 * @returns {Promise<Tally>} counted in claims
 */
async function reproduce() {
  const folder = inRoot('reproduction');
  const file = inRoot('reproduction', 'results.json');
  rmSync(file, { force: true });
  const code = await node(inRoot('bin', 'polity.mjs'), ['reproduce', '--no-notebooks', '--output', folder]);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  /** @type {{ papers: { claims: { verdict: string }[] }[] }} */
  const { papers } = JSON.parse(readFileSync(file, 'utf8'));
  const verdicts = papers.flatMap(({ claims }) => claims.map(({ verdict }) => verdict));
  const failed = verdicts.filter((verdict) => verdict === 'differs' || verdict === 'error').length;
  return { passed: verdicts.length - failed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

/** @param {readonly Tally[]} tallies */
const sum = (tallies) =>
  tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

await command(async () => {
  const start = performance.now();
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new SetupError(`no part "${unknown}"; the parts are ${parts.map(({ name }) => name).join(', ')}`);
  }
  const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  say('== Set-up');
  await setup({ jupyter: true, browser: chosen.some(({ name }) => name === 'browser') });
  const tallies = [];
  const summary = [];
  for (const { title, run } of chosen) {
    say(`\n== ${title}`);
    const begun = performance.now();
    const tally = await run();
    tallies.push(tally);
    summary.push(
      `  ${tally.failed === 0 ? '✓' : '✗'} ${title}: ${tally.passed} of ${tally.passed + tally.failed} (${elapsed(begun)})`,
    );
  }
  const { passed, failed } = sum(tallies);
  say(['', `== Summary (${elapsed(start)})`, ...summary].join('\n'));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

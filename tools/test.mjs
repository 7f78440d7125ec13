/**
 * `npm test`: everything that continuous integration runs, from a fresh clone. `npm test -- lint unit` runs only those
 * parts. Most parts keep one processor busy, so two run side by side; what they say is printed part by part. The last line
 * counts all that was tested.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { command, setup } from './setup.mjs';
import { inRoot, root } from './setup/place.mjs';
import { SetupError, elapsed, say } from './setup/progress.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */
/** @typedef {(text: string) => void} Write where a part says what it has to say */

/**
 * In the order of the report. A part that is `alone` begins when all before it are done, and none is begun beside it.
 * @type {readonly { name: string, title: string, run: (write: Write) => Promise<Tally>, alone?: boolean }[]}
 */
const parts = [
  { name: 'lint', title: 'Lint: style, floors, format', run: lint },
  { name: 'types', title: 'Types', run: types },
  {
    name: 'unit',
    title: 'Unit and property tests',
    run: (write) => vitest(write, ['--project', 'rooms', '--project', 'mocking']),
  },
  { name: 'examples', title: 'Examples of the documentation', run: examples },
  {
    name: 'docs',
    title: 'API pages',
    run: (write) => programs(write, [['typedoc', ['typedoc/bin/typedoc', '--logLevel', 'Warn']]]),
  },
  { name: 'notebooks', title: 'Notebooks, run anew', run: (write) => notebooks(write, 'check') },
  { name: 'reproduce', title: 'Reproductions', run: reproduce },
  {
    name: 'browser',
    title: 'Browser: the report, and a notebook in Jupyter',
    run: (write) => vitest(write, ['--project', 'browser'], { POLITY_REPORT: 'required' }),
    alone: true,
  },
];

/**
 * Runs a program of node_modules (or of this repository) and passes on what it says.
 * @param {Write} write
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
async function node(write, script, args, env = process.env) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', write);
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/**
 * One after the other; each counts as one test.
 * @param {Write} write
 * @param {readonly (readonly [name: string, command: readonly string[]])[]} list
 * @returns {Promise<Tally>}
 */
async function programs(write, list) {
  const tally = { passed: 0, failed: 0 };
  for (const [name, [script = '', ...args]] of list) {
    const start = performance.now();
    const passed = (await node(write, inRoot('node_modules', script), args)) === 0;
    write(`  ${passed ? '✓' : '✗'} ${name} (${elapsed(start)})\n`);
    tally[passed ? 'passed' : 'failed']++;
  }
  return tally;
}

/** @param {Write} write */
function lint(write) {
  return programs(write, [
    ['eslint', ['eslint/bin/eslint.js', '.']],
    ['floors', ['dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs']],
    ['format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ]);
}

/** @param {Write} write */
async function types(write) {
  const source = await programs(write, [['src and tools', ['typescript/bin/tsc', '--noEmit']]]);
  return sum([source, await notebooks(write, 'types')]);
}

/**
 * @param {Write} write
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function vitest(write, args, env = {}) {
  const file = inRoot('.cache', 'vitest.json');
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await node(write, inRoot('node_modules', 'vitest', 'vitest.mjs'), ['run', ...reporters, ...args], {
    ...process.env,
    ...env,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot even be loaded, or an error outside of any test, counts no failed test; it is a failure.
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

/** @param {Write} write */
async function examples(write) {
  const { checkExamples } = await import('./examples.mjs');
  const { complaints, ...tally } = await checkExamples();
  for (const complaint of complaints) write(`  ✗ ${complaint}\n`);
  write(`  ${tally.passed} of ${tally.passed + tally.failed} examples are right\n`);
  return tally;
}

/**
 * @param {Write} write
 * @param {'check' | 'types'} action
 * @returns {Promise<Tally>} counted in notebooks
 */
async function notebooks(write, action) {
  const all = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.ipynb')).length;
  const code = await node(write, inRoot('tools', 'notebooks.mjs'), [action, '--no-setup']);
  return { passed: all - code, failed: code };
}

/**
 * Every claim, and the report that the browser test opens. The notebooks have a part of their own.
 * @param {Write} write
 * @returns {Promise<Tally>} counted in claims
 */
async function reproduce(write) {
  const folder = inRoot('reproduction');
  const file = inRoot('reproduction', 'results.json');
  rmSync(file, { force: true });
  const code = await node(write, inRoot('bin', 'polity.mjs'), ['reproduce', '--no-notebooks', '--output', folder]);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  /** @type {{ papers: { claims: { verdict: string }[] }[] }} */
  const { papers } = JSON.parse(readFileSync(file, 'utf8'));
  const verdicts = papers.flatMap(({ claims }) => claims.map(({ verdict }) => verdict));
  const failed = verdicts.filter((verdict) => verdict !== 'holds' && verdict !== 'known mismatch').length;
  return { passed: verdicts.length - failed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

/** Parts side by side: the machine that runs this has two processors at least. */
const LANES = 2;

/**
 * @param {readonly (typeof parts)[number][]} chosen
 * @returns {Promise<{ title: string, tally: Tally, time: string }[]>} in their order
 */
async function runAll(chosen) {
  const said = chosen.map(({ title }) => `\n== ${title}\n`);
  const done = chosen.map(() => false);
  let shown = 0;
  // The first part that is not done speaks at once; the others when it is their turn.
  const show = () => {
    for (; shown < chosen.length; shown++) {
      process.stderr.write(said[shown] ?? '');
      said[shown] = '';
      if (!done[shown]) return;
    }
  };
  /** @type {Promise<{ title: string, tally: Tally, time: string }>[]} */
  const runs = [];
  /** @type {Set<Promise<unknown>>} */
  const working = new Set();
  for (const [i, { title, run, alone }] of chosen.entries()) {
    while (working.size >= (alone ? 1 : LANES)) await Promise.race(working);
    const begun = performance.now();
    const part = run((text) => {
      said[i] += text;
      if (i === shown) show();
    }).then((tally) => {
      done[i] = true;
      show();
      working.delete(part);
      return { title, tally, time: elapsed(begun) };
    });
    working.add(part);
    runs.push(part);
  }
  return Promise.all(runs);
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
  const results = await runAll(chosen);
  const tallies = results.map(({ tally }) => tally);
  const summary = results.map(
    ({ title, tally, time }) =>
      `  ${tally.failed === 0 ? '✓' : '✗'} ${title}: ${tally.passed} of ${tally.passed + tally.failed} (${time})`,
  );
  const { passed, failed } = sum(tallies);
  say(['', `== Summary (${elapsed(start)})`, ...summary].join('\n'));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

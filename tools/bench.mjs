// npm run bench [-- filter] [--record]: every src/**/*.bench.ts whose path holds the filter, each in a process of its own.
// Prints a table and writes reproduction/benchmarks.json; --record writes docs/benchmarks.md as well: with a filter the
// rows that were measured take the place of those of the same name, and new ones follow at the end.
import { fork } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';

/** @typedef {import('./benchmark.js').Measurement} Measurement */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
await setup();

const record = process.argv.includes('--record');
const filter = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '';

const files = (await readdir(path.join(root, 'src'), { recursive: true }))
  .filter((file) => file.endsWith('.bench.ts') && file.includes(filter))
  .sort();
if (files.length === 0) fail(`no src/**/*.bench.ts has "${filter}" in its path`);

/** @type {(Measurement & { file: string })[]} */
const measurements = [];
for (const [i, file] of files.entries()) {
  console.error(`[${i + 1}/${files.length}] ${file}`);
  measurements.push(...(await measure(path.join(root, 'src', file))).map((m) => ({ file: `src/${file}`, ...m })));
}

const machine = `${cpus()[0].model}, Node ${process.versions.node}`;
const report = table(measurements);
console.log(`\n${report}\n\n${machine}`);
await mkdir(path.join(root, 'reproduction'), { recursive: true });
await writeFile(
  path.join(root, 'reproduction', 'benchmarks.json'),
  JSON.stringify({ machine, measurements }, null, 2) + '\n',
);
if (record) {
  const text = `# Benchmarks\n\nMeasured by \`npm run bench -- --record\` on one core of ${machine}: median of several runs after
warm-up. Memory is what the runs added to the peak of a fresh process; the baseline is the plain way to do the same
work, in the same process.\n\n${filter ? await withRecorded(report) : report}\n`;
  await writeFile(path.join(root, 'docs', 'benchmarks.md'), text);
}

/**
 * The recorded table with these rows in it.
 * @param {string} measured
 */
async function withRecorded(measured) {
  const recorded = await readFile(path.join(root, 'docs', 'benchmarks.md'), 'utf8');
  /** @param {string} text */
  const rows = (text) => text.split('\n').filter((line) => line.startsWith('|'));
  const byName = new Map(rows(recorded).map((row) => [row.split('|')[1].trim(), row]));
  for (const row of rows(measured).slice(2)) byName.set(row.split('|')[1].trim(), row);
  return [...byName.values()].join('\n');
}

/**
 * @param {string} file
 * @returns {Promise<Measurement[]>}
 */
function measure(file) {
  return new Promise((resolve, reject) => {
    /** @type {Measurement[]} */
    const received = [];
    const child = fork(file, { execArgv: ['--import', 'tsx'], cwd: root });
    child.on('message', (measurement) => received.push(/** @type {Measurement} */ (measurement)));
    child.on('exit', (code) => (code === 0 ? resolve(received) : reject(new Error(`${file} ended with code ${code}`))));
  });
}

/** @param {readonly Measurement[]} rows */
function table(rows) {
  const lines = rows.map(({ name, unit, seconds, unitsPerSecond, addedMebibytes, baseline, met }) => [
    name,
    duration(seconds),
    `${magnitude(unitsPerSecond)} ${unit}/s`,
    baseline ? `${Number(baseline.ratio.toPrecision(3))} × ${baseline.name}` : '',
    `${addedMebibytes.toFixed(0)} MiB`,
    met === null ? '' : met ? 'met' : '**missed**',
  ]);
  const head = ['benchmark', 'time', 'speed', 'against', 'memory', 'target'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {number} seconds */
function duration(seconds) {
  const [value, unit] = seconds >= 1 ? [seconds, 's'] : seconds >= 1e-3 ? [seconds * 1e3, 'ms'] : [seconds * 1e6, 'µs'];
  return `${Number(value.toPrecision(3))} ${unit}`;
}

/** @param {number} value */
function magnitude(value) {
  const power = Math.max(0, Math.min(4, Math.floor(Math.log10(value) / 3)));
  return `${Number((value / 1000 ** power).toPrecision(3))}${['', ' thousand', ' million', ' billion', ' trillion'][power]}`;
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(2);
}

import { spawn } from 'node:child_process';

/** Something the user can put right: shown as it stands, without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/**
 * Set-up speaks on stderr, so that a command's own output (`--json`) stays clean.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} start a reading of performance.now() */
export function elapsed(start) {
  const seconds = (performance.now() - start) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Announces a piece of work, does it, and says how long it took.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const start = performance.now();
  say(`▸ ${what} …`);
  const result = await work();
  say(`  done in ${elapsed(start)}`);
  return result;
}

/**
 * Runs a command quietly; when it fails, the end of what it said is the error.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string | URL, env?: NodeJS.ProcessEnv, timeout?: number }} [options]
 * @returns {Promise<string>} its standard output
 */
export function run(command, args, { cwd, env = process.env, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let everything = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      everything += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (everything += text));
    child.on('error', (error) => reject(new SetupError(`${command}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const tail = everything.trim().split('\n').slice(-25).join('\n');
      reject(new SetupError(`\`${[command, ...args].join(' ')}\` ended with ${signal ?? `code ${code}`}\n${tail}`));
    });
  });
}

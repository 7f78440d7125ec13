import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inRoot, root } from './place.mjs';
import { run, step } from './progress.mjs';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */

/** @param {string} path @returns {Lock} */
const readLock = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Is what npm has installed what package-lock.json asks for? npm keeps its own record of what it installed
 * (node_modules/.package-lock.json, written last), so this needs no stamp and also trusts a plain `npm install`.
 */
function isInstalled() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readLock(record).packages;
  return Object.entries(readLock(inRoot('package-lock.json')).packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/** `npm ci`, unless node_modules already holds what the lock file says, or is someone else's (a symbolic link). */
export async function installDependencies() {
  if (lstatSync(inRoot('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() || isInstalled()) return;
  const caller = process.env.npm_execpath ?? '';
  const npm = basename(caller).startsWith('npm') ? [process.execPath, caller] : ['npm'];
  const [command, ...args] = [...npm, 'ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit'];
  await step('Installing dependencies (npm ci)', () => run(/** @type {string} */ (command), args, { cwd: root }));
}

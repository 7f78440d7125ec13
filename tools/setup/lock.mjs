import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './place.mjs';
import { say } from './progress.mjs';

const file = inRoot('.cache', 'setup.lock');

/** Who holds the lock, if that process still lives. */
function holder() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    const alive = /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
    return alive ? -1 : undefined;
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Two commands in one clone take turns at setting it up, so that neither sees half of node_modules or dist/.
 * @template T
 * @param {() => Promise<T>} work
 */
export async function oneAtATime(work) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  for (let told = false; !take(); told = true) {
    const pid = holder();
    if (pid === undefined) rmSync(file, { force: true });
    else if (!told) say('▸ Waiting for another command that is setting up this clone …');
    await wait(pid === undefined ? 10 : 200);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

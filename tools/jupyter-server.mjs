import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { jupyterEnvironment } from './setup/jupyter.mjs';
import { inRoot } from './setup/place.mjs';
import { SetupError } from './setup/progress.mjs';

/**
 * @typedef {import('./setup/jupyter.mjs').Jupyter} Jupyter
 * @typedef {{ url: string, ended: Promise<void>, stop: () => Promise<void> }} JupyterServer
 *   `url` carries the token; `stop` ends kernels and server and waits for it
 */

/**
 * Starts Jupyter's own server (JupyterLab, or the classic Notebook) on notebooks/, with the TypeScript kernel.
 * @param {Jupyter} jupyter
 * @param {{ folder?: string, args?: readonly string[], onLog?: (line: string) => void, timeout?: number }} [options]
 * @returns {Promise<JupyterServer>} once it answers
 */
export async function startJupyterServer(
  { python, server },
  { folder = inRoot('notebooks'), args = [], onLog, timeout = 60_000 } = {},
) {
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  // Its own process group and no terminal: Ctrl-C reaches only us, and we end the server without its question.
  const child = spawn(python, ['-m', server, ...asRoot, ...args], {
    cwd: folder,
    env: jupyterEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const closed = once(child, 'close');
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = closed.then(() => void process.off('exit', kill));

  async function stop() {
    child.kill('SIGTERM');
    const impatience = setTimeout(kill, 10_000);
    await ended;
    clearTimeout(impatience);
  }

  const log = /** @type {string[]} */ ([]);
  /** @type {Promise<string>} */
  const announced = new Promise((resolve) => {
    let rest = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          log.push(line);
          onLog?.(line);
          const url = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\/\S*/.exec(line)?.[0];
          if (url?.includes('token=')) resolve(url);
        }
      });
    }
  });
  let slow;
  const url = await Promise.race([
    announced,
    ended.then(() => undefined),
    new Promise((resolve) => (slow = setTimeout(resolve, timeout, undefined))),
  ]);
  clearTimeout(slow);
  if (typeof url === 'string') return { url, ended, stop };
  await stop();
  throw new SetupError(`Jupyter did not start:\n${log.slice(-15).join('\n')}`);
}

/**
 * `npm run lab`: Jupyter on notebooks/, with the TypeScript kernel. Arguments go to Jupyter
 * (`npm run lab -- --no-browser --port 9000`). Ctrl-C ends it.
 */
import { readdirSync } from 'node:fs';
import { startJupyterServer } from './jupyter-server.mjs';
import { command, setup } from './setup.mjs';
import { jupyterEnvironment } from './setup/jupyter.mjs';
import { inRoot } from './setup/place.mjs';
import { run, say } from './setup/progress.mjs';

await command(async () => {
  const { jupyter } = await setup({ jupyter: true });
  if (!jupyter) return 1;
  const notebooks = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.ipynb'));
  if (notebooks.length > 0) {
    // Jupyter hides the figures of a notebook it does not trust; these came with the clone.
    await run(jupyter.python, ['-m', 'nbformat.sign', ...notebooks], {
      cwd: inRoot('notebooks'),
      env: jupyterEnvironment(),
    });
  }
  let started = false;
  const server = await startJupyterServer(jupyter, {
    args: process.argv.slice(2),
    onLog: (line) => {
      if (started && /^\[(W|E) /.test(line)) say(line);
    },
  });
  started = true;
  say(`Jupyter runs at ${server.url}\nCtrl-C ends it.`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      say('\nEnding Jupyter …');
      void server.stop();
    });
  }
  await server.ended;
});

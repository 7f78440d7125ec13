import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { installPackages } from './debian.mjs';
import { inRoot, isExecutable, onPath } from './place.mjs';
import { SetupError, run, say, step } from './progress.mjs';

/**
 * Jupyter is reached through the Python that has it (`python -m notebook`), never through a `jupyter` script: which
 * Python such a script runs depends on the PATH, on pyenv, on the distribution.
 * @typedef {{ python: string, server: 'jupyterlab' | 'notebook' }} Jupyter
 */

const home = (/** @type {string[]} */ ...parts) => inRoot('.jupyter', ...parts);
const venvPython = process.platform === 'win32' ? home('venv', 'Scripts', 'python.exe') : home('venv', 'bin', 'python');
const fromPip = ['jupyterlab>=4,<5', 'nbclient>=0.7,<1', 'nbformat>=5.5,<6'];
const fromDebian = ['jupyter-notebook', 'python3-nbclient', 'python3-nbformat', 'python3-nbconvert'];

/** Prints the server this Python has, if it has all that running a notebook takes. */
const probe = `
from importlib.util import find_spec
servers = [name for name in ('jupyterlab', 'notebook') if find_spec(name)]
print(servers[0] if servers and find_spec('nbclient') and find_spec('nbformat') else '')
`;

/** Pythons that may have Jupyter: that of the `jupyter` on the PATH first, Debian's own last. */
function pythons() {
  const ofJupyter = onPath('jupyter').flatMap((script) => {
    const [, interpreter] = /^#!\s*(\S*python[\d.]*)\s*$/m.exec(readFileSync(script, 'latin1').slice(0, 200)) ?? [];
    return interpreter !== undefined && isExecutable(interpreter) ? [interpreter] : [];
  });
  const onThePath = ['python3', 'python'].flatMap((name) => onPath(name).slice(0, 1));
  return [...new Set([...ofJupyter, ...onThePath, venvPython, '/usr/bin/python3'])].filter(isExecutable);
}

/** @returns {Promise<Jupyter | undefined>} */
export async function findJupyter() {
  for (const python of pythons()) {
    const server = (await run(python, ['-c', probe], { timeout: 20_000 }).catch(() => '')).trim();
    if (server === 'jupyterlab' || server === 'notebook') return { python, server };
  }
  return undefined;
}

/** pip into a virtual environment of this clone. Fails within seconds where no package index is in reach. */
async function installWithPip() {
  const python = [...onPath('python3'), ...onPath('python')][0];
  if (python === undefined) return;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '0', '--timeout', '15'];
  try {
    await step('Installing Jupyter with pip into .jupyter/venv', async () => {
      await run(python, ['-m', 'venv', '--clear', home('venv')]);
      await run(venvPython, [...pip, ...fromPip]);
    });
  } catch (error) {
    say(`  that did not work: ${/** @type {Error} */ (error).message.split('\n').slice(-1)[0]}`);
    rmSync(home('venv'), { recursive: true, force: true });
  }
}

/**
 * Finds Jupyter or installs it: with pip into this clone, else Debian's packages.
 * @returns {Promise<Jupyter>}
 */
export async function installJupyter() {
  let found = await findJupyter();
  if (!found) await installWithPip().then(async () => (found = await findJupyter()));
  if (!found && (await installPackages(fromDebian))) found = await findJupyter();
  if (found) return found;
  throw new SetupError(
    [
      'Jupyter is missing and could not be installed. Any one of these will do:',
      '  python3 -m pip install jupyterlab        (Python 3.9 or newer, https://jupyter.org/install)',
      `  sudo apt-get install ${fromDebian.join(' ')}`,
      '  brew install jupyterlab',
    ].join('\n'),
  );
}

/** Registers the TypeScript kernel of node_modules in this clone, by absolute paths. */
export function registerKernel() {
  const spec = {
    argv: [
      process.execPath,
      inRoot('node_modules', 'tslab', 'bin', 'tslab'),
      'kernel',
      '--config-path',
      '{connection_file}',
    ],
    display_name: 'TypeScript (tslab)',
    language: 'typescript',
  };
  const file = home('share', 'jupyter', 'kernels', 'tslab', 'kernel.json');
  const text = `${JSON.stringify(spec, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(home('share', 'jupyter', 'kernels', 'tslab'), { recursive: true });
  writeFileSync(file, text);
}

/** The environment in which Jupyter finds this clone's kernel and leaves nothing outside the clone. */
export function jupyterEnvironment() {
  return {
    ...process.env,
    JUPYTER_PATH: [home('share', 'jupyter'), process.env.JUPYTER_PATH].filter(Boolean).join(delimiter),
    JUPYTER_DATA_DIR: home('data'),
    JUPYTER_RUNTIME_DIR: home('runtime'),
    JUPYTER_CONFIG_DIR: process.env.JUPYTER_CONFIG_DIR ?? home('config'),
    IPYTHONDIR: home('ipython'),
    JUPYTER_PLATFORM_DIRS: '1',
    PYDEVD_DISABLE_FILE_VALIDATION: '1',
  };
}

/**
 * What every command does first, on a fresh clone and each time after: only what is missing. Plain Node, because it
 * runs before there are any dependencies.
 */
import { fileURLToPath } from 'node:url';
import { build } from './setup/build.mjs';
import { installChromium } from './setup/chromium.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { installJupyter, registerKernel } from './setup/jupyter.mjs';
import { linkPackage } from './setup/link.mjs';
import { oneAtATime } from './setup/lock.mjs';
import { SetupError, say } from './setup/progress.mjs';

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(
    `Polity needs Node 20.19 or newer; this is ${process.version} (${process.execPath}). See https://nodejs.org/.`,
  );
}

/**
 * Dependencies and build, always; Jupyter with the TypeScript kernel and a browser where asked for.
 * @param {{ jupyter?: boolean, browser?: boolean }} [needs]
 */
export async function setup({ jupyter = false, browser = false } = {}) {
  checkNode();
  return await oneAtATime(async () => {
    await installDependencies();
    await build();
    linkPackage();
    if (jupyter) registerKernel();
    return {
      jupyter: jupyter ? await installJupyter() : undefined,
      browser: browser ? await installChromium() : undefined,
    };
  });
}

/**
 * Runs a command's main function; a SetupError ends it with its message alone.
 * @param {() => Promise<number | void>} main its result is the exit code
 */
export async function command(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    await setup({ jupyter: process.argv.includes('--jupyter'), browser: process.argv.includes('--browser') });
  });
}

import { onPath } from './place.mjs';
import { run, say, step } from './progress.mjs';

/** How to become root here: not at all, through sudo, or (undefined) no way. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo')[0];
  if (!sudo) return undefined;
  return process.stdin.isTTY ? [sudo, '--prompt=[sudo] password for %u, to install Debian packages: '] : [sudo, '-n'];
}

/** Can packages be installed here with apt-get? */
export const canInstallPackages = () => onPath('apt-get').length > 0 && asRoot() !== undefined;

/**
 * apt-get install; the package lists are fetched only if it does not work without.
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} whether they are installed now
 */
export async function installPackages(packages) {
  const before = asRoot();
  if (onPath('apt-get').length === 0 || before === undefined) return false;
  /** @param {readonly string[]} args */
  const apt = (args) => {
    const command = [
      ...before,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-y',
      '-q',
      '-o',
      'DPkg::Lock::Timeout=120',
      ...args,
    ];
    return run(/** @type {string} */ (command[0]), command.slice(1));
  };
  const install = () => apt(['install', '--no-install-recommends', ...packages]);
  try {
    await step(`Installing Debian packages: ${packages.join(', ')}`, () =>
      install().catch(() => apt(['update']).then(install)),
    );
    return true;
  } catch (error) {
    say(`  that did not work: ${/** @type {Error} */ (error).message.split('\n').slice(-1)[0]}`);
    return false;
  }
}

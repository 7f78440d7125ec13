import { existsSync } from 'node:fs';
import { installPackages } from './debian.mjs';
import { onPath } from './place.mjs';
import { SetupError } from './progress.mjs';

/** The Redis server to test with: $REDIS_SERVER, or one on the PATH. */
function findRedis() {
  const places = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];
  return [process.env.REDIS_SERVER ?? '', ...onPath('redis-server'), ...places].find(
    (path) => path !== '' && existsSync(path),
  );
}

/**
 * Finds a Redis server or installs Debian's. Tests start it themselves, on loopback and on a port of their own.
 * @returns {Promise<string>} its path
 */
export async function installRedis() {
  let found = findRedis();
  if (!found && (await installPackages(['redis-server']))) found = findRedis();
  if (found) return found;
  throw new SetupError(
    'The tests of queues need a Redis server. Install one (sudo apt-get install redis-server; brew install redis)\n' +
      'or set REDIS_SERVER to the program.',
  );
}

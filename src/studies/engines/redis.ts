import type { RedisOptions } from 'bullmq';
import { InvalidInputError } from '../../foundation/index.js';
import type { LoadedStudy } from '../load-study.js';
import { definitionHash, sha256 } from '../study-hash.js';

/** The environment variables that hold Redis credentials; nothing else does, so that nothing else can leak them. */
const USER = 'POLITY_REDIS_USERNAME';
const PASSWORD = 'POLITY_REDIS_PASSWORD';

/**
 * How to reach Redis: host, port, database and TLS from the address, credentials from the environment alone.
 *
 * @throws InvalidInputError for an address that is none, or that holds credentials (which it does not repeat)
 */
export function redisConnection(address: string): RedisOptions {
  const form = 'be an address like redis://host:6379 or rediss://host:6379/1';
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new InvalidInputError('redis', withoutCredentials(address), form);
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new InvalidInputError('redis', withoutCredentials(address), form);
  }
  if (url.username !== '' || url.password !== '') {
    const requirement = `hold no credentials, which end up in process lists and logs: set ${USER} and ${PASSWORD}`;
    throw new InvalidInputError('redis', withoutCredentials(address), requirement);
  }
  const database = url.pathname.replace(/^\//, '');
  if (!/^\d*$/.test(database)) throw new InvalidInputError('redis', address, form);
  const { [USER]: username, [PASSWORD]: password } = process.env;
  return {
    host: url.hostname || '127.0.0.1',
    port: Number(url.port || 6379),
    db: Number(database || 0),
    ...(username !== undefined && username !== '' && { username }),
    ...(password !== undefined && password !== '' && { password }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    // Commands wait while Redis is away, however long that is.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 2000),
  };
}

/**
 * The queue of a study: its definition and its code name it, so that a worker with another version of either never sees
 * these runs.
 */
export function queueName({ study, codeHash }: LoadedStudy): string {
  return `polity-${study.name}-${sha256(definitionHash(study) + codeHash).slice(0, 16)}`;
}

/** A message without the password, should a library have put it there. */
export function withoutSecrets(message: string): string {
  const { [PASSWORD]: password } = process.env;
  return withoutCredentials(password ? message.replaceAll(password, '***') : message);
}

const withoutCredentials = (text: string) => text.replaceAll(/\/\/[^/@\s]*@/g, '//***@');

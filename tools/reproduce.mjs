/** `npm run reproduce -- [PAPER…] [--list] [--full]`: sets up, then `polity reproduce` with the same arguments. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { command, setup } from './setup.mjs';
import { inRoot } from './setup/place.mjs';

await command(async () => {
  const args = process.argv.slice(2);
  const onlyTalk = args.some((arg) => ['--list', '--help', '-h'].includes(arg));
  await setup({ jupyter: !onlyTalk });
  const polity = spawn(process.execPath, [inRoot('bin', 'polity.mjs'), 'reproduce', ...args], {
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => void polity.kill(signal));
  const [code] = await once(polity, 'close');
  return code ?? 1;
});

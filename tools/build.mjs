/** `npm run build`: everything anew. The other commands build by themselves, and only when a source has changed. */
import { build } from './setup/build.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { linkPackage } from './setup/link.mjs';
import { command } from './setup.mjs';

await command(async () => {
  await installDependencies();
  await build({ force: true });
  linkPackage();
});

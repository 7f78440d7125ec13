import { existsSync } from 'node:fs';
import { installPackages } from './debian.mjs';
import { onPath } from './place.mjs';
import { SetupError } from './progress.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/** The browser to test with: $CHROME_PATH, one on the PATH, one where it usually is. */
export function findChromium() {
  return [process.env.CHROME_PATH ?? '', ...names.flatMap(onPath), ...places].find(
    (path) => path !== '' && existsSync(path),
  );
}

/**
 * Finds Chromium or installs Debian's.
 * @returns {Promise<string>} its path
 */
export async function installChromium() {
  let found = findChromium();
  if (!found && (await installPackages(['chromium']))) found = findChromium();
  if (found) return found;
  throw new SetupError(
    'The browser test needs Chromium or Chrome. Install one (sudo apt-get install chromium; brew install --cask chromium)\n' +
      'or set CHROME_PATH to the program.',
  );
}

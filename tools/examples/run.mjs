/**
 * Imports the compiled examples one after the other, in a process of their own; a line of JSON on stdout for each.
 * `run.mjs MODULE…`
 */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { difference } from './values.mjs';

console.log = () => {};

for (const path of process.argv.slice(2)) {
  /** @type {{ line: number, message: string }[]} */
  const complaints = [];
  /** @type {Record<string, unknown>} */ (globalThis)['__check'] = (
    /** @type {number} */ line,
    /** @type {string} */ shown,
    /** @type {unknown} */ actual,
  ) => {
    try {
      const found = difference(actual, shown);
      if (found !== undefined) complaints.push({ line, message: found });
    } catch {
      complaints.push({ line, message: `the comment is not a value: ${shown}` });
    }
  };
  const start = performance.now();
  try {
    await import(pathToFileURL(path).href);
  } catch (error) {
    complaints.push({ line: 0, message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
  writeSync(1, `${JSON.stringify({ path, complaints, seconds: (performance.now() - start) / 1000 })}\n`);
}
process.exit(0);

import { open, readFile, truncate } from 'node:fs/promises';
import { wholeLines } from '../attribution/index.js';

/** A file of JSON lines that grows, and survives that its writer is killed. */
export interface JsonlFile {
  /** The whole lines that stood there when it was opened. */
  readonly text: string;
  /** Appends a line; resolved once the operating system has it. Lines keep the order of the calls. */
  readonly append: (line: string) => Promise<void>;
  /** Resolved once everything is written. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a file of JSON lines to go on with it, or makes it. Half a line at its end, which an interrupted writer leaves, is cut
 * off first.
 *
 * @example
 * ```ts
 * import { openJsonl } from 'polity/agents';
 * import { tmpdir } from 'node:os';
 * import { mkdtempSync } from 'node:fs';
 * const journal = await openJsonl(`${mkdtempSync(`${tmpdir()}/polity-`)}/journal.jsonl`);
 * await journal.append('{"round":1}\n');
 * await journal.close();
 * journal.text; // ''
 * ```
 */
export async function openJsonl(path: string): Promise<JsonlFile> {
  const file = await open(path, 'a');
  const found = await readFile(path, 'utf8');
  const text = wholeLines(found);
  if (text.length < found.length) await truncate(path, Buffer.byteLength(text));
  let last = Promise.resolve();
  return {
    text,
    append: (line) => (last = last.then(() => file.appendFile(line))),
    close: async () => {
      await last;
      await file.close();
    },
  };
}

import { InvalidInputError } from '../foundation/index.js';
import { byteChunks } from './byte-chunks.js';

const LF = 0x0a;
const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * The first row that is no JSON in a file that DuckDB refused, or `undefined` if every row is by itself. DuckDB counts
 * bytes and lines of its own buffers; this counts rows.
 */
export async function jsonFault(path: string, name: string): Promise<InvalidInputError | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of byteChunks(path, name)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  let row = 0;
  for (const value of /^\s*\[/.test(bytes.toString('latin1', 0, 100)) ? elements(bytes) : lines(bytes)) {
    row++;
    const requirement = unmetRequirement(value);
    if (requirement)
      return new InvalidInputError('row', value.toString('utf8', 0, 100), requirement, { file: name, row });
  }
  return undefined;
}

function unmetRequirement(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.startsWith('\ufeff')) return 'begin without a byte order mark';
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? 'be a JSON object' : 'be UTF-8';
  }
}

/** The lines that are not blank. */
function* lines(bytes: Buffer): Iterable<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LF, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (line.toString('latin1').trim() !== '') yield line;
    start += line.length + 1;
  }
}

/** What stands between the commas of the outermost array. */
function* elements(bytes: Buffer): Iterable<Buffer> {
  let depth = 0;
  let inString = false;
  let start = bytes.indexOf('[') + 1;
  let i = start - 1;
  for (; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENING.has(byte)) depth++;
    else if (CLOSING.has(byte) && --depth === 0) break;
    else if (byte === COMMA && depth === 1) {
      yield bytes.subarray(start, i);
      start = i + 1;
    }
  }
  yield bytes.subarray(start, i);
}

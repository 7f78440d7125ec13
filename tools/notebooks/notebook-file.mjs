import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {string | string[]} Text
 * @typedef {{ output_type: string, name?: string, text?: Text, data?: Record<string, unknown>, metadata?: object,
 *   execution_count?: number | null, ename?: string | undefined, evalue?: string | undefined, traceback?: string[] | undefined }} Output
 * @typedef {{ cell_type: string, id?: string, metadata: Record<string, unknown>, source: Text,
 *   outputs?: Output[], execution_count?: number | null, attachments?: object }} Cell
 * @typedef {{ cells: Cell[], metadata: Record<string, unknown>, nbformat: number, nbformat_minor: number }} Notebook
 */

/** @param {Text | undefined} text */
export const joined = (text) => (Array.isArray(text) ? text.join('') : (text ?? ''));

/** @param {string} path @returns {Notebook} */
export const readNotebook = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @param {Notebook} notebook */
export const codeCells = (notebook) =>
  notebook.cells.flatMap((cell, index) =>
    cell.cell_type === 'code' ? [{ cell, index, source: joined(cell.source) }] : [],
  );

/**
 * Outputs as they stand in a committed notebook: neighbouring pieces of one stream are one output (how a stream is cut
 * is a matter of timing), and nothing is left that differs from run to run.
 * @param {readonly Output[]} outputs
 */
export function tidyOutputs(outputs) {
  /** @type {Output[]} */
  const tidy = [];
  for (const output of outputs) {
    const last = tidy.at(-1);
    if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name) {
      last.text = joined(last.text) + joined(output.text);
    } else if (output.output_type === 'stream') {
      tidy.push({ output_type: 'stream', name: output.name ?? 'stdout', text: joined(output.text) });
    } else if (output.output_type === 'error') {
      const { ename, evalue, traceback } = output;
      tidy.push({ output_type: 'error', ename, evalue, traceback });
    } else {
      const data = Object.entries(output.data ?? {}).map(([type, value]) => [type, asText(value)]);
      // Metadata are the sizes of images.
      const { output_type, metadata = {} } = output;
      tidy.push({ output_type, data: Object.fromEntries(data), metadata });
    }
  }
  return tidy;
}

/**
 * Texts of a MIME bundle may be lists of lines; other JSON stays.
 * @param {unknown} value
 */
const asText = (value) =>
  Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('') : value;

/**
 * A notebook as it is committed: the cells, their outputs, and of the metadata only what a reader needs.
 * @param {Notebook} notebook
 * @returns {Notebook}
 */
export function tidyNotebook(notebook) {
  const ids = new Set();
  /** @param {Cell} cell @param {number} index */
  const idOf = (cell, index) => {
    const id = cell.id !== undefined && !ids.has(cell.id) ? cell.id : `cell-${index + 1}`;
    ids.add(id);
    return id;
  };
  let count = 0;
  const cells = notebook.cells.map((cell, index) => {
    const { cell_type, attachments, metadata } = cell;
    const kept = Object.fromEntries(
      ['tags', 'jupyter'].flatMap((key) => (key in metadata ? [[key, metadata[key]]] : [])),
    );
    const common = { cell_type, id: idOf(cell, index), metadata: kept, source: joined(cell.source) };
    if (cell_type !== 'code') return { ...common, ...(attachments && { attachments }) };
    const ran = cell.execution_count != null;
    return { ...common, execution_count: ran ? ++count : null, outputs: tidyOutputs(cell.outputs ?? []) };
  });
  const metadata = {
    kernelspec: { display_name: 'TypeScript (tslab)', language: 'typescript', name: 'tslab' },
    language_info: {
      codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
      file_extension: '.ts',
      mimetype: 'text/typescript',
      name: 'typescript',
      version: '3.7.2',
    },
  };
  return { cells, metadata, nbformat: 4, nbformat_minor: 5 };
}

/**
 * Writes as Jupyter writes (keys in order, one space, texts as lists of lines), so that saving there changes little.
 * @param {string} path
 * @param {Notebook} notebook
 */
export function writeNotebook(path, notebook) {
  writeFileSync(path, `${JSON.stringify(onDisk(notebook), null, 1)}\n`);
}

const textKeys = new Set(['source', 'text']);
/** @param {string} type */
const isTextType = (type) => type !== 'application/json' && !type.endsWith('+json');

/** @param {unknown} value @param {boolean} [inData] @returns {unknown} */
function onDisk(value, inData = false) {
  if (Array.isArray(value)) return value.map((item) => onDisk(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, item]) => {
      const isText = typeof item === 'string' && (inData ? isTextType(key) : textKeys.has(key));
      return [key, isText ? linesOf(item) : onDisk(item, key === 'data')];
    }),
  );
}

/** @param {string} text its lines, each with its own end */
const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

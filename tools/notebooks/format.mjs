import * as prettier from 'prettier';
import { inRoot } from '../setup/place.mjs';
import { joined, readNotebook, writeNotebook } from './notebook-file.mjs';

/** @param {string} source the code of a cell, or a markdown text */
async function formatted(source) {
  const options = await prettier.resolveConfig(inRoot('src', 'index.ts'));
  const text = await prettier.format(source, { ...options, parser: 'typescript' });
  return text.trimEnd();
}

/**
 * The code cells that prettier would write otherwise.
 * @param {string} path
 */
export async function unformattedCells(path) {
  const notebook = readNotebook(path);
  /** @type {string[]} */
  const complaints = [];
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    const source = joined(cell.source);
    const tidy = await formatted(source).catch((error) => `${error.message}`);
    if (tidy !== source)
      complaints.push(`cell ${index + 1}: not as prettier writes it (node tools/notebooks.mjs run --write)`);
  }
  return complaints;
}

/**
 * Formats the code of a notebook, in place.
 * @param {string} path
 */
export async function formatNotebook(path) {
  const notebook = readNotebook(path);
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'code') cell.source = await formatted(joined(cell.source));
  }
  writeNotebook(path, notebook);
}

import { InvalidInputError } from '../foundation/index.js';
import { byteChunks } from './byte-chunks.js';
import { CsvScanner, type CsvStructure } from './csv-scanner.js';

/**
 * Checks that a file is well-formed CSV and tells its header, its number of rows, and what DuckDB needs to know to read
 * the values. DuckDB alone could not say in which row and column a fault stands, and takes some faults for data.
 */
export async function csvStructure(path: string, name: string, delimiter: string): Promise<CsvStructure> {
  try {
    return await scan(path, name, delimiter, false);
  } catch (fault) {
    // A second, slower scan keeps the text of the fields, to show it and to find the one that is not UTF-8.
    const inText = fault instanceof InvalidInputError || fault instanceof TypeError;
    if (inText) return await scan(path, name, delimiter, true);
    throw fault;
  }
}

async function scan(path: string, name: string, delimiter: string, keepText: boolean): Promise<CsvStructure> {
  const scanner = new CsvScanner(name, delimiter, keepText);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of byteChunks(path, name)) {
    if (!keepText) utf8.decode(chunk, { stream: true });
    scanner.push(chunk);
  }
  if (!keepText) utf8.decode();
  return scanner.end();
}

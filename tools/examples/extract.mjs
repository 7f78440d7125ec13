import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { inRoot, root } from '../setup/place.mjs';

/** @typedef {{ file: string, line: number, code: string }} Example `line` is that of the code's first line in `file` */

/** Every example that a reader can meet: in the docstrings of src/, in docs/ and in README.md. */
export function allExamples() {
  const sources = readdirSync(inRoot('src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|bench|as)\.ts$/.test(name))
    .map((name) => inRoot('src', name));
  const pages = readdirSync(inRoot('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => inRoot('docs', name));
  const readme = [inRoot('README.md')].filter((path) => existsSync(path));
  return [
    ...readme.flatMap((path) => inMarkdown(readFileSync(path, 'utf8'), shown(path))),
    ...pages.sort().flatMap((path) => inMarkdown(readFileSync(path, 'utf8'), shown(path))),
    ...sources.sort().flatMap((path) => inDocstrings(readFileSync(path, 'utf8'), shown(path))),
  ];
}

/** @param {string} path */
const shown = (path) => relative(root, path).replaceAll('\\', '/');

/**
 * The ```ts blocks of a Markdown text.
 * @param {string} text
 * @param {string} file
 * @param {number} [firstLine] where in the file the text begins
 * @returns {Example[]}
 */
export function inMarkdown(text, file, firstLine = 1) {
  /** @type {Example[]} */
  const examples = [];
  /** @type {{ fence: string, wanted: boolean, line: number, code: string[] } | undefined} */
  let block;
  for (const [i, line] of text.split('\n').entries()) {
    const fence = /^\s*(`{3,})\s*(\S*)/.exec(line);
    if (block === undefined) {
      if (fence) block = { fence: fence[1] ?? '', wanted: fence[2] === 'ts', line: firstLine + i + 1, code: [] };
    } else if (fence?.[1] === block.fence && fence[2] === '') {
      if (block.wanted) examples.push({ file, line: block.line, code: block.code.join('\n') });
      block = undefined;
    } else {
      block.code.push(line);
    }
  }
  return examples;
}

/**
 * The ```ts blocks under `@example` in the docstrings of a source text.
 * @param {string} source
 * @param {string} file
 */
export function inDocstrings(source, file) {
  return [...source.matchAll(/\/\*\*([\s\S]*?)\*\//g)].flatMap((comment) => {
    const firstLine = source.slice(0, comment.index).split('\n').length;
    const lines = (comment[1] ?? '').split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    const from = lines.findIndex((line) => line.startsWith('@example'));
    return from === -1 ? [] : inMarkdown(lines.slice(from).join('\n'), file, firstLine + from);
  });
}

import { codeCells, joined, tidyOutputs } from './notebook-file.mjs';

/** @typedef {import('./notebook-file.mjs').Notebook} Notebook */
/** @typedef {import('./notebook-file.mjs').Output} Output */

/**
 * The cells whose outputs are not what they were, each described in a few lines; none if the notebook still tells
 * the truth. Outputs are compared to the last character: what a notebook shows is seeded and knows no clock.
 * @param {Notebook} committed
 * @param {Notebook} executed the same notebook, run anew
 */
export function changedOutputs(committed, executed) {
  const anew = codeCells(executed);
  return codeCells(committed).flatMap(({ cell, index, source }, i) => {
    const before = tidyOutputs(cell.outputs ?? []).flatMap(pieces);
    const now = tidyOutputs(anew[i]?.cell.outputs ?? []).flatMap(pieces);
    const differences = Array.from({ length: Math.max(before.length, now.length) }, (_, k) =>
      describe(before[k], now[k]),
    );
    const found = differences.filter((difference) => difference !== undefined);
    if (found.length === 0) return [];
    const firstLine = source.trim().split('\n')[0];
    const reason = cell.execution_count == null && before.length === 0 ? ' (committed without having been run)' : '';
    return [`cell ${index + 1}${reason}: ${firstLine}\n${found.join('\n')}`];
  });
}

/** @typedef {{ what: string, content: string }} Piece */

/**
 * An output as pieces to compare: one for a stream, one for each MIME type of a display.
 * @param {Output} output
 */
function pieces(output) {
  if (output.output_type === 'stream') return [{ what: output.name ?? 'stream', content: joined(output.text) }];
  if (output.ename !== undefined) return [{ what: 'error', content: `${output.ename}: ${output.evalue}` }];
  return Object.entries(output.data ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, value]) => ({
      what: type,
      content: typeof value === 'string' ? value : JSON.stringify(value, null, 1),
    }));
}

/** @param {Piece | undefined} before @param {Piece | undefined} now */
function describe(before, now) {
  if (before?.what === now?.what && before?.content === now?.content) return undefined;
  if (before === undefined || now === undefined || before.what !== now.what) {
    return `  - ${before ? excerpt(before, 0) : '(nothing)'}\n  + ${now ? excerpt(now, 0) : '(nothing)'}`;
  }
  let at = 0;
  while (before.content[at] === now.content[at]) at++;
  return `  - ${excerpt(before, at)}\n  + ${excerpt(now, at)}`;
}

/**
 * What stands around a place of a text, on one line.
 * @param {Piece} piece
 * @param {number} at
 */
function excerpt({ what, content }, at) {
  const lineStart = content.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = content.indexOf('\n', at) === -1 ? content.length : content.indexOf('\n', at);
  const [from, to] = [Math.max(lineStart, at - 60), Math.min(lineEnd, at + 100)];
  const line = content.slice(0, at).split('\n').length;
  return `${what}, line ${line}: ${from > lineStart ? '…' : ''}${content.slice(from, to)}${to < lineEnd ? '…' : ''}`;
}

/** Prints a result for programs; numbers that JSON does not have are the texts "Infinity", "-Infinity" and "NaN". */
export function printJson(result: unknown): void {
  const text = JSON.stringify(
    result,
    (_key, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
      return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
    },
    2,
  );
  process.stdout.write(`${text}\n`);
}

/** Prints paragraphs, with an empty line between them. */
export function printReport(...paragraphs: readonly string[]): void {
  process.stdout.write(`${paragraphs.filter(Boolean).join('\n\n')}\n`);
}

/** Longest line of running text. */
const LINE = 100;

/** Names and values in two columns; a long value goes on below itself. */
export function formatPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  const widest = Math.max(...pairs.map(([name]) => name.length));
  const indent = ' '.repeat(widest + 4);
  return pairs.map(([name, value]) => `  ${name.padEnd(widest)}  ${formatText(value, indent)}`).join('\n');
}

/** Text broken into lines at spaces; all but the first begin with `indent`. */
export function formatText(text: string, indent = ''): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + last.length + 1 + word.length <= LINE)
      lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines.join(`\n${indent}`);
}

/** A table with a heading; columns of numbers are aligned to the right. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const numeric = heading.map((_, i) => rows.every((row) => /^[-+]?[\d.∞–—]|^$/.test(row[i])));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (numeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')}`.trimEnd();
  return [heading, ...rows].map(line).join('\n');
}

/** A number with four significant digits, or whole; ∞ and — where there is none. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString('en-GB');
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-4) return value.toExponential(digits - 1);
  if (size >= 1000) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(digits)));
}

export function formatPercent(value: number, digits = 1): string {
  return `${(100 * value).toFixed(digits)} %`;
}

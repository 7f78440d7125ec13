import { textWidth, type FontWeight } from './font-metrics.js';

/** Size of a subscript or superscript relative to its text, and how far it moves, in units of the text's size. */
const scriptSize = 0.72;
const scriptShift = { sub: 0.24, super: -0.36 } as const;

interface Run {
  readonly text: string;
  readonly script?: keyof typeof scriptShift;
}

/** Splits `μ_{L}` and `T^{10}` into runs of plain, lowered and raised text. */
function runs(marked: string): Run[] {
  const found: Run[] = [];
  let end = 0;
  for (const match of marked.matchAll(/([_^])\{([^}]*)\}/g)) {
    const start = match.index ?? 0;
    if (start > end) found.push({ text: marked.slice(end, start) });
    found.push({ text: match[2] ?? '', script: match[1] === '_' ? 'sub' : 'super' });
    end = start + match[0].length;
  }
  if (end < marked.length) found.push({ text: marked.slice(end) });
  return found;
}

export function hasScripts(marked: string): boolean {
  return /[_^]\{/.test(marked);
}

/** Marked text as it is read where there are no scripts: `μ_L`, `T^10`. */
export function plainText(marked: string): string {
  return marked.replace(/([_^])\{([^}]*)\}/g, '$1$2');
}

/** Marked text as HTML: `μ<sub>L</sub>`, `T<sup>10</sup>`. */
export function htmlText(marked: string): string {
  const tags = { sub: 'sub', super: 'sup' } as const;
  return runs(marked)
    .map(({ text, script }) => (script ? `<${tags[script]}>${escapeXml(text)}</${tags[script]}>` : escapeXml(text)))
    .join('');
}

/** Width in pixels of marked text on one line. */
export function markedWidth(marked: string, size: number, weight: FontWeight = 'regular'): number {
  let width = 0;
  for (const { text, script } of runs(marked)) width += textWidth(text, script ? size * scriptSize : size, weight);
  return width;
}

/** Breaks marked text at spaces into lines no wider than `width`; a longer word stands alone, and `u = 3` stays together. */
export function wrapText(marked: string, width: number, size: number, weight: FontWeight = 'regular'): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of marked.trim().split(/(?<![=<>≤≥≈]) +(?![=<>≤≥≈])/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && markedWidth(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}

/** The inside of an SVG `text` element: plain text, with a `tspan` for each script and one to come back to the line. */
export function textContent(marked: string, size: number): string {
  let markup = '';
  let lowered = 0;
  for (const { text, script } of runs(marked)) {
    const target = script ? scriptShift[script] * size : 0;
    const attributes = [
      ...(target === lowered ? [] : [`dy="${round(target - lowered)}"`]),
      ...(script ? [`font-size="${round(size * scriptSize)}"`] : []),
    ];
    markup += attributes.length ? `<tspan ${attributes.join(' ')}>${escapeXml(text)}</tspan>` : escapeXml(text);
    lowered = target;
  }
  return markup;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Two decimals: finer than a pixel shows, coarser than the last bits that differ between machines. */
export function round(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The font that PNG files are drawn with and that every text is measured with. */
export const fontFamily = 'DejaVu Sans';

export type FontWeight = 'regular' | 'bold';

const files: Record<FontWeight, string> = { regular: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' };

/** Paths of the font's files, which come with npm package `dejavu-fonts-ttf`: the same on every machine. */
export function fontFile(weight: FontWeight): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${files[weight]}`);
}

/** Width of a text in pixels: the sum of the font's advances at this size (kerning, which only narrows, left out). */
export function textWidth(text: string, size: number, weight: FontWeight = 'regular'): number {
  const { unitsPerEm, advance } = metrics(weight);
  let units = 0;
  for (const character of text) units += advance(character.codePointAt(0) ?? 0);
  return (units / unitsPerEm) * size;
}

interface Metrics {
  readonly unitsPerEm: number;
  readonly advance: (codePoint: number) => number;
}

const loaded = new Map<FontWeight, Metrics>();

function metrics(weight: FontWeight): Metrics {
  let found = loaded.get(weight);
  if (!found) loaded.set(weight, (found = readMetrics(readFileSync(fontFile(weight)))));
  return found;
}

/** Reads the tables of a TrueType file that say how wide a character is: `head`, `hhea`, `hmtx` and `cmap`. */
function readMetrics(file: Buffer): Metrics {
  const table = (tag: string) => file.subarray(tableOffset(file, tag));
  const unitsPerEm = table('head').readUInt16BE(18);
  const wideGlyphs = table('hhea').readUInt16BE(34);
  const horizontal = table('hmtx');
  const glyphOf = segmentedMap(table('cmap'));
  // Glyphs past the last entry share its advance.
  const advance = (codePoint: number) => horizontal.readUInt16BE(4 * Math.min(glyphOf(codePoint), wideGlyphs - 1));
  return { unitsPerEm, advance };
}

function tableOffset(file: Buffer, tag: string): number {
  const tables = file.readUInt16BE(4);
  for (let i = 0; i < tables; i++) {
    const entry = 12 + 16 * i;
    if (file.toString('latin1', entry, entry + 4) === tag) return file.readUInt32BE(entry + 8);
  }
  throw new Error(`font file has no table ${tag}`);
}

/** Character to glyph by the `cmap` subtable of format 4, which covers the basic plane; other characters are glyph 0. */
function segmentedMap(cmap: Buffer): (codePoint: number) => number {
  const map = cmap.subarray(formatFourOffset(cmap));
  const segments = map.readUInt16BE(6) / 2;
  const [ends, starts, deltas, ranges] = [14, 16 + 2 * segments, 16 + 4 * segments, 16 + 6 * segments] as const;
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    let segment = 0;
    while (map.readUInt16BE(ends + 2 * segment) < codePoint) segment++;
    const start = map.readUInt16BE(starts + 2 * segment);
    if (codePoint < start) return 0;
    const delta = map.readUInt16BE(deltas + 2 * segment);
    const rangePlace = ranges + 2 * segment;
    const range = map.readUInt16BE(rangePlace);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = map.readUInt16BE(rangePlace + range + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

function formatFourOffset(cmap: Buffer): number {
  const subtables = cmap.readUInt16BE(2);
  for (let i = 0; i < subtables; i++) {
    const offset = cmap.readUInt32BE(4 + 8 * i + 4);
    if (cmap.readUInt16BE(offset) === 4) return offset;
  }
  throw new Error('font file has no character map of format 4');
}

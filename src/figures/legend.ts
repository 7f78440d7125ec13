import type { LegendEntry, Ramp } from './figure.js';
import type { Theme } from './theme.js';
import { escapeXml, markedWidth, round, textContent } from './typeset.js';

/** A piece of a figure: SVG markup that starts at the origin, and how tall it is. */
export interface Block {
  readonly markup: string;
  readonly height: number;
}

const textSize = 12;
const rowHeight = 20;
const symbolWidth = 22;
const dotCentre = 6;
const symbolGap = 7;
const entryGap = 20;

/** Entries from left to right, on as many rows as the width asks for. */
export function drawLegend(entries: readonly LegendEntry[], theme: Theme, width: number): Block {
  let [x, row] = [0, 0];
  const markup = entries.map(({ label, color, mark = 'line' }) => {
    const textStart = (mark === 'dot' || mark === 'ring' ? 2 * dotCentre : symbolWidth) + symbolGap;
    const needed = textStart + markedWidth(label, textSize);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const place = `translate(${round(x)},${round(rowHeight * (row + 0.5))})`;
    x += needed + entryGap;
    return `<g transform="${place}">${symbol(mark, escapeXml(color(theme)))}${text(textStart, label, theme.ink)}</g>`;
  });
  return { markup: markup.join(''), height: rowHeight * (row + 1) };
}

function symbol(mark: NonNullable<LegendEntry['mark']>, color: string): string {
  const line = `<line x2="${symbolWidth}" stroke="${color}" stroke-width="2.2"`;
  if (mark === 'dash') return `${line} stroke-dasharray="5 3"/>`;
  if (mark === 'dots') return `${line} stroke-linecap="round" stroke-dasharray="0.1 4.4"/>`;
  if (mark === 'dot') return `<circle cx="${dotCentre}" r="4.5" fill="${color}"/>`;
  if (mark === 'ring') {
    return `<circle cx="${dotCentre}" r="5" fill="none" stroke="${color}" stroke-width="1.5"/>`;
  }
  if (mark === 'area')
    return `<rect y="-6" width="${symbolWidth}" height="12" rx="2" fill="${color}" fill-opacity="0.3"/>`;
  return `${line}/>`;
}

function text(x: number, marked: string, fill: string, anchor = 'start', y = 0): string {
  return `<text x="${round(x)}" y="${round(y + 0.36 * textSize)}" font-size="${textSize}" text-anchor="${anchor}" fill="${fill}">${textContent(marked, textSize)}</text>`;
}

/** A bar of colour steps with its thresholds written under it, as many as fit. */
export function drawRamp({ label, colors, thresholds, format = String }: Ramp, theme: Theme, width: number): Block {
  const steps = colors(theme);
  const labelWidth = markedWidth(label, textSize) + 12;
  const besideLabel = labelWidth + 240 <= width;
  const left = besideLabel ? labelWidth : 0;
  const top = besideLabel ? 0 : rowHeight;
  const step = Math.min(width - left, 360) / steps.length;
  const bars = steps.map(
    (color, i) =>
      `<rect x="${round(left + i * step)}" y="${top + 4}" width="${round(step)}" height="11" fill="${escapeXml(color)}" shape-rendering="crispEdges"/>`,
  );
  const written = thresholds.map(format);
  const widest = Math.max(...written.map((value) => markedWidth(value, textSize)));
  const every = Math.max(1, Math.ceil((widest + 8) / step));
  // The middle threshold is always written: in a diverging ramp it is where the sign changes.
  const phase = Math.floor((written.length - 1) / 2) % every;
  const ticks = written.flatMap((value, i) =>
    i % every === phase ? [text(left + (i + 1) * step, value, theme.muted, 'middle', top + 24)] : [],
  );
  return { markup: text(0, label, theme.ink, 'start', 10) + bars.join('') + ticks.join(''), height: top + 34 };
}

import { createHash } from 'node:crypto';
import { checkOneOf } from '../foundation/index.js';
import type { Figure } from './figure.js';
import { fontFamily } from './font-metrics.js';
import { drawLegend, drawRamp, type Block } from './legend.js';
import { drawPlot, idPlace } from './draw-plot.js';
import { themes, themeStyle, type Theme, type ThemeMode } from './theme.js';
import { escapeXml, plainText, round, textContent, wrapText } from './typeset.js';

const padding = 20;
const defaultWidth = 720;
const defaultHeight = 400;
const heading = { size: 16, line: 22, weight: 'bold' } as const;
const subheading = { size: 12.5, line: 18, weight: 'regular' } as const;
const footing = { size: 10.5, line: 15, weight: 'regular' } as const;

// Measured with DejaVu Sans, which is wider than these, so what fits there fits here.
const fontStack = `system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, '${fontFamily}', sans-serif`;

export interface RenderSvgOptions {
  /** `auto` (the default) follows the reader's light or dark setting; `light` and `dark` are fixed. */
  readonly theme?: ThemeMode;
}

/**
 * Draws a figure as one self-contained SVG: card, title, subtitle, legend, plot, source line.
 * The same figure gives the same bytes. Loads Observable Plot and jsdom on first use (about half a second).
 *
 * @example
 * ```ts
 * import { figure, renderSvg } from 'polity/figures';
 * const line = figure({
 *   title: 'A rising line',
 *   description: 'A straight line from (0, 0) to (1, 1).',
 *   plot: (Plot, theme) => ({ marks: [Plot.line([[0, 0], [1, 1]], { stroke: theme.series[0] })] }),
 * });
 * (await renderSvg(line)).startsWith('<svg'); // true
 * ```
 */
export async function renderSvg(figure: Figure, { theme: mode = 'auto' }: RenderSvgOptions = {}): Promise<string> {
  const theme = themes[checkOneOf('theme', mode, ['auto', 'light', 'dark'])];
  const width = figure.width ?? defaultWidth;
  const inside = width - 2 * padding;
  const plotHeight = figure.height ?? defaultHeight;

  const blocks: Block[] = [drawLines(figure.title, heading, theme.ink, inside)];
  if (figure.subtitle) blocks.push(gap(4), drawLines(figure.subtitle, subheading, theme.muted, inside));
  if (figure.legend?.length) blocks.push(gap(10), drawLegend(figure.legend, theme, inside));
  if (figure.ramp) blocks.push(gap(10), drawRamp(figure.ramp, theme, inside));
  blocks.push(gap(8), { markup: await drawPlot(figure, theme, inside, plotHeight), height: plotHeight });
  if (figure.source) blocks.push(gap(10), drawLines(figure.source, footing, theme.muted, inside));

  const { markup, height } = stack(blocks);
  return compose(figure, theme, width, height + 2 * padding, markup);
}

function drawLines(
  marked: string,
  { size, line, weight }: { readonly size: number; readonly line: number; readonly weight: 'bold' | 'regular' },
  fill: string,
  width: number,
): Block {
  const lines = wrapText(marked, width, size, weight);
  const attributes = `font-size="${size}" fill="${fill}"${weight === 'bold' ? ' font-weight="bold"' : ''}`;
  const markup = lines.map(
    (text, i) => `<text y="${round(i * line + 0.95 * size)}" ${attributes}>${textContent(text, size)}</text>`,
  );
  return { markup: markup.join(''), height: lines.length * line };
}

function gap(height: number): Block {
  return { markup: '', height };
}

function stack(blocks: readonly Block[]): Block {
  let [markup, height] = ['', 0];
  for (const block of blocks) {
    if (block.markup) markup += `<g transform="translate(${padding},${padding + height})">${block.markup}</g>`;
    height += block.height;
  }
  return { markup, height };
}

/** Ids are a digest of the drawing, so figures on one page do not touch each other's clips and colours. */
function compose(figure: Figure, theme: Theme, width: number, height: number, drawing: string): string {
  const words =
    `<title id="${idPlace}-title">${escapeXml(plainText(figure.title))}</title>` +
    `<desc id="${idPlace}-desc">${escapeXml(plainText(figure.description))}</desc>`;
  const root =
    `<svg xmlns="http://www.w3.org/2000/svg" id="${idPlace}" role="img" aria-labelledby="${idPlace}-title ${idPlace}-desc"` +
    ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fontStack}"` +
    ` color="${theme.ink}" style="max-width:100%;height:auto">`;
  const card =
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"` +
    ` fill="${theme.paper}" stroke="${theme.grid}"/>`;
  const style = theme.mode === 'auto' ? `<style>${themeStyle(idPlace, root + card + drawing)}</style>` : '';
  const svg = `${root}${words}${style}${card}${drawing}</svg>`;
  const id = `polity-${createHash('sha256').update(svg).digest('hex').slice(0, 10)}`;
  return svg.replaceAll(idPlace, id);
}

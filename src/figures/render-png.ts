import { checkNumber, checkOneOf } from '../foundation/index.js';
import type { Figure } from './figure.js';
import { fontFamily, fontFile } from './font-metrics.js';
import { renderSvg } from './render-svg.js';

export interface RenderPngOptions {
  /** Default `light`. */
  readonly theme?: 'light' | 'dark';
  /** Image pixels per CSS pixel, 0.25 to 8; default 2. */
  readonly scale?: number;
}

/**
 * Draws a figure as a PNG file. Fonts come from the package and never from the system, so the bytes are the same everywhere.
 *
 * @example
 * ```ts
 * import { figure, renderPng } from 'polity/figures';
 * const line = figure({
 *   title: 'A rising line',
 *   description: 'A straight line from (0, 0) to (1, 1).',
 *   plot: (Plot) => ({ marks: [Plot.line([[0, 0], [1, 1]])] }),
 * });
 * (await renderPng(line, { scale: 1 })).subarray(1, 4).toString(); // '80,78,71'
 * ```
 */
export async function renderPng(
  figure: Figure,
  { theme = 'light', scale = 2 }: RenderPngOptions = {},
): Promise<Uint8Array> {
  checkOneOf('theme', theme, ['light', 'dark']);
  checkNumber('scale', scale, { min: 0.25, max: 8 });
  const [{ Resvg }, svg] = await Promise.all([import('@resvg/resvg-js'), renderSvg(figure, { theme })]);
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: [fontFile('regular'), fontFile('bold')],
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  }).render();
  return new Uint8Array(image.asPng());
}

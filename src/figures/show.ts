import type { Display } from './display.js';
import type { Figure } from './figure.js';
import { kernelDisplay } from './kernel-display.js';
import { renderPng } from './render-png.js';
import { renderSvg } from './render-svg.js';
import { plainText } from './typeset.js';

/**
 * Shows a figure under a notebook cell: as SVG, as PNG for readers without SVG, and as its description for readers without either.
 *
 * @param display - where to; default the running tslab kernel.
 * @throws Error outside a notebook, if no `display` is given.
 *
 * @example
 * ```ts
 * import { figure, show } from 'polity/figures';
 * const line = figure({
 *   title: 'A rising line',
 *   description: 'A straight line from (0, 0) to (1, 1).',
 *   plot: (Plot) => ({ marks: [Plot.line([[0, 0], [1, 1]])] }),
 * });
 * const shown: string[] = [];
 * await show(line, ({ data }) => shown.push(...Object.keys(data)));
 * shown; // ['image/svg+xml', 'image/png', 'text/plain']
 * ```
 */
export async function show(figure: Figure, display: Display = kernelDisplay()): Promise<void> {
  const scale = 2;
  const png = Buffer.from(await renderPng(figure, { scale }));
  display({
    data: {
      'image/svg+xml': await renderSvg(figure),
      'image/png': png.toString('base64'),
      'text/plain': plainText(`${figure.title}. ${figure.description}`),
    },
    // The header chunk of a PNG file begins with its width and height.
    metadata: { 'image/png': { width: png.readUInt32BE(16) / scale, height: png.readUInt32BE(20) / scale } },
    transient: {},
  });
}

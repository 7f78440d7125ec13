import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { InvalidInputError } from '../foundation/index.js';
import type { Figure } from './figure.js';
import { renderPng } from './render-png.js';
import { renderSvg } from './render-svg.js';
import type { ThemeMode } from './theme.js';
import { escapeXml, plainText } from './typeset.js';

export interface SaveFigureOptions {
  /** Default `auto`, which a PNG file draws as `light`. */
  readonly theme?: ThemeMode;
}

/**
 * Writes a figure to a file: `.svg`, `.png` (at twice its size) or `.html` (a page with the SVG inside).
 *
 * @throws InvalidInputError if the path has another extension.
 */
export async function saveFigure(
  figure: Figure,
  path: string,
  { theme = 'auto' }: SaveFigureOptions = {},
): Promise<void> {
  await writeFile(path, await contents(figure, path, theme));
}

async function contents(figure: Figure, path: string, theme: ThemeMode): Promise<string | Uint8Array> {
  switch (extname(path).toLowerCase()) {
    case '.svg':
      return (await renderSvg(figure, { theme })) + '\n';
    case '.png':
      return renderPng(figure, { theme: theme === 'auto' ? 'light' : theme });
    case '.html':
      return page(plainText(figure.title), await renderSvg(figure, { theme }));
    default:
      throw new InvalidInputError('path', path, "end in '.svg', '.png' or '.html'");
  }
}

function page(title: string, svg: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(title)}</title>
<body style="margin:2rem;display:grid;justify-content:center">
${svg}
</body>
</html>
`;
}

/**
 * Figures: descriptions drawn by Observable Plot, to SVG, PNG, HTML and notebook cells.
 * @module figures
 */
export { figure, type Figure, type LegendEntry, type LegendMark, type Ramp } from './figure.js';
export type { Theme, ThemeMode } from './theme.js';
export { renderSvg, type RenderSvgOptions } from './render-svg.js';
export { renderPng, type RenderPngOptions } from './render-png.js';
export { saveFigure, type SaveFigureOptions } from './save-figure.js';
export { show } from './show.js';
export type { Display, DisplayData } from './display.js';
export { htmlText, plainText } from './typeset.js';
export { decimal, significant } from './decimal.js';
export { decadeTicks, logAxisX, logAxisY, tickLabel } from './log-axes.js';
export { liveDisplay, type LiveDisplay } from './live-display.js';

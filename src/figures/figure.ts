import type * as Plot from '@observablehq/plot';
import { checkNumber, checkOneOf, InvalidInputError } from '../foundation/index.js';
import type { Theme } from './theme.js';

/**
 * A figure as a description: words, a legend, and a function that is handed Observable Plot and a theme.
 * It costs nothing to make; {@link renderSvg} draws it.
 *
 * In every text `_{…}` sets a subscript and `^{…}` a superscript: `μ_{L}`, `T^{10}`.
 */
export interface Figure {
  /** What was found, as a sentence. */
  readonly title: string;
  /** What is shown and for which parameters. */
  readonly subtitle?: string;
  /** The line under the figure: paper, data set. */
  readonly source?: string;
  /** For readers who do not see the figure: what it shows. */
  readonly description: string;
  /** Of the whole card, in CSS pixels; default 720. */
  readonly width?: number;
  /** Of the plot inside, without heading, legend and source line; default 400. */
  readonly height?: number;
  readonly legend?: readonly LegendEntry[];
  readonly ramp?: Ramp;
  /** Plot's options: marks, scales, facets. Width, height and document are set by the renderer. */
  readonly plot: (plot: typeof Plot, theme: Theme) => Plot.PlotOptions;
}

export interface LegendEntry {
  readonly label: string;
  /** Colour of the mark. */
  readonly color: (theme: Theme) => string;
  /** Default `line`; an `area` is drawn translucent. */
  readonly mark?: LegendMark;
}

export type LegendMark = (typeof legendMarks)[number];
const legendMarks = ['line', 'dash', 'dots', 'dot', 'ring', 'area'] as const;

/** The legend of a stepped colour scale, as Plot's `threshold` scale draws it: one colour more than thresholds. */
export interface Ramp {
  readonly label: string;
  /** From the lowest step up. */
  readonly colors: (theme: Theme) => readonly string[];
  /** Ascending values at which the colour changes. */
  readonly thresholds: readonly number[];
  /** How a threshold is written; default its shortest decimal form. */
  readonly format?: (value: number) => string;
}

/**
 * Checks a description of a figure and freezes it.
 *
 * @throws InvalidInputError if title or description is empty, a size is out of range, or legend or ramp are malformed.
 *
 * @example
 * ```ts
 * import { figure } from 'polity/figures';
 * const parabola = figure({
 *   title: 'The parabola touches zero once',
 *   description: 'A curve that falls to zero at x = 0 and rises again.',
 *   plot: (Plot, theme) => ({
 *     marks: [Plot.line([-2, -1, 0, 1, 2], { x: (x) => x, y: (x) => x * x, stroke: theme.series[0] })],
 *   }),
 * });
 * parabola.title; // 'The parabola touches zero once'
 * ```
 */
export function figure(spec: Figure): Figure {
  checkText('title', spec.title);
  checkText('description', spec.description);
  if (spec.subtitle !== undefined) checkText('subtitle', spec.subtitle);
  if (spec.source !== undefined) checkText('source', spec.source);
  if (spec.width !== undefined) checkNumber('width', spec.width, { min: 240, max: 4000 });
  if (spec.height !== undefined) checkNumber('height', spec.height, { min: 80, max: 4000 });
  if (typeof spec.plot !== 'function')
    throw new InvalidInputError('plot', spec.plot, 'be a function (Plot, theme) => options');
  spec.legend?.forEach(checkLegendEntry);
  if (spec.ramp) checkRamp(spec.ramp);
  return Object.freeze({ ...spec });
}

function checkText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '') throw new InvalidInputError(name, value, 'be a text');
}

function checkLegendEntry({ label, color, mark = 'line' }: LegendEntry, i: number): void {
  checkText(`legend[${i}].label`, label);
  checkOneOf(`legend[${i}].mark`, mark, legendMarks);
  if (typeof color !== 'function')
    throw new InvalidInputError(`legend[${i}].color`, color, 'be a function of the theme');
}

function checkRamp({ label, thresholds }: Ramp): void {
  checkText('ramp.label', label);
  if (thresholds.length === 0) throw new InvalidInputError('ramp.thresholds', thresholds, 'hold a value');
  thresholds.forEach((value, i) =>
    checkNumber(`ramp.thresholds[${i}]`, value, i === 0 ? {} : { min: thresholds[i - 1], aboveMin: true }),
  );
}

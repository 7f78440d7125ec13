import { decimal, logAxisX, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { organizationExponent } from '../amplification.js';
import { fidelityAt, type FidelityCurve } from '../fidelity-curve.js';
import { designMessageLength, largestFanIn } from '../window-design.js';
import { integers, paper } from './words.js';

export interface WindowDesignFigureOptions {
  /** Context windows W in tokens, a curve each; each holds three messages of one token at least. */
  readonly windows: readonly number[];
  readonly fidelityCurve: FidelityCurve;
  /** Correlation ρ in [0, 1]. */
  readonly correlation: number;
}

/**
 * Organization exponent against message length when every aggregator reads as many messages as its window holds: short
 * messages allow a wide majority, long ones arrive intact.
 *
 * @throws InvalidInputError without a window, for one that holds no three messages, or a parameter out of range
 * @see arXiv 2601.17311, Section 5 (design under a context window)
 *
 * @example
 * ```ts
 * import { windowDesignFigure } from 'polity/organization';
 * windowDesignFigure({
 *   windows: [500, 2000, 8000],
 *   fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 40 },
 *   correlation: 0.1,
 * }).title;
 * // 'The best message grows with the window: 5 messages of 100 tokens at W = 500, 27 messages of 296 tokens at W = 8,000'
 * ```
 */
export function windowDesignFigure({ windows, fidelityCurve, correlation }: WindowDesignFigureOptions): Figure {
  if (windows.length === 0) throw new InvalidInputError('windows', windows, 'hold at least one window');
  const curves = [...windows].sort((a, b) => a - b).map((window) => curveOf(window, fidelityCurve, correlation));
  const [first, last] = [curves[0], curves[curves.length - 1]];
  const highest = Math.max(...curves.map(({ best }) => best.exponent));
  const lowest = Math.min(...curves.flatMap(({ points }) => points.map(({ exponent }) => exponent)));
  const low = Math.max(Math.min(-0.2, highest - 0.2), lowest);
  const top = Math.max(0, highest) + 0.12 * (highest - low);
  const longest = Math.max(...curves.map(({ points }) => points[points.length - 1].messageLength));
  return figure({
    title:
      curves.length === 1
        ? `The best message is a compromise: ${inputs(first)} at W = ${tokens(first.window)}`
        : `The best message ${last.best.messageLength > first.best.messageLength ? 'grows with' : 'depends on'} the window: ` +
          `${inputs(first)} at W = ${tokens(first.window)}, ${inputs(last)} at W = ${tokens(last.window)}`,
    subtitle: `Organization exponent s = log_{b} α when the window is filled, b = ⌊W/m⌋ made odd; ρ = ${decimal(correlation)}, ${describe(fidelityCurve)}`,
    source: `${paper}, Section 5; the fidelity curve is an example`,
    description:
      'For each window the exponent rises with message length while fidelity grows, has a maximum, and falls in steps as fewer messages fit. ' +
      curves.map((curve) => `W = ${curve.window}: ${inputs(curve)}, s = ${decimal(curve.best.exponent)}`).join('; '),
    legend: curves.map(({ window }, i) => ({
      label: `W = ${tokens(window)} tokens`,
      color: (theme) => theme.series[i % 6] ?? theme.ink,
    })),
    plot: (Plot, theme) => ({
      marginRight: 24,
      x: { type: 'log', domain: [1, longest] },
      y: { domain: [Math.min(low, 0), top], grid: true, label: '↑ organization exponent, s' },
      marks: [
        logAxisX(Plot, 1, longest, 'message length, m (tokens) →'),
        Plot.ruleY([0], { stroke: theme.ink }),
        Plot.text([[longest, 0]], {
          text: ['s = 0: wash-out below'],
          textAnchor: 'end',
          dx: -4,
          dy: 10,
          fill: theme.muted,
        }),
        ...curves.flatMap(({ points, best }, i) => [
          Plot.line(
            points.filter(({ exponent }) => exponent >= low),
            { x: 'messageLength', y: 'exponent', stroke: theme.series[i % 6], strokeWidth: 1.6 },
          ),
          Plot.dot([best], { x: 'messageLength', y: 'exponent', fill: theme.accent, stroke: theme.paper, r: 5 }),
          Plot.text([best], {
            x: 'messageLength',
            y: 'exponent',
            text: () => `m = ${best.messageLength}, b = ${best.fanIn}`,
            fill: theme.accent,
            stroke: theme.paper,
            dy: -13,
          }),
        ]),
      ],
    }),
  });
}

interface DesignCurve {
  readonly window: number;
  readonly points: readonly { readonly messageLength: number; readonly exponent: number }[];
  readonly best: { readonly messageLength: number; readonly fanIn: number; readonly exponent: number };
}

function curveOf(window: number, fidelityCurve: FidelityCurve, correlation: number): DesignCurve {
  const design = designMessageLength({ window, fidelityCurve, correlation });
  if (!design.feasible) throw new InvalidInputError('windows', window, 'hold three messages of one token at least');
  const points = lengths(Math.floor(window / 3), design.messageLength).flatMap((messageLength) => {
    const fanIn = largestFanIn({ window, messageLength });
    const fidelity = fidelityAt(fidelityCurve, messageLength);
    if (fanIn === null || fidelity === 0) return [];
    return [{ messageLength, exponent: organizationExponent({ fanIn, fidelity, correlation }) }];
  });
  return { window, points, best: design };
}

/** Whole lengths up to `most`, evenly spread on a logarithmic axis, the best one among them. */
function lengths(most: number, best: number): number[] {
  const spread = integers(0, 600).map((i) => Math.round(most ** (i / 600)));
  return [...new Set([...spread, best])].sort((a, b) => a - b);
}

function inputs({ best }: DesignCurve): string {
  return `${best.fanIn} messages of ${tokens(best.messageLength)} tokens`;
}

function tokens(count: number): string {
  return count.toLocaleString('en-US');
}

function describe(curve: FidelityCurve): string {
  switch (curve.family) {
    case 'constant':
      return `γ = ${decimal(curve.level)}`;
    case 'saturatingExponential':
      return `γ(m) = ${decimal(curve.ceiling)} (1 − e^{−m/${decimal(curve.length)}})`;
    case 'hyperbolic':
      return `γ(m) = ${decimal(curve.ceiling)} m/(m + ${decimal(curve.length)})`;
    case 'powerGap':
      return `γ(m) = 1 − (${decimal(curve.length)}/m)^{${decimal(curve.power)}}`;
    case 'tabulated':
      return `γ(m) from ${curve.messageLengths.length} measured points`;
  }
}

import type * as Plot from '@observablehq/plot';
import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { checkPositive } from '../../foundation/index.js';
import { criticalFidelity } from '../critical-surfaces.js';
import { integers, paper } from './words.js';

export interface ExponentFigureOptions {
  /** Fan-in b. */
  readonly fanIn: number;
  /** Compute–performance exponent β of one agent. */
  readonly beta: number;
}

/**
 * The organization exponent s = log_b α over correlation and fidelity, with the line s = β above which many agents can
 * beat one. The edges of the colours are exact: on exponent s, γ = b^s γ_c(ρ).
 *
 * @see arXiv 2601.17311, Section 4 (organization exponent) and Section 5 (budgeted synergy)
 *
 * @example
 * ```ts
 * import { exponentFigure } from 'polity/organization';
 * exponentFigure({ fanIn: 5, beta: 0.2 }).title;
 * // 'Many agents can beat one only where s > β: with β = 0.2, in 8 % of all channels and correlations'
 * ```
 */
export function exponentFigure({ fanIn, beta }: ExponentFigureOptions): Figure {
  checkPositive('beta', beta);
  const best = -Math.log(criticalFidelity({ fanIn, correlation: 0 })) / Math.log(fanIn);
  const bands = integers(-4, 4).map((tenth) => ({ exponent: tenth / 10, points: levelCurve(fanIn, tenth / 10) }));
  const share = shareAbove(fanIn, beta);
  return figure({
    title:
      beta < best
        ? `Many agents can beat one only where s > β: with β = ${decimal(beta)}, in ${percent(share)} of all channels and correlations`
        : `With β = ${decimal(beta)} a single agent always wins: no tree of fan-in ${fanIn} has s > ${decimal(best)}`,
    subtitle: `Organization exponent s = log_{b} α for b = ${fanIn}: N leaves carry a weak bias μ₀ to about N^{s} μ₀`,
    source: `${paper}, Sections 4 and 5`,
    description:
      `A map of the organization exponent over correlation (0 to 1) and fidelity (0.2 to 1). It is largest, ${decimal(best)}, ` +
      `for independent agents with perfect channels, zero on the critical curve, and exceeds β = ${decimal(beta)} only in the upper left corner.`,
    height: 420,
    ramp: {
      label: 'organization exponent, s',
      colors: (theme) => theme.diverging.slice(1, 11),
      thresholds: bands.map(({ exponent }) => exponent),
      format: (exponent) => decimal(exponent),
    },
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [0, 1], ticks: 5, tickFormat: String, label: 'shared-error correlation, ρ →' },
      y: { domain: [0.2, 1], ticks: 8, label: '↑ channel fidelity, γ' },
      marks: [
        Plot.frame({ fill: theme.diverging[1] ?? theme.grid, stroke: null }),
        ...bands.map(({ points }, i) =>
          Plot.areaY(points, {
            x: 'correlation',
            y1: 'fidelity',
            y2: () => 1,
            fill: theme.diverging[i + 2] ?? theme.grid,
            clip: true,
          }),
        ),
        Plot.frame({ stroke: theme.grid }),
        Plot.line(levelCurve(fanIn, 0), { x: 'correlation', y: 'fidelity', stroke: theme.ink, strokeWidth: 1.5 }),
        lineLabel(Plot, theme, [0, levelCurve(fanIn, 0)[0]?.fidelity ?? 1], 's = 0: wash-out below', theme.ink),
        ...(beta < best
          ? [
              lineLabel(
                Plot,
                theme,
                [0, levelCurve(fanIn, beta)[0]?.fidelity ?? 1],
                `s = β = ${decimal(beta)}`,
                theme.accent,
              ),
              Plot.line(levelCurve(fanIn, beta), {
                x: 'correlation',
                y: 'fidelity',
                stroke: theme.accent,
                strokeWidth: 2.5,
              }),
            ]
          : []),
      ],
    }),
  });
}

function lineLabel(plot: typeof Plot, theme: Theme, at: readonly [number, number], text: string, fill: string) {
  return plot.text([at], { text: [text], fill, stroke: theme.paper, textAnchor: 'start', dx: 6, dy: 11 });
}

interface PlanePoint {
  readonly correlation: number;
  readonly fidelity: number;
}

/** Where the exponent is s, up to γ = 1. */
function levelCurve(fanIn: number, exponent: number): PlanePoint[] {
  const scale = fanIn ** exponent;
  const fidelityAt = (correlation: number) => scale * criticalFidelity({ fanIn, correlation });
  const last = lastCorrelation(fanIn, scale);
  return integers(0, 100).map((i) => {
    const correlation = (last * i) / 100;
    return { correlation, fidelity: Math.min(1, fidelityAt(correlation)) };
  });
}

/** The correlation at which the curve γ = scale · γ_c(ρ) = scale / (G − (G − 1) ρ) reaches 1. */
function lastCorrelation(fanIn: number, scale: number): number {
  const gain = 1 / criticalFidelity({ fanIn, correlation: 0 });
  return Math.min(1, Math.max(0, (gain - scale) / (gain - 1)));
}

/** Share of the unit square of correlations and fidelities where s > β: ∫ (1 − b^β γ_c(ρ)) dρ up to where it ends. */
function shareAbove(fanIn: number, beta: number): number {
  const gain = 1 / criticalFidelity({ fanIn, correlation: 0 });
  const scale = fanIn ** beta;
  if (scale >= gain) return 0;
  const end = lastCorrelation(fanIn, scale);
  return end - (scale / (gain - 1)) * Math.log(gain / scale);
}

function percent(share: number): string {
  return `${decimal(100 * share, 0)} %`;
}

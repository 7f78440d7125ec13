import { decimal, logAxisX, logAxisY, significant, figure, type Figure, type Theme } from '../../figures/index.js';
import { leafBias, type ComputeLaw } from '../leaf-bias.js';
import type { Layer } from '../layer.js';
import { optimalOrganization } from '../optimal-organization.js';
import { synergyWindow } from '../synergy-window.js';
import { integers, paper } from './words.js';

export interface BudgetFigureOptions extends Layer, ComputeLaw {
  /** Overhead c₀ of a leaf in tokens. */
  readonly overhead: number;
}

/**
 * Bias against budget: one agent that spends it all, and the best whole tree, with the window between the budget
 * threshold and saturation.
 *
 * @see arXiv 2601.17311, Section 5 (budgeted synergy)
 *
 * @example
 * ```ts
 * import { budgetFigure } from 'polity/organization';
 * budgetFigure({ fanIn: 5, fidelity: 0.9, correlation: 0.05, scale: 0.02, beta: 0.2, overhead: 100 }).title;
 * // 'A tree beats one agent of the same budget from 880 to 3 × 10^{8} tokens, by a factor of up to 2'
 * ```
 */
export function budgetFigure({ scale, beta, overhead, ...layer }: BudgetFigureOptions): Figure {
  const window = synergyWindow({ ...layer, scale, beta, overhead });
  const saturates = window.fixedPoint > 0 ? window.upper : 1e6 * overhead;
  const low = Math.min(Number.isFinite(window.lower) ? window.lower : Infinity, layer.fanIn * overhead) / 10;
  const high = 10 * Math.max(saturates, 100 * low);
  const lowest = 0.8 * leafBias({ compute: low, scale, beta });
  const points = integers(0, STEPS).map((i) => {
    const budget = low * (high / low) ** (i / STEPS);
    const { candidates, singleAgent } = optimalOrganization({ budget, ...layer, scale, beta, overhead });
    const tree = Math.max(...candidates.slice(1).map(({ bias }) => bias), 0);
    return { budget, single: singleAgent.bias, tree: tree > lowest ? tree : NaN };
  });
  const wins = points.filter(({ single, tree }) => tree > single);
  const gain = Math.max(...wins.map(({ single, tree }) => tree / single));
  const inWindow = !window.empty;
  return figure({
    title:
      wins.length === 0
        ? 'No whole tree beats one agent of the same budget'
        : `A tree beats one agent of the same budget from ${tokens(wins[0].budget)} to ${tokens(wins.at(-1)?.budget ?? 0)} tokens, by a factor of up to ${significant(gain)}`,
    subtitle:
      `Bias of the answer; b = ${layer.fanIn}, γ = ${decimal(layer.fidelity)}, ρ = ${decimal(layer.correlation)} (s = ${decimal(window.exponent)}); ` +
      `one agent g(x) = min(1, ${decimal(scale)} x^{${decimal(beta)}}); overhead c₀ = ${decimal(overhead)} tokens a leaf`,
    source: `${paper}, Section 5; B_{max} follows from Theorem 4`,
    description:
      'On logarithmic axes one agent’s bias is a straight line in its budget. The best tree starts below it, grows with a steeper slope, ' +
      `crosses it, and levels off at u* = ${decimal(window.fixedPoint)}, where the single agent catches up.`,
    legend: [
      { label: 'one agent (scale up)', color: (theme) => theme.series[1] ?? theme.ink },
      { label: 'best whole tree (scale out)', color: (theme) => theme.series[0] ?? theme.ink },
      ...(inWindow
        ? [{ label: 'tree ahead', color: (theme: Theme) => theme.series[0] ?? theme.ink, mark: 'area' as const }]
        : []),
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      marginTop: 36,
      x: { type: 'log', domain: [low, high] },
      y: { type: 'log', domain: [lowest, 1] },
      marks: [
        logAxisX(Plot, low, high, 'budget, B (tokens) →'),
        ...logAxisY(Plot, theme, lowest, 1, '↑ bias'),
        Plot.areaY(wins, { x: 'budget', y1: 'single', y2: 'tree', fill: theme.series[0], fillOpacity: 0.16 }),
        Plot.line(points, { x: 'budget', y: 'single', stroke: theme.series[1], strokeWidth: 2.2 }),
        Plot.line(points, { x: 'budget', y: 'tree', stroke: theme.series[0], strokeWidth: 2.2 }),
        ...(inWindow
          ? [
              Plot.ruleX([window.lower, window.upper], { stroke: theme.accent, strokeDasharray: '5 3' }),
              Plot.text(
                [
                  { x: window.lower, label: `B_{thr} = ${tokens(window.lower)}` },
                  { x: window.upper, label: `B_{max} = ${tokens(window.upper)}` },
                ],
                { x: 'x', text: 'label', frameAnchor: 'top', lineAnchor: 'bottom', dy: -5, fill: theme.accent },
              ),
            ]
          : []),
        ...(window.fixedPoint > 0
          ? [
              Plot.ruleY([window.fixedPoint], { stroke: theme.muted, strokeDasharray: '2 3' }),
              Plot.text([[inWindow ? window.lower : low, window.fixedPoint]], {
                text: [`ceiling u* = ${decimal(window.fixedPoint)}`],
                fill: theme.muted,
                textAnchor: 'start',
                dx: 6,
                dy: 10,
              }),
            ]
          : []),
      ],
    }),
  });
}

const STEPS = 480;

/** Two significant digits, in full up to a million. */
function tokens(budget: number): string {
  const rounded = Number(budget.toPrecision(2));
  if (rounded < 1e6) return rounded.toLocaleString('en-US');
  const power = Math.floor(Math.log10(rounded));
  return `${significant(rounded / 10 ** power)} × 10^{${power}}`;
}

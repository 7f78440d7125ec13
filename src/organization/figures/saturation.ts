import { decimal, logAxisY, figure, type Figure } from '../../figures/index.js';
import { checkPositive } from '../../foundation/index.js';
import { fixedPoint } from '../fixed-point.js';
import { iterateTree, type Tree } from '../iterate-tree.js';
import { mixingDepth } from '../mixing.js';
import { clippedPredictor, conservativeClippedPredictor } from '../predictors.js';
import { paper } from './words.js';

/**
 * Bias against depth: exponential growth, then saturation, with the band between the conservative and the clipped
 * prediction.
 *
 * @see arXiv 2601.17311, Section 4 (mixing depth, clipped predictor)
 *
 * @example
 * ```ts
 * import { saturationFigure } from 'polity/organization';
 * saturationFigure({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 70 }).title;
 * // 'Depth pays for about 34 layers: growth is exponential at first and saturates at u* = 0.556'
 * ```
 */
export function saturationFigure(tree: Tree): Figure {
  const { fanIn, fidelity, correlation, depth } = tree;
  const leafBias = checkPositive('leafBias', tree.leafBias);
  const end = fixedPoint(tree);
  const mixing = mixingDepth(tree);
  const layers = Array.from(iterateTree(tree).bias, (bias, level) => ({
    level,
    bias,
    upper: clippedPredictor({ ...tree, depth: level }),
    lower: conservativeClippedPredictor({ ...tree, depth: level }),
  }));
  const low = Math.min(...layers.map(({ lower }) => lower));
  const high = Math.min(1, 1.3 * Math.max(end, leafBias));
  const saturates = Number.isFinite(mixing.depth);
  return figure({
    title: saturates
      ? `Depth pays for about ${Math.round(mixing.depth)} layers: growth is exponential at first and saturates at u* = ${decimal(end)}`
      : `Without amplification every layer loses: the bias decays to chance`,
    subtitle: `Bias μ_{L} of the root against depth; b = ${fanIn}, γ = ${decimal(fidelity)}, ρ = ${decimal(correlation)}, μ₀ = ${decimal(leafBias)}`,
    source: `${paper}, Section 4; the lower prediction follows from the concavity of T`,
    description:
      `On a logarithmic scale the bias grows on a straight line from ${decimal(leafBias)} and bends into a plateau at ${decimal(end)}. ` +
      'It lies between a lower and an upper clipped prediction, which touch it at small and at large depth.',
    legend: [
      { label: 'exact, T^{L}(μ₀)', color: (theme) => theme.ink, mark: 'dot' },
      { label: 'clipped prediction min(α^{L}μ₀, u*)', color: (theme) => theme.series[0] ?? theme.ink },
      { label: 'conservative prediction', color: (theme) => theme.series[2] ?? theme.ink },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [0, depth], label: 'depth, L (layers) →' },
      y: { type: 'log', domain: [low, high] },
      marks: [
        ...logAxisY(Plot, theme, low, high, '↑ bias of the root, μ_{L}'),
        Plot.areaY(layers, { x: 'level', y1: 'lower', y2: 'upper', fill: theme.muted, fillOpacity: 0.18 }),
        ...(saturates
          ? [
              Plot.ruleX([mixing.depth], { stroke: theme.accent, strokeDasharray: '5 3' }),
              Plot.text([[mixing.depth, leafBias]], {
                text: [`L_{mix} = ${decimal(mixing.depth, 1)}`],
                fill: theme.accent,
                textAnchor: 'start',
                dx: 6,
                dy: -10,
              }),
              Plot.ruleY([end], { stroke: theme.accent, strokeDasharray: '5 3' }),
              Plot.text([[0, end]], {
                text: [`u* = ${decimal(end)}`],
                fill: theme.accent,
                textAnchor: 'start',
                dx: 6,
                dy: -8,
              }),
            ]
          : []),
        Plot.line(layers, { x: 'level', y: 'upper', stroke: theme.series[0], strokeWidth: 1.8 }),
        Plot.line(layers, { x: 'level', y: 'lower', stroke: theme.series[2], strokeWidth: 1.8 }),
        Plot.dot(layers, { x: 'level', y: 'bias', fill: theme.ink, r: 2.2 }),
      ],
    }),
  });
}

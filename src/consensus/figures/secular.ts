import { decimal, figure, type Figure } from '../../figures/index.js';
import { rankOneShift, type EdgeChange } from '../rank-one.js';
import type { SignedNetwork } from '../signed-graph.js';
import { counted } from './words.js';

/** Values of the secular function that are drawn. */
const SHOWN = 6;

/**
 * The secular equation of one more edge: its curve has a pole at every eigenvalue that couples to the edge, and where it
 * crosses zero stand the new eigenvalues, one between each two poles.
 *
 * @throws InvalidInputError as `rankOneShift`
 *
 * @example
 * ```ts
 * import { secularFigure, signedGraphFromArrays } from 'polity/consensus';
 * const path = signedGraphFromArrays({ nodes: 5, sources: [0, 1, 2, 3], targets: [1, 2, 3, 4] });
 * secularFigure(path, { source: '0', target: '3', weight: 1 }).title;
 * // 'The edge 0 – 3 moves 4 eigenvalues of 5, the slowest from 0.382 to 0.83'
 * ```
 */
export function secularFigure(network: SignedNetwork, change: EdgeChange): Figure {
  const { before, after, coupling, strength, moved } = rankOneShift(network, change);
  const n = before.length;
  const size = Math.max(1, before[n - 1]);
  const slowest = Math.max(
    0,
    before.findIndex((value) => value > 1e-9 * size),
  );
  const [low, high] = [Math.min(0, before[0]) - 0.06 * size, Math.max(after[n - 1], before[n - 1]) + 0.08 * size];
  const value = (x: number) => before.reduce((sum, lambda, k) => sum + (strength * coupling[k]) / (lambda - x), 1);
  // Each branch between two poles is a line of its own.
  const poles = Array.from(new Set(Array.from(before).filter((_, k) => coupling[k] > 1e-10)));
  const ends = [low, ...poles, high];
  const branches = ends.slice(1).map((end, b) =>
    Array.from({ length: 401 }, (_, s) => {
      const x = ends[b] + ((end - ends[b]) * (1 - Math.cos((Math.PI * (s + 0.02)) / 400.04))) / 2;
      return { x, y: value(x) };
    }).filter(({ y }) => Math.abs(y) <= SHOWN),
  );
  const shifts = Array.from(before, (from, k) => ({ from, to: after[k] }));
  return figure({
    title:
      `The edge ${change.source} – ${change.target} moves ${counted(moved, 'eigenvalue')} of ${n}` +
      (slowest < n ? `, the slowest from ${decimal(before[slowest])} to ${decimal(after[slowest])}` : ''),
    subtitle: `Secular function 1 + w Σ_{k} (b·v_{k})² / (λ_{k} − μ), weight ${decimal(change.weight)}`,
    source: 'Golub (1973)',
    description:
      'The secular function rises between poles at the old eigenvalues and crosses zero at the new ones. ' +
      shifts.map(({ from, to }) => `${decimal(from)} becomes ${decimal(to)}`).join('; '),
    legend: [
      { label: 'secular function', color: (theme) => theme.series[0] ?? theme.ink },
      { label: 'old eigenvalues', color: (theme) => theme.muted, mark: 'dash' },
      { label: 'new eigenvalues', color: (theme) => theme.accent, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [low, high], label: 'eigenvalue, μ →' },
      y: { domain: [-SHOWN, SHOWN], label: '↑ secular function', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: theme.ink }),
        Plot.ruleX(before, { stroke: theme.muted, strokeDasharray: '5 3' }),
        ...branches.map((branch) => Plot.line(branch, { x: 'x', y: 'y', stroke: theme.series[0], strokeWidth: 2 })), // prettier-ignore
        Plot.dot(after, { x: (x: number) => x, y: () => 0, fill: theme.accent, stroke: theme.paper, r: 5 }),
      ],
    }),
  });
}

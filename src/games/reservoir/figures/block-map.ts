import { decimal, figure, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import { paper, signed } from './words.js';

/** The mean advantage of a sentinel over Tit-for-Tat at one dimension and block length. */
export interface BlockAdvantage {
  readonly dimension: number;
  readonly length: number;
  /** Total payoff less that of Tit-for-Tat. */
  readonly advantage: number;
}

const thresholds = [-50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50];

/**
 * The sentinel's advantage by dimension of the reservoir and length of the opponent's defection.
 *
 * @see arXiv 2602.20846, Figure 9(d)
 * @throws InvalidInputError if there are fewer than two cells
 *
 * @example
 * ```ts
 * import { blockMapFigure } from 'polity/games';
 * blockMapFigure([
 *   { dimension: 5, length: 10, advantage: 61 },
 *   { dimension: 30, length: 10, advantage: 36 },
 * ]).title; // 'The sentinel earns most over Tit-for-Tat with 5 neurons through 10 defections (+61), least with 30 through 10 (+36)'
 * ```
 */
export function blockMapFigure(cells: readonly BlockAdvantage[]): Figure {
  if (cells.length < 2) throw new InvalidInputError('cells', cells, 'hold two cells');
  const ordered = [...cells].sort((a, b) => b.advantage - a.advantage);
  const [best, worst] = [ordered[0], ordered[ordered.length - 1]];
  const axis = (of: (cell: BlockAdvantage) => number) =>
    [...new Set(cells.map(of))].sort((a, b) => a - b).map((value) => String(value));
  const dimensions = axis(({ dimension }) => dimension);
  const rows = cells.map((cell) => ({ ...cell, dimension: String(cell.dimension), length: String(cell.length) }));
  // Text on the deep ends of the ramp is written in the colour of the paper.
  const deep = ({ advantage }: { advantage: number }) => Math.abs(advantage) > 30;
  return figure({
    title: `The sentinel earns most over Tit-for-Tat with ${best.dimension} neurons through ${best.length} defections (${signed(best.advantage, 0)}), least with ${worst.dimension} through ${worst.length} (${signed(worst.advantage, 0)})`,
    subtitle: 'Total payoff less that of Tit-for-Tat: 500 rounds of cooperation, the block, 500 rounds of cooperation',
    source: `${paper}, Figure 9`,
    description: `Cells by dimension and block length: ${cells.map(({ dimension, length, advantage }) => `d = ${dimension}, L = ${length}: ${decimal(advantage, 1)}`).join('; ')}.`,
    height: 100 + 44 * dimensions.length,
    ramp: {
      label: 'advantage in payoff',
      colors: (theme) => theme.diverging,
      thresholds,
      format: (value) => decimal(value),
    },
    plot: (Plot, theme) => ({
      marginLeft: 56,
      marginRight: 16,
      padding: 0.04,
      x: { label: 'defections in a row, L →', domain: axis(({ length }) => length) },
      y: { label: '↑ neurons, d', domain: [...dimensions].reverse() },
      color: { type: 'threshold', domain: thresholds, range: [...theme.diverging] },
      marks: [
        Plot.cell(rows, { x: 'length', y: 'dimension', fill: 'advantage' }),
        Plot.text(rows, {
          x: 'length',
          y: 'dimension',
          text: ({ advantage }: BlockAdvantage) => signed(advantage, 0),
          fill: (row: { advantage: number }) => (deep(row) ? theme.paper : theme.ink),
        }),
      ],
    }),
  });
}

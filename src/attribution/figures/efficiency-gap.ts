import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { banzhaf } from '../values/banzhaf.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { shapley } from '../values/shapley.js';
import { counted } from './words.js';

/** A game and what it is called. */
export interface NamedGame {
  readonly label: string;
  readonly game: CooperativeGame;
}

/**
 * What there was to share, v(N) − v(∅), against what two indices hand out: Shapley values lie on the diagonal, Banzhaf values
 * may hand out more or less.
 *
 * @example
 * ```ts
 * import { DenseGame, efficiencyGapFigure } from 'polity/attribution';
 * efficiencyGapFigure([{ label: 'unanimity', game: new DenseGame([0, 0, 0, 0, 0, 0, 0, 1]) }]).title;
 * // 'Shapley values add up to the gain, Banzhaf values miss it by up to 0.25 (unanimity)'
 * ```
 */
export function efficiencyGapFigure(
  games: readonly NamedGame[],
  { source }: { readonly source?: string } = {},
): Figure {
  if (games.length === 0) throw new InvalidInputError('games', games, 'hold a game');
  const rows = games.map(({ label, game }) => {
    const [fair, plain] = [shapley(game), banzhaf(game)];
    return {
      label,
      total: fair.total,
      shapley: fair.total - fair.efficiencyGap,
      banzhaf: plain.total - plain.efficiencyGap,
    };
  });
  const gap = (row: (typeof rows)[number]) => row.banzhaf - row.total;
  const worst = rows.reduce((a, b) => (Math.abs(gap(b)) > Math.abs(gap(a)) ? b : a));
  const ends = rows.flatMap((row) => [row.total, row.shapley, row.banzhaf]);
  const room = 0.08 * (Math.max(...ends) - Math.min(...ends)) || 0.1;
  const domain = [Math.min(0, ...ends) - room, Math.max(0, ...ends) + room];
  const named = labelled(rows, domain, (row) => Math.abs(gap(row)));
  return figure({
    title:
      Math.abs(gap(worst)) < 5e-4
        ? 'Shapley and Banzhaf values both add up to the gain'
        : `Shapley values add up to the gain, Banzhaf values miss it by up to ${decimal(Math.abs(gap(worst)))} (${worst.label})`,
    subtitle: `Sum of the values against v(N) − v(∅) for ${counted(games.length, 'game')}`,
    description: `Sums of values by gain: ${rows.map((row) => `${row.label} gain ${decimal(row.total)}, Banzhaf ${decimal(row.banzhaf)}`).join('; ')}.`,
    ...(source === undefined ? {} : { source }),
    legend: [
      { label: 'Shapley', color: (theme) => theme.series[0] ?? theme.ink, mark: 'ring' },
      { label: 'Banzhaf', color: (theme) => theme.series[1] ?? theme.ink, mark: 'dot' },
      { label: 'all of the gain', color: (theme) => theme.muted, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 30,
      x: { domain, label: 'gain to share, v(N) − v(∅) →' },
      y: { domain, label: '↑ sum of the values' },
      marks: [
        Plot.gridX({ stroke: theme.grid, strokeOpacity: 1 }),
        Plot.gridY({ stroke: theme.grid, strokeOpacity: 1 }),
        Plot.line(
          domain.map((end) => [end, end]),
          { stroke: theme.muted, strokeDasharray: '5 3' },
        ),
        Plot.link(rows, { x: 'total', y1: 'shapley', y2: 'banzhaf', stroke: theme.muted }),
        Plot.dot(rows, { x: 'total', y: 'shapley', stroke: theme.series[0], r: 6, strokeWidth: 1.8 }),
        Plot.dot(rows, { x: 'total', y: 'banzhaf', fill: theme.series[1], r: 4 }),
        ...named.map((row) => {
          const right = opensRight(row, domain);
          return Plot.text([row], {
            x: 'total',
            y: 'banzhaf',
            text: 'label',
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            textAnchor: right ? 'start' : 'end',
            dx: right ? 10 : -10,
            dy: gap(row) < 0 ? 8 : -8,
          });
        }),
      ],
    }),
  });
}

interface Point {
  readonly label: string;
  readonly total: number;
  readonly banzhaf: number;
}

/** Whether a label stands to the right of its point. */
function opensRight(row: Point, [low, high]: readonly number[]): boolean {
  return row.total - low < 0.6 * (high - low);
}

/** Labels for the largest gaps that run neither into one another nor into another point. */
function labelled<Row extends Point>(
  rows: readonly Row[],
  domain: readonly number[],
  gap: (row: Row) => number,
): Row[] {
  const span = domain[1] - domain[0];
  const box = (row: Row) => {
    const width = ((7 * row.label.length + 18) / 600) * span;
    const left = opensRight(row, domain) ? row.total : row.total - width;
    const middle = row.banzhaf + (row.banzhaf < row.total ? -0.02 : 0.02) * span;
    return { left, right: left + width, low: middle - 0.03 * span, high: middle + 0.03 * span };
  };
  const boxes: ReturnType<typeof box>[] = [];
  return [...rows]
    .sort((a, b) => gap(b) - gap(a))
    .filter((row) => {
      const own = box(row);
      const free =
        boxes.every((b) => b.left > own.right || b.right < own.left || b.low > own.high || b.high < own.low) &&
        rows.every(
          ({ total, banzhaf: y }) =>
            total === row.total || total < own.left || total > own.right || y < own.low || y > own.high,
        );
      if (free) boxes.push(own);
      return free;
    });
}

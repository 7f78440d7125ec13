import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError, checkOneOf } from '../../foundation/index.js';
import type { Tournament } from '../repeated/tournament-results.js';
import { evenThresholds } from './even-thresholds.js';

/**
 * What everyone earns from, or how often everyone cooperates with, everyone: rows and columns in order of rank.
 *
 * @param options - `show`: 'payoff' (default) or 'cooperation'
 * @throws InvalidInputError for more than 60 players
 *
 * @example
 * ```ts
 * import { playTournament, strategies, tournamentHeatMap } from 'polity/games';
 * const { Cooperator, Defector, TitForTat } = strategies;
 * tournamentHeatMap(playTournament([Cooperator, Defector, TitForTat], { turns: 10 })).title;
 * // 'Defector earns most from Cooperator, 5 a round; Cooperator earns least from Defector, 0'
 * ```
 */
export function tournamentHeatMap(
  tournament: Tournament,
  { show = 'payoff' }: { readonly show?: 'payoff' | 'cooperation' } = {},
): Figure {
  checkOneOf('show', show, ['payoff', 'cooperation']);
  const n = tournament.names.length;
  if (n > 60) throw new InvalidInputError('tournament.names.length', n, 'be at most 60 to be drawn');
  const table = show === 'payoff' ? tournament.payoffs() : tournament.cooperation();
  const order = tournament.ranking().map(({ player }) => player);
  const cells = order.flatMap((i) =>
    order.map((j) => ({ row: tournament.names[i], column: tournament.names[j], value: table[i][j] })),
  );
  const met = cells.filter(({ value }) => !Number.isNaN(value));
  const most = met.reduce((a, b) => (b.value > a.value ? b : a));
  const least = met.reduce((a, b) => (b.value < a.value ? b : a));
  const thresholds = evenThresholds(least.value, most.value, 10);
  const longest = Math.max(...tournament.names.map((name) => name.length));
  const side = Math.max(14, Math.min(34, Math.floor((640 - 6.2 * longest) / n)));
  const margin = Math.min(230, 20 + 6.2 * longest);
  const verb = show === 'payoff' ? 'earns' : 'cooperates';
  const words = (cell: typeof most, amount: string) => {
    const other = cell.column === cell.row ? 'itself' : cell.column;
    return show === 'payoff'
      ? `${cell.row} earns ${amount} from ${other}`
      : `${cell.row} cooperates ${amount} with ${other}`;
  };
  const total = met.reduce((sum, { value }) => sum + value, 0) / met.length;
  return figure({
    title:
      show === 'payoff'
        ? `${words(most, 'most')}, ${decimal(most.value, 2)} a round; ${words(least, 'least')}, ${decimal(least.value, 2)}`
        : `${decimal(100 * total, 0)} % of moves are cooperations; ${words(least, 'least')}, ${decimal(100 * least.value, 0)} %`,
    subtitle: `Row against column, in order of rank; mean over ${tournament.repetitions} repetitions`,
    description:
      `A square of ${n} by ${n} cells: how much the strategy of the row ${verb} against that of the column. ` +
      `The highest value is ${decimal(most.value)} (${most.row}, ${most.column}), the lowest ${decimal(least.value)} (${least.row}, ${least.column}).`,
    height: Math.round(margin + 14 + side * n),
    ramp: {
      label: show === 'payoff' ? 'payoff a round of the row' : 'share of cooperations of the row',
      colors: (theme) => theme.sequential.slice(0, thresholds.length + 1),
      thresholds,
      format: (value) => decimal(value, 2),
    },
    plot: (Plot, theme) => ({
      marginLeft: margin,
      marginTop: margin,
      marginBottom: 14,
      marginRight: Math.max(10, 696 - margin - side * n),
      color: { type: 'threshold', domain: thresholds, range: theme.sequential.slice(0, thresholds.length + 1) },
      x: { domain: order.map((i) => tournament.names[i]), axis: 'top', tickRotate: -90, label: null, padding: 0 },
      y: { domain: order.map((i) => tournament.names[i]), label: null, padding: 0 },
      marks: [Plot.cell(met, { x: 'column', y: 'row', fill: 'value', inset: 0.5 })],
    }),
  });
}

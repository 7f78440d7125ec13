import { decimal, figure, type Figure } from '../../figures/index.js';
import { checkInteger } from '../../foundation/index.js';
import { quantile } from '../../statistics/index.js';
import type { Tournament } from '../repeated/tournament-results.js';

/** Who came out best: a row a player with the spread of its scores over repetitions. */
interface Row {
  readonly name: string;
  readonly low: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly high: number;
}

/**
 * The ranking of a tournament: for each player the median, the quartiles and the range of its payoff a round over repetitions.
 *
 * @param options - `top`: how many players are shown, default 30
 *
 * @example
 * ```ts
 * import { playTournament, strategies, tournamentRankingFigure } from 'polity/games';
 * const { Cooperator, Defector, TitForTat, Grudger } = strategies;
 * tournamentRankingFigure(playTournament([Cooperator, Defector, TitForTat, Grudger], { turns: 10 })).title;
 * // 'Defector comes first of 4 with a median of 2.6 a round, 0.3 ahead of Tit For Tat'
 * ```
 */
export function tournamentRankingFigure(tournament: Tournament, { top = 30 }: { readonly top?: number } = {}): Figure {
  checkInteger('top', top, { min: 1 });
  const ranking = tournament.ranking();
  const scores = tournament.scores();
  const rows: Row[] = ranking.slice(0, top).map(({ name, player }) => {
    const sorted = scores[player].slice().sort();
    const [low, lower, median, upper, high] = [0, 0.25, 0.5, 0.75, 1].map((p) => quantile(sorted, p));
    return { name, low, lower, median, upper, high };
  });
  const [best, next] = rows;
  const shown =
    rows.length < ranking.length
      ? `the first ${rows.length} of ${ranking.length} strategies`
      : `${rows.length} strategies`;
  const lead = next ? best.median - next.median : 0;
  return figure({
    title:
      `${best.name} comes first of ${ranking.length} with a median of ${decimal(best.median, 2)} a round` +
      (next ? (lead >= 0.005 ? `, ${decimal(lead, 2)} ahead of ${next.name}` : `, level with ${next.name}`) : ''),
    subtitle: `Payoff a round against the others over ${tournament.repetitions} repetitions; ${shown}`,
    source: 'Ranking by the median, as the Axelrod library does',
    description:
      `Rows of boxes, one a strategy in order of rank: a line from the lowest to the highest score, a box between quartiles, a dot at the median. ` +
      `${best.name} leads with ${decimal(best.median)}; the last one shown is ${rows[rows.length - 1].name} with ${decimal(rows[rows.length - 1].median)}.`,
    height: 52 + 19 * rows.length,
    legend: [
      { label: 'median', color: (theme) => theme.accent, mark: 'dot' },
      { label: 'middle half', color: (theme) => theme.series[0], mark: 'area' },
      { label: 'range', color: (theme) => theme.series[0] },
    ],
    plot: (Plot, theme) => ({
      marginLeft: Math.min(260, 24 + 6.6 * Math.max(...rows.map(({ name }) => name.length))),
      marginRight: 20,
      x: { label: 'payoff a round →', grid: true, inset: 8 },
      y: { domain: rows.map(({ name }) => name), label: null },
      marks: [
        Plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'high', stroke: theme.series[0], strokeWidth: 1.3 }),
        Plot.barX(rows, {
          y: 'name',
          x1: 'lower',
          x2: 'upper',
          fill: theme.series[0],
          fillOpacity: 0.4,
          insetTop: 3,
          insetBottom: 3,
        }),
        Plot.dot(rows, { y: 'name', x: 'median', r: 3.6, fill: theme.accent, stroke: theme.paper }),
      ],
    }),
  });
}

import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { EcologicalShares } from '../repeated/ecology.js';

const MOST_NAMED = 5;

/**
 * Shares of strategies over the generations of an ecological tournament. The five that were largest at some time have a colour
 * and a name; the others are drawn grey.
 *
 * @param run - of {@link ecologicalShares}
 * @param names - of the strategies, in the order of the table
 * @throws InvalidInputError for the wrong number of names
 *
 * @example
 * ```ts
 * import { ecologicalShares, ecologicalSharesFigure, playTournament, strategies } from 'polity/games';
 * const tournament = playTournament([strategies.Cooperator, strategies.Defector, strategies.TitForTat]);
 * const run = ecologicalShares(tournament.payoffs(), { generations: 60 });
 * ecologicalSharesFigure(run, tournament.names).title; // 'Tit For Tat leads with 79.1 % after 60 generations'
 * ```
 */
export function ecologicalSharesFigure({ shares, meanPayoff }: EcologicalShares, names: readonly string[]): Figure {
  const n = shares[0].length;
  if (names.length !== n) throw new InvalidInputError('names.length', names.length, `equal ${n}`);
  const generations = shares.length - 1;
  const peak = names.map((_, i) => shares.reduce((most, row) => Math.max(most, row[i]), 0));
  const named = names.map((_, i) => i).sort((a, b) => peak[b] - peak[a] || a - b).slice(0, MOST_NAMED); // prettier-ignore
  const last = shares[generations];
  const first = last.reduce((best, share, i) => (share > last[best] ? i : best), 0);
  const lines = names.flatMap((name, i) =>
    shares.map((row, generation) => ({ name, place: named.indexOf(i), generation, share: 100 * row[i] })),
  );
  const lead = last[first] > 0.999 ? 'more than 99.9' : decimal(100 * last[first], 1);
  return figure({
    title: `${names[first]} leads with ${lead} % after ${generations} generations`,
    subtitle: `Shares grow with payoffs; mean payoff ${decimal(meanPayoff[0], 2)} at first, ${decimal(meanPayoff[generations], 2)} at the end`,
    source: 'Ecological tournament, after Axelrod (1980)',
    description:
      `Lines of the shares of ${n} strategies over ${generations} generations. At the end: ` +
      named.map((i) => `${names[i]} ${decimal(100 * last[i], 1)} %`).join(', ') +
      '.',
    height: 360,
    legend: [
      ...named.map((i, place) => ({
        label: names[i],
        color: (theme: { series: readonly string[] }) => theme.series[place],
      })),
      ...(n > MOST_NAMED ? [{ label: 'others', color: (theme: { muted: string }) => theme.muted }] : []),
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [0, Math.max(1, generations)], label: 'generation →' },
      y: { domain: [0, 5 * Math.ceil(20 * Math.max(...peak))], label: '↑ share of the population (%)', grid: true },
      marks: [
        Plot.line(
          lines.filter(({ place }) => place < 0),
          { x: 'generation', y: 'share', z: 'name', stroke: theme.muted, strokeWidth: 1, strokeOpacity: 0.6 },
        ),
        ...named.map((_, place) =>
          Plot.line(
            lines.filter((line) => line.place === place),
            { x: 'generation', y: 'share', stroke: theme.series[place], strokeWidth: 2.2 },
          ),
        ),
      ],
    }),
  });
}

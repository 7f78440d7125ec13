import { decimal, figure, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { AdvantageOverTitForTat } from '../advantage.js';
import { paper, seriesColor, signed } from './words.js';

const parts = [
  ['freeRiding', 'free-riding: opponent keeps cooperating'],
  ['onset', 'onset of defection'],
  ['exploited', 'exploited: opponent keeps defecting'],
  ['forgiving', 'too forgiving: opponent returns'],
] as const;

/** A player with its advantage over Tit-for-Tat, of one run or on average. */
export interface NamedAdvantage {
  readonly name: string;
  readonly advantage: Pick<AdvantageOverTitForTat, 'total' | 'freeRiding' | 'onset' | 'exploited' | 'forgiving'>;
}

/**
 * What drives an advantage over Tit-for-Tat: its parts by what the opponent does, for one or several players.
 *
 * @throws InvalidInputError if there is no player
 *
 * @example
 * ```ts
 * import { advantagePartsFigure } from 'polity/games';
 * const advantage = { total: 34.5, freeRiding: 47.4, onset: 0.2, exploited: -4.8, forgiving: -8.3 };
 * advantagePartsFigure([{ name: 'The sentinel', advantage }]).title;
 * // 'The sentinel earns 34.5 more than Tit-for-Tat: +47.4 by giving less than full cooperation, −12.9 around defections'
 * ```
 */
export function advantagePartsFigure(players: readonly NamedAdvantage[]): Figure {
  const [first] = players;
  if (!first) throw new InvalidInputError('players', players, 'hold a player');
  const bars = players.flatMap(({ name, advantage }) =>
    parts.map(([part, label]) => ({ name, label, value: advantage[part] })),
  );
  const { total, freeRiding } = first.advantage;
  const names = players.map(({ name, advantage }) => ({ name, total: `total ${signed(advantage.total)}` }));
  const extreme = Math.max(...bars.map(({ value }) => Math.abs(value)), 1);
  return figure({
    title: `${first.name} earns ${decimal(Math.abs(total), 1)} ${total < 0 ? 'less' : 'more'} than Tit-for-Tat: ${signed(freeRiding)} by giving less than full cooperation, ${signed(total - freeRiding)} around defections`,
    subtitle:
      'Payoff over all rounds less that of Tit-for-Tat in the same rounds, by what the opponent does now and did before',
    source: `${paper}, Experiment 6, split by kind of round`,
    description: `Bars of payoff beyond Tit-for-Tat. ${players.map(({ name, advantage }) => `${name}: ${parts.map(([part, label]) => `${label} ${decimal(advantage[part], 1)}`).join(', ')}; in total ${decimal(advantage.total, 1)}`).join('. ')}.`,
    height: 60 + 92 * players.length,
    legend: parts.map(([, label], i) => ({ label, color: (theme) => seriesColor(theme, i), mark: 'dot' as const })),
    plot: (Plot, theme) => ({
      marginLeft: 110,
      marginRight: 60,
      fy: { domain: players.map(({ name }) => name), label: null, axis: null },
      y: { domain: parts.map(([, label]) => label), axis: null, padding: 0.12 },
      x: { label: 'payoff beyond Tit-for-Tat →', domain: [-1.15 * extreme, 1.15 * extreme], grid: true },
      marks: [
        Plot.barX(bars, {
          fy: 'name',
          y: 'label',
          x: 'value',
          fill: ({ label }: (typeof bars)[number]) =>
            seriesColor(
              theme,
              parts.findIndex(([, own]) => own === label),
            ),
        }),
        Plot.text(bars, {
          fy: 'name',
          y: 'label',
          x: 'value',
          text: ({ value }: (typeof bars)[number]) => signed(value),
          textAnchor: 'start',
          dx: 5,
          filter: ({ value }: (typeof bars)[number]) => value >= 0,
          fill: theme.ink,
        }),
        Plot.text(bars, {
          fy: 'name',
          y: 'label',
          x: 'value',
          text: ({ value }: (typeof bars)[number]) => signed(value),
          textAnchor: 'end',
          dx: -5,
          filter: ({ value }: (typeof bars)[number]) => value < 0,
          fill: theme.ink,
        }),
        Plot.text(names, {
          fy: 'name',
          frameAnchor: 'left',
          text: ({ name, total: sum }: (typeof names)[number]) => `${name}\n${sum}`,
          textAnchor: 'end',
          dx: -10,
          fill: theme.ink,
        }),
        Plot.ruleX([0], { stroke: theme.muted }),
      ],
    }),
  });
}

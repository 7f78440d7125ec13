import { figure, logAxisY, type Figure } from '../../figures/index.js';
import { donorOutlook } from '../donor/donor-invasion.js';
import { donorRules, type DonorRules } from '../donor/donor-rules.js';
import { defector, type DonorStrategy } from '../donor/donor-strategy.js';
import { donorGame, percent, units } from './donor-wording.js';

export interface DonorPunishmentFigureOptions {
  /** Residents, a panel each; their `punish` is varied, their `threshold` says whom they punish. */
  readonly residents: readonly { readonly label: string; readonly strategy: DonorStrategy }[];
  /** Shares spent on a punishment, default 0, 0.02, …, 0.5. */
  readonly spending?: readonly number[];
  /** `mechanism` is `punish` here whatever is given. */
  readonly rules?: DonorRules;
}

/**
 * What punishing costs and whom: wealth of residents and of one defector among them by the share of their units that
 * residents spend on a punishment; exact over all seatings.
 *
 * @throws InvalidInputError for a strategy that draws
 *
 * @example
 * ```ts
 * import { donorPunishmentFigure, imageScorer } from 'polity/games';
 * const residents = [{ label: 'image scorers', strategy: imageScorer() }];
 * donorPunishmentFigure({ residents, spending: [0, 0.1] }).title;
 * // 'Without punishment a defector does better than none; with it, than none'
 * ```
 */
export function donorPunishmentFigure({
  residents,
  spending = Array.from({ length: 26 }, (_, i) => i / 50),
  rules = {},
}: DonorPunishmentFigureOptions): Figure {
  const game = { ...rules, mechanism: 'punish' as const };
  const { agents, punishment } = donorRules(game);
  const panels = residents.map(({ label, strategy }) => {
    const rows = spending.map((punish) => {
      const [own, one] = donorOutlook(
        [
          { strategy: { ...strategy, punish }, count: agents - 1 },
          { strategy: defector(), count: 1 },
        ],
        game,
      );
      return { label, punish, resident: own.wealth, defector: one.wealth };
    });
    const levels = rows.filter(({ punish }) => punish > 0);
    return {
      label,
      rows,
      levels: levels.length,
      better: levels.filter((row) => row.defector > row.resident).length,
      unpunished: rows.some((row) => row.punish === 0 && row.defector > row.resident),
    };
  });
  const list = (words: readonly string[]) => (words.length > 0 ? words.join(', ') : 'none');
  const unpunished = panels.filter((panel) => panel.unpunished).map(({ label }) => label);
  const punished = panels.filter(({ better }) => better > 0);
  const points = panels.flatMap(({ rows }) =>
    rows.flatMap(({ label, punish, resident, defector: one }) => [
      { label, punish, who: 0, wealth: resident },
      { label, punish, who: 1, wealth: one },
    ]),
  );
  const low = Math.max(1, Math.min(...points.map(({ wealth }) => wealth)) * 0.8);
  const high = Math.max(...points.map(({ wealth }) => wealth)) * 1.3;
  return figure({
    title: `Without punishment a defector does better than ${list(unpunished)}; with it, than ${list(punished.map(({ label, better, levels }) => `${label} at ${better} of ${levels} levels`))}`,
    subtitle: `Mean final units of ${agents - 1} residents and of one defector, by the share of its units that a resident spends to punish; a unit spent takes ${punishment}; exact over all seatings; less than ${units(low)} drawn there`,
    source: donorGame,
    description: panels
      .map(({ label, rows }) => {
        const [from, to] = [rows[0], rows[rows.length - 1]];
        return `${label}: residents from ${units(from.resident)} to ${units(to.resident)} units, the defector from ${units(from.defector)} to ${units(to.defector)}, as spending goes from ${percent(from.punish)} to ${percent(to.punish)}`;
      })
      .join('; '),
    height: 320,
    legend: [
      { label: 'residents', color: (theme) => theme.series[0] },
      { label: 'the defector', color: (theme) => theme.series[1] },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      marginLeft: 52,
      fx: { domain: panels.map(({ label }) => label), label: null, padding: 0.12 },
      x: { label: 'share of its units that a punisher spends, % →', percent: true, ticks: 5 },
      y: { type: 'log', domain: [low, high] },
      marks: [
        logAxisY(Plot, theme, low, high, '↑ units'),
        Plot.line(points, {
          fx: 'label',
          x: 'punish',
          y: ({ wealth }: { wealth: number }) => Math.max(low, wealth),
          z: 'who',
          stroke: ({ who }: { who: number }) => theme.series[who],
          strokeWidth: 2.5,
        }),
      ],
    }),
  });
}

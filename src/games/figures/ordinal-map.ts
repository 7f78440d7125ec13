import { figure, type Figure, type Theme } from '../../figures/index.js';
import { symmetricGames } from '../ordinal/ordinal-names.js';
import { ordinalGames, type OrdinalFamily, type OrdinalGame } from '../ordinal/ordinal-games.js';

/** Families from the happiest on, with what they are shown in. */
const families: readonly { readonly family: OrdinalFamily; readonly color: (theme: Theme) => string }[] = [
  { family: 'win-win', color: (theme) => theme.series[2] },
  { family: 'biased', color: (theme) => theme.series[0] },
  { family: 'second best', color: (theme) => theme.series[4] },
  { family: 'unfair', color: (theme) => theme.series[3] },
  { family: 'PD family', color: (theme) => theme.accent },
  { family: 'tragic', color: (theme) => theme.series[1] },
  { family: 'cyclic', color: (theme) => theme.series[5] },
];

/**
 * The periodic table of the 144 ordinal 2 × 2 games: neighbours differ by a swap of two adjacent ranks, colours are families,
 * and games with two pure equilibria or none are marked.
 *
 * @param marked - numbers of games to frame, such as those of {@link identifyOrdinalGame}
 * @see Robinson & Goforth 2005; Bruns 2015
 *
 * @example
 * ```ts
 * import { ordinalMapFigure } from 'polity/games';
 * ordinalMapFigure().title;
 * // 'In 7 of the 144 ordinal games self-interest ends where both could do better; in 36 both can have their best'
 * ```
 */
export function ordinalMapFigure({ marked = [] }: { readonly marked?: readonly number[] } = {}): Figure {
  const games = ordinalGames();
  const count = (test: (game: OrdinalGame) => boolean) => games.filter(test).length;
  const inFamily = (family: OrdinalFamily) => count((game) => game.family === family);
  const two = count(({ pureEquilibria }) => pureEquilibria === 2);
  const places = Array.from({ length: 12 }, (_, k) => k + 1);
  const rowLabel = (row: number) => symmetricGames[row - 1].name;
  const columnLabel = (column: number) => symmetricGames[12 - column].name;
  return figure({
    title: `In ${inFamily('PD family')} of the 144 ordinal games self-interest ends where both could do better; in ${inFamily('win-win')} both can have their best`,
    subtitle: `Rows: the row player’s payoffs, columns: the column player’s, named after the symmetric game that has them. •• two pure equilibria (${two} games), ◦ none (${inFamily('cyclic')}), all others one`,
    source: 'Order and names: Robinson & Goforth 2005, Bruns 2015. Families and equilibria computed',
    description:
      `A table of twelve by twelve games in seven colours: ` +
      families.map(({ family }) => `${inFamily(family)} ${family}`).join(', ') +
      `. Symmetric games lie on the diagonal from the upper right to the lower left.`,
    width: 1120,
    height: 800,
    legend: families.map(({ family, color }) => ({
      label: `${family} (${inFamily(family)})`,
      color,
      mark: 'area' as const,
    })),
    plot: (Plot, theme) => {
      const colorOf = ({ family }: OrdinalGame) => families.find((entry) => entry.family === family)!.color(theme);
      const cell = { x: 'column', y: 'row' } as const;
      return {
        marginLeft: 104,
        marginTop: 48,
        marginRight: 8,
        marginBottom: 8,
        padding: 0.04,
        x: { domain: places, axis: null },
        y: { domain: places, axis: null },
        marks: [
          Plot.axisX(places, { anchor: 'top', tickSize: 0, text: columnLabel, lineWidth: 7, label: null }),
          Plot.axisY(places, { anchor: 'left', tickSize: 0, text: rowLabel, lineWidth: 8, label: null }),
          Plot.cell(games, { ...cell, fill: colorOf, fillOpacity: 0.3 }),
          Plot.cell(
            games.filter(({ row, column }) => row + column === 13),
            { ...cell, stroke: theme.ink, strokeWidth: 1.2 },
          ),
          Plot.cell(
            games.filter(({ number }) => marked.includes(number)),
            { ...cell, stroke: theme.accent, strokeWidth: 4 },
          ),
          Plot.text(games, {
            ...cell,
            text: ({ code, pureEquilibria }: OrdinalGame) => `${code}${['  ◦', '', '  ••'][pureEquilibria]}`,
            dy: -17,
            fontWeight: 'bold',
            fill: theme.ink,
          }),
          Plot.text(games, { ...cell, text: 'name', lineWidth: 8.4, fontSize: 9, dy: 8, fill: theme.ink }),
        ],
      };
    },
  });
}

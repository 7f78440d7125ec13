import { decimal, figure, type Figure } from '../../../figures/index.js';
import { checkInteger, InvalidInputError } from '../../../foundation/index.js';
import type { FreeEnergyLandscape } from '../free-energy.js';
import { paper } from './words.js';

/** A landscape after some epochs of habituation. */
export interface HabituatedLandscape {
  readonly epochs: number;
  readonly landscape: FreeEnergyLandscape;
}

const thresholds = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/**
 * Free energy by receptivity and habituation, above the least of its row, with the optimum of each row.
 *
 * @param rows - landscapes of equal receptivities and prices
 * @param options - `price`: which of the prices, by index; default 1
 * @see arXiv 2602.20846, Figure 5
 * @throws InvalidInputError if there is no row or no such price
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, freeEnergyLandscape, freeEnergyMapFigure, noisyCooperator } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(400, { dimension: 5 });
 * const landscape = freeEnergyLandscape(agent, noisyCooperator(200, 0.1, 1));
 * freeEnergyMapFigure([{ epochs: 0, landscape }]).height; // 160
 * ```
 */
export function freeEnergyMapFigure(
  rows: readonly HabituatedLandscape[],
  { price = 1 }: { readonly price?: number } = {},
): Figure {
  const [first] = rows;
  if (!first) throw new InvalidInputError('rows', rows, 'hold a landscape');
  checkInteger('price', price, { min: 0, max: first.landscape.prices.length - 1 });
  const lambda = first.landscape.prices[price];
  const cells = rows.flatMap(({ epochs, landscape }) => {
    const least = Math.min(...landscape.points.map((point) => point.freeEnergy[price]));
    return landscape.points.map(({ receptivity, freeEnergy }) => ({
      epochs: String(epochs),
      receptivity: decimal(receptivity, 2),
      excess: freeEnergy[price] - least,
    }));
  });
  const optima = rows.map(({ epochs, landscape }) => ({
    epochs: String(epochs),
    receptivity: decimal(landscape.optimal[price], 2),
  }));
  const colors = (theme: { readonly sequential: readonly string[] }) =>
    theme.sequential.slice(0, thresholds.length + 1);
  return figure({
    title: `At a price of ${decimal(lambda)} a nat, free energy is least at α = ${optima.map(({ epochs, receptivity }) => `${receptivity} after ${epochs}`).join(', ')} epochs`,
    subtitle: 'Free energy, −payoff + λ · complexity, above the least of its row; dots: the least',
    source: `${paper}, Figure 5`,
    description: `Cells by receptivity and epochs of habituation. ${optima.map(({ epochs, receptivity }) => `After ${epochs} epochs free energy is least at α = ${receptivity}`).join('; ')}.`,
    height: 110 + 50 * rows.length,
    ramp: { label: 'above the least', colors, thresholds },
    plot: (Plot, theme) => ({
      marginLeft: 56,
      marginRight: 16,
      padding: 0.04,
      x: {
        label: 'receptivity, α →',
        domain: first.landscape.points.map(({ receptivity }) => decimal(receptivity, 2)),
      },
      y: { label: '↑ epochs, H', domain: optima.map(({ epochs }) => epochs).reverse() },
      color: { type: 'threshold', domain: thresholds, range: [...colors(theme)] },
      marks: [
        Plot.cell(cells, { x: 'receptivity', y: 'epochs', fill: 'excess' }),
        Plot.dot(optima, { x: 'receptivity', y: 'epochs', r: 5, fill: theme.accent, stroke: theme.paper }),
      ],
    }),
  });
}

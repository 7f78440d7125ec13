import { banzhafIndexWeights, cardinalInteractions } from './cardinal-interaction.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { checkOrder, type OrderOption } from './interaction-index.js';
import { Interactions, ordersBetween } from './interactions.js';
import { aggregateSupersets } from './superset-aggregation.js';

/**
 * Faith-Banzhaf (FBII) of order k: the coefficients of the polynomial of degree ≤ k that is closest to the game in plain least
 * squares over all 2ⁿ coalitions. The empty coalition has the intercept, the values of order k are the Banzhaf interactions;
 * not efficient.
 *
 * The closest polynomial is Σ_{|U|≤k} BII(U) Π_{i∈U} (xᵢ − ½), so FBII(T) = Σ_{U⊇T, u≤k} (−½)^{u−t} BII(U).
 *
 * Source: Tsai, Yeh & Ravikumar, "Faith-Shap", JMLR 24 (2023) (arXiv 2203.00870), theorem 17; Hammer & Holzman,
 * "Approximations of pseudo-Boolean functions" (1992).
 *
 * @example
 * ```ts
 * import { DenseGame, faithBanzhaf } from 'polity/attribution';
 * const fbii = faithBanzhaf(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]), { order: 2 });
 * fbii.get([]); // 8.75
 * fbii.get(['1', '2']); // 7
 * ```
 */
export function faithBanzhaf(game: CooperativeGame, options: OrderOption = {}): Interactions {
  const { players } = game;
  const n = players.length;
  const order = checkOrder(options, n);
  const values = denseValues(game);
  const centred = cardinalInteractions(values, n, banzhafIndexWeights, ordersBetween(1, order));
  let sum = 0;
  for (const value of values) sum += value;
  centred.set(0, Float64Array.of(sum / values.length));
  const found = aggregateSupersets(centred, n, ordersBetween(0, order), (t, u) => (-0.5) ** (u - t));
  return new Interactions(`Faith-Banzhaf of order ${order}`, players, found, values[values.length - 1] - values[0]);
}

import { checkOneOf } from '../../foundation/index.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { faithBanzhaf } from './faith-banzhaf.js';
import { faithShap } from './faith-shap.js';
import { generalizedValue, jointShapley } from './generalized-value.js';
import {
  banzhafInteractions,
  chainingInteractions,
  shapleyInteractions,
  type OrderOption,
} from './interaction-index.js';
import type { Interactions } from './interactions.js';
import { kSII } from './k-sii.js';
import { moebius } from './moebius.js';
import { shapleyTaylor } from './shapley-taylor.js';

const functions = {
  SII: shapleyInteractions,
  BII: banzhafInteractions,
  CHII: chainingInteractions,
  STII: shapleyTaylor,
  FSII: faithShap,
  FBII: faithBanzhaf,
  'k-SII': kSII,
  JS: jointShapley,
  SGV: (game, options) => generalizedValue(game, { kind: 'shapley', ...options }),
  BGV: (game, options) => generalizedValue(game, { kind: 'banzhaf', ...options }),
  CHGV: (game, options) => generalizedValue(game, { kind: 'chaining', ...options }),
  IGV: (game, options) => generalizedValue(game, { kind: 'internal', ...options }),
  EGV: (game, options) => generalizedValue(game, { kind: 'external', ...options }),
  Moebius: moebius,
} satisfies Record<string, (game: CooperativeGame, options: OrderOption) => Interactions>;

/** The field's abbreviations of the interaction indices and generalized values. */
export type InteractionKind = keyof typeof functions;

/** All kinds that {@link interactionIndex} knows. */
export const interactionKinds = Object.keys(functions) as readonly InteractionKind[];

/**
 * An interaction index by its abbreviation: SII, BII, CHII, STII, FSII, FBII, k-SII, JS (joint Shapley), SGV, BGV, CHGV, IGV, EGV
 * (generalized values), Moebius. Each has its own function too, with its formula.
 *
 * @param order - largest coalitions, 1 … n; default 2 (for Moebius: n)
 *
 * @example
 * ```ts
 * import { DenseGame, interactionIndex } from 'polity/attribution';
 * interactionIndex(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]), { kind: 'STII', order: 2 }).get(['2', '3']); // 8.6667
 * ```
 */
export function interactionIndex(
  game: CooperativeGame,
  { kind, ...options }: OrderOption & { readonly kind: InteractionKind },
): Interactions {
  return functions[checkOneOf('kind', kind, interactionKinds)](game, options);
}

import { InvalidInputError } from '../../foundation/index.js';
import { coalitionSize, nextOfSameSize } from '../games/coalition.js';
import { binomial } from '../games/combinatorics.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { banzhafInteractions, checkOrder, shapleyInteractions } from '../interactions/interaction-index.js';
import { interactionIndex, interactionKinds, type InteractionKind } from '../interactions/interaction-kinds.js';
import type { Interactions } from '../interactions/interactions.js';
import { checkSemivalueWeights, semivalueNamed } from '../values/semivalue.js';
import { shapleyWeights } from '../values/shapley-weights.js';

/** Which number an attribution gives to players and coalitions. */
export interface IndexOptions {
  /**
   * `shapley` (default), `banzhaf`, the weights p₀ … pₙ₋₁ of a semivalue, or the abbreviation of an interaction index
   * ({@link interactionKinds}).
   */
  readonly index?: 'shapley' | 'banzhaf' | InteractionKind | ArrayLike<number>;
  /**
   * Largest coalitions, default 1. From 2 on `shapley` and `banzhaf` mean their interaction indices; weights have order 1.
   */
  readonly order?: number;
}

/**
 * An index as what it is, a linear map of the 2ⁿ values: φ_T = Σ_S c_T(S) v(S). As it treats all players alike, c depends on
 * |S∩T|, |S∖T| and |T| alone, and n + 1 games, each 1 on a single coalition, show all of it.
 */
export interface LinearIndex {
  /** In words. */
  readonly name: string;
  /** Bit masks of the coalitions that get a value, by size, then increasing. */
  readonly coalitions: readonly number[];
  /** The values of a game, one for each of `coalitions`. */
  apply(values: Float64Array): Float64Array;
  /** c_T(S) for T = `coalitions[k]` and all S by bit mask. */
  coefficients(k: number): Float64Array;
}

/** The linear map behind an index for n players. */
export function linearIndex(n: number, { index = 'shapley', order = 1 }: IndexOptions): LinearIndex {
  const kind = typeof index === 'string' ? index : undefined;
  if (kind !== undefined && !['shapley', 'banzhaf', ...interactionKinds].includes(kind)) {
    throw new InvalidInputError('index', kind, `be shapley, banzhaf, ${interactionKinds.join(', ')}, or weights`);
  }
  checkOrder({ order }, n);
  if (kind === undefined && order > 1)
    throw new InvalidInputError('order', order, 'be 1 for the weights of a semivalue');
  return order === 1 && (kind === undefined || kind === 'shapley' || kind === 'banzhaf')
    ? semivalueMap(n, index)
    : interactionMap(n, order, (game) => {
        if (kind === 'shapley') return shapleyInteractions(game, { order });
        if (kind === 'banzhaf') return banzhafInteractions(game, { order });
        return interactionIndex(game, { kind: kind!, order });
      });
}

function semivalueMap(n: number, index: 'shapley' | 'banzhaf' | ArrayLike<number> | InteractionKind): LinearIndex {
  const [name, weights] =
    index === 'shapley'
      ? ['Shapley value', shapleyWeights(n)]
      : index === 'banzhaf'
        ? ['Banzhaf value', new Float64Array(n).fill(2 ** (1 - n))]
        : ['Semivalue', checkSemivalueWeights(index as ArrayLike<number>, n)];
  return {
    name,
    coalitions: Array.from({ length: n }, (_, i) => 1 << i),
    apply: (values) => semivalueNamed(name, tableGame(n, values), weights).values,
    coefficients: (k) =>
      Float64Array.from({ length: 2 ** n }, (_, mask) => {
        const size = coalitionSize(mask);
        return mask & (1 << k) ? weights[size - 1] : -weights[size];
      }),
  };
}

function interactionMap(n: number, order: number, of: (game: CooperativeGame) => Interactions): LinearIndex {
  const coalitions: number[] = [];
  for (let t = 1; t <= order; t++) {
    let mask = 2 ** t - 1;
    for (let k = 0; k < binomial(n, t); k++) {
      coalitions.push(mask);
      mask = nextOfSameSize(mask);
    }
  }
  const apply = (values: Float64Array) => flat(of(tableGame(n, values)), order, coalitions.length);
  // table[t][a][b] = c_T(S) for |T| = t, |S∩T| = a, |S∖T| = b: from the game that is 1 on the first s players alone.
  let table: Map<number, number> | undefined;
  const key = (t: number, a: number, b: number) => (t * (n + 1) + a) * (n + 1) + b;
  const fill = () => {
    const found = new Map<number, number>();
    for (let s = 0; s <= n; s++) {
      const single = new Float64Array(2 ** n);
      single[2 ** s - 1] = 1;
      apply(single).forEach((value, k) => {
        const a = coalitionSize(coalitions[k] & (2 ** s - 1));
        found.set(key(coalitionSize(coalitions[k]), a, s - a), value);
      });
    }
    return found;
  };
  return {
    name: of(tableGame(n, new Float64Array(2 ** n))).index,
    coalitions,
    apply,
    coefficients: (k) => {
      table ??= fill();
      const T = coalitions[k];
      const t = coalitionSize(T);
      return Float64Array.from({ length: 2 ** n }, (_, S) => {
        const a = coalitionSize(S & T);
        return table!.get(key(t, a, coalitionSize(S) - a))!;
      });
    },
  };
}

function flat(interactions: Interactions, order: number, length: number): Float64Array {
  const values = new Float64Array(length);
  let from = 0;
  for (let t = 1; t <= order; t++) {
    values.set(interactions.valuesOf(t), from);
    from += interactions.valuesOf(t).length;
  }
  return values;
}

/** A table as a game, without a check of its values. */
function tableGame(n: number, values: Float64Array): CooperativeGame {
  return { players: Array.from({ length: n }, (_, i) => String(i + 1)), values, value: (mask) => values[mask] };
}

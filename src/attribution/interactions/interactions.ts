import { InvalidInputError } from '../../foundation/index.js';
import {
  coalitionLabel,
  coalitionMask,
  coalitionNames,
  coalitionSize,
  nextOfSameSize,
  type Coalition,
} from '../games/coalition.js';
import { binomial, rankOfSize } from '../games/combinatorics.js';

/** What a coalition has beyond (or below) its parts, by some index. */
export interface Interaction {
  readonly coalition: readonly string[];
  readonly mask: number;
  readonly order: number;
  readonly value: number;
}

/**
 * Interactions of all coalitions of some orders (sizes): `get` one by its members' names, iterate over all in order of size,
 * or take an order's numbers as a vector.
 *
 * @example
 * ```ts
 * import { DenseGame, shapleyInteractions } from 'polity/attribution';
 * const game = new DenseGame([10, 4, 3, 9, 2, 8, 7, 15], { players: ['a', 'b', 'c'] });
 * const sii = shapleyInteractions(game, { order: 3 });
 * sii.get(['c', 'a']); // 7
 * [...sii].map(({ coalition, value }) => `${coalition.join('')} ${value.toFixed(1)}`); // ['a 2.7', 'b 1.7', 'c 0.7', 'ab 7.0', 'ac 7.0', 'bc 7.0', 'abc -10.0']
 * ```
 */
export class Interactions implements Iterable<Interaction> {
  /** The index in words. */
  readonly index: string;
  readonly players: readonly string[];
  /** The orders that are there, increasing. */
  readonly orders: readonly number[];
  /** v(N) − v(∅) of the game. */
  readonly total: number;
  readonly #byOrder: ReadonlyMap<number, Float64Array>;

  /** @param byOrder - for each order t the C(n, t) values, in increasing order of the coalitions' bit masks */
  constructor(index: string, players: readonly string[], byOrder: ReadonlyMap<number, Float64Array>, total: number) {
    this.index = index;
    this.players = players;
    this.orders = [...byOrder.keys()].sort((a, b) => a - b);
    this.total = total;
    this.#byOrder = byOrder;
    for (const [order, values] of byOrder) {
      const count = binomial(players.length, order);
      if (values.length !== count)
        throw new InvalidInputError(`values of order ${order}`, values, `have length ${count}`);
    }
  }

  /**
   * v(N) − v(∅) minus the sum of all values of order 1 and more: 0 (but for rounding) for the efficient indices
   * (Möbius, Shapley–Taylor, Faith-SHAP, k-SII, joint Shapley).
   */
  get efficiencyGap(): number {
    let sum = 0;
    for (const order of this.orders) if (order > 0) for (const value of this.valuesOf(order)) sum += value;
    return this.total - sum;
  }

  /** The value of a coalition, by names in any order or by bit mask. */
  get(coalition: Coalition): number {
    const mask = coalitionMask(this.players, coalition);
    const values = this.#byOrder.get(coalitionSize(mask));
    if (!values) {
      const requirement = `have an order that was computed (${this.orders.join(', ')})`;
      throw new InvalidInputError('coalition', coalitionLabel(this.players, mask), requirement);
    }
    return values[rankOfSize(mask)];
  }

  /** The C(n, t) values of an order, in increasing order of the coalitions' bit masks: {1,2}, {1,3}, {2,3}, {1,4}, … */
  valuesOf(order: number): Float64Array {
    const values = this.#byOrder.get(order);
    if (!values) throw new InvalidInputError('order', order, `be one that was computed (${this.orders.join(', ')})`);
    return values;
  }

  /** The interactions of one order, in the same order as {@link valuesOf}. */
  *ofOrder(order: number): Generator<Interaction> {
    const values = this.valuesOf(order);
    let mask = 2 ** order - 1;
    for (const value of values) {
      yield { coalition: coalitionNames(this.players, mask), mask, order, value };
      if (order > 0) mask = nextOfSameSize(mask);
    }
  }

  /** All interactions, the small coalitions first. */
  *[Symbol.iterator](): Generator<Interaction> {
    for (const order of this.orders) yield* this.ofOrder(order);
  }

  /** The interactions (of at least two players) that are largest in absolute value. */
  strongest(count: number): Interaction[] {
    const all = [...this].filter(({ order }) => order > 1);
    return all.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, count);
  }
}

/** From a table of all 2ⁿ interactions by bit mask, the vectors of the orders asked for. */
export function ordersOf(table: Float64Array, n: number, orders: readonly number[]): Map<number, Float64Array> {
  return new Map(
    orders.map((order) => {
      const values = new Float64Array(binomial(n, order));
      let mask = 2 ** order - 1;
      for (let k = 0; k < values.length; k++) {
        values[k] = table[mask];
        if (order > 0) mask = nextOfSameSize(mask);
      }
      return [order, values];
    }),
  );
}

/** The whole numbers from … to. */
export function ordersBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}

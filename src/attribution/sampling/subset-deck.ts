import type { RandomStream } from '../../foundation/index.js';
import { binomial } from '../games/combinatorics.js';
import { shufflePlaces } from './random-order.js';

/** Decks up to this size are dealt without replacement. */
const LARGEST_DEALT = 2 ** 14;

/** C(n, k) for any n, rounded above 2⁵³. */
export function subsetCount(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let count = 1;
  for (let j = 1; j <= Math.min(k, n - k); j++) count = Math.round((count * (n - j + 1)) / j);
  return count;
}

/**
 * The subsets of `size` out of `items` things, dealt in random order: each once, so that a deck dealt to its end is a
 * complete enumeration. Decks of more than 2¹⁴ subsets are dealt with replacement (as good as without, at budgets that do
 * not exhaust them).
 */
export class SubsetDeck {
  readonly size: number;
  /** Subsets in the deck. */
  readonly total: number;
  /** Subsets dealt so far. */
  dealt = 0;
  /** Dealt without replacement. */
  readonly isFinite: boolean;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  #ranks: Int32Array | null = null;

  /**
   * @param pool - the numbers 0 … items − 1 in any order; may be shared by decks of as many items
   * @param isFinite - deal without replacement however many subsets there are
   */
  constructor(
    size: number,
    {
      stream,
      pool,
      isFinite = false,
    }: { readonly stream: RandomStream; readonly pool: Int32Array; readonly isFinite?: boolean },
  ) {
    this.size = size;
    this.#stream = stream;
    this.#pool = pool;
    this.total = subsetCount(pool.length, size);
    this.isFinite = isFinite || this.total <= LARGEST_DEALT;
  }

  get isExhausted(): boolean {
    return this.isFinite && this.dealt === this.total;
  }

  /** Share of the deck that `count` dealt subsets are; 0 when dealt with replacement. */
  fraction(count: number): number {
    return this.isFinite ? count / this.total : 0;
  }

  /** Deals one subset: its items are the first `size` numbers of what is returned, valid until the next deal. */
  deal(): Int32Array {
    if (this.isFinite) this.#unrank(this.#nextRank());
    else shufflePlaces(this.#stream, this.#pool, this.size);
    this.dealt++;
    return this.#pool;
  }

  #nextRank(): number {
    const ranks = (this.#ranks ??= inOrder(this.total));
    const place = this.dealt + this.#stream.below(this.total - this.dealt);
    const rank = ranks[place];
    ranks[place] = ranks[this.dealt];
    ranks[this.dealt] = rank;
    return rank;
  }

  /** The subset of a rank in the combinatorial number system, at the front of the pool; the other items behind it. */
  #unrank(rank: number): void {
    const pool = this.#pool;
    let rest = rank;
    let missing = this.size;
    let place = pool.length;
    for (let item = pool.length - 1; item >= 0; item--) {
      const below = missing === 0 ? Infinity : item < 64 ? binomial(item, missing) : subsetCount(item, missing);
      if (below > rest) {
        pool[--place] = item;
      } else {
        rest -= below;
        pool[--missing] = item;
      }
    }
  }
}

function inOrder(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let k = 0; k < count; k++) numbers[k] = k;
  return numbers;
}

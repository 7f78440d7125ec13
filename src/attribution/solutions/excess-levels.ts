import { coalitionSums, type ZeroedGame } from './excess.js';
import { firstCoalitions, smallestLargestExcess, type FixedSum } from './largest-excess.js';

/** A level of the sequence of programs that leads to the nucleolus. */
export interface ExcessLevel {
  /** The largest excess that the coalitions not yet settled must bear. */
  readonly epsilon: number;
  /** Coalitions that bear it in every optimum, now fixed at it: independent of one another and of all before. */
  readonly fixed: readonly FixedSum[];
  readonly programs: number;
}

/**
 * The levels of excess of a game, one linear program after another: the largest excess is minimised, coalitions with a
 * positive dual are fixed at it, coalitions whose sum follows from fixed ones drop out. Ends when the fixed sums determine the
 * allocation, after at most n − 1 levels; consecutive levels may have the same ε.
 *
 * @param worth - by bit mask, scaled so that its largest absolute value is about 1
 * @param floor - the least that each player must get
 */
export async function* excessLevels(
  { n, worth }: Pick<ZeroedGame, 'n' | 'worth'>,
  floor?: ArrayLike<number>,
): AsyncGenerator<ExcessLevel> {
  const all = worth.length - 1;
  const fixed: FixedSum[] = [{ mask: all, sum: worth[all] }];
  const span = new IndicatorSpan(n);
  span.add(all);
  const active = firstCoalitions(n);
  while (span.rank < n) {
    const isSettled = span.membership();
    for (const mask of active) if (isSettled(mask)) active.delete(mask);
    if (active.size === 0) active.add(firstUnsettled(all, isSettled));
    const optimum = await smallestLargestExcess({ n, worth }, { fixed, isSettled, active, ...(floor && { floor }) });
    if (!optimum) throw new Error('the fixed excesses contradict one another: the game is too badly scaled');
    const found = [...optimum.duals.keys()]
      .filter((mask) => span.add(mask))
      .map((mask) => ({ mask, sum: worth[mask] - optimum.epsilon }));
    fixed.push(...found);
    yield { epsilon: optimum.epsilon, fixed: found, programs: optimum.programs };
  }
}

/** The span of coalitions' 0/1 vectors, as an orthonormal basis. */
class IndicatorSpan {
  readonly #basis: Float64Array[] = [];

  constructor(readonly n: number) {}

  get rank(): number {
    return this.#basis.length;
  }

  /** Adds a coalition; false when its vector is in the span already. */
  add(mask: number): boolean {
    const rest = this.#residual(Float64Array.from({ length: this.n }, (_, i) => (mask >>> i) & 1));
    const length = Math.hypot(...rest);
    if (length < 1e-7) return false;
    this.#basis.push(rest.map((value) => value / length));
    return true;
  }

  /**
   * A test for being in the span, by the sums of two fixed irrational vectors that are orthogonal to it: both vanish on a
   * coalition exactly when it is in the span, but for a coincidence of measure zero.
   */
  membership(): (mask: number) => boolean {
    const [first, second] = [Math.SQRT2, Math.E].map((base) => {
      const direction = Float64Array.from({ length: this.n }, (_, i) => Math.sin((i + 1) * (i + base)));
      return coalitionSums(this.#residual(direction), this.n);
    });
    return (mask) => Math.abs(first[mask]) < 1e-9 && Math.abs(second[mask]) < 1e-9;
  }

  /** What is orthogonal to the span; projected twice, which is as good as exact. */
  #residual(vector: Float64Array): Float64Array {
    const rest = vector.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of this.#basis) {
        const along = direction.reduce((sum, value, i) => sum + value * rest[i], 0);
        for (let i = 0; i < this.n; i++) rest[i] -= along * direction[i];
      }
    }
    return rest;
  }
}

function firstUnsettled(all: number, isSettled: (mask: number) => boolean): number {
  for (let mask = 1; mask < all; mask++) if (!isSettled(mask)) return mask;
  throw new Error('every coalition is settled, yet the allocation is not determined');
}

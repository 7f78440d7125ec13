import { checkVector, randomStream } from '../../foundation/index.js';
import type { Cascade } from '../networks/cascades.js';
import { proportionalTo } from '../records/alias-table.js';

/**
 * The same cascades with other agents: as many adoptions at the same times, by agents drawn one after the other in proportion to their
 * activity. It is what cascades look like when those who write more adopt sooner and nobody influences anybody.
 *
 * Cost: O(1) a draw; agents drawn twice are drawn again.
 *
 * @param activity - of every agent, above 0
 * @throws InvalidInputError when activity is not above 0 or a cascade has more adopters than there are agents.
 *
 * @example
 * ```ts
 * import { cascadesWithoutInfluence } from 'polity/populations';
 * const cascade = { name: 'hello', adopters: Int32Array.of(0, 1), times: Float64Array.of(1, 5) };
 * cascadesWithoutInfluence([cascade], [1, 1, 1, 1], { seed: 1 })[0].times; // [1, 5]
 * ```
 */
export function cascadesWithoutInfluence(
  cascades: readonly Cascade[],
  activity: ArrayLike<number>,
  { seed = 0 }: { readonly seed?: number } = {},
): Cascade[] {
  const active = checkVector('activity', activity, { min: 0, aboveMin: true });
  const draw = proportionalTo(active);
  return cascades.map(({ name, adopters, times }, c) => {
    const random = randomStream(seed, c);
    const chosen = new Set<number>();
    // Where nearly all have adopted, the last would be waited for too long: they are drawn by their clocks instead.
    for (let tries = 0; chosen.size < adopters.length && tries < 20 * adopters.length + 100; tries++)
      chosen.add(draw(random));
    if (chosen.size < adopters.length) {
      const clocks = active.map((rate, i) => (chosen.has(i) ? Infinity : -Math.log1p(-random.uniform()) / rate));
      const order = Uint32Array.from(active.keys()).sort((a, b) => clocks[a] - clocks[b]);
      for (let k = 0; chosen.size < adopters.length; k++) chosen.add(order[k]);
    }
    return { name, adopters: Int32Array.from(chosen), times };
  });
}

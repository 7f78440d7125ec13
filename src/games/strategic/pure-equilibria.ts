import type { StrategicGame } from './strategic-game.js';

/**
 * All pure Nash equilibria of a game of any number of players, each as the index of everybody's strategy, in
 * lexicographic order. Exact comparisons. Cost: two passes over each player's payoffs.
 *
 * @example
 * ```ts
 * import { StrategicGame, pureEquilibria } from 'polity/games';
 * pureEquilibria(StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]])); // [[0, 0], [1, 1]]
 * ```
 */
export function pureEquilibria({ shape, payoffs }: StrategicGame): number[][] {
  const profiles = payoffs[0].length;
  const stable = new Uint8Array(profiles).fill(1);
  let stride = 1;
  for (let p = shape.length - 1; p >= 0; p--) {
    const tensor = payoffs[p];
    const block = stride * shape[p];
    for (let start = 0; start < profiles; start += block) {
      for (let offset = start; offset < start + stride; offset++) {
        let most = -Infinity;
        for (let at = offset; at < offset + block; at += stride) most = Math.max(most, tensor[at]);
        for (let at = offset; at < offset + block; at += stride) if (tensor[at] < most) stable[at] = 0;
      }
    }
    stride = block;
  }
  return Array.from(stable.keys())
    .filter((at) => stable[at])
    .map((at) => profileAt(shape, at));
}

/** Everybody's strategy at an index of the payoffs. */
export function profileAt(shape: readonly number[], index: number): number[] {
  const profile = new Array<number>(shape.length);
  for (let p = shape.length - 1, rest = index; p >= 0; p--) {
    profile[p] = rest % shape[p];
    rest = Math.floor(rest / shape[p]);
  }
  return profile;
}

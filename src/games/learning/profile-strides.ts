/** How far apart the profiles lie, in the order of a game's payoffs, that differ by one in a player's strategy. */
export function profileStrides(shape: readonly number[]): number[] {
  return shape.map((_, p) => shape.slice(p + 1).reduce((product, count) => product * count, 1));
}

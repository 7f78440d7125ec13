/** For each player, how far apart in the payoffs two profiles lie that differ by one in that player's strategy. */
export function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, p) => shape.slice(p + 1).reduce((product, count) => product * count, 1));
}

/** Every pair of profiles, as indices of payoffs, that differ in one player's strategy only, the lower strategy first. */
export function* unilateralSteps(
  shape: readonly number[],
): Generator<{ readonly player: number; readonly from: number; readonly to: number }> {
  const strides = stridesOf(shape);
  const profiles = shape.reduce((product, count) => product * count, 1);
  for (let player = 0; player < shape.length; player++) {
    const stride = strides[player];
    for (let from = 0; from < profiles; from++) {
      const played = Math.floor(from / stride) % shape[player];
      for (let s = played + 1; s < shape[player]; s++) yield { player, from, to: from + (s - played) * stride };
    }
  }
}

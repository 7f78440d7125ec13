/** A payoff vector: what an index gives to every player. */
export interface PlayerValues {
  /** The index in words: 'Shapley value', 'Banzhaf value', … */
  readonly index: string;
  readonly players: readonly string[];
  /** `values[i]` belongs to `players[i]`. */
  readonly values: Float64Array;
  /** The same, by name. */
  readonly byPlayer: Readonly<Record<string, number>>;
  /** What there was to share: v(N) − v(∅). */
  readonly total: number;
  /** v(N) − v(∅) − Σ values: 0 (but for rounding) for an efficient index; the Banzhaf value may leave a rest. */
  readonly efficiencyGap: number;
}

/** A {@link PlayerValues} from its vector. */
export function playerValues(
  index: string,
  players: readonly string[],
  values: Float64Array,
  total: number,
): PlayerValues {
  let sum = 0;
  for (const value of values) sum += value;
  const byPlayer = Object.fromEntries(players.map((name, i) => [name, values[i]]));
  return { index, players, values, byPlayer, total, efficiencyGap: total - sum };
}

import { InvalidInputError, checkInteger } from '../../foundation/index.js';

/**
 * A coalition: a bit mask (bit i set when `players[i]` is a member) or the names of its members in any order.
 * Masks reach {@link MAX_MASKED_PLAYERS} players; beyond that a coalition is a vector of memberships.
 */
export type Coalition = number | readonly string[];

/** Bit masks are JavaScript's 32-bit integers and stay positive: 31 players. */
export const MAX_MASKED_PLAYERS = 31;

/**
 * The bit mask of a coalition of named players.
 *
 * Throws `InvalidInputError` for an unknown or repeated name and for a mask with bits beyond the players.
 *
 * @param argument - what the coalition is called in an error
 *
 * @example
 * ```ts
 * import { coalitionMask } from 'polity/attribution';
 * coalitionMask(['P', 'R', 'A', 'F'], ['A', 'P']); // 5
 * ```
 */
export function coalitionMask(players: readonly string[], coalition: Coalition, argument = 'coalition'): number {
  const n = players.length;
  if (n > MAX_MASKED_PLAYERS) {
    throw new InvalidInputError('players.length', n, `be at most ${MAX_MASKED_PLAYERS} for coalitions as bit masks`);
  }
  if (typeof coalition === 'number') return checkInteger(argument, coalition, { min: 0, max: 2 ** n - 1 });
  if (!Array.isArray(coalition)) throw new InvalidInputError(argument, coalition, 'be a bit mask or a list of names');
  let mask = 0;
  for (const name of coalition as readonly string[]) {
    const i = players.indexOf(name);
    if (i < 0) throw new InvalidInputError(argument, name, `name players among ${players.join(', ')}`);
    if (mask & (1 << i)) throw new InvalidInputError(argument, coalition, `name each player once (${name})`);
    mask |= 1 << i;
  }
  return mask;
}

/**
 * The names of a coalition's members, in the order of `players`.
 *
 * @example
 * ```ts
 * import { coalitionNames } from 'polity/attribution';
 * coalitionNames(['P', 'R', 'A', 'F'], 0b0101); // ['P', 'A']
 * ```
 */
export function coalitionNames(players: readonly string[], mask: number): string[] {
  return players.filter((_, i) => mask & (1 << i));
}

/** A coalition in print: `{P, A}`, and `∅` for the empty one. */
export function coalitionLabel(players: readonly string[], mask: number): string {
  return mask === 0 ? '∅' : `{${coalitionNames(players, mask).join(', ')}}`;
}

/** Number of members of a bit mask (the bits that are set). */
export function coalitionSize(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A bit mask as a vector of memberships, 1 for a member. */
export function coalitionMembers(mask: number, n: number): Uint8Array {
  return Uint8Array.from({ length: n }, (_, i) => (mask >>> i) & 1);
}

/** The next larger mask with as many members (Gosper's hack); the caller stops past its last one. */
export function nextOfSameSize(mask: number): number {
  const lowest = mask & -mask;
  const ripple = mask + lowest;
  return ripple | (((mask ^ ripple) >>> 2) / lowest);
}

/**
 * Player names, checked: at least one, all different, none empty. Without names the players are called '1' … 'n'.
 */
export function playerNames(players: readonly string[] | undefined, n: number): readonly string[] {
  if (players === undefined) return Array.from({ length: n }, (_, i) => String(i + 1));
  if (!Array.isArray(players)) throw new InvalidInputError('players', players, 'be a list of names');
  if (players.length !== n) throw new InvalidInputError('players.length', players.length, `equal ${n}`);
  if (n === 0) throw new InvalidInputError('players', players, 'name at least one player');
  const seen = new Set<string>();
  for (const name of players as readonly string[]) {
    if (typeof name !== 'string' || name === '') throw new InvalidInputError('players', name, 'be non-empty strings');
    if (seen.has(name)) throw new InvalidInputError('players', name, 'be different from one another');
    seen.add(name);
  }
  return [...(players as readonly string[])];
}

/** The players that rows of named coalitions speak of, in order of first appearance; bit masks name nobody. */
export function namesInRows(rows: readonly { readonly coalition: Coalition }[]): string[] {
  const names = new Set<string>();
  for (const { coalition } of rows) {
    if (typeof coalition === 'number') {
      throw new InvalidInputError('players', undefined, 'be given when coalitions are bit masks');
    }
    for (const name of coalition) names.add(name);
  }
  return [...names];
}

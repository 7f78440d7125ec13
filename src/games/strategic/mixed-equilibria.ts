import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import {
  bestResponses,
  distanceBetween,
  expectedPayoffs,
  largestRange,
  normalized,
  regretOf,
} from './mixed-profile.js';
import { multilinearRoots, type MultilinearEquation } from './multilinear-roots.js';
import { indifferentProfile } from './newton-equilibrium.js';
import type { StrategicGame } from './strategic-game.js';

/** An equilibrium of a game of any number of players. */
export interface MixedEquilibrium {
  /** Probabilities, one list a player. */
  readonly profile: readonly Float64Array[];
  readonly payoffs: Float64Array;
  /** The most a player could still gain by deviating: rounding. */
  readonly regret: number;
  /**
   * Whether it is regular: an isolated, simple solution of its indifference conditions in which every best reply is in
   * use. Irregular ones may belong to a continuum.
   */
  readonly regular: boolean;
}

/** The equilibria of a game of any number of players. */
export interface MixedEquilibria {
  /** Those in which earlier strategies are played more come first. */
  readonly equilibria: readonly MixedEquilibrium[];
  /** Whether these are all: every path ended in a regular root, and every equilibrium is regular. */
  readonly complete: boolean;
  /** Supports that were solved, after those with a dominated strategy had been left out. */
  readonly supports: number;
  /** Homotopy paths that were followed. */
  readonly paths: number;
  /** Paths that ended in no regular root: the game is degenerate, and a continuum of equilibria may have been missed. */
  readonly singular: number;
}

export interface MixedEquilibriaOptions {
  /** Of the random start systems; the equilibria do not depend on it. Default 1. */
  readonly seed?: number;
  /** Most pairs of support and player to try, default 20 000. */
  readonly maxSupports?: number;
}

/**
 * All isolated Nash equilibria of a game of n players: for each choice of supports that survives conditional dominance, all
 * complex roots of the indifference conditions (multilinear polynomials, whose solutions need not be rational) by homotopy
 * continuation; kept are the real ones that are probabilities and from which no deviation gains. Every equilibrium is polished
 * by Newton's method and returned with its regret, at most 10⁻⁹ of the range of payoffs.
 *
 * A generic game has finitely many equilibria, an odd number, and `complete` says that they were all found. A game with a
 * continuum is reported by `complete: false`.
 *
 * Cost: Π (2^kᵢ − 1) supports, and for each as many paths as it can have equilibria: 2 × 2 × 2 about a hundredth of a second,
 * 3 × 3 × 3 about half a second, 2⁵ a second. {@link traceEquilibria} finds some equilibria of larger games.
 *
 * @throws InvalidInputError if there are more than `maxSupports` choices of supports
 * @see Datta, Economic Theory 42 (2010); Herings & Peeters, Economic Theory 42 (2010)
 *
 * @example
 * ```ts
 * import { mixedEquilibria, StrategicGame } from 'polity/games';
 * // McKelvey and McLennan's game has nine equilibria, the most that three players with two strategies can have.
 * const game = new StrategicGame([2, 2, 2], [
 *   [9, 0, 0, 3, 0, 3, 9, 0],
 *   [8, 0, 0, 4, 0, 4, 8, 0],
 *   [12, 0, 0, 6, 0, 6, 2, 0],
 * ]);
 * const { equilibria, complete } = mixedEquilibria(game);
 * equilibria.length; // 9
 * complete; // true
 * ```
 */
export function mixedEquilibria(
  game: StrategicGame,
  { seed = 1, maxSupports = 20_000 }: MixedEquilibriaOptions = {},
): MixedEquilibria {
  const { shape } = game;
  checkInteger('seed', seed, { min: 0 });
  checkInteger('maxSupports', maxSupports, { min: 1 });
  const choices = shape.reduce((product, count) => product * (2 ** count - 1), 1);
  if (choices > maxSupports) {
    throw new InvalidInputError(
      'game.shape',
      shape,
      `have at most ${maxSupports} choices of supports, not ${choices} (traceEquilibria finds some equilibria of larger games)`,
    );
  }
  const scale = largestRange(game);
  const found: MixedEquilibrium[] = [];
  let [supports, paths, singular] = [0, 0, 0];
  for (const support of allSupports(shape)) {
    if (holdsDominated(game, support)) continue;
    supports++;
    const solved = solveSupport(game, support, seed);
    paths += solved.paths;
    singular += solved.singular;
    for (const profile of solved.profiles) {
      const { regret } = regretOf(game, profile);
      if (regret > 1e-9 * scale || found.some((other) => distanceBetween(other.profile, profile) < 1e-7)) continue;
      const replies = shape.map((_, p) => bestResponses(game, profile, p, { tolerance: 1e-7 * scale }));
      const regular = replies.every((list, p) => list.length === support[p].length) && solved.singular === 0;
      found.push({ profile, payoffs: expectedPayoffs(game, profile), regret, regular });
    }
  }
  return {
    equilibria: found.sort((a, b) => compare(a.profile, b.profile)),
    complete: singular === 0 && found.every(({ regular }) => regular),
    supports,
    paths,
    singular,
  };
}

function* allSupports(shape: readonly number[]): Generator<number[][]> {
  if (shape.length === 0) {
    yield [];
    return;
  }
  const [first, ...rest] = shape;
  const others = [...allSupports(rest)];
  for (let mask = 1; mask < 2 ** first; mask++) {
    const support = Array.from({ length: first }, (_, s) => s).filter((s) => mask & (1 << s));
    for (const other of others) yield [support, ...other];
  }
}

/** Whether a strategy of a support is worse than another of the player's against everything that the others may play. */
function holdsDominated(game: StrategicGame, supports: readonly (readonly number[])[]): boolean {
  return game.shape.some((count, p) => {
    const rows = Array.from({ length: count }, (_, s) => restricted(game, p, s, supports));
    return supports[p].some((s) => rows.some((row, t) => t !== s && row.every((payoff, at) => payoff > rows[s][at])));
  });
}

/** A player's payoffs for one strategy against all profiles of the others' supports, the last player fastest. */
function restricted(
  { shape, payoffs }: StrategicGame,
  player: number,
  strategy: number,
  supports: readonly (readonly number[])[],
): Float64Array {
  let indices = [0];
  shape.forEach((count, p) => {
    const own = p === player ? [strategy] : supports[p];
    indices = indices.flatMap((index) => own.map((s) => index * count + s));
  });
  return Float64Array.from(indices, (at) => payoffs[player][at]);
}

/** The fully mixed profiles on a support in which everybody is indifferent. */
function solveSupport(
  game: StrategicGame,
  supports: readonly (readonly number[])[],
  seed: number,
): { readonly profiles: Float64Array[][]; readonly paths: number; readonly singular: number } {
  const { shape } = game;
  const mixing = shape.flatMap((_, p) => (supports[p].length > 1 ? [p] : []));
  const embed = (parts: readonly ArrayLike<number>[]) =>
    shape.map((count, p) => {
      const mixed = new Float64Array(count);
      supports[p].forEach((s, k) => (mixed[s] = parts[p][k]));
      return mixed;
    });
  if (mixing.length === 0) return { profiles: [embed(supports.map(() => [1]))], paths: 0, singular: 0 };
  // One player alone cannot be made indifferent by others who do not mix, unless payoffs tie: pure equilibria show that.
  if (mixing.length === 1) return { profiles: [], paths: 0, singular: 0 };
  const equations = mixing.flatMap((p) => {
    const groups = mixing.flatMap((q, g) => (q === p ? [] : [g]));
    const [first, ...others] = supports[p].map((s) => restricted(game, p, s, supports));
    return others.map((row): MultilinearEquation => ({ groups, coefficients: row.map((u, at) => u - first[at]) }));
  });
  const sizes = mixing.map((p) => supports[p].length);
  const { roots, paths, singular } = multilinearRoots(sizes, equations, { seed });
  const profiles = roots.flatMap((root) => {
    const real = root.every((part) => part.every((x, k) => (k % 2 ? Math.abs(x) < 1e-6 : x > -1e-9)));
    if (!real) return [];
    const parts = supports.map((_, p) => {
      const group = mixing.indexOf(p);
      return group < 0 ? [1] : root[group].filter((_x, k) => k % 2 === 0).map((x) => Math.max(0, x));
    });
    const polished = indifferentProfile(game, embed(parts), supports);
    return polished?.every((mixed) => mixed.every((share) => share >= 0)) ? [polished.map(normalized)] : [];
  });
  return { profiles, paths, singular };
}

function compare(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  for (let p = 0; p < a.length; p++) {
    for (let s = 0; s < a[p].length; s++) if (Math.abs(a[p][s] - b[p][s]) > 1e-9) return b[p][s] - a[p][s];
  }
  return 0;
}

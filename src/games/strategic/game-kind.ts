import { payoffRange } from './mixed-profile.js';
import { stridesOf } from './profile-steps.js';
import { profileAt } from './pure-equilibria.js';
import type { StrategicGame } from './strategic-game.js';
import { solveZeroSum } from './zero-sum.js';

/** Payoffs that differ by less than this share of the largest range of payoffs are taken for equal. */
const ROUNDING = 1e-12;

/** What kind of game it is. */
export interface GameKind {
  /** Payoffs add up to 0 in every profile. */
  readonly zeroSum: boolean;
  /** What payoffs add up to in every profile, or null where that varies. */
  readonly constantSum: number | null;
  /** Everybody gets the same in every profile. */
  readonly commonInterest: boolean;
  /** Players may change places: same strategies, and what a player gets depends on what is played and not on who it is. */
  readonly symmetric: boolean;
}

/**
 * Whether a game is zero-sum, constant-sum, of common interest, symmetric. Equality up to 10⁻¹² of the range of payoffs.
 *
 * @example
 * ```ts
 * import { gameKind, StrategicGame } from 'polity/games';
 * gameKind(StrategicGame.bimatrix([[3, 1], [0, 2]], [[1, 3], [4, 2]])).constantSum; // 4
 * gameKind(StrategicGame.symmetric([[3, 0], [5, 1]])).symmetric; // true
 * ```
 */
export function gameKind(game: StrategicGame): GameKind {
  const { shape, payoffs } = game;
  const largest = payoffs.reduce((most, u) => u.reduce((m, x) => Math.max(m, Math.abs(x)), most), 0);
  const rounding = ROUNDING * largest;
  const sums = payoffs[0].map((_, at) => payoffs.reduce((total, tensor) => total + tensor[at], 0));
  const [least, most] = [sums.reduce((a, b) => Math.min(a, b)), sums.reduce((a, b) => Math.max(a, b))];
  const constant = most - least <= 2 * shape.length * rounding;
  const middle = (least + most) / 2;
  return {
    zeroSum: constant && Math.abs(middle) <= shape.length * rounding,
    constantSum: constant ? (Math.abs(middle) <= shape.length * rounding ? 0 : middle) : null,
    commonInterest: payoffs.every((tensor) => tensor.every((u, at) => Math.abs(u - payoffs[0][at]) <= rounding)),
    symmetric: isSymmetric(game, rounding),
  };
}

/** Exchanging neighbours, which generates all permutations, must change nothing. */
function isSymmetric({ shape, payoffs }: StrategicGame, rounding: number): boolean {
  if (shape.some((count) => count !== shape[0])) return false;
  const strides = stridesOf(shape);
  for (let p = 0; p + 1 < shape.length; p++) {
    for (let at = 0; at < payoffs[0].length; at++) {
      const profile = profileAt(shape, at);
      const moved = at + (profile[p + 1] - profile[p]) * (strides[p] - strides[p + 1]);
      for (let q = 0; q < shape.length; q++) {
        const other = q === p ? p + 1 : q === p + 1 ? p : q;
        if (Math.abs(payoffs[q][at] - payoffs[other][moved]) > rounding) return false;
      }
    }
  }
  return true;
}

/** What a player can be sure of. */
export interface SecurityLevel {
  /** max over pure strategies of the least payoff. */
  readonly pure: number;
  /** The pure strategy that secures it, the first of several. */
  readonly pureStrategy: number;
  /** max over mixed strategies of the least expected payoff, against others who may coordinate. */
  readonly mixed: number;
  /** A mixed strategy that secures it. */
  readonly strategy: Float64Array;
}

/**
 * Security (maximin) levels of all players: the most that each can guarantee whatever the others do, with pure and with mixed
 * strategies. With two players the mixed level is also the least that the other can hold them to; with more it is the
 * level against a coalition that correlates its strategies.
 *
 * Cost: a linear program for each player.
 *
 * @example
 * ```ts
 * import { securityLevels, StrategicGame } from 'polity/games';
 * const [row] = await securityLevels(StrategicGame.zeroSum([[3, -1], [-2, 4]]));
 * row.pure; // -1
 * row.mixed; // 1.0000000
 * ```
 */
export async function securityLevels(game: StrategicGame): Promise<SecurityLevel[]> {
  const levels: SecurityLevel[] = [];
  for (const player of game.shape.keys()) {
    const rows = ownRows(game, player);
    const floors = rows.map((row) => row.reduce((a, b) => Math.min(a, b)));
    const pure = Math.max(...floors);
    const pureStrategy = floors.indexOf(pure);
    const constant = payoffRange(game, player) === 0;
    const solution = constant ? null : await solveZeroSum(rows);
    const alone = Float64Array.from(rows, (_, s) => (s === pureStrategy ? 1 : 0));
    levels.push({ pure, pureStrategy, mixed: solution?.value ?? pure, strategy: solution?.row ?? alone });
  }
  return levels;
}

/** A player's payoffs: its strategies down, the others' profiles across. */
function ownRows({ shape, payoffs }: StrategicGame, player: number): Float64Array[] {
  const stride = stridesOf(shape)[player];
  const columns = payoffs[player].length / shape[player];
  return Array.from({ length: shape[player] }, (_, s) =>
    Float64Array.from({ length: columns }, (_unused, c) => {
      const [outer, inner] = [Math.floor(c / stride), c % stride];
      return payoffs[player][(outer * shape[player] + s) * stride + inner];
    }),
  );
}

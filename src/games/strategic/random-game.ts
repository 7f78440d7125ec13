import {
  checkInteger,
  checkNumber,
  checkOneOf,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { permuted } from './rescaling.js';
import { stridesOf } from './profile-steps.js';
import { profileAt } from './pure-equilibria.js';
import { StrategicGame } from './strategic-game.js';

/** What is random in a random game. */
export type RandomGameKind = (typeof kinds)[number];
const kinds = ['uniform', 'covariant', 'zeroSum', 'commonInterest', 'dominanceSolvable'] as const;

export interface RandomGameOptions {
  /** Default `uniform`. */
  readonly kind?: RandomGameKind;
  /** Of `covariant`: correlation of the players' payoffs in a profile, from −1/(n − 1) to 1; default 0. */
  readonly correlation?: number;
  /** Default 1. */
  readonly seed?: number;
  /** The how-many-th game of this seed; default 0. */
  readonly index?: number;
}

/**
 * A random game.
 *
 * - `uniform`: all payoffs independent and uniform on [0, 1).
 * - `covariant`: standard normal payoffs, those of one profile correlated: −1/(n − 1) makes a zero-sum game, 1 one of
 *   common interest.
 * - `zeroSum` (two players) and `commonInterest`: one uniform payoff a profile.
 * - `dominanceSolvable`: iterated strict dominance by pure strategies leaves one profile. Built from that profile outwards:
 *   each further strategy earns less than an earlier one of the same player against all that was there before.
 *
 * Depends on seed and index only.
 *
 * @param shape - number of strategies of each player
 * @throws InvalidInputError for an unknown kind, a correlation out of range, or `zeroSum` without two players
 * @see Nudelman, Wortman, Shoham & Leyton-Brown, "Run the GAMUT", AAMAS 2004; Rinott & Scarsini, Games and Economic Behavior
 *   33 (2000), for covariant games
 *
 * @example
 * ```ts
 * import { eliminateDominated, randomGame } from 'polity/games';
 * const game = randomGame([3, 4, 2], { kind: 'dominanceSolvable', seed: 7 });
 * (await eliminateDominated(game)).game.shape; // [1, 1, 1]
 * ```
 */
export function randomGame(
  shape: readonly number[],
  { kind = 'uniform', correlation = 0, seed = 1, index = 0 }: RandomGameOptions = {},
): StrategicGame {
  shape.forEach((count, p) => checkInteger(`shape[${p}]`, count, { min: 1 }));
  checkOneOf('kind', kind, kinds);
  const stream = randomStream(seed, index);
  const players = shape.length;
  const profiles = shape.reduce((product, count) => product * count, 1);
  const uniform = () => Float64Array.from({ length: profiles }, () => stream.uniform());
  switch (kind) {
    case 'uniform':
      return new StrategicGame(shape, shape.map(uniform));
    case 'commonInterest': {
      const common = uniform();
      return new StrategicGame(
        shape,
        shape.map(() => common),
      );
    }
    case 'zeroSum': {
      if (players !== 2) throw new InvalidInputError('shape.length', players, 'be 2 in a zero-sum game');
      const row = uniform();
      return new StrategicGame(shape, [row, row.map((payoff) => -payoff)]);
    }
    case 'covariant': {
      checkNumber('correlation', correlation, { min: players === 1 ? -1 : -1 / (players - 1), max: 1 });
      return covariantGame(shape, correlation, stream);
    }
    case 'dominanceSolvable':
      return dominanceSolvableGame(shape, stream);
  }
}

/** Payoffs a(zᵢ − z̄) + b z̄ of independent normal z, with a² = 1 − ρ and b² = 1 + (n − 1)ρ. */
function covariantGame(shape: readonly number[], correlation: number, stream: RandomStream): StrategicGame {
  const n = shape.length;
  const profiles = shape.reduce((product, count) => product * count, 1);
  const payoffs = shape.map(() => new Float64Array(profiles));
  const own = Math.sqrt(1 - correlation);
  const shared = Math.sqrt(Math.max(0, 1 + (n - 1) * correlation));
  for (let at = 0; at < profiles; at++) {
    const draws = Float64Array.from(shape, () => stream.normal());
    const mean = draws.reduce((sum, z) => sum + z, 0) / n;
    payoffs.forEach((tensor, p) => (tensor[at] = own * (draws[p] - mean) + shared * mean));
  }
  return new StrategicGame(shape, payoffs);
}

function dominanceSolvableGame(shape: readonly number[], stream: RandomStream): StrategicGame {
  const strides = stridesOf(shape);
  const added = shape.flatMap((count, p) =>
    Array.from({ length: count - 1 }, (_, s) => ({ player: p, strategy: s + 1 })),
  );
  stream.shuffle(added);
  // A player's strategies are added in ascending order, whatever the shuffle drew.
  const time = shape.map((count) => new Int32Array(count));
  const next = shape.map(() => 1);
  added.forEach(({ player }, k) => (time[player][next[player]++] = k + 1));
  const dominator = shape.map((count) => Int32Array.from({ length: count }, (_, s) => (s === 0 ? 0 : stream.below(s))));
  const profiles = shape.reduce((product, count) => product * count, 1);
  const payoffs = shape.map(() => new Float64Array(profiles));
  const latest = Int32Array.from({ length: profiles }, (_, at) =>
    profileAt(shape, at).reduce((most, s, p) => Math.max(most, time[p][s]), 0),
  );
  const order = Array.from(latest.keys()).sort((a, b) => latest[a] - latest[b] || a - b);
  for (const at of order) {
    const profile = profileAt(shape, at);
    profile.forEach((s, p) => {
      const dominated = s > 0 && time[p][s] === latest[at];
      const better = at + (dominator[p][s] - s) * strides[p];
      payoffs[p][at] = dominated ? payoffs[p][better] - 0.01 - 0.5 * stream.uniform() : stream.uniform();
    });
  }
  const strategies = shape.map((count) => stream.shuffle(Array.from({ length: count }, (_, s) => s)));
  const shuffled = permuted(new StrategicGame(shape, payoffs), { strategies });
  return new StrategicGame(shape, shuffled.payoffs);
}

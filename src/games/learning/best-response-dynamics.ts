import { checkInteger, InvalidInputError, randomStream } from '../../foundation/index.js';
import { profileStrides } from './profile-strides.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

export interface BestResponseDynamicsOptions {
  /** Strategy of each player at the start; default all 0. */
  readonly initial?: readonly number[];
  /** Players move in turn (the default), or one is chosen at random. */
  readonly order?: 'turns' | 'random';
  /** Moves tried at most, default 10⁵. */
  readonly maxMoves?: number;
  /** Of the random order; default 0. */
  readonly seed?: number;
}

/** Where best responses one at a time lead. */
export interface BestResponseDynamics {
  /** Profiles from the start on, one for every change. */
  readonly path: readonly (readonly number[])[];
  /** `equilibrium`: nobody can gain; `cycle`: in turns, a profile has come back; `moves`: neither within `maxMoves`. */
  readonly outcome: 'equilibrium' | 'cycle' | 'moves';
  /** In a cycle: the profiles that come again and again. */
  readonly cycle: readonly (readonly number[])[];
  readonly moves: number;
}

/**
 * Best response dynamics of any number of players: one player at a time changes to a best response (of several, the
 * lowest index; none if its strategy is one). Ends in a pure Nash equilibrium in every potential game.
 *
 * @throws InvalidInputError for a strategy that does not exist
 *
 * @example
 * ```ts
 * import { bestResponseDynamics, StrategicGame } from 'polity/games';
 * bestResponseDynamics(StrategicGame.symmetric([[3, 0], [5, 1]])).path; // [[0, 0], [1, 0], [1, 1]]
 * bestResponseDynamics(StrategicGame.zeroSum([[1, -1], [-1, 1]])).outcome; // 'cycle'
 * ```
 */
export function bestResponseDynamics(
  game: StrategicGame,
  options: BestResponseDynamicsOptions = {},
): BestResponseDynamics {
  const { shape, payoffs } = game;
  const players = shape.length;
  const { initial = shape.map(() => 0), order = 'turns', maxMoves = 100_000, seed = 0 } = options;
  checkInteger('maxMoves', maxMoves, { min: 1 });
  if (initial.length !== players) throw new InvalidInputError('initial.length', initial.length, `equal ${players}`);
  const profile = initial.map((s, p) => checkInteger(`initial[${p}]`, s, { min: 0, max: shape[p] - 1 }));
  const strides = profileStrides(shape);
  const stream = randomStream(seed);
  const path = [[...profile]];
  // In turns, what follows depends on the profile and on whose turn it is.
  const seen = new Map<string, number>();
  let still = new Set<number>();
  let moves = 0;
  for (; moves < maxMoves && still.size < players; moves++) {
    const p = order === 'turns' ? moves % players : stream.below(players);
    if (order === 'turns' && p === 0) {
      const key = profile.join();
      const before = seen.get(key);
      if (before !== undefined) return { path, outcome: 'cycle', cycle: path.slice(before, -1), moves };
      seen.set(key, path.length - 1);
    }
    const at = profile.reduce((sum, s, q) => sum + s * strides[q], 0);
    const first = at - profile[p] * strides[p];
    let best = profile[p];
    for (let s = 0; s < shape[p]; s++) {
      const [here, there] = [payoffs[p][first + best * strides[p]], payoffs[p][first + s * strides[p]]];
      if (there > here) best = s;
    }
    // The lowest of the best, unless the present one is among them.
    if (best !== profile[p]) {
      const most = payoffs[p][first + best * strides[p]];
      best = Array.from({ length: shape[p] }, (_, s) => s).find((s) => payoffs[p][first + s * strides[p]] === most)!;
      profile[p] = best;
      path.push([...profile]);
      still = new Set([p]);
    } else still.add(p);
  }
  return { path, outcome: still.size === players ? 'equilibrium' : 'moves', cycle: [], moves };
}

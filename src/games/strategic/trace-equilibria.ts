import { checkInteger, randomStream } from '../../foundation/index.js';
import { LogitBranch } from './logit-branch.js';
import { distanceBetween, normalized } from './mixed-profile.js';
import { limitOf, traceBranch } from './quantal-response.js';
import type { StrategicGame } from './strategic-game.js';

/** An equilibrium at the end of one or more paths. */
export interface TracedEquilibrium {
  /** Probabilities, one list a player. */
  readonly profile: readonly Float64Array[];
  readonly payoffs: Float64Array;
  /** The most a player could still gain by deviating. */
  readonly regret: number;
  /** How many paths ended there. */
  readonly paths: number;
}

/** The equilibria that paths from several starts lead to. */
export interface TracedEquilibria {
  /** Those that most paths lead to come first. */
  readonly equilibria: readonly TracedEquilibrium[];
  readonly starts: number;
  /** Paths that ended in no equilibrium: their end had a regret above 10⁻⁹ of the range of payoffs. */
  readonly failed: number;
}

export interface TraceEquilibriaOptions {
  /** Default 20. The first starts from uniform play, the others from profiles drawn uniformly. */
  readonly starts?: number;
  /** Default 1. */
  readonly seed?: number;
}

/**
 * Some Nash equilibria of a game of any number of players: from each start q the branch of pᵢⱼ ∝ qᵢⱼ exp(λ uᵢⱼ(p)) is
 * followed from λ = 0 towards best replies, and Newton's method goes on to the equilibrium. Every start ends in an equilibrium
 * but for degenerate cases; which equilibria have no path from any start is not known, so this is not an enumeration
 * (see {@link nashEquilibria} and {@link mixedEquilibria}).
 *
 * Cost: some hundreds of linear systems a start, of as many unknowns as there are strategies.
 *
 * @throws InvalidInputError for a number of starts below 1
 * @see McKelvey & Palfrey 1995, theorem 3; Turocy 2005
 *
 * @example
 * ```ts
 * import { StrategicGame, traceEquilibria } from 'polity/games';
 * // Three drivers, two roads: whoever is alone on a road is glad.
 * const alone = (a: number, b: number, c: number) => (a !== b && a !== c ? 1 : 0);
 * const profiles = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => [k >> 2, (k >> 1) & 1, k & 1]);
 * const game = new StrategicGame([2, 2, 2], [
 *   profiles.map(([a, b, c]) => alone(a, b, c)),
 *   profiles.map(([a, b, c]) => alone(b, a, c)),
 *   profiles.map(([a, b, c]) => alone(c, a, b)),
 * ]);
 * const { equilibria, failed } = traceEquilibria(game);
 * failed; // 0
 * equilibria.every(({ regret }) => regret < 1e-9); // true
 * ```
 */
export function traceEquilibria(
  game: StrategicGame,
  { starts = 20, seed = 1 }: TraceEquilibriaOptions = {},
): TracedEquilibria {
  checkInteger('starts', starts, { min: 1 });
  const found: { profile: readonly Float64Array[]; payoffs: Float64Array; regret: number; paths: number }[] = [];
  let failed = 0;
  for (let start = 0; start < starts; start++) {
    const branch = new LogitBranch(game, startProfile(game, seed, start));
    const { points } = traceBranch(branch, 1e6 / branch.scale, 10_000);
    const limit = limitOf(game, branch.profile(points[points.length - 1]));
    if (limit.regret > 1e-9 * branch.scale) {
      failed++;
      continue;
    }
    const known = found.find(({ profile }) => distanceBetween(profile, limit.profile) < 1e-6);
    if (known) known.paths++;
    else found.push({ ...limit, paths: 1 });
  }
  return { equilibria: found.sort((a, b) => b.paths - a.paths), starts, failed };
}

/** Uniform play, or a draw from the uniform distribution over mixed strategies. */
function startProfile({ shape }: StrategicGame, seed: number, index: number): Float64Array[] {
  const stream = randomStream(seed, index);
  return shape.map((count) => {
    if (index === 0) return new Float64Array(count).fill(1 / count);
    // Exponential shares over their sum are uniform on the simplex; no share may be 0.
    return normalized(Float64Array.from({ length: count }, () => 1e-12 - Math.log(1 - stream.uniform())));
  });
}

import { checkInteger, checkPositive } from '../../foundation/index.js';
import { symmetricEquilibria } from './symmetric-equilibria.js';
import { checkMatrixGame, checkState, type PopulationGameLike } from './population-game.js';

export interface BestResponseOptions {
  readonly initial: ArrayLike<number>;
  readonly duration: number;
  /** Times at which the state is kept; default 201 even ones. */
  readonly times?: ArrayLike<number>;
  /** Changes of the best response followed at most, default 10⁴. */
  readonly maxSwitches?: number;
}

/** A solution of the best response dynamics, in pieces. */
export interface BestResponsePath {
  readonly times: Float64Array;
  readonly states: Float64Array;
  readonly width: number;
  readonly end: Float64Array;
  /** From when on the path heads for which mixture of best responses. */
  readonly pieces: readonly { readonly time: number; readonly target: Float64Array }[];
  /** False where `maxSwitches` came first: a path that turns ever faster around an equilibrium. */
  readonly converged: boolean;
  /** The time up to which the path was followed. */
  readonly reached: number;
}

/**
 * A solution of the best response dynamics ẋ ∈ BR(x) − x in one population, without discretisation: while the best response
 * stays b the path is the straight line x(t) = b + (x₀ − b)e^{−t}, along which payoffs are linear in e^{−t}, so the next tie
 * is found in closed form. At a tie the path heads for an equilibrium of the game that is cut down to the tied strategies (of
 * several, the one with the fewest strategies that comes first), which keeps them tied for as long as it may.
 *
 * @throws InvalidInputError unless the game is one population with a payoff matrix, and for shares that do not sum to 1
 * @see Gilboa & Matsui, Econometrica 59 (1991) 859; Hofbauer, "Stability for the best response dynamics" (1995)
 *
 * @example
 * ```ts
 * import { bestResponsePath } from 'polity/games';
 * const { pieces, end } = bestResponsePath([[0, 2], [1, 0]], { initial: [1, 0], duration: 5 });
 * pieces.map(({ time }) => time); // [0, 0.405465]
 * end; // [0.666667, 0.333333]
 * ```
 */
export function bestResponsePath(
  game: PopulationGameLike,
  { initial, duration, times, maxSwitches = 10_000 }: BestResponseOptions,
): BestResponsePath {
  const { matrix, n } = checkMatrixGame(game);
  let x = checkState('initial', [n], initial);
  checkPositive('duration', duration);
  checkInteger('maxSwitches', maxSwitches, { min: 1 });
  const asked = Float64Array.from(times ?? Array.from({ length: 201 }, (_, k) => (duration * k) / 200));
  const states = new Float64Array(asked.length * n);
  const scale = matrix.reduce((most, payoff) => Math.max(most, Math.abs(payoff)), 0) || 1;
  const pieces: { time: number; target: Float64Array }[] = [];
  let [now, kept] = [0, 0];
  let converged = false;
  while (pieces.length < maxSwitches) {
    const target = targetAt(matrix, n, x, scale);
    pieces.push({ time: now, target });
    const length = Math.min(timeToTie(matrix, n, x, target, scale), duration - now);
    const along = (time: number) => {
      const left = Math.exp(now - time);
      return x.map((share, i) => target[i] + (share - target[i]) * left);
    };
    const end = now + length;
    for (; kept < asked.length && (asked[kept] <= end || length === duration - now); kept++) {
      states.set(along(asked[kept]), kept * n);
    }
    x = along(end);
    now = end;
    if (now >= duration) {
      converged = true;
      break;
    }
  }
  return {
    times: asked.subarray(0, kept),
    states: states.subarray(0, kept * n),
    width: n,
    end: x,
    pieces,
    converged,
    reached: now,
  };
}

const TIE = 1e-10;

/** Where the path heads from x: the best response, or an equilibrium among those that tie. */
function targetAt(matrix: Float64Array, n: number, x: Float64Array, scale: number): Float64Array {
  const payoffs = times(matrix, n, x);
  const most = payoffs.reduce((a, b) => Math.max(a, b), -Infinity);
  const tied = Array.from(payoffs.keys()).filter((i) => payoffs[i] >= most - TIE * scale);
  const target = new Float64Array(n);
  if (tied.length === 1) target[tied[0]] = 1;
  else {
    const part = tied.map((i) => tied.map((j) => matrix[i * n + j]));
    const equilibria = symmetricEquilibria(part);
    const [first] = [...equilibria].sort((a, b) => a.support.length - b.support.length);
    if (first) first.shares.forEach((share, k) => (target[tied[k]] = share));
    else target[tied[0]] = 1;
  }
  return target;
}

/** When a strategy that does not tie now comes level with the best. */
function timeToTie(matrix: Float64Array, n: number, x: Float64Array, target: Float64Array, scale: number): number {
  const [here, there] = [times(matrix, n, x), times(matrix, n, target)];
  const most = here.reduce((a, b) => Math.max(a, b), -Infinity);
  // Of those tied, the target's equilibrium condition keeps its own in front.
  const best = Array.from(target.keys()).find((i) => target[i] > 0)!;
  let soonest = Infinity;
  for (let i = 0; i < n; i++) {
    if (here[i] >= most - TIE * scale) continue;
    // Lead over i at time t: (there lead) + (here lead − there lead)·e^{−t}.
    const [lead, last] = [here[best] - here[i], there[best] - there[i]];
    if (last < -1e-14 * scale) soonest = Math.min(soonest, Math.log((lead - last) / -last));
  }
  return soonest;
}

function times(matrix: Float64Array, n: number, x: Float64Array): Float64Array {
  return x.map((_, i) => x.reduce((sum, share, j) => sum + matrix[i * n + j] * share, 0));
}

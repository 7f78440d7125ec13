import { checkInteger, checkPositive, checkVector } from '../../foundation/index.js';
import { nashEquilibria } from '../strategic/nash-equilibria.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { symmetricEquilibria } from './symmetric-equilibria.js';
import {
  checkMatrixGame,
  checkState,
  playerPopulations,
  populationGame,
  type PopulationGameLike,
} from './population-game.js';

export interface BestResponseOptions {
  /** Shares at time 0, population after population. */
  readonly initial: ArrayLike<number>;
  readonly duration: number;
  /** Ascending times at which the state is kept; default 201 even ones. */
  readonly times?: ArrayLike<number>;
  /** Changes of the best response followed at most, default 10⁴. */
  readonly maxSwitches?: number;
}

/** A solution of the best response dynamics, in pieces. */
export interface BestResponsePath {
  readonly times: Float64Array;
  /** A row of shares for each time, population after population. */
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
 * A solution of the best response dynamics ẋ ∈ BR(x) − x, without discretisation: while the best responses stay b the path
 * is the straight line x(t) = b + (x₀ − b)e^{−t}, along which payoffs are linear in e^{−t}, so the next tie is found in
 * closed form. At a tie the path heads for an equilibrium of the game that is cut down to the tied strategies (of several,
 * the one with the fewest strategies that comes first), which keeps them tied for as long as it may.
 *
 * @param game - the matrix of a game in one population, or a two-player game between two populations
 * @throws InvalidInputError for payoffs that are not linear, and for shares that do not sum to 1
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
  game: PopulationGameLike | StrategicGame,
  { initial, duration, times, maxSwitches = 10_000 }: BestResponseOptions,
): BestResponsePath {
  const linear = game instanceof StrategicGame ? twoPopulations(game) : onePopulation(game);
  let x = checkState('initial', linear.sizes, initial);
  checkPositive('duration', duration);
  checkInteger('maxSwitches', maxSwitches, { min: 1 });
  const even = Float64Array.from({ length: 201 }, (_, k) => (duration * k) / 200);
  const asked = times ? checkVector('times', times, { min: 0, max: duration }) : even;
  const width = x.length;
  const states = new Float64Array(asked.length * width);
  const pieces: { time: number; target: Float64Array }[] = [];
  let [now, kept] = [0, 0];
  while (now < duration && pieces.length < maxSwitches) {
    const target = targetAt(linear, x);
    pieces.push({ time: now, target });
    const tie = now + timeToTie(linear, x, target);
    const end = Math.min(tie, duration);
    const along = (time: number) => {
      const left = Math.exp(now - time);
      return x.map((share, i) => target[i] + (share - target[i]) * left);
    };
    for (; kept < asked.length && asked[kept] <= end; kept++) states.set(along(asked[kept]), kept * width);
    x = along(end);
    now = end;
  }
  return {
    times: asked.subarray(0, kept),
    states: states.subarray(0, kept * width),
    width,
    end: x,
    pieces,
    converged: now >= duration,
    reached: now,
  };
}

/** A game whose payoffs are linear in the state. */
interface LinearGame {
  readonly sizes: readonly number[];
  readonly payoffs: (x: Float64Array) => Float64Array;
  /** Payoffs that differ by less are tied. */
  readonly tie: number;
  /** An equilibrium of the game cut down to some strategies of each population: shares among these. */
  readonly equilibrium: (tied: readonly (readonly number[])[]) => readonly ArrayLike<number>[] | null;
}

/** Of the largest absolute payoff. */
const TIE = 1e-10;

function onePopulation(game: PopulationGameLike): LinearGame {
  const { matrix, n } = checkMatrixGame(game);
  const { payoffs } = populationGame(game);
  return {
    sizes: [n],
    payoffs: evaluated(payoffs, n),
    tie: TIE * largest(matrix),
    equilibrium: ([tied]) => {
      const found = symmetricEquilibria(tied.map((i) => tied.map((j) => matrix[i * n + j])));
      const [first] = found.sort((a, b) => a.support.length - b.support.length);
      return first ? [first.shares] : null;
    },
  };
}

function twoPopulations(game: StrategicGame): LinearGame {
  game.checkTwoPlayers();
  const { sizes, payoffs } = playerPopulations(game);
  const [row, column] = [game.matrix(0), game.matrix(1)];
  return {
    sizes,
    payoffs: evaluated(payoffs, sizes[0] + sizes[1]),
    tie: TIE * Math.max(...game.payoffs.map(largest)),
    equilibrium: ([rows, columns]) => {
      const part = (matrix: readonly Float64Array[]) => rows.map((i) => columns.map((j) => matrix[i][j]));
      const { equilibria } = nashEquilibria(StrategicGame.bimatrix(part(row), part(column)));
      const used = (shares: Float64Array) => shares.reduce((count, share) => count + (share > 0 ? 1 : 0), 0);
      const sorted = [...equilibria].sort((a, b) => used(a.row) + used(a.column) - used(b.row) - used(b.column));
      return sorted.length > 0 ? [sorted[0].row, sorted[0].column] : null;
    },
  };
}

function evaluated(payoffs: (x: Float64Array, out: Float64Array) => void, width: number) {
  return (x: Float64Array) => {
    const out = new Float64Array(width);
    payoffs(x, out);
    return out;
  };
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

/** Where the path heads from x: the best responses, or an equilibrium among those that tie. */
function targetAt({ sizes, payoffs, tie, equilibrium }: LinearGame, x: Float64Array): Float64Array {
  const earned = payoffs(x);
  let from = 0;
  const tied = sizes.map((size) => {
    const own = earned.subarray(from, (from += size));
    const most = own.reduce((a, b) => Math.max(a, b), -Infinity);
    return Array.from(own.keys()).filter((i) => own[i] >= most - tie);
  });
  const shares = tied.every((list) => list.length === 1) ? null : equilibrium(tied);
  const target = new Float64Array(x.length);
  from = 0;
  sizes.forEach((size, p) => {
    // Without an isolated equilibrium among them, the first that ties is as good a best response as any.
    tied[p].forEach((i, k) => (target[from + i] = shares ? shares[p][k] : k === 0 ? 1 : 0));
    from += size;
  });
  return target;
}

/** When a strategy that does not tie now comes level with the best of its population. */
function timeToTie({ sizes, payoffs, tie }: LinearGame, x: Float64Array, target: Float64Array): number {
  const [here, there] = [payoffs(x), payoffs(target)];
  let soonest = Infinity;
  let from = 0;
  for (const size of sizes) {
    const to = from + size;
    const most = here.subarray(from, to).reduce((a, b) => Math.max(a, b), -Infinity);
    // Of those tied, the target's equilibrium condition keeps its own in front.
    let best = from;
    while (target[best] === 0) best++;
    for (let i = from; i < to; i++) {
      if (here[i] >= most - tie) continue;
      // Lead over i at time t: (lead there) + (lead here − lead there)·e^{−t}.
      const [lead, last] = [here[best] - here[i], there[best] - there[i]];
      if (last < -1e-4 * tie) soonest = Math.min(soonest, Math.log((lead - last) / -last));
    }
    from = to;
  }
  return soonest;
}

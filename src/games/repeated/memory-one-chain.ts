import { InvalidInputError, checkInteger, checkNumber, checkProbability } from '../../foundation/index.js';
import { limitOccupancy, type ClosedClass } from './limit-occupancy.js';
import { checkMemoryOne, type MemoryOneInput } from './memory-one.js';
import { axelrodPayoffs, stageGame, type StageInput } from './stage-game.js';

/** How a match of two memory-one strategies is valued. */
export interface MemoryOneOptions {
  /** Any 2 × 2 game, default the prisoner's dilemma 3, 0, 5, 1. */
  readonly game?: StageInput;
  /** Probability ε that a move comes out as its opposite, default 0. */
  readonly noise?: number;
  /** Discount factor (or continuation probability) δ in [0, 1], default 1: the long-run mean. */
  readonly discount?: number;
  /** The mean over this many rounds instead of a discounted or long-run one. */
  readonly turns?: number;
}

/** What two memory-one strategies earn from each other. */
export interface MemoryOnePayoffs {
  /** Payoff a round: the first player's and the second's. */
  readonly payoffs: Float64Array;
  /** Share of cooperations of each. */
  readonly cooperation: Float64Array;
  /** Share of the outcomes CC, CD, DC, DD, the first player's move first. */
  readonly outcomes: Float64Array;
  /**
   * The sets of outcomes that play never leaves once it is there, with the probability of ending in each. More than one means
   * that the first moves matter for ever.
   */
  readonly closedClasses: readonly ClosedClass[];
}

/**
 * Expected payoffs of two memory-one strategies. The four outcomes of a round form a Markov chain M with first state v₀; shares
 * of outcomes are
 *
 * - (1 − δ) v₀ (I − δM)⁻¹ for δ < 1,
 * - the mean of v₀, v₀M, …, v₀Mⁿ⁻¹ for `turns` = n,
 * - and for δ = 1 the limit of either (n → ∞, δ → 1), which exists for every chain: the stationary distribution of each closed
 *   class, weighted by the probability that play from v₀ ends there. Periodic chains are no exception.
 *
 * Trembles turn a probability p into p(1 − ε) + (1 − p)ε, the first one too.
 *
 * Cost: a few microseconds; with `turns`, 16 multiplications a round.
 *
 * @param first - four responses (after CC, CD, DC, DD, own move first), or `{ initial, response }`; the row player
 * @param second - the column player, likewise with its own move first
 * @throws InvalidInputError for probabilities outside [0, 1], or both `turns` and a discount
 *
 * @example
 * ```ts
 * import { memoryOnePayoffs } from 'polity/games';
 * memoryOnePayoffs([1, 0, 1, 0], [1, 0, 1, 0], { noise: 0.01 }).cooperation; // [0.5, 0.5]
 * memoryOnePayoffs([1, 0, 0, 1], [1, 0, 0, 1], { noise: 0.01 }).payoffs[0]; // 2.951092
 * // Without noise the first moves decide for ever.
 * memoryOnePayoffs([1, 0, 1, 0], { initial: 0, response: [1, 0, 1, 0] }).payoffs; // [2.5, 2.5]
 * ```
 */
export function memoryOnePayoffs(
  first: MemoryOneInput,
  second: MemoryOneInput,
  { game = axelrodPayoffs, noise = 0, discount = 1, turns }: MemoryOneOptions = {},
): MemoryOnePayoffs {
  const stage = stageGame(game);
  const { start, transitions } = outcomeChain(first, second, noise);
  checkNumber('discount', discount, { min: 0, max: 1 });
  if (turns !== undefined && discount !== 1) {
    throw new InvalidInputError('discount', discount, 'be left out where turns are given');
  }
  const limit = limitOccupancy(start, transitions);
  const outcomes =
    turns !== undefined
      ? meanOccupancy(start, transitions, checkInteger('turns', turns, { min: 1 }))
      : discount < 1
        ? discountedOccupancy(start, transitions, discount)
        : limit.occupancy;
  const mean = (values: ArrayLike<number>) => outcomes.reduce((sum, share, k) => sum + share * values[k], 0);
  return {
    payoffs: Float64Array.of(mean(stage.first), mean(stage.second)),
    cooperation: Float64Array.of(outcomes[0] + outcomes[1], outcomes[0] + outcomes[2]),
    outcomes,
    closedClasses: limit.classes,
  };
}

/** The chain of outcomes: first round and transitions, row-major 4 × 4. */
function outcomeChain(
  first: MemoryOneInput,
  second: MemoryOneInput,
  noise: number,
): { start: Float64Array; transitions: Float64Array } {
  checkProbability('noise', noise);
  const p = checkMemoryOne('first', first);
  const q = checkMemoryOne('second', second);
  const start = new Float64Array(4);
  const transitions = new Float64Array(16);
  const fill = (row: Float64Array, at: number, x: number, y: number) => {
    // Both probabilities of a move, neither as 1 minus the other: tiny trembles keep their digits.
    const [c, d] = [x * (1 - noise) + (1 - x) * noise, (1 - x) * (1 - noise) + x * noise];
    const [otherC, otherD] = [y * (1 - noise) + (1 - y) * noise, (1 - y) * (1 - noise) + y * noise];
    row[at] = c * otherC;
    row[at + 1] = c * otherD;
    row[at + 2] = d * otherC;
    row[at + 3] = d * otherD;
  };
  fill(start, 0, p.initial, q.initial);
  // The second player's CD is the first's DC.
  for (let k = 0; k < 4; k++) fill(transitions, 4 * k, p.response[k], q.response[[0, 2, 1, 3][k]]);
  return { start, transitions };
}

function step(from: Float64Array, transitions: Float64Array): Float64Array {
  const to = new Float64Array(4);
  for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) to[j] += from[i] * transitions[4 * i + j];
  return to;
}

function meanOccupancy(start: Float64Array, transitions: Float64Array, turns: number): Float64Array {
  const sum = new Float64Array(4);
  let now = start;
  for (let turn = 0; turn < turns; turn++) {
    for (let k = 0; k < 4; k++) sum[k] += now[k] / turns;
    if (turn + 1 < turns) now = step(now, transitions);
  }
  return sum;
}

/** u = (1 − δ)v₀ + δuM, solved for u: diagonally dominant by columns, so elimination needs no pivoting. */
function discountedOccupancy(start: Float64Array, transitions: Float64Array, discount: number): Float64Array {
  const a = Float64Array.from({ length: 16 }, (_, k) => {
    const [i, j] = [k >> 2, k & 3];
    return (i === j ? 1 : 0) - discount * transitions[4 * j + i];
  });
  const u = start.map((x) => (1 - discount) * x);
  for (let c = 0; c < 4; c++) {
    for (let r = c + 1; r < 4; r++) {
      const factor = a[4 * r + c] / a[4 * c + c];
      for (let k = c; k < 4; k++) a[4 * r + k] -= factor * a[4 * c + k];
      u[r] -= factor * u[c];
    }
  }
  for (let r = 3; r >= 0; r--) {
    for (let k = r + 1; k < 4; k++) u[r] -= a[4 * r + k] * u[k];
    u[r] /= a[4 * r + r];
  }
  return u;
}

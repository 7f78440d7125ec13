import { checkInteger, checkNumber, checkPositive } from '../../foundation/index.js';
import { deviationsOf } from '../strategic/mixed-profile.js';
import type { StrategicGame } from '../strategic/strategic-game.js';
import type { LearningRule } from './learner.js';

export interface FictitiousPlayOptions {
  readonly rounds: number;
  /** Keep everybody's strategy in every round. Default true up to 10⁶ rounds. */
  readonly keepPlays?: boolean;
  /** Called now and then with the part of the rounds that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** The course of fictitious play. */
export interface FictitiousPlay {
  readonly rounds: number;
  /** How often each strategy was played, a list a player. */
  readonly counts: readonly Float64Array[];
  /** The same as shares: what the players believe of each other. */
  readonly empirical: readonly Float64Array[];
  /** Strategies by round, player after player within a round; empty unless kept. */
  readonly plays: Uint16Array;
  /** Lengths of the runs in which nobody changed strategy, as far as the end. */
  readonly runLengths: Float64Array;
  /** What each player could gain over its beliefs' value by its best strategy: 0 in a Nash equilibrium. */
  readonly regrets: Float64Array;
}

/**
 * Fictitious play: in every round each player plays a best response to the past shares of the others' strategies
 * (independent, where there are several). All move at once; counts start at 0, so the first move is the first strategy;
 * ties go to the lowest index.
 *
 * With two players a round adds one column of payoffs to each player's sums: O(m + n). More players cost the expected
 * payoffs of every round anew.
 *
 * @throws InvalidInputError for rounds below 1
 * @see Brown 1951; Robinson, Annals of Mathematics 54 (1951) 296; Shapley 1964
 *
 * @example
 * ```ts
 * import { fictitiousPlay, StrategicGame } from 'polity/games';
 * // Shapley's game: the runs grow without end, and play never settles.
 * const shapley = StrategicGame.bimatrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]]);
 * fictitiousPlay(shapley, { rounds: 193 }).runLengths; // [1, 2, 4, 7, 11, 17, 26, 39, 58, 28]
 * ```
 */
export function fictitiousPlay(game: StrategicGame, options: FictitiousPlayOptions): FictitiousPlay {
  const { onProgress, signal } = options;
  const rounds = checkInteger('rounds', options.rounds, { min: 1, max: 1e9 });
  const keepPlays = options.keepPlays ?? rounds <= 1e6;
  const { shape } = game;
  const players = shape.length;
  const counts = shape.map((count) => new Float64Array(count));
  const sums = shape.map((count) => new Float64Array(count));
  const add = players === 2 ? addColumns(game, sums) : believeShares(game, counts, sums);
  const plays = new Uint16Array(keepPlays ? rounds * players : 0);
  const profile = new Int32Array(players).fill(-1);
  const lengths: number[] = [];
  let length = 0;
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (let p = 0; p < players; p++) {
      const best = lowestBest(sums[p]);
      if (best !== profile[p]) changed = true;
      profile[p] = best;
      if (keepPlays) plays[round * players + p] = best;
    }
    for (let p = 0; p < players; p++) counts[p][profile[p]]++;
    if (changed && length > 0) {
      lengths.push(length);
      length = 0;
    }
    length++;
    add(profile, round + 1);
    if (round % 65_536 === 65_535) {
      signal?.throwIfAborted();
      onProgress?.(round / rounds);
    }
  }
  lengths.push(length);
  const empirical = counts.map((list) => list.map((count) => count / rounds));
  const regrets = Float64Array.from(shape, (_, p) => {
    const deviations = deviationsOf(game, empirical, p);
    const most = deviations.reduce((a, b) => Math.max(a, b), -Infinity);
    return most - empirical[p].reduce((sum, share, s) => sum + share * deviations[s], 0);
  });
  return { rounds, counts, empirical, plays, runLengths: Float64Array.from(lengths), regrets };
}

function lowestBest(sums: Float64Array): number {
  let best = 0;
  for (let s = 1; s < sums.length; s++) if (sums[s] > sums[best]) best = s;
  return best;
}

/** Two players: each one's sums take the column of what the other played. */
function addColumns(game: StrategicGame, [row, column]: readonly Float64Array[]): (profile: Int32Array) => void {
  const [m, n] = game.shape;
  const [a, b] = game.payoffs;
  const byColumn = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) byColumn[j * m + i] = a[i * n + j];
  return (profile) => {
    const [fromColumn, fromRow] = [profile[1] * m, profile[0] * n];
    for (let i = 0; i < m; i++) row[i] += byColumn[fromColumn + i];
    for (let j = 0; j < n; j++) column[j] += b[fromRow + j];
  };
}

function believeShares(
  game: StrategicGame,
  counts: readonly Float64Array[],
  sums: readonly Float64Array[],
): (profile: Int32Array, rounds: number) => void {
  return (_, rounds) => {
    const beliefs = counts.map((list) => list.map((count) => count / rounds));
    sums.forEach((sum, p) => sum.set(deviationsOf(game, beliefs, p)));
  };
}

export interface SmoothFictitiousPlayOptions {
  /** Noise η > 0 of the logit response, in units of payoff; default 0.1. */
  readonly noise?: number;
  /** Before each response every payoff gains a uniform draw from [0, ε̄]; default 0.01. */
  readonly perturbation?: number;
}

/**
 * Stochastic (smooth) fictitious play as a rule for `playLearners`: a logit response, p ∝ e^{(ū + ε)/η}, to the mean
 * payoff of each strategy against what the others have played (counts start at 0; for several others, their joint
 * past).
 *
 * @throws InvalidInputError unless noise > 0 and perturbation ≥ 0
 * @see Fudenberg & Kreps, Games and Economic Behavior 5 (1993) 320; Hofbauer & Sandholm, Econometrica 70 (2002) 2265
 *
 * @example
 * ```ts
 * import { playLearners, smoothFictitiousPlay, StrategicGame } from 'polity/games';
 * const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]);
 * playLearners(pennies, smoothFictitiousPlay(), { rounds: 20000 }).empirical[0]; // [0.5, 0.5]
 * ```
 */
export function smoothFictitiousPlay({
  noise = 0.1,
  perturbation = 0.01,
}: SmoothFictitiousPlayOptions = {}): LearningRule {
  checkPositive('noise', noise);
  checkNumber('perturbation', perturbation, { min: 0 });
  return Object.freeze({
    name: 'smooth fictitious play',
    start(n: number, stream: { uniform: () => number }) {
      const sums = new Float64Array(n);
      let rounds = 0;
      return {
        mixed(out: Float64Array) {
          let most = -Infinity;
          for (let s = 0; s < n; s++) {
            const mean = rounds === 0 ? 0 : sums[s] / rounds;
            out[s] = mean + (perturbation === 0 ? 0 : perturbation * stream.uniform());
            if (out[s] > most) most = out[s];
          }
          let sum = 0;
          for (let s = 0; s < n; s++) sum += out[s] = Math.exp((out[s] - most) / noise);
          for (let s = 0; s < n; s++) out[s] /= sum;
        },
        observe(payoffs: Float64Array, offset: number) {
          rounds++;
          for (let s = 0; s < n; s++) sums[s] += payoffs[offset + s];
        },
      };
    },
  });
}

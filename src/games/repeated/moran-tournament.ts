import { InvalidInputError, checkInteger, checkProbability, randomStream } from '../../foundation/index.js';
import { checkPayoffTable, type PayoffTable } from './payoff-table.js';

export interface MoranTournamentOptions {
  /** Number of players of each strategy at first; at least 2 together. */
  readonly counts: ArrayLike<number>;
  /** Probability that a newborn plays a strategy drawn at random, default 0. */
  readonly mutation?: number;
  /** Steps after which to stop, default a million. */
  readonly maxSteps?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Index of the random stream: one a run. Default 0. */
  readonly index?: number;
}

/** One run of a Moran process. */
export interface MoranTournament {
  /** The strategy that took over; −1 if the run was stopped before. With mutation it may be invaded again. */
  readonly winner: number;
  readonly fixed: boolean;
  /** Births and deaths. */
  readonly steps: number;
  /** Number of players of each strategy after each step: a row a step, the first before any. */
  readonly counts: readonly Int32Array[];
}

/**
 * A Moran process among players of repeated games: who reproduces is drawn by what it earns against all others, who dies is
 * drawn at random among those there were, until one strategy is left. Payoffs are those of a table made once, by a tournament:
 * for stochastic strategies means take the place of a match at every step.
 *
 * @param payoffs - what i earns a round against j, as `tournament.payoffs()` gives it; all ≥ 0
 * @throws InvalidInputError for a table that is not square, a negative payoff, or fewer than two players
 * @see Moran (1958); Knight, Harper, Glynatsi & Campbell, PLoS ONE 13 (2018)
 *
 * @example
 * ```ts
 * import { moranTournament, playTournament, strategies } from 'polity/games';
 * const field = [strategies.TitForTat, strategies.Defector, strategies.Cooperator];
 * const payoffs = playTournament(field, { turns: 50 }).payoffs();
 * moranTournament(payoffs, { counts: [10, 10, 10], seed: 1 }).winner; // 0
 * ```
 */
export function moranTournament(
  payoffs: PayoffTable,
  { counts: initial, mutation = 0, maxSteps = 1_000_000, seed = 0, index = 0 }: MoranTournamentOptions,
): MoranTournament {
  const table = checkPayoffTable(payoffs, { min: 0 });
  const n = table.length;
  if (initial?.length !== n) throw new InvalidInputError('counts.length', initial?.length, `equal ${n}`);
  let now = Int32Array.from(initial, (count, i) => checkInteger(`counts[${i}]`, count, { min: 0 }));
  const players = now.reduce((sum, count) => sum + count, 0);
  if (players < 2) throw new InvalidInputError('counts', initial, 'add up to at least 2');
  checkProbability('mutation', mutation);
  checkInteger('maxSteps', maxSteps, { min: 0 });
  const stream = randomStream(seed, index);
  const history = [now];
  const fitness = new Float64Array(n);
  let steps = 0;
  while (!now.includes(players) && steps < maxSteps) {
    now = now.slice();
    let total = 0;
    for (let i = 0; i < n; i++) {
      let sum = -table[i][i];
      for (let j = 0; j < n; j++) sum += now[j] * table[i][j];
      fitness[i] = now[i] === 0 ? 0 : now[i] * Math.max(0, sum);
      total += fitness[i];
    }
    // Where nobody earns anything all are alike.
    const born = total > 0 ? draw(fitness, stream.uniform() * total) : draw(now, stream.uniform() * players);
    const dying = draw(now, stream.uniform() * players);
    const child = mutation > 0 && stream.bernoulli(mutation) ? stream.below(n) : born;
    now[child]++;
    now[dying]--;
    history.push(now);
    steps++;
  }
  const winner = now.indexOf(players);
  return { winner, fixed: winner >= 0, steps, counts: history };
}

/** The place in a row of weights where their sum passes a target. */
function draw(weights: ArrayLike<number>, target: number): number {
  let left = target;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] <= 0) continue;
    last = i;
    left -= weights[i];
    if (left < 0) return i;
  }
  return last;
}

import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { memoryOnePayoffs } from './memory-one-chain.js';
import { matchTerms, playMatch } from './match.js';
import { ownPayoffs, axelrodPayoffs, type StageInput } from './stage-game.js';
import type { Strategy } from './strategy.js';
import { strategies } from './strategies/registry.js';
import { random } from './strategies/memory-one-family.js';
import { playMatches } from './tournament-plan.js';
import { dual, jossAnn } from './transforms.js';

export interface FingerprintOptions {
  /** The strategy that is transformed into probes, default Tit For Tat. */
  readonly probe?: Strategy;
  /** Points along each axis, from 0 to 1; default 21. */
  readonly points?: number;
  /** Rounds of a match, default 50. */
  readonly turns?: number;
  /** Matches a point where they are simulated, default 20. */
  readonly repetitions?: number;
  readonly noise?: number;
  readonly game?: StageInput;
  /** Default 0. */
  readonly seed?: number;
}

/** Payoffs against a two-parameter family of probes. */
export interface Fingerprint {
  readonly name: string;
  readonly probe: string;
  /** Points along each axis. */
  readonly points: number;
  /** Payoff a round of the strategy: entry (points · row + column) for x = column/(points − 1), y = row/(points − 1). */
  readonly scores: Float64Array;
  /** Standard errors of simulated scores; 0 where they are exact. */
  readonly standardErrors: Float64Array;
  /** Whether the scores are expected values, as for memory-one strategies and probes. */
  readonly exact: boolean;
}

/**
 * The double fingerprint of a strategy: what it earns against probes that cooperate with probability x, defect with probability
 * y, and play the probe otherwise; for x + y > 1 the probe is the dual one with 1 − y and 1 − x.
 *
 * A memory-one strategy against a memory-one probe is not simulated: its expected score over `turns` rounds is exact.
 *
 * @throws InvalidInputError for fewer than 2 points, or bad match options
 * @see Ashlock, Kim & Leahy (2009); Ashlock, Kim & Ashlock (2010)
 *
 * @example
 * ```ts
 * import { fingerprint, strategies } from 'polity/games';
 * const { scores, exact } = fingerprint(strategies.WinStayLoseShift, { points: 3 });
 * exact; // true
 * scores[4]; // 2.235
 * ```
 */
export function fingerprint(
  strategy: Strategy,
  {
    probe = strategies.TitForTat,
    points = 21,
    turns = 50,
    repetitions = 20,
    noise = 0,
    game = axelrodPayoffs,
    seed = 0,
  }: FingerprintOptions = {},
): Fingerprint {
  checkInteger('points', points, { min: 2 });
  checkInteger('repetitions', repetitions, { min: 1 });
  const payoffs = ownPayoffs(game);
  const terms = matchTerms({ game, turns, noise });
  const probes = Array.from({ length: points * points }, (_, k) =>
    probeAt(probe, (k % points) / (points - 1), Math.floor(k / points) / (points - 1)),
  );
  const about = { name: strategy.name, probe: probe.name, points };
  if (strategy.memoryOne && probe.memoryOne) {
    const own = strategy.memoryOne(payoffs);
    const scores = Float64Array.from(
      probes,
      (other) => memoryOnePayoffs(own, other.memoryOne!(payoffs), { game, noise, turns }).payoffs[0],
    );
    return { ...about, scores, standardErrors: new Float64Array(scores.length), exact: true };
  }
  const plan = { strategies: [strategy, ...probes], terms, pairs: againstAll(probes.length), repetitions, seed };
  const outcomes = playMatches(plan, 0, probes.length * repetitions);
  const { first } = terms.stage;
  const scores = new Float64Array(probes.length);
  const standardErrors = new Float64Array(probes.length);
  for (let k = 0; k < probes.length; k++) {
    const values = Array.from({ length: repetitions }, (_, r) => {
      const at = 4 * (k * repetitions + r);
      return first.reduce((sum, payoff, outcome) => sum + payoff * outcomes[at + outcome], 0) / turns;
    });
    scores[k] = values.reduce((sum, x) => sum + x, 0) / repetitions;
    const squares = values.reduce((sum, x) => sum + (x - scores[k]) ** 2, 0);
    standardErrors[k] = Math.sqrt(squares / (repetitions - 1) / repetitions);
  }
  return { ...about, scores, standardErrors, exact: false };
}

function probeAt(probe: Strategy, x: number, y: number): Strategy {
  return x + y <= 1
    ? jossAnn(probe, { cooperate: x, defect: y })
    : dual(jossAnn(probe, { cooperate: 1 - x, defect: 1 - y }));
}

function againstAll(count: number): Int32Array {
  return Int32Array.from({ length: 2 * count }, (_, k) => (k % 2 === 0 ? 0 : (k + 1) / 2));
}

/** How a strategy behaves over time against others. */
export interface TransitiveFingerprint {
  readonly name: string;
  readonly opponents: readonly string[];
  readonly turns: number;
  /** Share of matches in which the strategy cooperated: a row an opponent, an entry a round. */
  readonly cooperation: readonly Float64Array[];
}

/**
 * The transitive fingerprint of a strategy: how often it cooperates in each round against each of a row of opponents, by default
 * random players from always defecting to always cooperating.
 *
 * @param options - `opponents` (default 21 random ones); `turns` (default 50), `repetitions` (default 200), `noise`, `game`,
 *   `seed`
 * @throws InvalidInputError for no opponents, or bad match options
 *
 * @example
 * ```ts
 * import { strategies, transitiveFingerprint } from 'polity/games';
 * const { cooperation } = transitiveFingerprint(strategies.Grudger, { turns: 20 });
 * cooperation[0].slice(0, 3); // [1, 0, 0]
 * ```
 */
export function transitiveFingerprint(
  strategy: Strategy,
  {
    opponents = Array.from({ length: 21 }, (_, k) => random(k / 20)),
    turns = 50,
    repetitions = 200,
    noise = 0,
    game = axelrodPayoffs,
    seed = 0,
  }: {
    readonly opponents?: readonly Strategy[];
    readonly turns?: number;
    readonly repetitions?: number;
    readonly noise?: number;
    readonly game?: StageInput;
    readonly seed?: number;
  } = {},
): TransitiveFingerprint {
  if (opponents.length === 0) throw new InvalidInputError('opponents', opponents, 'hold at least one strategy');
  checkInteger('repetitions', repetitions, { min: 1 });
  const cooperation = opponents.map((opponent, k) => {
    const counts = new Float64Array(turns);
    for (let r = 0; r < repetitions; r++) {
      const { first } = playMatch(strategy, opponent, { game, turns, noise, seed, index: r * opponents.length + k });
      first.moves.forEach((move, turn) => (counts[turn] += 1 - move));
    }
    return counts.map((count) => count / repetitions);
  });
  return { name: strategy.name, opponents: opponents.map(({ name }) => name), turns, cooperation };
}

import { checkNumber } from '../../foundation/index.js';
import { memoryOnePayoffs, type MemoryOneOptions } from './memory-one-chain.js';
import { checkMemoryOne, type MemoryOneInput } from './memory-one.js';
import { ownPayoffs, axelrodPayoffs, type OwnPayoffs } from './stage-game.js';
import type { MemoryOne } from './strategy.js';

/** A reply to a memory-one strategy and what both earn. */
export interface Reply extends MemoryOne {
  /** What the one who replies earns. */
  readonly payoff: number;
  /** What the strategy that is replied to earns. */
  readonly otherPayoff: number;
}

/** All replies that matter to a memory-one strategy. */
export interface BestReplies {
  /** The highest payoff that any strategy of any memory gets against it. */
  readonly payoff: number;
  /** Deterministic memory-one replies that get it, within the tolerance. */
  readonly best: readonly Reply[];
  /** The 32 deterministic memory-one replies with their first moves: corners of what can be earned against the strategy. */
  readonly all: readonly Reply[];
}

/**
 * The best replies to a memory-one strategy among all strategies, by enumeration: to the one who replies, the last outcome is
 * the state of a Markov decision process, so a deterministic memory-one strategy with the right first move is optimal (for the
 * discounted and for the long-run mean payoff), and everything else earns a mixture of what the 32 of them earn.
 *
 * @param strategy - the column player: its opponent's payoff is the row player's of the game
 * @param options - game, noise, discount as in {@link memoryOnePayoffs}; `tolerance` of ties, default 1e-9
 * @throws InvalidInputError for probabilities outside [0, 1]
 *
 * @example
 * ```ts
 * import { bestReplies } from 'polity/games';
 * bestReplies([1, 0, 0, 1]).payoff; // 3
 * bestReplies([1, 1 / 3, 1, 1 / 3]).payoff; // 3
 * bestReplies([1, 1, 1, 1]).payoff; // 5
 * ```
 */
export function bestReplies(
  strategy: MemoryOneInput,
  { tolerance = 1e-9, ...options }: Omit<MemoryOneOptions, 'turns'> & { readonly tolerance?: number } = {},
): BestReplies {
  checkNumber('tolerance', tolerance, { min: 0 });
  const checked = checkMemoryOne('strategy', strategy);
  const all = Array.from({ length: 32 }, (_, code): Reply => {
    const reply = {
      initial: code & 1,
      response: Float64Array.from({ length: 4 }, (_, k) => (code >> (k + 1)) & 1),
    };
    const { payoffs } = memoryOnePayoffs(reply, checked, options);
    return { ...reply, payoff: payoffs[0], otherPayoff: payoffs[1] };
  });
  const payoff = Math.max(...all.map((reply) => reply.payoff));
  return { payoff, best: all.filter((reply) => reply.payoff >= payoff - tolerance), all };
}

/** How a memory-one strategy of a symmetric game fares against every other strategy. */
export interface StrategyCharacter {
  /** It earns the payoff R with itself. */
  readonly cooperative: boolean;
  /** No reply earns more against it than it earns itself against itself: both playing it is a Nash equilibrium. */
  readonly equilibrium: boolean;
  /** Cooperative, and who gets R from it gives it R: the other cannot gain by exploiting it. Akin's good strategies. */
  readonly partner: boolean;
  /** No other earns more than it does in their match: it never loses. */
  readonly rival: boolean;
  /** What a best reply earns, and what the strategy earns with itself. */
  readonly bestReply: number;
  readonly withItself: number;
  /** The largest lead of another over it in a match. */
  readonly worstDeficit: number;
}

/**
 * Whether a memory-one strategy is an equilibrium, a partner, a rival: exact for opponents of any memory, since what they can
 * earn is a mixture of the corners that {@link bestReplies} enumerates.
 *
 * @throws InvalidInputError for probabilities outside [0, 1], or a game with roles
 * @see Akin, "The iterated prisoner's dilemma: good strategies and their dynamics" (2016); Hilbe, Traulsen & Sigmund,
 *   "Partners or rivals?", Games and Economic Behavior 92 (2015)
 *
 * @example
 * ```ts
 * import { strategyCharacter } from 'polity/games';
 * strategyCharacter([1, 0, 1, 0]).partner; // true
 * strategyCharacter([1, 0, 0, 1]).partner; // false
 * strategyCharacter([1, 0, 0, 1]).equilibrium; // true
 * strategyCharacter([8 / 9, 1 / 2, 1 / 3, 0]).rival; // true
 * ```
 */
export function strategyCharacter(
  strategy: MemoryOneInput,
  { tolerance = 1e-9, ...options }: Omit<MemoryOneOptions, 'turns'> & { readonly tolerance?: number } = {},
): StrategyCharacter {
  const { game = axelrodPayoffs } = options;
  const { payoff, all } = bestReplies(strategy, { tolerance, ...options });
  const withItself = memoryOnePayoffs(strategy, strategy, options).payoffs[0];
  const reward = ownPayoffs(game).R;
  const worstDeficit = Math.max(...all.map((reply) => reply.payoff - reply.otherPayoff));
  const cooperative = Math.abs(withItself - reward) <= tolerance;
  return {
    cooperative,
    equilibrium: payoff <= withItself + tolerance,
    partner:
      cooperative &&
      payoff <= reward + tolerance &&
      all.every((reply) => reply.payoff < reward - tolerance || reply.otherPayoff >= reward - tolerance),
    rival: worstDeficit <= tolerance,
    bestReply: payoff,
    withItself,
    worstDeficit,
  };
}

/**
 * Akin's conditions for a memory-one strategy of a prisoner's dilemma with R > (T + S)/2 that answers cooperation with
 * cooperation (p_CC = 1) and is not Repeat: good, hence a partner, if and only if
 * (T − R)/(R − S) · p_DC < 1 − p_CD and (T − R)/(R − P) · p_DD < 1 − p_CD; a Nash equilibrium if and only if both hold with ≤.
 *
 * @param response - after CC, CD, DC, DD
 * @see Akin (2016), theorem 1.5
 *
 * @example
 * ```ts
 * import { akinConditions } from 'polity/games';
 * akinConditions([1, 0, 0, 1]); // { good: false, nash: true }
 * ```
 */
export function akinConditions(
  response: ArrayLike<number>,
  { R, S, T, P }: OwnPayoffs = axelrodPayoffs,
): { readonly good: boolean; readonly nash: boolean } {
  const [cc, cd, dc, dd] = checkMemoryOne('response', response).response;
  const repeat = cd === 1 && dc === 0 && dd === 0;
  const slacks = [1 - cd - ((T - R) / (R - S)) * dc, 1 - cd - ((T - R) / (R - P)) * dd];
  const agreeable = cc === 1 && !repeat;
  // Equality that rounding hides, as in ⅔ < 1 − ⅓, is equality.
  return { good: agreeable && slacks.every((x) => x > 1e-12), nash: agreeable && slacks.every((x) => x >= -1e-12) };
}

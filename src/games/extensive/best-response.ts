import { checkInteger } from '../../foundation/index.js';
import { checkBehavior } from './behavior-profile.js';
import type { BehaviorProfile, ExtensiveGame } from './extensive-game.js';
import { addGains, ownSequences, writePlan, type OwnSequences } from './own-sequences.js';

/** A best reply of one player to the behaviour strategies of the others. */
export interface BestResponse {
  /** What it earns. */
  readonly payoff: number;
  /** Its information sets, ascending, and the index of the action chosen at each: the first of those that earn the most. */
  readonly informationSets: readonly number[];
  readonly actions: readonly number[];
  /** The profile with the player's strategy replaced by this one. */
  readonly profile: readonly Float64Array[];
}

/**
 * A pure best response of a player to a behaviour profile (what the player itself does in it is not looked at).
 *
 * Each end gives its payoff, times the probability that chance and the others let play come there, to the player's last
 * action before it; each information set, the latest first, hands the most that one of its actions collected on to the
 * action before it. Where the others never let play come, all actions earn the same and the first is taken.
 *
 * Cost: linear in the number of ends and actions.
 *
 * @param player - index from 0
 * @throws InvalidInputError for a profile that is none, or a game without perfect recall
 *
 * @example
 * ```ts
 * import { bestResponse, kuhnPoker, uniformBehavior } from 'polity/games';
 * const game = kuhnPoker();
 * bestResponse(game, uniformBehavior(game), 0).payoff; // 0.5000000
 * ```
 */
export function bestResponse(game: ExtensiveGame, profile: BehaviorProfile, player: number): BestResponse {
  checkInteger('player', player, { min: 0, max: game.players.length - 1 });
  const flat = checkBehavior(game, profile);
  const sequences = ownSequences(game);
  const chosen = new Int32Array(game.informationSets.length);
  const payoff = bestPayoff(game, sequences, plansOf(game, sequences, flat), player, chosen);
  const informationSets = Array.from(sequences.setsOf[player]);
  return {
    payoff,
    informationSets,
    actions: informationSets.map((h) => chosen[h]),
    profile: game.informationSets.map((set, h) => {
      if (set.player !== player) return Float64Array.from(profile[h]);
      return Float64Array.from(set.actions, (_, a) => (a === chosen[h] ? 1 : 0));
    }),
  };
}

/** Realization plans of all players. */
function plansOf(game: ExtensiveGame, sequences: OwnSequences, flat: ArrayLike<number>): Float64Array[] {
  return game.players.map((_, player) => {
    const plan = new Float64Array(game.actionCount + 1);
    writePlan(sequences, player, flat, plan);
    return plan;
  });
}

/** What a best response to realization plans earns; the actions are written to `chosen`. */
function bestPayoff(
  game: ExtensiveGame,
  sequences: OwnSequences,
  plans: readonly Float64Array[],
  player: number,
  chosen: Int32Array,
): number {
  const { before, firstAction, setsOf } = sequences;
  const gains = new Float64Array(game.actionCount + 1);
  addGains(sequences, player, plans, gains);
  const own = setsOf[player];
  for (let k = own.length - 1; k >= 0; k--) {
    const h = own[k];
    let best = firstAction[h];
    for (let a = best + 1; a < firstAction[h + 1]; a++) if (gains[a + 1] > gains[best + 1]) best = a;
    chosen[h] = best - firstAction[h];
    gains[before[h]] += gains[best + 1];
  }
  return gains[0];
}

/** How far a behaviour profile is from equilibrium. */
export interface BehaviorRegret {
  /** What each player could gain by a best response. */
  readonly byPlayer: Float64Array;
  /** The largest of them: 0 in an equilibrium. */
  readonly regret: number;
  /** Their sum, NashConv. */
  readonly nashConv: number;
  /** NashConv over the number of players: in a two-player zero-sum game what a best reply wins on average over both seats. */
  readonly exploitability: number;
}

/**
 * What the players could still gain by deviating: max over strategies σᵢ of uᵢ(σᵢ, σ₋ᵢ) − uᵢ(σ), for each player i.
 *
 * Cost: linear in the number of ends, for each player.
 *
 * @throws InvalidInputError as {@link bestResponse}
 *
 * @example
 * ```ts
 * import { behaviorRegret, kuhnPoker, uniformBehavior } from 'polity/games';
 * const game = kuhnPoker();
 * behaviorRegret(game, uniformBehavior(game)).nashConv; // 0.9166667
 * ```
 */
export function behaviorRegret(game: ExtensiveGame, profile: BehaviorProfile): BehaviorRegret {
  const sequences = ownSequences(game);
  return regretOfPlans(game, sequences, plansOf(game, sequences, checkBehavior(game, profile)));
}

/** As {@link behaviorRegret}, of realization plans. */
export function regretOfPlans(
  game: ExtensiveGame,
  sequences: OwnSequences,
  plans: readonly Float64Array[],
): BehaviorRegret {
  const chosen = new Int32Array(game.informationSets.length);
  const byPlayer = Float64Array.from(plans, (plan, player) => {
    const gains = new Float64Array(game.actionCount + 1);
    addGains(sequences, player, plans, gains);
    const payoff = gains.reduce((sum, gain, sequence) => sum + gain * plan[sequence], 0);
    return Math.max(0, bestPayoff(game, sequences, plans, player, chosen) - payoff);
  });
  const nashConv = byPlayer.reduce((sum, regret) => sum + regret, 0);
  const regret = byPlayer.reduce((most, each) => Math.max(most, each), 0);
  return { byPlayer, regret, nashConv, exploitability: nashConv / (game.players.length || 1) };
}

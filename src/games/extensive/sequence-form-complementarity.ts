import { checkInteger } from '../../foundation/index.js';
import { evaluateBehavior, uniformBehavior } from './behavior-profile.js';
import { behaviorRegret } from './best-response.js';
import type { BehaviorProfile, ExtensiveGame } from './extensive-game.js';
import { PathTableau } from './path-tableau.js';
import { planBehavior, realizationPlan, sequenceForm, type PlayerSequences } from './sequence-form.js';
import { checkTwo, payoffScale, type TreeEquilibrium } from './sequence-form-linear-program.js';

export interface SequenceEquilibriumOptions {
  /** Where the path begins; other starts may find other equilibria. Default: all actions with the same probability. */
  readonly start?: BehaviorProfile;
  /** Default 10⁵. */
  readonly maxPivots?: number;
}

/** Where the path ends. */
export interface SequenceEquilibrium extends TreeEquilibrium {
  /** Steps of the path. */
  readonly pivots: number;
  /**
   * Whether the path reached its end and nobody gains more than 10⁻⁹ of the range of payoffs by deviating there; if not,
   * `regret` says how far off the profile is.
   */
  readonly converged: boolean;
}

/**
 * One equilibrium of a two-player game with perfect recall, zero-sum or not, by Lemke's algorithm on the linear
 * complementarity problem of the sequence form: plans x, y and values p, q with
 *
 *     r = Eᵀp − Aȳ ≥ 0,  s = Fᵀq − Bᵀx̄ ≥ 0,  x ⊥ r,  y ⊥ s,  Ex = λe,  Fy = λf,  x̄ = x + (1 − λ)x₀,  ȳ = y + (1 − λ)y₀.
 *
 * At λ = 0 both reply to the start (x₀, y₀); complementary pivots follow the path of best replies to mixtures of the start
 * and the plans found until λ = 1. From a start that plays all actions the equilibrium is normal-form perfect for generic
 * payoffs.
 *
 * Ties are broken lexicographically, as if the right-hand sides were perturbed, so degenerate games do not cycle. Cost: s²
 * a pivot for s sequences of both together; the number of pivots is a few times s on average, exponential at worst.
 *
 * @throws InvalidInputError unless there are two players with perfect recall, or for a start that is no profile
 * @see Koller, Megiddo & von Stengel, "Efficient computation of equilibria for extensive two-person games", Games and Economic
 *   Behavior 14 (1996); von Stengel, van den Elzen & Talman, "Computing normal form perfect equilibria for extensive
 *   two-person games", Econometrica 70 (2002), for this start
 *
 * @example
 * ```ts
 * import { myersonCards, sequenceEquilibrium } from 'polity/games';
 * const { profile, payoffs } = sequenceEquilibrium(myersonCards());
 * profile; // [[1, 0], [0.6666667, 0.3333333], [0.3333333, 0.6666667]]
 * payoffs; // [0.3333333, -0.3333333]
 * ```
 */
export function sequenceEquilibrium(
  game: ExtensiveGame,
  { start = uniformBehavior(game), maxPivots = 100_000 }: SequenceEquilibriumOptions = {},
): SequenceEquilibrium {
  checkTwo(game);
  checkInteger('maxPivots', maxPivots, { min: 1 });
  const form = sequenceForm(game);
  const sizes = form.players.map(({ sequences }) => sequences.length);
  const starts = [0, 1].map((player) => realizationPlan(game, start, player));
  const gains = [0, 1].map((player) => {
    const scale = payoffScale(game.terminalPayoffs[player]);
    return form.entries.map(({ sequences, payoffs }) => ({
      own: sequences[player],
      other: sequences[1 - player],
      value: payoffs[player] / scale,
    }));
  });
  const best = [0, 1].map((player) => {
    const worth = new Float64Array(sizes[player]);
    for (const { own, other, value } of gains[player]) worth[own] += value * starts[1 - player][other];
    return bestReply(form.players[player], worth);
  });

  // One pair (x, r) a sequence. Column 0 is the constant, 1 is λ, 2 + k the pair k: of it the variable that is 0 at first.
  const pairs = sizes[0] + sizes[1];
  const width = pairs + 2;
  const offset = [2, 2 + sizes[0]];
  const plans = [0, 1].map((player) => planRows(form.players[player], best[player], offset[player], width));
  const tableau = new PathTableau(pairs);
  for (const player of [0, 1]) {
    const worth = form.players[player].sequences.map(() => new Float64Array(width));
    for (const { own, other, value } of gains[player]) {
      add(worth[own], plans[1 - player][other], value);
      worth[own][0] += value * starts[1 - player][other];
      worth[own][1] -= value * starts[1 - player][other];
    }
    const slacks = slackRows(form.players[player], best[player], worth, offset[player], width);
    for (let s = 0; s < sizes[player]; s++) {
      const isBest = best[player][s] === 1;
      tableau.setRow(offset[player] - 2 + s, isBest ? plans[player][s] : slacks[s], isBest);
    }
  }
  const { pivots, converged } = tableau.follow(maxPivots);
  const found = [0, 1].map((player) =>
    Float64Array.from(starts[player], (_, s) => tableau.weight(offset[player] - 2 + s)),
  );
  const remaining = tableau.remaining();
  const profile = planBehavior(
    game,
    form,
    found.map((plan, player) => plan.map((weight, s) => weight + remaining * starts[player][s])),
  );
  const { payoffs } = evaluateBehavior(game, profile);
  const { regret, byPlayer } = behaviorRegret(game, profile);
  const verified = byPlayer.every((gain, player) => gain <= 1e-9 * payoffScale(game.terminalPayoffs[player]));
  return { profile, payoffs, regret, pivots, converged: converged && verified };
}

/** 1 for the sequences of a pure best reply: the empty one and one action at each information set. */
function bestReply({ sequences, constraints }: PlayerSequences, worth: Float64Array): Uint8Array {
  const best = new Uint8Array(sequences.length);
  const total = worth.slice();
  best[0] = 1;
  for (let c = constraints.length - 1; c >= 1; c--) {
    const [prefix, ...actions] = constraints[c].columns;
    const chosen = actions.reduce((most, s) => (total[s] > total[most] ? s : most));
    best[chosen] = 1;
    total[prefix] += total[chosen];
  }
  return best;
}

/** x of each sequence by λ and the x of the sequences that are not in the best reply, from Ex = λe. */
function planRows(
  { sequences, constraints }: PlayerSequences,
  best: Uint8Array,
  offset: number,
  width: number,
): Float64Array[] {
  const rows = sequences.map(() => new Float64Array(width));
  rows[0][1] = 1;
  for (const { columns } of constraints.slice(1)) {
    const [prefix, ...actions] = columns;
    const chosen = actions.find((s) => best[s] === 1)!;
    rows[chosen].set(rows[prefix]);
    for (const s of actions) {
      if (s === chosen) continue;
      rows[s][offset + s] = 1;
      rows[chosen][offset + s] -= 1;
    }
  }
  return rows;
}

/**
 * r of each sequence that is not in the best reply, by the r of those that are: p is taken out of r = Eᵀp − worth.
 *
 * Slacks at an information set are counted in units of the largest number that its actions and what follows them are worth by,
 * or the smallness of what is met rarely would be taken for rounding.
 */
function slackRows(
  { sequences, constraints }: PlayerSequences,
  best: Uint8Array,
  worth: readonly Float64Array[],
  offset: number,
  width: number,
): Float64Array[] {
  const rows = sequences.map(() => new Float64Array(width));
  // What a sequence earns with all that may follow it; an information set is worth its best action and that one's slack.
  const total = worth.map((row) => row.slice());
  const largest = worth.map((row) => row.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0));
  for (let c = constraints.length - 1; c >= 1; c--) {
    const [prefix, ...actions] = constraints[c].columns;
    const chosen = actions.find((s) => best[s] === 1)!;
    const unit = Math.max(...actions.map((s) => largest[s])) || 1;
    largest[prefix] = Math.max(largest[prefix], unit);
    const value = total[chosen];
    value[offset + chosen] += unit;
    for (const s of actions) {
      if (s === chosen) continue;
      add(rows[s], value, 1 / unit);
      add(rows[s], total[s], -1 / unit);
    }
    add(total[prefix], value, 1);
  }
  return rows;
}

function add(row: Float64Array, other: Float64Array, factor: number): void {
  for (let j = 0; j < row.length; j++) row[j] += factor * other[j];
}

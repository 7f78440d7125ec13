import { checkInteger, checkNumber, checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { evaluateBehavior, normalized } from './behavior-profile.js';
import { regretOfPlans } from './best-response.js';
import type { ExtensiveGame } from './extensive-game.js';
import { addGains, ownSequences, writePlan, type OwnSequences } from './own-sequences.js';

/** How regrets and averages are weighted; see {@link counterfactualRegret}. */
export type RegretVariant = 'cfr' | 'cfr+' | 'linear' | 'discounted';
const variants: readonly RegretVariant[] = ['cfr', 'cfr+', 'linear', 'discounted'];

export interface RegretOptions {
  /** Default `cfr+`. */
  readonly variant?: RegretVariant;
  /** Default 1000. */
  readonly iterations?: number;
  /** Whether players update in turn, each against what the others have just learnt; default all variants but `cfr`. */
  readonly alternating?: boolean;
  /** Stop at the first checkpoint with NashConv no larger; default 0. */
  readonly tolerance?: number;
  /** Iterations after which the average is evaluated, ascending; default the powers of 2 and the last. */
  readonly checkpoints?: readonly number[];
  /** Called at every checkpoint. */
  readonly onProgress?: (progress: RegretCheckpoint & { readonly done: number; readonly total: number }) => void;
  /** Looked at before every checkpoint. */
  readonly signal?: AbortSignal;
}

/** How good the average was after some iterations. */
export interface RegretCheckpoint {
  readonly iteration: number;
  /** What the players could gain by best responses to the averages, together. */
  readonly nashConv: number;
  /** NashConv over the number of players. */
  readonly exploitability: number;
}

/** What regret minimisation has come to. */
export interface RegretSolution {
  /** Average strategies. */
  readonly profile: readonly Float64Array[];
  readonly payoffs: Float64Array;
  readonly iterations: number;
  readonly nashConv: number;
  readonly exploitability: number;
  /** Whether NashConv came down to the tolerance. */
  readonly converged: boolean;
  readonly curve: readonly RegretCheckpoint[];
  /**
   * Σ over information sets of the largest positive average counterfactual regret: in a two-player zero-sum game NashConv of
   * the averages is no larger (Zinkevich et al., theorem 3). Of the variant `cfr` with simultaneous updates; NaN for others,
   * whose regrets are weighted.
   */
  readonly regretBound: number;
}

/**
 * Counterfactual regret minimisation: every information set plays its actions in proportion to their positive regrets,
 *
 *     σ(a) ∝ max(R(a), 0),  R(a) += v(a) − Σ σ(a′) v(a′),
 *
 * v the counterfactual value. The average strategies converge to an equilibrium in two-player zero-sum games; in others they
 * need not, and NashConv says where they are.
 *
 * - `cfr`: average weights all iterations alike (Zinkevich et al. 2007).
 * - `cfr+`: regrets never below 0, iteration t weighs t (Tammelin 2014).
 * - `linear`: regrets and averages weigh t (Brown & Sandholm 2019).
 * - `discounted`: positive regrets times t^α/(t^α + 1), negative ones times t^β/(t^β + 1), averages weigh t^γ, with
 *   α = 1.5, β = 0, γ = 2 (Brown & Sandholm 2019).
 *
 * Perfect recall makes a walk through the tree unnecessary: realization plans give the reach of each end, and values are
 * gathered set by set, the latest first; nothing is allocated in an iteration. Cost of one: the ends plus the actions, for each player.
 *
 * @throws InvalidInputError for a game without perfect recall, or an option out of range
 * @see Zinkevich, Johanson, Bowling & Piccione, "Regret minimization in games with incomplete information", NIPS 2007
 *
 * @example
 * ```ts
 * import { counterfactualRegret, kuhnPoker } from 'polity/games';
 * const { payoffs, exploitability } = counterfactualRegret(kuhnPoker(), { iterations: 2000 });
 * payoffs[0].toFixed(4); // '-0.0556'
 * exploitability < 1e-4; // true
 * ```
 */
export function counterfactualRegret(game: ExtensiveGame, options: RegretOptions = {}): RegretSolution {
  const { variant = 'cfr+', iterations = 1000, tolerance = 0, onProgress, signal } = options;
  checkOneOf('variant', variant, variants);
  checkInteger('iterations', iterations, { min: 1 });
  checkNumber('tolerance', tolerance, { min: 0 });
  const checkpoints = checkCheckpoints(options.checkpoints, iterations);
  const minimizer = new RegretMinimizer(game, variant, options.alternating ?? variant !== 'cfr');
  const curve: RegretCheckpoint[] = [];
  for (const iteration of checkpoints) {
    signal?.throwIfAborted();
    while (minimizer.iterations < iteration) minimizer.iterate();
    const { nashConv, exploitability } = regretOfPlans(game, minimizer.sequences, minimizer.averagePlans());
    const checkpoint = { iteration, nashConv, exploitability };
    curve.push(checkpoint);
    onProgress?.({ ...checkpoint, done: iteration, total: iterations });
    if (nashConv <= tolerance) break;
  }
  const { nashConv, exploitability } = curve[curve.length - 1];
  const profile = minimizer.average();
  return {
    profile,
    payoffs: evaluateBehavior(game, profile).payoffs,
    iterations: minimizer.iterations,
    nashConv,
    exploitability,
    converged: nashConv <= tolerance,
    curve,
    regretBound: minimizer.regretBound(),
  };
}

/** Ascending iterations, the last one among them; the powers of 2 by default. */
export function checkCheckpoints(given: readonly number[] | undefined, iterations: number): readonly number[] {
  const list = given ?? Array.from({ length: Math.ceil(Math.log2(iterations)) }, (_, k) => 2 ** k);
  list.forEach((iteration, k) => {
    checkInteger(`checkpoints[${k}]`, iteration, { min: 1, max: iterations });
    if (k > 0 && iteration <= list[k - 1]) {
      throw new InvalidInputError(`checkpoints[${k}]`, iteration, 'be larger than the one before');
    }
  });
  return list.at(-1) === iterations ? list : [...list, iterations];
}

class RegretMinimizer {
  iterations = 0;
  readonly sequences: OwnSequences;
  readonly #game: ExtensiveGame;
  readonly #variant: RegretVariant;
  readonly #alternating: boolean;
  /** Of each action. */
  readonly #behavior: Float64Array;
  readonly #regrets: Float64Array;
  /** One array a player, of each sequence; sums are weighted sums of plans. */
  readonly #plans: readonly Float64Array[];
  readonly #sums: readonly Float64Array[];
  readonly #gains: Float64Array;

  constructor(game: ExtensiveGame, variant: RegretVariant, alternating: boolean) {
    this.#game = game;
    this.#variant = variant;
    this.#alternating = alternating;
    this.sequences = ownSequences(game);
    this.#behavior = new Float64Array(game.actionCount);
    this.#regrets = new Float64Array(game.actionCount);
    this.#gains = new Float64Array(game.actionCount + 1);
    this.#plans = game.players.map(() => new Float64Array(game.actionCount + 1));
    this.#sums = game.players.map(() => new Float64Array(game.actionCount + 1));
    game.players.forEach((_, player) => this.#renew(player));
  }

  iterate(): void {
    const t = ++this.iterations;
    const players = this.#plans.length;
    const weight = this.#variant === 'cfr' ? 1 : this.#variant === 'discounted' ? t * t : t;
    for (let player = 0; player < players; player++) {
      const [plan, sum] = [this.#plans[player], this.#sums[player]];
      for (let s = 0; s < plan.length; s++) sum[s] += weight * plan[s];
      this.#addRegrets(player, t);
      if (this.#alternating) this.#renew(player);
    }
    if (!this.#alternating) for (let player = 0; player < players; player++) this.#renew(player);
  }

  /** The weighted averages of the plans. */
  averagePlans(): Float64Array[] {
    return this.#sums.map((sum) => sum.map((weight) => weight / sum[0]));
  }

  /** The same as behaviour strategies. */
  average(): readonly Float64Array[] {
    return this.#game.informationSets.map(({ player, firstAction, actions }) =>
      normalized(this.#sums[player].slice(firstAction + 1, firstAction + 1 + actions.length)),
    );
  }

  regretBound(): number {
    if (this.#variant !== 'cfr' || this.#alternating) return NaN;
    const { firstAction } = this.sequences;
    let bound = 0;
    for (let h = 0; h + 1 < firstAction.length; h++) {
      bound += this.#regrets.subarray(firstAction[h], firstAction[h + 1]).reduce((a, b) => Math.max(a, b), 0);
    }
    return bound / this.iterations;
  }

  #addRegrets(player: number, t: number): void {
    const { before, firstAction, setsOf } = this.sequences;
    const gains = this.#gains.fill(0);
    const regrets = this.#regrets;
    const behavior = this.#behavior;
    addGains(this.sequences, player, this.#plans, gains);
    const variant = this.#variant;
    const [keepPositive, keepNegative] =
      variant === 'linear' ? [t / (t + 1), t / (t + 1)] : variant === 'discounted' ? [t ** 1.5 / (t ** 1.5 + 1), 0.5] : [1, 1]; // prettier-ignore
    const floor = variant === 'cfr+' ? 0 : -Infinity;
    const own = setsOf[player];
    for (let k = own.length - 1; k >= 0; k--) {
      const h = own[k];
      const [from, to] = [firstAction[h], firstAction[h + 1]];
      let value = 0;
      for (let a = from; a < to; a++) value += behavior[a] * gains[a + 1];
      for (let a = from; a < to; a++) {
        const regret = Math.max(floor, regrets[a] + gains[a + 1] - value);
        regrets[a] = regret * (regret > 0 ? keepPositive : keepNegative);
      }
      gains[before[h]] += value;
    }
  }

  /** Behaviour and plan of a player from its regrets. */
  #renew(player: number): void {
    const { firstAction, setsOf } = this.sequences;
    for (const h of setsOf[player]) matchRegrets(this.#regrets, firstAction[h], firstAction[h + 1], this.#behavior);
    writePlan(this.sequences, player, this.#behavior, this.#plans[player]);
  }
}

/** Regret matching: shares of the positive regrets from … to − 1, equal ones where there are none. */
export function matchRegrets(regrets: Float64Array, from: number, to: number, shares: Float64Array): void {
  let sum = 0;
  for (let a = from; a < to; a++) if (regrets[a] > 0) sum += regrets[a];
  for (let a = from; a < to; a++) {
    shares[a] = sum > 0 ? (regrets[a] > 0 ? regrets[a] / sum : 0) : 1 / (to - from);
  }
}

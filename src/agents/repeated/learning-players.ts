import { checkNumber, checkOneOf, checkProbability } from '../../foundation/index.js';
import type { AgentContext } from '../agent.js';
import type { PastRound, RepeatedActor, RepeatedAgent, RepeatedSetting } from './repeated-game.js';

/** A learner of action values. */
export interface QPlayerOptions {
  readonly name?: string;
  /** α in (0, 1]; default 0.1. */
  readonly learningRate?: number;
  /** γ in [0, 1); default 0.95. */
  readonly discount?: number;
  /** Chance of an option at random, in [0, 1]; default 0.1. */
  readonly exploration?: number;
  /** What a state is: `nothing`, or the options of the last `round`; default `round`. */
  readonly state?: 'nothing' | 'round';
  /** Value that everything has at first; default 0. */
  readonly initial?: number;
}

/**
 * Tabular Q-learning: after option a in state s earned r and led to s′,
 * Q(s, a) ← Q(s, a) + α (r + γ maxₐ′ Q(s′, a′) − Q(s, a)); plays the option of the largest value (the first of equal ones), with
 * chance ε any. A match starts from nothing.
 *
 * Source: Watkins & Dayan, "Q-learning", Machine Learning 8 (1992).
 *
 * @example
 * ```ts
 * import { StrategicGame } from 'polity/games';
 * import { cyclePlayer, playRepeatedGame, qPlayer } from 'polity/agents';
 * const battle = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]);
 * const { rounds } = await playRepeatedGame(battle, [qPlayer({ exploration: 0.2 }), cyclePlayer('F', [1])], { rounds: 200 });
 * rounds.slice(100).filter(({ options }) => options[0] === 1).length; // 87
 * ```
 */
export function qPlayer(options: QPlayerOptions = {}): RepeatedAgent {
  const { name = 'Q-learner', learningRate = 0.1, discount = 0.95, exploration = 0.1 } = options;
  const { state = 'round', initial = 0 } = options;
  checkNumber('learningRate', learningRate, { min: 0, max: 1, aboveMin: true });
  checkNumber('discount', discount, { min: 0, max: 1, belowMax: true });
  checkProbability('exploration', exploration);
  checkOneOf('state', state, ['nothing', 'round']);
  checkNumber('initial', initial);
  const how = { learningRate, discount, exploration, state, initial };
  return { name, enter: (setting) => new QActor(setting, how) };
}

class QActor implements RepeatedActor {
  readonly #values: Float64Array;
  readonly #options: number;
  readonly #others: number;
  #state = 0;

  constructor(
    { game, seat }: RepeatedSetting,
    readonly how: Required<Omit<QPlayerOptions, 'name'>>,
  ) {
    this.#options = game.shape[seat];
    this.#others = game.shape[1 - seat];
    const states = how.state === 'nothing' ? 1 : 1 + this.#options * this.#others;
    this.#values = new Float64Array(states * this.#options).fill(how.initial);
  }

  decide(_: unknown, { random }: AgentContext) {
    const explores = random.bernoulli(this.how.exploration);
    return { kind: 'decision', action: explores ? random.below(this.#options) : this.#best(this.#state) } as const;
  }

  learn({ own, other, payoff }: PastRound): void {
    const { learningRate, discount, state } = this.how;
    const next = state === 'nothing' ? 0 : 1 + own * this.#others + other;
    const target = payoff + discount * this.#value(next, this.#best(next));
    this.#values[this.#state * this.#options + own] += learningRate * (target - this.#value(this.#state, own));
    this.#state = next;
  }

  #value(state: number, option: number): number {
    return this.#values[state * this.#options + option];
  }

  #best(state: number): number {
    let best = 0;
    for (let option = 1; option < this.#options; option++) {
      if (this.#value(state, option) > this.#value(state, best)) best = option;
    }
    return best;
  }
}

/**
 * Regret matching: each option with a probability in proportion to how much more it would have earned so far, against what the
 * other player did, than what was earned; any option alike while none would have earned more. Its mean regret after n rounds is at
 * most Δ √(m/n) in expectation, for m options and payoffs within Δ of one another, whatever the other player does.
 *
 * Source: Hart & Mas-Colell, "A simple adaptive procedure leading to correlated equilibrium", Econometrica 68 (2000), section 4.
 *
 * @example
 * ```ts
 * import { StrategicGame } from 'polity/games';
 * import { cyclePlayer, playRepeatedGame, regretMatchingPlayer } from 'polity/agents';
 * const dilemma = StrategicGame.symmetric([[8, 0], [10, 5]]);
 * const { rounds } = await playRepeatedGame(dilemma, [regretMatchingPlayer(), cyclePlayer('cooperator', [0])]);
 * rounds[9].options; // [1, 0]
 * ```
 */
export function regretMatchingPlayer({ name = 'Regret matching' }: { readonly name?: string } = {}): RepeatedAgent {
  return { name, enter: (setting) => new RegretActor(setting) };
}

class RegretActor implements RepeatedActor {
  readonly #regret: Float64Array;
  readonly #payoffs: readonly Float64Array[];

  /** Payoffs as the player sees them: own option, other's option. */
  constructor({ game, seat }: RepeatedSetting) {
    const [own, other] = [game.shape[seat], game.shape[1 - seat]];
    this.#regret = new Float64Array(own);
    this.#payoffs = Array.from({ length: own }, (_, i) =>
      Float64Array.from({ length: other }, (__, j) => game.payoff(seat === 0 ? [i, j] : [j, i])[seat]),
    );
  }

  decide(_: unknown, { random }: AgentContext) {
    const positive = this.#regret.map((regret) => Math.max(regret, 0));
    const sum = positive.reduce((a, b) => a + b, 0);
    if (sum === 0) return { kind: 'decision', action: random.below(positive.length) } as const;
    let rest = random.uniform() * sum;
    let action = positive.findLastIndex((regret) => regret > 0);
    for (let option = 0; option < action; option++) {
      rest -= positive[option];
      if (rest < 0) action = option;
    }
    return { kind: 'decision', action } as const;
  }

  learn({ other, payoff }: PastRound): void {
    for (let option = 0; option < this.#regret.length; option++) {
      this.#regret[option] += this.#payoffs[option][other] - payoff;
    }
  }
}

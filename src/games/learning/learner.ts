import type { RandomStream } from '../../foundation/index.js';

/** A player that learns from round to round. */
export interface Learner {
  /** Writes the mixed strategy of the coming round. */
  readonly mixed: (out: Float64Array) => void;
  /**
   * After a round: payoffs[offset + s] is what strategy s would have earned; `played` was drawn from `mixed`. Learners
   * of the bandit kind read the payoff of `played` only.
   */
  readonly observe: (payoffs: Float64Array, offset: number, played: number, mixed: Float64Array) => void;
}

/** A way to learn, from which a learner is made for a number of strategies. */
export interface LearningRule {
  readonly name: string;
  /** `stream`: for draws of the learner's own, beside the draw of its strategy. */
  readonly start: (strategies: number, stream: RandomStream) => Learner;
}

import { checkInteger, checkNumber, InvalidInputError } from '../../foundation/index.js';
import { checkState, populationGame, type PopulationGameLike } from './population-game.js';

export interface DiscreteReplicatorOptions {
  /** Shares in generation 0, population after population. */
  readonly initial: ArrayLike<number>;
  readonly generations: number;
  /** Fitness that everybody has beside the payoff, default 0: the larger, the slower selection is. */
  readonly background?: number;
}

/** Shares in every generation. */
export interface GenerationPath {
  /** A row of shares for each generation from 0 on. */
  readonly states: Float64Array;
  readonly width: number;
  readonly end: Float64Array;
}

/**
 * The replicator map of generations that do not overlap, xᵢ′ = xᵢ (b + Fᵢ)/(b + F̄). As the background fitness b grows,
 * b generations go to a unit of time of the replicator dynamics.
 *
 * @throws InvalidInputError for shares that do not sum to 1, or where b + F̄ is not positive or some b + Fᵢ of a type in
 *   use is negative
 * @see Maynard Smith, Evolution and the Theory of Games (1982), appendix D
 *
 * @example
 * ```ts
 * import { discreteReplicator } from 'polity/games';
 * discreteReplicator([[3, 0], [5, 1]], { initial: [0.5, 0.5], generations: 1 }).end; // [0.333333, 0.666667]
 * ```
 */
export function discreteReplicator(
  game: PopulationGameLike,
  { initial, generations, background = 0 }: DiscreteReplicatorOptions,
): GenerationPath {
  const { sizes, payoffs } = populationGame(game);
  checkInteger('generations', generations, { min: 0 });
  checkNumber('background', background);
  const x = checkState('initial', sizes, initial);
  const width = x.length;
  const earned = new Float64Array(width);
  const states = new Float64Array((generations + 1) * width);
  states.set(x);
  for (let g = 1; g <= generations; g++) {
    payoffs(x, earned);
    let from = 0;
    for (const size of sizes) {
      const to = from + size;
      let total = 0;
      for (let i = from; i < to; i++) {
        const fitness = background + earned[i];
        if (x[i] > 0 && fitness < 0) {
          throw new InvalidInputError(
            `fitness of strategy ${i - from} in generation ${g - 1}`,
            fitness,
            'be at least 0',
          );
        }
        total += x[i] = x[i] === 0 ? 0 : x[i] * fitness;
      }
      if (!(total > 0)) throw new InvalidInputError(`mean fitness in generation ${g - 1}`, total, 'be greater than 0');
      for (let i = from; i < to; i++) x[i] /= total;
      from = to;
    }
    states.set(x, g * width);
  }
  return { states, width, end: x };
}

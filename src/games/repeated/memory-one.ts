import { checkProbability, checkVector, type RandomStream } from '../../foundation/index.js';
import type { OwnPayoffs } from './stage-game.js';
import type { AboutStrategy, MatchRules, MemoryOne, Move, Player, Strategy } from './strategy.js';

/** A {@link MemoryOne}, or its four responses alone, with a cooperative first move. */
export type MemoryOneInput = MemoryOne | ArrayLike<number>;

/** @throws InvalidInputError unless there are four responses and all are probabilities */
export function checkMemoryOne(name: string, input: MemoryOneInput): { initial: number; response: Float64Array } {
  const { initial, response } =
    typeof input === 'object' && input !== null && 'response' in input ? input : { initial: 1, response: input };
  return {
    initial: checkProbability(`${name}.initial`, initial),
    response: checkVector(`${name}.response`, response, { length: 4, min: 0, max: 1 }),
  };
}

/**
 * A strategy from the probabilities of cooperating after CC, CD, DC and DD (own move first) and in the first round.
 *
 * @param input - four responses, with a cooperative first move; or `{ initial, response }`
 * @param about - what to call it
 * @throws InvalidInputError for a probability outside [0, 1]
 *
 * @example
 * ```ts
 * import { memoryOne, playMatch, strategies } from 'polity/games';
 * const generous = memoryOne([1, 0.25, 1, 0.25], { name: 'a quarter generous' });
 * playMatch(generous, strategies.TitForTat, { turns: 100 }).second.score; // 300
 * ```
 */
export function memoryOne(
  input: MemoryOneInput,
  { name, description, source = '' }: Partial<Pick<AboutStrategy, 'name' | 'description' | 'source'>> = {},
): Strategy {
  const { initial, response } = checkMemoryOne('strategy', input);
  const shown = Array.from(response, (p) => Number(p.toPrecision(4))).join(', ');
  const about = {
    name: name ?? `Memory one (${shown})`,
    description: description ?? `Cooperates with probability ${shown} after CC, CD, DC, DD.`,
    source,
  };
  const options = { initial, response: Array.from(response), about };
  return memoryOneStrategy({ ...about, recipe: { family: 'memory-one', options } }, () => ({ initial, response }));
}

/** A library strategy of memory one, whose probabilities may depend on the payoffs (`usesPayoffs`). */
export function memoryOneStrategy(
  about: Omit<AboutStrategy, 'memory' | 'stochastic'>,
  probabilities: (payoffs: OwnPayoffs) => MemoryOne,
): Strategy {
  // Any payoffs tell memory and randomness: which entries are equal or certain does not hang on them.
  const { initial, response } = probabilities({ R: 3, S: 0, T: 5, P: 1 });
  const certain = [initial, ...Array.from(response)];
  return Object.freeze({
    usesLength: false,
    usesPayoffs: false,
    ...about,
    memory: Array.from(response).every((p) => p === response[0]) ? 0 : 1,
    stochastic: certain.some((p) => p > 0 && p < 1),
    memoryOne: probabilities,
    player: ({ payoffs }: MatchRules) => new MemoryOnePlayer(probabilities(payoffs)),
  });
}

class MemoryOnePlayer implements Player {
  private readonly initial: number;
  private readonly response: Float64Array;
  private stream!: RandomStream;

  constructor({ initial, response }: MemoryOne) {
    this.initial = initial;
    this.response = Float64Array.from(response);
  }

  open(stream: RandomStream): Move {
    this.stream = stream;
    return this.draw(this.initial);
  }

  next(own: Move, other: Move): Move {
    return this.draw(this.response[2 * own + other]);
  }

  private draw(p: number): Move {
    if (p === 1) return 0;
    if (p === 0) return 1;
    return this.stream.uniform() < p ? 0 : 1;
  }
}

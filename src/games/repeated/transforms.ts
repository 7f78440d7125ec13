import { InvalidInputError, checkProbability, type RandomStream } from '../../foundation/index.js';
import type { MatchRules, Move, Player, Strategy } from './strategy.js';

/**
 * The dual of a strategy: after every history it does the opposite of what the strategy does after that history with its own
 * moves exchanged.
 *
 * @see Ashlock, Kim & Leahy (2009)
 *
 * @example
 * ```ts
 * import { cycler, dual, playMatch, strategies } from 'polity/games';
 * playMatch(dual(strategies.TitForTat), cycler('CCD'), { turns: 4 }).first.moves; // [1, 1, 1, 0]
 * ```
 */
export function dual(strategy: Strategy): Strategy {
  const { memoryOne, recipe, ...rest } = strategy;
  return Object.freeze({
    ...rest,
    name: `Dual ${strategy.name}`,
    description: `Does the opposite of ${strategy.name} whose own past were the opposite.`,
    ...(recipe && { recipe: { family: 'dual', options: recipe } }),
    ...(memoryOne && {
      memoryOne: (payoffs: MatchRules['payoffs']) => {
        const { initial, response } = memoryOne(payoffs);
        return { initial: 1 - initial, response: Float64Array.from([2, 3, 0, 1], (k) => 1 - response[k]) };
      },
    }),
    player: (rules: MatchRules) => new DualPlayer(strategy.player(rules)),
  });
}

class DualPlayer implements Player {
  constructor(private readonly player: Player) {}

  open(stream: RandomStream): Move {
    return (1 - this.player.open(stream)) as Move;
  }

  next(own: Move, other: Move): Move {
    return (1 - this.player.next((1 - own) as Move, other)) as Move;
  }
}

/**
 * The Joss–Ann transform of a strategy: cooperates with probability `cooperate`, defects with probability `defect`, and plays
 * the strategy otherwise.
 *
 * @throws InvalidInputError for probabilities outside [0, 1] or a sum above 1
 * @see Ashlock, Kim & Leahy (2009)
 *
 * @example
 * ```ts
 * import { jossAnn, axelrodPayoffs, strategies } from 'polity/games';
 * const joss = jossAnn(strategies.TitForTat, { cooperate: 0, defect: 0.1 });
 * joss.memoryOne?.(axelrodPayoffs).response; // [0.9, 0, 0.9, 0]
 * ```
 */
export function jossAnn(
  strategy: Strategy,
  { cooperate, defect }: { readonly cooperate: number; readonly defect: number },
): Strategy {
  checkProbability('cooperate', cooperate);
  checkProbability('defect', defect);
  // 0.7 + 0.3 and its like may exceed 1 by rounding.
  if (cooperate + defect > 1 + 1e-12)
    throw new InvalidInputError('cooperate + defect', cooperate + defect, 'be at most 1');
  const { memoryOne, recipe, ...rest } = strategy;
  const follow = Math.max(0, 1 - cooperate - defect);
  const blend = (p: number) => Math.min(1, cooperate + follow * p);
  return Object.freeze({
    ...rest,
    name: `Joss–Ann ${strategy.name}: ${cooperate}, ${defect}`,
    description: `Cooperates with probability ${cooperate}, defects with probability ${defect}, plays ${strategy.name} otherwise.`,
    stochastic: cooperate < 1 && defect < 1 && (follow < 1 || strategy.stochastic),
    ...(recipe && { recipe: { family: 'joss-ann', options: { of: recipe, cooperate, defect } } }),
    ...(memoryOne && {
      memoryOne: (payoffs: MatchRules['payoffs']) => {
        const { initial, response } = memoryOne(payoffs);
        return { initial: blend(initial), response: Float64Array.from(response, blend) };
      },
    }),
    player: (rules: MatchRules) => new JossAnnPlayer(strategy.player(rules), cooperate, defect),
  });
}

class JossAnnPlayer implements Player {
  private stream!: RandomStream;

  constructor(
    private readonly player: Player,
    private readonly cooperate: number,
    private readonly defect: number,
  ) {}

  open(stream: RandomStream): Move {
    this.stream = stream;
    return this.blend(this.player.open(stream));
  }

  next(own: Move, other: Move): Move {
    return this.blend(this.player.next(own, other));
  }

  private blend(move: Move): Move {
    const u = this.stream.uniform();
    return u < this.cooperate ? 0 : u < this.cooperate + this.defect ? 1 : move;
  }
}

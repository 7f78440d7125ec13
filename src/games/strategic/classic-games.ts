import { checkNumber, InvalidInputError } from '../../foundation/index.js';
import { StrategicGame } from './strategic-game.js';

/**
 * The prisoner's dilemma: T > R > P > S.
 *
 * @throws InvalidInputError for payoffs in another order
 *
 * @example
 * ```ts
 * import { prisonersDilemma } from 'polity/games';
 * prisonersDilemma().payoff([1, 0]); // [5, 0]
 * ```
 */
export function prisonersDilemma({
  temptation = 5,
  reward = 3,
  punishment = 1,
  sucker = 0,
}: {
  readonly temptation?: number;
  readonly reward?: number;
  readonly punishment?: number;
  readonly sucker?: number;
} = {}): StrategicGame {
  checkDescending({ temptation, reward, punishment, sucker });
  return StrategicGame.symmetric(
    [
      [reward, sucker],
      [temptation, punishment],
    ],
    twice('cooperate', 'defect'),
  );
}

/** Chicken (hawk and dove, snowdrift): T > R > S > P. The default has the correlated equilibria of Aumann's example. */
export function chicken({
  temptation = 7,
  reward = 6,
  sucker = 2,
  punishment = 0,
}: {
  readonly temptation?: number;
  readonly reward?: number;
  readonly sucker?: number;
  readonly punishment?: number;
} = {}): StrategicGame {
  checkDescending({ temptation, reward, sucker, punishment });
  return StrategicGame.symmetric(
    [
      [reward, sucker],
      [temptation, punishment],
    ],
    twice('swerve', 'dare'),
  );
}

/** The stag hunt: R > T ≥ P > S, hunting together pays most and hunting alone least. */
export function stagHunt({
  reward = 4,
  temptation = 3,
  punishment = 2,
  sucker = 0,
}: {
  readonly reward?: number;
  readonly temptation?: number;
  readonly punishment?: number;
  readonly sucker?: number;
} = {}): StrategicGame {
  checkDescending({ reward, temptation });
  checkDescending({ reward, punishment, sucker });
  return StrategicGame.symmetric(
    [
      [reward, sucker],
      [temptation, punishment],
    ],
    twice('stag', 'hare'),
  );
}

/** The battle of the sexes: both want to meet, each at their own favourite; apart they get nothing. */
export function battleOfTheSexes({
  favourite = 10,
  other = 7,
}: { readonly favourite?: number; readonly other?: number } = {}): StrategicGame {
  checkDescending({ favourite, other, apart: 0 });
  return StrategicGame.bimatrix(
    [
      [favourite, 0],
      [0, other],
    ],
    [
      [other, 0],
      [0, favourite],
    ],
    twice('first', 'second'),
  );
}

/** Matching pennies: the row player wins when they match. */
export function matchingPennies(): StrategicGame {
  return StrategicGame.zeroSum([[1, -1], [-1, 1]], twice('heads', 'tails')); // prettier-ignore
}

/** Rock, paper, scissors: 1 for a win, −1 for a loss. */
export function rockPaperScissors(): StrategicGame {
  return StrategicGame.zeroSum([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], twice('rock', 'paper', 'scissors')); // prettier-ignore
}

/** O'Neill's card game, made so that attitudes to risk do not matter: the row player wins on equal jokers and unequal numbers. */
export function oNeillGame(): StrategicGame {
  const cards = ['joker', 'ace', 'two', 'three'];
  const wins = (a: number, b: number) => (a === 0 || b === 0 ? a === b : a !== b);
  return StrategicGame.zeroSum(
    cards.map((_, a) => cards.map((_card, b) => (wins(a, b) ? 1 : -1))),
    twice(...cards),
  );
}

/** Shapley's 3 × 3 game of 1964, in which fictitious play cycles for ever. */
export function shapleyGame(): StrategicGame {
  return StrategicGame.bimatrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]]); // prettier-ignore
}

/** McKelvey and McLennan's 2 × 2 × 2 game with nine equilibria, the most such a game can have if it is generic. */
export function mckelveyMcLennanGame(): StrategicGame {
  return new StrategicGame(
    [2, 2, 2],
    [
      [9, 0, 0, 3, 0, 3, 9, 0],
      [8, 0, 0, 4, 0, 4, 8, 0],
      [12, 0, 0, 6, 0, 6, 2, 0],
    ],
  );
}

/**
 * Von Stengel's 6 × 6 game with 75 equilibria, more than the 2⁶ − 1 that were once thought to be the most.
 *
 * @see von Stengel, "New maximal numbers of equilibria in bimatrix games", Discrete and Computational Geometry 21 (1999)
 */
export function vonStengelGame(): StrategicGame {
  const row = [
    [9504, -660, 19976, -20526, 1776, -8976],
    [-111771, 31680, -130944, 168124, -8514, 52764],
    [397584, -113850, 451176, -586476, 29216, -178761],
    [171204, -45936, 208626, -263076, 14124, -84436],
    [1303104, -453420, 1227336, -1718376, 72336, -461736],
    [737154, -227040, 774576, -1039236, 48081, -300036],
  ];
  // The column player's matrix is the row player's in another order of rows and columns.
  const column = [
    [72336, 48081, 29216, 14124, 1776, -8976],
    [-461736, -300036, -178761, -84436, -8976, 52764],
    [1227336, 774576, 451176, 208626, 19976, -130944],
    [-1718376, -1039236, -586476, -263076, -20526, 168124],
    [1303104, 737154, 397584, 171204, 9504, -111771],
    [-453420, -227040, -113850, -45936, -660, 31680],
  ];
  return StrategicGame.bimatrix(row, column);
}

function twice(...names: readonly string[]) {
  return { strategies: [names, names] };
}

/** Each number must be above the one after it. */
function checkDescending(payoffs: Readonly<Record<string, number>>): void {
  const names = Object.keys(payoffs);
  names.forEach((name, k) => {
    checkNumber(name, payoffs[name]);
    if (k > 0 && payoffs[names[k - 1]] <= payoffs[name]) {
      throw new InvalidInputError(name, payoffs[name], `lie below ${names[k - 1]} = ${payoffs[names[k - 1]]}`);
    }
  });
}

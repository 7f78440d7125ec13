import { InvalidInputError, type RandomStream } from '../../foundation/index.js';
import { StrategicGame } from '../../games/index.js';
import type { Reading } from '../chat/ask-for-decision.js';
import type { ChatMessage } from '../chat/chat-request.js';
import type { RepeatedObservation, Seat } from './repeated-game.js';

/** Words of a prompt. */
export interface RepeatedPromptOptions {
  /** What is won; default `points`. */
  readonly unit?: string | undefined;
  /** Said before everything else: a story, a goal. */
  readonly preamble?: string | undefined;
}

/**
 * The question to a player of a repeated game: the options, the number of rounds, what both win for each pair of options, what
 * happened so far, and the choice, with the options in an order of `random`'s. The protocol is that of Akata et al.; the
 * wording is our own.
 *
 * Source: Akata, Schulz, Coda-Forno, Oh, Bethge & Schulz, "Playing repeated games with large language models"
 * (arXiv 2305.16867), section "General approach".
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { StrategicGame } from 'polity/games';
 * import { repeatedGamePrompt } from 'polity/agents';
 * const dilemma = StrategicGame.symmetric([[8, 0], [10, 5]], { strategies: [['J', 'F'], ['J', 'F']] });
 * const start = { game: dilemma, seat: 1, round: 1, rounds: 10, history: [] } as const;
 * const [{ content }] = repeatedGamePrompt(start, randomStream(1));
 * content.split('\n')[3]; // 'You choose F, the other player J: you win 10 points, the other player 0 points.'
 * ```
 */
export function repeatedGamePrompt(
  observation: RepeatedObservation,
  random: RandomStream,
  options: RepeatedPromptOptions = {},
): readonly ChatMessage[] {
  const choices = oneOf(shuffledOptions(observation, random));
  return [
    {
      role: 'user',
      content: `${situation(observation, options)}\nWhich option do you choose, ${choices}? ${ONE_WORD}`,
    },
  ];
}

/** The question what the other player will choose, in the same situation. */
export function predictionPrompt(
  observation: RepeatedObservation,
  random: RandomStream,
  options: RepeatedPromptOptions = {},
): readonly ChatMessage[] {
  const others = random.shuffle([...otherOptions(observation)]);
  const question = `Which option do you predict that the other player will choose, ${oneOf(others)}?`;
  return [{ role: 'user', content: `${situation(observation, options)}\n${question} ${ONE_WORD}` }];
}

/** The question for the best answer to what the player itself has predicted. */
export function bestAnswerPrompt(
  observation: RepeatedObservation,
  predicted: number,
  random: RandomStream,
  options: RepeatedPromptOptions = {},
): readonly ChatMessage[] {
  const choices = oneOf(shuffledOptions(observation, random));
  const premise = `You think that the other player will choose ${otherOptions(observation)[predicted]} in round ${observation.round}.`;
  const question = `Given that, which option is the best one for you in this round, ${choices}?`;
  return [{ role: 'user', content: `${situation(observation, options)}\n${premise} ${question} ${ONE_WORD}` }];
}

const ONE_WORD = 'Answer with the name of the option only.';

/**
 * Reads the reply as the name of an option and nothing else; white space, quotation marks, brackets, a full stop around it
 * and the word "Option" before it do not count. Names are told apart by case only where they have to be.
 *
 * @example
 * ```ts
 * import { readOption } from 'polity/agents';
 * readOption(' Option F.', ['J', 'F']); // { action: 1 }
 * readOption('J or F', ['J', 'F']); // { illegal: 'it is none of J, F' }
 * ```
 */
export function readOption(text: string, names: readonly string[]): Reading<number> {
  const bare = text
    .replace(EDGES, '')
    .replace(/^option\s+/i, '')
    .replace(EDGES, '');
  const exact = names.indexOf(bare);
  if (exact >= 0) return { action: exact };
  const same = names.flatMap((name, i) => (name.toLowerCase() === bare.toLowerCase() ? [i] : []));
  return same.length === 1 ? { action: same[0] } : { illegal: `it is none of ${names.join(', ')}` };
}

const EDGES = /^[\s"'“”‘’`*[(]+|[\s"'“”‘’`*\]).!]+$/g;

/** Reads the choice of the player who was asked. */
export function readOwnOption(text: string, { game, seat }: RepeatedObservation): Reading<number> {
  return readOption(text, game.strategies[seat]);
}

/** Reads a prediction of the other's choice. */
export function readOtherOption(text: string, observation: RepeatedObservation): Reading<number> {
  return readOption(text, otherOptions(observation));
}

/**
 * The game with letters for the names of its options, the same for both players where they have equally many, so that no name
 * suggests what to do: two distinct ones of A … Z at random for a 2 × 2 game, as in the sweep of Akata et al.
 *
 * @throws InvalidInputError for more than 26 options
 */
export function withRandomLetters(game: StrategicGame, random: RandomStream): StrategicGame {
  game.checkTwoPlayers();
  const [rows, columns] = game.shape;
  const most = Math.max(rows, columns);
  if (most > 26) throw new InvalidInputError('game.shape', game.shape, 'have at most 26 options a player');
  const letters = random.shuffle(Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i)));
  const strategies = [letters.slice(0, rows), letters.slice(0, columns)];
  return new StrategicGame(game.shape, game.payoffs, { players: game.players, strategies });
}

function situation(
  { game, seat, round, rounds, history }: RepeatedObservation,
  { unit = 'points', preamble }: RepeatedPromptOptions,
): string {
  const [own, other] = [game.strategies[seat], game.strategies[1 - seat]];
  const rules = own.flatMap((mine, i) =>
    other.map((theirs, j) => {
      const payoffs = game.payoff(seat === 0 ? [i, j] : [j, i]);
      return `You choose ${mine}, the other player ${theirs}: you win ${payoffs[seat]} ${unit}, the other player ${payoffs[1 - seat]} ${unit}.`;
    }),
  );
  const past = history.map(
    ({ own: i, other: j, payoff, otherPayoff }, t) =>
      `Round ${t + 1}: you chose ${own[i]}, the other player ${other[j]}; you won ${payoff} ${unit}, the other player ${otherPayoff} ${unit}.`,
  );
  const length = rounds === null ? '' : ` There are ${rounds} rounds.`;
  return [
    ...(preamble === undefined ? [] : [preamble]),
    `You and another player play the same game over and over. In each round you choose ${oneOf(own)}, at the same time as the other player chooses ${oneOf(other)}.${length}`,
    ...rules,
    ...(past.length > 0 ? ['This is what happened so far:', ...past] : []),
    `This is round ${round}.`,
  ].join('\n');
}

function otherOptions({ game, seat }: RepeatedObservation): readonly string[] {
  return game.strategies[(1 - seat) as Seat];
}

function shuffledOptions({ game, seat }: RepeatedObservation, random: RandomStream): string[] {
  return random.shuffle([...game.strategies[seat]]);
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

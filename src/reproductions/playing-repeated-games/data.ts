import type { MatchOptions } from '../../agents/index.js';
import { dataset } from '../../data/index.js';
import { ordinalGames, StrategicGame, type OrdinalGame } from '../../games/index.js';

/** The two games that the paper looks at closely; J is the first option. */
export type CloseGame = 'PD' | 'BoS';

const names = { strategies: [['J', 'F'], ['J', 'F']] }; // prettier-ignore

/** Both games as models play them: row is player 1. */
export const games: Readonly<Record<CloseGame, StrategicGame>> = {
  PD: StrategicGame.symmetric([[8, 0], [10, 5]], names), // prettier-ignore
  BoS: StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]], names), // prettier-ignore
};

const lists: { corrected?: readonly OrdinalGame[]; asPublished?: readonly OrdinalGame[] } = {};

/** The 144 games, or the list with ties that was run. */
export function gameList(which: 'corrected' | 'asPublished'): readonly OrdinalGame[] {
  return (lists[which] ??= ordinalGames({ asPublished: which === 'asPublished' }));
}

/** A round that two players played: entries by seat, options by index. */
export interface RoundRow {
  readonly game: CloseGame;
  readonly players: readonly string[];
  readonly round: number;
  readonly options: readonly number[];
  readonly points: readonly number[];
}

let rounds: Promise<readonly RoundRow[]> | undefined;

/** All rounds of both games. */
export function allRounds(): Promise<readonly RoundRow[]> {
  rounds ??= dataset('repeated-games-rounds').then(({ table }) =>
    table.toRows().map((row) => ({
      game: row.game as CloseGame,
      players: [row.player1 as string, row.player2 as string],
      round: row.round as number,
      options: [row.option1 === 'J' ? 0 : 1, row.option2 === 'J' ? 0 : 1],
      points: [row.points1 as number, row.points2 as number],
    })),
  );
  return rounds;
}

/** The rounds of one pair, in their order. */
export async function roundsOf(game: CloseGame, first: string, second: string): Promise<readonly RoundRow[]> {
  return (await allRounds()).filter(
    ({ game: of, players }) => of === game && players[0] === first && players[1] === second,
  );
}

/** The options of one pair, as its first player sees them. */
export async function optionsOf(game: CloseGame, first: string, second: string): Promise<MatchOptions> {
  const played = await roundsOf(game, first, second);
  return { own: played.map(({ options }) => options[0]), other: played.map(({ options }) => options[1]) };
}

/**
 * What GPT-4 and everybody else won in a round, in either seat. The published script takes all ten rounds of player 1 but only
 * the last one of player 2 (`asPublished`).
 */
export async function pointsOf(
  game: CloseGame,
  { asPublished = false }: { readonly asPublished?: boolean } = {},
): Promise<{ readonly gpt4: readonly number[]; readonly others: readonly number[] }> {
  const gpt4: number[] = [];
  const others: number[] = [];
  for (const seat of [0, 1]) {
    for (const { game: of, players, round, points } of await allRounds()) {
      if (of !== game || (asPublished && seat === 1 && round !== 10)) continue;
      (players[seat] === 'gpt-4' ? gpt4 : others).push(points[seat]);
    }
  }
  return { gpt4, others };
}

/** A seat of a match in the sweep over 144 games. */
export interface SweepScore {
  readonly game: number;
  readonly seat: 0 | 1;
  readonly model: string;
  readonly opponent: string;
  /** Points over ten times the most that this seat won in a round of the game, as published. */
  readonly score: number;
}

let sweep: Promise<readonly SweepScore[]> | undefined;

/** The scores of the sweep, both seats of every match. */
export function sweepScores(): Promise<readonly SweepScore[]> {
  sweep ??= dataset('repeated-games-sweep').then(({ table }) =>
    table
      .toRows()
      .flatMap(({ game, player1, player2, total1, total2, largest1, largest2 }) => [
        scored(game, 0, player1, player2, total1, largest1),
        scored(game, 1, player2, player1, total2, largest2),
      ]),
  );
  return sweep;
}

function scored(
  game: unknown,
  seat: 0 | 1,
  model: unknown,
  opponent: unknown,
  total: unknown,
  largest: unknown,
): SweepScore {
  const score = (total as number) / (10 * (largest as number));
  return { game: game as number, seat, model: model as string, opponent: opponent as string, score };
}

/** A printed cell of Table 1. */
export interface PrintedScore {
  readonly family: string;
  readonly model: string;
  readonly score: number;
}

/** Table 1. */
export async function printedScores(): Promise<readonly PrintedScore[]> {
  const { table } = await dataset('repeated-games-table');
  return table.toRows().map(({ family, model, score }) => ({
    family: family as string,
    model: model as string,
    score: score as number,
  }));
}

/** A round that a person played. */
export interface PersonRound {
  readonly person: number;
  readonly game: CloseGame;
  readonly opponent: 'base' | 'SCoT';
  readonly points: number;
  readonly guess: 'human' | 'model';
  readonly coordination: boolean;
}

let people: Promise<readonly PersonRound[]> | undefined;

/** All rounds of all people. */
export function personRounds(): Promise<readonly PersonRound[]> {
  people ??= dataset('repeated-games-humans').then(({ table }) =>
    table.toRows().map((row) => ({
      person: row.person as number,
      game: row.game as CloseGame,
      opponent: row.opponent as PersonRound['opponent'],
      points: row.points as number,
      guess: row.guess as PersonRound['guess'],
      coordination: row.coordination as boolean,
    })),
  );
  return people;
}

/** The mean of a quantity of every person, for those who played against the one and the other. */
export async function personMeans(
  value: (round: PersonRound) => number,
  game?: CloseGame,
): Promise<{ readonly base: readonly number[]; readonly scot: readonly number[] }> {
  const groups = new Map<number, { readonly opponent: string; readonly values: number[] }>();
  for (const round of await personRounds()) {
    if (game !== undefined && round.game !== game) continue;
    const group = groups.get(round.person) ?? { opponent: round.opponent, values: [] };
    groups.set(round.person, group);
    group.values.push(value(round));
  }
  const means = (opponent: string) =>
    [...groups.values()].filter((group) => group.opponent === opponent).map(({ values }) => mean(values));
  return { base: means('base'), scot: means('SCoT') };
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

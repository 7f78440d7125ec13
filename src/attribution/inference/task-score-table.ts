import type { Table } from '../../data/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { TaskScores, type TaskScore } from './task-scores.js';

/** Which columns of a table hold what. */
export interface TaskScoreColumns {
  /** Column of the task, default `task`. */
  readonly task?: string;
  /** Column of the score, default `score`. */
  readonly score?: string;
  /** Column that tells runs of one coalition on one task apart; default `repeat`, where there is such a column. */
  readonly repeat?: string;
  /** Column that names the coalition (`planner+actor`); default `coalition`, where there is such a column. */
  readonly coalition?: string;
  /** The players. With a column a player: these columns; with a coalition column: the names that its labels use. */
  readonly players?: readonly string[];
  /** With a coalition column: what its labels mean, where they are not made of players' names. */
  readonly configurations?: Readonly<Record<string, readonly string[]>>;
  /** Columns to leave out of account. */
  readonly ignore?: readonly string[];
}

/** How a label says that nobody is in it. */
const NOBODY = ['∅', '{}', 'none'];

/**
 * Scores by task from a table in long form, one run a row. Who took part stands either in a column a player, true/false or 1/0,
 * or in one column with the coalition's label: names joined by `+` (`planner+actor`), the printed form `{planner, actor}`, names
 * of one letter in a row (`PA`, with `players` given), or what `configurations` says. Nobody is `∅`, `{}` or `none`.
 *
 * No column is guessed at: beside task, score, repeat and coalition every column must be a player's or stand in `ignore`.
 *
 * @throws InvalidInputError naming file, row and column: an unknown column, one that is neither, a missing value, a label that
 * does not resolve, two scores for the same run.
 *
 * @example
 * ```ts
 * import { taskScores } from 'polity/attribution';
 * import { Table } from 'polity/data';
 * const runs = Table.fromRows([
 *   { planner: 0, actor: 0, task: 'a', score: 0.1 },
 *   { planner: 1, actor: 0, task: 'a', score: 0.3 },
 *   { planner: 0, actor: 1, task: 'a', score: 0.2 },
 *   { planner: 1, actor: 1, task: 'a', score: 0.9 },
 * ]);
 * taskScores(runs).game().worthOf(['planner', 'actor']); // 0.9
 * ```
 */
export function taskScores(table: Table, columns: TaskScoreColumns = {}): TaskScores {
  const { task = 'task', score = 'score', ignore = [] } = columns;
  // Every column that is named must be there.
  for (const column of [task, score, ...ignore]) table.kind(column);
  const repeat = columns.repeat ?? presentUnignored(table, 'repeat', ignore);
  // A list of players that are columns themselves settles the form of the table.
  const wide = columns.coalition === undefined && (columns.players?.every((name) => table.has(name)) ?? false);
  const coalition = columns.coalition ?? (wide ? undefined : presentUnignored(table, 'coalition', ignore));
  const known = [
    task,
    score,
    ...(repeat === undefined ? [] : [repeat]),
    ...(coalition === undefined ? [] : [coalition]),
  ];
  const rest = table.columnNames.filter((name) => !known.includes(name) && !ignore.includes(name));
  const players =
    coalition === undefined ? playerColumns(table, rest, columns.players) : checkNothingElse(table, rest, coalition);
  const members = coalition === undefined ? membersByColumn(table, players) : membersByLabel(table, coalition, columns);

  const tasks = required(table, task);
  const scores = table.number(score);
  const repeats = repeat === undefined ? undefined : required(table, repeat);
  const rows: TaskScore[] = [];
  const seen = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    if (!Number.isFinite(scores[row])) {
      const value = Number.isNaN(scores[row]) ? null : scores[row];
      throw new InvalidInputError(score, value, 'be a finite number', place(table, row, score));
    }
    const who = members(row);
    const run = repeats?.(row);
    const key = JSON.stringify([who, tasks(row), run]);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      const hint = repeat === undefined ? '; give a repeat column for several runs' : '';
      const requirement = `be the only score of ${who.join('+') || '∅'} on task ${tasks(row)} (row ${earlier + 1} is another)${hint}`;
      throw new InvalidInputError(score, scores[row], requirement, place(table, row, score));
    }
    seen.set(key, row);
    rows.push({ coalition: who, task: tasks(row), score: scores[row], ...(run === undefined ? {} : { repeat: run }) });
  }
  if (rows.length === 0) throw new InvalidInputError('rows', 0, 'be at least 1', { file: table.name });
  const names =
    coalition === undefined
      ? players
      : (columns.players ?? [...new Set(rows.flatMap((row) => row.coalition as string[]))]);
  if (names.length === 0) {
    const column = coalition === undefined ? {} : { column: coalition };
    throw new InvalidInputError('players', names, 'be at least one', { file: table.name, ...column });
  }
  return TaskScores.fromRows(rows, { players: names });
}

function presentUnignored(table: Table, name: string, ignore: readonly string[]): string | undefined {
  return table.has(name) && !ignore.includes(name) ? name : undefined;
}

/** The columns of the players, each of them true/false or 1/0, and no column besides. */
function playerColumns(table: Table, rest: readonly string[], given: readonly string[] | undefined): readonly string[] {
  for (const player of given ?? []) table.kind(player);
  for (const column of rest) {
    if (given && !given.includes(column)) {
      const requirement = 'be a player, the task, the score, the repeat or the coalition, or stand in ignore';
      throw new InvalidInputError('column', column, requirement, { file: table.name, column });
    }
    if (!given && table.kind(column) === 'string') {
      const requirement = 'be true/false or 1/0 (a player), or stand in ignore';
      throw new InvalidInputError(column, table.value(column, firstFilled(table, column)), requirement, {
        file: table.name,
        row: firstFilled(table, column) + 1,
        column,
      });
    }
  }
  if (rest.length === 0) {
    throw new InvalidInputError('players', rest, 'have a column each, or a coalition column together', {
      file: table.name,
    });
  }
  return given ?? rest;
}

function firstFilled(table: Table, column: string): number {
  return Math.max(
    0,
    table.category(column).codes.findIndex((code) => code >= 0),
  );
}

function checkNothingElse(table: Table, rest: readonly string[], coalition: string): readonly string[] {
  if (rest.length > 0) {
    const requirement = `stand in ignore: who took part is read from column ${coalition}`;
    throw new InvalidInputError('column', rest[0], requirement, { file: table.name, column: rest[0] });
  }
  return [];
}

function membersByColumn(table: Table, players: readonly string[]): (row: number) => string[] {
  const columns = players.map((player) => {
    const values = table.number(player);
    const row = values.findIndex((value) => value !== 0 && value !== 1);
    if (row >= 0) {
      const requirement = 'be true/false or 1/0 (a player), or stand in ignore';
      throw new InvalidInputError(player, table.value(player, row), requirement, place(table, row, player));
    }
    return values;
  });
  return (row) => players.filter((_, i) => columns[i][row] === 1);
}

function membersByLabel(
  table: Table,
  column: string,
  { players, configurations }: TaskScoreColumns,
): (row: number) => string[] {
  const { codes, levels } = table.category(column);
  const parsed = levels.map((label, code) => {
    const names = configurations ? configurations[label] : namesInLabel(label, players);
    if (!names || (players && !names.every((name) => players.includes(name)))) {
      const requirement = configurations
        ? `be one of the configurations ${Object.keys(configurations).join(', ')}, of known players`
        : `be ${players ? `players among ${players.join(', ')}` : 'names'} joined by '+', or ∅`;
      throw new InvalidInputError(column, label, requirement, place(table, codes.indexOf(code), column));
    }
    if (new Set(names).size < names.length) {
      throw new InvalidInputError(column, label, 'name each player once', place(table, codes.indexOf(code), column));
    }
    // One order of the members, so that P+R and R+P are the same run.
    return players ? players.filter((name) => names.includes(name)) : [...names].sort();
  });
  return (row) => {
    if (codes[row] < 0) {
      throw new InvalidInputError(column, null, 'name the coalition (∅ for nobody)', place(table, row, column));
    }
    return parsed[codes[row]];
  };
}

/** The members that a label names; undefined where it names none that is known. */
function namesInLabel(label: string, players: readonly string[] | undefined): string[] | undefined {
  const text = label.trim();
  if (NOBODY.includes(text)) return [];
  const inner = /^\{(.*)\}$/.exec(text)?.[1]?.split(',') ?? text.split('+');
  const names = inner.map((name) => name.trim());
  if (names.includes('')) return undefined;
  const compact = names.length === 1 && players && !players.includes(names[0]);
  return compact && players.every((name) => [...name].length === 1) ? [...names[0]] : names;
}

/** A column without gaps, as text. */
function required(table: Table, column: string): (row: number) => string {
  const { codes, levels } = table.category(column);
  const gap = codes.findIndex((code) => code < 0 || levels[code] === '');
  if (gap >= 0)
    throw new InvalidInputError(column, table.value(column, gap), 'have a value', place(table, gap, column));
  return (row) => levels[codes[row]];
}

function place(table: Table, row: number, column: string) {
  return { file: table.name, row: row + 1, column };
}

import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import { coalitionLabel, coalitionMask, namesInRows, playerNames, type Coalition } from '../games/coalition.js';
import { checkDensePlayers } from '../games/cooperative-game.js';
import { DenseGame } from '../games/dense-game.js';
import { PartialGame } from '../games/partial-game.js';

/** One run: what a coalition scored on a task. */
export interface TaskScore {
  readonly coalition: Coalition;
  readonly task: string;
  readonly score: number;
  /** Which of several runs of the same coalition on the same task this is. */
  readonly repeat?: string;
}

/** A coalition that never ran a task that others ran. */
export interface Gap {
  readonly coalition: string;
  readonly task: string;
}

/** Cells of the table: 2²⁵ of them with their counts are 640 MiB. */
const MAX_CELLS = 2 ** 25;

/** @internal Cells of a table of coalitions (rows, by bit mask) and tasks (columns). */
interface Cells {
  readonly means: Float64Array;
  readonly repeats: Int32Array;
  readonly scatter: Float64Array;
}

/**
 * Scores of coalitions on tasks, one mean a cell with the number and scatter of its repeats: what the inference of an
 * attribution starts from. A task is the independent unit; all its scores stay together. Made by {@link TaskScores.fromRows},
 * or from a table by {@link taskScores}.
 *
 * @example
 * ```ts
 * import { TaskScores, shapley } from 'polity/attribution';
 * const scores = TaskScores.fromRows([
 *   { coalition: [], task: 'a', score: 0 },
 *   { coalition: [], task: 'b', score: 1 },
 *   { coalition: ['planner'], task: 'a', score: 1 },
 *   { coalition: ['planner'], task: 'b', score: 1 },
 * ]);
 * [...scores.game().values]; // [0.5, 1]
 * shapley(scores.taskGame('a')).byPlayer; // { planner: 1 }
 * ```
 */
export class TaskScores {
  readonly players: readonly string[];
  /** In order of first appearance. */
  readonly tasks: readonly string[];
  /** `means[mask · tasks.length + t]`: mean over the repeats of a coalition on a task, NaN where there is none. */
  readonly means: Float64Array;
  /** Repeats behind each mean. */
  readonly repeats: Int32Array;
  /** Sum of squared deviations of the repeats from their mean. */
  readonly scatter: Float64Array;
  /** Bit masks of the coalitions without any score, increasing. */
  readonly missing: readonly number[];

  /** @internal Takes the cells as they are; users have {@link TaskScores.fromRows}. */
  constructor(players: readonly string[], tasks: readonly string[], { means, repeats, scatter }: Cells) {
    this.players = players;
    this.tasks = tasks;
    this.means = means;
    this.repeats = repeats;
    this.scatter = scatter;
    this.missing = Array.from({ length: 2 ** players.length }, (_, mask) => mask).filter(
      (mask) => this.tasksOf(mask) === 0,
    );
  }

  /**
   * Scores from rows in any order.
   *
   * Throws `InvalidInputError`, naming the row, for an unknown player, an empty task, a score that is not finite, and a
   * second score of a coalition on a task that is not told from the first by its `repeat`.
   *
   * @param options - `players`, default: the names in the rows, in order of first appearance
   */
  static fromRows(rows: Iterable<TaskScore>, { players }: { readonly players?: readonly string[] } = {}): TaskScores {
    const list = [...rows];
    if (list.length === 0) throw new InvalidInputError('rows', list, 'hold a score');
    const given = players ?? namesInRows(list);
    const names = playerNames(given, checkDensePlayers(given.length));
    const places = new Map<string, number>();
    for (const [k, { task }] of list.entries()) {
      if (typeof task !== 'string' || task === '') throw new InvalidInputError(`rows[${k}].task`, task, 'be a name');
      if (!places.has(task)) places.set(task, places.size);
    }
    const cells = emptyCells(names.length, places.size);
    const seen = new Map<string | number, number>();
    list.forEach(({ coalition, task, score, repeat }, k) => {
      const mask = coalitionMask(names, coalition, `rows[${k}].coalition`);
      checkNumber(`rows[${k}].score`, score);
      const cell = mask * places.size + places.get(task)!;
      const key = repeat === undefined ? cell : `${cell} ${repeat}`;
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        const run = `${coalitionLabel(names, mask)} on task ${task}${repeat === undefined ? '' : `, repeat ${repeat}`}`;
        const requirement = `be the only score of ${run} (rows[${earlier}] is one); tell runs apart by repeat`;
        throw new InvalidInputError(`rows[${k}]`, score, requirement);
      }
      seen.set(key, k);
      addScore(cells, cell, score);
    });
    return new TaskScores(names, [...places.keys()], cells);
  }

  /** How many tasks a coalition ran. */
  tasksOf(coalition: Coalition): number {
    const from = coalitionMask(this.players, coalition) * this.tasks.length;
    let count = 0;
    for (let t = 0; t < this.tasks.length; t++) count += this.repeats[from + t] > 0 ? 1 : 0;
    return count;
  }

  /** What coalitions that ran at all did not run: empty where every one of them ran every task. */
  gaps(): Gap[] {
    const gaps: Gap[] = [];
    const missing = new Set(this.missing);
    for (let mask = 0; mask < 2 ** this.players.length; mask++) {
      if (missing.has(mask)) continue;
      this.tasks.forEach((task, t) => {
        if (this.repeats[mask * this.tasks.length + t] > 0) return;
        gaps.push({ coalition: coalitionLabel(this.players, mask), task });
      });
    }
    return gaps;
  }

  /** The scores on some of the tasks, in the order given. */
  onTasks(tasks: readonly string[]): TaskScores {
    if (tasks.length === 0) throw new InvalidInputError('tasks', tasks, 'name a task');
    const places = tasks.map((task) => {
      const place = this.tasks.indexOf(task);
      if (place < 0) throw new InvalidInputError('task', task, 'be one that was run');
      return place;
    });
    const cells = emptyCells(this.players.length, places.length);
    for (let k = 0; k < cells.means.length; k++) {
      const from = Math.floor(k / places.length) * this.tasks.length + places[k % places.length];
      cells.means[k] = this.means[from];
      cells.repeats[k] = this.repeats[from];
      cells.scatter[k] = this.scatter[from];
    }
    return new TaskScores(this.players, [...tasks], cells);
  }

  /** The game of one task: what every coalition scored on it. */
  taskGame(task: string): DenseGame {
    return this.onTasks([task]).game();
  }

  /** Mean score of every coalition over its tasks; an error that names the coalitions that never ran. */
  game(): DenseGame {
    return this.partialGame().complete();
  }

  /** Mean score of every coalition that ran. */
  partialGame(): PartialGame {
    const T = this.tasks.length;
    const rows = [];
    for (let mask = 0; mask < 2 ** this.players.length; mask++) {
      let sum = 0;
      let count = 0;
      for (let cell = mask * T; cell < (mask + 1) * T; cell++) {
        if (this.repeats[cell] === 0) continue;
        sum += this.means[cell];
        count++;
      }
      if (count > 0) rows.push({ coalition: mask, value: sum / count });
    }
    return new PartialGame(rows, { players: this.players });
  }
}

function emptyCells(n: number, tasks: number): Cells {
  const cells = 2 ** n * tasks;
  if (cells > MAX_CELLS) {
    throw new InvalidInputError('players.length', n, `leave 2^n · ${tasks} tasks = ${cells} at most ${MAX_CELLS}`);
  }
  return {
    means: new Float64Array(cells).fill(NaN),
    repeats: new Int32Array(cells),
    scatter: new Float64Array(cells),
  };
}

/** Welford's update of a mean and its scatter. */
function addScore({ means, repeats, scatter }: Cells, cell: number, score: number): void {
  const count = ++repeats[cell];
  if (count === 1) {
    means[cell] = score;
    return;
  }
  const off = score - means[cell];
  means[cell] += off / count;
  scatter[cell] += off * (score - means[cell]);
}

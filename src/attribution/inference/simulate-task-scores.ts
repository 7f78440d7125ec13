import { InvalidInputError, checkInteger, checkProbability, randomStream } from '../../foundation/index.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { TaskScores, type TaskScore } from './task-scores.js';

export interface SimulatedScoresOptions {
  /** Number of tasks, named `task 1`, `task 2`, … */
  readonly tasks: number;
  /** Runs of every coalition on every task, default 1. */
  readonly repeats?: number;
  /** Chance that a run is decided by how hard its task is for everyone rather than by itself; default 0. */
  readonly shared?: number;
  /** Default 0. Task t uses stream (seed, t). */
  readonly seed?: number;
}

/**
 * Tasks that are solved (1) or not (0), each coalition with chance v(S): data whose true attribution is that of the game. A run
 * is solved when a uniform number falls below v(S); with chance `shared` it is the task's own number, the same for all
 * coalitions and repeats, so that tasks are hard or easy for everyone.
 *
 * @param game - v(S) in [0, 1]
 * @throws InvalidInputError for a value or option out of range.
 *
 * @example
 * ```ts
 * import { DenseGame, simulatedScores } from 'polity/attribution';
 * const game = new DenseGame([0, 0.5, 0.5, 1], { players: ['a', 'b'] });
 * const scores = simulatedScores(game, { tasks: 1000, seed: 1 });
 * scores.game().worthOf(['a', 'b']); // 1
 * ```
 */
export function simulatedScores(game: CooperativeGame, options: SimulatedScoresOptions): TaskScores {
  return TaskScores.fromRows(simulatedRows(game, options), { players: game.players });
}

/** The same run by run, task after task. */
export function simulatedRows(
  game: CooperativeGame,
  { tasks, repeats = 1, shared = 0, seed = 0 }: SimulatedScoresOptions,
): TaskScore[] {
  const values = denseValues(game);
  const outside = values.findIndex((value) => value < 0 || value > 1);
  if (outside >= 0) throw new InvalidInputError(`value of coalition ${outside}`, values[outside], 'lie in [0, 1]');
  checkInteger('tasks', tasks, { min: 1 });
  checkInteger('repeats', repeats, { min: 1 });
  checkProbability('shared', shared);
  const rows: TaskScore[] = [];
  for (let t = 0; t < tasks; t++) {
    const stream = randomStream(seed, t);
    const hardness = stream.uniform();
    for (let coalition = 0; coalition < values.length; coalition++) {
      for (let r = 0; r < repeats; r++) {
        const own = stream.uniform();
        const score = Number((stream.bernoulli(shared) ? hardness : own) < values[coalition]);
        rows.push({ coalition, task: `task ${t + 1}`, score, ...(repeats > 1 ? { repeat: String(r + 1) } : {}) });
      }
    }
  }
  return rows;
}

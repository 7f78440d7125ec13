import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import type { Study } from '../study.js';
import { type CellValue, type Outcome, type Task, runSeed } from '../task.js';

/** What a job of the queue holds: some runs, and where it stands once a worker has made them, their outcomes. */
export interface JobData {
  readonly tasks: readonly Task[];
}
export interface JobResult {
  readonly outcomes: readonly unknown[];
}

/** Outcomes as JSON can carry them: it knows neither −0 nor the infinities, which travel as text in a list. */
export function writeOutcomes(outcomes: readonly Outcome[]): JobResult {
  const write = (cell: CellValue) =>
    typeof cell === 'number' && (Object.is(cell, -0) || !Number.isFinite(cell))
      ? [Object.is(cell, -0) ? '-0' : String(cell)]
      : cell;
  return {
    outcomes: outcomes.map((outcome) =>
      outcome.kind === 'rows' ? { ...outcome, rows: outcome.rows.map((row) => row.map(write)) } : outcome,
    ),
  };
}

/**
 * The runs of a job, if they are runs of this study. A queue is a place that others can write to: whatever does not follow from the
 * definition (a wrong seed, a point that is not in the design, a parameter of another kind) is refused, not run.
 *
 * @throws InvalidInputError naming the field
 */
export function checkJob(study: Study, data: unknown): readonly Task[] {
  const tasks = isRecord(data) ? data.tasks : undefined;
  if (!Array.isArray(tasks) || tasks.length === 0 || tasks.length > 10_000) {
    throw new InvalidInputError('tasks', tasks, 'be a list of runs');
  }
  return tasks.map((task: unknown, i) => checkTask(study, task, `tasks[${i}]`));
}

function checkTask(study: Study, task: unknown, name: string): Task {
  if (!isRecord(task)) throw new InvalidInputError(name, task, 'be a run');
  const { parameters: design, refine, replicates, attempts } = study;
  const most = typeof replicates === 'number' ? Number.MAX_SAFE_INTEGER : replicates.max - 1;
  const point = checkInteger(`${name}.point`, task.point, refine ? { min: 0 } : { min: 0, max: design.size - 1 });
  const replicate = checkInteger(`${name}.replicate`, task.replicate, { min: 0, max: most });
  const attempt = checkInteger(`${name}.attempt`, task.attempt, { min: 1, max: attempts });
  const seed = checkInteger(`${name}.seed`, task.seed);
  if (seed !== runSeed(study, point, replicate)) {
    throw new InvalidInputError(`${name}.seed`, seed, 'be the seed of its point and replicate');
  }
  const { parameters } = task;
  if (!isRecord(parameters)) throw new InvalidInputError(`${name}.parameters`, parameters, 'be a point');
  const expected = design.point(point < design.size ? point : 0);
  if (Object.keys(parameters).length !== design.names.length) {
    throw new InvalidInputError(`${name}.parameters`, parameters, `have the parameters ${design.names.join(', ')}`);
  }
  const checked = design.names.map((key) => {
    const value = parameters[key];
    // A point that refinement added is known to the coordinator only; here its parameters can be of the right kind at most.
    const fits = point < design.size ? value === expected[key] : typeof value === typeof expected[key];
    if (!fits) throw new InvalidInputError(`${name}.parameters.${key}`, value, 'be that of the point');
    return [key, expected[key] === value ? expected[key] : value] as const;
  });
  return { point, replicate, attempt, seed, parameters: Object.fromEntries(checked) as Task['parameters'] };
}

/** The outcomes of a job, if they are outcomes; `undefined` if somebody else wrote them. */
export function readOutcomes(study: Study, result: unknown): readonly Outcome[] | undefined {
  const outcomes = isRecord(result) ? result.outcomes : undefined;
  if (!Array.isArray(outcomes)) return undefined;
  const kinds = Object.values(study.columns);
  const read = outcomes.map((outcome: unknown) => readRows(outcome));
  return read.every((outcome) => isOutcome(outcome, kinds)) ? (read as Outcome[]) : undefined;
}

function readRows(outcome: unknown): unknown {
  if (!isRecord(outcome) || !Array.isArray(outcome.rows)) return outcome;
  const read = (cell: unknown) => (Array.isArray(cell) && cell.length === 1 ? Number(cell[0]) : cell);
  return { ...outcome, rows: outcome.rows.map((row: unknown) => (Array.isArray(row) ? row.map(read) : row)) };
}

function isOutcome(outcome: unknown, kinds: readonly string[]): boolean {
  if (!isRecord(outcome)) return false;
  const { point, replicate, attempt, milliseconds, host, kind, rows, error } = outcome;
  const numbers = [point, replicate, attempt].every(Number.isSafeInteger) && Number.isFinite(milliseconds);
  if (!numbers || typeof host !== 'string') return false;
  if (kind !== 'rows') return typeof kind === 'string' && typeof error === 'string';
  if (!Array.isArray(rows)) return false;
  return rows.every(
    (row: unknown) =>
      Array.isArray(row) &&
      row.length === kinds.length &&
      row.every((cell, i) => cell === null || typeof cell === kinds[i]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

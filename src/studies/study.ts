import type { ColumnKind } from '../data/index.js';
import { InvalidInputError, checkInteger, checkNumber, checkOneOf } from '../foundation/index.js';
import { checkLevel } from '../statistics/index.js';
import type { Design, Point } from './parameters/design.js';
import type { Grid } from './parameters/grid.js';
import { checkParameterNames } from './parameters/parameter-values.js';

/** One row of results: a value for every column of the study; `null` is missing. */
export type Row = Readonly<Record<string, number | string | boolean | null>>;

/** What a run is given besides its point. */
export interface RunContext {
  /** The seed of this run, a pure function of the study's seed, the point's index and the replicate. */
  readonly seed: number;
  /** Which repetition of the point, from 0. */
  readonly replicate: number;
  /** Aborted when the study is cancelled or the run's time is over: pass it on to long work. */
  readonly signal: AbortSignal;
}

/**
 * Replicates until a mean is known well enough: after `min` runs, and after each further `step`, a point is done when the
 * half-width of the Student interval of `column`'s mean is at most `halfWidth`, or after `max` runs.
 */
export interface AdaptiveReplicates {
  readonly min: number;
  readonly max: number;
  /** How many runs to add at once; `min` if not given. */
  readonly step?: number;
  readonly column: string;
  readonly halfWidth: number;
  readonly level?: number;
}

/**
 * Refinement along a boundary: where the means of `column` at the corners of a grid cell lie on both sides of `level`,
 * the cell is halved along every axis of `along`, `depth` times over.
 */
export interface Refinement {
  /** Axes of the grid whose values are ascending numbers. */
  readonly along: readonly string[];
  readonly column: string;
  readonly level: number;
  readonly depth: number;
}

/** What {@link defineStudy} takes. */
export interface StudyDefinition<Params extends Point = Point> {
  /** Names the results; letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  /** Which points: {@link grid}, {@link list}, {@link random}, {@link latinHypercube} or {@link sobol}. */
  readonly parameters: Design<Params>;
  /** Runs of each point; 1 if not given. */
  readonly replicates?: number | AdaptiveReplicates;
  readonly seed?: number;
  /**
   * `independent`: every run has a seed of its own. `common`: the k-th replicates of all points share one, which takes
   * noise out of differences between points.
   */
  readonly seeds?: 'independent' | 'common';
  /** The columns of the results and what they hold. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** The rows of one run. It must depend on its arguments alone. */
  run(point: Params, context: RunContext): Row | readonly Row[] | Promise<Row | readonly Row[]>;
  readonly refine?: Refinement;
  /** Seconds that a run may take; without it, as long as it likes. */
  readonly timeLimit?: number;
  /** How often a run that throws, hangs or takes down its thread is tried before its point is quarantined; 3 if not given. */
  readonly attempts?: number;
  /** Change it when code that `run` calls has changed its results: rows of different versions are never mixed. */
  readonly version?: string;
}

/** A study whose definition was found sound. */
export interface Study<Params extends Point = Point> {
  readonly name: string;
  readonly parameters: Design<Params>;
  readonly replicates: number | Required<AdaptiveReplicates>;
  readonly seed: number;
  readonly seeds: 'independent' | 'common';
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** What {@link StudyDefinition} says it is. */
  readonly run: StudyDefinition<Params>['run'];
  readonly refine?: Refinement;
  readonly timeLimit?: number;
  readonly attempts: number;
  readonly version: string;
}

/** A module may be loaded from the sources and from the built package at once: classes would not know each other. */
const BRAND = Symbol.for('polity.study');

/** Names of the columns that every table of results has. */
const RESERVED = ['point', 'replicate', 'row'];

/**
 * A sweep: which points, how often, and what to run at each. The result is checked as a whole, so that a bad definition
 * fails before the first run. Put it in a module of its own as the default export: worker threads and other machines load
 * that module, nothing else.
 *
 * @throws InvalidInputError naming the part of the definition that is wrong
 *
 * @example
 * ```ts
 * import { defineStudy, grid, runStudy } from 'polity/studies';
 * const study = defineStudy({
 *   name: 'coin',
 *   parameters: grid({ bias: [0.25, 0.5] }),
 *   replicates: 2,
 *   columns: { heads: 'number' },
 *   run: ({ bias }, { seed }) => ({ heads: seed % 100 < 100 * bias ? 1 : 0 }),
 * });
 * const { done } = await runStudy(study);
 * done; // 4
 * ```
 */
export function defineStudy<Params extends Point>(definition: StudyDefinition<Params>): Study<Params> {
  const { name, parameters, replicates = 1, seed = 0, seeds = 'independent', columns, refine } = definition;
  const { timeLimit, attempts = 3, version = '' } = definition;
  if (typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name)) {
    throw new InvalidInputError('name', name, 'be 1 to 100 letters, digits, dots, hyphens or underscores');
  }
  if (typeof parameters?.point !== 'function') {
    throw new InvalidInputError(
      'parameters',
      parameters,
      'be a design: grid(…), list(…), random(…), latinHypercube(…), sobol(…)',
    );
  }
  if (typeof definition.run !== 'function') {
    throw new InvalidInputError('run', undefined, 'be a function of a point and a context');
  }
  checkColumns(columns, parameters.names);
  if (refine && typeof replicates === 'object' && refine.column !== replicates.column) {
    throw new InvalidInputError(
      'refine.column',
      refine.column,
      `be the column that replicates watch, '${replicates.column}'`,
    );
  }
  const study: Study<Params> = {
    name,
    parameters,
    replicates: checkReplicates(replicates, columns),
    seed: checkInteger('seed', seed, { min: 0 }),
    seeds: checkOneOf('seeds', seeds, ['independent', 'common']),
    columns: { ...columns },
    run: (point, context) => definition.run(point, context),
    attempts: checkInteger('attempts', attempts, { min: 1 }),
    version: String(version),
    ...(refine && { refine: checkRefinement(refine, parameters, columns) }),
    ...(timeLimit !== undefined && { timeLimit: checkNumber('timeLimit', timeLimit, { min: 0, aboveMin: true }) }),
  };
  return Object.freeze(Object.defineProperty({ ...study }, BRAND, { value: definition.run.toString() }));
}

/** Whether a value came out of {@link defineStudy}. */
export function isStudy(value: unknown): value is Study {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** The text of a study's `run`, which stands for its code where there is no module. */
export function codeText(study: Study): string {
  return (study as unknown as Record<symbol, string>)[BRAND];
}

function checkColumns(columns: Readonly<Record<string, unknown>>, parameters: readonly string[]): void {
  if (typeof columns !== 'object' || columns === null) {
    throw new InvalidInputError('columns', columns, "name the columns, as in { gain: 'number' }");
  }
  const names = checkParameterNames('columns', Object.keys(columns));
  for (const name of names) checkOneOf(`columns.${name}`, columns[name], ['number', 'boolean', 'string']);
  const all = [...RESERVED, ...parameters, ...names].map((name) => name.toLowerCase());
  all.forEach((name, i) => {
    const first = all.indexOf(name);
    if (first === i) return;
    const what = first < RESERVED.length ? 'a column that every study has' : 'a parameter';
    const argument = i < RESERVED.length + parameters.length ? 'parameters' : 'columns';
    throw new InvalidInputError(argument, name, `not be named like ${what}`);
  });
}

function checkNumberColumn(argument: string, column: unknown, columns: Readonly<Record<string, ColumnKind>>): string {
  const numbers = Object.keys(columns).filter((name) => columns[name] === 'number');
  return checkOneOf(argument, column, numbers);
}

function checkReplicates(
  replicates: number | AdaptiveReplicates,
  columns: Readonly<Record<string, ColumnKind>>,
): number | Required<AdaptiveReplicates> {
  if (typeof replicates !== 'object') return checkInteger('replicates', replicates, { min: 1 });
  const { min, max, step = min, column, halfWidth, level = 0.95 } = replicates;
  return {
    min: checkInteger('replicates.min', min, { min: 2 }),
    max: checkInteger('replicates.max', max, { min }),
    step: checkInteger('replicates.step', step, { min: 1 }),
    column: checkNumberColumn('replicates.column', column, columns),
    halfWidth: checkNumber('replicates.halfWidth', halfWidth, { min: 0, aboveMin: true }),
    level: checkLevel('replicates.level', level),
  };
}

function checkRefinement(
  { along, column, level, depth }: Refinement,
  parameters: Design,
  columns: Readonly<Record<string, ColumnKind>>,
): Refinement {
  if (parameters.kind !== 'grid') throw new InvalidInputError('parameters', parameters.kind, 'be a grid to be refined');
  const { axes } = parameters as Grid;
  if (!(along.length > 0)) {
    throw new InvalidInputError('refine.along', along, 'name at least one axis');
  }
  along.forEach((name, i) => {
    const axis = axes.find((candidate) => candidate.name === checkOneOf(`refine.along[${i}]`, name, parameters.names));
    const values = (axis?.values ?? []) as readonly number[];
    if (along.indexOf(name) < i)
      throw new InvalidInputError(`refine.along[${i}]`, name, 'differ from the axes before it');
    if (
      values.length < 2 ||
      values.some((value, k) => typeof value !== 'number' || (k > 0 && value <= values[k - 1]))
    ) {
      throw new InvalidInputError(name, values, 'have at least two numbers in ascending order to be refined');
    }
  });
  return {
    along: [...along],
    column: checkNumberColumn('refine.column', column, columns),
    level: checkNumber('refine.level', level),
    depth: checkInteger('refine.depth', depth, { min: 1, max: 20 }),
  };
}

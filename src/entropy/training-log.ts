import type { Table } from '../data/index.js';
import { checkOneOf, InvalidInputError } from '../foundation/index.js';
import { columnFor } from './log-columns.js';

export interface TrainingLogOptions {
  /** Names of columns that do not go by a usual name. */
  readonly stepColumn?: string;
  readonly entropyColumn?: string;
  readonly rewardColumn?: string;
  readonly runColumn?: string;
  /** What the entropy is in; default nats. Bits are never guessed. */
  readonly unit?: 'nats' | 'bits';
  /** Default `'fraction'`; `'percent'` divides by 100. */
  readonly rewardScale?: 'fraction' | 'percent';
  /** Rows without entropy or reward: refuse them (default), or leave them out and count them. */
  readonly missing?: 'reject' | 'skip';
}

/** One run of a training log. */
export interface LoggedRun {
  readonly name: string;
  readonly steps: Float64Array;
  /** Nats a token. */
  readonly entropy: Float64Array;
  /** As a fraction. */
  readonly reward: Float64Array;
  /** Rows left out because a value was missing. */
  readonly skipped: number;
}

/** Column names that are known without being told, of Weights & Biases exports, verl and TRL among others. */
export const usualLogColumns = {
  step: ['step', '_step', 'global_step', 'training/global_step', 'train/global_step', 'steps'],
  entropy: ['entropy', 'actor/entropy', 'actor/entropy_loss', 'train/entropy', 'policy/entropy', 'objective/entropy'],
  reward: [
    'reward',
    'critic/rewards/mean',
    'critic/score/mean',
    'train/reward',
    'rewards/mean',
    'objective/scores',
    'accuracy',
  ],
  run: ['run', 'run_id', 'run_name', 'name'],
} as const;

/**
 * The runs of a training log: a row a step, with entropy and reward; several runs told apart by a column.
 *
 * Recognised without being named are, among others, `_step`, `actor/entropy` and `critic/rewards/mean`; where two columns
 * would do for one role, it must be named. Steps must rise within a run.
 *
 * @throws InvalidInputError naming file, row and column: a column that is absent or ambiguous, a value that is missing, steps
 * that repeat or fall, an entropy below 0, a reward beyond ±1 that was not declared as percent.
 *
 * @example
 * ```ts
 * import { Table } from 'polity/data';
 * import { trainingRuns } from 'polity/entropy';
 * const log = Table.fromColumns({ _step: [1, 2], 'actor/entropy': [1, 0.5], 'critic/rewards/mean': [20, 30] });
 * trainingRuns(log, { unit: 'bits', rewardScale: 'percent' })[0].entropy; // [0.693147, 0.346574]
 * ```
 */
export function trainingRuns(
  table: Table,
  {
    stepColumn,
    entropyColumn,
    rewardColumn,
    runColumn,
    unit = 'nats',
    rewardScale = 'fraction',
    missing = 'reject',
  }: TrainingLogOptions = {},
): readonly LoggedRun[] {
  checkOneOf('unit', unit, ['nats', 'bits']);
  checkOneOf('rewardScale', rewardScale, ['fraction', 'percent']);
  checkOneOf('missing', missing, ['reject', 'skip']);
  const columns = {
    step: columnFor(table, 'stepColumn', usualLogColumns.step, { named: stepColumn })!,
    entropy: columnFor(table, 'entropyColumn', usualLogColumns.entropy, { named: entropyColumn })!,
    reward: columnFor(table, 'rewardColumn', usualLogColumns.reward, { named: rewardColumn })!,
  };
  const run = columnFor(table, 'runColumn', usualLogColumns.run, { named: runColumn, optional: true });
  const { codes, levels } = run ? table.category(run) : { codes: new Int32Array(table.rows), levels: [table.name] };
  const [step, entropy, reward] = [columns.step, columns.entropy, columns.reward].map((name) => table.number(name));
  const refuse = (row: number, column: string, value: unknown, requirement: string): never => {
    throw new InvalidInputError(column, value, requirement, { file: table.name, row: row + 1, column });
  };
  const perNat = unit === 'bits' ? Math.LN2 : 1;
  const scale = rewardScale === 'percent' ? 100 : 1;
  const rows = levels.map(() => [] as number[]);
  const skipped = new Int32Array(levels.length);
  for (let row = 0; row < table.rows; row++) {
    if (codes[row] < 0) refuse(row, run!, null, 'name a run');
    if (Number.isNaN(step[row])) refuse(row, columns.step, null, 'be a number');
    const gap = Number.isNaN(entropy[row]) ? columns.entropy : Number.isNaN(reward[row]) ? columns.reward : undefined;
    if (gap !== undefined) {
      if (missing === 'reject') refuse(row, gap, null, 'have a value, or be left out by asking for it (missing: skip)');
      skipped[codes[row]]++;
      continue;
    }
    const own = rows[codes[row]];
    const before = own.length > 0 ? step[own[own.length - 1]] : -Infinity;
    if (step[row] === before) refuse(row, columns.step, step[row], 'not repeat the step before it');
    if (step[row] < before) refuse(row, columns.step, step[row], `exceed the step before it, ${before}`);
    if (!(entropy[row] >= 0 && entropy[row] < Infinity)) {
      refuse(row, columns.entropy, entropy[row], 'be a finite number of at least 0');
    }
    if (!(Math.abs(reward[row] / scale) <= 1)) {
      const hint = scale === 1 ? ', or be declared as percent (reward scale)' : '';
      refuse(row, columns.reward, reward[row], `lie in [${-scale}, ${scale}]${hint}`);
    }
    own.push(row);
  }
  return levels.map((name, i) => ({
    name,
    steps: Float64Array.from(rows[i], (row) => step[row]),
    entropy: Float64Array.from(rows[i], (row) => entropy[row] * perNat),
    reward: Float64Array.from(rows[i], (row) => reward[row] / scale),
    skipped: skipped[i],
  }));
}

import type { DonorStrategy } from './donor-strategy.js';
import { completeStrategy } from './donor-strategy.js';

/** Columns of a {@link StrategyTable}; weights of trace lines follow. */
export const COLUMN = {
  response: 0,
  first: 1,
  low: 2,
  high: 3,
  threshold: 4,
  forgiveness: 5,
  cap: 6,
  lenient: 7,
  punish: 8,
  refuse: 9,
  noise: 10,
  weights: 11,
} as const;

/** Scripted strategies as rows of numbers, for loops that make no objects. */
export interface StrategyTable {
  readonly values: Float64Array;
  /** Numbers a row. */
  readonly width: number;
  /** Lines that a row has weights for. */
  readonly lines: number;
}

/** An empty table with room for weights of so many lines. */
export function strategyTable(rows: number, lines: number): StrategyTable {
  const width = COLUMN.weights + lines;
  return { values: new Float64Array(rows * width), width, lines };
}

/** Writes a strategy to a row; weights of lines that it does not read are 0, and so are those the table has no room for. */
export function writeRow({ values, width, lines }: StrategyTable, row: number, strategy: DonorStrategy): void {
  const complete = completeStrategy(strategy);
  const at = row * width;
  values[at] = Number(complete.response === 'threshold');
  values[at + COLUMN.lenient] = Number(complete.lenient);
  values[at + COLUMN.refuse] = Number(complete.refuse);
  for (const name of ['first', 'low', 'high', 'threshold', 'forgiveness', 'cap', 'punish', 'noise'] as const) {
    values[at + COLUMN[name]] = complete[name];
  }
  for (let k = 0; k < lines; k++) values[at + COLUMN.weights + k] = complete.weights[k] ?? 0;
}

/** The strategy of a row. */
export function readRow({ values, width, lines }: StrategyTable, row: number): Required<DonorStrategy> {
  const cell = (column: number) => values[row * width + column];
  return {
    response: cell(COLUMN.response) === 1 ? 'threshold' : 'proportional',
    lenient: cell(COLUMN.lenient) === 1,
    refuse: cell(COLUMN.refuse) === 1,
    first: cell(COLUMN.first),
    low: cell(COLUMN.low),
    high: cell(COLUMN.high),
    threshold: cell(COLUMN.threshold),
    forgiveness: cell(COLUMN.forgiveness),
    cap: cell(COLUMN.cap),
    punish: cell(COLUMN.punish),
    noise: cell(COLUMN.noise),
    weights: Array.from({ length: lines }, (_, k) => cell(COLUMN.weights + k)),
  };
}

/** Lines that the longest of the strategies reads. */
export function linesOf(strategies: readonly DonorStrategy[]): number {
  return strategies.reduce((most, { weights }) => Math.max(most, weights?.length ?? 1), 1);
}

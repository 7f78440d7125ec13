import { checkNumber, checkOneOf, InvalidInputError, type RandomStream } from '../../foundation/index.js';
import type { InheritedStrategy } from './donor-agent.js';
import type { DonorStrategy } from './donor-strategy.js';
import { COLUMN, linesOf, readRow, strategyTable, writeRow, type StrategyTable } from './strategy-table.js';

/**
 * How a scripted newcomer makes its strategy from the survivors': what a language model does with their advice, reduced
 * to imitation and drift. Each heritable number is that of the model plus a normal step of mean `bias` and standard
 * deviation `deviation`, clipped to [0, 1]. A `bias` above 0 makes newcomers more generous than whom they imitate.
 */
export interface Transmission {
  /** Imitate the best survivor, a random one, or the mean of all (default; all of the rest is then the best one's). */
  readonly from?: (typeof sources)[number];
  /** Default 0. */
  readonly bias?: number;
  /** Default 0.05. */
  readonly deviation?: number;
  /** Numbers that are inherited with change, default first, low and high. */
  readonly heritable?: readonly HeritableNumber[];
}

export type HeritableNumber = 'first' | 'low' | 'high' | 'threshold' | 'forgiveness' | 'cap' | 'punish' | 'noise';
const heritableNumbers: readonly HeritableNumber[] = [
  'first',
  'low',
  'high',
  'threshold',
  'forgiveness',
  'cap',
  'punish',
  'noise',
];
const sources = ['best', 'random', 'mean'] as const;

/** A transmission checked, with columns for names. */
export interface TransmissionPlan {
  readonly from: (typeof sources)[number];
  readonly bias: number;
  readonly deviation: number;
  readonly columns: readonly number[];
}

/** @throws InvalidInputError for an unknown source or heritable number, or a negative deviation */
export function transmissionPlan({
  from = 'mean',
  bias = 0,
  deviation = 0.05,
  heritable = ['first', 'low', 'high'],
}: Transmission = {}): TransmissionPlan {
  checkOneOf('from', from, sources);
  checkNumber('bias', bias);
  checkNumber('deviation', deviation, { min: 0 });
  const columns = heritable.map((name, i) => COLUMN[checkOneOf(`heritable[${i}]`, name, heritableNumbers)]);
  return { from, bias, deviation, columns };
}

/** Writes a newcomer's row from the survivors' rows, the best first. The target row may not be among them. */
export function transmitRow(
  { values, width }: StrategyTable,
  {
    survivors,
    target,
    plan,
  }: { readonly survivors: ArrayLike<number>; readonly target: number; readonly plan: TransmissionPlan },
  random: RandomStream,
): void {
  const { from, bias, deviation, columns } = plan;
  const model = survivors[from === 'random' ? random.below(survivors.length) : 0];
  values.copyWithin(target * width, model * width, (model + 1) * width);
  for (const column of columns) {
    const at = target * width + column;
    if (from === 'mean') {
      let sum = 0;
      for (let s = 0; s < survivors.length; s++) sum += values[survivors[s] * width + column];
      values[at] = sum / survivors.length;
    }
    const step = deviation > 0 ? bias + deviation * random.normal() : bias;
    values[at] = Math.min(1, Math.max(0, values[at] + step));
  }
}

/**
 * A newcomer's strategy from those of the survivors, the best first.
 *
 * @throws InvalidInputError where a survivor is not scripted
 */
export function transmitted(
  inherited: readonly InheritedStrategy[],
  transmission: Transmission,
  random: RandomStream,
): DonorStrategy {
  const strategies = inherited.map(({ name, scripted }) => {
    if (!scripted) throw new InvalidInputError(`inherited '${name}'`, scripted, 'be scripted');
    return scripted;
  });
  const table = strategyTable(strategies.length + 1, linesOf(strategies));
  strategies.forEach((strategy, row) => writeRow(table, row, strategy));
  const target = strategies.length;
  transmitRow(
    table,
    { survivors: strategies.map((_, row) => row), target, plan: transmissionPlan(transmission) },
    random,
  );
  return readRow(table, target);
}

import { DenseGame, type SlotValues } from '../../attribution/index.js';
import { dataset } from '../../data/index.js';

/** The slots, in the order of the paper. */
export const slots = ['planning', 'reasoning', 'action', 'reflection'] as const;
/** The domains of the main table. */
export const domains = ['shopping', 'math', 'theorem-proving', 'robot-cooperation', 'operating-system'] as const;
export type Domain = (typeof domains)[number];

/** A row of the main table. */
export interface PublishedRow {
  readonly domain: Domain;
  readonly model: string;
  /** Shapley values in the order of {@link slots}, as fractions. */
  readonly values: readonly number[];
  /** In per cent, the gain in percentage points. */
  readonly accuracy: number;
  readonly gain: number;
  readonly base: number;
  readonly bestCombination: number;
}

let rows: Promise<readonly PublishedRow[]> | undefined;
let game: Promise<DenseGame> | undefined;

/** The 45 rows of the main table. */
export function publishedRows(): Promise<readonly PublishedRow[]> {
  rows ??= dataset('capabench-modules').then(({ table }) =>
    table.toRows().map((row) => ({
      domain: row.domain as Domain,
      model: row.model as string,
      values: slots.map((slot) => row[slot] as number),
      accuracy: row.accuracy as number,
      gain: row.gain as number,
      base: row.base_accuracy as number,
      bestCombination: row.best_combination as number,
    })),
  );
  return rows;
}

/** The rows of one domain. */
export async function rowsOf(domain: Domain): Promise<readonly PublishedRow[]> {
  return (await publishedRows()).filter((row) => row.domain === domain);
}

/** The rows of one domain as a table of slot values, scores as fractions. */
export async function slotValuesOf(domain: Domain): Promise<SlotValues[]> {
  return (await rowsOf(domain)).map(({ model, values, accuracy }) => ({
    model,
    values: Object.fromEntries(slots.map((slot, i) => [slot, values[i]])),
    score: accuracy / 100,
  }));
}

/** The measured game of glm-4-air in online shopping, players P, R, A, F. */
export function measuredGame(): Promise<DenseGame> {
  game ??= dataset('capabench-glm-shopping').then(({ table }) => {
    const values = new Float64Array(16);
    for (const row of table.toRows()) {
      const mask = slots.reduce((sum, slot, i) => sum + (row[slot] === true ? 1 << i : 0), 0);
      values[mask] = row.reward as number;
    }
    return new DenseGame(values, { players: ['P', 'R', 'A', 'F'] });
  });
  return game;
}

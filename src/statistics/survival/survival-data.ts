import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { checkGroups, type Groups } from '../regression/design.js';

/** Who was watched for how long, and whether the event came. */
export interface SurvivalData {
  /** Time of the event or of the end of watching, at least 0. A row is at risk at t if its time is t or later. */
  readonly time: ArrayLike<number>;
  /** 1 (or true) if the event came at `time`, 0 (or false) if watching ended there (censored). */
  readonly event: ArrayLike<number | boolean>;
  /**
   * Time after which the row is at risk, at least 0 and before `time`; default: from the beginning. A subject whose covariates change
   * has several rows, one for each stretch (start, time].
   */
  readonly start?: ArrayLike<number>;
}

/** Rows in ascending order of time within strata; ties keep the order they came in. */
export interface OrderedSurvival {
  readonly n: number;
  readonly time: Float64Array;
  /** 1 or 0. */
  readonly event: Uint8Array;
  /** −1 where rows are at risk from the beginning. */
  readonly start: Float64Array;
  readonly hasStart: boolean;
  /** Which given row each one was. */
  readonly row: Uint32Array;
  /** First row of each stratum, and n. */
  readonly strata: readonly number[];
  /** Rows in ascending order of start within the strata. */
  readonly byStart: Uint32Array;
  readonly events: number;
}

/** Checks survival data and sorts them. */
export function orderSurvival(
  data: SurvivalData,
  { strata, n }: { readonly strata?: ArrayLike<number> | undefined; readonly n?: number } = {},
): OrderedSurvival {
  const given = checkVector('time', data.time, { min: 0, ...(n !== undefined && { length: n }) });
  const rows = given.length;
  const happened = checkEvents(data.event, rows);
  const begins = data.start && checkVector('start', data.start, { length: rows, min: 0 });
  begins?.forEach((begin, i) => {
    if (!(begin < given[i])) throw new InvalidInputError(`start[${i}]`, begin, `lie before time[${i}] = ${given[i]}`);
  });
  const groups = strata ? checkGroups('strata', strata, rows) : { of: new Int32Array(rows), count: 1 };
  const row = groupedOrder(ascendingOrder(given), groups);
  const time = new Float64Array(rows);
  const event = new Uint8Array(rows);
  const start = new Float64Array(rows).fill(-1);
  const bounds = new Array<number>(groups.count + 1).fill(0);
  let events = 0;
  for (let k = 0; k < rows; k++) {
    time[k] = given[row[k]];
    event[k] = happened[row[k]];
    if (begins) start[k] = begins[row[k]];
    events += event[k];
    bounds[groups.of[row[k]] + 1] = k + 1;
  }
  const sortedGroups = { of: Int32Array.from(row, (i) => groups.of[i]), count: groups.count };
  return {
    n: rows,
    time,
    event,
    start,
    hasStart: begins !== undefined,
    row,
    strata: bounds,
    byStart: begins ? groupedOrder(ascendingOrder(start), sortedGroups) : new Uint32Array(0),
    events,
  };
}

function checkEvents(event: SurvivalData['event'], n: number): Uint8Array {
  if (event?.length !== n) throw new InvalidInputError('event.length', event?.length, `equal ${n}`);
  const events = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const value = Number(event[i]);
    if (value !== 0 && value !== 1) throw new InvalidInputError(`event[${i}]`, event[i], 'be 0 or 1');
    events[i] = value;
  }
  return events;
}

/** Indices in ascending order of their values, stable: ranks by a numeric sort, then a counting sort. */
function ascendingOrder(values: Float64Array): Uint32Array {
  const { ranks, distinct } = denseRanks(values);
  const next = new Uint32Array(distinct + 1);
  for (const rank of ranks) next[rank + 1]++;
  for (let k = 1; k <= distinct; k++) next[k] += next[k - 1];
  const order = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) order[next[ranks[i]]++] = i;
  return order;
}

/** Rank of each value among the distinct ones, from 0. */
export function denseRanks(values: Float64Array): { ranks: Uint32Array; distinct: number } {
  const sorted = values.slice().sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[distinct++] = sorted[i];
  }
  const ranks = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let [lower, upper] = [0, distinct - 1];
    while (lower < upper) {
      const middle = (lower + upper) >> 1;
      if (sorted[middle] < values[i]) lower = middle + 1;
      else upper = middle;
    }
    ranks[i] = lower;
  }
  return { ranks, distinct };
}

/** The same order within each group, groups one after the other. */
function groupedOrder(order: Uint32Array, { of, count }: Groups): Uint32Array {
  if (count === 1) return order;
  const next = new Uint32Array(count + 1);
  for (const group of of) next[group + 1]++;
  for (let k = 1; k <= count; k++) next[k] += next[k - 1];
  const grouped = new Uint32Array(order.length);
  for (const i of order) grouped[next[of[i]]++] = i;
  return grouped;
}

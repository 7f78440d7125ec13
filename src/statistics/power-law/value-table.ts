import { checkVector, InvalidInputError } from '../../foundation/index.js';

/** A sample as distinct values in ascending order, with what every tail of it adds up to. */
export interface ValueTable {
  readonly values: Float64Array;
  readonly logs: Float64Array;
  readonly counts: Float64Array;
  /** Number of observations from value i upwards; one entry more than values, ending in 0. */
  readonly tailCounts: Float64Array;
  /** Σ log x over observations from value i upwards. */
  readonly tailLogs: Float64Array;
}

/** Up to here whole numbers are counted in a table instead of sorted. */
const COUNTED = 1 << 16;

/** Positive numbers, whole ones if `discrete`. */
export function checkSample(
  sample: ArrayLike<number>,
  discrete: boolean | undefined,
): { x: Float64Array; discrete: boolean } {
  const x = checkVector('sample', sample, { min: 0, aboveMin: true });
  const fraction = x.findIndex((value) => !Number.isSafeInteger(value));
  if (discrete && fraction >= 0) {
    throw new InvalidInputError(`sample[${fraction}]`, x[fraction], 'be a whole number with discrete: true');
  }
  return { x, discrete: discrete ?? fraction < 0 };
}

export function valueTable(x: Float64Array): ValueTable {
  return sumTails(countValues(x));
}

/** The table from `xmin` upwards, which gets an entry even where it never occurs. */
export function tableFrom({ values, counts }: Pick<ValueTable, 'values' | 'counts'>, xmin: number): ValueTable {
  const at = values.findIndex((value) => value >= xmin);
  if (values[at] === xmin) return sumTails({ values: values.slice(at), counts: counts.slice(at) });
  return sumTails({ values: withFirst(xmin, values.subarray(at)), counts: withFirst(0, counts.subarray(at)) });
}

function withFirst(first: number, rest: Float64Array): Float64Array {
  const all = new Float64Array(1 + rest.length);
  all[0] = first;
  all.set(rest, 1);
  return all;
}

function sumTails({ values, counts }: { values: Float64Array; counts: Float64Array }): ValueTable {
  const m = values.length;
  const logs = values.map(Math.log);
  const tailCounts = new Float64Array(m + 1);
  const tailLogs = new Float64Array(m + 1);
  for (let i = m - 1; i >= 0; i--) {
    tailCounts[i] = tailCounts[i + 1] + counts[i];
    tailLogs[i] = tailLogs[i + 1] + counts[i] * logs[i];
  }
  return { values, logs, counts, tailCounts, tailLogs };
}

function countValues(x: Float64Array): { values: Float64Array; counts: Float64Array } {
  const table = new Uint32Array(COUNTED);
  const others = new Float64Array(x.length);
  let [rest, most] = [0, 0];
  for (const value of x) {
    if (value < COUNTED && value === Math.trunc(value)) {
      table[value]++;
      if (value > most) most = value;
    } else others[rest++] = value;
  }
  const sorted = others.subarray(0, rest).sort();
  const values = new Float64Array(Math.min(x.length, most) + rest);
  const counts = new Float64Array(values.length);
  let m = 0;
  let at = 0;
  const takeOthersBelow = (bound: number) => {
    while (at < rest && sorted[at] < bound) {
      const from = at;
      while (at < rest && sorted[at] === sorted[from]) at++;
      values[m] = sorted[from];
      counts[m++] = at - from;
    }
  };
  for (let whole = 1; whole <= most; whole++) {
    if (table[whole] === 0) continue;
    takeOthersBelow(whole);
    values[m] = whole;
    counts[m++] = table[whole];
  }
  takeOthersBelow(Infinity);
  return { values: values.slice(0, m), counts: counts.slice(0, m) };
}

/** What to measure: work done by `run`, in units of its own, beside a plain way to do the same. */
export interface Benchmark {
  /** The work; its result is thrown away, a promise is awaited. */
  readonly run: () => unknown;
  /** Whether `run` returns the seconds itself, where only part of what it does is to be timed. Default false. */
  readonly timesItself?: boolean;
  /** Units of work in one run. */
  readonly amount: number;
  /** What a unit is, in the plural: 'leaf votes', 'cells'. */
  readonly unit: string;
  /** The plain way to do the same work, on as many units as are bearable (default: the same amount). */
  readonly baseline?: { readonly name: string; readonly run: () => unknown; readonly amount?: number };
  /** What the project promises of this work. */
  readonly target?: { readonly seconds?: number; readonly ratio?: number; readonly mebibytes?: number };
  /** Timed runs, default 5, after `warmups`, default 2. */
  readonly repeats?: number;
  readonly warmups?: number;
}

/** What was measured. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly amount: number;
  /** Median duration of a run. */
  readonly seconds: number;
  readonly unitsPerSecond: number;
  /** Peak resident memory of the process after the runs, and what the runs added to it. */
  readonly peakMebibytes: number;
  readonly addedMebibytes: number;
  readonly baseline: { readonly name: string; readonly unitsPerSecond: number; readonly ratio: number } | null;
  /** Whether every target was met; null without one. */
  readonly met: boolean | null;
}

/**
 * Measures one piece of work and hands the measurement to `npm run bench`, or prints it when the file runs alone.
 * The memory of the first benchmark in a file is its own; later ones start from the peak of those before.
 */
export async function benchmark(
  name: string,
  { run, timesItself = false, amount, unit, baseline, target, repeats = 5, warmups = 2 }: Benchmark,
): Promise<Measurement> {
  const before = peakMebibytes();
  const seconds = await medianSeconds(run, repeats, warmups, timesItself);
  const peak = peakMebibytes();
  const unitsPerSecond = amount / seconds;
  const plain = baseline && (baseline.amount ?? amount) / (await medianSeconds(baseline.run, Math.min(repeats, 3), 1));
  const ratio = plain && unitsPerSecond / plain;
  const measurement: Measurement = {
    name,
    unit,
    amount,
    seconds,
    unitsPerSecond,
    peakMebibytes: peak,
    addedMebibytes: peak - before,
    baseline: baseline ? { name: baseline.name, unitsPerSecond: plain!, ratio: ratio! } : null,
    met: target
      ? seconds <= (target.seconds ?? Infinity) &&
        peak - before <= (target.mebibytes ?? Infinity) &&
        (ratio ?? Infinity) >= (target.ratio ?? 0)
      : null,
  };
  if (process.send) process.send(measurement);
  else console.log(measurement);
  return measurement;
}

async function medianSeconds(
  run: () => unknown,
  repeats: number,
  warmups: number,
  timesItself = false,
): Promise<number> {
  for (let i = 0; i < warmups; i++) await run();
  const seconds: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    const own = await run();
    seconds.push(timesItself ? (own as number) : (performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b)[repeats >> 1];
}

function peakMebibytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

import { InvalidInputError } from '../foundation/index.js';
import { Table } from '../data/index.js';
import type { Delivery, Engine, EngineSession } from './engines/engine.js';
import { inlineEngine } from './engines/inline.js';
import { toLoadedStudy } from './load-study.js';
import { type Known, Plan, watchedColumn } from './plan.js';
import { cancelRequested, progressFile } from './progress-file.js';
import { provenance } from './provenance.js';
import { type QuarantinedRun, type Settlement, Store } from './store.js';
import type { Row, Study } from './study.js';
import type { StudyProgress } from './study-progress.js';
import type { Outcome, Task } from './task.js';

/** Options of {@link runStudy}. */
export interface RunStudyOptions {
  readonly engine?: Engine;
  /** The DuckDB file of results, made or continued; in memory if not given. */
  readonly results?: string;
  /** Continue only: fail if the file is not there. */
  readonly resume?: boolean;
  /** Make the runs again that an earlier session quarantined. */
  readonly retryQuarantined?: boolean;
  /** Add rows to a file although the study's module has changed since; each row is marked with its session. */
  readonly acceptNewCode?: boolean;
  /** Hears how far the study is, some times a second. */
  readonly onProgress?: (progress: StudyProgress) => void;
  /** Hears of rows when they have been written, as the results table has them; not of those of earlier sessions. */
  readonly onRows?: (rows: readonly Row[]) => void;
  /** Read the table of results at the end; `true` if not said otherwise. A large one is better read by {@link exportStudy}. */
  readonly withTable?: boolean;
  /** Stops the study: what is settled is written, the rest is left to be resumed. */
  readonly signal?: AbortSignal;
}

/** How a session of a study ended. */
export interface StudyRun {
  /** `complete`: every run is settled. `cancelled`: stopped before, to be resumed. */
  readonly status: 'complete' | 'cancelled';
  /** Runs that gave rows, those of earlier sessions included. */
  readonly done: number;
  /** Runs that were given up, with the reason. */
  readonly quarantined: readonly QuarantinedRun[];
  /** The results so far: parameters and columns, in the order of points, replicates and rows. Empty without `withTable`. */
  readonly table: Table;
}

/** Milliseconds between writes: what a kill can cost at most, besides the runs in flight. */
const WRITE_EVERY = 200;
/** Outcomes that are held back at most before they are written. */
const WRITE_AT = 4096;
/** Milliseconds before a failed run is tried again; doubled with every attempt. */
const BACK_OFF = 100;

/**
 * Runs a study, or goes on with one: makes the runs that the results file does not have yet, writes each in one
 * transaction, and returns when every run is settled. The table is the same whatever the engine, the number of threads or machines, and
 * however often it was interrupted.
 *
 * The first run is made alone: if its rows do not fit the columns, that is bad input, and nothing else is run.
 *
 * @param source - the study, or the module that exports it (which all engines but `inline` need)
 * @throws InvalidInputError if the module, the definition or the results file do not fit together
 * @throws StoreError if the results cannot be written; what was written before is safe
 *
 * @example
 * ```ts
 * import { defineStudy, grid, runStudy } from 'polity/studies';
 * const squares = defineStudy({
 *   name: 'squares',
 *   parameters: grid({ x: [1, 2, 3] }),
 *   columns: { square: 'number' },
 *   run: ({ x }) => ({ square: x * x }),
 * });
 * const { status, table } = await runStudy(squares);
 * status; // 'complete'
 * table.number('square'); // [1, 4, 9]
 * ```
 */
export async function runStudy(
  source: Study | string | URL,
  {
    engine = inlineEngine(),
    results,
    resume = false,
    retryQuarantined = false,
    acceptNewCode = false,
    withTable = true,
    onProgress,
    onRows,
    signal,
  }: RunStudyOptions = {},
): Promise<StudyRun> {
  const loaded = await toLoadedStudy(source);
  const { study } = loaded;
  const store = await Store.open(results, study, await provenance(loaded, engine.name), {
    acceptNewCode,
    mustExist: resume,
  });
  try {
    if (retryQuarantined) await store.retryQuarantined();
    const counts = await store.counts();
    const known = counts.settled === 0 ? () => undefined : await knownRuns(store);
    const stop = new AbortController();
    const onAbort = () => stop.abort();
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) stop.abort();
    const file = results === undefined ? undefined : progressFile(results);
    const watch = setInterval(() => {
      if (file && cancelRequested(file)) stop.abort();
    }, 250);
    const session = await engine.start(loaded, { signal: stop.signal });
    let finished = false;
    try {
      const report = (progress: StudyProgress) => {
        file?.write(progress, engine.name);
        onProgress?.(progress);
      };
      const coordinator = new Coordinator({
        study,
        session,
        store,
        known,
        counts,
        signal: stop.signal,
        onProgress: report,
        ...(onRows && { onRows }),
      });
      await coordinator.run();
      finished = coordinator.finished;
    } finally {
      clearInterval(watch);
      signal?.removeEventListener('abort', onAbort);
      await session.close({ cancel: stop.signal.aborted });
      file?.remove();
    }
    const failures = await store.quarantined();
    const { settled: all } = await store.counts();
    return {
      status: finished ? 'complete' : 'cancelled',
      done: all - failures.length,
      quarantined: failures,
      table: withTable ? await store.table() : Table.fromColumns({}, study.name),
    };
  } finally {
    await store.close();
  }
}

/** Looks up what earlier sessions settled; sorted arrays, so that a run costs 24 bytes. */
async function knownRuns(store: Store): Promise<Known> {
  const { points, replicates, values } = await store.settled();
  return (point, replicate) => {
    let [low, high] = [0, points.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (points[middle] < point || (points[middle] === point && replicates[middle] < replicate)) low = middle + 1;
      else high = middle;
    }
    return low < points.length && points[low] === point && replicates[low] === replicate ? values[low] : undefined;
  };
}

interface CoordinatorParts {
  readonly study: Study;
  readonly session: EngineSession;
  readonly store: Store;
  readonly known: Known;
  readonly counts: { readonly settled: number; readonly quarantined: number };
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StudyProgress) => void;
  readonly onRows?: (rows: readonly Row[]) => void;
}

/** Hands runs of a plan to an engine, takes outcomes back, retries, and writes. */
class Coordinator {
  readonly #study: Study;
  readonly #plan: Plan;
  readonly #session: EngineSession;
  readonly #store: Store;
  readonly #signal: AbortSignal;
  readonly #onProgress: (progress: StudyProgress) => void;
  readonly #onRows: ((rows: readonly Row[]) => void) | undefined;
  readonly #known: Known;
  readonly #watched: number;
  /** Runs that were handed over and are not settled. */
  readonly #inFlight = new Map<string, Task>();
  /** Runs that the engine has from an earlier session. */
  readonly #inherited: Map<string, Task>;
  /** Values of inherited runs that were settled before the plan came to them. */
  readonly #early = new Map<string, number>();
  readonly #acknowledgements: (() => Promise<void>)[] = [];
  readonly #earlier: number;
  readonly #start = performance.now();
  readonly #unwritten: Settlement[] = [];
  #quarantined: number;
  #firstIsSettled: boolean;

  constructor({ study, session, store, known, counts, signal, onProgress, onRows }: CoordinatorParts) {
    this.#study = study;
    this.#known = (point, replicate) => this.#early.get(key({ point, replicate })) ?? known(point, replicate);
    this.#plan = new Plan(study, this.#known);
    this.#session = session;
    this.#store = store;
    this.#signal = signal;
    this.#onProgress = onProgress;
    this.#onRows = onRows;
    this.#inherited = new Map(session.inherited.map((task) => [key(task), task]));
    this.#earlier = counts.settled;
    this.#quarantined = counts.quarantined;
    this.#firstIsSettled = counts.settled > 0;
    this.#watched = Object.keys(study.columns).indexOf(watchedColumn(study) ?? '');
  }

  async run(): Promise<void> {
    let written = performance.now();
    this.#report();
    let delivery: Promise<Delivery> | undefined;
    while (!this.#signal.aborted) {
      await this.#fill();
      if (this.#inFlight.size === 0) break;
      delivery ??= this.#session.receive();
      const received = await this.#wait(delivery);
      if (received === undefined) break;
      if (received !== 'write') {
        delivery = undefined;
        for (const outcome of received.outcomes) await this.#take(outcome);
        this.#acknowledgements.push(() => received.acknowledge());
      }
      if (this.#unwritten.length >= WRITE_AT || performance.now() - written >= WRITE_EVERY) {
        await this.#write();
        written = performance.now();
      }
    }
    await this.#write();
  }

  /**
   * A delivery, `write` when it is time to write meanwhile, or nothing when the study is stopped. Leaves no timer and no listener
   * behind: a study of short runs waits many thousand times, and a race against one promise that stays pending would keep
   * something of each.
   */
  #wait(delivery: Promise<Delivery>): Promise<Delivery | 'write' | undefined> {
    return new Promise((resolve, reject) => {
      const end = (result?: Delivery | 'write') => {
        clearTimeout(timer);
        this.#signal.removeEventListener('abort', stop);
        resolve(result);
      };
      const stop = () => end();
      const timer = this.#unwritten.length > 0 ? setTimeout(end, WRITE_EVERY, 'write') : undefined;
      this.#signal.addEventListener('abort', stop);
      if (this.#signal.aborted) stop();
      delivery.then(end, reject);
    });
  }

  get finished(): boolean {
    return this.#plan.finished;
  }

  /** Keeps the engine supplied. */
  async #fill(): Promise<void> {
    // The first run goes alone: rows that do not fit their columns should not cost a day.
    const window = this.#firstIsSettled ? this.#session.window : 1;
    const tasks: Task[] = [];
    while (this.#inFlight.size < window) {
      const task = this.#plan.next();
      if (!task) break;
      this.#inFlight.set(key(task), task);
      if (!this.#inherited.has(key(task))) tasks.push(task);
    }
    if (tasks.length > 0) await this.#session.submit(tasks);
  }

  async #take(outcome: Outcome): Promise<void> {
    const task = this.#inFlight.get(key(outcome));
    if (!task) return this.#takeEarly(outcome);
    if (outcome.kind !== 'rows' && (await this.#again(task, outcome))) return;
    this.#firstIsSettled = true;
    this.#inFlight.delete(key(task));
    this.#inherited.delete(key(task));
    if (outcome.kind !== 'rows') this.#quarantined++;
    this.#unwritten.push({ outcome, seed: task.seed, parameters: task.parameters });
    this.#plan.settle(task.point, task.replicate, this.#value(outcome));
  }

  /**
   * A run that this plan has not come to: made for an earlier session, it is written now and known when its turn comes. Or one
   * that was made twice, because its worker was believed dead, and there is nothing left to do.
   */
  #takeEarly(outcome: Outcome): void {
    const task = this.#inherited.get(key(outcome));
    this.#inherited.delete(key(outcome));
    if (!task || outcome.kind !== 'rows' || this.#known(task.point, task.replicate) !== undefined) return;
    this.#unwritten.push({ outcome, seed: task.seed, parameters: task.parameters });
    this.#early.set(key(task), this.#value(outcome));
  }

  async #write(): Promise<void> {
    const written = this.#unwritten.splice(0);
    if (written.length > 0) await this.#store.write(written);
    if (this.#onRows && written.length > 0) this.#onRows(written.flatMap((settlement) => this.#rows(settlement)));
    for (const acknowledge of this.#acknowledgements.splice(0)) await acknowledge();
    this.#report();
  }

  #rows({ outcome, parameters }: Settlement): Row[] {
    if (outcome.kind !== 'rows') return [];
    const { point, replicate } = outcome;
    const names = Object.keys(this.#study.columns);
    return outcome.rows.map((row, i) => ({
      point,
      ...parameters,
      replicate,
      row: i,
      ...Object.fromEntries(names.map((name, k) => [name, row[k]])),
    }));
  }

  /** Hands a failed run over again, unless it has had its attempts. */
  async #again(task: Task, { kind, attempt, error }: Exclude<Outcome, { kind: 'rows' }>): Promise<boolean> {
    if (kind === 'columns' && !this.#firstIsSettled) {
      throw new InvalidInputError('columns', Object.keys(this.#study.columns), `fit what run returns (${error})`);
    }
    if (kind === 'columns' || attempt >= this.#study.attempts) return false;
    const next = { ...task, attempt: attempt + 1 };
    this.#inFlight.set(key(task), next);
    await this.#session.submit([next], BACK_OFF * 2 ** (attempt - 1));
    return true;
  }

  /** Mean of the watched column over the rows of a run. */
  #value(outcome: Outcome): number {
    if (outcome.kind !== 'rows' || this.#watched < 0) return NaN;
    let [sum, n] = [0, 0];
    for (const row of outcome.rows) {
      const cell = row[this.#watched];
      if (typeof cell !== 'number') continue;
      sum += cell;
      n++;
    }
    return sum / n;
  }

  #report(): void {
    const { settled, total } = this.#plan;
    const rate = (1000 * (settled - this.#earlier)) / (performance.now() - this.#start);
    const known = settled > this.#earlier;
    this.#onProgress({
      done: settled,
      total,
      quarantined: this.#quarantined,
      rate: known ? rate : NaN,
      secondsLeft: known ? (total - settled) / rate : NaN,
    });
  }
}

const key = ({ point, replicate }: { readonly point: number; readonly replicate: number }) => `${point}/${replicate}`;

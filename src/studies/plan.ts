import { studentTQuantile } from '../statistics/index.js';
import type { Point } from './parameters/design.js';
import type { Grid } from './parameters/grid.js';
import { RefinedGrid } from './refinement.js';
import type { Study } from './study.js';
import { type Task, runSeed } from './task.js';

/**
 * What is known of a run that an earlier session settled: the value of the column that the plan watches (NaN where it has
 * none, or the run was quarantined), or `undefined` if the run is still to be made.
 */
export type Known = (point: number, replicate: number) => number | undefined;

interface OpenPoint {
  readonly index: number;
  readonly parameters: Point;
  target: number;
  issued: number;
  settled: number;
  /** The watched column by replicate; empty if nothing is watched. */
  readonly values: number[];
}

/**
 * Which runs to make next. The plan is a pure function of the study and of the values that runs gave, in the order of points and
 * replicates, not of time: whatever engine made them, and however often the study was interrupted, it ends with the same runs.
 */
export class Plan {
  readonly #study: Study;
  readonly #known: Known;
  readonly #refined: RefinedGrid | undefined;
  /** Means of the watched column at points that are done; kept for refinement alone. */
  readonly #means: number[] = [];
  readonly #open = new Map<number, OpenPoint>();
  /** Points whose number of runs was raised. */
  readonly #raised: OpenPoint[] = [];
  #current: OpenPoint | undefined;
  #nextPoint = 0;
  #points: number;
  #total: number;
  #settled = 0;

  constructor(study: Study, known: Known = () => undefined) {
    this.#study = study;
    this.#known = known;
    this.#refined = study.refine && new RefinedGrid(study.parameters as Grid, study.refine);
    this.#points = study.parameters.size;
    this.#total = this.#points * firstReplicates(study);
  }

  /** Runs planned so far; grows where replicates are adaptive or the grid is refined. */
  get total(): number {
    return this.#total;
  }

  /** Runs that are settled, those of earlier sessions included. */
  get settled(): number {
    return this.#settled;
  }

  /** Points planned so far. */
  get points(): number {
    return this.#points;
  }

  get finished(): boolean {
    return this.#settled === this.#total;
  }

  /** The next run; `undefined` if there is none, or none before more runs are settled. */
  next(): Task | undefined {
    for (;;) {
      const open = (this.#current ??= this.#raised.shift() ?? this.#openNext());
      if (!open) return undefined;
      if (open.issued === open.target) {
        this.#current = undefined;
        continue;
      }
      const replicate = open.issued++;
      const value = this.#known(open.index, replicate);
      if (value === undefined) return this.#task(open, replicate);
      this.settle(open.index, replicate, value);
    }
  }

  /** Takes the value of a run: NaN if it has none. */
  settle(point: number, replicate: number, value: number): void {
    const open = this.#open.get(point);
    if (!open) throw new Error(`point ${point} is not being run`);
    this.#settled++;
    open.settled++;
    if (watchedColumn(this.#study) !== undefined) open.values[replicate] = value;
    if (open.settled < open.target) return;
    const more = this.#moreReplicates(open);
    if (more > 0) {
      open.target += more;
      this.#total += more;
      if (open !== this.#current) this.#raised.push(open);
      return;
    }
    this.#open.delete(point);
    if (this.#refined) this.#means[point] = meanOf(open.values);
    if (this.#open.size === 0 && this.#nextPoint === this.#points) this.#refine();
  }

  #openNext(): OpenPoint | undefined {
    if (this.#nextPoint === this.#points) return undefined;
    const index = this.#nextPoint++;
    const parameters = (this.#refined ?? this.#study.parameters).point(index);
    const open = { index, parameters, target: firstReplicates(this.#study), issued: 0, settled: 0, values: [] };
    this.#open.set(index, open);
    return open;
  }

  #task({ index, parameters }: OpenPoint, replicate: number): Task {
    return { point: index, replicate, seed: runSeed(this.#study, index, replicate), parameters, attempt: 1 };
  }

  #moreReplicates({ values, target }: OpenPoint): number {
    const { replicates } = this.#study;
    if (typeof replicates === 'number' || target >= replicates.max) return 0;
    return halfWidth(values, replicates.level) <= replicates.halfWidth
      ? 0
      : Math.min(replicates.step, replicates.max - target);
  }

  #refine(): void {
    const added = this.#refined?.refine((point) => this.#means[point]) ?? 0;
    this.#points += added;
    this.#total += added * firstReplicates(this.#study);
  }
}

/** The column whose values decide what is run next, if any. Both rules may watch, but then the same column. */
export function watchedColumn({ refine, replicates }: Pick<Study, 'refine' | 'replicates'>): string | undefined {
  return refine?.column ?? (typeof replicates === 'object' ? replicates.column : undefined);
}

const firstReplicates = ({ replicates }: Study) => (typeof replicates === 'number' ? replicates : replicates.min);

function meanOf(values: readonly number[]): number {
  let [sum, n] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return sum / n;
}

/** Half the width of Student's interval of the mean; infinite with fewer than two values. */
function halfWidth(values: readonly number[], level: number): number {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length < 2) return Infinity;
  const mean = meanOf(present);
  const squares = present.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const n = present.length;
  return studentTQuantile((1 + level) / 2, { degrees: n - 1 }) * Math.sqrt(squares / (n - 1) / n);
}

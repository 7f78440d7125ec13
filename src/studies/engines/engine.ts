import type { LoadedStudy } from '../load-study.js';
import type { Outcome, Task } from '../task.js';

/** What makes runs: this process, its threads, or workers behind a queue. */
export interface Engine {
  /** With its settings, for the record: `threads (2)`. */
  readonly name: string;
  /** Readies the engine for a study; must not begin a run. */
  start(study: LoadedStudy, options: { readonly signal?: AbortSignal }): Promise<EngineSession>;
}

/** An engine at work on one study. */
export interface EngineSession {
  /** How many runs should be handed over at once: enough to keep it busy, no more, so that memory does not grow with the study. */
  readonly window: number;
  /** Hands over runs, to be begun after a delay. */
  submit(tasks: readonly Task[], delayMilliseconds?: number): Promise<void>;
  /** Waits for outcomes of runs that were handed over; also of runs that a queue still held from before. */
  receive(): Promise<Delivery>;
  /** The runs that the engine already has, from a session before this one. */
  readonly inherited: readonly Task[];
  /** Stops: runs that are not finished are given up. `cancel` also takes back what waits in a queue. */
  close(options?: { readonly cancel?: boolean }): Promise<void>;
}

/** Some outcomes; an engine that keeps them elsewhere forgets them once they are acknowledged, that is, written. */
export interface Delivery {
  readonly outcomes: readonly Outcome[];
  /** Says that the outcomes are written. */
  acknowledge(): Promise<void>;
}

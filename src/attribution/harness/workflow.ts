import type { RandomStream } from '../../foundation/index.js';

/** What a workflow is handed for one episode. */
export interface Episode<Modules, Task> {
  /** A module for every slot, from the default or from the test set. */
  readonly modules: Modules;
  readonly task: Task;
  /** The random numbers of a slot's next call, or of the `'environment'`; the same in all coalitions. */
  readonly random: (slot: string) => RandomStream;
  readonly signal: AbortSignal | undefined;
}

/** How an episode ended. */
export interface EpisodeOutcome {
  readonly score: number;
  readonly steps: number;
}

/** How an agent is put together from its modules: runs one episode. A `ModuleFailure` that it throws is recorded. */
export type Workflow<Modules, Task> = (episode: Episode<Modules, Task>) => Promise<EpisodeOutcome>;

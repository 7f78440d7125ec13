import { Matrix } from 'ml-matrix';
import { InvalidInputError, checkInteger, checkNumber } from '../../foundation/index.js';
import { playerNames } from '../games/coalition.js';
import { checkDensePlayers } from '../games/cooperative-game.js';
import { DenseGame } from '../games/dense-game.js';
import { CommonRandomNumbers, ENVIRONMENT } from './common-random-numbers.js';
import { headerLine, readJournal, recordLine, type EpisodeRecord } from './journal.js';
import { ModuleFailure } from './module-failure.js';
import type { Workflow } from './workflow.js';

/** A modular agent in two versions, and what it is to do. */
export interface ModularHarness<Modules extends object, Task extends { readonly id: string }> {
  /** A module for every slot; the slots are the players, in the order of the default set. */
  readonly modules: { readonly default: Modules; readonly test: Modules };
  readonly tasks: readonly Task[];
  readonly workflow: Workflow<Modules, Task>;
}

/** How to run a harness. */
export interface HarnessOptions {
  /** Default 0. */
  readonly seed?: number;
  /** Episodes under way at once; default 1. The result does not depend on it. */
  readonly concurrency?: number;
  /** Score of an episode that a module's failure ended; default 0. */
  readonly failedScore?: number;
  /** The journal of an earlier, interrupted run: its episodes are not run again. */
  readonly journal?: string;
  /** Handed the new lines of the journal in their order, to be appended to a file; the next waits for it. */
  readonly onRecord?: (line: string) => void | Promise<void>;
  /** Called after every episode. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** What all coalitions of modules did on all tasks. */
export interface HarnessResult {
  readonly players: readonly string[];
  readonly tasks: readonly string[];
  /** 2ⁿ × T: row = coalition's bit mask, column = task. */
  readonly scores: Matrix;
  /** The mean score of every coalition. */
  readonly game: DenseGame;
  /** All episodes, task by task, each by coalition. */
  readonly episodes: readonly EpisodeRecord[];
  /** Those that a module's failure ended. */
  readonly failures: readonly EpisodeRecord[];
  /** JSONL: a header, then a line an episode, in the order of `episodes`. */
  readonly journal: string;
}

/**
 * Runs every coalition of test modules (the other slots keep their default module) on every task, with common random numbers:
 * the k-th call of a slot in a task draws the same numbers in all 2ⁿ coalitions. The mean scores are a game whose players are
 * the slots; a slot whose two modules do the same has exactly 0 in every index.
 *
 * Resumable: lines reach `onRecord` in a fixed order whatever the concurrency, so an interrupted journal is the beginning of
 * the whole one; handed back as `journal`, the rest follows to the byte (for modules that are deterministic).
 *
 * Throws `InvalidInputError` for slots that differ between the sets, tasks without or with equal ids, a score that is not
 * finite, a journal of other runs. Cost: 2ⁿ·T episodes.
 *
 * Source: Yang et al., "Who's the MVP? A game-theoretic evaluation benchmark for modular attribution in LLM agents"
 * (arXiv 2502.00510).
 *
 * @example
 * ```ts
 * import { runHarness, shapley } from 'polity/attribution';
 * const { game, scores } = await runHarness({
 *   modules: { default: { draft: 0.5, check: 0 }, test: { draft: 0.75, check: 1 } },
 *   tasks: Array.from({ length: 200 }, (_, i) => ({ id: `text ${i}` })),
 *   // A draft is right with its chance; a check notices a wrong one and has it redone.
 *   workflow: async ({ modules, random }) => {
 *     const right = (): boolean => random('draft').bernoulli(modules.draft);
 *     return { score: Number(right() || (modules.check === 1 && right())), steps: 1 };
 *   },
 * });
 * [scores.rows, scores.columns]; // [4, 200]
 * game.worthOf(['draft', 'check']) > game.worthOf(['draft']); // true
 * shapley(game).efficiencyGap; // 0
 * ```
 */
export async function runHarness<Modules extends object, Task extends { readonly id: string }>(
  harness: ModularHarness<Modules, Task>,
  { seed = 0, concurrency = 1, failedScore = 0, journal = '', onRecord, onProgress, signal }: HarnessOptions = {},
): Promise<HarnessResult> {
  checkInteger('seed', seed, { min: 0 });
  checkInteger('concurrency', concurrency, { min: 1 });
  checkNumber('failedScore', failedScore);
  const { modules, workflow } = harness;
  const slots = slotNames(modules);
  const tasks = taskIds(harness.tasks);
  const coalitions = 2 ** slots.length;
  const total = coalitions * tasks.length;
  const header = { seed, slots, tasks };
  const episodes = knownEpisodes(readJournal(journal, header), tasks, coalitions);
  const filled = Array.from({ length: coalitions }, (_, mask) => coalitionModules(modules, slots, mask));

  const run = async (k: number): Promise<EpisodeRecord> => {
    const [place, coalition] = [Math.floor(k / coalitions), k % coalitions];
    const numbers = new CommonRandomNumbers(seed, place, slots);
    const about = { coalition, task: tasks[place] };
    try {
      const { score, steps } = await workflow({
        modules: filled[coalition],
        task: harness.tasks[place],
        random: (slot) => numbers.next(slot),
        signal,
      });
      checkNumber(
        `score of ${slots.filter((_, i) => coalition & (1 << i)).join(' + ') || '∅'} on ${about.task}`,
        score,
      );
      return { ...about, score, steps, failure: null };
    } catch (error) {
      if (!(error instanceof ModuleFailure)) throw error;
      const { slot, kind, step, reason } = error;
      return { ...about, score: failedScore, steps: step, failure: { slot, kind, step, reason } };
    }
  };

  const wanted = Array.from(episodes.keys()).filter((k) => episodes[k] === undefined);
  let done = total - wanted.length;
  onProgress?.({ done, total });
  const write = onRecord && lineWriter(onRecord);
  let next = 0;
  let written = 0;
  let stopped = false;
  const worker = async () => {
    while (next < wanted.length && !stopped) {
      signal?.throwIfAborted();
      const k = wanted[next++];
      try {
        episodes[k] = await run(k);
        const lines: string[] = [];
        for (let record; written < wanted.length && (record = episodes[wanted[written]]); written++) {
          lines.push(recordLine(record));
        }
        await write?.(lines);
      } catch (error) {
        stopped = true;
        throw error;
      }
      onProgress?.({ done: ++done, total });
    }
  };
  if (journal === '') await write?.([headerLine(header)]);
  await Promise.all(Array.from({ length: Math.min(concurrency, wanted.length) }, worker));
  return harnessResult(slots, tasks, episodes as EpisodeRecord[], headerLine(header));
}

function harnessResult(
  players: readonly string[],
  tasks: readonly string[],
  episodes: readonly EpisodeRecord[],
  header: string,
): HarnessResult {
  const coalitions = 2 ** players.length;
  const scores = new Matrix(coalitions, tasks.length);
  episodes.forEach(({ coalition, score }, k) => scores.set(coalition, Math.floor(k / coalitions), score));
  return {
    players,
    tasks,
    scores,
    game: new DenseGame(Float64Array.from(scores.mean('row')), { players }),
    episodes,
    failures: episodes.filter(({ failure }) => failure !== null),
    journal: header + episodes.map(recordLine).join(''),
  };
}

/** Lines one after the other, whoever brings them. */
function lineWriter(onRecord: (line: string) => void | Promise<void>) {
  let last: Promise<void> = Promise.resolve();
  return (lines: readonly string[]): Promise<void> => {
    last = last.then(async () => {
      for (const line of lines) await onRecord(line);
    });
    return last;
  };
}

function slotNames(modules: { readonly default: object; readonly test: object }): readonly string[] {
  const slots = Object.keys(modules.default);
  checkDensePlayers(slots.length);
  const test = Object.keys(modules.test);
  const differs = slots.find((slot) => !test.includes(slot)) ?? test.find((slot) => !slots.includes(slot));
  if (differs !== undefined) {
    throw new InvalidInputError(
      'modules.test',
      test,
      `fill the slots of modules.default, ${slots.join(', ')} (${differs})`,
    );
  }
  if (slots.includes(ENVIRONMENT))
    throw new InvalidInputError('modules.default', slots, `not call a slot '${ENVIRONMENT}'`);
  return playerNames(slots, slots.length);
}

function taskIds(tasks: readonly { readonly id: string }[]): string[] {
  if (tasks.length === 0) throw new InvalidInputError('tasks.length', 0, 'be at least 1');
  const ids = tasks.map(({ id }) => id);
  const seen = new Set<string>();
  ids.forEach((id, i) => {
    if (typeof id !== 'string' || id === '') throw new InvalidInputError(`tasks[${i}].id`, id, 'be a non-empty string');
    if (seen.has(id)) throw new InvalidInputError(`tasks[${i}].id`, id, 'be different from the other ids');
    seen.add(id);
  });
  return ids;
}

function coalitionModules<Modules extends object>(
  { default: weak, test: strong }: { readonly default: Modules; readonly test: Modules },
  slots: readonly string[],
  mask: number,
): Modules {
  const chosen = slots.map((slot, i) => [slot, (mask & (1 << i) ? strong : weak)[slot as keyof Modules]]);
  return Object.fromEntries(chosen) as Modules;
}

/** What a journal knows, at the place of each episode: task by task, each by coalition. */
function knownEpisodes(
  records: readonly EpisodeRecord[],
  tasks: readonly string[],
  coalitions: number,
): (EpisodeRecord | undefined)[] {
  const places = new Map(tasks.map((id, place) => [id, place]));
  const episodes = new Array<EpisodeRecord | undefined>(coalitions * tasks.length).fill(undefined);
  records.forEach((record, i) => {
    const k = places.get(record.task)! * coalitions + record.coalition;
    if (episodes[k] !== undefined) {
      throw new InvalidInputError('line', recordLine(record).trimEnd(), 'stand there once', {
        file: 'journal',
        row: i + 2,
      });
    }
    episodes[k] = record;
  });
  return episodes;
}

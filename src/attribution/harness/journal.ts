import { InvalidInputError } from '../../foundation/index.js';
import type { ModuleFailureKind } from './module-failure.js';

/** One episode: a task done by a coalition of test modules. */
export interface EpisodeRecord {
  /** Bit mask of the slots that had their test module. */
  readonly coalition: number;
  /** Id of the task. */
  readonly task: string;
  readonly score: number;
  readonly steps: number;
  readonly failure: EpisodeFailure | null;
}

/** Why an episode came to no regular end. */
export interface EpisodeFailure {
  readonly slot: string;
  readonly kind: ModuleFailureKind;
  readonly step: number;
  readonly reason: string;
}

/** What a journal is about: runs of another seed, other slots or other tasks are not its continuation. */
export interface JournalHeader {
  readonly seed: number;
  readonly slots: readonly string[];
  readonly tasks: readonly string[];
}

const FORMAT = 'polity harness 1';

/** The first line of a journal. */
export function headerLine({ seed, slots, tasks }: JournalHeader): string {
  return `${JSON.stringify({ format: FORMAT, seed, slots, tasks })}\n`;
}

/** The line of an episode. */
export function recordLine({ coalition, task, score, steps, failure }: EpisodeRecord): string {
  return `${JSON.stringify({ coalition, task, score, steps, failure })}\n`;
}

/**
 * The whole lines of a journal whose writer was interrupted: what follows the last line end is cut off.
 *
 * @example
 * ```ts
 * import { wholeLines } from 'polity/attribution';
 * wholeLines('{"a":1}\n{"b'); // '{"a":1}\n'
 * ```
 */
export function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

/** The episodes of a journal that belongs to these runs; `InvalidInputError` names the line that does not. */
export function readJournal(text: string, header: JournalHeader): EpisodeRecord[] {
  if (text === '') return [];
  if (!text.endsWith('\n')) {
    throw new InvalidInputError('journal', text.slice(-40), 'end with a whole line; cut the rest with wholeLines()');
  }
  const [first, ...lines] = text.slice(0, -1).split('\n');
  if (`${first}\n` !== headerLine(header)) {
    throw new InvalidInputError(
      'journal',
      first,
      `begin with ${headerLine(header).trimEnd()}: the same seed, slots, tasks`,
    );
  }
  return lines.map((line, i) => readRecord(line, i + 2, header));
}

function readRecord(line: string, number: number, { slots, tasks }: JournalHeader): EpisodeRecord {
  const location = { file: 'journal', row: number };
  let record: EpisodeRecord;
  try {
    record = JSON.parse(line) as EpisodeRecord;
  } catch {
    throw new InvalidInputError('line', line, 'be a JSON object', location);
  }
  const isRecord =
    typeof record === 'object' &&
    record !== null &&
    Number.isInteger(record.coalition) &&
    record.coalition >= 0 &&
    record.coalition < 2 ** slots.length &&
    tasks.includes(record.task) &&
    Number.isFinite(record.score) &&
    Number.isInteger(record.steps) &&
    (record.failure === null || typeof record.failure?.reason === 'string');
  if (!isRecord) {
    throw new InvalidInputError('line', line, 'be the record of an episode of these slots and tasks', location);
  }
  return record;
}

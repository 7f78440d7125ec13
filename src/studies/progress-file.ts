import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { StudyProgress } from './study-progress.js';

/** What a running study says of itself. */
export interface ReportedProgress extends StudyProgress {
  readonly engine: string;
  readonly host: string;
  readonly process: number;
}

/**
 * The file beside a results file in which a running study says how far it is: DuckDB lets no second process look into a file
 * that is being written.
 */
export interface ProgressFile {
  readonly results: string;
  write(progress: StudyProgress, engine: string): void;
  remove(): void;
}

export function progressFile(results: string): ProgressFile {
  const path = `${results}.progress`;
  let wrote = -Infinity;
  rmSync(cancelPath(results), { force: true });
  return {
    results,
    write(progress, engine) {
      // A reader needs it about once a second, and a study of short runs reports far more often.
      if (performance.now() - wrote < 500 && progress.done < progress.total) return;
      wrote = performance.now();
      const reported: ReportedProgress = { ...progress, engine, host: hostname(), process: process.pid };
      try {
        writeFileSync(`${path}.new`, JSON.stringify(reported));
        renameSync(`${path}.new`, path);
      } catch {
        // Being watched is a courtesy: a full disk must not end the study here.
      }
    },
    remove() {
      rmSync(path, { force: true });
      rmSync(`${path}.new`, { force: true });
      rmSync(cancelPath(results), { force: true });
    },
  };
}

/** What the study that is writing these results says of itself; nothing if none is. */
export function readProgress(results: string): ReportedProgress | undefined {
  try {
    const reported = JSON.parse(readFileSync(`${results}.progress`, 'utf8')) as ReportedProgress;
    return reported.host !== hostname() || isAlive(reported.process) ? reported : undefined;
  } catch {
    return undefined;
  }
}

/** Asks the study that is writing these results to stop. */
export function requestCancel(results: string): void {
  writeFileSync(cancelPath(results), '');
}

export function cancelRequested({ results }: ProgressFile): boolean {
  return existsSync(cancelPath(results));
}

const cancelPath = (results: string) => `${results}.cancel`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoadedStudy } from './load-study.js';

/** With what a session runs a study. */
export interface Provenance {
  /** The engine, with its settings. */
  readonly engine: string;
  readonly host: string;
  /** SHA-256 of the study's module. */
  readonly code: string;
  /** Commit of the repository that the module lies in, with a + if it has changes; absent outside a repository. */
  readonly revision?: string;
  readonly polity: string;
  readonly node: string;
  readonly libraries: Readonly<Record<string, string>>;
}

export async function provenance({ module, codeHash }: LoadedStudy, engine: string): Promise<Provenance> {
  const revision = module === undefined ? undefined : await gitRevision(dirname(fileURLToPath(module)));
  return {
    engine,
    host: hostname(),
    code: codeHash,
    ...(revision !== undefined && { revision }),
    polity: packageFile().version,
    node: process.version,
    libraries: packageFile().dependencies,
  };
}

function packageFile() {
  const require = createRequire(import.meta.url);
  return require('../../package.json') as { version: string; dependencies: Record<string, string> };
}

async function gitRevision(folder: string): Promise<string | undefined> {
  const run = promisify(execFile);
  try {
    const { stdout: head } = await run('git', ['rev-parse', 'HEAD'], { cwd: folder });
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--untracked-files=no'], { cwd: folder });
    return head.trim() + (changes.trim() === '' ? '' : '+');
  } catch {
    return undefined;
  }
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InvalidInputError } from '../foundation/index.js';
import { describeError } from './run-task.js';
import { type Study, codeText, isStudy } from './study.js';
import { sha256 } from './study-hash.js';

/** A study together with the module that threads and workers load it from. */
export interface LoadedStudy {
  readonly study: Study;
  /** `file:` address of the module; absent for a study that was handed over as an object. */
  readonly module?: string;
  /** SHA-256 of the module's text, or of the text of `run` where there is no module. */
  readonly codeHash: string;
}

/**
 * The study that a module on this machine exports, by default or as `study`.
 *
 * @param module - a path, a `file:` address or the name of a package
 * @throws InvalidInputError if the module cannot be loaded or exports no study
 */
export async function loadStudy(module: string | URL): Promise<LoadedStudy> {
  const address = moduleAddress(module);
  if (isTypeScript(address)) await readTypeScript();
  const loaded = await (import(address) as Promise<Record<string, unknown>>).catch((error: unknown) => {
    if (error instanceof InvalidInputError) throw error;
    throw new InvalidInputError('module', String(module), `be a module that can be loaded (${describeError(error)})`);
  });
  const study = [loaded.default, loaded.study].find(isStudy);
  if (!study) {
    throw new InvalidInputError('module', String(module), 'export what defineStudy returns, by default or as `study`');
  }
  return { study, module: address, codeHash: sha256(await readFile(fileURLToPath(address))) };
}

/** A study object, or the module that has one. */
export async function toLoadedStudy(source: Study | string | URL): Promise<LoadedStudy> {
  if (!isStudy(source)) return loadStudy(source);
  return { study: source, codeHash: sha256(codeText(source)) };
}

function moduleAddress(module: string | URL): string {
  if (module instanceof URL || module.startsWith('file:')) return checkLocal(new URL(module)).href;
  if (/^[a-z][a-z\d+.-]*:/i.test(module) && !/^[a-z]:[\\/]/i.test(module)) {
    throw new InvalidInputError(
      'module',
      module,
      "be a path, a 'file:' address or the name of a package on this machine",
    );
  }
  if (module.startsWith('.') || isAbsolute(module) || /\.[cm]?[jt]s$/.test(module))
    return pathToFileURL(resolve(module)).href;
  try {
    return pathToFileURL(createRequire(pathToFileURL(resolve('here.js'))).resolve(module)).href;
  } catch (error) {
    throw new InvalidInputError('module', module, `be a package that is installed here (${describeError(error)})`);
  }
}

function checkLocal(address: URL): URL {
  if (address.protocol === 'file:') return address;
  throw new InvalidInputError('module', address.href, "be a 'file:' address");
}

function isTypeScript(address: string): boolean {
  return /\.[cm]?ts$/.test(address);
}

let reading: Promise<unknown> | undefined;

/** Lets `import` read TypeScript, once a process; Node before 22.18 cannot by itself. */
async function readTypeScript(): Promise<void> {
  reading ??= import('tsx/esm/api').then(({ register }) => register());
  await reading;
}

import { createRequire } from 'node:module';

let loaded: typeof import('ml-matrix') | undefined;

/**
 * ml-matrix, read at the first call: it is the largest file that a room would load, and most programs that import a room
 * never touch a matrix. The classes are those of `import … from 'ml-matrix'`.
 */
export function matrices(): typeof import('ml-matrix') {
  loaded ??= createRequire(import.meta.url)('ml-matrix') as typeof import('ml-matrix');
  return loaded;
}

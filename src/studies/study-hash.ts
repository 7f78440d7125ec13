import { createHash } from 'node:crypto';
import type { Study } from './study.js';

/**
 * All of a definition that decides its rows, as JSON with sorted keys. A fixed number of replicates is left out: more of
 * them add rows and change none, so a study may be extended. What `run` does is the code's hash to say.
 */
export function definitionText(study: Study): string {
  const { name, parameters, replicates, seed, seeds, columns, refine, version } = study;
  return canonicalJson({
    name,
    parameters: parameters.specification,
    // Order decides the columns of the table, and sorted keys would lose it.
    columns: Object.entries(columns),
    seed,
    seeds,
    version,
    ...(typeof replicates === 'object' && { replicates }),
    ...(refine && { refine }),
  });
}

/** SHA-256 of {@link definitionText}, as 64 hexadecimal digits. */
export function definitionHash(study: Study): string {
  return sha256(definitionText(study));
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

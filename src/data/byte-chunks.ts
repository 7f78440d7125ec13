import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InvalidInputError } from '../foundation/index.js';

const CHUNK_BYTES = 1 << 20;

/** The bytes of a file, unpacked if its name ends in `.gz`. */
export async function* byteChunks(path: string, name: string): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!path.toLowerCase().endsWith('.gz')) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') !== true) throw error;
    throw new InvalidInputError('file', name, `be packed by gzip (${(error as Error).message})`, { file: name });
  } finally {
    file.destroy();
  }
}

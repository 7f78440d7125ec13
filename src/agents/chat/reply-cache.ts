import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentHash } from './canonical-json.js';
import type { ChatReply } from './chat-reply.js';

/** What the cache has under a key. A damaged entry is put aside under `.damaged` and told, never used and never overwritten. */
export type CacheEntry =
  | { readonly kind: 'found'; readonly reply: ChatReply }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly file: string; readonly reason: string };

const FORMAT = 'polity reply 1';

let written = 0;

/**
 * Replies on disk, a file a request, under the hash of the request. A file is written beside its place and renamed into it, so
 * that it is there whole or not at all, and carries a hash of what it holds.
 */
export class ReplyCache {
  constructor(readonly folder: string) {}

  async read(key: string): Promise<CacheEntry> {
    const file = this.#file(key);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return { kind: 'missing' };
      throw error;
    }
    const reply = intact(text, key);
    if (typeof reply !== 'string') return { kind: 'found', reply };
    await rename(file, `${file}.damaged`);
    return { kind: 'damaged', file: `${file}.damaged`, reason: reply };
  }

  async write(key: string, request: unknown, reply: ChatReply): Promise<void> {
    const file = this.#file(key);
    await mkdir(dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}.${written++}.partial`;
    await writeFile(partial, `${JSON.stringify({ format: FORMAT, key, request, reply, hash: contentHash(reply) })}\n`);
    await rename(partial, file);
  }

  #file(key: string): string {
    return join(this.folder, key.slice(0, 2), `${key}.json`);
  }
}

/** The reply of an entry, or what is wrong with it. */
function intact(text: string, key: string): ChatReply | string {
  let entry: { format?: unknown; key?: unknown; request?: unknown; reply?: ChatReply; hash?: unknown };
  try {
    entry = JSON.parse(text) as typeof entry;
  } catch {
    return 'it is not JSON';
  }
  if (entry?.format !== FORMAT) return `it is not of format ${FORMAT}`;
  if (entry.key !== key || contentHash(entry.request) !== key) return 'it belongs to another request';
  if (entry.reply === undefined || contentHash(entry.reply) !== entry.hash) return 'its reply has been changed';
  return entry.reply;
}

import { readFile } from 'node:fs/promises';
import { readEfg, type EfgFile } from './efg.js';
import { GambitTokens } from './gambit-tokens.js';
import { readNfg, type NfgFile } from './nfg.js';

/** What a file of either format holds. */
export type GameFile = ({ readonly form: 'strategic' } & NfgFile) | ({ readonly form: 'extensive' } & EfgFile);

/**
 * Reads a file in one of Gambit's formats; its first word, `NFG` or `EFG`, says in which, whatever the file is called.
 *
 * @throws InvalidInputError with line and column for a file that is neither, or not well formed; what `fs` throws for one that cannot be read
 *
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import { kuhnPoker, readGame, writeEfg } from 'polity/games';
 * writeFileSync('kuhn.efg', writeEfg(kuhnPoker(), { title: 'Kuhn' }));
 * const read = await readGame('kuhn.efg');
 * read.form; // 'extensive'
 * read.title; // 'Kuhn'
 * ```
 */
export async function readGame(path: string): Promise<GameFile> {
  const text = await readFile(path, 'utf8');
  const tokens = new GambitTokens(text, path);
  const { kind, text: format } = tokens.next;
  if (kind === 'word' && format === 'NFG') return { form: 'strategic', ...readNfg(text, { file: path }) };
  if (kind === 'word' && format === 'EFG') return { form: 'extensive', ...readEfg(text, { file: path }) };
  return tokens.fail('begin with NFG or EFG');
}

import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { wordsOf } from './activity-features.js';
import type { Archive } from './archive.js';

/** Who took up something, and when. */
export interface Cascade {
  readonly name: string;
  /** Indices of the adopters, in order of time; each once. */
  readonly adopters: Int32Array;
  /** When each adopted, ascending. Of cascades from archives: hours since 1970. */
  readonly times: Float64Array;
}

export interface ExtractCascadesOptions {
  /** What spreads: `'phrase'` (default), a run of words; `'code'`, a block of code between triple backticks. */
  readonly kind?: 'phrase' | 'code';
  /** Fewest and most words of a phrase, default 3 and 5. */
  readonly words?: { readonly from: number; readonly to: number };
  /** Fewest characters of a phrase, default 10. */
  readonly length?: number;
  /** Fewest agents, default 10 for phrases and 5 for code. */
  readonly adopters?: number;
  /** Keep only this many cascades, the largest; default all. Then the number of cascades is this constant, not a finding. */
  readonly most?: number;
  readonly signal?: AbortSignal;
}

/** Words that bind others: a phrase more than half of which are such is no meme. */
const BINDING = new Set(
  'a an and are as at be by for from in is it of on or that the this to was we with you i'.split(' '),
);

/**
 * Cascades of an archive: every phrase (or block of code) and the agents who used it, by their first use; largest first,
 * those of one size by name. Phrases overlap: one slogan of five words counts up to six times.
 *
 * Cost: linear in the number of words; memory grows with the number of different phrases.
 *
 * @throws InvalidInputError when an option is not a whole number of at least 1; the signal's reason.
 *
 * @example
 * ```ts
 * import { extractCascades, syntheticArchive } from 'polity/populations';
 * const cascades = extractCascades(syntheticArchive({ agents: 40, days: 3 }), { adopters: 5 });
 * cascades[0].adopters.length >= cascades[1].adopters.length; // true
 * ```
 */
export function extractCascades(
  { posts, comments }: Archive,
  { kind = 'phrase', words = { from: 3, to: 5 }, length = 10, adopters, most, signal }: ExtractCascadesOptions = {},
): readonly Cascade[] {
  if (kind !== 'phrase' && kind !== 'code') throw new InvalidInputError('kind', kind, `be 'phrase' or 'code'`);
  checkInteger('words.from', words.from, { min: 1 });
  checkInteger('words.to', words.to, { min: words.from });
  checkInteger('length', length, { min: 1 });
  const fewest = checkInteger('adopters', adopters ?? (kind === 'phrase' ? 10 : 5), { min: 1 });
  if (most !== undefined) checkInteger('most', most, { min: 1 });
  const uses = new Map<string, Map<number, number>>();
  const phrases = kind === 'code' ? codeBlocks : (text: string) => runsOfWords(text, words, length);
  for (const { author, time, text } of [posts, comments]) {
    for (let i = 0; i < text.length; i++) {
      if (i % 1024 === 0) signal?.throwIfAborted();
      for (const phrase of phrases(text[i])) {
        let first = uses.get(phrase);
        if (!first) uses.set(phrase, (first = new Map<number, number>()));
        const before = first.get(author[i]);
        if (before === undefined || time[i] < before) first.set(author[i], time[i]);
      }
    }
  }
  const kept = [...uses].filter(([, first]) => first.size >= fewest);
  kept.sort(([a, first], [b, second]) => second.size - first.size || (a < b ? -1 : 1));
  return kept.slice(0, most).map(([name, first]) => {
    const order = [...first].sort(([a, time], [b, other]) => time - other || a - b);
    return {
      name,
      adopters: Int32Array.from(order, ([agent]) => agent),
      times: Float64Array.from(order, ([, time]) => time / 3_600_000),
    };
  });
}

function runsOfWords(text: string, { from, to }: { from: number; to: number }, length: number): string[] {
  const words = wordsOf(text);
  const found: string[] = [];
  for (let start = 0; start + from <= words.length; start++) {
    let binding = 0;
    for (let size = 1; size <= to && start + size <= words.length; size++) {
      if (BINDING.has(words[start + size - 1])) binding++;
      if (size < from || binding > size / 2) continue;
      const phrase = words.slice(start, start + size).join(' ');
      if (phrase.length >= length) found.push(phrase);
    }
  }
  return found;
}

/** Blocks between triple backticks without the name of their language, white space made alike. */
function codeBlocks(text: string): string[] {
  return Array.from(text.matchAll(/```[^\n`]*\n([\s\S]*?)```/g), ([, code]) => code.trim().replace(/\s+/g, ' ')).filter(
    (code) => code.length > 0,
  );
}

import { checkInteger } from '../../foundation/index.js';
import type { Cascade } from '../networks/cascades.js';

export interface PhraseOptions {
  /** Words of a phrase, default from 3 to 5. */
  readonly words?: readonly [least: number, most: number];
  /** Agents that must have used it, default 10. */
  readonly minAdopters?: number;
  /** Characters of a phrase at least, default 10. */
  readonly minLength?: number;
  /**
   * Phrases used by the same agents at the same times are one cascade, named by the longest of them: default true. A saying of k
   * words is several phrases of three to five; counted apart, one event is many.
   */
  readonly mergeNested?: boolean;
}

/** Phrases with more of these than other words are left out. */
const STOPWORDS = new Set(
  'the a an and or but if of to in on at for with by from is are was be this that it as'.split(' '),
);

/**
 * Finds phrases that many agents use, in two passes over the texts, which may be far more than fit in memory. The first pass counts
 * phrases by their hash in a table of fixed size; a count is never too small, so that the second pass, which looks at
 * phrases with a large count only, misses none.
 *
 * Words are runs of letters, digits and underscores, in lower case. Phrases are told apart by 53 bits of hash: among a million
 * of them two are mistaken for one with a chance of one in ten thousand.
 */
export class PhraseFinder {
  readonly #counts: Uint8Array;
  readonly #least: number;
  readonly #most: number;
  readonly #minAdopters: number;
  readonly #minLength: number;
  readonly #mergeNested: boolean;
  readonly #found = new Map<number, Found>();

  /** @param records - how many texts to expect; sets the size of the table, at most 128 MiB */
  constructor(records: number, options: PhraseOptions = {}) {
    const { words, minAdopters, minLength, mergeNested } = checkPhraseOptions(options);
    [this.#least, this.#most] = words;
    this.#minAdopters = minAdopters;
    this.#minLength = minLength;
    this.#mergeNested = mergeNested;
    const size = 2 ** Math.ceil(Math.log2(32 * Math.max(records, 1)));
    this.#counts = new Uint8Array(Math.min(2 ** 27, Math.max(2 ** 12, size)));
  }

  /** First pass. */
  count(text: string): void {
    const mask = this.#counts.length - 1;
    this.#eachPhrase(text, (high, low) => {
      const at = (high ^ Math.imul(low, 0x9e3779b1)) & mask;
      if (this.#counts[at] < 255) this.#counts[at]++;
    });
  }

  /** Second pass, over the same texts. */
  take(text: string, agent: number, time: number): void {
    const mask = this.#counts.length - 1;
    this.#eachPhrase(text, (high, low, lower, from, to, span) => {
      if (this.#counts[(high ^ Math.imul(low, 0x9e3779b1)) & mask] < this.#minAdopters) return;
      const key = (high >>> 0) * 2 ** 21 + (low >>> 11);
      let phrase = this.#found.get(key);
      if (!phrase) {
        const words = lower.slice(from, to).match(WORD_RUNS)!;
        const name = words.join(' ');
        const stopped = words.filter((word) => STOPWORDS.has(word)).length;
        const usable = name.length >= this.#minLength && 2 * stopped <= span;
        this.#found.set(key, (phrase = { name, first: usable ? new Map<number, number>() : null }));
      }
      const before = phrase.first?.get(agent);
      if (before === undefined || time < before) phrase.first?.set(agent, time);
    });
  }

  /** The cascades found, the largest first. */
  cascades(): Cascade[] {
    const cascades: Cascade[] = [];
    for (const { name, first } of this.#found.values()) {
      if (!first || first.size < this.#minAdopters) continue;
      const adoptions = [...first].sort(([a, s], [b, t]) => s - t || a - b);
      const adopters = Int32Array.from(adoptions, ([agent]) => agent);
      cascades.push({ name, adopters, times: Float64Array.from(adoptions, ([, time]) => time) });
    }
    cascades.sort((a, b) => b.adopters.length - a.adopters.length || b.name.length - a.name.length || order(a, b));
    if (!this.#mergeNested) return cascades;
    const seen = new Set<string>();
    return cascades.filter(({ adopters, times }) => {
      const adoptions = `${adopters.join()};${times.join()}`;
      return seen.size < seen.add(adoptions).size;
    });
  }

  /** Calls `visit` with two hashes of every phrase, and where it stands in the text in lower case. */
  #eachPhrase(text: string, visit: Visit): void {
    const lower = text.toLowerCase();
    const words = hashWords(lower);
    for (let first = 0; first < words; first++) {
      let [high, low] = [0x811c9dc5, 0x2545f491];
      for (let span = 1; span <= this.#most && first + span <= words; span++) {
        const hash = wordHash[first + span - 1];
        high = Math.imul(high ^ hash, 0x85ebca6b);
        high ^= high >>> 15;
        low = Math.imul(low + hash, 0xc2b2ae35);
        low ^= low >>> 13;
        if (span < this.#least) continue;
        visit(high, low, lower, wordFrom[first], wordTo[first + span - 1], span);
      }
    }
  }
}

/** The options with their defaults. */
export function checkPhraseOptions({
  words = [3, 5],
  minAdopters = 10,
  minLength = 10,
  mergeNested = true,
}: PhraseOptions): Required<PhraseOptions> {
  const least = checkInteger('words[0]', words[0], { min: 1, max: MOST_WORDS });
  checkInteger('words[1]', words[1], { min: least, max: MOST_WORDS });
  checkInteger('minAdopters', minAdopters, { min: 2, max: 255 });
  checkInteger('minLength', minLength, { min: 0 });
  return { words, minAdopters, minLength, mergeNested };
}

interface Found {
  readonly name: string;
  /** First use by each agent; null for a phrase that does not count. */
  readonly first: Map<number, number> | null;
}

type Visit = (high: number, low: number, lower: string, from: number, to: number, span: number) => void;

const MOST_WORDS = 16;
const WORD_RUNS = /[\p{L}\p{N}_]+/gu;

function order(a: Cascade, b: Cascade): number {
  return a.name < b.name ? -1 : 1;
}

/** The words of the text in hand. */
let wordHash = new Int32Array(1024);
let wordFrom = new Uint32Array(1024);
let wordTo = new Uint32Array(1024);
/** For each UTF-16 unit whether it belongs to a word; halves of characters beyond the first 2^16 (emoji) do not. */
let inWord: Uint8Array | undefined;

function hashWords(lower: string): number {
  inWord ??= Uint8Array.from({ length: 2 ** 16 }, (_, unit) =>
    Number(/[\p{L}\p{N}_]/u.test(String.fromCharCode(unit))),
  );
  let words = 0;
  for (let i = 0; i < lower.length;) {
    if (inWord[lower.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    if (words === wordHash.length) grow();
    wordFrom[words] = i;
    let hash = 0x811c9dc5;
    for (; i < lower.length; i++) {
      const unit = lower.charCodeAt(i);
      if (inWord[unit] === 0) break;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    wordTo[words] = i;
    hash ^= hash >>> 16;
    wordHash[words++] = Math.imul(hash, 0x85ebca6b);
  }
  return words;
}

function grow(): void {
  const longer = (old: Uint32Array) => {
    const fresh = new Uint32Array(2 * old.length);
    fresh.set(old);
    return fresh;
  };
  [wordFrom, wordTo] = [longer(wordFrom), longer(wordTo)];
  const hashes = new Int32Array(2 * wordHash.length);
  hashes.set(wordHash);
  wordHash = hashes;
}

import type { AgentFeatures } from './agent-features.js';
import type { Archive } from './archive.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const NAMES: readonly string[] = [
  'posts',
  'comments',
  'postsPerComment',
  'lifespanDays',
  'postsPerDay',
  'placeEntropy',
  'normalizedPlaceEntropy',
  ...Array.from({ length: 24 }, (_, hour) => `hour${String(hour).padStart(2, '0')}`),
  'gapAutocorrelation',
  'burstiness',
  'textLength',
  'typeTokenRatio',
];

/**
 * What each agent of an archive does: posts, comments and their ratio (posts where there are no comments), days from the
 * first to the last contribution, posts a day of them (at least one day), Shannon entropy in bits of the places written
 * in and the same over log₂ of the number of places, shares of contributions in each hour of the day (UTC), correlation
 * of successive gaps between contributions (0 with fewer than three gaps or equal ones), coefficient of variation of the
 * gaps (0 with fewer than two), mean length of a text in characters, and different words over words.
 *
 * Cost: linear, and sorting each agent's contributions by time.
 *
 * @example
 * ```ts
 * import { activityFeatures, syntheticArchive } from 'polity/populations';
 * activityFeatures(syntheticArchive({ agents: 30, days: 2 })).names.length; // 35
 * ```
 */
export function activityFeatures(archive: Archive): AgentFeatures {
  const { agents, places, posts, comments } = archive;
  const own: { time: number; place: number; text: string; post: boolean }[][] = agents.map(() => []);
  posts.author.forEach((agent, i) =>
    own[agent].push({ time: posts.time[i], place: posts.place[i], text: posts.text[i], post: true }),
  );
  comments.author.forEach((agent, i) =>
    own[agent].push({
      time: comments.time[i],
      place: posts.place[comments.post[i]],
      text: comments.text[i],
      post: false,
    }),
  );
  const rows = own.map((contributions) => {
    contributions.sort((a, b) => a.time - b.time);
    const times = contributions.map(({ time }) => time);
    const total = contributions.length;
    const written = contributions.filter(({ post }) => post).length;
    const days = (times[total - 1] - times[0]) / DAY;
    const bits = entropy(contributions.map(({ place }) => place));
    const hours = new Float64Array(24);
    for (const time of times) hours[Math.floor((((time % DAY) + DAY) % DAY) / HOUR)] += 1 / total;
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    const words = contributions.flatMap(({ text }) => wordsOf(text));
    return Float64Array.of(
      written,
      total - written,
      total > written ? written / (total - written) : written,
      days,
      written / Math.max(1, days),
      bits,
      places.length > 1 ? bits / Math.log2(places.length) : 0,
      ...hours,
      gapAutocorrelation(gaps),
      variation(gaps),
      contributions.reduce((sum, { text }) => sum + text.length, 0) / total,
      words.length > 0 ? new Set(words).size / words.length : 0,
    );
  });
  return { agents, names: NAMES, rows };
}

/** Words in lower case: letters, digits and underscores. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function entropy(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / values.length) * Math.log2(count / values.length);
  return Math.max(0, bits);
}

function variation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return mean > 0 ? Math.sqrt(square) / mean : 0;
}

function gapAutocorrelation(gaps: readonly number[]): number {
  if (gaps.length < 3) return 0;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  let [products, squares] = [0, 0];
  gaps.forEach((gap, i) => {
    squares += (gap - mean) ** 2;
    if (i > 0) products += (gap - mean) * (gaps[i - 1] - mean);
  });
  return squares > 0 ? products / squares : 0;
}

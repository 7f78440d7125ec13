import { checkInteger, checkNumber } from '../../foundation/index.js';
import type { DayRank } from './daily-page-rank.js';

export interface AnchorPersistence {
  readonly days: readonly AnchorDay[];
  /** Entry ℓ: mean share of the top k that is in the top k again ℓ days later; entry 0 is 1, NaN where no such pair of days. */
  readonly retention: Float64Array;
  /** Days until retention has fallen to one half, linear between days; `null` if it never does. */
  readonly halfLife: number | null;
}

export interface AnchorDay {
  /** Index of the day in the stream. */
  readonly day: number;
  readonly agents: number;
  /** Share of all PageRank that the top k hold. */
  readonly topShare: number;
  /** Sum of squared shares (Herfindahl–Hirschman), from 1/agents to 1. */
  readonly concentration: number;
  /** Gini coefficient of the shares, from 0 (equal). */
  readonly gini: number;
  /** Jaccard index of the top k with those of the day before; NaN on the first. */
  readonly jaccard: number;
  /** Rank-biased overlap with the day before, extrapolated from depth k; NaN on the first. */
  readonly rankBiasedOverlap: number;
}

/**
 * Are there lasting anchors? How concentrated attention is each day, and whether the same agents hold it later.
 *
 * Rank-biased overlap to depth k is `RBO = (A_k) p^k + (1 − p)/p Σ_{d ≤ k} A_d p^d` with the overlap A_d of the first d
 * ranks. Concentration of few agents is high by itself (the top 10 of 15), so compare with {@link dailyPageRank} under
 * `shuffle`.
 *
 * Cost: days² · k.
 *
 * @param ranks - of {@link dailyPageRank}; days without comments are passed over
 * @throws InvalidInputError when `top` is not a positive whole number or `persistence` is not between 0 and 1.
 * @see W. Webber, A. Moffat, J. Zobel, ACM TOIS 28 (2010) 20, equation 23
 *
 * @example
 * ```ts
 * import { anchorPersistence } from 'polity/populations';
 * const day = { agents: Int32Array.of(0, 1), scores: Float64Array.of(0.7, 0.3), comments: 5, converged: true };
 * anchorPersistence([day, day], { top: 1 }).days[1].jaccard; // 1
 * ```
 */
export function anchorPersistence(
  ranks: readonly (DayRank | null)[],
  { top = 10, persistence = 0.9 }: { readonly top?: number; readonly persistence?: number } = {},
): AnchorPersistence {
  checkInteger('top', top, { min: 1 });
  checkNumber('persistence', persistence, { min: 0, max: 1, aboveMin: true, belowMax: true });
  const leaders = ranks.map((rank) => rank && [...rank.agents.subarray(0, top)]);
  let before: readonly number[] | null = null;
  const days = ranks.flatMap((rank, day): AnchorDay[] => {
    const now = leaders[day];
    if (!rank || !now) return [];
    const measured = {
      day,
      agents: rank.agents.length,
      topShare: sum(rank.scores.subarray(0, top)),
      concentration: sum(rank.scores.map((score) => score * score)),
      gini: giniOfDescending(rank.scores),
      jaccard: before ? jaccard(before, now) : NaN,
      rankBiasedOverlap: before ? rankBiasedOverlap(before, now, persistence) : NaN,
    };
    before = now;
    return [measured];
  });
  const retention = Float64Array.from(ranks, (_, lag) => {
    const shares = leaders.flatMap((now, t) => {
      const later = leaders[t + lag];
      return now && later ? [now.filter((agent) => later.includes(agent)).length / now.length] : [];
    });
    return shares.reduce((total, share) => total + share, 0) / shares.length;
  });
  return { days, retention, halfLife: halfLifeOf(retention) };
}

function halfLifeOf(retention: Float64Array): number | null {
  const at = retention.findIndex((share) => share <= 0.5);
  if (at < 1) return null;
  const [above, below] = [retention[at - 1], retention[at]];
  return Number.isNaN(above) ? at : at - 1 + (above - 0.5) / (above - below);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function giniOfDescending(scores: Float64Array): number {
  const n = scores.length;
  let weighted = 0;
  for (let i = 0; i < n; i++) weighted += (n - 1 - 2 * i) * scores[i];
  return weighted / (n * sum(scores));
}

function jaccard(a: readonly number[], b: readonly number[]): number {
  const common = a.filter((agent) => b.includes(agent)).length;
  return common / (a.length + b.length - common);
}

function rankBiasedOverlap(a: readonly number[], b: readonly number[], p: number): number {
  const depth = Math.min(a.length, b.length);
  let [common, total, overlap] = [0, 0, 0];
  for (let d = 1; d <= depth; d++) {
    const [x, y] = [a[d - 1], b[d - 1]];
    common += x === y ? 1 : Number(b.slice(0, d - 1).includes(x)) + Number(a.slice(0, d - 1).includes(y));
    overlap = common / d;
    total += overlap * p ** d;
  }
  return overlap * p ** depth + ((1 - p) / p) * total;
}

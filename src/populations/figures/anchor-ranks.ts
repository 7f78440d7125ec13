import { decimal, figure, type Figure } from '../../figures/index.js';
import { anchorPersistence } from '../socialization/anchor-persistence.js';
import { dailyPageRank } from '../socialization/daily-page-rank.js';
import type { PostStream } from '../socialization/post-stream.js';
import { moltbook } from './words.js';

/**
 * Who leads by PageRank on each day: the leaders' ranks day by day, a line where an agent stays among them.
 *
 * @param stream - with comments
 * @param options - `top`, leaders shown, default 8
 * @throws InvalidInputError when the stream has no comments.
 * @see arXiv 2602.14299, collective anchors
 *
 * @example
 * ```ts
 * import { anchorRanksFigure, simulateEmbeddingSociety } from 'polity/populations';
 * anchorRanksFigure(simulateEmbeddingSociety({ agents: 60 })).title;
 * // 'Leaders of one day share 0.082 (Jaccard) with those of the next; if all were equal, 0.078'
 * ```
 */
export function anchorRanksFigure(
  stream: PostStream,
  {
    top = 8,
    shuffles = 20,
    seed = 0,
  }: { readonly top?: number; readonly shuffles?: number; readonly seed?: number } = {},
): Figure {
  const ranks = dailyPageRank(stream);
  const leaders = ranks.flatMap((rank, day) =>
    rank ? Array.from(rank.agents.subarray(0, top), (agent, place) => ({ day: day + 1, agent, place: place + 1 })) : [],
  );
  const overlapOf = (days: ReturnType<typeof dailyPageRank>) => {
    const overlaps = anchorPersistence(days, { top }).days.slice(1);
    return overlaps.reduce((sum, { jaccard }) => sum + jaccard, 0) / overlaps.length;
  };
  const overlap = overlapOf(ranks);
  const equal =
    Array.from({ length: shuffles }, (_, r) =>
      overlapOf(dailyPageRank(stream, { shuffle: { seed: seed + r } })),
    ).reduce((sum, value) => sum + value, 0) / shuffles;
  const steps = leaders.flatMap((leader) => {
    const next = leaders.find(({ day, agent }) => agent === leader.agent && day === leader.day + 1);
    return next ? [{ x1: leader.day, y1: leader.place, x2: next.day, y2: next.place }] : [];
  });
  const returning = new Set(leaders.map(({ agent }) => agent)).size;
  return figure({
    title: `Leaders of one day share ${decimal(overlap)} (Jaccard) with those of the next; if all were equal, ${decimal(equal)}`,
    subtitle: `The ${top} highest by PageRank on each of ${ranks.length} days, ${returning} agents in all; lines join an agent that stays`,
    source: `${moltbook}; equal: each comment on a random post of its day`,
    description: `Ranks 1 to ${top} on each day; ${steps.length} of ${leaders.length} places are held by an agent that leads on the next day too.`,
    height: 60 + 28 * top,
    legend: [
      { label: 'leads on one day', color: (theme) => theme.muted, mark: 'dot' },
      { label: 'stays', color: (theme) => theme.series[0] },
    ],
    plot: (Plot, theme) => {
      const stays = ({ day, place }: { day: number; place: number }) =>
        steps.some(({ x1, y1, x2, y2 }) => (x1 === day && y1 === place) || (x2 === day && y2 === place));
      return {
        marginLeft: 48,
        x: { label: 'day →', ticks: Math.min(12, ranks.length), tickFormat: 'd' },
        y: { label: 'rank', reverse: true, ticks: top, tickFormat: 'd' },
        marks: [
          Plot.link(steps, {
            x1: 'x1',
            y1: 'y1',
            x2: 'x2',
            y2: 'y2',
            stroke: theme.series[0],
            strokeWidth: 2.5,
            curve: 'bump-x',
          }),
          Plot.dot(leaders, {
            x: 'day',
            y: 'place',
            r: 6,
            fill: (leader: { day: number; place: number }) => (stays(leader) ? theme.series[0] : theme.muted),
            stroke: theme.paper,
          }),
        ],
      };
    },
  });
}

import { decimal, figure, logAxisX, type Figure } from '../../figures/index.js';
import { agentDrift } from '../socialization/agent-drift.js';
import type { HalvesOptions } from '../socialization/agent-halves.js';
import { nullPredictions } from '../socialization/null-predictions.js';
import type { PostStream } from '../socialization/post-stream.js';
import { shuffledStream } from '../socialization/shuffled-stream.js';
import { moltbook } from './words.js';

/**
 * Drift of each agent against its number of posts, with the curve of an agent that never changes and the band of agents
 * whose posts are put in random order.
 *
 * @param options - `minimum` posts of an agent; `shuffles`, default 20
 * @see arXiv 2602.14299, agent level
 *
 * @example
 * ```ts
 * import { driftActivityFigure, simulateEmbeddingSociety } from 'polity/populations';
 * driftActivityFigure(simulateEmbeddingSociety({ activitySpread: 0.8 })).title;
 * // 'Mean drift is 0.059; agents that never change would show 0.058'
 * ```
 */
export function driftActivityFigure(
  stream: PostStream,
  { shuffles = 20, seed = 0, ...options }: HalvesOptions & { readonly shuffles?: number; readonly seed?: number } = {},
): Figure {
  const { drift, posts, mean, excess, expected } = agentDrift(stream, options);
  const dots = Array.from(posts, (count, i) => ({ posts: count, drift: drift[i] }));
  const random = Array.from({ length: shuffles }, (_, r) => {
    const shuffled = agentDrift(shuffledStream(stream, { seed: seed + r }), options);
    return Array.from(shuffled.posts, (count, i) => ({ posts: count, drift: shuffled.drift[i] }));
  }).flat();
  const [least, most] = [Math.min(...posts), Math.max(...posts)];
  const band = binned(random, least, most);
  // μ² of the typical agent, from its null drift: the curve passes through the middle of what is expected.
  const similarity = typicalSimilarity(posts, expected);
  const curve = Array.from({ length: 81 }, (_, k) => Math.round(least * (most / least) ** (k / 80)))
    .filter((count, k, all) => count !== all[k - 1])
    .map((count) => ({ posts: count, drift: nullPredictions({ meanCosine: similarity, posts: count }).drift }));
  return figure({
    title: `Mean drift is ${decimal(mean.estimate)}; agents that never change would show ${decimal(mean.estimate - excess.estimate)}`,
    subtitle: `${posts.length} agents of ${least} to ${most} posts; curve: 1 − μ²/(μ² + 2(1 − μ²)/n) with μ² = ${decimal(similarity)}; band: 95 % of agents with posts in random order`,
    source: moltbook,
    description: `Drift against number of posts on a logarithmic axis, a dot an agent. Drift falls with activity as it does for agents that never change; the mean excess is ${decimal(excess.estimate)} with standard error ${decimal(excess.standardError)}.`,
    height: 320,
    legend: [
      { label: 'agent', color: (theme) => theme.series[0], mark: 'dot' },
      { label: 'never changes', color: (theme) => theme.accent },
      { label: 'posts in random order', color: (theme) => theme.muted, mark: 'area' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 52,
      x: { type: 'log' },
      y: { label: '↑ drift, 1 − cosine of halves', grid: true, zero: true },
      marks: [
        logAxisX(Plot, least, most, 'posts of the agent →'),
        Plot.areaY(band, { x: 'posts', y1: 'lower', y2: 'upper', fill: theme.muted, fillOpacity: 0.25 }),
        Plot.dot(dots, { x: 'posts', y: 'drift', r: 2.5, fill: theme.series[0], fillOpacity: 0.6 }),
        Plot.line(curve, { x: 'posts', y: 'drift', stroke: theme.accent, strokeWidth: 2 }),
      ],
    }),
  });
}

/** Central 95 % of drift in bins of posts that grow by a factor. */
function binned(points: readonly { posts: number; drift: number }[], least: number, most: number) {
  const bins = Math.max(1, Math.min(12, Math.round(6 * Math.log2(most / least))));
  const edge = (k: number) => least * (most / least) ** (k / bins);
  return Array.from({ length: bins }, (_, k) => {
    const inside = points
      .filter(({ posts }) => posts >= edge(k) && (k === bins - 1 || posts < edge(k + 1)))
      .map(({ drift }) => drift)
      .sort((a, b) => a - b);
    const at = (p: number) => inside[Math.min(inside.length - 1, Math.floor(p * inside.length))];
    return {
      posts: k === 0 ? least : k === bins - 1 ? most : Math.sqrt(edge(k) * edge(k + 1)),
      lower: at(0.025),
      upper: at(0.975),
      count: inside.length,
    };
  }).filter(({ count }) => count >= 20);
}

/** The μ² at which the null curve has the median ratio 1 to what is expected of the agents. */
function typicalSimilarity(posts: Int32Array, expected: Float64Array): number {
  const each = Array.from(posts, (n, i) => {
    // Inverse of 1 − μ²/(μ² + (1 − μ²)·2/n).
    const odds = ((1 - expected[i]) / expected[i]) * (2 / n);
    return odds / (1 + odds);
  }).sort((a, b) => a - b);
  return each[each.length >> 1];
}

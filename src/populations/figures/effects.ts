import { figure, significant, type Figure } from '../../figures/index.js';
import { societalPull } from '../socialization/agent-drift.js';
import { interactionInfluence } from '../socialization/interaction-influence.js';
import { netProgress } from '../socialization/net-progress.js';
import type { PostStream } from '../socialization/post-stream.js';
import { shuffledStream } from '../socialization/shuffled-stream.js';
import { moltbook } from './words.js';

/**
 * Distributions of the three ways in which an agent could be socialized (towards the society, towards rewarded posts,
 * towards posts it replied to), each over that of its null model, with zero marked.
 *
 * @param stream - with votes and comments
 * @throws InvalidInputError when the stream has no votes or no comments, or too few posts.
 * @see arXiv 2602.14299, agent level
 *
 * @example
 * ```ts
 * import { effectsFigure, simulateEmbeddingSociety } from 'polity/populations';
 * effectsFigure(simulateEmbeddingSociety({ attraction: 0.1 })).title;
 * // 'Beyond its null model by two standard errors: towards the society, towards posts replied to'
 * ```
 */
export function effectsFigure(stream: PostStream, { seed = 0 }: { readonly seed?: number } = {}): Figure {
  const pull = societalPull(stream);
  const progress = netProgress(stream, { seed });
  const influence = interactionInfluence(stream, { baseline: 'random', seed });
  const panels = [
    {
      name: 'towards the society',
      values: pull.values,
      without: societalPull(shuffledStream(stream, { seed })).values,
      effect: pull.mean,
    },
    {
      name: 'towards rewarded posts',
      values: progress.values,
      without: netProgress(withShuffledVotes(stream, seed), { permutations: 0 }).values,
      effect: progress.excess,
    },
    {
      name: 'towards posts replied to',
      values: influence.approach,
      without: influence.baseline,
      effect: interactionInfluence(stream, { seed }).influence,
    },
  ];
  const beyond = panels.filter(({ effect }) => Math.abs(effect.estimate) > 2 * effect.standardError);
  const bars = panels.flatMap(({ name, values, without }) => histograms(name, values, without));
  const limits = bars.map(({ x2 }) => Math.abs(x2));
  const reach = Math.max(...limits);
  return figure({
    title: beyond.length
      ? `Beyond its null model by two standard errors: ${beyond.map(({ name }) => name).join(', ')}`
      : 'None of the three effects is beyond its null model by two standard errors',
    subtitle: `Mean effects beyond the null model: ${panels.map(({ name, effect }) => `${name} ${significant(effect.estimate)} ± ${significant(effect.standardError)}`).join('; ')}`,
    source: moltbook,
    description: `Three histograms of changes in cosine, each with the outline of its null model: ${panels.map(({ name, effect }) => `${name} ${significant(effect.estimate)}, standard error ${significant(effect.standardError)}`).join('; ')}.`,
    height: 260,
    legend: [
      { label: 'observed', color: (theme) => theme.series[0], mark: 'area' },
      { label: 'null model: random order, shuffled votes, a post not replied to', color: (theme) => theme.accent },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginBottom: 40,
      fx: { domain: panels.map(({ name }) => name), label: null, padding: 0.12 },
      x: { domain: [-reach, reach], label: 'change in cosine →', ticks: 4 },
      y: { label: '↑ share', grid: true },
      marks: [
        Plot.rectY(bars, { fx: 'name', x1: 'x1', x2: 'x2', y: 'observed', fill: theme.series[0], fillOpacity: 0.5 }),
        Plot.line(
          bars.flatMap(({ name, x1, x2, without }) => [
            { name, x: x1, without },
            { name, x: x2, without },
          ]),
          { fx: 'name', x: 'x', y: 'without', stroke: theme.accent, strokeWidth: 1.6 },
        ),
        Plot.ruleX([0], { stroke: theme.ink, strokeDasharray: '2 3' }),
      ],
    }),
  });
}

/** Each agent's votes dealt at random to its own posts, which stay where they are. */
function withShuffledVotes(stream: PostStream, seed: number): PostStream {
  return { ...stream, votes: shuffledStream(stream, { seed }).votes };
}

const BINS = 24;

function histograms(name: string, values: ArrayLike<number>, without: ArrayLike<number>) {
  const reach = Math.max(1e-9, ...Array.from(values, Math.abs), ...Array.from(without, Math.abs)) * 1.0001;
  const shares = (list: ArrayLike<number>) => {
    const counts = new Float64Array(BINS);
    for (let i = 0; i < list.length; i++) counts[Math.floor(((list[i] / reach + 1) / 2) * BINS)] += 1 / list.length;
    return counts;
  };
  const [seen, expected] = [shares(values), shares(without)];
  return Array.from(seen, (observed, k) => ({
    name,
    x1: reach * ((2 * k) / BINS - 1),
    x2: reach * ((2 * (k + 1)) / BINS - 1),
    observed,
    without: expected[k],
  }));
}

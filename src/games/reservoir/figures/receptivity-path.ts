import { decimal, figure, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { ReservoirPlay } from '../body-reservoir-agent.js';
import { defections, meanSeries, paper } from './words.js';

/**
 * Receptivity of sentinels over time: each agent and the mean.
 *
 * @param plays - of one or more agents; the opponent's long defections are shaded by the first
 * @see arXiv 2602.20846, Figure 6(a)
 * @throws InvalidInputError if there is no play, or they differ in length
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, defectionBlock, receptivityPathFigure } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(500, { dimension: 5 });
 * const play = agent.play(defectionBlock(50, 20, 50), { receptivity: agent.sentinel(1), seed: 2 });
 * receptivityPathFigure([play]).source; // 'Nakamura, arXiv 2602.20846, Figure 6'
 * ```
 */
export function receptivityPathFigure(plays: readonly ReservoirPlay[]): Figure {
  const [first] = plays;
  if (!first || plays.some(({ receptivity }) => receptivity.length !== first.receptivity.length)) {
    throw new InvalidInputError('plays', plays, 'be one or more of equal length');
  }
  const mean = meanSeries(plays, 'receptivity');
  const blocks = defections(first.opponent, 8);
  const path = (values: Float64Array, agent: number) =>
    Array.from(values, (receptivity, round) => ({ agent, round, receptivity }));
  const paths = plays.flatMap(({ receptivity }, agent) => path(receptivity, agent));
  const [before, least] = [mean[Math.max(0, (blocks[0]?.from ?? mean.length) - 1)], Math.min(...mean)];
  return figure({
    title: `Sentinels trust their bodies at ${decimal(before, 2)} until the opponent ${blocks.length > 0 ? 'defects' : 'slips'}, and go down to ${decimal(least, 2)} on average`,
    subtitle: `Receptivity α of ${plays.length} agent${plays.length === 1 ? '' : 's'}, and its mean${blocks.length > 0 ? '; shaded: the opponent defects' : ''}`,
    source: `${paper}, Figure 6`,
    description: `Receptivity round by round. The mean is ${decimal(before, 3)} before the first long defection, ${decimal(least, 3)} at its lowest, and ${decimal(mean[mean.length - 1], 3)} at the end.`,
    height: 320,
    legend: [
      { label: 'mean', color: (theme) => theme.series[0] },
      ...(plays.length > 1 ? [{ label: 'each agent', color: (theme: { muted: string }) => theme.muted }] : []),
    ],
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 16,
      x: { label: 'round →' },
      y: { label: '↑ receptivity, α', domain: [0, 1], grid: true },
      marks: [
        Plot.rect(blocks, { x1: 'from', x2: 'to', y1: 0, y2: 1, fill: theme.accent, fillOpacity: 0.16 }),
        ...(plays.length > 1
          ? [
              Plot.line(paths, {
                x: 'round',
                y: 'receptivity',
                z: 'agent',
                stroke: theme.muted,
                strokeWidth: 0.7,
                strokeOpacity: 0.45,
              }),
            ]
          : []),
        Plot.line(path(mean, 0), { x: 'round', y: 'receptivity', stroke: theme.series[0], strokeWidth: 2 }),
      ],
    }),
  });
}

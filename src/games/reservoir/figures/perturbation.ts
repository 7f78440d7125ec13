import { decimal, figure, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { ReservoirPlay } from '../body-reservoir-agent.js';
import { defections, paper, seriesColor } from './words.js';

/**
 * Actions of several agents around a block of defection.
 *
 * @param plays - two to six, by name, all against the same opponent, who defects in at least one stretch of three rounds
 * @see arXiv 2602.20846, Figure 3
 * @throws InvalidInputError if there are too few or many plays, or the opponent never defects that long
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, perturbationFigure, perturbationTrial } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(300, { dimension: 5 });
 * perturbationFigure(perturbationTrial(agent)).source; // 'Nakamura, arXiv 2602.20846, Figure 3'
 * ```
 */
export function perturbationFigure(plays: Readonly<Record<string, ReservoirPlay>>): Figure {
  const names = Object.keys(plays);
  if (names.length < 2 || names.length > 6) throw new InvalidInputError('plays', names, 'be two to six');
  const blocks = defections(plays[names[0]].opponent);
  if (blocks.length === 0) throw new InvalidInputError('plays', names, 'face a block of defection');
  const depths = names.map((name) =>
    Math.min(...blocks.map(({ from, to }) => Math.min(...plays[name].actions.subarray(from, to)))),
  );
  const written = names.map((name, i) => `${decimal(depths[i], 2)} with ${name}`);
  const { from, to } = blocks[0];
  const lines = names.map((name) => Array.from(plays[name].actions, (action, round) => ({ round, action })));
  return figure({
    title: `The lowest action through ${to - from} defections is ${written.join(', ')}`,
    subtitle: 'Intensity of cooperation in each round; shaded: the opponent defects',
    source: `${paper}, Figure 3`,
    description: `Actions round by round around a block of defection in rounds ${from} to ${to - 1}. The lowest is ${written.join('; ')}.`,
    height: 360,
    legend: names.map((label, i) => ({ label, color: (theme) => seriesColor(theme, i) })),
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 16,
      x: { label: 'round →' },
      y: { label: '↑ action', domain: [0, 1.02], grid: true },
      marks: [
        Plot.rect(blocks, { x1: 'from', x2: 'to', y1: 0, y2: 1.02, fill: theme.muted, fillOpacity: 0.16 }),
        ...lines.map((line, i) =>
          Plot.line(line, { x: 'round', y: 'action', stroke: seriesColor(theme, i), strokeWidth: 1.8 }),
        ),
      ],
    }),
  });
}

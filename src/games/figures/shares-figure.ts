import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { EvolutionaryPath } from '../evolution/simulate-dynamics.js';
import { mixtureText } from './phase-portrait.js';

export interface SharesFigureOptions {
  /** Names of the strategies, a list a population; default those of the game. */
  readonly names?: readonly (readonly string[])[];
  /** What moves the shares, for the subtitle; default 'evolutionary dynamics'. */
  readonly dynamics?: string;
}

/**
 * Shares of strategies over time, a panel for each population.
 *
 * @throws InvalidInputError for a population of more than six strategies, or names that do not fit
 *
 * @example
 * ```ts
 * import { replicator, sharesFigure, simulateDynamics } from 'polity/games';
 * const path = simulateDynamics([[-1, 4], [0, 2]], replicator, { initial: [0.05, 0.95], duration: 12 });
 * sharesFigure(path, { names: [['hawk', 'dove']], dynamics: 'replicator dynamics' }).title;
 * // 'By time 12 the population is 0.67 hawk, 0.33 dove and at rest'
 * ```
 */
export function sharesFigure(path: EvolutionaryPath, options: SharesFigureOptions = {}): Figure {
  const { times, states, width, game } = path;
  const { names = game.strategies, dynamics = 'evolutionary dynamics' } = options;
  game.sizes.forEach((size, p) => {
    if (size > 6) throw new InvalidInputError(`strategies of population ${p}`, size, 'be at most 6 for a figure');
    if (names[p]?.length !== size) throw new InvalidInputError(`names[${p}].length`, names[p]?.length, `equal ${size}`);
  });
  const many = game.sizes.length > 1;
  let from = 0;
  const panels = game.sizes.map((size, p) => {
    const begin = from;
    from += size;
    const label = many ? `population ${p + 1}` : '';
    const end = path.end.subarray(begin, begin + size);
    return { label, begin, names: names[p], end };
  });
  const points = panels.flatMap(({ label, begin, names: own }) =>
    own.flatMap((name, i) =>
      Array.from(times, (time, k) => ({ panel: label, name, rank: i, time, share: states[k * width + begin + i] })),
    ),
  );
  const last = times[times.length - 1];
  // Whether anything moved by a thousandth in the last tenth of the time.
  const late = Array.from(times).findIndex((time) => time >= 0.9 * last);
  let moved = 0;
  for (let k = late; k < times.length; k++) {
    for (let i = 0; i < width; i++) moved = Math.max(moved, Math.abs(states[k * width + i] - path.end[i]));
  }
  const where = panels.map(({ end, names: own }) => mixtureText(end, own)).join(' / ');
  const same = panels.every((panel) => panel.names.join() === panels[0].names.join());
  const entries = same
    ? panels[0].names
    : Array.from({ length: Math.max(...game.sizes) }, (_, i) =>
        panels.flatMap(({ names: own }) => own.slice(i, i + 1)).join(' / '),
      );
  return figure({
    title: `By time ${decimal(last)} the population${many ? 's are' : ' is'} ${where} and ${moved < 1e-3 ? 'at rest' : 'still moving'}`,
    subtitle: `Shares of strategies under ${dynamics}`,
    source:
      'Taylor & Jonker, Mathematical Biosciences 40 (1978) 145; Sandholm, Population Games and Evolutionary Dynamics (2010)',
    description:
      `${panels.length === 1 ? 'One panel' : `${panels.length} panels`} of curves, one a strategy, from ` +
      `${panels.map(({ begin, names: own }) => mixtureText(states.subarray(begin, begin + own.length), own)).join(' / ')} at the start to ${where} at time ${decimal(last)}.`,
    height: 330,
    legend: entries.map((label, k) => ({ label, color: (theme) => theme.series[k] })),
    plot: (plot, theme) => ({
      marginRight: 16,
      ...(many && { fx: { domain: panels.map(({ label }) => label), label: null } }),
      x: { domain: [times[0], last], label: 'time (1/payoff) →', ticks: 6 },
      y: { domain: [0, 1], label: '↑ share', ticks: 5, tickFormat: String, inset: 4 },
      marks: [
        plot.frame({ stroke: theme.grid }),
        plot.line(points, {
          ...(many && { fx: 'panel' }),
          x: 'time',
          y: 'share',
          z: 'name',
          stroke: ({ rank }: { rank: number }) => theme.series[rank],
          strokeWidth: 2,
        }),
      ],
    }),
  });
}

import { decimal, figure, type Figure } from '../../../figures/index.js';
import { checkProbability, InvalidInputError } from '../../../foundation/index.js';
import type { ReservoirPlay } from '../body-reservoir-agent.js';
import { meanAndVariance } from '../play-metrics.js';
import { paper, seriesColor } from './words.js';

export interface ConvergenceFigureOptions {
  /** a* of the noise-free body, drawn as a line across. */
  readonly fixedPoint: number;
  /** Rounds shown; default 120. */
  readonly rounds?: number;
}

/**
 * What bodies say round by round against a cooperator, beside the fixed point of the body without noise.
 *
 * @param plays - up to six, by name
 * @see arXiv 2602.20846, Figure 1
 * @throws InvalidInputError if there is no play or more than six
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, convergenceFigure, convergenceTrial } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(100, { dimension: 5 });
 * convergenceFigure(convergenceTrial(agent), { fixedPoint: 0.95 }).description.slice(0, 22); // 'Body outputs over the '
 * ```
 */
export function convergenceFigure(
  plays: Readonly<Record<string, ReservoirPlay>>,
  { fixedPoint, rounds = 120 }: ConvergenceFigureOptions,
): Figure {
  checkProbability('fixedPoint', fixedPoint);
  const names = Object.keys(plays);
  if (names.length === 0 || names.length > 6) throw new InvalidInputError('plays', names, 'be one to six');
  const means = names.map((name) => meanAndVariance(plays[name].body).mean);
  const [least, most] = [decimal(Math.min(...means)), decimal(Math.max(...means))];
  const range = least === most ? least : `${least} to ${most}`;
  const lines = names.map((name) =>
    Array.from(plays[name].body.subarray(0, rounds), (output, round) => ({ round, output })),
  );
  return figure({
    title: `Whoever decides, the body says ${range} on average, and ${decimal(fixedPoint)} at its fixed point`,
    subtitle:
      'Readout of the reservoir before each round, against an opponent who always cooperates; the fixed point is without noise',
    source: `${paper}, Figure 1`,
    description: `Body outputs over the first ${rounds} rounds. ${names.map((name, i) => `${name}: ${decimal(means[i], 4)} on average`).join('; ')}; fixed point ${decimal(fixedPoint, 4)}.`,
    height: 300,
    legend: [
      ...names.map((label, i) => ({
        label,
        color: (theme: Parameters<typeof seriesColor>[0]) => seriesColor(theme, i),
      })),
      { label: 'fixed point', color: (theme) => theme.accent, mark: 'dash' as const },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 52,
      marginRight: 16,
      x: { label: 'round →' },
      y: { label: '↑ body output', grid: true, nice: true },
      marks: [
        ...lines.map((line, i) =>
          Plot.line(line, {
            x: 'round',
            y: 'output',
            stroke: seriesColor(theme, i),
            strokeWidth: 1.4,
            strokeOpacity: 0.85,
          }),
        ),
        Plot.ruleY([fixedPoint], { stroke: theme.accent, strokeWidth: 2, strokeDasharray: '5 3' }),
      ],
    }),
  });
}

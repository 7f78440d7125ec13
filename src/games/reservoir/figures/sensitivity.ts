import { decimal, figure, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { SensitivityPoint, SentinelParameter } from '../protocols.js';
import { paper, seriesColor } from './words.js';

const names: Readonly<Record<SentinelParameter, string>> = {
  trust: 'baseline trust, α₀',
  recovery: 'recovery, η↑',
  intervention: 'intervention, η↓',
  threshold: 'threshold, θ',
};

/**
 * Mean payoff against mean receptivity when one parameter of the sentinel is varied at a time.
 *
 * @param points - of any parameters; points of one setting from several agents are averaged
 * @see arXiv 2602.20846, Figure 7
 * @throws InvalidInputError if there are fewer than two settings
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, sensitivityFigure, sensitivityTrial } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(700, { dimension: 5 });
 * sensitivityFigure(sensitivityTrial(agent, 'threshold')).source; // 'Nakamura, arXiv 2602.20846, Figure 7'
 * ```
 */
export function sensitivityFigure(points: readonly SensitivityPoint[]): Figure {
  const key = ({ parameter, value }: SensitivityPoint) => `${parameter} ${value}`;
  const settings = [...new Set(points.map(key))].map((setting) => {
    const same = points.filter((point) => key(point) === setting);
    const mean = (of: (point: SensitivityPoint) => number) =>
      same.reduce((sum, point) => sum + of(point), 0) / same.length;
    return {
      parameter: same[0].parameter,
      value: same[0].value,
      payoff: mean(({ meanPayoff }) => meanPayoff),
      receptivity: mean(({ meanReceptivity }) => meanReceptivity),
    };
  });
  if (settings.length < 2) throw new InvalidInputError('points', points, 'hold two settings');
  const parameters = [...new Set(settings.map(({ parameter }) => parameter))];
  const ordered = [...settings].sort((a, b) => a.receptivity - b.receptivity);
  const [low, high] = [ordered[0], ordered[ordered.length - 1]];
  const best = settings.reduce((most, setting) => (setting.payoff > most.payoff ? setting : most));
  const falls = best.receptivity <= low.receptivity + 0.1 * (high.receptivity - low.receptivity);
  return figure({
    title: falls
      ? `Whatever is varied, what pays is to trust the body less: ${decimal(best.payoff)} a round at a mean α of ${decimal(best.receptivity, 2)}, ${decimal(high.payoff)} at ${decimal(high.receptivity, 2)}`
      : `Payoff is highest, ${decimal(best.payoff)} a round, at a mean α of ${decimal(best.receptivity, 2)}`,
    subtitle: 'Each point a setting of the sentinel, the first and last of each parameter labelled by its value',
    source: `${paper}, Figure 7`,
    description: `Mean payoff against mean receptivity. ${settings.map(({ parameter, value, payoff, receptivity }) => `${names[parameter]} = ${decimal(value)}: ${decimal(payoff)} at ${decimal(receptivity)}`).join('; ')}.`,
    height: 400,
    legend: parameters.map((parameter, i) => ({ label: names[parameter], color: (theme) => seriesColor(theme, i) })),
    plot: (Plot, theme) => ({
      marginLeft: 56,
      marginRight: 28,
      x: { label: 'mean receptivity →', nice: true },
      y: { label: '↑ mean payoff per round', grid: true, nice: true },
      marks: parameters.flatMap((parameter, i) => {
        const own = settings.filter((setting) => setting.parameter === parameter);
        const color = seriesColor(theme, i);
        return [
          Plot.line(own, { x: 'receptivity', y: 'payoff', stroke: color, strokeWidth: 1.4, strokeOpacity: 0.7 }),
          Plot.dot(own, { x: 'receptivity', y: 'payoff', fill: color, r: 4, stroke: theme.paper }),
          // Settings in between nearly coincide with others'.
          Plot.text([own[0], own[own.length - 1]], {
            x: 'receptivity',
            y: 'payoff',
            text: ({ value }: (typeof own)[number]) => decimal(value),
            dy: i === 1 ? 12 : -11,
            dx: i === 3 ? -10 : 10,
            fill: color,
            fontSize: 11,
          }),
        ];
      }),
    }),
  });
}

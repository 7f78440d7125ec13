import { decimal, figure, type Figure } from '../../figures/index.js';
import type { Fingerprint } from '../repeated/fingerprint.js';
import { evenThresholds } from './even-thresholds.js';

/**
 * The double fingerprint of a strategy as a map over the unit square of probes.
 *
 * @example
 * ```ts
 * import { fingerprint, fingerprintFigure, strategies } from 'polity/games';
 * fingerprintFigure(fingerprint(strategies.TitForTat)).title;
 * // 'Tit For Tat earns 1.08 to 3 a round from probes made of Tit For Tat'
 * ```
 */
export function fingerprintFigure({ name, probe, points, scores, exact, standardErrors }: Fingerprint): Figure {
  const step = 1 / (points - 1);
  const cells = Array.from(scores, (score, k) => ({
    x: (k % points) * step,
    y: Math.floor(k / points) * step,
    score,
  }));
  const low = scores.reduce((a, b) => Math.min(a, b), Infinity);
  const high = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const thresholds = evenThresholds(low, high, 11);
  const half = step / 2;
  return figure({
    title:
      high - low < 0.005
        ? `${name} earns ${decimal(high, 2)} a round from every probe made of ${probe}`
        : `${name} earns ${decimal(low, 2)} to ${decimal(high, 2)} a round from probes made of ${probe}`,
    subtitle: exact
      ? 'Expected payoff; on the diagonal probes are random players, beyond it duals'
      : `Simulated, standard errors up to ${decimal(Math.max(...standardErrors), 2)}; on the diagonal probes are random players, beyond it duals`,
    source: 'Double fingerprint, Ashlock, Kim & Leahy (2009)',
    description: `A map over the unit square: the payoff a round of ${name} against probes that cooperate with probability x, defect with probability y and otherwise play ${probe}. It runs from ${decimal(low)} to ${decimal(high)}.`,
    width: 560,
    height: 470,
    ramp: {
      label: 'payoff a round',
      colors: (theme) => theme.sequential.slice(0, thresholds.length + 1),
      thresholds,
      format: (value) => decimal(value, 2),
    },
    plot: (Plot, theme) => ({
      marginRight: 20,
      marginTop: 26,
      color: { type: 'threshold', domain: thresholds, range: theme.sequential.slice(0, thresholds.length + 1) },
      x: {
        domain: [-half, 1 + half],
        ticks: [0, 0.25, 0.5, 0.75, 1],
        tickFormat: String,
        label: 'probability of cooperating outright, x →',
      },
      y: {
        domain: [-half, 1 + half],
        ticks: [0, 0.25, 0.5, 0.75, 1],
        tickFormat: String,
        label: '↑ probability of defecting outright, y',
      },
      marks: [
        Plot.rect(cells, {
          x1: ({ x }: (typeof cells)[number]) => x - half,
          x2: ({ x }: (typeof cells)[number]) => x + half,
          y1: ({ y }: (typeof cells)[number]) => y - half,
          y2: ({ y }: (typeof cells)[number]) => y + half,
          fill: 'score',
          stroke: 'score',
        }),
        Plot.link([0], { x1: 0, y1: 1, x2: 1, y2: 0, stroke: theme.accent, strokeDasharray: '5 4', strokeWidth: 1.5 }),
      ],
    }),
  });
}

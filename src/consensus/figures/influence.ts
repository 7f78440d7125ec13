import { figure, type Figure } from '../../figures/index.js';
import type { InfluenceEstimate } from '../debates/index.js';
import { capital, decimal } from './wording.js';

/**
 * Estimated influences with their intervals, strongest first: who endorses and who opposes whom.
 *
 * @param options - `most`, the most edges drawn, default 24
 *
 * @example
 * ```ts
 * import { estimateInfluence, influenceFigure, signedGraphFromArrays, syntheticDebates } from 'polity/consensus';
 * const truth = { nodes: ['a', 'b'], sources: [0, 1], targets: [1, 0], weights: [0.3, -0.2], directed: true };
 * const table = syntheticDebates(signedGraphFromArrays(truth), { debates: 20, rounds: 6, noise: 0.05 });
 * influenceFigure(estimateInfluence(table, { scale: 'logit', replicates: 50, halves: 20 })).title;
 * // 'Two influences show in the debates: one of endorsement, one of opposition'
 * ```
 */
export function influenceFigure(estimate: InfluenceEstimate, { most = 24 }: { readonly most?: number } = {}): Figure {
  const { agents, edges, steps } = estimate;
  const shown = edges.slice(0, most).map(({ listener, speaker, estimate: weight, interval }) => ({
    label: `${listener} ← ${speaker}`,
    weight,
    lower: interval.lower,
    upper: interval.upper,
  }));
  const opposed = edges.filter(({ estimate: weight }) => weight < 0).length;
  const longest = Math.max(5, ...shown.map(({ label }) => label.length));
  const widest = Math.max(0.1, ...shown.flatMap(({ lower, upper, weight }) => [lower, upper, weight].map(Math.abs)));
  return figure({
    title:
      edges.length === 0
        ? 'No influence shows in the debates'
        : edges.length === 1
          ? `One influence shows in the debates, of ${opposed === 1 ? 'opposition' : 'endorsement'}`
          : `${capital(words(edges.length))} influences show in the debates: ${words(edges.length - opposed)} of endorsement, ${words(opposed)} of opposition`,
    subtitle: `Share of a speaker’s belief taken by a listener in a round, with 95 % bootstrap intervals; ${agents.length} agents, ${steps} steps${edges.length > most ? `; the strongest ${most}` : ''}`,
    source:
      'Signed influence x_{i} ← x_{i} + Σ_{j} |w_{ij}|(sgn(w_{ij}) x_{j} − x_{i}), by a nonnegative penalised fit',
    description:
      'A dot and an interval for each influence found, listener ← speaker, sorted by strength. Positive values are ' +
      `endorsement, negative ones opposition; ${shown.map(({ label, weight }) => `${label} ${decimal(weight)}`).join(', ') || 'there is none'}`,
    height: Math.max(120, 60 + 22 * shown.length),
    legend: [
      { label: 'endorses', color: (theme) => theme.series[0], mark: 'dot' },
      { label: 'opposes', color: (theme) => theme.series[1], mark: 'dot' },
    ],
    plot: (Plot, theme) => {
      const color = ({ weight }: { weight: number }) => (weight > 0 ? theme.series[0] : theme.series[1]);
      return {
        marginLeft: 24 + 7 * longest,
        marginRight: 20,
        x: { domain: [-1.05 * widest, 1.05 * widest], label: 'weight w of the speaker in a round →', ticks: 7 },
        y: { domain: shown.map(({ label }) => label), label: null, tickSize: 0 },
        marks: [
          Plot.ruleX([0], { stroke: theme.muted }),
          Plot.ruleY(shown, { x1: 'lower', x2: 'upper', y: 'label', stroke: color, strokeWidth: 2 }),
          Plot.dot(shown, { x: 'weight', y: 'label', r: 4, fill: color, stroke: theme.paper }),
        ],
      };
    },
  });
}

function words(count: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'][count] ?? String(count); // prettier-ignore
}

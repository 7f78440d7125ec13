import { decimal, figure, logAxisX, logAxisY, type Figure } from '../../figures/index.js';
import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { archetypeError, archetypes } from '../learning/archetypes.js';

/**
 * Error of archetypes against their number: agents are sorted by their own probability and cut into groups of equal size.
 *
 * @param probability - of each agent, its own
 * @param options.samples - answers a group, one line for each; one to four
 * @param options.groups - numbers of groups, ascending
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { archetypeFigure } from 'polity/populations';
 * const own = Float64Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
 * archetypeFigure(own, { samples: [1, 100], groups: [1, 4, 16, 64] }).title;
 * // 'With 64 archetypes of 100 answers the error is 0.041; one a group leaves 0.406'
 * ```
 */
export function archetypeFigure(
  probability: ArrayLike<number>,
  { samples, groups }: { readonly samples: readonly number[]; readonly groups: readonly number[] },
): Figure {
  const n = probability.length;
  if (samples.length < 1 || samples.length > 4)
    throw new InvalidInputError('samples.length', samples.length, 'lie in [1, 4]');
  if (groups.length < 2) throw new InvalidInputError('groups.length', groups.length, 'be at least 2');
  groups.forEach((count, k) => checkInteger(`groups[${k}]`, count, { min: 1, max: n }));
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => probability[a] - probability[b]);
  const rank = new Uint32Array(n);
  order.forEach((agent, k) => (rank[agent] = k));
  const rows = groups.flatMap((count) => {
    const cut = archetypes(n, (agent) => String(Math.floor((rank[agent] * count) / n)));
    return samples.map((answers) => ({ count, answers, ...archetypeError(probability, cut, { samples: answers }) }));
  });
  const errorOf = (answers: number) => rows.filter((row) => row.answers === answers).at(-1)!.rootMeanSquare;
  const [fewest, most] = [Math.min(...samples), Math.max(...samples)];
  const last = groups[groups.length - 1];
  const floor = Math.max(
    1e-3,
    Math.min(...rows.map(({ rootMeanSquare, within }) => Math.min(rootMeanSquare, within || 1))),
  );
  const top = Math.max(...rows.map(({ rootMeanSquare }) => rootMeanSquare));
  const within = rows.filter((row) => row.answers === fewest && row.within >= floor);
  return figure({
    title:
      `With ${last} archetypes of ${most} answers the error is ${decimal(errorOf(most), 3)}` +
      (fewest < most ? `; ${fewest === 1 ? 'one' : fewest} a group leaves ${decimal(errorOf(fewest), 3)}` : ''),
    subtitle: `Root mean square error of the probability that stands for an agent’s own; ${n} agents, groups of equal size`,
    source: 'Chopra, arXiv 2507.09901; Chopra et al. 2025; own computation',
    description: rows
      .map((row) => `${row.count} groups, ${row.answers} answers: ${decimal(row.rootMeanSquare, 3)}`)
      .join('; '),
    height: 360,
    legend: [
      ...samples.map((answers, k) => ({
        label: `${answers} answer${answers === 1 ? '' : 's'} a group`,
        color: (theme: { series: readonly string[] }) => theme.series[k],
      })),
      { label: 'what differs within groups', color: (theme) => theme.muted, mark: 'dash' as const },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 60,
      marginRight: 24,
      x: { type: 'log', domain: [groups[0], last] },
      y: { type: 'log', domain: [floor / 1.2, top * 1.2] },
      marks: [
        logAxisX(Plot, groups[0], last, 'archetypes →'),
        ...logAxisY(Plot, theme, floor / 1.2, top * 1.2, '↑ error (probability)'),
        Plot.line(within, { x: 'count', y: 'within', stroke: theme.muted, strokeDasharray: '5 4' }),
        ...samples.flatMap((answers, k) => {
          const own = rows.filter((row) => row.answers === answers);
          return [
            Plot.line(own, { x: 'count', y: 'rootMeanSquare', stroke: theme.series[k], strokeWidth: 2 }),
            Plot.dot(own, { x: 'count', y: 'rootMeanSquare', fill: theme.series[k], r: 3.5 }),
          ];
        }),
      ],
    }),
  });
}

import type { Table } from '../../data/index.js';
import { decimal, logAxisX, logAxisY, significant, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';

/**
 * Re-analysis of the matched-budget study of agent architectures: success and efficiency against turns. Efficiency is
 * success per relative turn, so an architecture that keeps its success and takes k times the turns falls to 1/k on the line.
 *
 * @param coordination - the data set `agent-scaling-coordination`: columns architecture, success, turns, efficiency; one
 * row `single`
 * @see arXiv 2512.08296v1, Table 5; arXiv 2601.17311, Section 6 (empirical touchpoints)
 *
 * @example
 * ```ts
 * import { dataset } from 'polity/data';
 * import { matchedBudgetFigure } from 'polity/organization';
 * const { table } = await dataset('agent-scaling-coordination');
 * matchedBudgetFigure(table).title;
 * // 'Up to 6.2 times the turns buy at most 2 % more success: efficiency falls because turns rise'
 * ```
 */
export function matchedBudgetFigure(coordination: Table): Figure {
  const rows = architectures(coordination);
  const single = rows.find(({ architecture }) => architecture === 'single');
  if (!single) throw new InvalidInputError('coordination', coordination.name, "have a row with architecture 'single'");
  const points = rows.map((row) => ({ ...row, recomputed: (row.success * single.turns) / row.turns }));
  const most = Math.max(...rows.map(({ turns }) => turns));
  const best = Math.max(...rows.filter((row) => row !== single).map(({ success }) => success)) / single.success - 1;
  const line = [single.turns, most * 1.15].map((turns) => ({
    turns,
    efficiency: (single.success * single.turns) / turns,
  }));
  const xDomain = [single.turns * 0.69, most * 1.6] as const;
  const low = 0.7 * Math.min(...points.map(({ efficiency }) => efficiency));
  return figure({
    title:
      `Up to ${significant(most / single.turns)} times the turns buy ` +
      (best > 0 ? `at most ${decimal(100 * best, 0)} % more success` : 'no success') +
      ': efficiency falls because turns rise',
    subtitle:
      'Mean success and coordination efficiency E_{c} = S/(T/T_{single}) of five architectures at matched token budgets, 180 configurations',
    source:
      'Kim et al., arXiv 2512.08296v1, Table 5; re-analysed as a touchpoint of Liu, Kong & Pei, arXiv 2601.17311, Section 6',
    description:
      'Success stays between ' +
      `${decimal(Math.min(...rows.map((row) => row.success)))} and ${decimal(Math.max(...rows.map((row) => row.success)))} while turns grow. ` +
      'Efficiency, published and recomputed, follows the line of constant success down: ' +
      points
        .map((row) => `${row.architecture} ${decimal(row.efficiency)} (recomputed ${decimal(row.recomputed)})`)
        .join(', '),
    legend: [
      { label: 'success S', color: (theme) => theme.series[2] ?? theme.ink, mark: 'dot' },
      { label: 'efficiency E_{c}, published', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'recomputed', color: (theme) => theme.accent, mark: 'ring' },
      { label: 'a single agent’s success, spread over T turns', color: (theme) => theme.muted, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      x: { type: 'log', domain: xDomain },
      y: { type: 'log', domain: [low, 1] },
      marks: [
        logAxisX(Plot, ...xDomain, 'turns per task, T →'),
        ...logAxisY(Plot, theme, low, 1, '↑ success S, efficiency E_{c}'),
        Plot.line(line, { x: 'turns', y: 'efficiency', stroke: theme.muted, strokeDasharray: '5 3' }),
        Plot.link(points, { x: 'turns', y1: 'success', y2: 'efficiency', stroke: theme.muted, strokeOpacity: 0.4 }),
        Plot.dot(points, { x: 'turns', y: 'success', fill: theme.series[2], r: 4.5 }),
        Plot.dot(points, { x: 'turns', y: 'efficiency', fill: theme.series[0], r: 4.5 }),
        Plot.dot(points, { x: 'turns', y: 'recomputed', stroke: theme.accent, r: 7, strokeWidth: 1.5 }),
        ...(['start', 'middle', 'end'] as const).flatMap((textAnchor) => {
          const group = points.filter((_, i) => labelAnchor(points, i) === textAnchor);
          return [
            Plot.text(group, { x: 'turns', y: 'success', text: 'architecture', textAnchor, dy: -14, fill: theme.ink }),
            Plot.text(
              group.filter(({ architecture }) => architecture !== 'single'),
              {
                x: 'turns',
                y: 'efficiency',
                text: (row: Point) => row.efficiency.toFixed(3),
                textAnchor: textAnchor === 'start' ? 'start' : 'end',
                dx: textAnchor === 'start' ? 11 : -11,
                dy: textAnchor === 'start' ? -7 : 7,
                fill: theme.ink,
              },
            ),
          ];
        }),
      ],
    }),
  });
}

interface Architecture {
  readonly architecture: string;
  readonly success: number;
  readonly turns: number;
  readonly efficiency: number;
}

interface Point extends Architecture {
  readonly recomputed: number;
}

function architectures(table: Table): Architecture[] {
  const { codes, levels } = table.category('architecture');
  const [success, turns, efficiency] = ['success', 'turns', 'efficiency'].map((column) => table.number(column));
  return Array.from(codes, (code, row) => ({
    architecture: levels[code] ?? '',
    success: success[row],
    turns: turns[row],
    efficiency: efficiency[row],
  }));
}

/** Where a label hangs on its point so that it does not run into that of a close neighbour. */
function labelAnchor(points: readonly Architecture[], i: number): 'start' | 'middle' | 'end' {
  const close = (j: number) =>
    j in points && Math.abs(Math.log(points[j].turns / points[i].turns)) < 0.3 ? points[j].turns - points[i].turns : 0;
  const neighbour = close(i - 1) || close(i + 1);
  return neighbour === 0 ? 'middle' : neighbour > 0 ? 'end' : 'start';
}

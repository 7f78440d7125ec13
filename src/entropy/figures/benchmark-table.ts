import type { Table } from '../../data/index.js';
import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { paper } from './words.js';

const benchmarks = ['aime24', 'aime25', 'amc', 'math500', 'omni', 'olympiad', 'minerva'] as const;

/** One row of the benchmark table, with its mean taken anew. */
export interface BenchmarkAverage {
  readonly model: string;
  readonly method: string;
  /** As printed. */
  readonly printed: number;
  /** Mean of the seven printed scores. */
  readonly mean: number;
  /** Whether the printed average is that mean to the digit printed. */
  readonly agrees: boolean;
}

/**
 * The printed averages of the benchmark table beside the means of their rows.
 *
 * @param table - dataset entropy-benchmarks
 * @see arXiv 2505.22617, Table 2
 *
 * @example
 * ```ts
 * import { dataset } from 'polity/data';
 * import { benchmarkAverages } from 'polity/entropy';
 * const rows = benchmarkAverages((await dataset('entropy-benchmarks')).table);
 * rows[0]; // { model: '7B', method: 'GRPO', printed: 38.6, mean: 39.0857, agrees: false }
 * ```
 */
export function benchmarkAverages(table: Table): readonly BenchmarkAverage[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const mean = benchmarks.reduce((sum, name) => sum + table.number(name)[row], 0) / benchmarks.length;
    const printed = table.number('average')[row];
    // Scores are printed to 0.1: their mean is known to 0.05, and the average is rounded to 0.05 once more.
    const agrees = Math.abs(mean - printed) <= 0.1 + 1e-9;
    return {
      model: String(table.value('model', row)),
      method: String(table.value('method', row)),
      printed,
      mean,
      agrees,
    };
  });
}

/**
 * Gain over GRPO of each method, by the printed averages and by the means of the rows.
 *
 * @param table - dataset entropy-benchmarks
 *
 * @example
 * ```ts
 * import { dataset } from 'polity/data';
 * import { benchmarkFigure } from 'polity/entropy';
 * benchmarkFigure((await dataset('entropy-benchmarks')).table).title.startsWith('KL-Cov gains'); // true
 * ```
 */
export function benchmarkFigure(table: Table): Figure {
  const rows = benchmarkAverages(table);
  const gains = rows
    .filter(({ method }) => method !== 'GRPO')
    .map((row) => {
      const baseline = rows.find(({ model, method }) => model === row.model && method === 'GRPO');
      if (!baseline) throw new InvalidInputError('table', row.model, `have a row with method 'GRPO'`);
      return {
        name: `${row.method}, ${row.model}`,
        method: row.method,
        model: row.model,
        printed: row.printed - baseline.printed,
        mean: row.mean - baseline.mean,
      };
    });
  const best = gains.reduce((one, other) => (other.mean > one.mean ? other : one));
  const off = rows.filter(({ agrees }) => !agrees).length;
  const signed = (value: number) => `${value > 0 ? '+' : ''}${decimal(value, 1)}`;
  return figure({
    title: `${best.method} gains ${decimal(best.mean, 1)} points over GRPO at ${best.model}; ${off} of ${rows.length} printed averages are not the means of their rows`,
    subtitle:
      'Gain in mean score over GRPO (percentage points), by the printed averages and by the means of the seven benchmarks',
    source: `${paper}, Table 2`,
    description:
      gains
        .map(({ name, printed, mean }) => `${name}: ${signed(printed)} as printed, ${signed(mean)} by the row means`)
        .join('; ') + '.',
    height: 300,
    legend: [
      { label: 'means of the rows', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'printed averages', color: (theme) => theme.series[1] ?? theme.ink, mark: 'ring' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 120,
      marginRight: 24,
      x: { label: 'gain over GRPO (points) →', grid: true },
      y: { label: null, domain: gains.map(({ name }) => name) },
      marks: [
        Plot.ruleX([0], { stroke: theme.muted }),
        Plot.ruleY(gains, { y: 'name', x1: 'printed', x2: 'mean', stroke: theme.muted }),
        Plot.dot(gains, { x: 'mean', y: 'name', fill: theme.series[0], r: 5 }),
        Plot.dot(gains, { x: 'printed', y: 'name', stroke: theme.series[1], strokeWidth: 2, r: 5.5 }),
      ],
    }),
  });
}

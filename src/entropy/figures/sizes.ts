import type { Table } from '../../data/index.js';
import { decimal, figure, type Figure } from '../../figures/index.js';
import { fitSizeLaw } from '../size-law.js';
import { paper } from './words.js';

/**
 * Ceiling b − a against model size, with the straight lines of a and b in ln N.
 *
 * @param table - rows with columns `model`, `size` (10⁹ parameters without embeddings), `a` and `b`, such as the dataset
 * entropy-law-coefficients
 * @see arXiv 2505.22617, Figures 1 and 7
 *
 * @example
 * ```ts
 * import { dataset } from 'polity/data';
 * import { sizeFigure } from 'polity/entropy';
 * sizeFigure((await dataset('entropy-law-coefficients')).table).title;
 * // 'Larger models end higher: the ceiling rises by 0.049 with every doubling of size'
 * ```
 */
export function sizeFigure(table: Table): Figure {
  const [size, a, b] = ['size', 'a', 'b'].map((name) => table.number(name));
  const [lawA, lawB] = [fitSizeLaw(size, a), fitSizeLaw(size, b)];
  const doubling = Math.LN2 * (lawB.slope.estimate - lawA.slope.estimate);
  const rows = Array.from(size, (n, i) => ({
    size: n,
    a: a[i],
    b: b[i],
    ceiling: b[i] - a[i],
    model: String(table.value('model', i)),
  }));
  const [low, high] = [Math.min(...size) / 1.5, Math.max(...size) * 1.5];
  const line = Array.from({ length: 60 }, (_, k) => {
    const n = low * (high / low) ** (k / 59);
    return { size: n, a: lawA.predict(n), b: lawB.predict(n), ceiling: lawB.predict(n) - lawA.predict(n) };
  });
  const quantities = [
    { name: 'ceiling', label: 'ceiling, b − a', color: 0 },
    {
      name: 'b',
      label: `b = ${decimal(lawB.intercept.estimate)} + ${decimal(lawB.slope.estimate)} ln N (r ${decimal(lawB.correlation, 2)})`,
      color: 1,
    },
    {
      name: 'a',
      label: `a = ${decimal(lawA.intercept.estimate)} + ${decimal(lawA.slope.estimate, 4)} ln N (r ${decimal(lawA.correlation, 2)})`,
      color: 2,
    },
  ] as const;
  return figure({
    title: `Larger models end ${doubling > 0 ? 'higher' : 'lower'}: the ceiling ${doubling > 0 ? 'rises' : 'falls'} by ${decimal(Math.abs(doubling))} with every doubling of size`,
    subtitle:
      'Coefficients of R = −a e^{H} + b, read off the paper’s fitted curves (± 0.02 on a, ± 0.03 on b), and their least-squares lines',
    source: `${paper}, Figures 1 and 7; digitised`,
    description: `Coefficients a and b and the ceiling against model size on a logarithmic axis, with straight lines; ${rows.map(({ model, ceiling }) => `${model}: ceiling ${decimal(ceiling)}`).join('; ')}.`,
    legend: quantities.map(({ label, color }) => ({ label, color: (theme) => theme.series[color] ?? theme.ink })),
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 24,
      x: {
        type: 'log',
        domain: [low, high],
        label: 'parameters without embeddings (10⁹) →',
        ticks: [0.5, 1, 2, 5, 10, 20, 40],
        tickFormat: '~g',
      },
      y: { label: '↑ reward', grid: true, zero: true },
      marks: quantities.flatMap(({ name, color }) => [
        Plot.line(line, { x: 'size', y: name, stroke: theme.series[color], strokeWidth: 1.8 }),
        Plot.dot(rows, { x: 'size', y: name, fill: theme.series[color], r: 4 }),
      ]),
    }),
  });
}

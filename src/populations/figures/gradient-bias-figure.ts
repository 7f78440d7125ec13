import { decimal, figure, type Figure } from '../../figures/index.js';
import { bernoulliGradient, type GradientEstimator, type Smooth } from '../learning/bernoulli-gradient.js';

const estimators: readonly GradientEstimator[] = ['straight-through', 'half-weight', 'score'];

/**
 * Bias of three estimators of d/dp E f(X), X ~ Bernoulli(p), against p: closed form as lines, drawn estimates as dots.
 *
 * @param f - with its derivative
 * @param options.label - f in words, e.g. `x³`
 *
 * @example
 * ```ts
 * import { gradientBiasFigure } from 'polity/populations';
 * const cube = { value: (x: number) => x ** 3, slope: (x: number) => 3 * x ** 2 };
 * gradientBiasFigure(cube, { label: 'x³' }).title;
 * // 'For f = x³ the bias is at most 1.85 straight-through, 0.50 half-weight, 0.00 score'
 * ```
 */
export function gradientBiasFigure(
  f: Smooth,
  { label, draws = 2000, seed = 0 }: { readonly label: string; readonly draws?: number; readonly seed?: number },
): Figure {
  const rows = estimators.flatMap((estimator, e) =>
    Array.from({ length: 19 }, (_, k) => {
      const p = (k + 1) / 20;
      const { estimate, standardError, exact, bias } = bernoulliGradient(f, {
        p,
        estimator,
        draws,
        seed: seed + 19 * e + k,
      });
      return {
        estimator,
        p,
        bias,
        drawn: estimate - exact,
        low: estimate - exact - 1.96 * standardError,
        high: estimate - exact + 1.96 * standardError,
      };
    }),
  );
  const largest = estimators.map((estimator) => {
    const biases = rows.filter((row) => row.estimator === estimator).map(({ bias }) => Math.abs(bias));
    return `${decimal(Math.max(...biases), 2)} ${estimator}`;
  });
  return figure({
    title: `For f = ${label} the bias is at most ${largest.join(', ')}`,
    subtitle: `Bias of estimators of the derivative of E f(X) by p, X ~ Bernoulli(p): exact, and from ${draws} draws with 95 % intervals`,
    source: 'Arya et al. 2022; Chopra, arXiv 2507.09901, public code',
    description: `Largest bias over p from 0.05 to 0.95: ${largest.join(', ')}.`,
    height: 360,
    legend: [
      ...estimators.map((estimator, e) => ({
        label: estimator,
        color: (theme: { series: readonly string[] }) => theme.series[e],
      })),
      { label: 'from draws', color: (theme) => theme.muted, mark: 'dot' as const },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 56,
      x: { label: 'p →', domain: [0, 1] },
      y: { label: '↑ bias (units of f)', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: theme.muted }),
        ...estimators.flatMap((estimator, e) => {
          const own = rows.filter((row) => row.estimator === estimator);
          return [
            Plot.ruleX(own, { x: 'p', y1: 'low', y2: 'high', stroke: theme.series[e], strokeOpacity: 0.5 }),
            Plot.line(own, { x: 'p', y: 'bias', stroke: theme.series[e], strokeWidth: 2 }),
            Plot.dot(own, { x: 'p', y: 'drawn', fill: theme.series[e], r: 3 }),
          ];
        }),
      ],
    }),
  });
}

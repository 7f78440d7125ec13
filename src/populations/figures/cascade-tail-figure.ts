import { decimal, figure, logAxisX, logAxisY, type Figure } from '../../figures/index.js';
import { comparePowerLaw, type PowerLawFit } from '../../statistics/index.js';

/**
 * Share of cascades of at least a size, on logarithmic axes, with the power law and the exponential that fit their tail.
 *
 * @param fit - of sizes, from `fitPowerLaw`
 *
 * @example
 * ```ts
 * import { cascadeTailFigure } from 'polity/populations';
 * import { fitPowerLaw } from 'polity/statistics';
 * const fit = fitPowerLaw([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 7, 12], { xmin: 1 });
 * cascadeTailFigure(fit).title; // 'A tail of exponent 1.9: no rival can be told from it'
 * ```
 */
export function cascadeTailFigure(fit: PowerLawFit): Figure {
  const { values, counts, xmin, estimate, standardError, n, total, discrete } = fit;
  const rivals = (['exponential', 'lognormal', 'stretched-exponential'] as const).map((rival) =>
    comparePowerLaw(fit, rival),
  );
  const told = rivals.filter(({ pValue }) => pValue < 0.1);
  const better = told.filter(({ logLikelihoodRatio }) => logLikelihoodRatio < 0).map(({ rival }) => rival);
  const worse = told.filter(({ logLikelihoodRatio }) => logLikelihoodRatio > 0).map(({ rival }) => rival);
  const alike = rivals.filter(({ pValue }) => pValue >= 0.1).map(({ rival }) => rival);
  const finding = [
    ...(worse.length > 0 ? [`nearer than ${joined(worse)}`] : []),
    ...(better.length > 0 ? [`${joined(better)} nearer still`] : []),
    ...(alike.length === rivals.length
      ? ['no rival can be told from it']
      : alike.length > 0
        ? [`not told from ${joined(alike)}`]
        : []),
  ].join(', ');
  let above = total;
  const observed = Array.from(values, (size, i) => {
    const point = { size, share: above / total };
    above -= counts[i];
    return point;
  });
  const last = values[values.length - 1];
  const share = n / total;
  const rate = rivals[0].parameters.rate;
  const grid = Array.from({ length: 101 }, (_, i) => xmin * (last / xmin) ** (i / 100));
  // Counts from x on lie, to a good approximation, above x − ½.
  const shift = discrete ? 0.5 : 0;
  const law = grid.map((size) => ({ size, share: share * ((size - shift) / (xmin - shift)) ** (1 - estimate) }));
  const exponential = grid
    .map((size) => ({ size, share: share * Math.exp(-rate * (size - xmin)) }))
    .filter((point) => point.share >= 0.5 / total);
  const low = 0.5 / total;
  return figure({
    title: `A tail of exponent ${decimal(estimate, 2)}: ${finding}`,
    subtitle: `Cascades of at least a size; ${n} of ${total} from ${decimal(xmin)} on, exponent ${decimal(estimate, 3)} ± ${decimal(standardError, 3)}`,
    source: 'After A. Clauset, C. Shalizi, M. Newman, SIAM Review 51 (2009)',
    description: `Share of cascades over size, on logarithmic axes, falling from 1 at ${decimal(values[0])} to ${decimal(counts[counts.length - 1] / total, 6)} at ${decimal(last)}, with a power law and an exponential from ${decimal(xmin)} on.`,
    height: 340,
    legend: [
      { label: 'cascades', color: (theme) => theme.ink, mark: 'dot' },
      { label: 'power law', color: (theme) => theme.series[0] },
      { label: 'exponential', color: (theme) => theme.series[1], mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 56,
      marginRight: 24,
      x: { type: 'log', domain: [values[0], last * 1.1] },
      y: { type: 'log', domain: [low, 1.3] },
      marks: [
        logAxisX(Plot, values[0], last * 1.1, 'adopters of a cascade →'),
        ...logAxisY(Plot, theme, low, 1.3, '↑ share of cascades at least as large'),
        Plot.dot(observed, { x: 'size', y: 'share', r: 2.2, fill: theme.ink, fillOpacity: 0.7 }),
        Plot.line(exponential, {
          x: 'size',
          y: 'share',
          stroke: theme.series[1],
          strokeWidth: 2,
          strokeDasharray: '5 4',
        }),
        Plot.line(
          law.filter((point) => point.share >= low),
          { x: 'size', y: 'share', stroke: theme.series[0], strokeWidth: 2 },
        ),
      ],
    }),
  });
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

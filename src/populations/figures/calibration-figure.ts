import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Calibration } from '../learning/calibrate.js';

/**
 * Calibrated parameters of successive periods, with their intervals, over the truth that made the data.
 *
 * @param calibration - one parameter a period
 * @param options.truth - of each period
 * @throws InvalidInputError for another number of true values than of parameters
 *
 * @example
 * ```ts
 * import { calibrate, calibrationFigure, type Dual } from 'polity/populations';
 * const identity = ([a, b]: readonly Dual[]) => [a, b, a.plus(b)];
 * const parameters = [{ name: 'R1', min: 0, max: 5 }, { name: 'R2', min: 0, max: 5 }];
 * const found = calibrate(identity, { parameters, data: [2.1, 0.9, 3.1] });
 * calibrationFigure(found, { truth: [2, 1] }).title; // '2 of 2 intervals hold the true value; the largest error is 0.13'
 * ```
 */
export function calibrationFigure(
  { parameters }: Calibration,
  {
    truth,
    period = 'week',
    quantity = 'R',
    source,
  }: {
    readonly truth: ArrayLike<number>;
    readonly period?: string;
    readonly quantity?: string;
    readonly source?: string;
  },
): Figure {
  if (truth.length !== parameters.length) {
    throw new InvalidInputError('truth.length', truth.length, `equal ${parameters.length}, the parameters`);
  }
  const rows = parameters.map(({ estimate, interval: { lower, upper } }, k) => ({
    place: k + 1,
    estimate,
    lower,
    upper,
    truth: truth[k],
  }));
  const held = rows.filter((row) => row.lower <= row.truth && row.truth <= row.upper).length;
  const off = Math.max(...rows.map((row) => Math.abs(row.estimate - row.truth)));
  return figure({
    title: `${held} of ${rows.length} intervals hold the true value; the largest error is ${decimal(off, 2)}`,
    subtitle: `${quantity} of each ${period}, found by least squares on the derivative of the mean-field chain, with 95 % intervals`,
    source: source ?? 'Own computation',
    description: rows
      .map((row) => `${period} ${row.place}: ${decimal(row.estimate, 2)}, truth ${decimal(row.truth, 2)}`)
      .join('; '),
    height: 320,
    legend: [
      { label: 'truth', color: (theme) => theme.ink },
      { label: 'calibrated, with 95 % interval', color: (theme) => theme.series[0], mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 56,
      x: {
        label: `${period} →`,
        ticks: rows.map(({ place }) => place),
        tickFormat: 'd',
        domain: [0.4, rows.length + 0.6],
      },
      y: { label: `↑ ${quantity}`, grid: true, zero: true },
      marks: [
        Plot.ruleY(rows, {
          y: 'truth',
          x1: (row: { place: number }) => row.place - 0.4,
          x2: (row: { place: number }) => row.place + 0.4,
          stroke: theme.ink,
          strokeWidth: 2,
        }),
        Plot.ruleX(rows, { x: 'place', y1: 'lower', y2: 'upper', stroke: theme.series[0], strokeWidth: 3 }),
        Plot.dot(rows, { x: 'place', y: 'estimate', fill: theme.series[0], r: 5 }),
      ],
    }),
  });
}

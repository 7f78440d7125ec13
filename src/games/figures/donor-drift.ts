import { decimal, figure, type Figure } from '../../figures/index.js';
import type { DriftMap } from '../donor/drift-map.js';
import { donorGame, percent, stepColour, tenthColours, tenths } from './donor-wording.js';

/** A map with what sets it apart from its neighbours. */
export interface LabelledDriftMap {
  readonly label: string;
  readonly map: DriftMap;
}

/**
 * Maps of giving over the bias of transmission and the intensity of selection, side by side on one scale. A line parts
 * the cells in which at least half is given.
 *
 * @param maps - over the same biases and intensities, evenly spaced
 *
 * @example
 * ```ts
 * import { constantDonor, donorDriftFigure, driftMap } from 'polity/games';
 * const map = driftMap({ founders: () => constantDonor(0.5), biases: [0, 0.2], intensities: [0, 1], replicates: 4 });
 * donorDriftFigure([{ label: 'blind', map }]).title.startsWith('Societies come to give half'); // true
 * ```
 */
export function donorDriftFigure(maps: readonly LabelledDriftMap[]): Figure {
  const cells = maps.flatMap(({ label, map: { biases, intensities, giving } }) =>
    Array.from(giving, (share, at) => {
      const [i, j] = [Math.floor(at / biases.length), at % biases.length];
      return { label, share, ...edges(biases, j, 'x'), ...edges(intensities, i, 'y') };
    }),
  );
  /** The least bias in a row that makes a society give half. */
  const needed = ({ biases, giving }: DriftMap, row: number) =>
    biases.find((_, j) => giving[row * biases.length + j] >= 0.5);
  const [{ map: first }] = maps;
  const rowAt = (choose: (...values: number[]) => number) => first.intensities.indexOf(choose(...first.intensities));
  const least = (row: number) =>
    maps
      .map(({ label, map }) => {
        const bias = needed(map, row);
        return `${bias === undefined ? `over ${decimal(Math.max(...map.biases))}` : decimal(bias)} (${label})`;
      })
      .join(' or ');
  const [weak, strong] = [rowAt(Math.min), rowAt(Math.max)];
  return figure({
    title: `Societies come to give half with a drift of ${least(strong)} at intensity ${decimal(first.intensities[strong])}, and of ${least(weak)} at ${decimal(first.intensities[weak])}`,
    subtitle: `Mean share given in the last generation, ${first.replicates} runs a cell; drift: mean change of a newcomer’s shares against the survivors’ mean; line: one half`,
    source: `${donorGame}; scripted strategies`,
    description: `Maps over drift from ${decimal(first.biases[0])} to ${decimal(first.biases[first.biases.length - 1])} and intensity of selection. ${maps
      .map(
        ({ label, map }) => `${label}: from ${percent(Math.min(...map.giving))} to ${percent(Math.max(...map.giving))}`,
      )
      .join('; ')}`,
    height: 300,
    ramp: { label: 'mean share given', colors: tenthColours, thresholds: tenths, format: (value) => decimal(value) },
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 16,
      fx: { domain: maps.map(({ label }) => label), label: null, padding: 0.12 },
      x: { label: 'drift of newcomers, a generation →', ticks: 3 },
      y: { label: '↑ intensity of selection', ticks: 5 },
      marks: [
        Plot.rect(cells, {
          fx: 'label',
          x1: 'x1',
          x2: 'x2',
          y1: 'y1',
          y2: 'y2',
          fill: ({ share }: { share: number }) => stepColour(tenthColours(theme), tenths, share),
        }),
        Plot.line(maps.flatMap(frontier), { fx: 'label', x: 'x', y: 'y', stroke: theme.accent, strokeWidth: 2 }),
      ],
    }),
  });
}

/** Where giving first reaches one half, row by row; rows that do not reach it have no point. */
function frontier({ label, map }: LabelledDriftMap): { label: string; x: number; y: number }[] {
  const { biases, intensities, giving } = map;
  return Array.from(intensities).flatMap((y, i) => {
    const row = giving.subarray(i * biases.length, (i + 1) * biases.length);
    const j = row.findIndex((share) => share >= 0.5);
    if (j <= 0) return [];
    const part = (0.5 - row[j - 1]) / (row[j] - row[j - 1]);
    return [{ label, x: biases[j - 1] + part * (biases[j] - biases[j - 1]), y }];
  });
}

/** Edges of a cell around an evenly spaced value. */
function edges<const Axis extends 'x' | 'y'>(
  values: Float64Array,
  i: number,
  axis: Axis,
): Record<`${Axis}1` | `${Axis}2`, number> {
  const half = values.length > 1 ? (values[1] - values[0]) / 2 : 0.5;
  return { [`${axis}1`]: values[i] - half, [`${axis}2`]: values[i] + half } as Record<`${Axis}1` | `${Axis}2`, number>;
}

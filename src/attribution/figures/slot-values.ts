import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { SlotValues } from '../inference/best-combination.js';
import { counted, labelRoom, listed } from './words.js';

/** What models are worth in the slots of an agent, domain by domain. */
export interface DomainValues extends SlotValues {
  readonly domain: string;
}

export interface SlotFigureOptions {
  /** The line under the figure. */
  readonly source?: string;
  /** How to write a slot: `{ P: 'planning' }`; default its name. */
  readonly labels?: Readonly<Record<string, string>>;
}

interface Cell {
  readonly domain: string;
  readonly model: string;
  readonly slot: string;
  readonly value: number;
}

/**
 * A bar a model and domain, stacked from the values of its slots: gains to the right of 0, losses to the left, a ring at their
 * sum, which for Shapley values is the whole gain over the default model.
 *
 * @param rows - at most six slots, the same in all rows
 */
export function stackedValuesFigure(
  rows: readonly DomainValues[],
  { source, labels = {} }: SlotFigureOptions = {},
): Figure {
  const { slots, cells, domains, models } = tabulate(rows, labels);
  const sums = rows.map(({ domain, model, values }) => ({
    domain,
    model,
    sum: Object.values(values).reduce((total, value) => total + value, 0),
  }));
  const wins = slots
    .map((slot) => ({ slot, domains: domains.filter((domain) => largestSlot(cells, domain) === slot) }))
    .filter((row) => row.domains.length > 0)
    .sort((a, b) => b.domains.length - a.domains.length);
  const ends = rows.flatMap(({ values }) => [
    Object.values(values).reduce((sum, value) => sum + Math.max(0, value), 0),
    Object.values(values).reduce((sum, value) => sum + Math.min(0, value), 0),
  ]);
  return figure({
    title:
      wins[0].domains.length === domains.length && domains.length > 1
        ? `${capital(wins[0].slot)} is worth most in all ${domains.length} domains`
        : `${capital(wins.map(({ slot, domains: where }, k) => `${slot} ${k === 0 ? 'is worth most ' : ''}in ${listed(where, 9)}`).join('; '))}`,
    subtitle: `Values of ${counted(slots.length, 'slot')} for ${counted(models.length, 'model')} (means over models in the title); a ring marks the sum`,
    description:
      `Stacked bars of slot values for each model. Largest sums: ` +
      domains
        .map((domain) => {
          const top = sums.filter((row) => row.domain === domain).reduce((a, b) => (b.sum > a.sum ? b : a));
          return `${domain} ${top.model} ${decimal(top.sum)}`;
        })
        .join(', '),
    ...(source === undefined ? {} : { source }),
    height: 60 + domains.length * (16 + 17 * models.length),
    legend: [
      ...slots.map((label, i) => ({
        label,
        color: (theme: Theme) => theme.series[i] ?? theme.ink,
        mark: 'dot' as const,
      })),
      { label: 'sum', color: (theme: Theme) => theme.ink, mark: 'ring' as const },
    ],
    plot: (Plot, theme) => ({
      marginLeft: labelRoom(models),
      marginRight: 96,
      x: { label: 'value, score →', domain: [Math.min(0, ...ends) - 0.02, Math.max(0, ...ends) + 0.03] },
      y: { label: null, domain: models, tickSize: 0, padding: 0.18 },
      fy: { label: null, domain: domains, padding: 0.08 },
      color: { domain: slots, range: theme.series.slice(0, slots.length) },
      marks: [
        Plot.gridX({ stroke: theme.grid, strokeOpacity: 1 }),
        Plot.barX(cells, { y: 'model', fy: 'domain', x: 'value', fill: 'slot', order: slots }),
        Plot.ruleX([0], { stroke: theme.ink }),
        Plot.dot(sums, {
          y: 'model',
          fy: 'domain',
          x: 'sum',
          stroke: theme.ink,
          fill: theme.paper,
          r: 3.5,
          strokeWidth: 1.5,
        }),
      ],
    }),
  });
}

/**
 * Values as a matrix of discs, a panel a domain: area is the size of a value, colour its sign. A matrix rather than a radar: a
 * radar cannot show losses, its areas depend on the order of the axes, and models hide one another.
 *
 * @param rows - the same slots in all rows
 */
export function valueMatrixFigure(
  rows: readonly DomainValues[],
  { source, labels = {} }: SlotFigureOptions = {},
): Figure {
  const { slots, cells, domains, models } = tabulate(rows, labels);
  const top = cells.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a));
  const losses = cells.filter(({ value }) => value < 0).length;
  return figure({
    title:
      `${losses === 0 ? 'No' : losses} of ${cells.length} values ${losses === 1 ? 'is a loss' : 'are losses'}; ` +
      `the largest is ${decimal(top.value)}, ${top.model} in ${top.slot} (${top.domain})`,
    subtitle: 'Each model in one slot against the default model; the area of a disc is the size of the value',
    description: `A panel for each of ${domains.join(', ')}: models by slots, a disc for every value.`,
    ...(source === undefined ? {} : { source }),
    height: 62 + labelRoom(slots) + 28 * models.length,
    legend: [
      { label: 'gain', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'loss', color: (theme) => theme.series[1] ?? theme.ink, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: labelRoom(models),
      marginRight: 12,
      marginTop: 44,
      x: { domain: slots, label: null, tickSize: 0, padding: 0.5, tickRotate: -90 },
      marginBottom: 12 + labelRoom(slots),
      y: { domain: models, label: null, tickSize: 0 },
      fx: { domain: domains, label: null, padding: 0.06 },
      r: { range: [0, 13], domain: [0, Math.abs(top.value)] },
      marks: [
        Plot.frame({ stroke: theme.grid }),
        Plot.dot(cells, {
          x: 'slot',
          y: 'model',
          fx: 'domain',
          r: ({ value }: Cell) => Math.abs(value),
          fill: ({ value }: Cell) => (value < 0 ? theme.series[1] : theme.series[0]) ?? theme.ink,
          fillOpacity: 0.85,
        }),
      ],
    }),
  });
}

function tabulate(rows: readonly DomainValues[], labels: Readonly<Record<string, string>>) {
  if (rows.length === 0) throw new InvalidInputError('rows', rows, 'hold a model');
  const names = Object.keys(rows[0].values);
  if (names.length > 6) throw new InvalidInputError('rows[0].values', rows[0].values, 'have at most six slots');
  const slotText = (slot: string) => labels[slot] ?? slot;
  const cells = rows.flatMap(({ domain, model, values }, k): Cell[] => {
    if (Object.keys(values).sort().join() !== [...names].sort().join()) {
      throw new InvalidInputError(`rows[${k}].values`, values, `have the slots ${names.join(', ')}`);
    }
    return names.map((slot) => ({ domain, model, slot: slotText(slot), value: values[slot] }));
  });
  return {
    slots: names.map(slotText),
    cells,
    domains: [...new Set(rows.map(({ domain }) => domain))],
    models: [...new Set(rows.map(({ model }) => model))],
  };
}

/** The slot with the largest mean value over models. */
function largestSlot(cells: readonly Cell[], domain: string): string {
  const sums = new Map<string, number>();
  for (const { domain: where, slot, value } of cells) {
    if (where === domain) sums.set(slot, (sums.get(slot) ?? 0) + value);
  }
  return [...sums].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

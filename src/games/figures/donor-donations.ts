import { decimal, figure, type Figure } from '../../figures/index.js';
import type { DonorHistory } from '../donor/evolve-donors.js';
import { giftOf, indirectReciprocity } from '../donor/indirect-reciprocity.js';
import { donorGame, percent, stepColour, tenthColours, tenths } from './donor-wording.js';

const BINS = 5;
const NO_PAST = 'no past';

/**
 * Mean share given by generation and by what the recipient last gave, over all runs: the map of a norm. Cells with fewer
 * than ten decisions are left empty.
 *
 * @throws InvalidInputError where nobody ever met a recipient with a past
 *
 * @example
 * ```ts
 * import { donorDonationsFigure, evolveDonors, scriptedDonor, traceDonor } from 'polity/games';
 * const history = await evolveDonors({
 *   newcomer: ({ random }) => scriptedDonor(traceDonor({ first: random.uniform(), low: 0.2, high: 0.7, weights: [1] })),
 *   generations: 1,
 * });
 * donorDonationsFigure([history]).title;
 * // 'In generation 1 donors answer to reputation: a share more from the recipient is 0.5 more from the donor'
 * ```
 */
export function donorDonationsFigure(histories: readonly DonorHistory[]): Figure {
  const last = Math.min(...histories.map(({ generations }) => generations.length));
  const { within, decisions, clusters } = indirectReciprocity(
    histories.map(({ generations, run }) => ({ generations: [generations[last - 1]], run })),
  );
  const labels = Array.from({ length: BINS }, (_, i) => `${(100 * i) / BINS}–${(100 * (i + 1)) / BINS} %`);
  const cells = new Map<string, { generation: number; bin: string; sum: number; count: number }>();
  for (const { generations } of histories) {
    generations.forEach(({ games }, g) => {
      for (const record of games) {
        for (let at = 0; at < record.donors.length; at++) {
          if (Number.isNaN(giftOf(record, at))) continue;
          const line = record.seen[at];
          const bin = line < 0 ? NO_PAST : labels[Math.min(BINS - 1, Math.floor(BINS * giftOf(record, line)))];
          const key = `${g}:${bin}`;
          const cell = cells.get(key) ?? { generation: g + 1, bin, sum: 0, count: 0 };
          cell.sum += giftOf(record, at);
          cell.count++;
          cells.set(key, cell);
        }
      }
    });
  }
  const shown = [...cells.values()]
    .filter(({ count }) => count >= 10)
    .map((cell) => ({ ...cell, mean: cell.sum / cell.count }));
  const { estimate, interval } = within;
  const when = `In generation ${last} `;
  const finding =
    interval.lower > 0
      ? `${when}donors answer to reputation: a share more from the recipient is ${decimal(estimate, 2)} more from the donor`
      : interval.upper < 0
        ? `${when}donors give less to the generous: a share more from the recipient is ${decimal(-estimate, 2)} less from the donor`
        : `${when}there is no sign that donors answer to what recipients gave: slope ${decimal(estimate, 2)}`;
  const domain = [NO_PAST, ...labels];
  const generations = [...new Set(shown.map(({ generation }) => generation))];
  return figure({
    title: finding,
    subtitle: `Mean share given, by generation and by what the recipient last gave. Slope within donors in generation ${last}: ${decimal(estimate, 2)}, 95 % interval ${decimal(interval.lower, 2)} to ${decimal(interval.upper, 2)}, from ${decisions} decisions, errors clustered by ${clusters}`,
    source: donorGame,
    description: `A grid of ${generations.length} generations by six classes of recipients, coloured by the mean share given. ${shown
      .filter(({ generation }) => generation === generations.length)
      .map(({ bin, mean }) => `last generation, ${bin}: ${percent(mean)}`)
      .join('; ')}`,
    height: 320,
    ramp: { label: 'mean share given', colors: tenthColours, thresholds: tenths, format: (value) => decimal(value) },
    plot: (Plot, theme) => ({
      marginLeft: 84,
      marginRight: 16,
      padding: 0.04,
      x: { label: 'generation →', domain: generations.sort((a, b) => a - b), tickFormat: String },
      y: { label: 'recipient last gave', labelAnchor: 'top', domain: [...domain].reverse() },
      marks: [
        Plot.cell(shown, {
          x: 'generation',
          y: 'bin',
          fill: ({ mean }: { mean: number }) => stepColour(tenthColours(theme), tenths, mean),
        }),
      ],
    }),
  });
}

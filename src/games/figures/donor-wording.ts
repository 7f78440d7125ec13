import type { Theme } from '../../figures/index.js';

/** What the figures of the donor game cite. */
export const donorGame = 'Donor game of Vallinder & Hughes, arXiv 2412.10270';

/** A share in words. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${Number(value.toFixed(Math.abs(value) < 9.95 ? 1 : 0))} %`.replace('-', '−');
}

/** Units in words: whole from a thousand on, thousands set apart; three digits below. */
export function units(amount: number): string {
  return amount >= 1000
    ? String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ' ')
    : String(Number(amount.toPrecision(3)));
}

/** Colour of a value on a scale with steps at the thresholds. */
export function stepColour(colours: readonly string[], thresholds: readonly number[], value: number): string {
  return colours[thresholds.filter((threshold) => value >= threshold).length] ?? colours[colours.length - 1];
}

/** Steps of a share from 0 to 1, and the theme's colours for them. */
export const tenths: readonly number[] = Array.from({ length: 9 }, (_, i) => (i + 1) / 10);
export function tenthColours(theme: Theme): readonly string[] {
  return theme.sequential.slice(1, 11);
}

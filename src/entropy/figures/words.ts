import type { Theme } from '../../figures/index.js';

/** How the figures of this room cite and write. */
export const paper = 'Cui et al., arXiv 2505.22617';

/** Whole per cent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`.replace('-', '−');
}

/** The colour of series i, the six in turn. */
export function seriesColor(theme: Theme, i: number): string {
  return theme.series[i % theme.series.length] ?? theme.ink;
}

/** At most `most` of the points of a series, the first and the last among them. */
export function thinned(length: number, most = 240): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)));
}

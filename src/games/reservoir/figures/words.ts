import type { Theme } from '../../../figures/index.js';
import type { ReservoirPlay } from '../body-reservoir-agent.js';

/** How these figures cite. */
export const paper = 'Nakamura, arXiv 2602.20846';

/** The colour of series i, the six in turn. */
export function seriesColor(theme: Theme, i: number): string {
  return theme.series[i % theme.series.length];
}

/** A change with its sign. */
export function signed(value: number, decimals = 1): string {
  const text = Math.abs(value).toFixed(decimals);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** Stretches of rounds in which the opponent defects throughout, of at least `least` rounds: `from` to `to`, exclusive. */
export function defections(opponent: ArrayLike<number>, least = 3): { readonly from: number; readonly to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from = -1;
  for (let t = 0; t <= opponent.length; t++) {
    const defects = t < opponent.length && opponent[t] === 0;
    if (defects && from < 0) from = t;
    if (!defects && from >= 0) {
      if (t - from >= least) stretches.push({ from, to: t });
      from = -1;
    }
  }
  return stretches;
}

/** The mean of a series of the plays, round by round. */
export function meanSeries(plays: readonly ReservoirPlay[], series: 'actions' | 'body' | 'receptivity'): Float64Array {
  const mean = new Float64Array(plays[0][series].length);
  for (const play of plays) play[series].forEach((value, t) => (mean[t] += value / plays.length));
  return mean;
}

import type * as Plot from '@observablehq/plot';
import type { Theme } from './theme.js';

/** Ticks of a logarithmic axis: 1, 2, 5 in every decade, powers of ten alone when there are more than three decades. */
export function decadeTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const digits = Math.log10(high / low) > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = first; power <= last; power++) {
    for (const digit of digits) ticks.push(Number(`${digit}e${power}`));
  }
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
}

/** A tick in full where that is short, as a power of ten where it is not. */
export function tickLabel(tick: number): string {
  const power = Math.log10(tick);
  if (Math.abs(power) <= 3) return String(tick);
  const whole = Math.round(power);
  if (Math.abs(power - whole) < 1e-9) return `10^{${String(whole).replace('-', '−')}}`;
  return tick >= 1e3 && tick < 1e6 ? `${tick / 1e3}k` : tick.toExponential().replace('e+', 'e');
}

/** Axis of a logarithmic x scale; its labels are given as text because Plot would leave some out. */
export function logAxisX(plot: typeof Plot, low: number, high: number, label: string) {
  return plot.axisX(decadeTicks(low, high), { text: tickLabel, label });
}

/** Axis and grid of a logarithmic y scale. */
export function logAxisY(plot: typeof Plot, theme: Theme, low: number, high: number, label: string) {
  const ticks = decadeTicks(low, high);
  return [plot.gridY(ticks, { stroke: theme.grid, strokeOpacity: 1 }), plot.axisY(ticks, { text: tickLabel, label })];
}

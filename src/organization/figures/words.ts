/** How the figures of this room cite and write. */
export const paper = 'Liu, Kong & Pei, arXiv 2601.17311';

/** A number with at most three decimals, without trailing zeros, with a true minus sign. */
export function decimal(value: number, decimals = 3): string {
  return String(Number(value.toFixed(decimals))).replace('-', '−');
}

/** Whole numbers from first to last. */
export function integers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** A number to two significant digits. */
export function significant(value: number): string {
  return String(Number(value.toPrecision(2))).replace('-', '−');
}

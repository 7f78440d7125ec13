/** A number with at most so many decimals, without trailing zeros, with a true minus sign. */
export function decimal(value: number, decimals = 3): string {
  const text = String(Number(value.toFixed(decimals)));
  return (text === '-0' ? '0' : text).replace('-', '−');
}

export const steering = 'Arghal, He, Saeedi Bidokhti & Sarkar, arXiv 2504.02648';

/** Even points from low to high. */
export function evenly(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

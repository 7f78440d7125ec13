/**
 * A computed number as it is read beside a published one: as many digits as its standard error or tolerance give a meaning,
 * seven significant ones where there is neither.
 */
export function formatComputed(value: number, uncertainty: number | null): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return minus(String(value));
  if (uncertainty === null || uncertainty === 0) return minus(shortest(value, 7));
  // One digit beyond the first of the uncertainty.
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(uncertainty)));
  if (decimals > 12 || Math.abs(value) < 10 ** -decimals) return minus(shortest(value, 4));
  return minus(value.toFixed(decimals));
}

/** A published number with the digits it was given. */
export function formatPublished(value: number): string {
  return minus(String(value));
}

function shortest(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size === 0 || (size >= 1e-4 && size < 1e9)) return String(rounded);
  // What is so small or large is read for its size.
  return Number(value.toPrecision(Math.min(digits, 4))).toExponential();
}

function minus(written: string): string {
  return written.replaceAll('-', '−');
}

/** A number with at most three decimals, without trailing zeros, with a true minus sign. */
export function decimal(value: number, decimals = 3): string {
  return String(Number(value.toFixed(decimals))).replace('-', '−');
}

/** "1 edge", "2 edges". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count === 0 ? 'no' : decimal(count)} ${count === 1 ? singular : plural}`;
}

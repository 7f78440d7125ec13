/** The largest of some numbers: a claim about all cases is a claim about the worst of them. */
export function largest(values: Iterable<number>): number {
  let most = -Infinity;
  for (const value of values) if (!(value <= most)) most = value;
  return most;
}

/** Odd whole numbers from first to last. */
export function* odd(first: number, last: number): Generator<number> {
  for (let b = first; b <= last; b += 2) yield b;
}

/** `count` evenly spaced numbers from low to high. */
export function spaced(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

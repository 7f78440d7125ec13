/** How the figures of this room cite and write. */
export const paper = 'Liu, Kong & Pei, arXiv 2601.17311';

/** Whole numbers from first to last. */
export function integers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

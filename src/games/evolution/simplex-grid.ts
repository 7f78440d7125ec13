/**
 * All points of the simplex of n shares whose shares are multiples of 1/resolution: C(resolution + n − 1, n − 1) of
 * them, the first share running slowest and downwards. With resolution 0, its middle alone.
 */
export function barycentricGrid(n: number, resolution: number): Float64Array[] {
  if (resolution === 0) return [new Float64Array(n).fill(1 / n)];
  const points: Float64Array[] = [];
  const counts = new Int32Array(n);
  const fill = (i: number, left: number) => {
    if (i === n - 1) {
      counts[i] = left;
      points.push(Float64Array.from(counts, (count) => count / resolution));
      return;
    }
    for (let count = left; count >= 0; count--) {
      counts[i] = count;
      fill(i + 1, left - count);
    }
  };
  fill(0, resolution);
  return points;
}

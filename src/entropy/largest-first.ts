/**
 * Rearranges the first `count` indices so that the `k` with the largest keys stand in front, in no order among
 * themselves: quickselect, linear on average, in place.
 */
export function largestFirst(indices: Int32Array, keys: ArrayLike<number>, count: number, k: number): void {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const pivot = medianOfThree(keys[indices[low]], keys[indices[(low + high) >> 1]], keys[indices[high]]);
    let [i, j] = [low, high];
    while (i <= j) {
      while (keys[indices[i]] > pivot) i++;
      while (keys[indices[j]] < pivot) j--;
      if (i <= j) {
        const swapped = indices[i];
        indices[i++] = indices[j];
        indices[j--] = swapped;
      }
    }
    if (k - 1 <= j) high = j;
    else if (k - 1 >= i) low = i;
    else return;
  }
}

function medianOfThree(x: number, y: number, z: number): number {
  return Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
}

/** {@link largestFirst} on the values themselves. */
export function largestValuesFirst(values: Float64Array, count: number, k: number): void {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const pivot = medianOfThree(values[low], values[(low + high) >> 1], values[high]);
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i] > pivot) i++;
      while (values[j] < pivot) j--;
      if (i <= j) {
        const swapped = values[i];
        values[i++] = values[j];
        values[j--] = swapped;
      }
    }
    if (k - 1 <= j) high = j;
    else if (k - 1 >= i) low = i;
    else return;
  }
}

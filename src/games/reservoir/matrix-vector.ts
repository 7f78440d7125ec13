/**
 * result = A x, with A stored row by row. Each row is summed from left to right, so the digits are those of the plain loop;
 * four rows go side by side because one running sum would wait for its own last addition.
 */
export function multiply(matrix: Float64Array, vector: Float64Array, result: Float64Array): void {
  const columns = vector.length;
  const rows = result.length;
  let row = 0;
  for (; row + 3 < rows; row += 4) {
    const first = row * columns;
    const second = first + columns;
    const third = second + columns;
    const fourth = third + columns;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let j = 0; j < columns; j++) {
      const x = vector[j];
      a += matrix[first + j] * x;
      b += matrix[second + j] * x;
      c += matrix[third + j] * x;
      d += matrix[fourth + j] * x;
    }
    result[row] = a;
    result[row + 1] = b;
    result[row + 2] = c;
    result[row + 3] = d;
  }
  for (; row < rows; row++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += matrix[row * columns + j] * vector[j];
    result[row] = sum;
  }
}

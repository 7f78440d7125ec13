import { InvalidInputError } from '../foundation/index.js';

/** A straight line y = intercept + slope · x by weighted least squares. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
  /** Weighted mean of x, and Σ w (x − mean)². */
  readonly meanX: number;
  readonly squaresX: number;
  /** Σ w. */
  readonly weight: number;
}

/** Weighted least squares; the sums are taken about the means, so that nothing cancels. */
export function fitLine(x: Float64Array, y: Float64Array, w?: Float64Array): Line {
  let [weight, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const wi = w ? w[i] : 1;
    weight += wi;
    sumX += wi * x[i];
    sumY += wi * y[i];
  }
  const [meanX, meanY] = [sumX / weight, sumY / weight];
  let [squaresX, products] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const d = (w ? w[i] : 1) * (x[i] - meanX);
    squaresX += d * (x[i] - meanX);
    products += d * (y[i] - meanY);
  }
  if (!(squaresX > 0)) throw new InvalidInputError('entropy', meanX, 'vary, or there is no law to fit');
  const slope = products / squaresX;
  return { intercept: meanY - slope * meanX, slope, meanX, squaresX, weight };
}

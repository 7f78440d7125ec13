import { checkInteger, checkProbability, type RandomStream } from '../../foundation/index.js';
import { logGamma } from '../../numerics/index.js';

/**
 * A draw from the binomial law: by inversion where n·min(p, 1 − p) < 10, by Hörmann's transformed rejection with squeeze
 * (BTRS) otherwise, so that its cost does not grow with n.
 *
 * @param stream - where the randomness comes from
 * @param n - whole number of at least 0
 * @param p - probability
 * @throws InvalidInputError for n or p out of range
 * @see W. Hörmann, The generation of binomial random variates, J. Stat. Comput. Simul. 46 (1993)
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { binomialDraw } from 'polity/populations';
 * binomialDraw(randomStream(1), { n: 1_000_000, p: 1 }); // 1000000
 * ```
 */
export function binomialDraw(stream: RandomStream, { n, p }: { readonly n: number; readonly p: number }): number {
  checkInteger('n', n, { min: 0 });
  checkProbability('p', p);
  if (p > 0.5) return n - draw(stream, n, 1 - p);
  return draw(stream, n, p);
}

function draw(stream: RandomStream, n: number, p: number): number {
  if (n === 0 || p === 0) return 0;
  return n * p < 10 ? byInversion(stream, n, p) : byRejection(stream, n, p);
}

function byInversion(stream: RandomStream, n: number, p: number): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let left = stream.uniform();
    let mass = none;
    for (let k = 0; k <= n; k++) {
      if (left < mass) return k;
      left -= mass;
      mass *= (odds * (n - k)) / (k + 1);
    }
    // Only rounding leads here: the masses added up to a little less than the uniform number.
  }
}

function byRejection(stream: RandomStream, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((n + 1) * p);
  const logOdds = Math.log(p / (1 - p));
  const top = logGamma(mode + 1) + logGamma(n - mode + 1);
  for (;;) {
    const u = stream.uniform() - 0.5;
    const v = stream.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (us >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= n)) continue;
    const logRatio = top - logGamma(k + 1) - logGamma(n - k + 1) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= logRatio) return k;
  }
}

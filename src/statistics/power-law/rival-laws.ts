import { minimize, minimizeScalar, type Slopes } from '../../numerics/index.js';
import { normalCdf, normalPdf } from '../normal.js';
import type { ValueTable } from './value-table.js';

export type RivalLaw = 'exponential' | 'lognormal' | 'stretched-exponential' | 'cut-off';

/** A rival fitted to a tail by maximum likelihood. */
export interface FittedRival {
  readonly parameters: Readonly<Record<string, number>>;
  /** Log-density (or log-chance) at each distinct value of the tail. */
  readonly logDensities: Float64Array;
  readonly logLikelihood: number;
  readonly converged: boolean;
}

type Fit = (tail: ValueTable, discrete: boolean) => FittedRival;

/** p ∝ e^(−λx), from the least value on; geometric when whole. */
const exponential: Fit = (tail, discrete) => {
  const { values } = tail;
  const excess = mean(tail, values) - values[0];
  const rate = discrete ? Math.log1p(1 / excess) : 1 / excess;
  const logFirst = discrete ? -Math.log1p(excess) : Math.log(rate);
  return rival(
    tail,
    { rate },
    values.map((x) => logFirst - rate * (x - values[0])),
    true,
  );
};

/**
 * Lognormal cut at the least value; rounded to whole numbers when whole. With y = log(x/x₀), a = −(μ − log x₀)/σ² and
 * b = 1/σ², density ∝ e^(−ay − by²/2) / x, survival e^(−ay − by²/2) m(√b y + a/√b) / m(a/√b), m Mills' ratio. As b → 0 it
 * becomes a power law, which is where the best lognormal for a true power law often is.
 */
const lognormal: Fit = (tail, discrete) => {
  const { values } = tail;
  const start = discrete ? values[0] - 0.5 : values[0];
  const densities = (a: number, logB: number) => {
    const root = Math.exp(logB / 2);
    const survival = (y: number) =>
      -a * y - (root * root * y * y) / 2 + logMills(root * y + a / root) - logMills(a / root);
    if (discrete)
      return values.map((x) =>
        logDifference(survival(Math.log((x - 0.5) / start)), survival(Math.log((x + 0.5) / start))),
      );
    const logTotal = logMills(a / root) - Math.log(root);
    return values.map((x) => {
      const y = Math.log(x / start);
      return -a * y - (root * root * y * y) / 2 - logTotal - Math.log(x);
    });
  };
  const slope =
    1 /
    Math.max(
      1e-9,
      mean(
        tail,
        values.map((x) => Math.log(x / start)),
      ),
    );
  const { point, converged } = maximize(tail, densities, [slope, 2 * Math.log(slope / 3)]);
  const variance = Math.exp(-point[1]);
  return rival(
    tail,
    { mu: Math.log(start) - point[0] * variance, sigma: Math.sqrt(variance) },
    densities(point[0], point[1]),
    converged,
  );
};

/** Survival e^(−λ(x^β − x₀^β)), 0 < β; differences of it when whole. */
const stretchedExponential: Fit = (tail, discrete) => {
  const { values } = tail;
  const log0 = Math.log(values[0]);
  // In x/x₀ and with λ = κ/β: survival e^(−κ(z^β − 1)/β), which becomes a power law of exponent 1 + κ as β → 0.
  const growth = (x: number, beta: number) => Math.expm1(beta * (Math.log(x) - log0)) / beta;
  const densities = (logRate: number, logBeta: number) => {
    const [rate, beta] = [Math.exp(logRate), Math.exp(logBeta)];
    if (discrete) return values.map((x) => logDifference(-rate * growth(x, beta), -rate * growth(x + 1, beta)));
    return values.map((x) => logRate + (beta - 1) * (Math.log(x) - log0) - log0 - rate * growth(x, beta));
  };
  const rateAt = (beta: number) =>
    -Math.log(
      mean(
        tail,
        values.map((x) => growth(x, beta)),
      ),
    );
  const { point: guess } = minimizeScalar((logBeta) => -total(tail, densities(rateAt(Math.exp(logBeta)), logBeta)), {
    lower: -6,
    upper: 1.5,
    tolerance: 0.01,
  });
  const { point, converged } = maximize(tail, densities, [rateAt(Math.exp(guess)), guess]);
  const [rate, beta] = [Math.exp(point[0]), Math.exp(point[1])];
  return rival(tail, { rate: (rate / beta) * values[0] ** -beta, beta }, densities(point[0], point[1]), converged);
};

/** p ∝ x^(−α) e^(−λx), λ ≥ 0: the power law is the case λ = 0. */
const cutOff: Fit = (tail, discrete) => {
  const { values } = tail;
  const x0 = values[0];
  const densities = (alpha: number, logRate: number) => {
    const rate = Math.exp(logRate);
    const term = (x: number) => -alpha * Math.log(x / x0) - rate * (x / x0 - 1);
    const logTotal = discrete ? Math.log(sumFrom(x0, alpha, rate)) : Math.log(x0 * tailIntegral(alpha, rate));
    return values.map((x) => term(x) - logTotal);
  };
  const slope =
    1 +
    1 /
      Math.max(
        1e-9,
        mean(
          tail,
          values.map((x) => Math.log(x / x0)),
        ),
      );
  const { point: guess } = minimizeScalar((logRate) => -total(tail, densities(slope, logRate)), {
    lower: Math.log(x0 / values[values.length - 1]) - 7,
    upper: 1,
    tolerance: 0.05,
  });
  const { point, converged } = maximize(tail, densities, [slope, guess]);
  return rival(tail, { alpha: point[0], rate: Math.exp(point[1]) / x0 }, densities(point[0], point[1]), converged);
};

export const RIVAL_LAWS: Readonly<Record<RivalLaw, Fit>> = {
  exponential,
  lognormal,
  'stretched-exponential': stretchedExponential,
  'cut-off': cutOff,
};

function rival(
  tail: ValueTable,
  parameters: Record<string, number>,
  logDensities: Float64Array,
  converged: boolean,
): FittedRival {
  return { parameters, logDensities, logLikelihood: total(tail, logDensities), converged };
}

function total({ counts }: ValueTable, terms: Float64Array): number {
  return counts.reduce((sum, count, k) => (count > 0 ? sum + count * terms[k] : sum), 0);
}

function mean(tail: ValueTable, terms: Float64Array): number {
  return total(tail, terms) / tail.tailCounts[0];
}

/** Maximum of a likelihood of two parameters, slopes by central differences. */
function maximize(
  tail: ValueTable,
  densities: (u: number, v: number) => Float64Array,
  start: readonly [number, number],
) {
  // Per observation, so that tolerance and step do not hang on the size of the sample.
  const loss = (u: number, v: number) => {
    const value = -total(tail, densities(u, v)) / tail.tailCounts[0];
    return Number.isNaN(value) ? Infinity : value;
  };
  const objective = (point: Float64Array): Slopes => {
    const [u, v] = point;
    const [h, k] = [1e-4 * (1 + Math.abs(u)), 1e-4 * (1 + Math.abs(v))];
    const value = loss(u, v);
    const [right, left, up, down] = [loss(u + h, v), loss(u - h, v), loss(u, v + k), loss(u, v - k)];
    const mixed = (loss(u + h, v + k) - loss(u + h, v - k) - loss(u - h, v + k) + loss(u - h, v - k)) / (4 * h * k);
    const gradient = [(right - left) / (2 * h), (up - down) / (2 * k)];
    const hessian = [(right + left - 2 * value) / (h * h), mixed, mixed, (up + down - 2 * value) / (k * k)];
    return { value: [...gradient, ...hessian].every(Number.isFinite) ? value : Infinity, gradient, hessian };
  };
  return minimize(objective, start, { tolerance: 1e-13 });
}

/** log(e^a − e^b), b < a. */
function logDifference(a: number, b: number): number {
  return a + Math.log(-Math.expm1(b - a));
}

/** log of Mills' ratio Φ(−z)/φ(z): e^(z²/2) grows where Φ(−z) dies, so far up the continued fraction takes over. */
function logMills(z: number): number {
  if (z < 5) return z > -30 ? Math.log(normalCdf(-z) / normalPdf(z)) : (z * z) / 2 + Math.log(2 * Math.PI) / 2;
  let fraction = z;
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction;
  return -Math.log(fraction);
}

/** ∫₁^∞ z^(−α) e^(−ρ(z−1)) dz by the double-exponential rule on y = log z. */
function tailIntegral(alpha: number, rate: number): number {
  const step = 1 / 16;
  let sum = 0;
  for (let k = -80; k <= 112; k++) {
    const inner = Math.exp(-k * step);
    const y = Math.exp(k * step - inner);
    const term = (1 - alpha) * y - rate * Math.expm1(y) + k * step - inner;
    if (term > -745) sum += Math.exp(term) * (1 + inner);
  }
  return step * sum;
}

/** Σ over x = x₀, x₀ + 1, … of (x/x₀)^(−α) e^(−ρ(x/x₀ − 1)): terms, then Euler and Maclaurin's formula. */
function sumFrom(x0: number, alpha: number, rate: number): number {
  const term = (x: number) => Math.exp(-alpha * Math.log(x / x0) - rate * (x / x0 - 1));
  // Far enough that a step of 1 changes neither factor by much.
  const end = x0 + Math.max(0, Math.ceil(20 + 10 * Math.abs(alpha) - x0));
  let sum = 0;
  for (let x = x0; x < end; x++) sum += term(x);
  const last = term(end);
  const slope = -alpha / end - rate / x0;
  const integral = last * end * tailIntegral(alpha, (rate * end) / x0);
  return sum + integral + last / 2 - (last * slope) / 12 + (last * thirdSlope(alpha, rate / x0, end)) / 720;
}

/** f‴/f of f = x^(−α) e^(−rx): with g = f′/f, g³ + 3gg′ + g″. */
function thirdSlope(alpha: number, rate: number, x: number): number {
  const g = -alpha / x - rate;
  return g ** 3 + 3 * g * (alpha / x ** 2) - (2 * alpha) / x ** 3;
}

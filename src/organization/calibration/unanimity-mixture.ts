import { logBeta, logGamma } from '../../numerics/index.js';

/** How many answers were right in panels of agents of like compute that met in one item and round. */
export interface Panels {
  /** Agents in the panel, 1 or more. */
  readonly size: Int32Array;
  readonly right: Int32Array;
  /** The band of compute of each panel: panels of a band have one mean. */
  readonly band: Int32Array;
  readonly bands: number;
  /** The item of each panel. */
  readonly item: Int32Array;
}

/** The distinct (band, size, right) of the panels, and how often each occurs. */
export interface PanelCounts {
  readonly bands: number;
  readonly band: Int32Array;
  readonly size: Int32Array;
  readonly right: Int32Array;
  readonly count: Float64Array;
}

export function countPanels({ size, right, band, bands }: Panels): PanelCounts {
  const cells = new Map<string, [number, number, number, number]>();
  for (let i = 0; i < size.length; i++) {
    const key = `${band[i]} ${size[i]} ${right[i]}`;
    const cell = cells.get(key);
    if (cell) cell[3]++;
    else cells.set(key, [band[i], size[i], right[i], 1]);
  }
  const sorted = [...cells.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return {
    bands,
    band: Int32Array.from(sorted, (cell) => cell[0]),
    size: Int32Array.from(sorted, (cell) => cell[1]),
    right: Int32Array.from(sorted, (cell) => cell[2]),
    count: Float64Array.from(sorted, (cell) => cell[3]),
  };
}

/** Parameters of the mixture: ρ, difficulty δ, and the mean chance of each band. */
export interface MixtureParameters {
  readonly correlation: number;
  readonly difficulty: number;
  readonly means: Float64Array;
}

/**
 * Chance of `right` right answers among `size`: ρ [p if all, 1 − p if none] + (1 − ρ) BetaBinomial, whose Beta has mean
 * p and concentration (1 − δ)/δ.
 */
export function panelChance(
  right: number,
  size: number,
  mean: number,
  difficulty: number,
  correlation: number,
): number {
  const unanimous = (right === size ? mean : 0) + (right === 0 ? 1 - mean : 0);
  return correlation * unanimous + (1 - correlation) * betaBinomial(right, size, mean, difficulty);
}

function betaBinomial(right: number, size: number, mean: number, difficulty: number): number {
  const wrong = size - right;
  if (size > MOST_FACTORS && difficulty > 1e-6) {
    const concentration = (1 - difficulty) / difficulty;
    const [a, b] = [mean * concentration, (1 - mean) * concentration];
    return Math.exp(logChoose(size, right) + logBeta(a + right, b + wrong) - logBeta(a, b));
  }
  // As a product of Pólya's urn, which holds at δ = 0 too and does not cancel.
  const step = difficulty / (1 - difficulty);
  let chance = 1;
  for (let j = 0; j < right; j++) chance *= ((mean + j * step) * (size - j)) / ((1 + j * step) * (right - j));
  for (let j = 0; j < wrong; j++) chance *= (1 - mean + j * step) / (1 + (right + j) * step);
  return chance;
}

const MOST_FACTORS = 300;

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** −2 × the log-likelihood of the counts. */
export function panelDeviance(counts: PanelCounts, { correlation, difficulty, means }: MixtureParameters): number {
  let sum = 0;
  for (let i = 0; i < counts.count.length; i++)
    sum += cellDeviance(counts, i, means[counts.band[i]], difficulty, correlation);
  return sum;
}

export function cellDeviance(
  counts: PanelCounts,
  i: number,
  mean: number,
  difficulty: number,
  correlation: number,
): number {
  const chance = panelChance(counts.right[i], counts.size[i], mean, difficulty, correlation);
  return chance > 0 ? -2 * counts.count[i] * Math.log(chance) : 1e300;
}

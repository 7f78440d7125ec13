import { EigenvalueDecomposition } from 'ml-matrix';
import { signedLaplacian, type LaplacianOptions } from './laplacian.js';
import type { SignedNetwork } from './signed-graph.js';

/** One oscillating mode of ẋ = −L·x: its eigenvalue pair is decay ± i·frequency. */
export interface OscillatingMode {
  /** Real part of the eigenvalue of L: the amplitude falls like e^{−decay·t} (and grows where it is negative). */
  readonly decay: number;
  /** Imaginary part, positive. */
  readonly frequency: number;
  /** 2π/frequency, in units of time. */
  readonly period: number;
  /** decay/|eigenvalue|: 0 rings forever, 1 does not ring. */
  readonly dampingRatio: number;
  /** What is left of the amplitude after one period: e^{−decay·period}. */
  readonly leftAfterPeriod: number;
}

/** Whether a signed graph makes opinions oscillate on their way. */
export interface OscillationReport {
  /** Eigenvalues of L by ascending real part; a pair has both signs of the imaginary part. */
  readonly eigenvalues: readonly { readonly real: number; readonly imaginary: number }[];
  /** The complex pair that lasts longest, or null where the spectrum is real. */
  readonly dominant: OscillatingMode | null;
  /** Whether an eigenvalue with the smallest real part of all is complex: then opinions ring to the end. */
  readonly dominates: boolean;
}

/** Imaginary parts below this share of the largest eigenvalue count as rounding. */
const REAL = 1e-9;

/**
 * The oscillations of the flow ẋ = −L·x. Undirected graphs have a real spectrum and none. The directed negative n-cycle
 * with unit weights has eigenvalues 1 − e^{i(2k + 1)π/n}, so rings with period 2π/sin(π/n) and decay 1 − cos(π/n). In
 * continuous time every oscillation of the opposing Laplacian is damped: one that persists needs rounds at the limit of
 * stability or updates that saturate.
 *
 * Dense, about 25n³ operations: for some hundreds of nodes.
 *
 * @example
 * ```ts
 * import { oscillationReport, signedGraphFromArrays } from 'polity/consensus';
 * const critics = { nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, 1, -1], directed: true };
 * const { dominant } = oscillationReport(signedGraphFromArrays(critics));
 * dominant?.decay; // 0.5
 * dominant?.frequency; // 0.8660254
 * ```
 */
export function oscillationReport(network: SignedNetwork, options: LaplacianOptions = {}): OscillationReport {
  const laplacian = signedLaplacian(network, options);
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(laplacian);
  const size = Math.max(...realEigenvalues.map((real, k) => Math.hypot(real, imaginaryEigenvalues[k])));
  const eigenvalues = realEigenvalues
    .map((real, k) => ({
      real,
      imaginary: Math.abs(imaginaryEigenvalues[k]) > REAL * size ? imaginaryEigenvalues[k] : 0,
    }))
    .sort((a, b) => a.real - b.real || b.imaginary - a.imaginary);
  const pair = eigenvalues.find(({ imaginary }) => imaginary > 0);
  if (!pair) return { eigenvalues, dominant: null, dominates: false };
  const { real: decay, imaginary: frequency } = pair;
  const period = (2 * Math.PI) / frequency;
  return {
    eigenvalues,
    dominant: {
      decay,
      frequency,
      period,
      dampingRatio: decay / Math.hypot(decay, frequency),
      leftAfterPeriod: Math.exp(-decay * period),
    },
    dominates: decay <= eigenvalues[0].real + REAL * size,
  };
}

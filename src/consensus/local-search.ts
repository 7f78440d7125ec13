import { randomStream } from '../foundation/index.js';
import type { Couplings } from './couplings.js';

export interface LocalSearchOptions {
  /** Independent starts, default 4; the best counts. */
  readonly restarts?: number;
  /** Rounds over all nodes while it cools, default 60. */
  readonly sweeps?: number;
  /** Default 0; start r draws from the stream (seed, r). */
  readonly seed?: number;
  /** Called as the search goes on. */
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * A cheap gauge by simulated annealing and final descent: no single node can change camp with profit.
 *
 * The pull Σ_j c_ij·σ_i·σ_j on every node is kept up to date, so a proposal costs O(1) and a change O(degree).
 * Source: Kirkpatrick, Gelatt & Vecchi, Science 220 (1983), for spin glasses, which this problem is.
 */
export function annealGauge(
  coupling: Couplings,
  { restarts = 4, sweeps = 60, seed = 0, onProgress, signal }: LocalSearchOptions = {},
): Int8Array {
  const { offsets, targets, weights } = coupling;
  const n = offsets.length - 1;
  const pull = new Float64Array(n);
  const gauge = new Int8Array(n);
  let best = new Int8Array(n);
  let least = Infinity;
  const flip = (i: number) => {
    const twice = 2 * gauge[i];
    gauge[i] = -gauge[i];
    pull[i] = -pull[i];
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
      const j = targets[k];
      pull[j] -= twice * weights[k] * gauge[j];
    }
  };
  const typical = typicalPull(coupling);
  for (let start = 0; start < restarts; start++) {
    const stream = randomStream(seed, start);
    for (let i = 0; i < n; i++) gauge[i] = stream.bernoulli(0.5) ? 1 : -1;
    pullsOf(coupling, gauge, pull);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      signal?.throwIfAborted();
      const temperature = typical * (1 - sweep / sweeps);
      for (let i = 0; i < n; i++) {
        if (pull[i] <= 0 || Math.exp((-2 * pull[i]) / temperature) > stream.uniform()) flip(i);
      }
      onProgress?.(start * sweeps + sweep + 1, restarts * sweeps);
    }
    descend(pull, flip, typical * 1e-12);
    // Rounding in the running sums must not decide anything.
    pullsOf(coupling, gauge, pull);
    const cost = -pull.reduce((sum, value) => sum + value, 0);
    if (cost < least) {
      least = cost;
      best = gauge.slice();
    }
  }
  return best;
}

/** Changes camps while any single change pays more than `gain`. */
function descend(pull: Float64Array, flip: (i: number) => void, gain: number): void {
  for (let moved = true; moved;) {
    moved = false;
    for (let i = 0; i < pull.length; i++) {
      if (pull[i] >= -gain) continue;
      flip(i);
      moved = true;
    }
  }
}

function pullsOf({ offsets, targets, weights }: Couplings, gauge: Int8Array, pull: Float64Array): void {
  for (let i = 0; i < pull.length; i++) {
    let sum = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) sum += weights[k] * gauge[targets[k]];
    pull[i] = gauge[i] * sum;
  }
}

/** Root mean square of the pull under random camps: the scale of temperature. */
function typicalPull({ offsets, weights }: Couplings): number {
  let squares = 0;
  for (let k = 0; k < weights.length; k++) squares += weights[k] * weights[k];
  return Math.sqrt(squares / (offsets.length - 1)) || 1;
}

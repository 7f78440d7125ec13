import { compressEdges, type CompressedRows } from './compressed-rows.js';
import type { SignedGraph } from './signed-graph.js';

/**
 * What a choice of camps costs, pair by pair: an edge is frustrated when it is negative inside a camp or positive across.
 * The cost of a gauge σ is `base` + Σ |c_uv| over pairs u < v with c_uv·σ_u·σ_v < 0.
 */
export interface Couplings extends CompressedRows {
  /** What every gauge pays: the lighter side of pairs that listen to each other with opposite signs. */
  readonly base: number;
}

/** The couplings of the pairs, symmetric, by weight or (unweighted) by the number of edges. Cost: O(n + m). */
export function couplings(graph: SignedGraph, weighted: boolean): Couplings {
  const { offsets, targets, directed } = graph;
  const weights = weighted ? graph.weights : graph.weights.map(Math.sign);
  if (!directed) return { offsets, targets, weights, base: 0 };
  const sources = new Int32Array(targets.length);
  for (let i = 0; i + 1 < offsets.length; i++) sources.fill(i, offsets[i], offsets[i + 1]);
  const both = compressEdges(offsets.length - 1, sources, targets, weights, true);
  return mergePairs(both);
}

/** Adds up entries of the same pair, which stand side by side, and drops those that cancel. */
function mergePairs({ offsets, targets, weights }: CompressedRows): Couplings {
  const n = offsets.length - 1;
  const starts = new Int32Array(n + 1);
  const columns = new Int32Array(targets.length);
  const values = new Float64Array(targets.length);
  let count = 0;
  let base = 0;
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      let value = weights[k];
      if (k + 1 < offsets[i + 1] && targets[k + 1] === targets[k]) {
        const other = weights[++k];
        if (value * other < 0 && i < targets[k]) base += Math.min(Math.abs(value), Math.abs(other));
        value += other;
      }
      if (value === 0) continue;
      columns[count] = targets[k];
      values[count++] = value;
    }
    starts[i + 1] = count;
  }
  return { offsets: starts, targets: columns.slice(0, count), weights: values.slice(0, count), base };
}

/** The cost of a gauge. */
export function gaugeCost({ offsets, targets, weights, base }: Couplings, gauge: Readonly<Int8Array>): number {
  let cost = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (targets[k] > i && weights[k] * gauge[i] * gauge[targets[k]] < 0) cost += Math.abs(weights[k]);
    }
  }
  return base + cost;
}

import { randomStream } from '../../foundation/index.js';
import type { SignedGraph } from '../signed-graph.js';
import { supportOf } from '../support.js';

/** A place in the plane for each node. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Places by springs: joined nodes attract, all repel, camps (if given) are drawn to the left and the right. The same graph
 * and seed give the same picture. O(n²) a step: for some hundreds of nodes.
 *
 * Source: Fruchterman & Reingold, Software: Practice and Experience 21 (1991).
 */
export function springLayout(graph: SignedGraph, gauge: ArrayLike<number> | null, seed = 0): Place[] {
  const n = graph.nodes.length;
  const { offsets, targets } = supportOf(graph);
  const stream = randomStream(seed);
  const side = (i: number) => (gauge ? -1.3 * gauge[i] : 0);
  const x = Float64Array.from({ length: n }, (_, i) => side(i) + Math.cos(i * 2.4) + 0.1 * stream.normal());
  const y = Float64Array.from({ length: n }, (_, i) => Math.sin(i * 2.4) + 0.1 * stream.normal());
  const length = 1.6 / Math.sqrt(n);
  const [dx, dy] = [new Float64Array(n), new Float64Array(n)];
  const steps = 300;
  for (let step = 0; step < steps; step++) {
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < n; i++) {
      dx[i] += (gauge ? 4 : 0.6) * (side(i) - x[i]);
      dy[i] -= 0.3 * y[i];
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        const [ax, ay] = [x[i] - x[j], y[i] - y[j]];
        const push = (length * length) / (ax * ax + ay * ay + 1e-6);
        dx[i] += push * ax;
        dy[i] += push * ay;
      }
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const [ax, ay] = [x[targets[k]] - x[i], y[targets[k]] - y[i]];
        const pull = Math.hypot(ax, ay) / length / 3;
        // An edge across the camps may level its ends, but must not draw one over to the other side.
        if (!gauge || gauge[i] === gauge[targets[k]]) dx[i] += pull * ax;
        dy[i] += pull * ay;
      }
    }
    const reach = 0.25 * (1 - step / steps);
    for (let i = 0; i < n; i++) {
      const far = Math.hypot(dx[i], dy[i]);
      const factor = Math.min(1, reach / (far || 1));
      x[i] += factor * dx[i];
      y[i] += factor * dy[i];
    }
  }
  return Array.from({ length: n }, (_, i) => ({ x: x[i], y: y[i] }));
}

import { amplification, iterateTree, type Layer } from '../../organization/index.js';

/** Layers of every kind: fan-ins 3 to 21, fidelities and correlations over their ranges. */
export function* layers(): Generator<Layer> {
  for (const fanIn of [3, 5, 7, 11, 21]) {
    for (const fidelity of [0.3, 0.5, 0.6, 0.75, 0.9, 0.99]) {
      for (const correlation of [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 1]) yield { fanIn, fidelity, correlation };
    }
  }
}

/** Layers clearly on one side of the threshold, where convergence is fast enough to be watched. */
export function* amplifying(): Generator<Layer> {
  for (const layer of layers()) if (amplification(layer) > 1.01) yield layer;
}
export function* subcritical(): Generator<Layer> {
  for (const layer of layers()) if (amplification(layer) < 0.99) yield layer;
}

/** Bias of the root of a tree. */
export function rootBias(layer: Layer, leafBias: number, depth: number): number {
  return iterateTree({ ...layer, leafBias, depth }).bias[depth];
}

import type { ComputeLaw } from '../leaf-bias.js';
import { biasOf } from '../leaf-bias.js';
import type { Panels } from './unanimity-mixture.js';
import type { RunLog } from './run-log.js';

/** Agents whose biases differ by less than this under the compute law answer as like agents. */
const LIKE = 0.08;

/**
 * Panels of like agents: the agents, in the order of their mean compute, are cut into bands across which the compute law
 * predicts about the same bias (without a law, one band), and the runs of an item and round that fall into one band are
 * a panel.
 */
export function formPanels(log: RunLog, law: ComputeLaw | null): Panels {
  const { bandOf, bands } = computeBands(log, law);
  const panels = new Map<string, { item: number; band: number; size: number; right: number }>();
  for (let item = 0; item < log.items; item++) {
    for (let run = log.starts[item]; run < log.starts[item + 1]; run++) {
      const band = bandOf[log.agent[run]];
      const key = `${item} ${log.round[run]} ${band}`;
      let panel = panels.get(key);
      if (!panel) panels.set(key, (panel = { item, band, size: 0, right: 0 }));
      panel.size++;
      if (log.signed[run] > 0) panel.right++;
    }
  }
  const list = [...panels.values()];
  return {
    size: Int32Array.from(list, ({ size }) => size),
    right: Int32Array.from(list, ({ right }) => right),
    band: Int32Array.from(list, ({ band }) => band),
    item: Int32Array.from(list, ({ item }) => item),
    bands,
  };
}

function computeBands({ agents, agent, tokens, runs }: RunLog, law: ComputeLaw | null) {
  const bandOf = new Int32Array(agents.length);
  if (!law) return { bandOf, bands: 1 };
  const [sums, counts] = [new Float64Array(agents.length), new Float64Array(agents.length)];
  for (let run = 0; run < runs; run++) {
    sums[agent[run]] += Math.log(tokens[run]);
    counts[agent[run]]++;
  }
  const biases = sums.map((sum, a) => biasOf(Math.exp(sum / counts[a]), law.scale, law.beta));
  const order = Array.from(biases.keys()).sort((a, b) => biases[a] - biases[b]);
  let [band, lowest] = [0, biases[order[0]]];
  for (const a of order) {
    if (biases[a] - lowest > LIKE) {
      band++;
      lowest = biases[a];
    }
    bandOf[a] = band;
  }
  return { bandOf, bands: band + 1 };
}

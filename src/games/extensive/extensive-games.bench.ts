import { benchmark } from '../../../tools/benchmark.js';
import {
  counterfactualRegret,
  externalSampling,
  leducPoker,
  readEfg,
  sequenceEquilibrium,
  solveZeroSumTree,
  writeEfg,
  type ExtensiveGame,
} from '../index.js';

const leduc = leducPoker();

/** One iteration of plain CFR as a recursive walk, an array a node, for both players at once. */
function plainIteration(game: ExtensiveGame, regrets: number[][]): void {
  const { nodes, terminals, terminalPayoffs } = game;
  const endOf = new Map(Array.from(terminals, (v, z) => [v, z]));
  const walk = (v: number, reach: number[], chance: number): number[] => {
    const mover = nodes.player[v];
    if (mover === -2) return [0, 1].map((p) => terminalPayoffs[p][endOf.get(v)!]);
    const children = [...nodes.children.subarray(nodes.firstChild[v], nodes.firstChild[v + 1])];
    if (mover < 0) {
      const values = children.map((child) => walk(child, reach, chance * nodes.probability[child]));
      return [0, 1].map((p) => values.reduce((sum, value, a) => sum + nodes.probability[children[a]] * value[p], 0));
    }
    const list = regrets[nodes.set[v]];
    const sum = list.reduce((total, regret) => total + Math.max(0, regret), 0);
    const shares = list.map((regret) => (sum > 0 ? Math.max(0, regret) / sum : 1 / list.length));
    const values = children.map((child, a) => {
      const after = [...reach];
      after[mover] *= shares[a];
      return walk(child, after, chance);
    });
    const mean = [0, 1].map((p) => values.reduce((total, value, a) => total + shares[a] * value[p], 0));
    values.forEach((value, a) => (list[a] += chance * reach[1 - mover] * (value[mover] - mean[mover])));
    return mean;
  };
  walk(0, [1, 1], 1);
}

const iterations = 2000;
await benchmark('CFR+ on Leduc poker, both players', {
  run: () => counterfactualRegret(leduc, { iterations, checkpoints: [iterations] }),
  amount: iterations,
  unit: 'iterations',
  baseline: {
    name: 'recursive walk',
    amount: 50,
    run: () => {
      const regrets = leduc.informationSets.map(({ actions }) => actions.map(() => 0));
      for (let t = 0; t < 50; t++) plainIteration(leduc, regrets);
    },
  },
});

// Every iteration covers the tree once for each player.
await benchmark('CFR on Leduc poker, nodes covered', {
  run: () => counterfactualRegret(leduc, { variant: 'cfr', iterations, checkpoints: [iterations] }),
  amount: iterations * 2 * leduc.nodes.count,
  unit: 'nodes',
});

const walks = 20_000;
const { visits } = externalSampling(leduc, { iterations: walks, checkpoints: [walks] });
await benchmark('external sampling on Leduc poker', {
  run: () => externalSampling(leduc, { iterations: walks, checkpoints: [walks] }),
  amount: visits,
  unit: 'nodes',
});

await benchmark('linear program of Leduc poker', { run: () => solveZeroSumTree(leduc), amount: 1, unit: 'games' });

await benchmark('complementary pivoting of Leduc poker', {
  run: () => sequenceEquilibrium(leduc),
  amount: 1,
  unit: 'games',
  repeats: 3,
  warmups: 1,
});

const large = leducPoker({ ranks: 8 });
const text = writeEfg(large);
await benchmark(`reading an .efg file of ${large.nodes.count} nodes`, {
  run: () => readEfg(text),
  amount: text.length,
  unit: 'characters',
});

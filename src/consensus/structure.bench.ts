import { EigenvalueDecomposition } from 'ml-matrix';
import { benchmark } from '../../tools/benchmark.js';
import { symmetricEigenvalues } from '../numerics/index.js';
import {
  chordality,
  extremeEigenpairs,
  frustrationIndex,
  randomSignedGraph,
  signedGraphFromArrays,
  signedLaplacian,
  structuralBalance,
} from './index.js';

const medium = signedLaplacian(randomSignedGraph({ nodes: 1000, edges: 8000, negative: 0.1, secondCamp: 0.5 }));
await benchmark('Spectrum of the opposing Laplacian, dense, n = 1,000', {
  run: () => symmetricEigenvalues(medium),
  amount: 1,
  unit: 'spectra',
  baseline: {
    name: "ml-matrix's EVD",
    run: () => new EigenvalueDecomposition(medium, { assumeSymmetric: true }).realEigenvalues,
  },
  target: { ratio: 10 },
  repeats: 3,
  warmups: 1,
});

const camps = randomSignedGraph({ nodes: 2000, edges: 16_000, negative: 0.1, secondCamp: 0.5 });
await benchmark('Four smallest eigenvalues by Lanczos, n = 2,000', {
  run: () => extremeEigenpairs(camps, { count: 4 }),
  amount: 4,
  unit: 'eigenpairs',
  target: { seconds: 0.1 },
});

for (const edges of [1e4, 1e5, 1e6]) {
  const large = randomSignedGraph({ nodes: edges / 10, edges });
  let applications = 0;
  await benchmark(`Algebraic conflict by Lanczos, ${edges.toExponential()} edges`, {
    run: () => {
      const found = extremeEigenpairs(large);
      if (!found.converged || found.residuals[0] > 1e-8) throw new Error(`residual ${found.residuals[0]}`);
      applications = found.applications;
    },
    amount: 1,
    unit: 'eigenvalues',
    repeats: 3,
    warmups: 0,
    target: { seconds: 30 },
  });
  console.log(`${applications} applications of the Laplacian`);
}

const forty = randomSignedGraph({ nodes: 40, edges: 140, seed: 1 });
await benchmark('Exact frustration, 40 nodes and 140 edges', {
  run: () => frustrationIndex(forty, { method: 'elimination' }),
  amount: 1,
  unit: 'graphs',
  target: { seconds: 1.5 },
});

const sixty = randomSignedGraph({ nodes: 60, edges: 225, seed: 5 });
await benchmark('Exact frustration, 60 nodes and 225 edges', {
  run: () => frustrationIndex(sixty, { method: 'elimination' }),
  amount: 1,
  unit: 'graphs',
  repeats: 1,
  warmups: 0,
});

const sparse = randomSignedGraph({ nodes: 100_000, edges: 1_000_000 });
await benchmark('Frustration by local search with bounds, 10⁵ nodes and 10⁶ edges', {
  run: () => {
    const { index, lowerBound, gap } = frustrationIndex(sparse, { method: 'local-search', restarts: 1 });
    console.log(`between ${lowerBound} and ${index}, gap ${gap.toFixed(3)}`);
  },
  amount: 1e5,
  unit: 'nodes',
  repeats: 1,
  warmups: 0,
});

// A 5-tree: each node is joined to five of a clique before it, so the graph is chordal.
const nodes = 200_000;
const sources: number[] = [];
const targets: number[] = [];
for (let i = 1; i < nodes; i++) {
  for (let back = 1; back <= Math.min(5, i); back++) {
    sources.push(i);
    targets.push(i - back);
  }
}
const chordal = signedGraphFromArrays({ nodes, sources, targets });
await benchmark('Chordality, 10⁶ edges', {
  run: () => chordality(chordal),
  amount: chordal.size,
  unit: 'edges',
  target: { seconds: 1 },
});

const huge = randomSignedGraph({ nodes: 1_000_000, edges: 10_000_000, negative: 0, secondCamp: 0.5 });
await benchmark('Balance, 10⁷ edges', {
  run: () => structuralBalance(huge),
  amount: huge.size,
  unit: 'edges',
  target: { seconds: 3 },
  repeats: 3,
  warmups: 1,
});

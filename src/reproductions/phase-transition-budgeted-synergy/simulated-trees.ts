import { iterateTree, simulateTree, type SimulationMethod, type TreeSimulation } from '../../organization/index.js';
import { chiSquareCdf } from '../../statistics/index.js';
import type { Claim, Computed, Run } from '../reproduction.js';
import { boundaryBySimulation } from './boundary.js';
import { largest } from './extremes.js';
import { impliedRows } from './implied-numbers.js';
import { depths, setting } from './setting.js';

const simulation = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'simulation',
  topic: 'Simulated trees',
  ...claim,
});

const simulate = (
  method: SimulationMethod,
  tree: { readonly correlation: number; readonly depth: number },
  trials: number,
  seed: number,
): TreeSimulation => simulateTree({ ...setting, ...tree, method, trials, seed });

/** Samples in each layer: the paper's 50,000, and fewer where a minute is to be kept. */
const samples = ({ full }: Run) => (full ? 50_000 : 20_000);

/** One seed for each, so that no two claims rest on the same random numbers. */
const cases = impliedRows.flatMap(([correlation, , , , ten, thirty], row) =>
  depths.map((depth, i) => ({ correlation, depth, exact: depth === 10 ? ten : thirty, seed: 2 * row + i + 1 })),
);

const layerwise: readonly Claim[] = cases.map(({ correlation, depth, exact, seed }) =>
  simulation({
    id: `simulated-depth-${depth}-rho-${Math.round(correlation * 1000)}`,
    where: 'v1 Section 7.2, Monte Carlo against the recursion',
    statement: `Simulated μ_{${depth}} at ρ = ${Number(correlation.toFixed(7))}`,
    published: exact,
    compute: (run) => {
      const {
        estimate: value,
        standardError,
        n,
      } = simulate('layerwise', { correlation, depth }, samples(run), seed).root;
      return { value, standardError, detail: `${n.toLocaleString('en-US')} roots, seed ${seed}` };
    },
    why: `Published is the implied T^{${depth}}(μ₀). Layer by layer, every node draws its five children, flips each with chance 0.2, fails as one with chance ρ and takes the majority. Four standard errors √((1 − μ²)/n) are allowed.`,
  }),
);

export const simulationClaims: readonly Claim[] = [
  ...layerwise,
  simulation({
    id: 'simulated-all-together',
    where: 'v1 Section 7.2, Monte Carlo against the recursion',
    statement: 'Together the twenty simulations scatter about the recursion as their standard errors say',
    published: null,
    compute: (run) => {
      const squares = cases.map(({ correlation, depth, seed }) => {
        const { estimate, standardError } = simulate('layerwise', { correlation, depth }, samples(run), seed).root;
        return ((estimate - iterateTree({ ...setting, correlation, depth }).bias[depth]) / standardError) ** 2;
      });
      const chiSquare = squares.reduce((sum, square) => sum + square, 0);
      return {
        value: chiSquareCdf(chiSquare, { degrees: squares.length }),
        detail: `χ² = ${chiSquare.toFixed(1)} on 20 degrees`,
      };
    },
    holds: (probability) => probability > 0.001 && probability < 0.999,
    why: 'Sum of the twenty squared deviations in standard errors, and the chance that χ² with 20 degrees of freedom is smaller. A wrong map pushes it to 1, a wrong standard error to 0 or 1.',
  }),
  simulation({
    id: 'simulated-literal',
    where: 'Theorem 4, T^{L} as the bias of a tree',
    statement: 'Whole trees, every leaf drawn, follow the recursion on every level',
    published: null,
    compute: ({ full }) => {
      const depth = full ? 8 : 7;
      const gaps = [0, 0.1, 0.25, 0.5].flatMap((correlation, i) => {
        const { bias, standardError } = simulate('literal', { correlation, depth }, 2048, 100 + i);
        const exact = iterateTree({ ...setting, correlation, depth }).bias;
        return Array.from(bias, (value, level) => Math.abs(value - exact[level]) / standardError[level]);
      });
      return {
        value: largest(gaps),
        detail: `standard errors; 4 × 2,048 trees of ${(5 ** depth).toLocaleString('en-US')} leaves`,
      };
    },
    holds: (errors) => errors < 4,
    why: 'Largest deviation in standard errors over all levels of trees at ρ = 0, 0.1, 0.25 and 0.5. Nothing but leaves, flips, shared failures and majorities is drawn, so the recursion itself is tested, the independence of a node’s subtrees included.',
  }),
  simulation({
    id: 'simulated-populations',
    where: 'v1 Section 7.2, population of layers',
    statement: 'Mean of populations at ρ = 0, L = 10',
    published: 0.158964,
    compute: ({ full }) => {
      const runs = full ? 40 : 20;
      const roots = Array.from({ length: runs }, (_, run) => {
        return simulate('population', { correlation: 0, depth: 10 }, samples({ full }), 200 + run).root.estimate;
      });
      return meanWithError(roots);
    },
    why: 'Children are drawn from the votes of the layer below, so no formula steps in. The drift of the layers adds up to √(Σα^{2j}/M); the standard error comes from the scatter of the runs themselves.',
  }),
  ...depths.map((depth) =>
    simulation({
      id: `boundary-depth-${depth}`,
      where: 'v1 Section 7.2, predicted boundary',
      statement: `Boundary found by simulation alone at depth ${depth}`,
      published: 0.2380952,
      compute: ({ full }) =>
        boundaryBySimulation({ ...setting, depth, nodes: (full ? 9e6 : 9e5) / depth, seed: 300 + depth }),
      why: `Populations of ${depth} layers at 21 correlations from 0 to 1 show how a layer changes a weak bias; the regression of the bias after a layer on the bias before it gives the growth at each ρ, and this is where it is 1. α, f_{b} and ρ_{c} are not used. Four standard errors are allowed.`,
    }),
  ),
  simulation({
    id: 'depth-sharpens-transition',
    where: 'v1 Section 7.2, depths 10 and 30',
    statement: 'Depth sharpens the transition: μ_{30}/μ_{10} is above 1 at ρ = 0.1 and below 1 at ρ = 0.35',
    published: null,
    compute: () => {
      // In standard errors of the difference.
      const gain = (correlation: number, seed: number) => {
        const [ten, thirty] = depths.map(
          (depth, i) => simulate('layerwise', { correlation, depth }, 100_000, seed + i).root,
        );
        return (thirty.estimate - ten.estimate) / Math.hypot(ten.standardError, thirty.standardError);
      };
      const [below, above] = [gain(0.1, 400), -gain(0.35, 402)];
      const detail = `${below.toFixed(1)} and ${above.toFixed(1)} standard errors, 100,000 nodes in each layer`;
      return { value: Math.min(below, above), detail };
    },
    holds: (errors) => errors > 2,
    why: 'The smaller of the two differences μ_{30} − μ_{10}, with the sign that the theorem gives it. At ρ = 0.35 both biases are small, 0.027 and 0.008, hence the low bar of two standard errors.',
  }),
];

function meanWithError(values: readonly number[]): Computed {
  const value = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / (values.length - 1);
  return { value, standardError: Math.sqrt(variance / values.length), detail: `${values.length} runs` };
}

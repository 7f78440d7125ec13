import { simulateTree } from '../../organization/index.js';
import { grid, linearSteps } from '../parameters/grid.js';
import { defineStudy } from '../study.js';

/** Leaves that a run simulates, whatever the fan-in: the cost of a run, some 25 ms. */
const LEAVES = 1e8;
const DEPTH = 3;
const LEAF_BIAS = 0.05;

/**
 * Where do trees of agents amplify a weak bias, and where do they wash it out? The growth of the bias per level over
 * correlation ρ, fidelity γ and fan-in b, by simulation of literal trees and without the formula, refined where it
 * changes its sign. Theory says: at γ [ρ + (1 − ρ) f_b′(0)] = 1 (arXiv 2601.17311, Theorem 4).
 */
export default defineStudy({
  name: 'phase-diagram',
  parameters: grid({
    fanIn: [3, 5, 11],
    correlation: linearSteps(0, 0.6, 5),
    fidelity: linearSteps(0.4, 1, 5),
  }),
  columns: { growth: 'number' },
  refine: { along: ['correlation', 'fidelity'], column: 'growth', level: 0, depth: 2 },
  run({ fanIn, correlation, fidelity }, { seed, signal }) {
    const trials = Math.round(LEAVES / fanIn ** DEPTH);
    const tree = { fanIn, correlation, fidelity, depth: DEPTH, leafBias: LEAF_BIAS };
    const { bias } = simulateTree({ ...tree, trials, seed, signal });
    return { growth: Math.log(Math.max(bias[DEPTH], 1e-6) / LEAF_BIAS) / DEPTH };
  },
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError, randomStream } from '../foundation/index.js';
import { chiSquareUpperTail } from '../statistics/index.js';
import { iterateTree, layerMap, simulateTree, type TreeSimulation, type TreeSimulationOptions } from './index.js';

const tree = { fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 4 };

/** Exact bias of each level, channel by channel. */
function expectedBias({ fidelity, depth, leafBias, ...layer }: TreeSimulationOptions): Float64Array {
  const bias = new Float64Array(depth + 1).fill(leafBias);
  for (let level = 1; level <= depth; level++) {
    const channel = typeof fidelity === 'number' ? fidelity : fidelity[level - 1];
    bias[level] = layerMap({ ...layer, fidelity: channel }, bias[level - 1], { signed: true });
  }
  return bias;
}

/** Standard errors between what was measured and what is expected, by level; 0 where both are certain. */
function deviations({ bias, nodes }: TreeSimulation, expected: Float64Array): number[] {
  return Array.from(bias, (mean, level) => {
    const difference = mean - expected[level];
    return difference === 0 ? 0 : difference / Math.sqrt((1 - expected[level] ** 2) / nodes[level]);
  });
}

const within4 = (options: TreeSimulationOptions) => {
  deviations(simulateTree(options), expectedBias(options)).forEach((z, level) =>
    expect(Math.abs(z), `level ${level} of ${JSON.stringify(options)}`).toBeLessThan(4),
  );
};

describe('literal trees', () => {
  it('have the bias of the recursion on every level', () => {
    for (const [fanIn, depth, trials] of [
      [3, 8, 5000],
      [5, 6, 3000],
      [7, 4, 5000],
      [9, 4, 2000],
      [15, 3, 4000],
      [33, 2, 5000],
      [51, 2, 4000],
      [63, 2, 3000],
      [101, 2, 1000],
      [1001, 1, 3000],
    ]) {
      for (const [fidelity, correlation, leafBias] of [
        [0.6, 0.1, 0.05],
        [1, 0, 0.02],
        [0.85, 0.5, 0.4],
        [0.3, 0.9, 0.9],
        [1, 1, 0.3],
      ]) {
        within4({ fanIn, depth, trials, fidelity, correlation, leafBias, seed: fanIn });
      }
    }
  });

  it('agree with the recursion on random parameters', () => {
    fc.assert(
      fc.property(
        fc.record({
          fanIn: fc.integer({ min: 2, max: 70 }),
          fidelity: fc.double({ min: 0, max: 1, noNaN: true }),
          correlation: fc.double({ min: 0, max: 1, noNaN: true }),
          leafBias: fc.double({ min: -0.99, max: 0.99, noNaN: true }),
          depth: fc.integer({ min: 0, max: 3 }),
          trials: fc.integer({ min: 500, max: 1500 }),
          seed: fc.nat(),
        }),
        (options) => {
          if (options.fanIn ** options.depth > 30_000) return;
          const all = { ...options, ties: 'coin', signed: true } as const;
          // Some 300 comparisons of dependent levels: 5 standard errors keep a right program from failing.
          for (const z of deviations(simulateTree(all), expectedBias(all))) expect(Math.abs(z)).toBeLessThan(5);
        },
      ),
      { seed: 7, numRuns: 80 },
    );
  });

  it('settle ties of an even fan-in by a coin', () => {
    for (const fanIn of [2, 4, 6, 64, 100]) {
      within4({ fanIn, depth: 2, trials: 3000, fidelity: 0.9, correlation: 0.2, leafBias: 0.2, ties: 'coin' });
    }
  });

  it('take one fidelity per level', () => {
    within4({ ...tree, fidelity: [1, 0.5, 0.9, 0.2], correlation: 0, leafBias: 0.6, trials: 4000 });
    const silent = simulateTree({ ...tree, fidelity: [1, 1, 1, 0], leafBias: 1, trials: 4000 });
    expect([...silent.bias.subarray(0, 4)]).toEqual([1, 1, 1, 1]);
    expect(Math.abs(silent.bias[4])).toBeLessThan(4 / Math.sqrt(4000));
  });

  it('are certain where nothing is left to chance', () => {
    for (const [leafBias, correlation] of [
      [1, 0],
      [1, 1],
      [1, 0.3],
      [-1, 0.3],
    ]) {
      for (const fanIn of [3, 5, 7, 9, 65]) {
        const sure = simulateTree({ fanIn, depth: 2, fidelity: 1, correlation, leafBias, signed: true, trials: 200 });
        expect([...sure.bias]).toEqual([leafBias, leafBias, leafBias]);
        expect([...sure.standardError]).toEqual([0, 0, 0]);
        expect(sure.root.estimate).toBe(leafBias);
        expect(sure.root.votes.every((vote) => vote === leafBias)).toBe(true);
      }
    }
  });

  it('of depth 0 are their leaf', () => {
    const { bias, nodes, root } = simulateTree({ ...tree, depth: 0, leafBias: 0.3, trials: 20_000 });
    expect([...nodes]).toEqual([20_000]);
    expect(bias[0]).toBe(root.estimate);
    expect(Math.abs(bias[0] - 0.3)).toBeLessThan(4 * root.standardError);
  });

  it('have the exact law of a tree small enough to enumerate', () => {
    // Three nodes of three leaves and a root: every combination of received leaf votes, shared failures and flips.
    const [fidelity, correlation, leafBias] = [0.7, 0.25, 0.4];
    const received = [(1 - fidelity * leafBias) / 2, (1 + fidelity * leafBias) / 2];
    const flip = [(1 + fidelity) / 2, (1 - fidelity) / 2];
    const shared = [1 - correlation, correlation];
    const vote = (inputs: number[], share: number) => (share ? inputs[0] : +(inputs[0] + inputs[1] + inputs[2] > 1));
    const bits = (word: number, at: number) => [0, 1, 2].map((i) => (word >> (at + i)) & 1);
    let right = 0;
    let total = 0;
    for (let leaves = 0; leaves < 512; leaves++) {
      for (let shares = 0; shares < 16; shares++) {
        const nodes = [0, 1, 2].map((i) => vote(bits(leaves, 3 * i), (shares >> i) & 1));
        for (let flips = 0; flips < 8; flips++) {
          let chance = shared[shares >> 3];
          for (let i = 0; i < 9; i++) chance *= received[(leaves >> i) & 1];
          for (let i = 0; i < 3; i++) chance *= shared[(shares >> i) & 1] * flip[(flips >> i) & 1];
          total += chance;
          const arrived = nodes.map((node, i) => node ^ ((flips >> i) & 1));
          right += chance * vote(arrived, shares >> 3);
        }
      }
    }
    expect(total).toBeCloseTo(1, 12);
    const exact = 2 * right - 1;
    const small = { fanIn: 3, depth: 2, fidelity, correlation, leafBias };
    expect(iterateTree(small).bias[2]).toBeCloseTo(exact, 12);
    const { root } = simulateTree({ ...small, trials: 1_000_000 });
    expect(Math.abs(root.estimate - exact)).toBeLessThan(4 * root.standardError);
  });

  it('have binomial numbers of right roots', () => {
    const options = { ...tree, depth: 2, leafBias: 0.3, trials: 16 };
    const p = (1 + iterateTree(options).bias[2]) / 2;
    const counts = new Float64Array(17);
    const runs = 4000;
    for (let seed = 0; seed < runs; seed++)
      counts[simulateTree({ ...options, seed }).root.votes.filter((v) => v > 0).length]++;
    let chance = (1 - p) ** 16;
    const expected = Array.from(counts, (_, k) => {
      const now = runs * chance;
      chance *= ((16 - k) / (k + 1)) * (p / (1 - p));
      return now;
    });
    // Cells of fewer than five expected runs are put together.
    const cells: [number, number][] = [[0, 0]];
    expected.forEach((mean, k) => {
      const last = cells[cells.length - 1];
      last[0] += counts[k];
      last[1] += mean;
      if (last[1] >= 5) cells.push([0, 0]);
    });
    const [rest] = cells.splice(-1);
    cells[cells.length - 1][0] += rest[0];
    cells[cells.length - 1][1] += rest[1];
    const chiSquare = cells.reduce((sum, [count, mean]) => sum + (count - mean) ** 2 / mean, 0);
    expect(chiSquareUpperTail(chiSquare, { degrees: cells.length - 1 })).toBeGreaterThan(1e-3);
  });

  it('are independent from trial to trial', () => {
    const { votes, estimate } = simulateTree({ ...tree, depth: 2, trials: 256_000 }).root;
    for (const lag of [1, 2, 31, 32, 64, 127, 128, 129, 256]) {
      let sum = 0;
      for (let i = lag; i < votes.length; i++) sum += (votes[i] - estimate) * (votes[i - lag] - estimate);
      expect(Math.abs(sum / votes.length / (1 - estimate ** 2)) * Math.sqrt(votes.length), `lag ${lag}`).toBeLessThan(
        4,
      );
    }
  });

  it('correlate the inputs of a node by ρ, as copies of the first', () => {
    // With b = 3, γ = 1 and ρ = 1 a node is its first leaf; with ρ < 1 its vote has the variance of the mixture.
    const options = { fanIn: 3, depth: 1, fidelity: 1, leafBias: 0, trials: 200_000 };
    const votes = (correlation: number, leafBias: number) =>
      simulateTree({ ...options, correlation, leafBias }).bias[1];
    expect(Math.abs(votes(1, 0.5) - 0.5)).toBeLessThan(4 * Math.sqrt(0.75 / 200_000));
    expect(Math.abs(votes(0.4, 0.5) - (0.4 * 0.5 + 0.6 * 0.6875))).toBeLessThan(4 / Math.sqrt(200_000));
  });

  it('agree with noisy trees that another program iterates exactly', () => {
    // Three inputs, ten levels; a node takes the majority and is then flipped with chance ε, the root included.
    const flips = [0, 0.05, 0.1, 0.15, 1 / 6, 0.2, 0.25, 0.3];
    flips.forEach((flip, i) => {
      let p = 0.55;
      for (let level = 0; level < 10; level++) {
        const majority = p ** 3 + 3 * p * p * (1 - p);
        p = majority * (1 - flip) + (1 - majority) * flip;
      }
      const fidelity = [1, ...new Array<number>(9).fill(1 - 2 * flip)];
      const { votes } = simulateTree({
        fanIn: 3,
        depth: 10,
        fidelity,
        correlation: 0,
        leafBias: 0.1,
        trials: 400,
      }).root;
      const coin = randomStream(1, i);
      const right = votes.filter((vote) => vote > 0 !== coin.bernoulli(flip)).length / 400;
      expect(Math.abs(right - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / 400) + 1e-12);
    });
  });
});

describe('results of simulateTree', () => {
  it('keep their bytes from release to release', () => {
    const { bias, root } = simulateTree({ ...tree, trials: 300, seed: 11 });
    expect([...bias]).toMatchInlineSnapshot(`
      [
        0.05390933333333333,
        0.0512,
        0.05333333333333334,
        0.012,
        -0.04666666666666667,
      ]
    `);
    expect(
      root.votes
        .slice(0, 40)
        .map((vote) => (vote + 1) / 2)
        .join(''),
    ).toMatchInlineSnapshot(`"0110100111110110100110011000000010111010"`);
  });

  it('depend on the seed alone, and first trials not on those that follow', () => {
    const long = simulateTree({ ...tree, trials: 1000, seed: 3 });
    expect(simulateTree({ ...tree, trials: 1000, seed: 3 })).toEqual(long);
    expect(simulateTree({ ...tree, trials: 1000, seed: 4 }).root.votes).not.toEqual(long.root.votes);
    for (const trials of [1, 63, 64, 65, 127, 128, 129, 500]) {
      const short = simulateTree({ ...tree, trials, seed: 3 });
      expect(short.root.votes).toEqual(long.root.votes.subarray(0, trials));
      expect(short.bias[tree.depth]).toBe(short.root.estimate);
    }
  });

  it('count the trials asked for and no surplus lanes', () => {
    const one = simulateTree({ ...tree, depth: 1, trials: 1, seed: 5 });
    // One trial of five leaves: the mean is an odd number of fifths.
    expect([-5, -3, -1, 1, 3, 5]).toContain(Math.round(one.bias[0] * 5 * 1e9) / 1e9);
    expect([...one.nodes]).toEqual([5, 1]);
    const sure = simulateTree({ fanIn: 3, depth: 3, fidelity: 1, correlation: 0, leafBias: 1, trials: 129 });
    expect([...sure.bias]).toEqual([1, 1, 1, 1]);
  });

  it('report standard errors and an interval that cover', () => {
    const exact = iterateTree(tree).bias;
    let covered = 0;
    const runs = 400;
    for (let seed = 0; seed < runs; seed++) {
      const { root, standardError, bias, nodes } = simulateTree({ ...tree, trials: 200, seed });
      if (root.interval.lower <= exact[4] && exact[4] <= root.interval.upper) covered++;
      expect(root.standardError).toBeCloseTo(standardError[4], 12);
      expect(standardError[1]).toBeCloseTo(Math.sqrt((1 - bias[1] ** 2) / nodes[1]), 12);
    }
    expect(covered / runs).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / runs));
  });

  it('tell the progress and end at an abort', () => {
    const steps: number[] = [];
    const options = { ...tree, depth: 8, trials: 1024 };
    const onProgress = ({ done, total }: { done: number; total: number }) => steps.push(done / total);
    const quiet = simulateTree(options);
    expect(simulateTree({ ...options, onProgress })).toEqual(quiet);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);

    const controller = new AbortController();
    let calls = 0;
    const abort = () => {
      calls++;
      controller.abort(new Error('enough'));
    };
    for (const method of ['literal', 'layerwise', 'population'] as const) {
      const signal = new AbortController().signal;
      expect(() => simulateTree({ ...tree, method, signal })).not.toThrow();
    }
    expect(() => simulateTree({ ...options, onProgress: abort, signal: controller.signal })).toThrow('enough');
    expect(calls).toBe(1);
    expect(() => simulateTree({ ...tree, signal: controller.signal })).toThrow('enough');
  });

  it('are not disturbed by a simulation within a progress call', () => {
    const options = { ...tree, depth: 8, trials: 512 };
    const plain = simulateTree(options);
    expect(simulateTree({ ...options, onProgress: () => simulateTree({ ...tree, seed: 8, trials: 10 }) })).toEqual(
      plain,
    );
  });
});

describe('layer by layer', () => {
  const deep = { fanIn: 5, fidelity: 0.6, leafBias: 0.05, depth: 30, trials: 50_000 };

  it('meets the recursion at the depth and sample of the paper, on both sides of the boundary', () => {
    for (const correlation of [0, 0.1, 0.2, 0.2380952, 0.3, 0.5, 1]) {
      const options = { ...deep, correlation, method: 'layerwise', seed: 2 } as const;
      for (const z of deviations(simulateTree(options), expectedBias(options))) expect(Math.abs(z)).toBeLessThan(4);
    }
  });

  it('takes one fidelity per level and an even fan-in', () => {
    const fidelity = Array.from({ length: 30 }, (_, i) => 0.5 + i / 60);
    for (const method of ['layerwise', 'population'] as const) {
      const options = { ...deep, fanIn: 4, ties: 'coin', correlation: 0.1, fidelity, method } as const;
      const { bias, standardError } = simulateTree(options);
      expectedBias(options).forEach((mean, level) =>
        expect(Math.abs(bias[level] - mean)).toBeLessThanOrEqual(4.5 * standardError[level]),
      );
    }
  });

  it('agrees with whole trees and with populations', () => {
    const options = { ...tree, leafBias: 0.2, trials: 20_000 };
    const [literal, layerwise] = (['literal', 'layerwise'] as const).map((method) =>
      simulateTree({ ...options, method }),
    );
    for (let level = 0; level <= tree.depth; level++) {
      const error = Math.hypot(literal.standardError[level], layerwise.standardError[level]);
      expect(Math.abs(literal.bias[level] - layerwise.bias[level])).toBeLessThan(4 * error);
    }
    let mean = 0;
    let variance = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { root } = simulateTree({ ...options, method: 'population', seed });
      mean += root.estimate / 20;
      variance += root.standardError ** 2 / 20 ** 2;
    }
    expect(Math.abs(mean - literal.root.estimate)).toBeLessThan(
      4 * Math.hypot(Math.sqrt(variance), literal.root.standardError),
    );
  });

  it('lets a population drift as much as its standard error says', () => {
    // In the linear range the drift is √(Σ_{j<L} α^{2j}/M).
    const options = { fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.02, depth: 8, trials: 20_000 };
    const runs = Array.from(
      { length: 300 },
      (_, seed) => simulateTree({ ...options, method: 'population', seed }).root,
    );
    const mean = runs.reduce((sum, { estimate }) => sum + estimate / 300, 0);
    const spread = Math.sqrt(runs.reduce((sum, { estimate }) => sum + (estimate - mean) ** 2 / 299, 0));
    const alpha = 0.6 * (0.1 + 0.9 * 1.875);
    const formula = Math.sqrt(Array.from({ length: 8 }, (_, j) => alpha ** (2 * j)).reduce((a, b) => a + b) / 20_000);
    // A standard deviation from 300 runs is known to 1 part in √600.
    expect(Math.abs(spread / formula - 1)).toBeLessThan(4 / Math.sqrt(600));
    const told = runs.reduce((sum, { standardError }) => sum + standardError / 300, 0);
    expect(Math.abs(spread / told - 1)).toBeLessThan(4 / Math.sqrt(600));
    const exact = iterateTree(options).bias[8];
    const covered = runs.filter(({ interval }) => interval.lower <= exact && exact <= interval.upper).length;
    expect(Math.abs(covered / 300 - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 300));
  });

  it('is a leaf at depth 0 and certain at certainty', () => {
    for (const method of ['layerwise', 'population'] as const) {
      expect([...simulateTree({ ...deep, correlation: 0, depth: 0, method }).nodes]).toEqual([50_000]);
      const sure = simulateTree({ ...deep, correlation: 0.5, fidelity: 1, leafBias: 1, method });
      expect(sure.bias.every((bias) => bias === 1)).toBe(true);
      expect(sure.root.standardError).toBe(0);
    }
  });
});

describe('bad input of simulateTree', () => {
  const bad: [string, Partial<Record<keyof TreeSimulationOptions, unknown>>, string][] = [
    ['an even fan-in', { fanIn: 4 }, 'fanIn must be odd'],
    ['a fan-in of 1', { fanIn: 1 }, 'fanIn'],
    ['a broken fan-in', { fanIn: 2.5 }, 'fanIn'],
    ['a fidelity above 1', { fidelity: 1.01 }, 'fidelity must lie in [0, 1]; got 1.01'],
    ['NaN as fidelity', { fidelity: NaN }, 'fidelity'],
    ['no fidelity', { fidelity: undefined }, 'fidelity'],
    ['too few fidelities', { fidelity: [1, 1, 1] }, 'fidelity.length must equal 4; got 3'],
    ['a bad fidelity among them', { fidelity: [1, 1, 2, 1] }, 'fidelity[2]'],
    ['a correlation below 0', { correlation: -0.1 }, 'correlation'],
    ['NaN as correlation', { correlation: NaN }, 'correlation'],
    ['a negative bias unsigned', { leafBias: -0.1 }, 'leafBias must lie in [0, 1]'],
    ['a bias above 1', { leafBias: 1.5, signed: true }, 'leafBias must lie in [-1, 1]'],
    ['a negative depth', { depth: -1 }, 'depth'],
    ['half a level', { depth: 1.5 }, 'depth'],
    ['no trials', { trials: 0 }, 'trials'],
    ['a negative seed', { seed: -1 }, 'seed'],
    ['an unknown method', { method: 'exact' }, `method must be one of 'literal', 'layerwise', 'population'`],
    ['another dependence', { dependence: 'betaBinomial' }, `dependence must be one of 'shared'`],
    ['an unknown rule for ties', { ties: 'toss' }, 'ties'],
  ];
  it.each(bad)('is refused: %s', (_, change, message) => {
    const options = { ...tree, ...change } as TreeSimulationOptions;
    expect(() => simulateTree(options)).toThrow(InvalidInputError);
    expect(() => simulateTree(options)).toThrow(message);
  });

  it('names the way out of a tree too large', () => {
    expect(() => simulateTree({ ...tree, depth: 30 })).toThrow(
      "depth must be at most 10 for a literal tree of fan-in 5 (20,000,000 leaves); method: 'layerwise' or 'population' goes deeper; got 30",
    );
    expect(() => simulateTree({ ...tree, fanIn: 20_000_001, depth: 1 })).toThrow(InvalidInputError);
    expect(() => simulateTree({ ...tree, fanIn: 20_000_001, depth: 3, method: 'layerwise' })).toThrow('fanIn');
  });
});

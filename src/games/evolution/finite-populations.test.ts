import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { alphaRank } from './alpha-rank.js';
import { fixation, fixationTimes, pairRates } from './fixation.js';
import { minimumArborescence } from './minimum-arborescence.js';
import { populationChain } from './population-chain.js';
import { simulateFixation } from './simulate-fixation.js';
import { simulatePopulation } from './simulate-population.js';
import { smallMutationLimit } from './small-mutation.js';
import { stochasticStability } from './stochastic-stability.js';
import {
  birthDeath,
  deathBirth,
  exponentialFitness,
  fermi,
  linearFitness,
  localUpdate,
  type UpdateRule,
} from './update-rule.js';
import { weakSelection } from './weak-selection.js';
import { simulateWrightFisher, wrightFisherFixation } from './wright-fisher.js';

const titForTat = [[30, 9], [14, 10]]; // prettier-ignore
const dilemma = [[3, 0], [5, 1]]; // prettier-ignore
const coexistence = [[1, 3], [2, 1]]; // prettier-ignore
const rules: UpdateRule[] = [
  birthDeath(linearFitness({ selection: 0.2 })),
  birthDeath(exponentialFitness({ selection: 0.3 })),
  deathBirth(linearFitness({ selection: 0.2 })),
  fermi({ selection: 0.4 }),
  localUpdate({ selection: 0.5, range: 5 }),
];

describe('fixation', () => {
  it('is 7/32 for [[3, 1], [1, 2]] in a population of four', () => {
    expect(fixation([[3, 1], [1, 2]], { populationSize: 4 }).probability).toBeCloseTo(0.21875, 15); // prettier-ignore
  });

  it('of tit for tat against defectors', () => {
    const reference = [[4, 0.258867], [10, 0.169524], [20, 0.122861], [50, 0.071506], [100, 0.041845]]; // prettier-ignore
    for (const [populationSize, value] of reference) {
      expect(fixation(titForTat, { populationSize }).probability).toBeCloseTo(value, 6);
    }
  });

  it('of a constant advantage is (1 − 1/r)/(1 − r^{−N}), also where r^N overflows', () => {
    for (const [r, N] of [
      [1.1, 50],
      [0.9, 50],
      [2, 5000],
      [0.5, 900],
    ] as const) {
      const { fromEach } = fixation([[r, r], [1, 1]], { populationSize: N }); // prettier-ignore
      const exact = (i: number) =>
        r > 1 ? (1 - r ** -i) / (1 - r ** -N) : (r ** (N - i) * (1 - r ** i)) / (1 - r ** N);
      for (const i of [1, 2, N >> 1, N - 1]) expect(fromEach[i] / exact(i)).toBeCloseTo(1, 10);
    }
    expect(fixation([[1, 1], [1, 1]], { populationSize: 7, mutants: 3 }).probability).toBeCloseTo(3 / 7, 14); // prettier-ignore
  });

  it('of Fermi comparisons agrees with the product in its plain form, and with the Moran process of exponential fitness', () => {
    const N = 30;
    const gap = (k: number) => (3 * (k - 1) + 0 - (5 * k + (N - k - 1))) / (N - 1);
    let [sum, product] = [1, 1];
    for (let k = 1; k < N; k++) {
      product *= Math.exp(-0.1 * gap(k));
      sum += product;
    }
    const byFermi = fixation(dilemma, { populationSize: N, rule: fermi({ selection: 0.1 }) }).probability;
    expect(byFermi * sum).toBeCloseTo(1, 12);
    const rule = birthDeath(exponentialFitness({ selection: 0.1 }));
    expect(fixation(dilemma, { populationSize: N, rule }).probability / byFermi).toBeCloseTo(1, 12);
  });

  it('is 0 where a number has to be passed at which fitness is 0, and 1 beyond one at which the others’ is', () => {
    // One cooperator among defectors earns 0.
    expect(fixation([[3, 0], [5, 1]], { populationSize: 20 }).probability).toBe(0); // prettier-ignore
    const { fromEach } = fixation([[3, 0], [5, 1]], { populationSize: 20 }); // prettier-ignore
    expect(fromEach[2]).toBeGreaterThan(0);
    expect(fixation([[1, 1], [1, 0]], { populationSize: 5, mutants: 4 }).fromEach[5]).toBe(1); // prettier-ignore
    // The second type's last member earns 1·4/4; with none of its own kind it never earns 0.
    const dying = fixation([[1, 1], [0, 1]], { populationSize: 3, mutants: 2 }); // prettier-ignore
    expect(dying.probability).toBe(1);
  });

  it('solves the equations of the chain it stands for, for every rule', () => {
    for (const rule of rules) {
      for (const payoffs of [dilemma, titForTat.map((row) => row.map((x) => x / 10)), coexistence]) {
        const N = 12;
        const { fromEach } = fixation(payoffs, { populationSize: N, rule });
        const earn = (k: number) => ({
          first: (payoffs[0][0] * (k - 1) + payoffs[0][1] * (N - k)) / (N - 1),
          second: (payoffs[1][0] * k + payoffs[1][1] * (N - k - 1)) / (N - 1),
        });
        const { up, down } = pairRates(rule, N, earn, 0);
        for (let k = 1; k < N; k++) {
          expect(up[k] + down[k]).toBeLessThanOrEqual(1);
          const balance = up[k] * (fromEach[k + 1] - fromEach[k]) - down[k] * (fromEach[k] - fromEach[k - 1]);
          expect(Math.abs(balance)).toBeLessThan(1e-14);
        }
      }
    }
  });

  it('takes payoffs by number, as of a public good', () => {
    const earn = (k: number, N: number) => ({ first: (2 * k) / N - 1, second: (2 * k) / N });
    const rule = fermi({ selection: 0.1 });
    // A constant disadvantage of 1: r = e^{−β}.
    const r = Math.exp(-0.1);
    expect(fixation(earn, { populationSize: 10, rule }).probability).toBeCloseTo((1 - 1 / r) / (1 - r ** -10), 12);
  });

  it('turns bad input away', () => {
    expect(() => fixation(dilemma, { populationSize: 1 })).toThrow('populationSize');
    expect(() => fixation(dilemma, { populationSize: 5, mutants: 5 })).toThrow('mutants');
    expect(() => fixation([[-1, -1], [1, 1]], { populationSize: 5 })).toThrow('fitness'); // prettier-ignore
    expect(() => fixation([[0, 0], [0, 0]], { populationSize: 5 })).toThrow('fitness'); // prettier-ignore
    expect(() => fixation([[1]], { populationSize: 5 })).toThrow('2 × 2');
  });
});

describe('times to fixation', () => {
  it('of neutral types are N(N − 1) for one mutant that takes over, and N·H_{N−1} in all', () => {
    const N = 40;
    const { fixation: taken, unconditional } = fixationTimes([[1, 1], [1, 1]], { populationSize: N }); // prettier-ignore
    expect(taken).toBeCloseTo(N * (N - 1), 8);
    const harmonic = Array.from({ length: N - 1 }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);
    expect(unconditional).toBeCloseTo(N * harmonic, 9);
  });

  it('average to the unconditional one, and agree with simulated populations within four standard errors', () => {
    for (const rule of rules) {
      const options = { populationSize: 15, rule, mutants: 4 };
      const exact = fixationTimes(coexistence, options);
      const mixed = exact.probability * exact.fixation + (1 - exact.probability) * exact.extinction;
      expect(mixed / exact.unconditional).toBeCloseTo(1, 12);
      const { probability, steps, fixationSteps } = simulateFixation(coexistence, { ...options, runs: 4000, seed: 5 });
      for (const [estimate, value] of [
        [probability, exact.probability],
        [steps, exact.unconditional],
        [fixationSteps, exact.fixation],
      ] as const) {
        // prettier-ignore
        expect(Math.abs(estimate.estimate - value)).toBeLessThan(4 * estimate.standardError);
      }
    }
  });
});

describe('simulated populations', () => {
  it('of two types, step by step, take over as often as theory says, for every rule', () => {
    for (const rule of rules) {
      const runs = 1500;
      let won = 0;
      for (let seed = 0; seed < runs; seed++) {
        const { winner } = simulatePopulation(coexistence, { initial: [2, 6], steps: 1e6, every: 1e6, rule, seed });
        if (winner === 0) won++;
      }
      const p = fixation(coexistence, { populationSize: 8, mutants: 2, rule }).probability;
      expect(Math.abs(won / runs - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / runs));
    }
  });

  it('of three types with two alike move as two types do', () => {
    // Types 1 and 2 are the same: the chance of type 0 is that against one type.
    const three = [[1, 3, 3], [2, 1, 1], [2, 1, 1]]; // prettier-ignore
    for (const rule of rules) {
      const runs = 1200;
      let won = 0;
      for (let seed = 0; seed < runs; seed++) {
        const { winner, end } = simulatePopulation(three, { initial: [2, 3, 3], steps: 1e6, every: 1e6, rule, seed });
        expect(end.reduce((a, b) => a + b, 0)).toBe(8);
        if (winner === 0) won++;
      }
      const p = fixation(coexistence, { populationSize: 8, mutants: 2, rule }).probability;
      expect(Math.abs(won / runs - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / runs));
    }
  });

  it('report the step of fixation and stop there', () => {
    const { fixedAfter, steps, counts } = simulatePopulation(dilemma, {
      initial: [5, 5],
      steps: 1e6,
      every: 50,
      seed: 2,
    });
    expect(fixedAfter).toBe(steps[steps.length - 1]);
    expect(counts.subarray(-2)[1]).toBe(10);
  });

  it('are the same for the same seed and another for another', () => {
    const run = (seed: number) =>
      simulatePopulation(coexistence, { initial: [500, 500], steps: 5000, every: 100, seed });
    expect(run(1).counts).toEqual(run(1).counts);
    expect(run(1).counts).not.toEqual(run(2).counts);
  });
});

describe('the whole chain with mutation', () => {
  it('spends its time as a simulated population does', () => {
    const cycle = [[1, 0.5, 2], [2, 1, 0.5], [0.5, 2, 1]]; // prettier-ignore
    for (const rule of [rules[0], rules[2], rules[3]]) {
      const options = { rule, mutation: 0.05 };
      const { meanShares, stationary, states, residual } = populationChain(cycle.map((row, i) => row.map((x) => x + (i === 0 ? 0.3 : 0))), { populationSize: 10, ...options }); // prettier-ignore
      expect(residual).toBeLessThan(1e-13);
      expect(states).toHaveLength(66);
      expect(stationary.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      const shifted = cycle.map((row, i) => row.map((x) => x + (i === 0 ? 0.3 : 0)));
      // 100 independent runs give the standard error.
      const means = Array.from({ length: 100 }, (_, seed) => {
        const path = simulatePopulation(shifted, { initial: [4, 3, 3], steps: 20_000, every: 20, seed, ...options });
        let sum = 0;
        for (let k = 0; k < path.steps.length; k++) sum += path.counts[3 * k] / 10;
        return sum / path.steps.length;
      });
      const mean = means.reduce((a, b) => a + b, 0) / 100;
      const error = Math.sqrt(means.reduce((sum, m) => sum + (m - mean) ** 2, 0) / 99 / 100);
      expect(Math.abs(mean - meanShares[0])).toBeLessThan(4 * error);
    }
  });

  it('goes to the limit of small mutations', () => {
    const game = [[0.5, 0.2, 0.9], [0.8, 0.5, 0.1], [0.3, 0.7, 0.5]]; // prettier-ignore
    const rule = fermi({ selection: 1 });
    const limit = smallMutationLimit(game, { populationSize: 12, rule });
    const errorAt = (mutation: number) => {
      const { meanShares } = populationChain(game, { populationSize: 12, mutation, rule });
      return Math.max(...meanShares.map((share, i) => Math.abs(share - limit.stationary[i])));
    };
    expect(errorAt(1e-7)).toBeLessThan(1e-5);
    // First order in the rate of mutation.
    expect(errorAt(1e-6) / errorAt(1e-7)).toBeGreaterThan(9);
    expect(errorAt(1e-6) / errorAt(1e-7)).toBeLessThan(11);
  });
});

describe('small mutations', () => {
  it('give the values that EGTTools gives', () => {
    const game = [[0.5, 0.2, 0.9], [0.8, 0.5, 0.1], [0.3, 0.7, 0.5]]; // prettier-ignore
    const { stationary, transitions } = smallMutationLimit(game, {
      populationSize: 100,
      rule: fermi({ selection: 0.1 }),
    });
    const reference = [0.983421141, 0.0156816894, 0.000897169264, 0.000780745343, 0.985658153, 0.013561102, 0.0180201264, 0.000675167514, 0.981304706]; // prettier-ignore
    reference.forEach((value, k) => expect(transitions[k]).toBeCloseTo(value, 8));
    [0.332746775, 0.377474439, 0.289778786].forEach((value, k) => expect(stationary[k]).toBeCloseTo(value, 8));
  });

  it('with neutral types spend the same time at each', () => {
    const flat = [[1, 1, 1], [1, 1, 1], [1, 1, 1]]; // prettier-ignore
    smallMutationLimit(flat, { populationSize: 10 }).stationary.forEach((share) =>
      expect(share).toBeCloseTo(1 / 3, 14),
    );
  });
});

describe('alpha-rank', () => {
  it('balances the flows of its definition, written out', () => {
    const stream = randomStream(4);
    const shape = [2, 3, 2];
    const tensors = shape.map(() => Float64Array.from({ length: 12 }, () => stream.uniform()));
    const { stationary, residual, strategies, ranking } = alphaRank(new StrategicGame(shape, tensors), {
      alpha: 2,
      populationSize: 10,
    });
    expect(residual).toBeLessThan(1e-14);
    expect(strategies[1].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(ranking[0].share).toBe(Math.max(...stationary));
    const index = ([a, b, c]: number[]) => (a * 3 + b) * 2 + c;
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 3; b++) {
        for (let c = 0; c < 2; c++) {
          let flow = 0;
          shape.forEach((count, p) => {
            for (let other = 0; other < count; other++) {
              const here = [a, b, c];
              if (other === here[p]) continue;
              const there = here.map((s, q) => (q === p ? other : s));
              const rho = (from: number[], to: number[]) => {
                const u = 2 * (tensors[p][index(to)] - tensors[p][index(from)]);
                return (1 - Math.exp(-u)) / (1 - Math.exp(-10 * u));
              };
              flow += stationary[index(there)] * rho(there, here) - stationary[index(here)] * rho(here, there);
            }
          });
          expect(Math.abs(flow)).toBeLessThan(1e-14);
        }
      }
    }
  });

  it('ranks the strict equilibrium first and matching pennies equally', () => {
    const pd = StrategicGame.symmetric(dilemma);
    expect(alphaRank(pd).ranking[0].profile).toEqual([1, 1]);
    expect(alphaRank(pd).ranking[0].share).toBeCloseTo(1, 12);
    const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]); // prettier-ignore
    alphaRank(pennies, { alpha: 1 }).stationary.forEach((share) => expect(share).toBeCloseTo(0.25, 12));
  });

  it('of one population is the small-mutation limit of the Fermi process', () => {
    const game = [[0.5, 0.2, 0.9], [0.8, 0.5, 0.1], [0.3, 0.7, 0.5]]; // prettier-ignore
    const { stationary } = alphaRank(game, { alpha: 0.1, populationSize: 100 });
    expect(stationary[1]).toBeCloseTo(0.377474439, 8);
  });
});

describe('weak selection', () => {
  it('has the slope that small w shows', () => {
    for (const payoffs of [
      dilemma,
      coexistence,
      [
        [4, 1],
        [2, 3],
      ],
    ]) {
      // prettier-ignore
      for (const populationSize of [5, 40]) {
        const rho = (w: number) =>
          fixation(payoffs, { populationSize, rule: birthDeath(linearFitness({ selection: w })) }).probability;
        const { slope, favoured } = weakSelection(payoffs, { populationSize });
        const numeric = (-3 * rho(0) + 4 * rho(1e-5) - rho(2e-5)) / 2e-5;
        expect(slope).toBeCloseTo(numeric, 6);
        expect(favoured).toBe(rho(1e-4) > 1 / populationSize);
      }
    }
  });

  it('is the one-third law in a large population', () => {
    // [[a, 0], [c, d]]: x* = d/(a − c + d).
    const game = (threshold: number) => [[1, 0], [1 - (1 - threshold) , threshold]]; // prettier-ignore
    for (const threshold of [0.2, 0.3, 0.36, 0.5]) {
      const { oneThird, favoured, threshold: found } = weakSelection(game(threshold), { populationSize: 100_000 });
      expect(found).toBeCloseTo(threshold, 12);
      expect(oneThird).toBe(threshold < 1 / 3);
      expect(favoured).toBe(threshold < 1 / 3);
    }
  });
});

describe('Wright–Fisher', () => {
  it('solves its chain and agrees with Kimura’s diffusion under weak selection', () => {
    const s = 0.01;
    const { probability, residual } = wrightFisherFixation([[1 + s, 1 + s], [1, 1]], { populationSize: 100 }); // prettier-ignore
    expect(residual).toBeLessThan(1e-12);
    const kimura = (1 - Math.exp(-2 * s)) / (1 - Math.exp(-2 * s * 100));
    expect(Math.abs(probability / kimura - 1)).toBeLessThan(3 * s);
    const neutral = wrightFisherFixation([[1, 1], [1, 1]], { populationSize: 30, mutants: 12 }); // prettier-ignore
    expect(neutral.probability).toBeCloseTo(0.4, 12);
  });

  it('agrees with simulated generations', () => {
    const runs = 2000;
    let won = 0;
    for (let seed = 0; seed < runs; seed++) {
      const { end } = simulateWrightFisher(coexistence, { initial: [2, 4], generations: 200, seed });
      if (end[0] === 6) won++;
      expect(Math.min(...end)).toBe(0);
    }
    const p = wrightFisherFixation(coexistence, { populationSize: 6, mutants: 2 }).probability;
    expect(Math.abs(won / runs - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / runs));
  });
});

describe('stochastic stability', () => {
  it('finds the arborescence that trying all trees finds', () => {
    for (let seed = 0; seed < 40; seed++) {
      const n = 2 + (seed % 4);
      const stream = randomStream(seed, 9);
      const cost = Array.from({ length: n }, () => Array.from({ length: n }, () => 1 + stream.below(9)));
      const root = stream.below(n);
      const tree = minimumArborescence(n, root, (from, to) => cost[from][to])!;
      const total = tree.reduce((sum, { from, to }) => sum + cost[from][to], 0);
      expect(new Set(tree.map(({ to }) => to)).size).toBe(n - 1);
      let least = Infinity;
      // Every way to give each node a parent.
      for (let code = 0; code < n ** n; code++) {
        const parent = Array.from({ length: n }, (_, v) => Math.floor(code / n ** v) % n);
        const reaches = (v: number) => {
          let w = v;
          for (let step = 0; step < n && w !== root; step++) w = parent[w];
          return w === root;
        };
        if (parent.every((_, v) => v === root || reaches(v))) {
          least = Math.min(
            least,
            parent.reduce((sum, p, v) => sum + (v === root ? 0 : cost[p][v]), 0),
          );
        }
      }
      expect(total).toBe(least);
    }
  });

  it('agrees with the stationary distribution as mistakes vanish', async () => {
    const { stationaryDistributions } = await import('../../numerics/index.js');
    for (let seed = 0; seed < 20; seed++) {
      const n = 6;
      const stream = randomStream(seed, 11);
      const resistances = Array.from({ length: n }, () => Array.from({ length: n }, () => stream.below(6)));
      const { stableStates, classes } = stochasticStability(resistances);
      const epsilon = 1e-6;
      const matrix = resistances.flatMap((row) => row.map((r) => epsilon ** r));
      const { distributions } = stationaryDistributions(matrix, n);
      distributions[0].forEach((share, i) => expect(share > 1e-4).toBe(stableStates.includes(i)));
      for (const { tree, potential } of classes) {
        expect(tree.reduce((sum, { resistance }) => sum + resistance, 0)).toBe(potential);
      }
    }
  });

  it('selects the risk-dominant convention in Kandori, Mailath and Rob’s population', () => {
    // Stag hunt: 4 together, 3 alone: hare is best unless 3/4 of the others hunt.
    const N = 12;
    const best = (hunters: number) => (4 * hunters) / N >= 3;
    const resistances = Array.from({ length: N + 1 }, (_, k) =>
      Array.from({ length: N + 1 }, (_, to) => Math.abs((best(k) ? N : 0) - to)),
    );
    const { classes, stableStates } = stochasticStability(resistances);
    expect(classes.map(({ states }) => states)).toEqual([[0], [N]]);
    expect(stableStates).toEqual([0]);
    expect(classes.map(({ potential }) => potential)).toEqual([4, 9]);
  });
});

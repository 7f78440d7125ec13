import { describe, expect, it } from 'vitest';
import { exactGraphFixation, starFixation } from './exact-graph-fixation.js';
import { fixation } from './fixation.js';
import {
  completeGraph,
  cycleGraph,
  latticeGraph,
  populationGraph,
  starGraph,
  temperaturesOf,
  type PopulationGraph,
} from './population-graph.js';
import { simulateGraphFixation } from './simulate-graph-fixation.js';
import { birthDeath, deathBirth, exponentialFitness, fermi, linearFitness, type UpdateRule } from './update-rule.js';

const constant = (r: number) => [[r, r], [1, 1]]; // prettier-ignore
const moran = (r: number, N: number) => (1 - 1 / r) / (1 - r ** -N);
const coexistence = [[1, 3], [2, 1]]; // prettier-ignore

/** Weighted and directed, yet every place receives as much as it sends. */
const circulation = populationGraph({
  size: 5,
  sources: [0, 1, 2, 3, 4, 0, 1, 2, 3, 4],
  targets: [1, 2, 3, 4, 0, 2, 3, 4, 0, 1],
  weights: [3, 3, 3, 3, 3, 1, 1, 1, 1, 1],
  directed: true,
});
const lollipop = populationGraph({ size: 5, sources: [0, 0, 1, 2, 3], targets: [1, 2, 2, 3, 4] });

describe('graphs', () => {
  it('the complete one gives what the closed form says, with frequency-dependent payoffs', () => {
    // On the complete graph a child does not replace its parent, which rescales time and no more under birth–death;
    // the other rules are the same.
    const rules: UpdateRule[] = [
      birthDeath(),
      birthDeath(exponentialFitness({ selection: 1 })),
      deathBirth(linearFitness({ selection: 0.5 })),
      fermi({ selection: 1 }),
    ];
    for (const rule of rules) {
      for (const N of [3, 6, 9]) {
        const { probability, fromSet, error, converged } = exactGraphFixation(completeGraph(N), coexistence, { rule });
        const { fromEach } = fixation(coexistence, { populationSize: N, rule });
        expect(converged).toBe(true);
        expect(error).toBeLessThan(1e-12);
        expect(probability).toBeCloseTo(fromEach[1], 11);
        expect(fromSet[0b11]).toBeCloseTo(fromEach[2], 11);
      }
    }
  });

  it('the isothermal ones fix mutants as a well-mixed population does, the others do not', () => {
    const isothermal: PopulationGraph[] = [completeGraph(5), cycleGraph(8), latticeGraph(3, 3), circulation];
    for (const graph of isothermal) {
      expect(temperaturesOf(graph).isothermal).toBe(true);
      for (const r of [0.7, 1.5, 3]) {
        expect(exactGraphFixation(graph, constant(r)).probability).toBeCloseTo(moran(r, graph.size), 11);
      }
    }
    for (const graph of [starGraph(6), lollipop]) {
      expect(temperaturesOf(graph).isothermal).toBe(false);
      expect(Math.abs(exactGraphFixation(graph, constant(1.5)).probability - moran(1.5, graph.size))).toBeGreaterThan(
        1e-3,
      );
    }
    expect(temperaturesOf(lollipop).temperatures.reduce((a, b) => a + b, 0)).toBeCloseTo(5, 12);
  });

  it('neutral mutants fix with 1/n from a random place of any of them, in all rules', () => {
    for (const graph of [starGraph(7), lollipop, cycleGraph(5)]) {
      for (const rule of [birthDeath(), deathBirth(), fermi({ selection: 1 })]) {
        const { fromNode, probability } = exactGraphFixation(graph, constant(1), { rule });
        expect(fromNode.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
        expect(probability).toBeCloseTo(1 / graph.size, 10);
      }
    }
  });

  it('a star amplifies as its closed form says, towards r²', () => {
    for (const leaves of [1, 2, 5, 9]) {
      for (const r of [0.6, 1, 1.3, 2]) {
        expect(starFixation({ leaves, fitness: r })).toBeCloseTo(
          exactGraphFixation(starGraph(leaves + 1), constant(r)).probability,
          11,
        );
      }
    }
    const large = starFixation({ leaves: 100_000, fitness: 1.1 });
    expect(Math.abs(large - (1 - 1.1 ** -2))).toBeLessThan(1e-4);
    // Born, not placed: a star of temperature initialisation is no amplifier.
    expect(exactGraphFixation(starGraph(10), constant(1.5)).fromBirth).toBeLessThan(moran(1.5, 10));
  });

  it('a node that nobody replaces keeps both types: the rooted line', () => {
    const line = populationGraph({ size: 3, sources: [0, 1, 1, 2], targets: [1, 2, 2, 1], directed: true });
    const { fromNode } = exactGraphFixation(line, constant(5));
    expect(fromNode[0]).toBeCloseTo(1, 12);
    expect(fromNode[1]).toBeLessThan(1e-12);
  });

  it('cooperation on a cycle under death–birth pays where b/c > k holds for a ring of its size', () => {
    // Ohtsuki et al.: on a cycle of N, weak selection favours cooperators over neutral where b/c > 2(N − 2)/(N − 4).
    const N = 12;
    const critical = (2 * (N - 2)) / (N - 4);
    const excess = (benefit: number) => {
      const game = [[benefit - 1, -1], [benefit, 0]]; // prettier-ignore
      const rule = deathBirth(linearFitness({ selection: 1e-4 }));
      return exactGraphFixation(cycleGraph(N), game, { rule, tolerance: 1e-13 }).probability - 1 / N;
    };
    expect(excess(critical * 1.02)).toBeGreaterThan(0);
    expect(excess(critical * 0.98)).toBeLessThan(0);
    const rule = birthDeath(linearFitness({ selection: 1e-4 }));
    expect(exactGraphFixation(cycleGraph(8), [[9, -1], [10, 0]], { rule }).probability).toBeLessThan(1 / 8); // prettier-ignore
  });

  it('simulated populations agree with the exact chain, within four standard errors', () => {
    const cases: [PopulationGraph, readonly (readonly number[])[], UpdateRule, PopulationGraph?][] = [
      [starGraph(8), constant(1.6), birthDeath()],
      [lollipop, coexistence, birthDeath(linearFitness({ selection: 0.7 }))],
      [lollipop, coexistence, deathBirth(), cycleGraph(5)],
      [lollipop, coexistence, fermi({ selection: 2 })],
      [circulation, coexistence, deathBirth()],
    ];
    for (const [graph, payoffs, rule, interaction] of cases) {
      for (const earnings of ['mean', 'sum'] as const) {
        const options = { rule, earnings, ...(interaction && { interaction }) };
        const exact = exactGraphFixation(graph, payoffs, options).probability;
        const { probability, undecided } = simulateGraphFixation(graph, payoffs, { ...options, runs: 3000, seed: 8 });
        expect(undecided).toBe(0);
        expect(Math.abs(probability.estimate - exact)).toBeLessThan(4 * probability.standardError);
      }
    }
  });

  it('turns bad input away', () => {
    expect(() => populationGraph({ size: 3, sources: [0], targets: [3] })).toThrow('targets[0]');
    expect(() => exactGraphFixation(cycleGraph(17), constant(1))).toThrow('size');
    expect(() => exactGraphFixation(cycleGraph(4), constant(1), { interaction: cycleGraph(5) })).toThrow('interaction');
    const alone = populationGraph({ size: 3, sources: [0], targets: [1] });
    expect(() => simulateGraphFixation(alone, constant(1))).toThrow('node 2');
  });
});

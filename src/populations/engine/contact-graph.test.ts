import { describe, expect, it } from 'vitest';
import {
  configurationModel,
  ContactGraph,
  layeredContacts,
  preferentialAttachment,
  randomContacts,
  smallWorld,
} from '../index.js';

/** Rows ascend, nobody meets oneself, and every contact stands in both rows with the same weight. */
function expectSound(graph: ContactGraph): void {
  const weightOf = new Map<string, number>();
  for (let i = 0; i < graph.size; i++) {
    for (let e = graph.offsets[i]; e < graph.offsets[i + 1]; e++) {
      if (e > graph.offsets[i]) expect(graph.neighbours[e]).toBeGreaterThan(graph.neighbours[e - 1]);
      expect(graph.neighbours[e]).not.toBe(i);
      weightOf.set(`${i} ${graph.neighbours[e]}`, graph.weights?.[e] ?? 1);
    }
  }
  for (const [pair, weight] of weightOf) expect(weightOf.get(pair.split(' ').reverse().join(' '))).toBe(weight);
}

describe('ContactGraph', () => {
  it('puts every contact into both rows', () => {
    const graph = ContactGraph.fromContacts(5, [3, 0, 4], [1, 3, 0], { weights: [0.5, 1, 2] });
    expectSound(graph);
    expect([...graph.neighboursOf(0)]).toEqual([3, 4]);
    expect([...graph.neighboursOf(2)]).toEqual([]);
    expect([graph.size, graph.directedContacts, graph.meanDegree, graph.degree(3)]).toEqual([5, 6, 1.2, 2]);
    expect([...graph.degreeCounts()]).toEqual([1, 2, 2]);
    expect(graph.weights![graph.offsets[3]]).toBe(1);
  });

  it('refuses or merges contacts that are listed twice', () => {
    expect(() => ContactGraph.fromContacts(3, [0, 1], [1, 0])).toThrow('contacts must be listed once each');
    const merged = ContactGraph.fromContacts(4, [0, 1, 2], [1, 0, 3], { weights: [1, 0.25, 3], repeated: 'merge' });
    expectSound(merged);
    expect([...merged.weights!]).toEqual([1.25, 1.25, 3, 3]);
  });

  it('refuses agents that do not exist, contacts with oneself and bad weights', () => {
    expect(() => ContactGraph.fromContacts(3, [0], [3])).toThrow('second[0] must be a whole number in [0, 2]; got 3');
    expect(() => ContactGraph.fromContacts(3, [0.5], [1])).toThrow('first[0]');
    expect(() => ContactGraph.fromContacts(3, [1], [1])).toThrow('another agent');
    expect(() => ContactGraph.fromContacts(3, [1], [2], { weights: [-1] })).toThrow('weights[0]');
    expect(() => ContactGraph.fromContacts(3, [1], [2, 0])).toThrow('second.length');
  });

  it('renames agents and stays the same graph', () => {
    const graph = layeredContacts(200, { seed: 4 }).graph;
    const names = Array.from({ length: 200 }, (_, i) => (i * 37 + 11) % 200);
    const renamed = graph.renamed(names);
    expectSound(renamed);
    for (let i = 0; i < 200; i++) {
      expect([...renamed.neighboursOf(names[i])]).toEqual(
        [...graph.neighboursOf(i)].map((j) => names[j]).sort((a, b) => a - b),
      );
    }
    expect(() => graph.renamed(new Uint8Array(200))).toThrow('names[1]');
  });
});

describe('random contacts', () => {
  it('have binomial degrees', () => {
    const [n, meanDegree] = [20_000, 6];
    const graph = randomContacts(n, { meanDegree, seed: 2 });
    const contacts = graph.directedContacts / 2;
    const p = meanDegree / (n - 1);
    const pairs = (n * (n - 1)) / 2;
    expect(Math.abs(contacts - pairs * p)).toBeLessThan(4 * Math.sqrt(pairs * p * (1 - p)));
    // Poisson to O(1/n): the share without a contact is e⁻⁶, the variance of degrees is 6.
    const counts = graph.degreeCounts();
    expect(Math.abs(counts[0] - n * Math.exp(-6))).toBeLessThan(4 * Math.sqrt(n * Math.exp(-6)));
    const variance = counts.reduce((sum, count, k) => sum + (count * (k - 6) ** 2) / n, 0);
    expect(Math.abs(variance - 6)).toBeLessThan(4 * Math.sqrt((2 * 36 + 6) / n));
  });

  it('hit every pair alike', () => {
    const counts = new Float64Array(36);
    for (let seed = 0; seed < 4000; seed++) {
      const graph = randomContacts(6, { meanDegree: 2, seed });
      for (let i = 0; i < 6; i++) for (const j of graph.neighboursOf(i)) counts[6 * i + j]++;
    }
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        if (i === j) expect(counts[6 * i + j]).toBe(0);
        else expect(Math.abs(counts[6 * i + j] - 1600)).toBeLessThan(4 * Math.sqrt(4000 * 0.4 * 0.6));
      }
    }
  });

  it('can be none or all', () => {
    expect(randomContacts(5, { meanDegree: 0 }).directedContacts).toBe(0);
    const all = randomContacts(5, { meanDegree: 4 });
    expectSound(all);
    expect(all.directedContacts).toBe(20);
  });

  it('of given degrees keep them but for what is erased', () => {
    const degrees = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 6 : 3));
    const { graph, erased } = configurationModel(degrees, { seed: 1 });
    expectSound(graph);
    expect(graph.directedContacts + 2 * erased).toBe(12_000);
    // Loops and repeats: about (⟨k²⟩/⟨k⟩ − 1)/2 + its square, of order 10 whatever n.
    expect(erased).toBeLessThan(30);
    for (let i = 0; i < 3000; i++) expect(graph.degree(i)).toBeLessThanOrEqual(degrees[i]);
    expect(() => configurationModel([1, 2])).toThrow('half the sum of degrees');
  });

  it('of the small world keep their number; without rewiring they are the ring', () => {
    const ring = smallWorld(50, { degree: 4, rewired: 0 });
    for (let i = 0; i < 50; i++) {
      const expected = [i - 2, i - 1, i + 1, i + 2].map((j) => (j + 50) % 50).sort((a, b) => a - b);
      expect([...ring.neighboursOf(i)]).toEqual(expected);
    }
    const rewired = smallWorld(2000, { degree: 6, rewired: 0.2, seed: 3 });
    expectSound(rewired);
    expect(rewired.directedContacts).toBe(12_000);
    let moved = 0;
    for (let i = 0; i < 2000; i++) {
      for (const j of rewired.neighboursOf(i)) if (Math.min((i - j + 2000) % 2000, (j - i + 2000) % 2000) > 3) moved++;
    }
    // A rewired contact lands within the ring's reach with probability about 6/2000.
    expect(Math.abs(moved / 2 - 1200 * 0.997)).toBeLessThan(4 * Math.sqrt(6000 * 0.2 * 0.8));
    expectSound(smallWorld(5, { degree: 4, rewired: 1 }));
  });

  it('by preferential attachment have the known degree law', () => {
    const [n, m] = [30_000, 3];
    const graph = preferentialAttachment(n, { contacts: m, seed: 1 });
    expect(graph.directedContacts).toBe(2 * (6 + (n - 4) * 3));
    // Bollobás et al. 2001: share of degree k → 2m(m + 1)/(k(k + 1)(k + 2)).
    const counts = graph.degreeCounts();
    for (const k of [3, 4, 6, 10]) {
      const expected = (2 * m * (m + 1)) / (k * (k + 1) * (k + 2));
      expect(Math.abs(counts[k] / n - expected)).toBeLessThan(4 * Math.sqrt(expected / n));
    }
  });

  it('in layers are households, workplaces and chance', () => {
    const n = 20_000;
    const home = layeredContacts(n, { weights: { home: 1, work: 0, random: 0 }, seed: 5 });
    expectSound(layeredContacts(500, { seed: 5 }).graph);
    const sizes = new Float64Array(n);
    for (const household of home.household) sizes[household]++;
    for (let i = 0; i < n; i++) {
      expect(home.graph.degree(i)).toBe(sizes[home.household[i]] - 1);
    }
    const households = sizes.filter((size) => size > 0).length;
    for (const [size, share] of [0.28, 0.35, 0.15, 0.13, 0.06, 0.03].entries()) {
      const count = sizes.filter((s) => s === size + 1).length;
      expect(Math.abs(count - households * share)).toBeLessThan(4 * Math.sqrt(households * share * (1 - share)) + 1);
    }
    const { workplace } = home;
    const workers = workplace.filter((place) => place >= 0);
    expect(Math.abs(workers.length - 0.6 * n)).toBeLessThan(4 * Math.sqrt(n * 0.24));
    // Mean of a log-normal with σ = 0.5: its standard deviation is 20·√(e^{0.25} − 1) = 10.7.
    const places = new Set(workers).size;
    expect(Math.abs(workers.length / places - 20)).toBeLessThan((4 * 10.7) / Math.sqrt(places));
    expect(() => layeredContacts(10, { householdSizes: [0.5, 0.4] })).toThrow('add up to 1');
  });
});

import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  betweenness,
  clusteringCoefficient,
  communities,
  configurationNull,
  coreNumbers,
  corePeriphery,
  degreeAssortativity,
  degrees,
  modularity,
  network,
  networkFromGraphology,
  networkToGraphology,
  pageRank,
  reciprocity,
  reverseNetwork,
  rewire,
  undirectedNetwork,
  type Network,
} from '../index.js';
import { KARATE_FACTION, karateClub } from './fixtures/karate-club.js';

const karate = karateClub();
const digraph = network({ nodes: 5, from: [0, 1, 1, 2, 3, 3], to: [1, 0, 2, 3, 1, 4] });

function random(n: number, m: number, { directed = true, seed = 1 } = {}): Network {
  const stream = randomStream(seed);
  const [from, to]: [number[], number[]] = [[], []];
  while (from.length < m) {
    const [a, b] = [stream.below(n), stream.below(n)];
    if (a !== b) [from[from.length], to[to.length]] = [a, b];
  }
  return network({ nodes: n, from, to, directed });
}

const neighbours = ({ starts, targets }: Network, i: number) => Array.from(targets.subarray(starts[i], starts[i + 1]));

describe('network', () => {
  it('adds up parallel edges, keeps isolated nodes, turns round and projects', () => {
    const net = network({ nodes: 4, from: [2, 0, 2, 1], to: [0, 2, 0, 0], weights: [1, 5, 2, 1] });
    expect(net.edges).toBe(3);
    expect(neighbours(net, 2)).toEqual([0]);
    expect(Array.from(net.weights)).toEqual([5, 1, 3]);
    expect(neighbours(net, 3)).toEqual([]);
    expect(reverseNetwork(reverseNetwork(net))).toEqual(net);
    const flat = undirectedNetwork(net);
    expect(flat.edges).toBe(2);
    expect(Array.from(flat.weights)).toEqual([1, 8, 1, 8]);
    expect(networkFromGraphology(networkToGraphology(net))).toEqual(net);
    expect(networkFromGraphology(networkToGraphology(flat))).toEqual(flat);
    const { in: inDegree, out, inStrength } = degrees(net);
    expect([...inDegree, ...out, ...inStrength]).toEqual([2, 0, 1, 0, 1, 1, 1, 0, 4, 0, 5, 0]);
  });

  it('refuses what is no edge', () => {
    expect(() => network({ nodes: 2, from: [0], to: [2] })).toThrow('to[0] must be the index of one of 2 nodes');
    expect(() => network({ nodes: 2, from: [1], to: [1] })).toThrow('no self-loops');
    expect(() => network({ nodes: 2, from: [0], to: [1], weights: [0] })).toThrow('weights[0]');
    expect(() => network({ nodes: 2, from: [0, 1], to: [1] })).toThrow('to.length');
  });
});

describe('Zachary’s karate club, against published values', () => {
  it('has 34 members and 78 ties', () => {
    expect([karate.nodes.length, karate.edges]).toEqual([34, 78]);
  });

  it('mixes, clusters and ranks as known', () => {
    expect(degreeAssortativity(karate)).toBeCloseTo(-0.475613, 6);
    const { transitivity, mean } = clusteringCoefficient(karate);
    expect(transitivity).toBeCloseTo(0.255682, 6);
    expect(mean).toBeCloseTo(0.570638, 6);
    const { ranks, converged } = pageRank(karate);
    expect(converged).toBe(true);
    expect(ranks[0]).toBeCloseTo(0.09699729, 7);
    expect(ranks[33]).toBeCloseTo(0.10091918, 7);
    // The values often quoted, 0.097002 and 0.100918, come from stopping at a change of 10⁻⁶ a node.
    const early = pageRank(karate, { tolerance: 34e-6 }).ranks;
    expect(early[0]).toBeCloseTo(0.097002, 6);
    expect(early[33]).toBeCloseTo(0.100918, 6);
    const between = betweenness(karate);
    expect(between[0]).toBeCloseTo(0.437635, 6);
    expect(between[33]).toBeCloseTo(0.304075, 6);
    expect(coreNumbers(karate).filter((core) => core === 4).length).toBe(10);
    expect(reciprocity(karate)).toBe(1);
  });

  it('has the known modularities', () => {
    expect(modularity(karate, KARATE_FACTION)).toBeCloseTo(0.358235, 6);
    const found = communities(karate, { starts: 20 });
    expect(found.modularity).toBeCloseTo(0.41979, 6);
    expect(found.count).toBe(4);
    expect(modularity(karate, found.labels)).toBe(found.modularity);
  });

  it('has the known cores', () => {
    const or = corePeriphery(karate);
    expect(or.correlation).toBeCloseTo(0.431475, 6);
    expect(Array.from(or.core)).toEqual([0, 1, 2, 32, 33]);
    const and = corePeriphery(karate, { pattern: 'and' });
    expect(and.correlation).toBeCloseTo(0.380517, 6);
    expect(Array.from(and.core)).toEqual([0, 1, 2, 3, 7, 13]);
  });
});

describe('a digraph with a dead end', () => {
  it('ranks, lies between and reciprocates as computed by hand', () => {
    const expected = [0.17902002, 0.29393011, 0.17902002, 0.20626675, 0.14176309];
    pageRank(digraph).ranks.forEach((rank, i) => expect(rank).toBeCloseTo(expected[i], 8));
    const paths = [0, 1 / 2, 1 / 3, 5 / 12, 0];
    betweenness(digraph).forEach((value, i) => expect(value).toBeCloseTo(paths[i], 12));
    expect(reciprocity(digraph)).toBeCloseTo(1 / 3, 12);
  });
});

describe('measures against their definitions on random networks', () => {
  it.each([true, false])('betweenness, directed: %s', (directed) => {
    const net = random(24, 60, { directed });
    const n = 24;
    const far = Array.from({ length: n }, (_, i) => {
      // Distances and numbers of shortest paths from i, by powers of steps.
      const distance = new Array<number>(n).fill(Infinity);
      const count = new Array<number>(n).fill(0);
      [distance[i], count[i]] = [0, 1];
      for (let step = 0; step < n; step++) {
        for (let a = 0; a < n; a++) {
          if (distance[a] !== step) continue;
          for (const b of neighbours(net, a)) {
            if (distance[b] > step + 1) [distance[b], count[b]] = [step + 1, 0];
            if (distance[b] === step + 1) count[b] += count[a];
          }
        }
      }
      return { distance, count };
    });
    const expected = new Float64Array(n);
    for (let s = 0; s < n; s++) {
      for (let t = 0; t < n; t++) {
        for (let v = 0; v < n; v++) {
          if (s === t || v === s || v === t || !Number.isFinite(far[s].distance[t])) continue;
          if (far[s].distance[v] + far[v].distance[t] !== far[s].distance[t]) continue;
          expected[v] += (far[s].count[v] * far[v].count[t]) / far[s].count[t] / (directed ? 1 : 2);
        }
      }
    }
    betweenness(net, { normalized: false }).forEach((value, v) => expect(value).toBeCloseTo(expected[v], 10));
    // Pivots estimate without bias: the mean over seeds comes near.
    const mean = new Float64Array(n);
    for (let seed = 0; seed < 400; seed++) {
      betweenness(net, { normalized: false, pivots: 6, seed }).forEach((value, v) => (mean[v] += value / 400));
    }
    const total = expected.reduce((a, b) => a + b, 0);
    expect(Math.abs(mean.reduce((a, b) => a + b, 0) / total - 1)).toBeLessThan(0.05);
    expect(betweenness(net, { pivots: 24 })).toEqual(betweenness(net));
  });

  it('PageRank is the stationary distribution of its walk', () => {
    const net = random(30, 90);
    const { ranks } = pageRank(net, { damping: 0.6 });
    const next = new Float64Array(30);
    for (let i = 0; i < 30; i++) {
      const out = neighbours(net, i);
      const strength = net.weights.subarray(net.starts[i], net.starts[i + 1]);
      const sum = strength.reduce((a, b) => a + b, 0);
      for (let j = 0; j < 30; j++) {
        const at = out.indexOf(j);
        next[j] += ranks[i] * (out.length === 0 ? 1 / 30 : 0.4 / 30 + (at < 0 ? 0 : (0.6 * strength[at]) / sum));
      }
    }
    next.forEach((value, j) => expect(value).toBeCloseTo(ranks[j], 11));
    expect(pageRank(net, { maxIterations: 2 }).converged).toBe(false);
  });

  it('triangles and cores by brute force', () => {
    const net = undirectedNetwork(random(40, 200));
    const { triangles, total } = clusteringCoefficient(net);
    const tied = (a: number, b: number) => neighbours(net, a).includes(b);
    let all = 0;
    for (let a = 0; a < 40; a++) {
      const mine = neighbours(net, a);
      let count = 0;
      mine.forEach((b, i) => mine.slice(0, i).forEach((c) => (count += Number(tied(b, c)))));
      expect(triangles[a]).toBe(count);
      all += count;
    }
    expect(total).toBe(all / 3);
    const cores = coreNumbers(net);
    for (let k = 1; k <= Math.max(...cores) + 1; k++) {
      let left = new Set(net.nodes.keys());
      for (let before = -1; before !== left.size;) {
        before = left.size;
        const now = left;
        left = new Set([...now].filter((a) => neighbours(net, a).filter((b) => now.has(b)).length >= k));
      }
      expect(Array.from(cores.keys()).filter((a) => cores[a] >= k)).toEqual([...left]);
    }
  });

  it('modularity from pairs of nodes, both kinds', () => {
    for (const directed of [true, false]) {
      const net = random(20, 60, { directed });
      const labels = Array.from({ length: 20 }, (_, i) => i % 3);
      const weight = Array.from({ length: 20 }, () => new Float64Array(20));
      for (let i = 0; i < 20; i++)
        neighbours(net, i).forEach((j, at) => (weight[i][j] = net.weights[net.starts[i] + at]));
      const total = net.weights.reduce((a, b) => a + b, 0);
      const out = weight.map((row) => row.reduce((a, b) => a + b, 0));
      const into = weight.map((_, j) => weight.reduce((sum, row) => sum + row[j], 0));
      let expected = 0;
      for (let i = 0; i < 20; i++) {
        for (let j = 0; j < 20; j++) {
          if (labels[i] === labels[j]) expected += (weight[i][j] - (1.3 * out[i] * into[j]) / total) / total;
        }
      }
      expect(modularity(net, labels, { resolution: 1.3 })).toBeCloseTo(expected, 12);
      expect(communities(net).modularity).toBeGreaterThan(0.1);
    }
  });

  it('core and periphery: the correlation is Pearson’s, and the best of all cores of eight nodes is found', () => {
    for (const [seed, pattern] of [
      [1, 'or'],
      [2, 'and'],
      [3, 'or'],
      [4, 'and'],
    ] as const) {
      // prettier-ignore
      const net = undirectedNetwork(random(8, 14, { seed }));
      let best = -Infinity;
      for (let mask = 1; mask < 255; mask++) {
        const [x, y]: [number[], number[]] = [[], []];
        for (let i = 0; i < 8; i++) {
          for (let j = 0; j < i; j++) {
            const [a, b] = [(mask >> i) & 1, (mask >> j) & 1];
            x.push(Number(neighbours(net, i).includes(j)));
            y.push(pattern === 'or' ? a | b : a & b);
          }
        }
        const mean = (v: number[]) => v.reduce((s, w) => s + w, 0) / v.length;
        const [mx, my] = [mean(x), mean(y)];
        const covariance = x.reduce((s, v, i) => s + (v - mx) * (y[i] - my), 0);
        const scale = Math.sqrt(x.reduce((s, v) => s + (v - mx) ** 2, 0) * y.reduce((s, v) => s + (v - my) ** 2, 0));
        if (scale > 0) best = Math.max(best, covariance / scale);
      }
      expect(corePeriphery(net, { pattern }).correlation).toBeCloseTo(best, 12);
    }
    expect(() => corePeriphery(network({ nodes: 3, from: [], to: [] }))).toThrow('network.edges');
  });
});

describe('rewiring', () => {
  it('keeps degrees, makes no loops or parallel edges, and forgets the rest', () => {
    for (const directed of [true, false]) {
      const net = random(60, 240, { directed, seed: 3 });
      const other = rewire(net, { seed: 5 });
      expect(degrees(other).in).toEqual(degrees(net).in);
      expect(degrees(other).out).toEqual(degrees(net).out);
      expect(other.edges).toBe(net.edges);
      expect(other.targets).not.toEqual(net.targets);
      expect(rewire(net, { swaps: 0 })).toEqual(net);
      // The weight goes with the tail.
      if (directed)
        degrees(other).outStrength.forEach((s, i) => expect(s).toBeCloseTo(degrees(net).outStrength[i], 12));
    }
  });

  it('samples uniformly: the three perfect matchings of four nodes', () => {
    const net = network({ nodes: 4, from: [0, 2], to: [1, 3], directed: false });
    const counts = [0, 0, 0];
    for (let seed = 0; seed < 600; seed++) counts[neighbours(rewire(net, { seed }), 0)[0] - 1]++;
    // Each 200, standard deviation 11.5.
    counts.forEach((count) => expect(Math.abs(count - 200)).toBeLessThan(46));
  });

  it('finds the clustering of cliques and not that of a random network', () => {
    const [from, to]: [number[], number[]] = [[], []];
    for (let clique = 0; clique < 10; clique++) {
      for (let a = 0; a < 5; a++)
        for (let b = 0; b < a; b++) [from[from.length], to[to.length]] = [clique * 5 + a, clique * 5 + b];
    }
    const cliques = network({ nodes: 50, from, to, directed: false });
    const transitivity = (net: Network) => clusteringCoefficient(net).transitivity;
    const found = configurationNull(cliques, transitivity, { replicates: 40 });
    expect(found.z).toBeGreaterThan(10);
    expect(found.pValue).toBeCloseTo(1 / 41, 12);
    const none = configurationNull(random(50, 100, { directed: false, seed: 9 }), transitivity, { replicates: 40 });
    expect(Math.abs(none.z)).toBeLessThan(3);
    // Degrees fix their own mean.
    expect(configurationNull(cliques, (net) => net.edges, { replicates: 5 }).z).toBeNaN();
  });
});

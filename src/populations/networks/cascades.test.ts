import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { coxRegression, wilsonInterval } from '../../statistics/index.js';
import {
  adoptionCurve,
  coxRiskSetRows,
  coxV1Rows,
  exposures,
  extractCascades,
  network,
  replyNetwork,
  syntheticArchive,
  syntheticCascades,
  type Archive,
  type Cascade,
  type Network,
} from '../index.js';

/** Preferential attachment, m edges a new node, each given one random direction. */
function growing(n: number, m: number, seed: number): Network {
  const stream = randomStream(seed);
  const ends: number[] = Array.from({ length: m }, (_, i) => i);
  const [from, to]: [number[], number[]] = [[], []];
  for (let node = m; node < n; node++) {
    const chosen = new Set<number>();
    while (chosen.size < m) chosen.add(ends[stream.below(ends.length)]);
    for (const other of chosen) {
      const [a, b] = stream.bernoulli(0.5) ? [node, other] : [other, node];
      from.push(a);
      to.push(b);
      ends.push(node, other);
    }
  }
  return network({ nodes: n, from, to });
}

const texts = (...all: [author: number, text: string][]): Archive => ({
  agents: Array.from({ length: 20 }, (_, i) => `agent ${i}`),
  places: ['a'],
  posts: {
    author: Int32Array.from(all, ([author]) => author),
    time: Float64Array.from(all, (_, i) => i * 3_600_000),
    place: new Int32Array(all.length),
    text: all.map(([, text]) => text),
  },
  comments: { author: new Int32Array(0), time: new Float64Array(0), post: new Int32Array(0), parent: new Int32Array(0), text: [] }, // prettier-ignore
  silent: 0,
  faults: [],
});

describe('extractCascades', () => {
  it('follows phrases by first use', () => {
    const archive = texts([1, 'the Swarm never sleeps'], [2, 'Swarm never sleeps!'], [1, 'swarm never sleeps'], [3, 'it is of the']); // prettier-ignore
    expect(extractCascades(archive, { adopters: 2 })).toEqual([
      { name: 'swarm never sleeps', adopters: Int32Array.of(1, 2), times: Float64Array.of(0, 1) },
    ]);
    const all = extractCascades(archive, { adopters: 1 }).map(({ name }) => name);
    expect(all).toEqual(['swarm never sleeps', 'the swarm never', 'the swarm never sleeps']);
    expect(extractCascades(archive, { adopters: 1, most: 1 }).length).toBe(1);
    expect(extractCascades(archive, { adopters: 1, length: 20 }).map(({ name }) => name)).toEqual(['the swarm never sleeps']); // prettier-ignore
  });

  it('follows code whatever its white space and language', () => {
    const archive = texts([4, 'see ```js\nlet a = 1;\n```'], [5, '```\nlet  a =\n1;```'], [6, '```\nother```']);
    expect(extractCascades(archive, { kind: 'code', adopters: 2 })).toEqual([
      { name: 'let a = 1;', adopters: Int32Array.of(4, 5), times: Float64Array.of(0, 1) },
    ]);
  });

  it('finds larger exposure where phrases are copied', () => {
    const mean = (influence: number) => {
      const archive = syntheticArchive({ agents: 150, days: 8, influence, activityTail: Infinity, seed: 3 });
      const { network: net } = replyNetwork(archive);
      const curve = adoptionCurve(net, extractCascades(archive, { words: { from: 4, to: 4 } }), { exposedBy: 'out' });
      return curve[1].share / curve[0].share;
    };
    expect(mean(0.8)).toBeGreaterThan(1.2 * mean(0));
  });
});

describe('exposures and the adoption curve', () => {
  const net = network({ nodes: 5, from: [0, 0, 1, 2, 3], to: [1, 2, 2, 3, 0] });
  const cascade: Cascade = { name: 'x', adopters: Int32Array.of(0, 1, 2, 3), times: Float64Array.of(0, 2, 2, 3) };

  it('counts those before, strictly', () => {
    const { atAdoption, final } = exposures(net, cascade);
    // 2 has seen 0 but not 1, who adopts at the same time.
    expect(atAdoption).toEqual(Int32Array.of(0, 1, 1, 1));
    expect(final).toEqual(Int32Array.of(1, 1, 2, 1, 0));
    expect(exposures(net, cascade, { exposedBy: 'out' }).final).toEqual(Int32Array.of(2, 1, 1, 1, 0));
  });

  it('is adopted over reached, with Wilson’s interval', () => {
    const [none, one, ...more] = adoptionCurve(net, [cascade]);
    expect(none).toMatchObject({ exposure: 0, reached: 4, adopted: 0, share: 0 });
    expect(one).toMatchObject({ exposure: 1, reached: 3, adopted: 3, share: 1 });
    expect(one.interval).toEqual(wilsonInterval({ successes: 3, trials: 3 }));
    expect(more).toEqual([]);
  });

  it('refuses cascades that are none', () => {
    const bad = (change: Partial<Cascade>) => () => exposures(net, { ...cascade, ...change });
    expect(bad({ adopters: Int32Array.of(0, 1, 1, 3) })).toThrow(`cascade 'x'.adopters[2]`);
    expect(bad({ adopters: Int32Array.of(0, 1, 2, 5) })).toThrow(`cascade 'x'.adopters[3]`);
    expect(bad({ times: Float64Array.of(0, 2, 1, 3) })).toThrow(`cascade 'x'.times[2]`);
    expect(bad({ times: Float64Array.of(0) })).toThrow('times.length');
  });
});

describe('Cox constructions', () => {
  it('gives everybody at risk every moment once', () => {
    const net = growing(60, 4, 1);
    const [cascade] = syntheticCascades(net, { count: 1, adopters: 25, influence: 0.5, seed: 2 });
    const { start, time, event, agent, design } = coxRiskSetRows(net, [cascade]);
    const [first, last] = [cascade.times[0], cascade.times[24]];
    const watched = new Float64Array(60);
    agent.forEach((who, row) => (watched[who] += time[row] - start[row]));
    cascade.adopters.forEach((who, at) => expect(watched[who]).toBeCloseTo(cascade.times[at] - first, 10));
    for (let who = 0; who < 60; who++) {
      if (!cascade.adopters.includes(who)) expect(watched[who]).toBeCloseTo(last - first, 10);
    }
    // The exposure of each event is the one on adopting.
    const { atAdoption } = exposures(net, cascade);
    const seen = new Map(Array.from(agent.keys()).filter((row) => event[row]).map((row) => [agent[row], design[row][0]])); // prettier-ignore
    cascade.adopters.forEach((who, at) => {
      if (at > 0) expect(seen.get(who)).toBe(atAdoption[at]);
    });
    expect(event.reduce((a, b) => a + b, 0)).toBe(24);
  });

  const net = growing(1000, 10, 7);
  const fit = (influence: number, v1: boolean) => {
    const cascades = syntheticCascades(net, { count: 6, adopters: 300, influence, seed: 11 });
    const { design, time, event, start, cascade } = (v1 ? coxV1Rows : coxRiskSetRows)(net, cascades);
    return coxRegression(design, { time, event, ...(!v1 && { start }) }, v1 ? {} : { strata: cascade });
  };

  it('the fixed-exposure rows see a strong effect where there is none; the risk sets do not', () => {
    const biased = fit(0, true);
    expect(biased.coefficients[0].ratio).toBeLessThan(0.8);
    expect(biased.concordance.estimate).toBeGreaterThan(0.7);
    const { estimate, standardError } = fit(0, false).coefficients[0];
    expect(Math.abs(estimate)).toBeLessThan(2 * standardError);
  });

  it('the risk sets give a planted effect back', () => {
    const { estimate, standardError } = fit(0.3, false).coefficients[0];
    expect(Math.abs(estimate - 0.3)).toBeLessThan(2 * standardError);
    expect(standardError).toBeLessThan(0.05);
  });
});

describe('syntheticCascades', () => {
  it('without influence is a random order: every agent is first equally often', () => {
    const net = growing(20, 3, 2);
    const first = new Float64Array(20);
    for (const { adopters } of syntheticCascades(net, { count: 4000, adopters: 1 })) first[adopters[0]]++;
    // χ² with 19 degrees of freedom: mean 19, deviation 6.2.
    expect(first.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)).toBeLessThan(19 + 4 * 6.2);
  });

  it('with influence e^β times as often adopts the exposed one of two', () => {
    const net = network({ nodes: 3, from: [0], to: [1] });
    const after = syntheticCascades(net, { count: 6000, adopters: 2, influence: Math.log(3) }).filter(({ adopters }) => adopters[0] === 0); // prettier-ignore
    const exposed = after.filter(({ adopters }) => adopters[1] === 1).length / after.length;
    expect(Math.abs(exposed - 0.75)).toBeLessThan(4 * Math.sqrt(0.1875 / after.length));
  });
});

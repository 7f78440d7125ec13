import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  ContactGraph,
  exactNetworkEpidemic,
  finalSize,
  layeredContacts,
  meetingEpidemic,
  mixingEpidemic,
  networkEpidemic,
  percolationFinalSize,
  randomContacts,
  reedFrost,
  sirChain,
  transmissibility,
  type EpidemicCurve,
} from '../index.js';

const graphs = {
  unweighted: randomContacts(3000, { meanDegree: 7, seed: 1 }),
  weighted: layeredContacts(3000, { seed: 1 }).graph,
};

function expectConserved({ size, susceptible, infectious, recovered, newInfections }: EpidemicCurve): void {
  for (let day = 0; day < susceptible.length; day++) {
    expect(susceptible[day] + infectious[day] + recovered[day]).toBe(size);
    for (const count of [susceptible[day], infectious[day], recovered[day]]) expect(count).toBeGreaterThanOrEqual(0);
  }
  expect(newInfections.every((count) => count >= 0)).toBe(true);
}

describe('an epidemic on a graph', () => {
  const options = { infection: 0.06, recovery: 0.2, initial: [3, 700, 1500, 2999], steps: 60, seed: 5 };

  it.each(['SI', 'SIR', 'SIS'] as const)('is the same pushed and pulled: %s', (model) => {
    for (const graph of Object.values(graphs)) {
      const pushed = networkEpidemic(graph, { ...options, model, method: 'push' });
      expect(networkEpidemic(graph, { ...options, model, method: 'pull' })).toEqual(pushed);
      expect(networkEpidemic(graph, { ...options, model, method: 'auto' })).toEqual(pushed);
      expectConserved(pushed);
      expect(pushed.newInfections.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000);
      if (model !== 'SIR') expect(pushed.recovered.every((count) => count === 0)).toBe(true);
      const counts = [0, 1, 2].map((state) => pushed.state.filter((s) => s === state).length);
      expect(counts).toEqual([pushed.susceptible[60], pushed.infectious[60], pushed.recovered[60]]);
    }
  });

  it('is the same under new names for the agents that keep their labels', () => {
    for (const graph of Object.values(graphs)) {
      const names = randomStream(9).shuffle(Array.from({ length: 3000 }, (_, i) => i));
      const labels = new Uint32Array(3000);
      names.forEach((name, i) => (labels[name] = i));
      const { state, ...curve } = networkEpidemic(graph, options);
      const renamed = networkEpidemic(graph.renamed(names), {
        ...options,
        labels,
        initial: options.initial.map((i) => names[i]),
      });
      const { state: renamedState, ...renamedCurve } = renamed;
      expect(renamedCurve).toEqual(curve);
      names.forEach((name, i) => {
        if (renamedState[name] !== state[i]) throw new Error(`agent ${i} ended differently`);
      });
    }
  });

  it('is another one with another seed', () => {
    expect(networkEpidemic(graphs.unweighted, { ...options, seed: 6 })).not.toEqual(
      networkEpidemic(graphs.unweighted, options),
    );
  });

  it.each([
    ['path', ContactGraph.fromContacts(3, [0, 1], [1, 2])],
    ['star', ContactGraph.fromContacts(4, [0, 0, 0], [1, 2, 3])],
    ['triangle', ContactGraph.fromContacts(3, [0, 1, 2], [1, 2, 0])],
    ['cycle of four', ContactGraph.fromContacts(4, [0, 1, 2, 3], [1, 2, 3, 0])],
    ['weighted triangle', ContactGraph.fromContacts(3, [0, 1, 2], [1, 2, 0], { weights: [1, 0.5, 2.25] })],
  ])('infects each agent of a %s as often as all states together say', (_, graph) => {
    const rates = { infection: 0.3, recovery: 0.4, initial: [0] };
    const exact = exactNetworkEpidemic(graph, rates);
    const runs = 10_000;
    const infected = new Float64Array(graph.size);
    for (let seed = 0; seed < runs; seed++) {
      const { state } = networkEpidemic(graph, { ...rates, steps: 60, seed });
      state.forEach((s, i) => (infected[i] += Number(s > 0)));
    }
    exact.infected.forEach((p, i) => {
      expect(Math.abs(infected[i] - runs * p)).toBeLessThanOrEqual(4 * Math.sqrt(runs * p * (1 - p)));
    });
  });

  it('in households alone is Reed–Frost', () => {
    // Everybody infectious for one step: generations. Household of six, one of them infectious, escape 0.8.
    const n = 6000;
    const { graph, household } = layeredContacts(n, {
      householdSizes: [0, 0, 0, 0, 0, 1],
      weights: { home: 1, work: 0, random: 0 },
    });
    const initial = Array.from({ length: n / 6 }, (_, h) => household.indexOf(h));
    const { state } = networkEpidemic(graph, { infection: 0.2, recovery: 1, initial, steps: 7, seed: 2 });
    const counts = new Float64Array(6);
    for (let h = 0; h < n / 6; h++)
      counts[state.subarray(6 * h, 6 * h + 6).reduce((sum, s) => sum + Number(s > 0), 0) - 1]++;
    reedFrost({ susceptible: 5, infectious: 1, escape: 0.8 }).distribution.forEach((p, k) => {
      expect(Math.abs(counts[k] - 1000 * p)).toBeLessThan(4 * Math.sqrt(1000 * p * (1 - p)));
    });
  });

  it('ends at the size that percolation says', () => {
    const n = 40_000;
    const graph = randomContacts(n, { meanDegree: 4, seed: 8 });
    const rates = { infection: 0.25, recovery: 0.3 };
    const degrees = Float64Array.from(graph.degreeCounts(), (count) => count / n);
    const { size } = percolationFinalSize(degrees, transmissibility(rates));
    const sizes = Array.from({ length: 8 }, (_, seed) => {
      const { recovered } = networkEpidemic(graph, {
        ...rates,
        initial: [seed, 100 + seed, 500 + seed, 1000 + seed],
        steps: 200,
        seed,
      });
      return recovered[200] / n;
    });
    const mean = sizes.reduce((sum, s) => sum + s / 8, 0);
    const error = Math.sqrt(sizes.reduce((sum, s) => sum + (s - mean) ** 2, 0) / 7 / 8);
    // Finite size: corrections are of order (initial agents)/n.
    expect(Math.abs(mean - size)).toBeLessThan(4 * error + 4 / n);
  });

  it('refuses bad input by name', () => {
    const graph = graphs.unweighted;
    expect(() => networkEpidemic(graph, { ...options, infection: 1.2 })).toThrow('infection must lie in [0, 1]');
    expect(() => networkEpidemic(graph, { ...options, initial: [3000] })).toThrow('initial[0]');
    expect(() => networkEpidemic(graph, { ...options, initial: [1, 1] })).toThrow('initial[1] must be named once');
    expect(() => networkEpidemic(graph, { ...options, steps: -1 })).toThrow('steps');
    expect(() => networkEpidemic(graph, { ...options, labels: [1] })).toThrow('labels.length');
  });

  it('can be watched and stopped', () => {
    const stop = new AbortController();
    const seen: number[] = [];
    expect(() =>
      networkEpidemic(graphs.unweighted, {
        ...options,
        signal: stop.signal,
        onProgress: ({ done }) => {
          seen.push(done);
          if (done === 3) stop.abort(new Error('enough'));
        },
      }),
    ).toThrow('enough');
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe('an epidemic where everybody mixes', () => {
  const rates = { transmission: 0.3, recovery: 0.1 };

  it('has the same law drawn by agents and by binomials', () => {
    const runs = 200;
    const days = [10, 25, 40, 80];
    const moments = (['agents', 'binomial'] as const).map((method) => {
      const values = days.map(() => [] as number[]);
      for (let seed = 0; seed < runs; seed++) {
        const curve = mixingEpidemic(1000, { ...rates, initial: 20, steps: 80, method, seed });
        expect(curve.susceptible[80] + curve.infectious[80] + curve.recovered[80]).toBe(1000);
        days.forEach((day, d) => values[d].push(curve.infectious[day]));
      }
      return values.map((all) => {
        const mean = all.reduce((sum, x) => sum + x / runs, 0);
        return { mean, variance: all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (runs - 1) };
      });
    });
    days.forEach((_, d) => {
      const [agents, binomial] = [moments[0][d], moments[1][d]];
      expect(Math.abs(agents.mean - binomial.mean)).toBeLessThan(
        4 * Math.sqrt((agents.variance + binomial.variance) / runs),
      );
      // The logarithm of a variance is known to √(2/runs).
      expect(Math.abs(Math.log(agents.variance / binomial.variance))).toBeLessThan(4 * Math.sqrt(4 / runs));
    });
  });

  it('follows the daily chain with a million agents', () => {
    const n = 1_000_000;
    const steps = 60;
    const curve = mixingEpidemic(n, { ...rates, initial: 1000, steps, seed: 1 });
    const chain = sirChain({ ...rates, infectious: 0.001, steps });
    expectConserved(curve);
    // Chance among the first thousand shifts the epidemic in time; how much, binomial draws tell.
    const runs = Array.from({ length: 100 }, (_, seed) =>
      mixingEpidemic(n, { ...rates, initial: 1000, steps, method: 'binomial', seed }),
    );
    for (let day = 0; day <= steps; day++) {
      for (const state of ['susceptible', 'infectious'] as const) {
        const mean = runs.reduce((sum, run) => sum + run[state][day] / 100, 0);
        const deviation = Math.sqrt(runs.reduce((sum, run) => sum + (run[state][day] - mean) ** 2, 0) / 99);
        expect(Math.abs(curve[state][day] - n * chain[state][day])).toBeLessThanOrEqual(4 * deviation);
        expect(Math.abs(mean - n * chain[state][day])).toBeLessThanOrEqual(0.4 * deviation + 100);
      }
    }
  });

  it('by meetings is what drawing every meeting gives', () => {
    const options = { contacts: 5, infection: 0.06, recovery: 0.1, initial: 20, steps: 60 };
    const runs = 150;
    const samples = [
      (seed: number) => {
        const curve = meetingEpidemic(1000, { ...options, seed });
        expectConserved(curve);
        return [curve.recovered[60], curve.infectious[25]];
      },
      (seed: number) => everyMeeting(1000, { ...options, seed }),
    ].map((draw) => Array.from({ length: runs }, (_, seed) => draw(seed)));
    for (const c of [0, 1]) {
      const [a, b] = samples.map((sample) => {
        const mean = sample.reduce((sum, x) => sum + x[c] / runs, 0);
        return { mean, variance: sample.reduce((sum, x) => sum + (x[c] - mean) ** 2, 0) / (runs - 1) };
      });
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(4 * Math.sqrt((a.variance + b.variance) / runs));
      expect(Math.abs(Math.log(a.variance / b.variance))).toBeLessThan(4 * Math.sqrt(4 / runs));
    }
  });

  it('by meetings ends at the final size of its chain', () => {
    // Escape of an agent from I infectious in a step: (1 − b/n)^{cI} ≈ e^{−bcI/n}; recovery with probability g.
    const n = 200_000;
    const { recovered } = meetingEpidemic(n, {
      contacts: 5,
      infection: 0.06,
      recovery: 0.1,
      initial: 200,
      steps: 250,
      seed: 3,
    });
    const z = finalSize((5 * 0.06) / 0.1, { susceptible: 0.999, infectious: 0.001 });
    // Variance of a final size: z(1 − z)(1 + …)/n, here below 1/n.
    expect(Math.abs(recovered[250] / n - z - 0.001)).toBeLessThan(4 / Math.sqrt(n));
    const first = meetingEpidemic(50, { contacts: 3, infection: 1, recovery: 0, initial: 50, steps: 2 });
    expect([...first.infectious]).toEqual([50, 50, 50]);
  });
});

/** The rule word for word: each infectious agent draws every one of its meetings. */
function everyMeeting(
  n: number,
  o: { contacts: number; infection: number; recovery: number; initial: number; steps: number; seed: number },
): number[] {
  const stream = randomStream(77, o.seed);
  let state = new Uint8Array(n).fill(1, 0, o.initial);
  let atDay25 = 0;
  for (let step = 0; step < o.steps; step++) {
    const next = state.slice();
    for (let i = 0; i < n; i++) {
      if (state[i] !== 1) continue;
      for (let c = 0; c < o.contacts; c++) {
        const j = stream.below(n);
        if (state[j] === 0 && stream.bernoulli(o.infection)) next[j] = 1;
      }
      if (stream.bernoulli(o.recovery)) next[i] = 2;
    }
    state = next;
    if (step === 24) atDay25 = state.filter((s) => s === 1).length;
  }
  return [state.filter((s) => s === 2).length, atDay25];
}

import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  ContactGraph,
  exactNetworkEpidemic,
  finalSize,
  gammaIntervals,
  percolationFinalSize,
  reedFrost,
  sirChain,
  sirOde,
  transmissibility,
} from '../index.js';

describe('final size', () => {
  it.each([
    [1.1, 0.1761341436],
    [1.5, 0.5828116439],
    [2, 0.79681213],
    [3, 0.9404797907],
    [4.75, 0.9909690998],
  ])('of R₀ = %d is %d', (reproduction, size) => expect(finalSize(reproduction)).toBeCloseTo(size, 9));

  it('is 0 up to the threshold and about 2(R₀ − 1) just above', () => {
    expect(finalSize(0)).toBe(0);
    expect(finalSize(0.8)).toBe(0);
    expect(finalSize(1)).toBe(0);
    expect(finalSize(1 + 1e-6) / 2e-6).toBeCloseTo(1, 4);
  });

  it('counts who is infectious at the start, also below the threshold', () => {
    expect(finalSize(2, { susceptible: 0.99, infectious: 0.01 })).toBeCloseTo(0.7902039677, 9);
    const z = finalSize(0.5, { susceptible: 0.9, infectious: 0.1 });
    expect(z).toBeCloseTo(0.9 * (1 - Math.exp(-0.5 * (z + 0.1))), 12);
    expect(z).toBeGreaterThan(0);
    expect(() => finalSize(2, { susceptible: 0.9, infectious: 0.2 })).toThrow('infectious');
    expect(() => finalSize(-1)).toThrow('reproduction');
  });
});

describe('the SIR equations and the daily chain', () => {
  const rates = { transmission: 0.3, recovery: 0.1, infectious: 0.001 };

  it('of the ODE peak where the first integral says and end at the final size', () => {
    const { peak, recovered, susceptible, infectious, converged } = sirOde({ ...rates, to: 600 });
    expect(converged).toBe(true);
    expect(peak!.time).toBeCloseTo(38.355, 3);
    expect(peak!.infectious).toBeCloseTo(1 - (1 + Math.log(3 * 0.999)) / 3, 8);
    expect(recovered[600]).toBeCloseTo(0.001 + finalSize(3, { susceptible: 0.999, infectious: 0.001 }), 8);
    expect(recovered[600]).toBeCloseTo(0.9405522, 6);
    // I + S − ln(S)/R₀ is the first integral.
    const integral = susceptible.map((s, t) => infectious[t] + s - Math.log(s) / 3);
    integral.forEach((value) => expect(value).toBeCloseTo(integral[0], 8));
    expect(sirOde({ ...rates, transmission: 0.05, to: 10 }).peak).toBeNull();
  });

  it('of the chain have the known course and end at the final size of their own R₀', () => {
    const chain = sirChain({ ...rates, steps: 1000 });
    expect(chain.peak.step).toBe(41);
    expect(chain.peak.infectious).toBeCloseTo(0.3187652379, 9);
    expect(chain.susceptible[50]).toBeCloseTo(0.1404370844, 9);
    expect(chain.infectious[50]).toBeCloseTo(0.2372011559, 9);
    expect(chain.recovered[50]).toBeCloseTo(0.6223617598, 9);
    const own = 0.3 / (1 - Math.exp(-0.1));
    expect(own).toBeCloseTo(3.1524996, 7);
    expect(chain.recovered[1000]).toBeCloseTo(0.001 + finalSize(own, { susceptible: 0.999, infectious: 0.001 }), 10);
    expect(chain.recovered[1000]).toBeCloseTo(0.950008477, 8);
    expect(chain.newInfections.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0.999 - chain.susceptible[1000], 12);
  });

  it('agree where steps are short', () => {
    const parts = 200;
    const chain = sirChain({ transmission: 0.3 / parts, recovery: 0.1 / parts, infectious: 0.001, steps: 40 * parts });
    const ode = sirOde({ ...rates, to: 40 });
    // The chain is of order one in the step.
    expect(Math.abs(chain.infectious[40 * parts] - ode.infectious[40])).toBeLessThan(1 / parts / 5);
  });

  it('refuse too few rates and shares above 1', () => {
    expect(() => sirChain({ ...rates, transmission: [0.1, 0.2], steps: 3 })).toThrow('transmission.length');
    expect(() => sirChain({ ...rates, susceptible: 1, steps: 3 })).toThrow('susceptible');
    expect(() => sirOde({ ...rates, recovery: -1, to: 3 })).toThrow('recovery');
  });
});

describe('Reed–Frost', () => {
  it('has the known laws', () => {
    const three = reedFrost({ susceptible: 3, infectious: 1, escape: 0.7 }).distribution;
    [0.343, 0.21609, 0.222264, 0.218646].forEach((p, k) => expect(three[k]).toBeCloseTo(p, 12));
    const five = reedFrost({ susceptible: 5, infectious: 1, escape: 0.8 });
    [0.32768, 0.16777216, 0.13958643712, 0.13840532111, 0.13425950327, 0.0922965785].forEach((p, k) =>
      expect(five.distribution[k]).toBeCloseTo(p, 10),
    );
    expect(five.mean).toBeCloseTo(1.8606819031, 9);
  });

  it('is the network epidemic with recovery 1 on a complete graph', () => {
    const [first, second] = [[], []] as number[][];
    for (let i = 0; i < 6; i++) for (let j = 0; j < i; j++) [first, second].forEach((list, k) => list.push(k ? j : i));
    const complete = ContactGraph.fromContacts(6, first, second);
    const exact = exactNetworkEpidemic(complete, { infection: 0.2, recovery: 1, initial: [0, 4] });
    const { distribution } = reedFrost({ susceptible: 4, infectious: 2, escape: 0.8 });
    distribution.forEach((p, k) => expect(exact.sizes[k + 2]).toBeCloseTo(p, 12));
  });

  it('adds up to 1 and nears the final size in a large group', () => {
    const n = 400;
    const { distribution } = reedFrost({ susceptible: n, infectious: 1, escape: Math.exp(-2 / n) });
    expect(distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
    const [large, mass] = distribution.reduce(([m, p], q, k) => (k > n / 4 ? [m + q * k, p + q] : [m, p]), [0, 0]);
    // Poisson offspring: a large outbreak has the probability of its own size; corrections are of order 1/n.
    expect(Math.abs(mass - finalSize(2))).toBeLessThan(4 / n);
    expect(Math.abs(large / mass / n - finalSize(2))).toBeLessThan(4 / n);
    expect([...reedFrost({ susceptible: 2, infectious: 1, escape: 0 }).distribution]).toEqual([0, 0, 1]);
    expect([...reedFrost({ susceptible: 2, infectious: 0, escape: 0.5 }).distribution]).toEqual([1, 0, 0]);
  });
});

describe('percolation', () => {
  it('on Poisson degrees is the final size with R₀ = T·⟨k⟩', () => {
    const poisson = new Float64Array(80);
    poisson[0] = Math.exp(-4);
    for (let k = 1; k < 80; k++) poisson[k] = (poisson[k - 1] * 4) / k;
    for (const T of [0.1, 0.3, 0.5, 0.9]) {
      const { size, threshold } = percolationFinalSize(poisson, T);
      expect(size).toBeCloseTo(finalSize(4 * T), 9);
      expect(threshold).toBeCloseTo(0.25, 9);
    }
  });

  it('on cubic graphs has a closed form', () => {
    // u = (1 − T + Tu)²: u = ((1 − T)/T)².
    for (const T of [0.51, 0.6, 0.8, 1]) {
      const { size, escape } = percolationFinalSize([0, 0, 0, 1], T);
      const u = ((1 - T) / T) ** 2;
      expect(escape).toBeCloseTo(u, 9);
      expect(size).toBeCloseTo(1 - (1 - T + T * u) ** 3, 9);
    }
    expect(percolationFinalSize([0, 0, 0, 1], 0.5)).toEqual({ size: 0, escape: 1, threshold: 0.5 });
    expect(percolationFinalSize([0.5, 0.5], 1).threshold).toBe(Infinity);
    expect(() => percolationFinalSize([0.5, 0.4], 1)).toThrow('add up to 1');
  });
});

describe('all states of a small graph', () => {
  const rates = { infection: 0.3, recovery: 0.4, initial: [0] };
  const T = transmissibility(rates);

  it('give trees their powers of T', () => {
    expect(T).toBeCloseTo(0.5172413793, 10);
    expect(exactNetworkEpidemic(ContactGraph.fromContacts(3, [0, 1], [1, 2]), rates).total).toBeCloseTo(
      1.7847800238,
      10,
    );
    expect(exactNetworkEpidemic(ContactGraph.fromContacts(3, [0, 1], [1, 2]), rates).total).toBeCloseTo(
      1 + T + T * T,
      12,
    );
    expect(exactNetworkEpidemic(ContactGraph.fromContacts(4, [0, 0, 0], [1, 2, 3]), rates).total).toBeCloseTo(
      2.5517241379,
      10,
    );
  });

  it('give the triangle and the cycle their known values', () => {
    const triangle = exactNetworkEpidemic(ContactGraph.fromContacts(3, [0, 1, 2], [1, 2, 0]), rates);
    expect(triangle.infected[1]).toBeCloseTo(0.6233473573, 10);
    expect(triangle.total).toBeCloseTo(2.2466947146, 10);
    const cycle = exactNetworkEpidemic(ContactGraph.fromContacts(4, [0, 1, 2, 3], [1, 2, 3, 0]), rates);
    expect(cycle.infected[1]).toBeCloseTo(0.5721237817, 10);
    expect(cycle.infected[2]).toBeCloseTo(0.4515776339, 10);
    expect(cycle.sizes.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(cycle.sizes.reduce((sum, p, k) => sum + p * k, 0)).toBeCloseTo(cycle.total, 12);
  });

  it('need recovery and few agents', () => {
    const path = ContactGraph.fromContacts(3, [0, 1], [1, 2]);
    expect(() => exactNetworkEpidemic(path, { ...rates, recovery: 0 })).toThrow('recovery');
    expect(() => exactNetworkEpidemic(ContactGraph.fromContacts(9, [0], [1]), rates)).toThrow('graph.size');
    expect(() => exactNetworkEpidemic(path, { ...rates, initial: [1, 1] })).toThrow('initial[1]');
  });
});

describe('gamma intervals', () => {
  it('have the values of the published table', () => {
    const intervals = gammaIntervals({ mean: 5.5, deviation: 2.4, length: 21 });
    const published = [
      0, 0.00191423, 0.03173831, 0.09996232, 0.15979986, 0.17954284, 0.16287669, 0.12805355, 0.09088145, 0.0597333,
      0.03698546, 0.02183294, 0.01239475, 0.00681146, 0.00364165, 0.00190161, 0.00097292, 0.00048897, 0.0002419,
      0.00011801, 0.00005686,
    ];
    published.forEach((g, d) => expect(intervals[d]).toBeCloseTo(g, 7));
    expect(intervals.reduce((sum, g) => sum + g, 0)).toBeCloseTo(0.9999490828, 9);
  });

  it('are what sums of exponential times are', () => {
    // Mean 6, deviation √12: shape 3, scale 2.
    const intervals = gammaIntervals({ mean: 6, deviation: Math.sqrt(12), length: 12 });
    const n = 60_000;
    const counts = new Float64Array(12);
    const stream = randomStream(6);
    for (let k = 0; k < n; k++) {
      let time = 0;
      for (let e = 0; e < 3; e++) time -= 2 * Math.log1p(-stream.uniform());
      if (time < 11) counts[Math.ceil(time)]++;
    }
    intervals.forEach((p, d) =>
      expect(Math.abs(counts[d] - n * p)).toBeLessThanOrEqual(4 * Math.sqrt(n * p * (1 - p))),
    );
    expect(() => gammaIntervals({ mean: 0, deviation: 1, length: 3 })).toThrow('mean');
  });
});

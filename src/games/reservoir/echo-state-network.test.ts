import { describe, expect, it } from 'vitest';
import {
  EchoStateNetwork,
  ojaHabituate,
  powerIterationRadius,
  readOut,
  spectralNorm,
  spectralRadius,
  trainReadoutRidge,
  Xoshiro256,
} from '../index.js';

describe('the spectral radius', () => {
  it('is that of matrices with known eigenvalues, real and complex', () => {
    expect(spectralRadius([2, 1, 0, -3])).toBeCloseTo(3, 12);
    // A turn by an angle and a factor 0.8.
    const [c, s] = [0.8 * Math.cos(1), 0.8 * Math.sin(1)];
    expect(spectralRadius([c, -s, s, c])).toBeCloseTo(0.8, 12);
    expect(spectralRadius([0, 1, 0, 0])).toBeCloseTo(0, 7);
    expect(spectralNorm([0, 1, 0, 0])).toBeCloseTo(1, 12);
  });

  it('lies between its bounds: |λ| ≤ ‖A‖, and ρ(A)^n ≤ ‖A^n‖', () => {
    const { recurrent } = EchoStateNetwork.random(new Xoshiro256(5), { dimension: 12 });
    expect(spectralRadius(recurrent)).toBeLessThanOrEqual(spectralNorm(recurrent));
    expect(spectralRadius(recurrent.map((x) => -2 * x))).toBeCloseTo(2 * spectralRadius(recurrent), 10);
  });

  it('is what power iteration finds where one real eigenvalue leads, and is not where a complex pair does', () => {
    expect(powerIterationRadius([0.9, 0.1, 0, 0.3], new Xoshiro256(1))).toBeCloseTo(0.9, 12);
    const pair = [0, -0.5, 2, 0];
    expect(spectralRadius(pair)).toBeCloseTo(1, 12);
    const estimates = [1, 2, 3].map((seed) => powerIterationRadius(pair, new Xoshiro256(seed)));
    expect(Math.max(...estimates) - Math.min(...estimates)).toBeGreaterThan(0.1);
  });

  it('refuses what is not square', () => {
    expect(() => spectralRadius([1, 2, 3])).toThrow('matrix.length must');
  });
});

describe('the reservoir', () => {
  it('steps by its formula, noise after tanh', () => {
    const network = new EchoStateNetwork({
      recurrent: [0.5, -0.2, 0.1, 0.3],
      input: [1, 0, 0, 2],
      bias: [0.1, 0],
      noise: 0.15,
    });
    network.state.set([0.4, -0.6]);
    const [a, b] = [new Xoshiro256(7), new Xoshiro256(7)];
    const [first, second] = Array.from(network.step([0.5, 1], a));
    expect(first).toBe(Math.tanh(0.5 * 0.4 + -0.2 * -0.6 + 0.5 + 0.1) + b.normal() * 0.15);
    expect(second).toBe(Math.tanh(0.1 * 0.4 + 0.3 * -0.6 + 2 + 0) + b.normal() * 0.15);
  });

  it('has the radius that was asked for, by the estimate that was asked for', () => {
    const exact = EchoStateNetwork.random(new Xoshiro256(11), { radius: 0.7, radiusEstimate: 'eigen' });
    expect(spectralRadius(exact.recurrent)).toBeCloseTo(0.7, 10);
    const published = EchoStateNetwork.random(new Xoshiro256(11), { radius: 0.7 });
    expect(Math.abs(spectralRadius(published.recurrent) - 0.7)).toBeGreaterThan(0.001);
    expect(published.input).toEqual(exact.input);
  });

  it('refuses shapes and options that make no reservoir', () => {
    const random = () => new Xoshiro256(1);
    expect(() => EchoStateNetwork.random(random(), { dimension: 0 })).toThrow('dimension must');
    expect(() => EchoStateNetwork.random(random(), { noise: -1 })).toThrow('noise must');
    expect(() => EchoStateNetwork.random(random(), { radius: 0 })).toThrow('radius must');
    expect(() => new EchoStateNetwork({ recurrent: [1, 2], input: [1, 1], bias: [0] })).toThrow(
      'recurrent.length must',
    );
    expect(() => new EchoStateNetwork({ recurrent: [1, 0, 0, 1], input: [1], bias: [0, 0] })).toThrow(
      'input.length must',
    );
  });
});

describe('the readout', () => {
  it('makes the gradient of the penalized squares vanish', () => {
    const random = new Xoshiro256(2);
    const d = 4;
    const draw = (shift: number) => Float64Array.from({ length: 50 * d }, () => shift + random.normal());
    const [good, bad] = [draw(0.5), draw(-0.5)];
    const penalty = 0.01;
    const { weights, bias } = trainReadoutRidge(good, bad, d, { penalty });
    const gradient = new Float64Array(d + 1);
    for (const [states, target] of [
      [good, Math.log(19)],
      [bad, -Math.log(19)],
    ] as const) {
      for (let from = 0; from < states.length; from += d) {
        const x = states.subarray(from, from + d);
        const error = x.reduce((sum, value, i) => sum + value * weights[i], bias) - target;
        x.forEach((value, i) => (gradient[i] += error * value));
        gradient[d] += error;
      }
    }
    for (let i = 0; i < d; i++) expect(gradient[i] + penalty * 100 * weights[i]).toBeCloseTo(0, 8);
    expect(gradient[d]).toBeCloseTo(0, 8);
  });

  it('reads what it was trained on where the states tell it', () => {
    const readout = trainReadoutRidge([1, 1, 1], [-1, -1, -1], 1, { penalty: 0 });
    expect(readOut(readout, [1])).toBeCloseTo(0.95, 12);
    expect(readOut(readout, [-1])).toBeCloseTo(0.05, 12);
  });

  it('refuses targets, penalties and states that determine nothing', () => {
    expect(() => trainReadoutRidge([1], [0], 1, { cooperate: 1 })).toThrow('cooperate must');
    expect(() => trainReadoutRidge([1], [0], 1, { penalty: -1 })).toThrow('penalty must');
    expect(() => trainReadoutRidge([1, 2, 3], [0, 0], 2)).toThrow('cooperative.length must');
    expect(() => trainReadoutRidge([0, 0], [0, 0], 2, { penalty: 0 })).toThrow('penalty must');
  });
});

describe('habituation', () => {
  it('is the batch rule, entry by entry', () => {
    const network = EchoStateNetwork.random(new Xoshiro256(4), { dimension: 5, radius: 0.3 });
    const before = network.recurrent.slice();
    const states = Float64Array.from({ length: 7 * 5 }, (_, i) => Math.sin(i));
    ojaHabituate(network, states, { rate: 0.02, radii: { min: 0, max: 10 } });
    const mean = (i: number, j: number) =>
      Array.from({ length: 7 }, (_, t) => states[t * 5 + i] * states[t * 5 + j]).reduce((a, b) => a + b) / 7;
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        const w = before[i * 5 + j];
        expect(network.recurrent[i * 5 + j]).toBeCloseTo(w + 0.02 * (mean(i, j) - mean(i, i) * w), 14);
      }
    }
  });

  it('keeps the eigenvalues within the radius, by the estimate of eigenvalues', () => {
    const network = EchoStateNetwork.random(new Xoshiro256(4), { dimension: 6, radiusEstimate: 'eigen' });
    const states = new Float64Array(60).fill(1);
    const { radius, clamped, disagreement } = ojaHabituate(network, states, { rate: 0.5 });
    expect(radius).toBeGreaterThan(0.99);
    expect(clamped).toBe(true);
    expect(disagreement).toBe(0);
    expect(spectralRadius(network.recurrent)).toBeCloseTo(0.99, 12);
    ojaHabituate(network, new Float64Array(60), { radii: { min: 2, max: 3 } });
    expect(spectralRadius(network.recurrent)).toBeCloseTo(2, 12);
  });

  it('refuses no states and a range that is none', () => {
    const network = EchoStateNetwork.random(new Xoshiro256(4), { dimension: 3 });
    expect(() => ojaHabituate(network, new Float64Array(0))).toThrow('states.length / dimension must');
    expect(() => ojaHabituate(network, new Float64Array(4))).toThrow('states.length / dimension must');
    expect(() => ojaHabituate(network, new Float64Array(3), { radii: { min: 1, max: 0.5 } })).toThrow('radii.min must');
  });
});

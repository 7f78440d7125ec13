import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream, type RandomStream } from '../foundation/index.js';
import {
  bestChainLength,
  bestTopology,
  chainRisk,
  channelNoiseAt,
  continuousExponent,
  relayRisk,
  starRisk,
  treeRisk,
  treeRiskFloor,
  type ChannelNoise,
  type TopologyProblem,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const estimates = fc.record({ variance: within(0, 5), correlation: within(0, 1), channelNoise: within(0, 2) });
const published = { variance: 1, correlation: 0.2, channelNoise: 0.05 };

/** Errors of variance v and pairwise correlation ρ. */
function drawErrors(random: RandomStream, count: number, variance: number, correlation: number): number[] {
  const common = Math.sqrt(variance * correlation) * random.normal();
  return Array.from({ length: count }, () => common + Math.sqrt(variance * (1 - correlation)) * random.normal());
}

/** Mean square over trials, and its distance from what is expected in standard errors (of a χ² variate). */
function standardErrorsOff(trials: number, expected: number, error: (random: RandomStream) => number): number {
  const random = randomStream(7);
  let sum = 0;
  for (let trial = 0; trial < trials; trial++) sum += error(random) ** 2;
  return (sum / trials - expected) / (expected * Math.sqrt(2 / trials));
}

const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;

describe('starRisk', () => {
  it('is the mean square of an average of noisy, correlated messages', () => {
    const off = standardErrorsOff(100_000, starRisk({ ...published, agents: 6 }), (random) =>
      mean(drawErrors(random, 6, 1, 0.2).map((error) => error + Math.sqrt(0.05) * random.normal())),
    );
    expect(Math.abs(off)).toBeLessThan(4);
  });

  it('falls with N to the shared-error floor', () => {
    fc.assert(
      fc.property(estimates, fc.integer({ min: 1, max: 1e6 }), (options, agents) => {
        const risk = starRisk({ ...options, agents });
        expect(risk).toBeGreaterThanOrEqual(options.correlation * options.variance - 1e-12);
        expect(starRisk({ ...options, agents: agents + 1 })).toBeLessThanOrEqual(risk + 1e-12);
      }),
    );
    expect(starRisk({ ...published, agents: 1e9 })).toBeCloseTo(0.2, 8);
    expect(starRisk({ ...published, agents: 1 })).toBe(1.05);
  });
});

describe('chainRisk', () => {
  it('has the values worked out by hand, and its least at seven agents', () => {
    expect(chainRisk({ ...published, agents: 4 })).toBeCloseTo(0.44375, 12);
    expect(chainRisk({ ...published, agents: 10 })).toBeCloseTo(0.4225, 12);
    expect(bestChainLength(published)).toEqual({ agents: 7, risk: expect.closeTo(0.4071429, 7) as number });
  });

  it('is the mean square of a running average handed along', () => {
    const off = standardErrorsOff(100_000, chainRisk({ ...published, agents: 5 }), (random) =>
      drawErrors(random, 5, 1, 0.2).reduce(
        (running, own, i) => ((running + Math.sqrt(0.05) * random.normal()) * i + own) / (i + 1),
      ),
    );
    expect(Math.abs(off)).toBeLessThan(4);
  });

  it('has no better length than the one found', () => {
    fc.assert(
      fc.property(within(0, 3), within(0, 1), within(0.001, 1), (variance, correlation, channelNoise) => {
        const options = { variance, correlation, channelNoise };
        const { agents, risk } = bestChainLength(options);
        expect(risk).toBe(chainRisk({ ...options, agents }));
        for (let n = 1; n <= 120; n++)
          expect(chainRisk({ ...options, agents: n })).toBeGreaterThanOrEqual(risk - 1e-14);
      }),
    );
  });

  it('grows without end over noiseless channels, and not at all between copies', () => {
    expect(bestChainLength({ ...published, channelNoise: 0 })).toEqual({ agents: Infinity, risk: 0.2 });
    expect(bestChainLength({ ...published, correlation: 1, channelNoise: 0 })).toEqual({ agents: 1, risk: 1 });
    expect(bestChainLength({ ...published, channelNoise: 50 })).toEqual({ agents: 1, risk: 1 });
  });
});

describe('relayRisk', () => {
  it('adds the noise of every message', () => {
    expect(relayRisk({ agents: 1, variance: 1, channelNoise: 0.05 })).toBe(1);
    const off = standardErrorsOff(50_000, relayRisk({ agents: 5, variance: 1, channelNoise: 0.05 }), (random) => {
      let estimate = random.normal();
      for (let i = 1; i < 5; i++) estimate += Math.sqrt(0.05) * random.normal();
      return estimate;
    });
    expect(Math.abs(off)).toBeLessThan(4);
  });
});

describe('treeRisk', () => {
  it('is the recursion of one layer, v → a v + σ²/b', () => {
    fc.assert(
      fc.property(
        estimates,
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 0, max: 40 }),
        (options, fanIn, depth) => {
          const kept = (1 + (fanIn - 1) * options.correlation) / fanIn;
          let risk = options.variance;
          for (let level = 0; level < depth; level++) risk = kept * risk + options.channelNoise / fanIn;
          expect(treeRisk({ ...options, fanIn, depth })).toBeCloseTo(risk, 11);
        },
      ),
    );
    expect(treeRisk({ variance: 1, correlation: 1, channelNoise: 0.5, fanIn: 5, depth: 10 })).toBeCloseTo(2, 12);
  });

  it('is, in one layer, the mean square of a node', () => {
    const off = standardErrorsOff(100_000, treeRisk({ ...published, fanIn: 3, depth: 1 }), (random) =>
      mean(drawErrors(random, 3, 1, 0.2).map((error) => error + Math.sqrt(0.05) * random.normal())),
    );
    expect(Math.abs(off)).toBeLessThan(4);
  });

  it('tends to the communication floor, from both sides', () => {
    const floor = treeRiskFloor({ fanIn: 5, correlation: 0.2, channelNoise: 0.05 });
    expect(floor).toBeCloseTo(0.05 / (4 * 0.8), 15);
    for (const variance of [1, 0]) {
      expect(treeRisk({ ...published, variance, fanIn: 5, depth: 60 })).toBeCloseTo(floor, 12);
    }
    expect(treeRisk({ ...published, variance: floor, fanIn: 5, depth: 9 })).toBeCloseTo(floor, 15);
    expect(treeRiskFloor({ fanIn: 5, correlation: 1, channelNoise: 0.05 })).toBe(Infinity);
    expect(treeRiskFloor({ fanIn: 5, correlation: 1, channelNoise: 0 })).toBe(0);
  });
});

describe('continuousExponent', () => {
  it('is the exponent of noiseless averaging, 1 for independent errors and 0 for copies', () => {
    const exponent = continuousExponent({ fanIn: 5, correlation: 0.2 });
    expect(exponent).toBeCloseTo(1 - Math.log(1.8) / Math.log(5), 14);
    expect(treeRisk({ ...published, channelNoise: 0, fanIn: 5, depth: 6 })).toBeCloseTo((5 ** 6) ** -exponent, 14);
    expect(continuousExponent({ fanIn: 7, correlation: 0 })).toBeCloseTo(1, 14);
    expect(continuousExponent({ fanIn: 7, correlation: 1 })).toBeCloseTo(0, 15);
  });
});

describe('channelNoiseAt', () => {
  it('follows each family by hand', () => {
    expect(channelNoiseAt({ family: 'constant', level: 0.3 }, 9)).toBe(0.3);
    expect(channelNoiseAt({ family: 'powerLaw', scale: 8, power: 1.5 }, 4)).toBeCloseTo(1, 14);
    expect(channelNoiseAt({ family: 'exponential', scale: 8, length: 10 }, 15)).toBeCloseTo(1, 14);
  });

  it('rejects bad families and parameters', () => {
    const at =
      (noise: object, m = 10) =>
      () =>
        channelNoiseAt(noise as ChannelNoise, m);
    expect(at({ family: 'pink' })).toThrow('channelNoise.family');
    expect(() => channelNoiseAt(undefined as unknown as ChannelNoise, 1)).toThrow('channelNoise must be an object');
    expect(at({ family: 'constant', level: -1 })).toThrow('channelNoise.level');
    expect(at({ family: 'powerLaw', scale: NaN, power: 1 })).toThrow('channelNoise.scale');
    expect(at({ family: 'powerLaw', scale: 1, power: 0 })).toThrow('channelNoise.power');
    expect(at({ family: 'exponential', scale: 1, length: -1 })).toThrow('channelNoise.length');
    expect(at({ family: 'constant', level: 1 }, 0)).toThrow('messageLength');
  });
});

describe('bestTopology', () => {
  /** Every single agent, star, chain and tree, paid message by message. */
  function bruteForce(problem: TopologyProblem): Record<string, number> {
    const { budget, window, variance, beta, correlation, channelNoise } = problem;
    const { writePrice = 1, readPrice = 1, aggregatorCompute = 0 } = problem;
    const least: Record<string, number> = { single: variance * budget ** -beta };
    const offer = (topology: string, left: number, agents: number, risk: (v: number) => number) => {
      if (left <= 0) return;
      least[topology] = Math.min(least[topology] ?? Infinity, risk(variance * (left / agents) ** -beta));
    };
    for (let m = problem.messageLength ?? 1; m <= Math.min(problem.messageLength ?? window, window); m++) {
      const message = m * writePrice + m * readPrice;
      const noise = channelNoiseAt(channelNoise, m);
      const options = { correlation, channelNoise: noise };
      for (let agents = 2; agents <= budget; agents++) {
        if (agents * m <= window) {
          offer('star', budget - agents * message - aggregatorCompute, agents, (v) =>
            starRisk({ ...options, variance: v, agents }),
          );
        }
        offer('chain', budget - (agents - 1) * message, agents, (v) => chainRisk({ ...options, variance: v, agents }));
      }
      for (let fanIn = 2; fanIn * m <= window; fanIn++) {
        let [messages, nodes] = [fanIn, 1];
        for (let depth = 2; depth < 12; depth++) {
          messages += fanIn ** depth;
          nodes += fanIn ** (depth - 1);
          offer('tree', budget - messages * message - nodes * aggregatorCompute, fanIn ** depth, (v) =>
            treeRisk({ ...options, variance: v, fanIn, depth }),
          );
        }
      }
    }
    return least;
  }

  it('agrees with brute force on the best of every topology', () => {
    const noises: ChannelNoise[] = [
      { family: 'powerLaw', scale: 0.5, power: 1 },
      { family: 'exponential', scale: 0.3, length: 6 },
      { family: 'constant', level: 0 },
    ];
    fc.assert(
      fc.property(
        fc.record({
          budget: within(5, 500),
          window: fc.integer({ min: 1, max: 25 }),
          variance: within(0.1, 2),
          beta: within(0.05, 1.3),
          correlation: within(0, 1),
          channelNoise: fc.constantFrom(...noises),
          writePrice: fc.constantFrom(0.5, 1, 2),
          aggregatorCompute: fc.constantFrom(0, 3),
        }),
        (problem) => {
          const least = bruteForce(problem);
          const best = bestTopology(problem);
          const found = Object.fromEntries(best.alternatives.map(({ topology, risk }) => [topology, risk]));
          expect(Object.keys(found).sort()).toEqual(Object.keys(least).sort());
          for (const topology of Object.keys(least)) expect(found[topology]).toBeCloseTo(least[topology], 10);
          expect(best.risk).toBe(Math.min(...Object.values(found)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps to a given message length, and to one agent when none fits the window', () => {
    const problem = {
      budget: 1000,
      window: 100,
      variance: 1,
      beta: 0.2,
      correlation: 0,
      channelNoise: { family: 'powerLaw', scale: 0.5, power: 1 },
    } as const;
    const fixed = bestTopology({ ...problem, messageLength: 10 });
    expect(fixed.alternatives.every(({ messageLength }) => messageLength === null || messageLength === 10)).toBe(true);
    expect(bestTopology({ ...problem, messageLength: 101 })).toMatchObject({ topology: 'single', agents: 1 });
  });
});

it('rejects bad input everywhere', () => {
  const chain = { ...published, agents: 5 };
  const tree = { ...published, fanIn: 5, depth: 2 };
  for (const call of [starRisk, chainRisk, relayRisk]) {
    expect(() => call({ ...chain, agents: 0 })).toThrow('agents must be a whole number of at least 1');
    expect(() => call({ ...chain, variance: -1 })).toThrow('variance');
    expect(() => call({ ...chain, channelNoise: NaN })).toThrow('channelNoise');
  }
  for (const call of [starRisk, chainRisk]) expect(() => call({ ...chain, correlation: 2 })).toThrow('correlation');
  expect(() => bestChainLength({ ...published, correlation: -1 })).toThrow('correlation');
  expect(() => treeRisk({ ...tree, fanIn: 1 })).toThrow('fanIn must be a whole number of at least 2');
  expect(() => treeRisk({ ...tree, depth: -1 })).toThrow('depth');
  expect(() => treeRisk({ ...tree, variance: NaN })).toThrow('variance');
  expect(() => treeRiskFloor({ ...tree, fanIn: 2.5 })).toThrow('fanIn');
  expect(() => treeRiskFloor({ ...tree, channelNoise: -1 })).toThrow('channelNoise');
  expect(() => continuousExponent({ fanIn: 1, correlation: 0 })).toThrow('fanIn');
  expect(() => continuousExponent({ fanIn: 3, correlation: 1.1 })).toThrow('correlation');
  const problem = {
    budget: 9,
    window: 9,
    variance: 1,
    beta: 1,
    correlation: 0,
    channelNoise: { family: 'constant', level: 1 },
  } as const;
  for (const name of ['budget', 'window', 'variance', 'beta', 'correlation', 'messageLength', 'readPrice']) {
    expect(() => bestTopology({ ...problem, [name]: -1 })).toThrow(name);
  }
  expect(() => bestTopology({ ...problem, window: 2.5 })).toThrow('window');
});

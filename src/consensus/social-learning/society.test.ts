import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  actionRule,
  bayesianAgent,
  beliefTransition,
  cascadeOnsets,
  conservativeAgent,
  constantPolicy,
  expectedReward,
  fitUpdateBias,
  linearCost,
  myopicPolicy,
  noControlWelfare,
  planAt,
  policyDeviation,
  posterior,
  signalProbability,
  simulateSociety,
  societyLoss,
  solvePlanner,
  welfareByState,
  type Policy,
  type SocialLearning,
} from './index.js';

const altruistic: SocialLearning = { planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) };
const biased: SocialLearning = { planner: 'biased', baseline: 0.7, discount: 0.9, cost: linearCost(0.5) };
const policyOf =
  (model: SocialLearning): Policy =>
  (belief) =>
    planAt(model, belief).action;

describe('one agent', () => {
  it('leaves the expected belief where it was', () => {
    for (const belief of [0.05, 0.3, 0.5, 0.82]) {
      for (const precision of [0.5, 0.7, 0.99, 1]) {
        const mean = (['good', 'bad'] as const).reduce((sum, signal) => {
          const probability = signalProbability({ belief, precision, signal });
          return probability === 0 ? sum : sum + probability * posterior({ belief, precision, signal });
        }, 0);
        expect(mean).toBeCloseTo(belief, 14);
      }
    }
  });

  it('does what maximises its utility, with ties to the signal', () => {
    for (let i = 1; i < 40; i++) {
      for (let k = 20; k <= 40; k++) {
        const [belief, precision] = [i / 40, k / 40];
        const acts = (signal: 'good' | 'bad') => {
          const after = posterior({ belief, precision, signal });
          return Math.abs(after - 0.5) < 1e-12 ? signal : after > 0.5 ? 'good' : 'bad';
        };
        const [onGood, onBad] = [acts('good'), acts('bad')];
        expect(actionRule({ belief, precision })).toBe(onGood === onBad ? onGood : 'signal');
      }
    }
  });

  it('reveals its signal or nothing', () => {
    expect(beliefTransition({ belief: 0.6, precision: 0.7, action: 'bad' })).toBeCloseTo(
      posterior({ belief: 0.6, precision: 0.7, signal: 'bad' }),
      14,
    );
    expect(beliefTransition({ belief: 0.6, precision: 0.6, limit: 'below', action: 'good' })).toBe(0.6);
    expect(beliefTransition({ belief: 1, precision: 1, action: 'bad' })).toBe(1);
  });

  it('needs a stronger public belief for a cascade when it over-reacts', () => {
    const choice = { belief: 0.72, precision: 0.7 };
    expect(actionRule(choice)).toBe('good');
    expect(actionRule(choice, conservativeAgent)).toBe('signal');
    // λ_d log(q/(1 − q)) = log-odds at b = 1/(1 + (3/7)^1.3).
    const edge = 1 / (1 + (3 / 7) ** 1.3);
    expect(actionRule({ belief: edge + 1e-6, precision: 0.7 }, conservativeAgent)).toBe('good');
    expect(actionRule({ belief: edge - 1e-6, precision: 0.7 }, conservativeAgent)).toBe('signal');
  });
});

describe('welfareByState', () => {
  it('without control solves the three equations of the literature', () => {
    for (const [p, discount] of [
      [0.7, 0.9],
      [0.6, 0.95],
      [0.85, 0.5],
    ] as const) {
      const q = 1 - p;
      // w0 = q + δ(q w₊ + p w₋), w₊ = q + δ(q/(1 − δ) + p w0), w₋ = q + δ q w0.
      const constant = q + discount * (q * (q + (discount * q) / (1 - discount)) + p * q);
      const w0 = constant / (1 - 2 * discount ** 2 * p * q);
      const { good, bad, errorBound } = noControlWelfare({ baseline: p, discount });
      expect(bad.loss).toBeCloseTo(w0, 9);
      expect(good.loss).toBeCloseTo(w0, 9);
      expect(bad.wrongCascade).toBeCloseTo(q ** 2 / (p ** 2 + q ** 2), 9);
      expect(bad.undecided + errorBound).toBeLessThan(1e-8);
    }
    expect(noControlWelfare({ baseline: 0.7, discount: 0.9 }).bad.loss).toBeCloseTo(1.9687784, 7);
    expect(noControlWelfare({ baseline: 0.7, discount: 0.9 }).bad.wrongCascade).toBeCloseTo(0.1551724, 7);
  });

  it('of the biased planner is nine tenths of the worst when the world is bad', () => {
    // Half of the agents at ½ send the society into a cascade that is wrong for ever: w = ½ + δ(½ · 10 + ½ w).
    const { bad, good } = welfareByState(policyOf(biased), { discount: 0.9 });
    expect(bad.loss).toBeCloseTo(5 / 0.55, 6);
    expect(bad.loss).toBeGreaterThan(noControlWelfare({ baseline: 0.7, discount: 0.9 }).bad.loss);
    expect(good.loss).toBeLessThan(bad.loss);
  });

  it('of the altruistic planner beats no control, and its reward is the value it promised', () => {
    for (const slope of [0.3, 0.8, 1.5, 3]) {
      const model = { ...altruistic, cost: linearCost(slope) };
      expect(welfareByState(policyOf(model), { discount: 0.9 }).loss).toBeLessThanOrEqual(
        noControlWelfare({ baseline: 0.7, discount: 0.9 }).loss + 1e-9,
      );
    }
    // Cheap: one perfect signal, and nobody errs.
    expect(welfareByState(policyOf(altruistic), { discount: 0.9 }).loss).toBe(0);
  });

  it('agrees with simulation, also for agents that are not Bayesian', () => {
    for (const [agent, observer] of [
      [bayesianAgent, bayesianAgent],
      [conservativeAgent, bayesianAgent],
      [conservativeAgent, conservativeAgent],
    ]) {
      const policy = constantPolicy(0.7);
      const common = { agent, observer, prior: 0.4 };
      const exact = welfareByState(policy, { ...common, discount: 0.9 });
      for (const state of ['good', 'bad'] as const) {
        const societies = simulateSociety({ ...common, policy, state, societies: 1500, agents: 90, seed: 5 });
        const { estimate, standardError } = societyLoss(societies, { discount: 0.9 });
        expect(Math.abs(estimate - exact[state].loss)).toBeLessThan(4 * standardError);
      }
    }
  });
});

describe('simulateSociety', () => {
  it('starts cascades after two net signals, wrong as often as the closed form says', () => {
    const { onsets, wrong, share, certainty } = cascadeOnsets(
      simulateSociety({ policy: constantPolicy(0.7), societies: 3000, agents: 60, seed: 2 }),
    );
    const exact = 0.09 / 0.58;
    expect(Math.abs(wrong.estimate - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 3000));
    expect(share.estimate).toBe(1);
    expect(Math.min(...onsets)).toBe(2);
    expect(certainty).toBeCloseTo(0.49 / 0.58, 9);
  });

  it('depends on seed and society only', () => {
    const run = (societies: number) => simulateSociety({ policy: constantPolicy(0.6), societies, agents: 10, seed: 3 });
    expect(run(5).beliefs.slice(0, 30)).toEqual(run(3).beliefs);
  });

  it('over-reacting agents herd later, at stronger beliefs', () => {
    const certainty = (agent: typeof bayesianAgent) =>
      cascadeOnsets(simulateSociety({ policy: constantPolicy(0.7), agent, societies: 300, agents: 200 })).certainty;
    expect(certainty({ agreeing: 0.7, disagreeing: 2.5 })).toBeGreaterThan(certainty(bayesianAgent) + 0.05);
  });
});

describe('fitUpdateBias', () => {
  it('finds the biases behind noisy updates, inside its intervals', () => {
    const random = randomStream(8);
    const n = 2000;
    const updates = {
      prior: new Float64Array(n),
      posterior: new Float64Array(n),
      precision: new Float64Array(n),
      signal: new Uint8Array(n),
    };
    for (let i = 0; i < n; i++) {
      const [b, q] = [0.1 + 0.8 * random.uniform(), 0.55 + 0.4 * random.uniform()];
      const signal = random.bernoulli(0.5);
      const weight = b > 0.5 === signal ? 0.7 : 1.3;
      const after = Math.log(b / (1 - b)) + weight * (signal ? 1 : -1) * Math.log(q / (1 - q)) + 0.3 * random.normal();
      updates.prior[i] = b;
      updates.posterior[i] = 1 / (1 + Math.exp(-after));
      updates.precision[i] = q;
      updates.signal[i] = Number(signal);
    }
    const { agreeing, disagreeing, noise, neutral } = fitUpdateBias(updates);
    expect(Math.abs(agreeing.estimate - 0.7)).toBeLessThan(4 * agreeing.standardError);
    expect(Math.abs(disagreeing.estimate - 1.3)).toBeLessThan(4 * disagreeing.standardError);
    expect(agreeing.interval.upper).toBeLessThan(1);
    expect(disagreeing.interval.lower).toBeGreaterThan(1);
    // The standard deviation of 2,000 normal residuals is known to 0.3/√4000.
    expect(Math.abs(noise - 0.3)).toBeLessThan((4 * 0.3) / Math.sqrt(4000));
    expect(neutral).toBe(0);
  });

  it('covers the truth as often as it says', () => {
    let covered = 0;
    const rounds = 100;
    for (let round = 0; round < rounds; round++) {
      const random = randomStream(77, round);
      const rows = Array.from({ length: 60 }, (_, i) => {
        const b = 0.15 + 0.7 * random.uniform();
        const signal = i % 2;
        const weight = b > 0.5 === (signal === 1) ? 0.8 : 1.2;
        const logOdds = Math.log(b / (1 - b)) + weight * (signal ? 1 : -1) * Math.log(3) + 0.4 * random.normal();
        return { b, signal, after: 1 / (1 + Math.exp(-logOdds)) };
      });
      const { agreeing } = fitUpdateBias({
        prior: rows.map((row) => row.b),
        posterior: rows.map((row) => row.after),
        precision: rows.map(() => 0.75),
        signal: rows.map((row) => row.signal),
      });
      covered += Number(agreeing.interval.lower <= 0.8 && 0.8 <= agreeing.interval.upper);
    }
    // Binomial(100, 0.95): mean 95, standard deviation 2.18.
    expect(Math.abs(covered - 95)).toBeLessThanOrEqual(4 * 2.18);
  });

  it('says what is missing', () => {
    const one = { prior: [0.6, 0.7, 0.8], posterior: [0.7, 0.8, 0.9], precision: [0.7, 0.7, 0.7], signal: [1, 1, 1] };
    expect(() => fitUpdateBias(one)).toThrow('none that disagrees with its prior');
    expect(() => fitUpdateBias({ ...one, posterior: [1, 0.8, 0.9] })).toThrow('posterior[0]');
    expect(() => fitUpdateBias({ ...one, signal: [0.5, 1, 1] })).toThrow('signal[0] must be 0 or 1');
  });
});

describe('policies', () => {
  it('without a future switch where a perfect signal pays at once', () => {
    const policy = myopicPolicy(altruistic);
    expect([0.23, 0.25, 0.5, 0.75, 0.77].map((b) => policy(b).precision)).toEqual([0.7, 1, 1, 1, 0.7]);
    for (const b of [0.1, 0.3, 0.45, 0.6]) {
      const best = expectedReward(biased, { belief: b, ...myopicPolicy(biased)(b) });
      for (let q = 0.5; q <= 1; q += 0.01) {
        expect(expectedReward(biased, { belief: b, precision: q })).toBeLessThanOrEqual(best + 1e-12);
      }
    }
  });

  it('deviate from one another by bins', () => {
    const { plan } = solvePlanner(altruistic, { points: 21, grid: false });
    const optimal: Policy = (b) => plan(b).action;
    expect(policyDeviation(optimal, optimal).mean).toBe(0);
    const { bins, mean, within10Percent } = policyDeviation(constantPolicy(0.7), optimal);
    expect(bins).toHaveLength(10);
    expect(bins[4].mean).toBeCloseTo(0.3, 12);
    expect(bins.reduce((sum, bin) => sum + bin.mean, 0) / 10).toBeCloseTo(mean, 12);
    expect(within10Percent).toBeCloseTo(0.05, 12);
  });
});

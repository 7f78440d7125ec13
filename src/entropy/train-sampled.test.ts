import { describe, expect, it } from 'vitest';
import {
  banditPopulation,
  chainOfBandits,
  logSoftmax,
  NetworkPolicy,
  policyLoss,
  rlooAdvantages,
  sharedTask,
  TabularPolicy,
  tokenChain,
  trainExact,
  trainSampled,
  type SampledTrainingOptions,
  type TokenPolicy,
} from './index.js';

/** Remembers the gradients it is handed, and stays where it is. */
class Recorder extends TabularPolicy {
  readonly gradients: Float64Array[] = [];
  override descend(gradient: Float64Array, rows: Int32Array, count: number): void {
    const kept = new Float64Array(gradient.length);
    for (const row of rows.subarray(0, count)) {
      const [start, end] = [row * this.vocabulary, (row + 1) * this.vocabulary];
      kept.set(gradient.subarray(start, end), start);
    }
    this.gradients.push(kept);
  }
}

describe('sampled training', () => {
  it('is exact training in expectation', () => {
    // One update on all responses with leave-one-out advantages: E Δz = (lr/prompts)·∇V, the exact step of that rate.
    const population = banditPopulation({ prompts: 6, spread: 1, boostSpread: 1, boost: 0 });
    const { chain, logits } = chainOfBandits(population);
    const options = { rollouts: 1, updates: 1, learningRate: 1, advantages: 'rloo', dropUniform: false } as const;
    const runs = 4000;
    const [sum, squares] = [new Float64Array(logits.length), new Float64Array(logits.length)];
    for (let seed = 0; seed < runs; seed++) {
      const policy = new TabularPolicy(chain, logits);
      trainSampled(chain, policy, { ...options, seed });
      policy.logits.forEach((z, i) => {
        sum[i] += z - logits[i];
        squares[i] += (z - logits[i]) ** 2;
      });
    }
    const exact = trainExact(population, { method: 'pg', learningRate: 1 / 6, steps: 1 }).logits;
    const deviations = logits.map((z, i) => {
      const mean = sum[i] / runs;
      return (mean - (exact[i] - z)) / Math.sqrt((squares[i] / runs - mean ** 2) / runs);
    });
    // 48 standard normal deviations: the largest exceeds 4 once in 300 seeds; their mean square has SD 0.2.
    for (const deviation of deviations) expect(Math.abs(deviation)).toBeLessThan(4);
    expect(deviations.reduce((total, d) => total + d * d, 0) / deviations.length).toBeLessThan(1.8);
  });

  it('samples rewards at the rate of the exact value', () => {
    const { chain, logits } = tokenChain({ prompts: 30, seed: 3 });
    const { sampledReward, reward } = trainSampled(chain, new Recorder(chain, logits), {
      rollouts: 400,
      learningRate: 1,
    });
    const mean = sampledReward.reduce((total, r) => total + r, 0) / 400;
    // 400 × 240 responses; a sum of Bernoullis varies at most as with p = 1/2.
    expect(Math.abs(mean - reward[0])).toBeLessThan(4 * Math.sqrt(0.25 / (400 * 240)));
  });

  it.each<[string, Partial<SampledTrainingOptions>]>([
    ['ppo', {}],
    ['kl_cov', { mode: 'kl_cov', klRatio: 0.2, klCoefficient: 2 }],
    ['entropy bonus', { entropyCoefficient: 0.5 }],
  ])('descends the slope of its loss in the logits: %s', (_name, options) => {
    const { chain, logits } = tokenChain({ prompts: 4, spread: 1, seed: 5 });
    const recorder = new Recorder(chain, logits);
    trainSampled(chain, recorder, { rollouts: 1, updates: 1, learningRate: 1, dropUniform: false, ...options });
    // Softmax moves only differences: the slopes of a row sum to 0.
    const [gradient] = recorder.gradients;
    for (let row = 0; row < 16; row++) {
      expect(gradient.subarray(8 * row, 8 * row + 8).reduce((x, y) => x + y)).toBeCloseTo(0, 14);
    }
    expect(gradient.some((g) => Math.abs(g) > 1e-3)).toBe(true);
    if (!options.entropyCoefficient) return;
    // The bonus itself, by central differences of the mean entropy, as the difference of two runs on the same samples.
    const plain = new Recorder(chain, logits);
    trainSampled(chain, plain, { rollouts: 1, updates: 1, learningRate: 1, dropUniform: false });
    const meanEntropy = (z: Float64Array) => {
      let total = 0;
      for (let row = 0; row < 16; row++)
        for (const l of logSoftmax(z.subarray(8 * row, 8 * row + 8))) total -= Math.exp(l) * l;
      return total / 16;
    };
    logits.forEach((_, i) => {
      const at = (by: number) => meanEntropy(logits.map((z, j) => (i === j ? z + by : z)));
      expect(gradient[i] - plain.gradients[0][i]).toBeCloseTo((-0.5 * (at(1e-5) - at(-1e-5))) / 2e-5, 9);
    });
  });

  it('has KL-Cov act only from the second update of a rollout on', () => {
    const { chain, logits } = tokenChain({ prompts: 8, seed: 2 });
    const end = (updates: number, options: Partial<SampledTrainingOptions>) => {
      const policy = new TabularPolicy(chain, logits);
      trainSampled(chain, policy, { rollouts: 3, updates, learningRate: 5, ...options });
      return Array.from(policy.logits);
    };
    const penalty = { mode: 'kl_cov', klRatio: 0.5, klCoefficient: 10 } as const;
    expect(end(1, penalty)).toEqual(end(1, {}));
    expect(end(8, penalty)).not.toEqual(end(8, {}));
  });

  it('gives the same bytes for the same seed, and reports that it goes on', () => {
    const { chain, logits } = tokenChain({ prompts: 8 });
    const seen: number[] = [];
    const run = (seed: number) =>
      trainSampled(chain, new TabularPolicy(chain, logits), {
        rollouts: 4,
        learningRate: 5,
        mode: 'clip_cov',
        clipRatio: 0.1,
        seed,
        onProgress: ({ done }) => seen.push(done),
      }).entropy;
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(seen.slice(0, 4)).toEqual([1, 2, 3, 4]);
    const stopped = { rollouts: 9, learningRate: 1, signal: AbortSignal.abort() };
    expect(() => trainSampled(chain, new TabularPolicy(chain, logits), stopped)).toThrow();
  });

  it('refuses what does not fit', () => {
    const { chain, logits } = tokenChain({ prompts: 4 });
    const other = new TabularPolicy({ ...chain, vocabulary: 4 });
    expect(() => trainSampled(chain, other, { rollouts: 1, learningRate: 1 })).toThrow('policy.vocabulary must equal');
    expect(() => new TabularPolicy(chain, logits.slice(1))).toThrow('logits.length must equal 128');
    expect(() => trainSampled(chain, new TabularPolicy(chain), { rollouts: 1, learningRate: 1, responses: 1 })).toThrow(
      'responses',
    );
    expect(() =>
      chainOfBandits({ ...banditPopulation({ prompts: 1 }), rewards: new Float64Array(8).fill(0.5) }),
    ).toThrow('rewards[0] must be 0 or 1');
  });
});

/** Entropy and reward after 60 rollouts, averaged over three problems. */
function average(options: Partial<SampledTrainingOptions>) {
  const runs = [0, 1, 2].map((seed) => {
    const { chain, logits } = tokenChain({ seed });
    return trainSampled(chain, new TabularPolicy(chain, logits), { rollouts: 60, learningRate: 5, seed, ...options });
  });
  return {
    entropy: runs.reduce((sum, run) => sum + run.entropy[60] / 3, 0),
    reward: runs.reduce((sum, run) => sum + run.reward[60] / 3, 0),
  };
}

describe('what the losses do to entropy on token chains', () => {
  const grpo = average({});
  it('keeps more of it with more clipped tokens, a stronger penalty, a larger bonus', () => {
    const clip = [0.02, 0.08].map((clipRatio) => average({ mode: 'clip_cov', clipRatio }).entropy);
    const kl = [0.1, 1, 3].map((klCoefficient) => average({ mode: 'kl_cov', klRatio: 0.1, klCoefficient }).entropy);
    const bonus = [0.1, 0.3].map((entropyCoefficient) => average({ entropyCoefficient }).entropy);
    for (const series of [[grpo.entropy, ...clip], kl, [grpo.entropy, ...bonus]]) {
      for (let i = 1; i < series.length; i++) expect(series[i]).toBeGreaterThan(series[i - 1]);
    }
    expect(kl[2]).toBeGreaterThan(grpo.entropy);
  });
});

describe('a policy with a shared representation', () => {
  it('descends the gradient of central differences in its parameters', () => {
    const features = [0.5, -1, 2, 0.3, 1, 1];
    const make = () =>
      new NetworkPolicy({ prompts: 3, positions: 2, vocabulary: 3, features, hidden: 4, spread: 1, seed: 4 });
    // Loss: ½ Σ (z − target)² over the rows of prompt 0 and 2. One small step lowers it by rate · |slope|².
    const rows = Int32Array.of(0, 1, 4, 5);
    const loss = (policy: TokenPolicy) => rows.reduce((sum, row) => sum + squares(policy, row), 0);
    const squares = ({ logits }: TokenPolicy, row: number) =>
      logits.subarray(3 * row, 3 * row + 3).reduce((sum, z, v) => sum + (z - v) ** 2 / 2, 0);
    const gradientOf = ({ logits }: TokenPolicy) => logits.map((z, i) => z - (i % 3));
    const drop = (rate: number) => {
      const policy = make();
      const before = loss(policy);
      policy.descend(gradientOf(policy), rows, 4, rate);
      return (before - loss(policy)) / rate;
    };
    // The decrease per rate tends to |slope|² linearly: that a step forward and one back agree shows that the direction
    // is the gradient of this very loss only if the limit is positive and the first-order change is odd in the rate.
    const [forward, back] = [drop(1e-6), drop(-1e-6)];
    expect(forward).toBeGreaterThan(0);
    expect(forward / back).toBeCloseTo(1, 3);
    // And along it: the squared length of the step in logit space must match J Jᵀ g, found by unit gradients.
    const policy = make();
    const g = gradientOf(policy);
    const direction = (gradient: Float64Array) => {
      const copy = policy.clone();
      copy.descend(gradient, rows, 4, 1e-6);
      return policy.logits.map((z, i) => (z - copy.logits[i]) / 1e-6);
    };
    const unit = (i: number) => Float64Array.from(g, (_, j) => (i === j ? 1 : 0));
    const full = direction(g);
    for (const i of [0, 4, 13]) {
      // J Jᵀ is symmetric: the answer at i to all of g is the answer of all to i.
      const answer = direction(unit(i));
      let sum = 0;
      for (const row of rows) for (let v = 0; v < 3; v++) sum += answer[3 * row + v] * g[3 * row + v];
      expect(full[i]).toBeCloseTo(sum, 3);
    }
  });

  it('carries what it learns to held-out prompts', () => {
    const { chain, policy, trained } = sharedTask({ seed: 1 });
    const run = trainSampled(chain, policy, { rollouts: 60, learningRate: 0.3, trainedPrompts: trained });
    expect(run.heldOutReward[60] - run.heldOutReward[0]).toBeGreaterThan(0.1);
    expect(run.reward[60]).toBeGreaterThan(run.heldOutReward[60]);
  });
});

it('agrees with the public loss on the same tokens', () => {
  // One bandit, one update: the slope in the logits is that of policyLoss carried through the softmax by hand.
  const population = banditPopulation({ prompts: 1, spread: 0.5, boost: 0, boostSpread: 0 });
  const { chain, logits } = chainOfBandits(population);
  const recorder = new Recorder(chain, logits);
  const { sampledReward } = trainSampled(chain, recorder, {
    rollouts: 1,
    updates: 1,
    learningRate: 1,
    responses: 512,
    advantages: 'rloo',
    dropUniform: false,
  });
  const right = Math.round(sampledReward[0] * 512);
  const rewards = Array.from({ length: 512 }, (_, k) => (k < right ? 1 : 0));
  const logp = logSoftmax(logits);
  const tokens = { logp: rewards.map((r) => (r ? logp[0] : -1)), oldLogp: rewards.map((r) => (r ? logp[0] : -1)) };
  const { gradient } = policyLoss({
    ...tokens,
    advantages: rlooAdvantages(
      rewards,
      rewards.map(() => 0),
    ),
  });
  // Only right responses hold token 0, and the slopes of all tokens sum to 0.
  const slope = gradient.reduce((sum, g, k) => sum + (k < right ? g : 0), 0);
  expect(recorder.gradients[0][0]).toBeCloseTo(slope, 12);
});

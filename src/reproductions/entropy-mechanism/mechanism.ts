import {
  binaryBandit,
  difficultyGroups,
  entropy,
  logitStep,
  predictedEntropyChange,
  softmax,
  type PolicyUpdate,
} from '../../entropy/index.js';
import type { Claim } from '../reproduction.js';
import { population, referenceRun } from './runs.js';

const mechanism = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Entropy moves by minus a covariance',
  ...claim,
});

const worked = [2, 1, 0, -1];
const change = (rewards: readonly number[], method: PolicyUpdate, learningRate = 1) =>
  predictedEntropyChange(worked, logitStep(worked, rewards, { method, learningRate }));

const coefficient = (
  id: string,
  published: number,
  method: PolicyUpdate,
  rewards: readonly number[],
  action: string,
): Claim =>
  mechanism({
    id,
    where: method === 'pg' ? 'Theorem 1 (reference value)' : 'Theorem 2 (reference value)',
    statement: `Logits (2, 1, 0, −1), reward on the ${action} action: Cov(log π, ${method === 'pg' ? 'πA' : 'A'})`,
    published,
    tolerance: 5e-7,
    compute: () => -change(rewards, method).predicted,
    why: 'Sum over four actions; the reference has six decimals.',
  });

const ratio = (id: string, published: number, method: PolicyUpdate): Claim =>
  mechanism({
    id,
    where: 'Lemma 1 (reference value)',
    statement: `Actual over predicted entropy change of one ${method.toUpperCase()} step at η = 0.01`,
    published,
    tolerance: 5e-5,
    compute: () => {
      const { actual, predicted } = change([1, 0, 0, 0], method, 0.01);
      return actual / predicted;
    },
    why: 'The prediction is of first order: the ratio is 1 + O(η). The reference has four decimals.',
  });

const group = (
  id: string,
  index: number,
  name: 'pg' | 'npg' | 'standardized',
  published: number,
  digits: number,
): Claim =>
  mechanism({
    id,
    where: 'Figure 8, right (reference value)',
    statement: `Mean covariance of ${['hard (V < 0.25)', 'middling', 'easy (V ≥ 0.75)'][index]} prompts, ${name === 'standardized' ? 'standardised advantage' : name.toUpperCase()}`,
    published,
    tolerance: 0.5 * 10 ** -digits,
    compute: () => difficultyGroups(population)[index][name],
    why: 'Exact on the population of 256 bandits before training.',
  });

export const mechanismClaims: readonly Claim[] = [
  mechanism({
    id: 'worked-entropy',
    where: 'Equation 5 (reference value)',
    statement: 'Entropy of the policy with logits (2, 1, 0, −1)',
    published: 0.947537,
    tolerance: 5e-7,
    compute: () => entropy(softmax(worked)),
    why: 'Four terms; the reference has six decimals.',
  }),
  coefficient('pg-confident', 0.101655, 'pg', [1, 0, 0, 0], 'likeliest'),
  coefficient('npg-confident', 0.326688, 'npg', [1, 0, 0, 0], 'likeliest'),
  coefficient('pg-rare', -0.007974, 'pg', [0, 0, 0, 1], 'rarest'),
  coefficient('npg-rare', -0.079911, 'npg', [0, 0, 0, 1], 'rarest'),
  ratio('ratio-pg', 1.001, 'pg'),
  ratio('ratio-npg', 1.0021, 'npg'),
  mechanism({
    id: 'second-order-error',
    where: 'Lemma 1',
    statement: 'The error of the prediction is of second order in the step',
    published: null,
    compute: () => {
      const error = (rate: number) => Math.abs(change([1, 0, 0, 0], 'npg', rate).error);
      return {
        value: Math.log2(error(2e-3) / error(1e-3)),
        detail: 'log₂ of the error’s growth when the step doubles',
      };
    },
    holds: (order) => Math.abs(order - 2) < 0.01,
    why: 'Error c₂η² + c₃η³: the exponent deviates from 2 by about η c₃/c₂.',
  }),
  mechanism({
    id: 'uniform-policy',
    where: 'Theorems 1 and 2',
    statement: 'At a uniform policy no method changes entropy to first order',
    published: null,
    compute: () => {
      const flat = new Float64Array(6);
      const methods: readonly PolicyUpdate[] = ['pg', 'npg', 'grpo', 'rloo'];
      return Math.max(
        ...methods.map((method) =>
          Math.abs(predictedEntropyChange(flat, logitStep(flat, [1, 0, 0, 0.5, 0, 0], { method })).predicted),
        ),
      );
    },
    holds: (largest) => largest < 1e-15,
    why: 'log π is constant, so it has no covariance with anything.',
  }),
  mechanism({
    id: 'closed-form',
    where: 'Theorem 2',
    statement: 'A binary bandit under natural steps follows a logistic curve in closed form',
    published: null,
    compute: () => {
      const run = referenceRun('npg');
      const rows = Array.from({ length: population.prompts }, (_, m) =>
        softmax(population.logits.subarray(8 * m, 8 * m + 8)),
      );
      const end = rows.map((p) => {
        const wrong = p.slice(1);
        const mass = wrong.reduce((sum, share) => sum + share, 0);
        // 1 − p₀ from the wrong mass itself, which is exact where p₀ is close to 1.
        const inner = wrong.reduce((sum, share) => sum - (share / mass) * Math.log(share / mass), 0);
        return binaryBandit({ initial: 1 - mass, entropyWrong: inner }, [0.05 * run.steps]).entropy[0];
      });
      return Math.abs(end.reduce((sum, h) => sum + h, 0) / rows.length - run.entropy[run.steps]);
    },
    holds: (gap) => gap < 1e-10,
    why: 'Mean entropy after 240 natural steps against the closed form at τ = 12; rounding of 240 steps on 256 prompts.',
  }),
  group('hard-standardised', 0, 'standardized', -0.455, 3),
  group('middling-standardised', 1, 'standardized', 0.34, 3),
  group('easy-standardised', 2, 'standardized', 0.797, 3),
  group('hard-npg', 0, 'npg', -0.113, 3),
  group('easy-npg', 2, 'npg', 0.23, 3),
  group('hard-pg', 0, 'pg', -0.0249, 4),
  group('easy-pg', 2, 'pg', 0.0375, 4),
];

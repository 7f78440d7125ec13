import {
  benchmarkAverages,
  grpoAdvantages,
  policyLoss,
  sharedTask,
  TabularPolicy,
  tokenChain,
  trainSampled,
  type SampledTrainingOptions,
} from '../../entropy/index.js';
import { dataset } from '../../data/index.js';
import { randomStream } from '../../foundation/index.js';
import type { Claim } from '../reproduction.js';

const losses = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Losses that keep entropy', ...claim });

function batch() {
  const stream = randomStream(5);
  const oldLogp = Float64Array.from({ length: 400 }, () => -3 * stream.uniform());
  const logp = oldLogp.map((l) => Math.min(0, l + 0.2 * stream.normal()));
  const advantages = oldLogp.map(() => stream.normal());
  return { oldLogp, logp, advantages };
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Entropy after 60 rollouts on token chains, averaged over three problems. */
function endEntropy(options: Partial<SampledTrainingOptions>): number {
  const ends = [0, 1, 2].map((seed) => {
    const { chain, logits } = tokenChain({ seed });
    const run = trainSampled(chain, new TabularPolicy(chain, logits), {
      rollouts: 60,
      learningRate: 5,
      seed,
      ...options,
    });
    return run.entropy[60];
  });
  return ends.reduce((sum, end) => sum + end, 0) / 3;
}

const rises = (id: string, where: string, statement: string, arms: readonly Partial<SampledTrainingOptions>[]): Claim =>
  losses({
    id,
    where,
    kind: 'simulation',
    statement,
    published: null,
    compute: () => {
      const ends = arms.map(endEntropy);
      const steps = ends.slice(1).map((end, i) => end - ends[i]);
      return {
        value: Math.min(...steps),
        detail: `entropy at the end: ${ends.map((end) => end.toFixed(3)).join(', ')}`,
      };
    },
    holds: (step) => step > 0,
    why: 'Smallest step from one setting to the next; tabular policies on token chains, 60 rollouts, three problems. Shares r and k are about 100 times the paper’s, because a mini-batch has 256 tokens at most.',
  });

/** Mean difference in held-out reward from GRPO over seeds, with its standard error. */
function heldOutGain(options: Partial<SampledTrainingOptions>, seeds: number) {
  const gains = Array.from({ length: seeds }, (_, seed) => {
    const end = (loss: Partial<SampledTrainingOptions>) => {
      const { chain, policy, trained } = sharedTask({ seed });
      const run = trainSampled(chain, policy, {
        rollouts: 100,
        learningRate: 0.3,
        seed,
        trainedPrompts: trained,
        ...loss,
      });
      return run.heldOutReward[100];
    };
    return end(options) - end({});
  });
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / seeds;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (seeds - 1);
  return { mean, standardError: Math.sqrt(variance / seeds) };
}

const SMALL_NETWORKS =
  'Held-out reward after 100 rollouts, difference from GRPO on the same tasks in standard errors over 6 seeds (32 in full). The mean difference is positive but no larger than the spread over tasks: these small networks show the gain in entropy, not reliably one in accuracy.';

const gain = (id: string, method: string, options: Partial<SampledTrainingOptions>, why: string): Claim =>
  losses({
    id,
    where: 'Table 2',
    kind: 'simulation',
    statement: `${method} raises accuracy on held-out prompts over GRPO, in a small network with a shared representation`,
    published: null,
    compute: ({ full }) => {
      const { mean, standardError } = heldOutGain(options, full ? 32 : 6);
      return {
        value: mean / standardError,
        detail: `difference ${mean.toFixed(3)} ± ${standardError.toFixed(3)} in held-out reward`,
      };
    },
    holds: (z) => z > 2,
    expected: 'fails',
    why,
  });

export const lossClaims: readonly Claim[] = [
  losses({
    id: 'grpo-advantage',
    where: 'Section 2 (GRPO)',
    kind: 'theory',
    statement: 'Advantage of the one right response among four',
    published: 1.5,
    tolerance: 1e-5,
    compute: () => grpoAdvantages([1, 0, 0, 0], [0, 0, 0, 0])[0],
    why: '(1 − 1/4)/(1/2 + 10^{−6}), the sample standard deviation being 1/2.',
  }),
  losses({
    id: 'clip-cov-all',
    where: 'Equation 12',
    kind: 'theory',
    statement: 'Clip-Cov with r = 1 and no bounds takes every gradient away',
    published: null,
    compute: () =>
      largest(
        policyLoss(batch(), { mode: 'clip_cov', clipRatio: 1, covarianceLow: -Infinity, covarianceHigh: Infinity })
          .gradient,
      ),
    holds: (value) => value === 0,
    why: 'Every token is either a candidate or bound by the clip already.',
  }),
  losses({
    id: 'kl-cov-no-op',
    where: 'Equation 14',
    kind: 'theory',
    statement: 'At ratio 1 KL-Cov is plain policy gradient',
    published: null,
    compute: () => {
      const { oldLogp, advantages } = batch();
      const tokens = { oldLogp, logp: oldLogp, advantages };
      const kl = policyLoss(tokens, { mode: 'kl_cov', klRatio: 0.5 }).gradient;
      const plain = policyLoss(tokens).gradient;
      return largest(kl.map((g, i) => g - plain[i]));
    },
    holds: (gap) => gap === 0,
    why: 'The slope of |log ρ| at ρ = 1 is 0, so KL-Cov acts only from the second update of a rollout on.',
  }),
  losses({
    id: 'gradients',
    where: 'Equations 11 to 14',
    kind: 'theory',
    statement: 'The gradients of PPO, Clip-Cov and KL-Cov are those of central differences',
    published: null,
    compute: () => {
      const tokens = batch();
      const modes = [
        {},
        { mode: 'kl_cov', klRatio: 0.1 },
        { mode: 'clip_cov', clipRatio: 0.1, covarianceLow: 0.2 },
      ] as const;
      const gaps = modes.flatMap((options) => {
        const { gradient, touched } = policyLoss(tokens, options);
        return [3, 50, 111, 222, 333].flatMap((i) => {
          const at = (by: number) =>
            policyLoss({ ...tokens, logp: tokens.logp.map((l, j) => (i === j ? Math.min(l + by, 0) : l)) }, options);
          const [up, down] = [at(1e-6), at(-1e-6)];
          const same = String(up.touched) === String(touched) && String(down.touched) === String(touched);
          return same ? [Math.abs(gradient[i] - (up.loss - down.loss) / 2e-6)] : [];
        });
      });
      return { value: Math.max(...gaps), detail: `largest gap over ${gaps.length} slopes` };
    },
    holds: (gap) => gap < 1e-8,
    why: 'Rounding of a difference of losses over 2·10^{−6}; tokens whose move changes the choice of tokens are left out, the loss jumps there.',
  }),
  rises('clip-cov-ratio', 'Figure 12', 'Entropy rises with the share of tokens that Clip-Cov clips', [
    {},
    { mode: 'clip_cov', clipRatio: 0.02 },
    { mode: 'clip_cov', clipRatio: 0.08 },
  ]),
  rises(
    'kl-cov-coefficient',
    'Figure 12',
    'Entropy rises with the coefficient of KL-Cov',
    [0.1, 1, 3].map((klCoefficient) => ({ mode: 'kl_cov' as const, klRatio: 0.1, klCoefficient })),
  ),
  rises(
    'entropy-bonus',
    'Figure 9',
    'Entropy rises with the coefficient of an entropy bonus',
    [0, 0.1, 0.3].map((entropyCoefficient) => ({ entropyCoefficient })),
  ),
  gain('clip-cov-accuracy', 'Clip-Cov', { mode: 'clip_cov', clipRatio: 0.02 }, SMALL_NETWORKS),
  gain('kl-cov-accuracy', 'KL-Cov', { mode: 'kl_cov', klRatio: 0.02 }, SMALL_NETWORKS),
  losses({
    id: 'printed-averages',
    where: 'Table 2',
    kind: 'dataset',
    statement: 'The printed averages are the means of their rows',
    published: null,
    compute: async () => {
      const rows = benchmarkAverages((await dataset('entropy-benchmarks')).table);
      const off = rows.filter(({ agrees }) => !agrees);
      return {
        value: off.length,
        detail: off
          .map(({ model, method, printed, mean }) => `${method} ${model} ${printed}, mean ${mean.toFixed(2)}`)
          .join('; '),
      };
    },
    holds: (off) => off === 0,
    expected: 'fails',
    why: 'Number of rows whose printed average is further from the mean of the seven printed scores than rounding allows. The gains over GRPO have the same sign either way.',
  }),
  losses({
    id: 'gain-7b',
    where: 'Abstract',
    kind: 'dataset',
    statement: 'KL-Cov gains 2.0 points over GRPO at 7B',
    published: 2.0,
    tolerance: 0.05,
    compute: () => gainOf('7B'),
    why: 'Difference of the printed averages.',
  }),
  losses({
    id: 'gain-32b',
    where: 'Abstract',
    kind: 'dataset',
    statement: 'KL-Cov gains 6.4 points over GRPO at 32B',
    published: 6.4,
    tolerance: 0.05,
    compute: () => gainOf('32B'),
    why: 'Difference of the printed averages.',
  }),
  losses({
    id: 'few-tokens-carry',
    where: 'Table 1',
    kind: 'dataset',
    statement: 'The top 0.02 % of tokens have more than 500 times the mean covariance',
    published: null,
    compute: async () => {
      const { table } = await dataset('entropy-covariance-quantiles');
      const covariance = table.number('covariance');
      return covariance[0] / covariance[covariance.length - 1];
    },
    holds: (ratio) => ratio > 500,
    why: 'Ratio of the first and last printed means, 5.654 and 0.003.',
  }),
];

async function gainOf(model: string): Promise<number> {
  const rows = benchmarkAverages((await dataset('entropy-benchmarks')).table);
  const printed = (method: string) => rows.find((row) => row.model === model && row.method === method)!.printed;
  return printed('KL-Cov') - printed('GRPO');
}

import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  covarianceQuantileTable,
  entropyBonus,
  grpoAdvantages,
  policyLoss,
  referenceKl,
  rlooAdvantages,
  tokenCovariance,
  type PolicyLossOptions,
} from './index.js';

/** A batch with ratios on both sides of every clip, both signs of advantage and some masked tokens. */
function batchOf(tokens: number, seed = 1, spread = 0.5) {
  const stream = randomStream(seed);
  const draw = (make: () => number) => Float64Array.from({ length: tokens }, make);
  const oldLogp = draw(() => -0.6 - 3 * stream.uniform());
  const logp = oldLogp.map((l) => Math.min(-0.01, l + spread * stream.normal()));
  const advantages = draw(() => stream.normal());
  const mask = Array.from({ length: tokens }, () => stream.bernoulli(0.9));
  return { oldLogp, logp, advantages, mask };
}

const modes: Record<string, PolicyLossOptions> = {
  ppo: {},
  'clip-higher': { mode: 'clip_higher' },
  'clip-cov': { mode: 'clip_cov', clipRatio: 0.2, covarianceLow: 0, clipLow: 0.2, clipHigh: 0.2 },
  'kl-cov': { mode: 'kl_cov', klRatio: 0.3 },
  'reference KL': { reference: { logp: batchOf(40, 2).oldLogp, coefficient: 0.3 } },
};

describe.each(Object.entries(modes))('the loss %s', (_name, options) => {
  it('has the gradient of central differences wherever it is smooth', () => {
    const batch = batchOf(40);
    const { gradient, touched } = policyLoss(batch, options);
    const h = 1e-6;
    let compared = 0;
    batch.logp.forEach((_, i) => {
      const at = (by: number) =>
        policyLoss({ ...batch, logp: batch.logp.map((l, j) => (i === j ? l + by : l)) }, options);
      const [up, down] = [at(h), at(-h)];
      // Where the little move changes which tokens are chosen the loss jumps, and has no gradient.
      if (String(up.touched) !== String(touched) || String(down.touched) !== String(touched)) return;
      compared++;
      expect(gradient[i]).toBeCloseTo((up.loss - down.loss) / (2 * h), 8);
      if (!batch.mask[i]) expect(gradient[i]).toBe(0);
    });
    expect(compared).toBeGreaterThan(30);
  });
});

describe('ppo', () => {
  it('clips token by token as its definition says', () => {
    const batch = batchOf(200);
    const { loss, clipped, tokens } = policyLoss(batch, { clipLow: 0.2, clipHigh: 0.28 });
    let sum = 0;
    batch.logp.forEach((l, i) => {
      if (!batch.mask[i]) return;
      const ratio = Math.exp(l - batch.oldLogp[i]);
      const bounded = Math.min(Math.max(ratio, 0.8), 1.28);
      sum -= Math.min(batch.advantages[i] * ratio, batch.advantages[i] * bounded);
      expect(clipped[i]).toBe(batch.advantages[i] * bounded < batch.advantages[i] * ratio ? 1 : 0);
    });
    expect(loss).toBeCloseTo(sum / tokens, 12);
    expect(tokens).toBe(batch.mask.filter(Boolean).length);
  });
});

describe('Clip-Cov', () => {
  it('takes every gradient away when all tokens are candidates and all are drawn', () => {
    const options = { mode: 'clip_cov', clipRatio: 1, covarianceLow: -Infinity, covarianceHigh: Infinity } as const;
    const { gradient, touched, clipped, loss } = policyLoss(batchOf(100), options);
    expect(Array.from(gradient).every((g) => g === 0)).toBe(true);
    expect(touched.reduce((sum, t, i) => sum + t + clipped[i], 0)).toBe(batchOf(100).mask.filter(Boolean).length);
    expect(Number.isFinite(loss)).toBe(true);
  });

  it('draws max(⌊rN⌋, 1) tokens, only inside the bounds, not the clipped ones, each equally often', () => {
    const batch = { ...batchOf(300), mask: new Array<boolean>(300).fill(true) };
    const options = {
      mode: 'clip_cov',
      clipRatio: 0.02,
      covarianceLow: 0.3,
      covarianceHigh: 2,
      clipHigh: 0.3,
    } as const;
    const { covariance } = tokenCovariance(batch.logp, batch.advantages);
    const counts = new Int32Array(300);
    let candidates = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { touched, clipped } = policyLoss(batch, { ...options, seed });
      expect(touched.reduce((sum, t) => sum + t, 0)).toBe(6);
      const allowed = covariance.map((c, i) => (c > 0.3 && c < 2 && clipped[i] === 0 ? 1 : 0));
      candidates = allowed.reduce((sum, c) => sum + c, 0);
      touched.forEach((t, i) => {
        if (t) expect(allowed[i]).toBe(1);
        counts[i] += t;
      });
    }
    const mean = (400 * 6) / candidates;
    // Five standard deviations of a binomial count.
    for (const count of counts) if (count > 0) expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean));
    expect(counts.filter((count) => count > 0)).toHaveLength(candidates);
    expect(policyLoss(batch, { ...options, clipRatio: 1e-6 }).touchedFraction).toBeCloseTo(1 / 300, 12);
    expect(policyLoss(batch, { ...options, covarianceLow: 90, covarianceHigh: 91 }).touchedFraction).toBe(0);
  });
});

describe('KL-Cov', () => {
  it('is plain policy gradient at ratio 1', () => {
    const { oldLogp, advantages, mask } = batchOf(100);
    const batch = { oldLogp, logp: oldLogp, advantages, mask };
    const kl = policyLoss(batch, { mode: 'kl_cov', klRatio: 0.5, klCoefficient: 10 });
    const plain = policyLoss(batch);
    expect(kl.gradient).toEqual(plain.gradient);
    expect(kl.loss).toBeCloseTo(plain.loss, 14);
  });

  it('penalises the tokens of largest covariance', () => {
    const batch = batchOf(500);
    const { touched } = policyLoss(batch, { mode: 'kl_cov', klRatio: 0.1 });
    const { covariance, n } = tokenCovariance(batch.logp, batch.advantages, batch);
    const chosen = covariance.filter((_, i) => touched[i] === 1);
    const rest = covariance.filter((c, i) => touched[i] === 0 && !Number.isNaN(c));
    expect(chosen).toHaveLength(Math.floor(0.1 * n));
    expect(Math.min(...chosen)).toBeGreaterThan(Math.max(...rest));
  });
});

describe('terms that need the whole distribution', () => {
  it('have the gradients of central differences', () => {
    const [z, reference] = [
      [0.3, -1, 2, 0],
      [1, 0, 0.5, -2],
    ];
    const terms = [
      (logits: number[]) => entropyBonus(logits, { coefficient: 0.7 }),
      (logits: number[]) => referenceKl(logits, reference, { coefficient: 0.7 }),
    ];
    for (const term of terms) {
      const { gradient } = term(z);
      z.forEach((_, a) => {
        const at = (by: number) => term(z.map((value, b) => (a === b ? value + by : value))).loss;
        expect(gradient[a]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 9);
      });
    }
    expect(referenceKl(z, z, { coefficient: 1 }).loss).toBe(0);
  });
});

describe('token covariance', () => {
  it('has the batch covariance as its mean', () => {
    const { covariance, mean } = tokenCovariance([-1, -2, -3, -9], [1, 0, -1, 5], { mask: [1, 1, 1, 0] });
    expect(Array.from(covariance)).toEqual([1, 0, 1, NaN]);
    expect(mean).toBeCloseTo(2 / 3, 15);
  });

  it('is tabled from the top', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1000) - 500);
    const table = covarianceQuantileTable(values);
    expect(table.map(({ tokens }) => tokens)).toEqual([1, 2, 20, 200, 500, 1000]);
    table.forEach(({ tokens, mean, threshold }) => {
      expect(mean).toBeCloseTo(499 - (tokens - 1) / 2, 10);
      expect(threshold).toBe(500 - tokens);
    });
  });
});

describe('advantages', () => {
  it('standardise within the group', () => {
    const groups = [1, 1, 1, 1, 2, 2, 3];
    const rewards = [1, 0, 0, 0, 0.1, 0.1, 0.5];
    const grpo = grpoAdvantages(rewards, groups);
    [1.5, -0.5, -0.5, -0.5, 0, 0, 0.5].forEach((a, i) => expect(grpo[i]).toBeCloseTo(a, 5));
    expect(grpo[0]).toBeCloseTo(0.75 / (0.5 + 1e-6), 12);
    expect(Array.from(grpoAdvantages(rewards, groups, { std: false }).slice(0, 4))).toEqual([
      0.75, -0.25, -0.25, -0.25,
    ]);
    const rloo = rlooAdvantages(rewards, groups);
    [1, -1 / 3, -1 / 3, -1 / 3, 0, 0, 0.5].forEach((a, i) => expect(rloo[i]).toBeCloseTo(a, 14));
  });
});

describe('bad input', () => {
  const batch = batchOf(10);
  it.each<[string, () => unknown]>([
    ['mask must keep at least one token', () => policyLoss({ ...batch, mask: new Uint8Array(10) })],
    ['mask[0] must be 0 or 1; got 2', () => policyLoss({ ...batch, mask: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1] })],
    ['logp[0] must be a finite number; got NaN', () => policyLoss({ oldLogp: [-1], logp: [NaN], advantages: [1] })],
    ['at most 0; got 0.5', () => policyLoss({ oldLogp: [-1], logp: [0.5], advantages: [1] })],
    ['logp.length must equal 1; got 2', () => policyLoss({ oldLogp: [-1], logp: [-1, -1], advantages: [1] })],
    ['clipRatio', () => policyLoss(batch, { mode: 'clip_cov', clipRatio: 0 })],
    ['klRatio', () => policyLoss(batch, { mode: 'kl_cov', klRatio: 1.5 })],
    ['covarianceLow must be less than covarianceHigh, 5', () => policyLoss(batch, { covarianceLow: 5 })],
    ['clipHigh must be a finite number of at least 0', () => policyLoss(batch, { clipHigh: -0.1 })],
    ["be one of 'ppo'", () => policyLoss(batch, { mode: 'dapo' as 'ppo' })],
    ['shares[0]', () => covarianceQuantileTable([1], { shares: [0] })],
    ['groups.length', () => grpoAdvantages([1, 2], [1])],
  ])('is refused: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});

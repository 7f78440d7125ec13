import { describe, expect, it } from 'vitest';
import {
  banditPopulation,
  binaryBandit,
  difficultyGroups,
  entropy,
  logitStep,
  predictedEntropyChange,
  softmax,
  trainExact,
} from './index.js';

const population = banditPopulation();
const row = (values: Float64Array, prompt: number, actions = 8) =>
  Array.from(values.subarray(prompt * actions, (prompt + 1) * actions));

describe('exact training', () => {
  it.each(['pg', 'npg', 'grpo', 'rloo'] as const)('by %s is the logit step of every prompt', (method) => {
    const few = banditPopulation({ prompts: 5 });
    const run = trainExact(few, { method, learningRate: 0.3, steps: 2 });
    let rows = Array.from({ length: 5 }, (_, m) => row(few.logits, m));
    for (let t = 0; t <= 2; t++) {
      const mean = (of: (z: number[], m: number) => number) => rows.reduce((sum, z, m) => sum + of(z, m) / 5, 0);
      expect(run.entropy[t]).toBeCloseTo(
        mean((z) => entropy(softmax(z))),
        13,
      );
      expect(run.reward[t]).toBeCloseTo(
        mean((z) => softmax(z)[0]),
        13,
      );
      const steps = rows.map((z, m) => logitStep(z, row(few.rewards, m), { method, learningRate: 0.3 }));
      if (t < 2)
        expect(run.predictedChange[t]).toBeCloseTo(
          mean((z, m) => predictedEntropyChange(z, steps[m]).predicted),
          13,
        );
      if (t < 2) rows = rows.map((z, m) => z.map((value, a) => value + steps[m][a]));
    }
    rows.forEach((z, m) => z.forEach((value, a) => expect(run.logits[8 * m + a]).toBeCloseTo(value, 12)));
  });

  it('follows the closed form of the binary bandit under natural steps', () => {
    const run = trainExact(population, { method: 'npg', learningRate: 0.05, steps: 100 });
    let [reward, h] = [0, 0];
    for (let m = 0; m < 256; m++) {
      const p = softmax(row(population.logits, m));
      const wrong = p.slice(1).map((share) => share / (1 - p[0]));
      const { reward: r, entropy: e } = binaryBandit(
        { initial: p[0], entropyWrong: entropy(wrong.map((share) => share / wrong.reduce((x, y) => x + y))) },
        [5],
      );
      reward += r[0] / 256;
      h += e[0] / 256;
    }
    expect(run.reward[100]).toBeCloseTo(reward, 12);
    expect(run.entropy[100]).toBeCloseTo(h, 12);
  });

  it('leaves the population as it was, and refuses what does not fit', () => {
    const before = Array.from(population.logits);
    trainExact(population, { steps: 1 });
    expect(Array.from(population.logits)).toEqual(before);
    expect(() => trainExact({ ...population, prompts: 3 }, { steps: 1 })).toThrow(
      'population.logits.length must equal 24',
    );
    expect(() => trainExact(population, { steps: 1, learningRate: 0 })).toThrow('learningRate');
    expect(() => difficultyGroups(population, { bounds: [0.5, 0.2] })).toThrow('bounds[1] must exceed the one before');
  });
});

describe('difficulty groups', () => {
  it('lose entropy where prompts are easy and gain it where they are hard', () => {
    const groups = difficultyGroups(population);
    const published = [
      { npg: -0.113, pg: -0.0249, standardized: -0.455 },
      { npg: 0.161, pg: 0.0408, standardized: 0.34 },
      { npg: 0.23, pg: 0.0375, standardized: 0.797 },
    ];
    published.forEach(({ npg, pg, standardized }, g) => {
      expect(groups[g].npg).toBeCloseTo(npg, 3);
      expect(groups[g].pg).toBeCloseTo(pg, 4);
      expect(groups[g].standardized).toBeCloseTo(standardized, 3);
    });
  });
});

import { dataset } from '../data/index.js';
import {
  benchmarkFigure,
  consumptionFigure,
  covarianceFigure,
  difficultyFigure,
  difficultyGroups,
  forecastFigure,
  lawFigure,
  sizeFigure,
  sweepFigure,
  TabularPolicy,
  tokenChain,
  trainSampled,
  type SampledTrainingOptions,
} from '../entropy/index.js';
import { lawClaims } from './entropy-mechanism/law.js';
import { lossClaims } from './entropy-mechanism/losses.js';
import { mechanismClaims } from './entropy-mechanism/mechanism.js';
import { population, referenceRun } from './entropy-mechanism/runs.js';
import type { Reproduction } from './reproduction.js';

export const entropyMechanism: Reproduction = {
  slug: 'entropy-mechanism',
  title: 'The Entropy Mechanism of Reinforcement Learning for Reasoning Language Models',
  authors: 'Ganqu Cui, Yuchen Zhang, Jiacheng Chen et al.',
  citation: 'arXiv 2505.22617v1, 2025',
  notebook: 'entropy-mechanism.ipynb',
  notes:
    'The paper trains language models; here its law, its covariance identity and its losses are checked on policies that can be trained exactly or sampled in seconds. A value called “reference” comes from an independent implementation of the same experiment outside Polity.',
  claims: [...mechanismClaims, ...lawClaims, ...lossClaims],
  figures: [
    {
      id: 'law',
      where: 'Figure 1',
      finding: 'Reward is bought with entropy; the price depends on the kind of gradient',
      figure: () =>
        lawFigure([referenceRun('pg'), referenceRun('npg')], { names: ['policy gradient', 'natural gradient'] }),
    },
    {
      id: 'consumption',
      where: 'Figure 2',
      finding: 'Most of the entropy is spent early',
      figure: () => consumptionFigure(referenceRun('pg')),
    },
    {
      id: 'forecast',
      where: 'Figure 5',
      finding: 'The first 15 % foretell the rest',
      figure: () => forecastFigure(referenceRun('pg')),
    },
    {
      id: 'sizes',
      where: 'Figure 7',
      finding: 'Larger models end higher',
      figure: async () => sizeFigure((await dataset('entropy-law-coefficients')).table),
    },
    {
      id: 'covariance',
      where: 'Figure 8, left',
      finding: 'The covariance foretells the fall of entropy',
      figure: () => covarianceFigure(referenceRun('pg')),
    },
    {
      id: 'difficulty',
      where: 'Figure 8, right',
      finding: 'Easy prompts spend entropy, hard ones earn it',
      figure: () => difficultyFigure(difficultyGroups(population)),
    },
    {
      id: 'clip-cov-sweep',
      where: 'Figure 12, left',
      finding: 'More clipped tokens, more entropy',
      figure: () =>
        sweepFigure(
          [
            sweepRun('GRPO', {}),
            ...[0.02, 0.08].map((clipRatio) => sweepRun(`r = ${clipRatio}`, { mode: 'clip_cov', clipRatio })),
          ],
          { method: 'Clip-Cov' },
        ),
    },
    {
      id: 'kl-cov-sweep',
      where: 'Figure 12, right',
      finding: 'A stronger penalty, more entropy',
      figure: () =>
        sweepFigure(
          [
            sweepRun('GRPO', {}),
            ...[1, 3].map((klCoefficient) =>
              sweepRun(`β = ${klCoefficient}`, { mode: 'kl_cov', klRatio: 0.1, klCoefficient }),
            ),
          ],
          { method: 'KL-Cov' },
        ),
    },
    {
      id: 'benchmarks',
      where: 'Table 2',
      finding: 'The gains survive taking the averages anew',
      figure: async () => benchmarkFigure((await dataset('entropy-benchmarks')).table),
    },
  ],
};

function sweepRun(label: string, options: Partial<SampledTrainingOptions>) {
  const { chain, logits } = tokenChain();
  return {
    label,
    run: trainSampled(chain, new TabularPolicy(chain, logits), { rollouts: 60, learningRate: 5, ...options }),
  };
}

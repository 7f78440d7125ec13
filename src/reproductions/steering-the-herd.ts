import {
  beliefPathsFigure,
  constantPolicy,
  linearCost,
  plannerFigure,
  societyWelfareFigure,
} from '../consensus/index.js';
import { plannerClaims } from './steering-the-herd/planner.js';
import { societyClaims } from './steering-the-herd/societies.js';
import type { Reproduction } from './reproduction.js';

export const steeringTheHerd: Reproduction = {
  slug: 'steering-the-herd',
  title: 'Steering the Herd: A Framework for LLM-based Control of Social Learning',
  authors: 'Raghu Arghal, Kevin He, Shirin Saeedi Bidokhti, Saswati Sarkar',
  citation: 'arXiv 2504.02648v4, 2026',
  notebook: 'steering-the-herd.ipynb',
  notes:
    'The model and theorems are checked as far as public descriptions state them; numbers called “closed form” or “by hand” are derived from that model, not printed in the paper. Its language-model runs are not available. Two theorems do not come out in part of the expensive regime with the model as we could read it; those claims are kept and explained.',
  claims: [...plannerClaims, ...societyClaims],
  figures: [
    {
      id: 'altruistic-phases',
      where: 'Theorem 3',
      finding: 'The altruistic planner invests in the middle, with a least revealing margin.',
      figure: () => plannerFigure({ planner: 'altruistic', baseline: 0.6, discount: 0.9, cost: linearCost(8) }),
    },
    {
      id: 'biased-phases',
      where: 'Theorem 5',
      finding: 'The biased planner reveals as little as it can below ½ and obfuscates above.',
      figure: () => plannerFigure({ planner: 'biased', baseline: 0.7, discount: 0.9, cost: linearCost(0.5) }),
    },
    {
      id: 'welfare',
      where: 'Figure 2c',
      finding: 'A biased planner harms society in the bad state.',
      figure: () => societyWelfareFigure({ baseline: 0.7, discount: 0.9, slopes: { altruistic: 1.5, biased: 0.5 } }),
    },
    {
      id: 'paths',
      where: 'no-control benchmark',
      finding: 'Herds form after two net signals, some of them on the wrong action.',
      figure: () => beliefPathsFigure({ policy: constantPolicy(0.7), state: 'bad', seed: 3 }),
    },
  ],
};

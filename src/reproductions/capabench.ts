import { additivePredictionClaims } from './capabench/additive-prediction.js';
import { efficiencyClaims } from './capabench/efficiency.js';
import { capabenchFigures } from './capabench/figures.js';
import { measuredGameClaims } from './capabench/measured-game.js';
import { plantedInteractionClaims } from './capabench/planted-interactions.js';
import { referenceGameClaims } from './capabench/reference-games.js';
import { samplingErrorClaims } from './capabench/sampling-error.js';
import type { Reproduction } from './reproduction.js';

export const capabench: Reproduction = {
  slug: 'capabench',
  title: 'Who’s the MVP? A Game-Theoretic Evaluation Benchmark for Modular Attribution in LLM Agents',
  authors: 'Yingxuan Yang, Bo Huang, Siyuan Qi et al.',
  citation: 'arXiv 2502.00510, 2025',
  notes:
    'The paper prints one Shapley value for each module, model and domain. Of the games behind them one is public in full (glm-4-air in shopping); it is recomputed here by every index, each against its own definition. Values of known games are those of the literature.',
  claims: [
    ...efficiencyClaims,
    ...measuredGameClaims,
    ...samplingErrorClaims,
    ...additivePredictionClaims,
    ...referenceGameClaims,
    ...plantedInteractionClaims,
  ],
  figures: capabenchFigures,
  notebook: 'capabench.ipynb',
};

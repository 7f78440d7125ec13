import { differentiationClaims } from './large-population-models/differentiation.js';
import { epidemicClaims } from './large-population-models/epidemics.js';
import { largePopulationFigures } from './large-population-models/figures.js';
import { privacyClaims } from './large-population-models/privacy.js';
import { scaleClaims } from './large-population-models/scale.js';
import type { Reproduction } from './reproduction.js';

export const largePopulationModels: Reproduction = {
  slug: 'large-population-models',
  title: 'Large Population Models',
  authors: 'Ayush Chopra',
  citation: 'arXiv 2507.09901, 2025',
  notes:
    'The paper argues for a method and prints few numbers. Checked here are the constants of its public epidemic model, what its three pillars (scale, gradients, privacy) rest on, each against an exact solution, and where the arithmetic of the published code departs from the model it states.',
  claims: [...scaleClaims, ...epidemicClaims, ...differentiationClaims, ...privacyClaims],
  figures: largePopulationFigures,
  notebook: 'large-population-models.ipynb',
};

import { InvalidInputError } from '../foundation/index.js';
import { bodyReservoirGovernance } from './body-reservoir-governance.js';
import { capabench } from './capabench.js';
import { culturalEvolutionDonorGame } from './cultural-evolution-donor-game.js';
import { graphAgreement } from './graph-agreement.js';
import { entropyMechanism } from './entropy-mechanism.js';
import { largePopulationModels } from './large-population-models.js';
import { moltbookSocialization } from './moltbook-socialization.js';
import { phaseTransitionBudgetedSynergy } from './phase-transition-budgeted-synergy.js';
import { playingRepeatedGames } from './playing-repeated-games.js';
import { moltDynamics } from './molt-dynamics.js';
import type { Reproduction } from './reproduction.js';
import { steeringTheHerd } from './steering-the-herd.js';

const papers: readonly Reproduction[] = [
  phaseTransitionBudgetedSynergy,
  capabench,
  graphAgreement,
  steeringTheHerd,
  entropyMechanism,
  playingRepeatedGames,
  culturalEvolutionDonorGame,
  bodyReservoirGovernance,
  moltDynamics,
  moltbookSocialization,
  largePopulationModels,
];

/** All papers that Polity reproduces. */
export function reproductions(): readonly Reproduction[] {
  return papers;
}

/**
 * The reproduction with this slug.
 *
 * @throws InvalidInputError for an unknown slug; the message lists the known ones.
 */
export function reproduction(slug: string): Reproduction {
  const found = papers.find((paper) => paper.slug === slug);
  if (!found) {
    const known = papers.map((paper) => `'${paper.slug}'`).join(', ');
    throw new InvalidInputError('paper', slug, `be one of ${known}`);
  }
  return found;
}

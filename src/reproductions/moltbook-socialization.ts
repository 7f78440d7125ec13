import {
  anchorRanksFigure,
  attractionSweepFigure,
  densityFigure,
  driftActivityFigure,
  effectsFigure,
  findingsFigure,
  homogeneityFigure,
  simulateEmbeddingSociety,
  simulateVocabulary,
  socializationReport,
  turnoverFigure,
} from '../populations/index.js';
import { agentClaims } from './moltbook-socialization/agents.js';
import { anchorClaims } from './moltbook-socialization/anchors.js';
import { societyClaims } from './moltbook-socialization/society.js';
import type { Reproduction } from './reproduction.js';

const quiet = (seed = 1) => simulateEmbeddingSociety({ activitySpread: 0.8, seed });

export const moltbookSocialization: Reproduction = {
  slug: 'moltbook-socialization',
  title: 'Does Socialization Emerge in AI Agent Society? A Case Study of Moltbook',
  authors: 'Ming Li, Xirui Li, Tianyi Zhou',
  citation: 'arXiv 2602.14299, 2026',
  notebook: 'moltbook-socialization.ipynb',
  notes:
    'The posts of Moltbook are not part of this package, and the values behind the paper’s figures are not printed. What is checked is what the measures can show: each finding of the paper is set beside a null model in which agents have fixed interests and never change, and beside scripted societies in which the effect is switched on. A finding that the null model shows as well is no evidence for or against socialization; such claims are marked as mismatches where the paper reads them as more. Formula values are derived from the measures’ definitions, not printed in the paper.',
  claims: [...societyClaims, ...agentClaims, ...anchorClaims],
  figures: [
    {
      id: 'homogeneity',
      where: '§4, semantic convergence',
      finding: 'Independent posts have stable daily means and unlike single posts too.',
      figure: () => homogeneityFigure(quiet()),
    },
    {
      id: 'turnover',
      where: '§4, lexical turnover',
      finding: 'A vocabulary that never changes has births and deaths that do not fall to zero.',
      figure: ({ full }) => turnoverFigure(simulateVocabulary({ seed: 1 }), { draws: full ? 400 : 60 }),
    },
    {
      id: 'density',
      where: '§4, local density',
      finding: 'With attraction, and only then, posts gather.',
      figure: () => densityFigure(simulateEmbeddingSociety({ attraction: 0.2, seed: 1 }), { sampleSize: 120 }),
    },
    {
      id: 'drift-activity',
      where: '§5, individual drift',
      finding: 'More active agents drift less even if nobody ever changes.',
      figure: () => driftActivityFigure(quiet()),
    },
    {
      id: 'effects',
      where: '§5, pull, feedback, interaction',
      finding: 'The three effects of a society with attraction, beside their null models.',
      figure: () => effectsFigure(simulateEmbeddingSociety({ attraction: 0.1, seed: 1 })),
    },
    {
      id: 'findings-null',
      where: '§§4–6',
      finding: 'A society in which nobody changes: what is left of the findings.',
      figure: () =>
        findingsFigure(socializationReport(simulateEmbeddingSociety({ seed: 1 }), { shuffles: 20, seed: 1 })),
    },
    {
      id: 'findings-social',
      where: '§§4–6',
      finding: 'The same measures where agents move towards what they reply to.',
      figure: () =>
        findingsFigure(
          socializationReport(simulateEmbeddingSociety({ attraction: 0.1, seed: 1 }), { shuffles: 20, seed: 1 }),
        ),
    },
    {
      id: 'attraction-sweep',
      where: '§§4–5',
      finding: 'The test of single comments sees attraction first; centroids grow less stable with it.',
      figure: ({ full }) => attractionSweepFigure({ agents: full ? 400 : 100, seed: 1 }),
    },
    {
      id: 'anchors',
      where: '§6, collective anchors',
      finding: 'Leaders turn over from day to day as they do where all are equal.',
      figure: () => anchorRanksFigure(simulateEmbeddingSociety({ arrivalDays: 6, seed: 1 })),
    },
  ],
};

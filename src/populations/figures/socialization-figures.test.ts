import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import * as populations from '../index.js';

const quiet = populations.simulateEmbeddingSociety({ agents: 60, activitySpread: 0.5, seed: 3 });
const social = populations.simulateEmbeddingSociety({ agents: 60, attraction: 0.2, seed: 3 });

describe('figures of socialization', () => {
  it('draw, with a title that follows from the data', async () => {
    const figures = [
      populations.homogeneityFigure(quiet),
      populations.densityFigure(quiet, { sampleSize: 60 }),
      populations.driftActivityFigure(quiet, { shuffles: 5 }),
      populations.effectsFigure(quiet),
      populations.anchorRanksFigure(quiet, { shuffles: 3 }),
      populations.turnoverFigure(populations.simulateVocabulary({ words: 500, posts: [20, 20, 20, 20] }), {
        draws: 20,
      }),
      populations.findingsFigure(populations.socializationReport(social, { shuffles: 6 })),
    ];
    for (const drawn of figures) {
      const svg = await renderSvg(drawn);
      expect(svg).toContain('</svg>');
      expect(svg).not.toContain('NaN');
    }
    expect(figures[6].title).toMatch(/^\d of 10 findings survive/);
  });

  it('say that nothing was found where nothing is', () => {
    expect(populations.effectsFigure(populations.simulateEmbeddingSociety({ agents: 60, seed: 12 })).title).toContain(
      'None',
    );
    const sweep = populations.attractionSweepFigure({ agents: 40, attractions: [0], shuffles: 5, seed: 2 });
    expect(sweep.title).toContain('none');
  });
});

import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import { fitPowerLaw } from '../../statistics/index.js';
import {
  adoptionCurve,
  adoptionCurveFigure,
  cascadeTailFigure,
  hazardPlaneFigure,
  network,
  roleEvidence,
  roleSilhouettesFigure,
  syntheticCascades,
} from '../index.js';

describe('figures of a society', () => {
  it('says whether clusters are clearer than without roles', async () => {
    const two = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? [20 + (i % 7), 1] : [1, 20 + (i % 5)]));
    const evidence = roleEvidence(two, { to: 4 });
    const clear = roleSilhouettesFigure([{ label: 'two kinds', evidence }]);
    expect(clear.title).toBe('Clusters are clearer than without roles in “two kinds”');
    expect(await renderSvg(clear)).toContain('number of clusters');
    const unclear = roleSilhouettesFigure([{ label: 'one kind', evidence: { ...evidence, pValue: 0.4 } }]);
    expect(unclear.title).toMatch(/in none of the societies, and a silhouette of 0\.\d+ says nothing in “one kind”/);
  });

  it('says which rivals a tail is told from', async () => {
    const fit = fitPowerLaw(
      Array.from({ length: 2000 }, (_, i) => Math.ceil(10 * (1 - (i + 0.5) / 2000) ** (-1 / 1.5))),
      { xmin: 10 },
    );
    const tail = cascadeTailFigure(fit);
    expect(tail.title).toMatch(/^A tail of exponent 2\.\d+: nearer than exponential/);
    expect(await renderSvg(tail)).toContain('adopters of a cascade');
  });

  it('measures the distance of a published point', async () => {
    const plane = hazardPlaneFigure([{ hazardRatio: 0.5, concordance: 0.7, group: 'thin' }], {
      hazardRatio: 0.6,
      concordance: 0.75,
    });
    expect(plane.title).toContain('within 0.1 of');
    expect(await renderSvg(plane)).toContain('concordance');
  });

  it('compares adoption with and without influence', async () => {
    const replies = network({ nodes: 4, from: [0, 0, 1], to: [1, 2, 2] });
    const curve = adoptionCurve(replies, syntheticCascades(replies, { adopters: 2 }));
    expect(await renderSvg(adoptionCurveFigure(curve, curve))).toContain('chance to adopt');
  });
});

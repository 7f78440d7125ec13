import { describe, expect, it } from 'vitest';
import { coxRegression } from '../../statistics/index.js';
import { preferentialAttachment } from '../engine/random-contacts.js';
import { coxRiskSetRows, coxV1Rows } from '../networks/cox-rows.js';
import { network } from '../networks/network.js';
import { syntheticCascades } from '../networks/synthetic-cascades.js';
import { adoptionHazard, cascadesWithoutInfluence, randomReplies } from './index.js';

const replies = randomReplies(preferentialAttachment(300, { contacts: 4, seed: 1 }), { seed: 1 });

describe('adoptionHazard', () => {
  it('is the regression on whole risk sets when everybody is a control', () => {
    const cascades = syntheticCascades(replies, { count: 8, adopters: 40, influence: 0.4, seed: 2 });
    const { exposure } = adoptionHazard(replies, cascades, { controls: Infinity });
    const { design, time, event, start, cascade } = coxRiskSetRows(replies, cascades);
    const [reference] = coxRegression(design, { time, event, start }, { strata: cascade }).coefficients;
    expect(exposure.estimate).toBeCloseTo(reference.estimate, 8);
    expect(exposure.standardError).toBeCloseTo(reference.standardError, 8);
  });

  it('recovers planted influence from a few controls, in both directions of exposure', () => {
    for (const exposedBy of ['in', 'out'] as const) {
      const cascades = syntheticCascades(replies, { count: 60, adopters: 60, influence: 0.5, seed: 3, exposedBy });
      const { exposure } = adoptionHazard(replies, cascades, { exposedBy });
      expect(Math.abs(exposure.estimate - 0.5)).toBeLessThan(4 * exposure.standardError);
    }
  });

  it('gives the published construction on request', () => {
    const cascades = syntheticCascades(replies, { count: 30, adopters: 60, seed: 3 });
    const { design, time, event } = coxV1Rows(replies, cascades);
    const reference = coxRegression(design, { time, event });
    const published = adoptionHazard(replies, cascades, { asPublished: true });
    expect(published.rows).toBe(design.length);
    expect(published.exposure.estimate).toBeCloseTo(reference.coefficients[0].estimate, 8);
    // Nobody influences anybody.
    expect(published.exposure.ratio).toBeLessThan(0.8);
    expect(published.concordance).toBeGreaterThan(0.7);
    const right = adoptionHazard(replies, cascades);
    expect(Math.abs(right.exposure.estimate)).toBeLessThan(4 * right.exposure.standardError);
  });

  it('says what it cannot study', () => {
    expect(() => adoptionHazard(replies, [])).toThrow('cascades must hold one after the first');
    const lonely = network({ nodes: 20, from: [0], to: [1] });
    const cascade = { name: 'x', adopters: Int32Array.of(5, 6), times: Float64Array.of(0, 1) };
    expect(() => adoptionHazard(lonely, [cascade])).toThrow('network must expose some agents more than others');
    expect(() => adoptionHazard(replies, [cascade], { controls: 0 })).toThrow('controls');
  });
});

describe('cascadesWithoutInfluence', () => {
  it('keeps sizes and times, draws by activity and draws nobody twice', () => {
    const activity = Float64Array.from({ length: 50 }, (_, i) => (i < 10 ? 10 : 1));
    const cascade = {
      name: 'x',
      adopters: Int32Array.from({ length: 45 }, (_, i) => i),
      times: Float64Array.from({ length: 45 }, (_, i) => i),
    };
    const drawn = cascadesWithoutInfluence(
      Array.from({ length: 400 }, () => cascade),
      activity,
      { seed: 1 },
    );
    for (const { adopters, times } of drawn) {
      expect(new Set(adopters).size).toBe(45);
      expect(times).toBe(cascade.times);
    }
    // The first of each comes from the ten with a chance of 100/140.
    const first = drawn.filter(({ adopters }) => adopters[0] < 10).length / 400;
    expect(Math.abs(first - 100 / 140)).toBeLessThan(4 * Math.sqrt(((100 / 140) * (40 / 140)) / 400));
  });
});

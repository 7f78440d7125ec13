import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import {
  archetypeFigure,
  calibrationFigure,
  epidemicFigure,
  finalSize,
  finalSizeFigure,
  gradientBiasFigure,
  infectivityFigure,
  mixingEpidemic,
  sirChain,
  sirOde,
} from '../index.js';

const estimate = (value: number) => ({
  estimate: value,
  standardError: 0.1,
  interval: { lower: value - 0.2, upper: value + 0.2, level: 0.95 },
  n: 10,
  method: 'made up',
});

describe('figures of populations', () => {
  it('of an epidemic say which mean field the agents follow', async () => {
    const rates = { transmission: 0.3, recovery: 0.1 };
    const runs = [1, 2, 3].map((seed) =>
      mixingEpidemic(1e6, { ...rates, initial: 1e4, steps: 60, method: 'binomial', seed }),
    );
    const chain = sirChain({ ...rates, infectious: 0.01, steps: 60 });
    const ode = sirOde({ ...rates, infectious: 0.01, to: 60 });
    const drawn = epidemicFigure({ runs, chain, ode });
    expect(drawn.title).toContain('1,000,000 agents follow the daily chain');
    expect(await renderSvg(drawn)).toContain('infectious (% of agents)');
    // Runs that follow the equation instead are not said to follow the chain.
    const size = 1000;
    const fake = { ...runs[0], size, infectious: ode.infectious.map((i) => size * i) };
    expect(epidemicFigure({ runs: [fake, fake], chain, ode }).title).toContain('off the daily chain');
    expect(() => epidemicFigure({ runs: [runs[0]], chain, ode })).toThrow('runs.length');
    expect(() => epidemicFigure({ runs, chain: sirChain({ ...rates, infectious: 0.01, steps: 61 }), ode })).toThrow(
      'equal 62',
    );
  });

  it('of final sizes say how far from the law they are', async () => {
    const off = finalSize(2, { susceptible: 0.99, infectious: 0.01 }) - 0.015;
    const drawn = finalSizeFigure([{ reproduction: 2, sizes: [off] }], { infectious: 0.01 });
    expect(drawn.title).toContain('1.5 points');
    expect(await renderSvg(drawn)).toContain('reproduction number');
  });

  it('of infectivity say how many successors there are', async () => {
    expect(infectivityFigure().title).toContain('2.38 successors');
    expect(infectivityFigure({ reproduction: 2 }).title).toContain('R = 2 means 1 successors');
    expect(await renderSvg(infectivityFigure())).toContain('exposed');
  });

  it('of a calibration count the intervals that hold', async () => {
    const drawn = calibrationFigure([estimate(1), estimate(2)], { truth: [1.1, 2.5] });
    expect(drawn.title).toBe('1 of 2 intervals hold the true value; the largest error is 0.5');
    expect(await renderSvg(drawn)).toContain('week');
    expect(() => calibrationFigure([estimate(1)], { truth: [1, 2] })).toThrow('truth.length');
  });

  it('of gradients and archetypes give the errors in their titles', async () => {
    const line = gradientBiasFigure({ value: (x) => x, slope: () => 1 }, { label: 'x', draws: 100 });
    expect(line.title).toBe('For f = x the bias is at most 0 straight-through, 0 half-weight, 0 score');
    expect(await renderSvg(line)).toContain('bias');
    const own = Float64Array.from({ length: 400 }, (_, i) => (i + 0.5) / 400);
    const drawn = archetypeFigure(own, { samples: [10], groups: [1, 4] });
    // √(1/192 + (1/6 + 1/192 … )/10): variance within four groups 1/192, mean of p̄(1 − p̄) 0.171875.
    expect(drawn.title).toBe('With 4 archetypes of 10 answers the error is 0.15');
    expect(await renderSvg(drawn)).toContain('archetypes');
    expect(() => archetypeFigure(own, { samples: [], groups: [1, 2] })).toThrow('samples.length');
  });
});

import type { Strategy } from '../strategy.js';
import { zeroDeterminantStrategy } from '../zero-determinant.js';

const stewartPlotkin = 'Stewart & Plotkin (2012)';

/** Strategies that enforce a linear relation between payoffs. */
export const zeroDeterminantFamily = {
  ZDExtort2: zeroDeterminantStrategy(
    { phi: 1 / 9, slope: 1 / 2, baseline: 'P' },
    { name: 'ZD-Extort-2', description: 'Takes twice as much above P as it leaves.', source: stewartPlotkin },
  ),
  ZDExtort2v2: zeroDeterminantStrategy(
    { phi: 1 / 8, slope: 1 / 2, baseline: 1 },
    { name: 'ZD-Extort-2 v2', description: 'Extort-2 with a larger φ.', source: 'Kuhn (2017)' },
  ),
  ZDExtort3: zeroDeterminantStrategy(
    { phi: 3 / 26, slope: 1 / 3, baseline: 1 },
    {
      name: 'ZD-Extort3',
      description: 'Takes three times as much above 1 as it leaves.',
      source: 'Press & Dyson (2012)',
    },
  ),
  ZDExtort4: zeroDeterminantStrategy(
    { phi: 4 / 17, slope: 1 / 4, baseline: 1 },
    {
      name: 'ZD-Extort-4',
      description: 'Takes four times as much above 1 as it leaves.',
      source: 'Harper, Axelrod library',
    },
  ),
  ZDExtortion: zeroDeterminantStrategy(
    { phi: 0.2, slope: 0.1, baseline: 1 },
    { name: 'ZD-Extortion', description: 'Takes ten times as much above 1 as it leaves.', source: 'Roemheld (2013)' },
  ),
  ZDGTFT2: zeroDeterminantStrategy(
    { phi: 1 / 4, slope: 1 / 2, baseline: 'R' },
    {
      name: 'ZD-GTFT-2',
      description: 'Bears twice the loss below R that it leaves to the other.',
      source: stewartPlotkin,
    },
  ),
  ZDGen2: zeroDeterminantStrategy(
    { phi: 1 / 8, slope: 1 / 2, baseline: 3 },
    { name: 'ZD-GEN-2', description: 'Generous with baseline 3.', source: 'Kuhn (2017)' },
  ),
  ZDSet2: zeroDeterminantStrategy(
    { phi: 1 / 4, slope: 0, baseline: 2 },
    { name: 'ZD-SET-2', description: 'Pins the payoff of the other at 2.', source: 'Kuhn (2017)' },
  ),
  ZDMischief: zeroDeterminantStrategy(
    { phi: 0.1, slope: 0, baseline: 1 },
    { name: 'ZD-Mischief', description: 'Pins the payoff of the other at 1.', source: 'Roemheld (2013)' },
  ),
} as const satisfies Record<string, Strategy>;

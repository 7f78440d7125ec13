import { logHurwitzZeta } from '../../numerics/index.js';
import type { Claim } from '../reproduction.js';

const claim = (options: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Do the published numbers fit together?',
  kind: 'dataset',
  ...options,
});

/** Printed in the abstract. */
const CASCADES = 10_323;
const COLLABORATIONS = 164;

export const publishedClaims: readonly Claim[] = [
  claim({
    id: 'effect-size-one-sample',
    where: 'd = −0.88, t = −11.21, n = 164',
    statement: 'The effect size is that of a one-sample test, t/√n',
    published: -0.88,
    tolerance: 0.005,
    compute: () => -11.21 / Math.sqrt(COLLABORATIONS),
    why: 'Half a unit of the last digit. The collaborations were compared with a constant, not with another sample.',
  }),
  claim({
    id: 'effect-size-two-samples',
    where: 'd = −0.88, t = −11.21, n = 164',
    statement: 'The effect size is that of two samples of 164, t √(2/n)',
    published: -0.88,
    tolerance: 0.005,
    compute: () => -11.21 * Math.sqrt(2 / COLLABORATIONS),
    why: 'What “worse than a single-agent baseline” suggests. With as many baseline threads d would be −1.24: there were none, or the baseline’s own spread was left out.',
    expected: 'fails',
  }),
  claim({
    id: 'success-count',
    where: '6.7 % of 164 collaborations succeed',
    statement: 'The share is one of a whole number of collaborations',
    published: 6.7,
    tolerance: 0.05,
    compute: () => {
      const successes = Math.round((6.7 * COLLABORATIONS) / 100);
      return { value: (100 * successes) / COLLABORATIONS, detail: `${successes} of ${COLLABORATIONS}` };
    },
    why: 'Eleven. One more or less would print as 7.3 or 6.1 %.',
  }),
  claim({
    id: 'cascades-at-the-cap',
    where: '10,323 cascades; released code',
    statement: 'The number of cascades measures the archive',
    published: null,
    compute: () => ({
      value: Math.min(CASCADES, 10_000) / CASCADES,
      detail: `${CASCADES - 10_000} cascades are left for skills and behaviours`,
    }),
    holds: (share) => share < 0.5,
    why: 'Share of the count that is explained by the code’s constant: at most the 10,000 largest phrases are kept. 10,323 is the cap and 323 more: a larger archive or a lower threshold would have given (almost) the same number.',
    expected: 'fails',
  }),
  claim({
    id: 'tail-implied',
    where: 'α = 2.57 ± 0.02',
    statement: 'An error of 0.02 takes a tail of some six thousand cascades',
    published: null,
    compute: () => ({ value: ((2.57 - 1) / 0.02) ** 2, detail: 'σ = (α − 1)/√n, solved for n' }),
    holds: (n) => n > 0.3 * CASCADES && n < CASCADES,
    why: 'Less than all cascades, as it must be; rounding of the error leaves 3,900 to 11,000.',
  }),
  claim({
    id: 'tail-implied-discrete',
    where: 'α = 2.57 ± 0.02',
    statement: 'The exact information of counts from 10 on says the same',
    published: ((2.57 - 1) / 0.02) ** 2,
    tolerance: 60,
    compute: () => 1 / (0.02 ** 2 * logHurwitzZeta(2.57, 10).curvature),
    why: 'n = 1/(σ² ∂² log ζ(α, 10)), with 10 the least size that the code keeps; within one per cent of the continuous formula.',
  }),
  claim({
    id: 'effective-roles',
    where: 'six roles, 93.5 % in one',
    statement: 'Agents differentiate into roles: more than two are in effect',
    published: null,
    compute: () => {
      const [large, rest] = [0.935, 0.065 / 5];
      return Math.exp(-large * Math.log(large) - 5 * rest * Math.log(rest));
    },
    holds: (roles) => roles > 2,
    why: 'Largest possible exponential of the entropy when one of six roles has 93.5 %: the other five alike. With six labels, there are fewer than one and a half roles.',
    expected: 'fails',
  }),
];

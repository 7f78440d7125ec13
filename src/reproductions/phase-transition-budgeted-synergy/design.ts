import {
  amplification,
  correlatedMajorityMap,
  criticalFidelity,
  designMessageLength,
  diagnose,
  fidelityAt,
  largestFanIn,
  majorityMap,
  organizationExponent,
  type FidelityCurve,
} from '../../organization/index.js';
import { logBeta } from '../../numerics/index.js';
import type { Claim } from '../reproduction.js';
import { largest, odd, spaced } from './extremes.js';
import { layers } from './layers.js';

const design = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Context window and diagnostics',
  ...claim,
});

const curves: readonly FidelityCurve[] = [
  { family: 'hyperbolic', ceiling: 0.95, length: 40 },
  { family: 'saturatingExponential', ceiling: 0.9, length: 100 },
  { family: 'powerGap', length: 5, power: 0.7 },
];

export const designClaims: readonly Claim[] = [
  design({
    id: 'window-trade-off',
    where: 'Section 5 (message length under a window)',
    statement: 'In windows of 2,000 tokens and more the best message is neither the shortest nor the longest',
    published: null,
    compute: () =>
      Math.min(
        ...curves.flatMap((fidelityCurve) =>
          [2000, 8000].map((window) => {
            const best = designMessageLength({ window, fidelityCurve, correlation: 0.1 }).exponent ?? NaN;
            const ends = [6, Math.floor(window / 3)].map((messageLength) =>
              filled(window, messageLength, fidelityCurve),
            );
            return best - Math.max(...ends);
          }),
        ),
      ),
    holds: (lead) => lead > 0.01,
    why: 'Smallest lead of the best exponent over those of messages of 6 tokens and of a third of the window, for three fidelity curves and windows of 2,000 and 8,000 tokens at ρ = 0.1. Short messages lose fidelity, long ones fan-in; in 500 tokens one of the curves rises so slowly that its longest message is best.',
  }),
  design({
    id: 'window-search-is-exact',
    where: 'Section 5 (message length under a window)',
    statement: 'No whole message length and odd fan-in that fit are better than the design',
    published: null,
    compute: () =>
      largest(
        curves.flatMap((fidelityCurve) =>
          [9, 60, 400].map((window) => {
            let best = -Infinity;
            for (let messageLength = 1; messageLength <= window / 3; messageLength++) {
              const fidelity = fidelityAt(fidelityCurve, messageLength);
              for (const fanIn of odd(3, window / messageLength)) {
                best = Math.max(best, organizationExponent({ fanIn, fidelity, correlation: 0.1 }));
              }
            }
            return best - (designMessageLength({ window, fidelityCurve, correlation: 0.1 }).exponent ?? NaN);
          }),
        ),
      ),
    holds: (excess) => Math.abs(excess) < 1e-12,
    why: 'Largest excess of a search of every pair (m, b) with bm ≤ W over the design, for three curves and three windows.',
  }),
  design({
    id: 'wider-window-helps',
    where: 'Section 5 (context window)',
    statement: 'A wider window never lowers the best exponent',
    published: null,
    compute: () =>
      largest(
        curves.flatMap((fidelityCurve) => {
          const best = spaced(30, 3000, 100).map(
            (window) => designMessageLength({ window, fidelityCurve, correlation: 0.1 }).exponent ?? NaN,
          );
          return best.slice(1).map((exponent, i) => best[i] - exponent);
        }),
      ),
    holds: (fall) => fall <= 0,
    why: 'Largest fall of the best exponent between neighbouring windows, 30 to 3,000 tokens in steps of 30, for three curves: whatever fits a window fits a wider one.',
  }),
  design({
    id: 'window-too-small',
    where: 'Section 2 (context window)',
    statement: 'A window below three messages makes a tree of votes infeasible',
    published: null,
    compute: () => {
      const feasible = spaced(10, 600, 60).filter(
        (messageLength) => largestFanIn({ window: 600, messageLength }) !== null,
      );
      return { value: Math.max(...feasible), detail: 'longest message with a majority of three in 600 tokens' };
    },
    holds: (messageLength) => messageLength === 200,
    why: 'b ≤ ⌊W/m⌋, odd and at least 3. Message lengths from 10 to 600 tokens in tens.',
  }),
  design({
    id: 'more-context-more-gain',
    where: 'Section 5 (context limit)',
    statement: 'At a fixed channel every wider majority amplifies more',
    published: null,
    compute: () =>
      largest(
        [0, 0.2, 0.8].flatMap((correlation) =>
          [...odd(3, 199)].map(
            (fanIn) =>
              amplification({ fanIn, fidelity: 0.6, correlation }) -
              amplification({ fanIn: fanIn + 2, fidelity: 0.6, correlation }),
          ),
        ),
      ),
    holds: (fall) => fall < 0,
    why: 'Largest α(b) − α(b + 2) over odd b ≤ 199 and three correlations: with γ given, only the window limits fan-in.',
  }),
  design({
    id: 'margins-reach-the-surface',
    where: 'Section 5 (design diagnostics)',
    statement: 'Moved by its margin in γ or ρ a tree is exactly critical',
    published: null,
    compute: () =>
      largest(
        [...layers()].flatMap((layer) => {
          const { margins } = diagnose(layer);
          const fidelity = layer.fidelity - margins.fidelity;
          const moved = [{ ...layer, fidelity }];
          if (margins.correlation !== null)
            moved.push({ ...layer, correlation: layer.correlation + margins.correlation });
          return moved
            .filter(({ fidelity: γ, correlation: ρ }) => γ <= 1 && ρ >= 0 && ρ <= 1)
            .map((at) => Math.abs(amplification(at) - 1));
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest |α − 1| after either move, over the grid of 240 layers; moves to where there is no layer are left out.',
  }),
  design({
    id: 'subcritical-is-communication',
    where: 'Section 5 (subcritical cascades)',
    statement: 'Any tree that washes out with ρ < 1 is cured by a channel that is clear enough',
    published: null,
    compute: () =>
      largest(
        [...layers()]
          .filter(({ correlation }) => correlation < 1)
          .map(({ fanIn, correlation }) => criticalFidelity({ fanIn, correlation })),
      ),
    holds: (fidelity) => fidelity < 1,
    why: 'Largest γ_{c} over the grid with ρ < 1: f_{b}′(0) > 1, so 1/(ρ + (1 − ρ)f_{b}′(0)) is below 1.',
  }),
];

const extension = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Beyond the paper: ties and other dependence',
  ...claim,
});

export const extensionClaims: readonly Claim[] = [
  ...[4, 6].map((fanIn) =>
    extension({
      id: `coin-${fanIn}`,
      where: 'extends Section 4 to even fan-in',
      statement: `With a coin for ties f_{${fanIn}} = f_{${fanIn - 1}}`,
      published: null,
      compute: () =>
        largest(spaced(0, 1, 201).map((u) => Math.abs(majorityWithCoin(fanIn, u) - majorityMap(fanIn - 1, u)))),
      holds: (gap) => gap < 1e-14,
      why: `Largest difference at 201 biases between the odd majority and a count of all 2^{${fanIn}} patterns of votes in which a tie counts one half: the last vote of an even number never matters on average.`,
    }),
  ),
  extension({
    id: 'shared-correlation',
    where: 'Section 2 (shared-error correlation)',
    statement: 'Two votes of the shared mixture have correlation ρ at every bias',
    published: null,
    compute: () =>
      largest(
        spaced(0, 1, 11).flatMap((correlation) =>
          spaced(0.05, 0.95, 19).map((u) => {
            const triple = 3 * u - 2 * correlatedMajorityMap({ fanIn: 3, correlation }, u);
            return Math.abs((triple / u - u ** 2) / (1 - u ** 2) - correlation);
          }),
        ),
      ),
    holds: (gap) => gap < 1e-10,
    why: 'Cov = ρ(1 − u²) and Var = 1 − u². For votes that are copies or independent E[x₁x₂x₃] = uE[x₁x₂], and the majority of three is (3u − E[x₁x₂x₃])/2, which yields the pair correlation from Polity’s own map; eleven correlations, nineteen biases.',
  }),
  extension({
    id: 'beta-binomial-by-counting',
    where: 'extends Section 4 to another dependence',
    statement: 'The majority of a Beta mixture is what its distribution of counts gives',
    published: null,
    compute: () =>
      largest(
        [3, 5, 9].flatMap((fanIn) =>
          [0.05, 0.3, 0.7].flatMap((correlation) =>
            spaced(0.05, 0.95, 10).map((u) => {
              const map = correlatedMajorityMap({ fanIn, correlation, dependence: 'betaBinomial' }, u);
              return Math.abs(map - betaBinomialMajority(fanIn, correlation, u));
            }),
          ),
        ),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest difference to the sum of Beta-binomial probabilities of more than b/2 right votes, C(b, k) B(k + p t, b − k + (1 − p) t)/B(pt, (1 − p)t) with t = 1/ρ − 1.',
  }),
  extension({
    id: 'more-than-correlation',
    where: 'extends Section 4 to another dependence',
    statement: 'α depends on more than ρ: at the same pairwise correlation a Beta mixture amplifies less',
    published: null,
    compute: () => {
      const differences = [3, 5, 9].flatMap((fanIn) =>
        [0.05, 0.1, 0.3, 0.6].map((correlation) => {
          const [shared, mixed] = (['shared', 'betaBinomial'] as const).map((dependence) =>
            amplification({ fanIn, fidelity: 0.9, correlation, dependence }),
          );
          return shared - mixed;
        }),
      );
      return {
        value: Math.min(...differences),
        detail: `α lower by ${Math.min(...differences).toFixed(3)} to ${Math.max(...differences).toFixed(3)}`,
      };
    },
    holds: (difference) => difference > 0.01,
    why: 'Smallest α_{shared} − α_{Beta} at γ = 0.9 over b = 3, 5, 9 and four correlations. Shared failures leave the other rounds fully independent, a Beta mixture tilts all of them: the ρ of a log is not enough to know the phase.',
  }),
];

/** s when the window is filled with messages of this length. */
function filled(window: number, messageLength: number, curve: FidelityCurve): number {
  const fanIn = largestFanIn({ window, messageLength }) ?? NaN;
  return organizationExponent({ fanIn, fidelity: fidelityAt(curve, messageLength), correlation: 0.1 });
}

function majorityWithCoin(votes: number, bias: number): number {
  const right = (1 + bias) / 2;
  let sum = 0;
  for (let pattern = 0; pattern < 2 ** votes; pattern++) {
    let agree = 0;
    for (let bits = pattern; bits > 0; bits >>= 1) agree += bits & 1;
    sum += right ** agree * (1 - right) ** (votes - agree) * Math.sign(2 * agree - votes);
  }
  return sum;
}

function betaBinomialMajority(votes: number, correlation: number, bias: number): number {
  const strength = 1 / correlation - 1;
  const [a, b] = [((1 + bias) / 2) * strength, ((1 - bias) / 2) * strength];
  let [sum, ways] = [0, 1];
  for (let right = 0; right <= votes; right++) {
    sum += Math.sign(2 * right - votes) * ways * Math.exp(logBeta(right + a, votes - right + b) - logBeta(a, b));
    ways = (ways * (votes - right)) / (right + 1);
  }
  return sum;
}

import {
  banzhaf,
  banzhafInteractions,
  coalitionLabel,
  coalitionSize,
  faithBanzhaf,
  faithShap,
  isBalanced,
  isConvex,
  isMonotone,
  kSII,
  leastCore,
  leaveOneOut,
  moebius,
  nucleolus,
  shapley,
  shapleyInteractions,
  shapleyTaylor,
  soloValue,
  type DenseGame,
  type Interactions,
} from '../../attribution/index.js';
import { randomStream } from '../../foundation/index.js';
import type { Claim } from '../reproduction.js';
import { measuredGame } from './data.js';
import {
  cardinalIndex,
  choose,
  closestPolynomial,
  derivative,
  largestDifference,
  masksUpTo,
  shapleyByOrders,
  taylorByOrders,
} from './definitions.js';

const where = 'Public logs, glm-4-air in shopping';

const measured = (claim: Omit<Claim, 'topic' | 'kind' | 'where'> & { readonly where?: string }): Claim => ({
  topic: 'A real game of sixteen coalitions',
  kind: 'dataset',
  where,
  ...claim,
});

/** A claim that an index of the library is what its definition gives on the measured game. */
const asDefined = (
  id: string,
  statement: string,
  difference: (game: DenseGame) => number,
  why: string,
  tolerance = 1e-14,
): Claim =>
  measured({
    id,
    statement,
    published: null,
    compute: async () => difference(await measuredGame()),
    holds: (largest) => largest < tolerance,
    why,
  });

const printed = [
  ['planning', 0.106],
  ['reasoning', 0.077],
  ['action', -0.059],
  ['reflection', -0.011],
] as const;

export const measuredGameClaims: readonly Claim[] = [
  ...printed.map(([slot, value], i) =>
    measured({
      id: `shapley-${slot}`,
      where: 'Main table, shopping, glm-4-air, against the public logs',
      statement: `The Shapley value of ${slot} follows from the sixteen logged rewards`,
      published: value,
      tolerance: 0.0005,
      compute: async () => shapley(await measuredGame()).values[i],
      why: 'Printed to three decimals. This is the one row of the table that can be recomputed from what is public.',
    }),
  ),
  measured({
    id: 'gain-of-the-log',
    where: 'Main table, shopping, glm-4-air, against the public logs',
    statement: 'So does its gain, in points',
    published: 11.2,
    tolerance: 0.05,
    compute: async () => 100 * shapley(await measuredGame()).total,
    why: 'Shopping rows are rounded to 0.1 points.',
  }),
  asDefined(
    'shapley-by-orders',
    'The Shapley value is the mean marginal contribution over all 24 orders of arrival',
    (game) => largestDifference(shapley(game).values, shapleyByOrders(game)),
    'Every order is walked.',
  ),
  asDefined(
    'banzhaf-by-definition',
    'The Banzhaf value is the mean marginal contribution over all coalitions of the others',
    (game) =>
      largestDifference(
        banzhaf(game).values,
        game.players.map((_, i) => cardinalIndex(game, 1 << i, () => 1 / 8)),
      ),
    'Eight contributions for each slot, summed one by one.',
  ),
  asDefined(
    'leave-one-out-and-solo',
    'Leave-one-out and solo values are the last and the first step of the lattice',
    (game) =>
      Math.max(
        largestDifference(
          leaveOneOut(game).values,
          [14, 13, 11, 7].map((rest) => game.values[15] - game.values[rest]),
        ),
        largestDifference(
          soloValue(game).values,
          [1, 2, 4, 8].map((alone) => game.values[alone] - game.values[0]),
        ),
      ),
    'Read off the table of sixteen values.',
  ),
  asDefined(
    'moebius-by-inclusion-exclusion',
    'Möbius coefficients by inclusion and exclusion',
    (game) => differenceOf(moebius(game), (mask) => derivative(game.values, mask, 0)),
    'All sixteen, each as the signed sum over its subsets.',
  ),
  asDefined(
    'sii-by-definition',
    'Shapley interactions of pairs and triples by their definition',
    (game) =>
      differenceOf(shapleyInteractions(game, { order: 3 }), (mask) => {
        const t = coalitionSize(mask);
        return cardinalIndex(game, mask, (s) => 1 / ((4 - t + 1) * choose(4 - t, s)));
      }),
    'Σ Δ_{T} v(S)/((n − t + 1) C(n − t, s)) over all coalitions of the others.',
  ),
  asDefined(
    'bii-by-definition',
    'Banzhaf interactions by their definition',
    (game) =>
      differenceOf(banzhafInteractions(game, { order: 3 }), (mask) =>
        cardinalIndex(game, mask, () => 2 ** -(4 - coalitionSize(mask))),
      ),
    'The mean of Δ_{T} v(S) over all coalitions of the others.',
  ),
  asDefined(
    'stii-by-orders',
    'Shapley–Taylor values of order 2 as a mean over orders of arrival',
    (game) =>
      differenceOf(shapleyTaylor(game), (mask) =>
        coalitionSize(mask) === 2 ? taylorByOrders(game, mask) : derivative(game.values, mask, 0),
      ),
    'For pairs, Δ_{T} at those who came before the first of the pair, over all 24 orders; for single slots the Möbius coefficient.',
  ),
  asDefined(
    'ksii-by-hand',
    '2-SII: the Shapley interactions of pairs, half of which each slot gives up',
    (game) => {
      const sii = shapleyInteractions(game);
      return differenceOf(kSII(game), (mask) => {
        if (coalitionSize(mask) === 2) return sii.get(mask);
        const pairs = [1, 2, 4, 8].filter((other) => other !== mask).map((other) => sii.get(mask | other));
        return sii.get(mask) - pairs.reduce((sum, value) => sum + value, 0) / 2;
      });
    },
    'The Bernoulli number B₁ = −1/2 spelled out.',
  ),
  asDefined(
    'fsii-by-least-squares',
    'Faith-SHAP of order 2 is the closest quadratic polynomial, exact at ∅ and N',
    (game) => {
      const terms = masksUpTo(2, 4);
      const solution = closestPolynomial(game, terms, (s) => 1 / (3 * choose(2, s - 1)), [0, 15]);
      return differenceOf(faithShap(game), (mask) => solution[terms.indexOf(mask)]);
    },
    'Weighted least squares over the 14 other coalitions with two constraints, by the normal equations: no Möbius coefficient is used.',
    1e-13,
  ),
  asDefined(
    'fbii-by-least-squares',
    'Faith-Banzhaf of order 2 is the closest quadratic polynomial without conditions',
    (game) => {
      const terms = masksUpTo(2, 4);
      const solution = closestPolynomial(game, terms, () => 1);
      return differenceOf(faithBanzhaf(game), (mask) => solution[terms.indexOf(mask)]);
    },
    'Plain least squares over the 16 coalitions, by the normal equations; the intercept counts.',
    1e-13,
  ),
  measured({
    id: 'efficient-interactions',
    statement: 'Shapley–Taylor, 2-SII and Faith-SHAP share out the gain; Faith-Banzhaf does not',
    published: null,
    compute: async () => {
      const game = await measuredGame();
      const [own, other] = [[shapleyTaylor(game), kSII(game), faithShap(game)], faithBanzhaf(game)];
      const largest = Math.max(...own.map(({ efficiencyGap }) => Math.abs(efficiencyGap)));
      return {
        value: Math.abs(other.efficiencyGap) - largest,
        detail: `largest gap of the three: ${largest.toExponential(1)}`,
      };
    },
    holds: (difference) => difference > 1e-3,
    why: 'The efficiency gap of Faith-Banzhaf less the largest of the other three.',
  }),
  measured({
    id: 'core-empty',
    statement: 'No division of the gain satisfies every coalition: the core is empty',
    published: null,
    compute: async () => {
      const { epsilon } = await leastCore(await measuredGame());
      return { value: epsilon, detail: 'ε* of the least core' };
    },
    holds: (epsilon) => epsilon > 0,
    why: 'Some coalitions earn more than the whole agent; every slot set could be asked to give up at least ε*.',
  }),
  measured({
    id: 'core-empty-certified',
    statement: 'ε* is certified from both sides',
    published: null,
    compute: async () => {
      const game = await measuredGame();
      const { epsilon, allocation } = await leastCore(game);
      const { objection } = await isBalanced(game);
      const excess = (mask: number) =>
        game.values[mask] -
        game.values[0] -
        game.players.reduce((x, _, i) => x + (mask & (1 << i) ? allocation.values[i] : 0), 0);
      const above = Math.max(...Array.from({ length: 14 }, (_, k) => excess(k + 1)));
      // Any balanced weights λ bound every ε from below by (Σ λ v − v(N))/Σ λ.
      const weights = objection ?? [];
      const total = weights.reduce((sum, { weight }) => sum + weight, 0);
      const worth = weights.reduce(
        (sum, { weight, coalition }) => sum + weight * (game.worthOf(coalition) - game.values[0]),
        0,
      );
      const below = (worth - (game.values[15] - game.values[0])) / total;
      const balance = game.players.map((name) =>
        weights.reduce((sum, { weight, coalition }) => sum + (coalition.includes(name) ? weight : 0), 0),
      );
      return {
        value: Math.max(Math.abs(above - epsilon), Math.abs(below - epsilon), largestDifference(balance, [1, 1, 1, 1])),
        detail: `ε* = ${epsilon.toFixed(5)}, objectors ${weights.map(({ coalition }) => `{${coalition.join('')}}`).join(' ')}`,
      };
    },
    holds: (difference) => difference < 1e-12,
    why: 'An allocation whose largest excess is ε*, and balanced weights that no allocation can beat: by duality both together prove it, whatever solved the program.',
  }),
  measured({
    id: 'nucleolus-unbeaten',
    statement: 'No other division has lexicographically smaller excesses than the nucleolus',
    published: null,
    compute: async () => {
      const game = await measuredGame();
      const { allocation } = await nucleolus(game);
      const own = sortedExcesses(game, allocation.values);
      const random = randomStream(0);
      let better = 0;
      for (let k = 0; k < 6000; k++) {
        const direction = Float64Array.from({ length: 4 }, () => random.normal());
        const mean = direction.reduce((sum, value) => sum + value, 0) / 4;
        const step = 10 ** -(1 + (k % 5));
        const other = allocation.values.map((value, i) => value + step * (direction[i] - mean));
        if (isSmaller(sortedExcesses(game, other), own)) better++;
      }
      return { value: better, detail: Array.from(allocation.values, (value) => value.toFixed(6)).join(', ') };
    },
    holds: (better) => better === 0,
    why: '6,000 efficient divisions around it, at distances from 0.00001 to 0.1: how many are better.',
  }),
  measured({
    id: 'not-convex',
    statement: 'The game is not convex, nor monotone: better modules need not help',
    published: null,
    compute: async () => {
      const game = await measuredGame();
      let margin = Infinity;
      for (let s = 0; s < 16; s++) {
        for (let t = 0; t < 16; t++) {
          margin = Math.min(margin, game.values[s | t] + game.values[s & t] - game.values[s] - game.values[t]);
        }
      }
      const agree = !isConvex(game).holds && !isMonotone(game).holds;
      return { value: agree ? margin : NaN, detail: 'smallest v(S∪T) + v(S∩T) − v(S) − v(T) over all 256 pairs' };
    },
    holds: (margin) => margin < 0,
    why: 'Every pair of coalitions is tried; the library tests only pairs that differ by one slot each, and has to agree.',
  }),
  measured({
    id: 'best-without-the-better-actor',
    statement: 'The best agent is the one that keeps the default action module',
    published: null,
    compute: async () => {
      const { values, players } = await measuredGame();
      const best = values.indexOf(Math.max(...values));
      return {
        value: best,
        detail: `${coalitionLabel(players, best)} earns ${values[best].toFixed(4)}, the whole ${values[15].toFixed(4)}`,
      };
    },
    holds: (best) => best === 0b1011,
    why: 'Bit mask of the coalition with the largest reward: P, R and F.',
  }),
  measured({
    id: 'action-hurts-by-every-index',
    statement: 'The tested action module hurts, whichever value is asked',
    published: null,
    compute: async () => {
      const game = await measuredGame();
      return Math.max(...[shapley, banzhaf, leaveOneOut, soloValue].map((index) => index(game).values[2]));
    },
    holds: (largest) => largest < 0,
    why: 'The largest of its Shapley, Banzhaf, leave-one-out and solo values.',
  }),
  measured({
    id: 'planning-helps-action',
    statement: 'Planning and action are the strongest complements, by every index of pairs',
    published: null,
    compute: async () => {
      const found = await pairIndices();
      return found.filter((index) => largestPair(index, 1) === 'PA').length;
    },
    holds: (count) => count === 6,
    why: 'Of SII, BII, Shapley–Taylor, 2-SII, Faith-SHAP and Faith-Banzhaf: how many have their largest pair there.',
  }),
  measured({
    id: 'reasoning-against-action',
    statement: 'Reasoning and action are the strongest substitutes, by every index of pairs',
    published: null,
    compute: async () => {
      const found = await pairIndices();
      return found.filter((index) => largestPair(index, -1) === 'RA').length;
    },
    holds: (count) => count === 6,
    why: 'Of the same six, how many have their smallest pair there.',
  }),
];

async function pairIndices(): Promise<Interactions[]> {
  const game = await measuredGame();
  return [shapleyInteractions, banzhafInteractions, shapleyTaylor, kSII, faithShap, faithBanzhaf].map((index) =>
    index(game, { order: 2 }),
  );
}

function largestPair(interactions: Interactions, sign: number): string {
  const [first, ...others] = interactions.ofOrder(2);
  return others.reduce((best, pair) => (sign * pair.value > sign * best.value ? pair : best), first).coalition.join('');
}

/** The largest difference between an index and its definition, over every coalition the index has. */
function differenceOf(interactions: Interactions, definition: (mask: number) => number): number {
  return Math.max(...[...interactions].map(({ mask, value }) => Math.abs(value - definition(mask))));
}

/** Excesses of the 14 proper coalitions, the largest first. */
function sortedExcesses({ values, players }: DenseGame, x: ArrayLike<number>): number[] {
  const excesses = Array.from({ length: 14 }, (_, k) => {
    const share = players.reduce((sum, _name, i) => sum + ((k + 1) & (1 << i) ? x[i] : 0), 0);
    return values[k + 1] - values[0] - share;
  });
  return excesses.sort((a, b) => b - a);
}

/** Whether a is lexicographically smaller than b, beyond rounding. */
function isSmaller(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (Math.abs(a[i] - b[i]) > 1e-12) return a[i] < b[i];
  return false;
}

import {
  allocate,
  budgetThreshold,
  iterateTree,
  leafBias,
  optimalOrganization,
  organizationExponent,
  overheadPerLeaf,
  synergyExists,
  synergyWindow,
  type ScalingLaw,
} from '../../organization/index.js';
import { findRoot, minimizeScalar } from '../../numerics/index.js';
import type { Claim } from '../reproduction.js';
import { largest, spaced } from './extremes.js';

const budget = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Budgeted synergy',
  ...claim,
});

/** Exponent s, exponent β, overhead c₀, and what they imply: x*, B_thr with its decimals. */
const laws = [
  { exponent: 0.3, beta: 0.2, overhead: 100, compute: 200, threshold: 675, within: 1e-9 },
  { exponent: 0.25, beta: 0.1, overhead: 50, compute: 33.3333, threshold: 153.5013124, within: 5e-8 },
  { exponent: 0.39, beta: 0.3, overhead: 10, compute: 33.3333, threshold: 103.9042404, within: 5e-8 },
] as const;

/** A grid of laws in which a tree gains on a single agent. */
function* synergies(): Generator<ScalingLaw> {
  for (const beta of [0.05, 0.1, 0.2, 0.3]) {
    for (const gap of [0.02, 0.05, 0.1, 0.2]) {
      for (const overhead of [1, 100, 5000]) yield { exponent: beta + gap, beta, overhead };
    }
  }
}

const agents = { fanIn: 5, fidelity: 0.9, correlation: 0.05, scale: 0.02, beta: 0.2, overhead: 100 } as const;

export const budgetClaims: readonly Claim[] = [
  ...laws.flatMap(({ compute, threshold, within, ...law }) => {
    const { exponent, beta, overhead } = law;
    const at = `s = ${exponent}, β = ${beta}, c₀ = ${overhead}`;
    return [
      budget({
        id: `leaf-compute-${overhead}`,
        where: 'Section 5 (optimal leaf compute)',
        statement: `x* at ${at}`,
        published: compute,
        tolerance: 5e-5,
        compute: () => allocate({ budget: 1e6, ...law }).computePerLeaf,
        why: 'x* = βc₀/(s − β). Half a unit of the fourth decimal is allowed.',
      }),
      budget({
        id: `threshold-${overhead}`,
        where: 'Section 5 (budget threshold)',
        statement: `B_{thr} at ${at}`,
        published: threshold,
        tolerance: within,
        compute: () => budgetThreshold(law),
        why: 'c₀/(s − β) · (s^{s}/β^{β})^{1/(s−β)}, where the best split gives what one agent gives.',
      }),
      budget({
        id: `threshold-by-bisection-${overhead}`,
        where: 'Section 5 (budget threshold)',
        statement: `B_{thr} at ${at}, without the closed form`,
        published: threshold,
        tolerance: 1e-9 * threshold + within,
        compute: () => thresholdBySearch(law),
        why: 'The budget at which the best of all splits, found by searching N for the largest x^{β}N^{s}, equals B^{β}: a root finder over a minimiser, to a relative 10^{−9}.',
      }),
    ];
  }),
  budget({
    id: 'threshold-everywhere',
    where: 'Section 5 (budget threshold)',
    statement: 'The closed form of B_{thr} is where search finds the two equal',
    published: null,
    compute: () => largest([...synergies()].map((law) => Math.abs(thresholdBySearch(law) / budgetThreshold(law) - 1))),
    holds: (gap) => gap < 1e-9,
    why: 'Largest relative difference over 48 laws: four β, four s − β from 0.02 to 0.2, three overheads.',
  }),
  budget({
    id: 'leaf-compute-stationary',
    where: 'Section 5 (optimal leaf compute)',
    statement: 'At x* the bias k x^{β}N^{s} is stationary along the budget line',
    published: null,
    compute: () =>
      largest(
        [...synergies()].map((law) => {
          const { computePerLeaf: x } = allocate({ budget: 1e6, ...law });
          const logBias = (compute: number) =>
            law.beta * Math.log(compute) - law.exponent * Math.log(compute + law.overhead);
          const step = 1e-4 * x;
          return Math.abs((logBias(x + step) - logBias(x - step)) / 2e-4);
        }),
      ),
    holds: (slope) => slope < 1e-8,
    why: 'Largest central difference of log bias in log x, step 10^{−4}, over the 48 laws; a third-order remainder of 10^{−8}/6 is left.',
  }),
  budget({
    id: 'leaf-compute-ignores-budget',
    where: 'Section 5 (optimal leaf compute)',
    statement: 'x* does not depend on the budget; N* is proportional to it',
    published: null,
    compute: () =>
      largest(
        [...synergies()].map((law) => {
          const [small, large] = [1e4, 1e9].map((tokens) => allocate({ budget: tokens, ...law }));
          const spent = (large.leaves * (large.computePerLeaf + law.overhead)) / 1e9 - 1;
          return Math.max(
            Math.abs(large.computePerLeaf / small.computePerLeaf - 1),
            Math.abs(large.leaves / small.leaves / 1e5 - 1),
            Math.abs(spent),
          );
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest relative deviation at budgets of 10⁴ and 10⁹, over the 48 laws; that N*(x* + c₀) spends the budget is checked too.',
  }),
  budget({
    id: 'synergy-iff',
    where: 'Section 5 (synergy iff s > β)',
    statement: 'Some budget favours many agents exactly when s > β',
    published: null,
    compute: () => {
      let violations = 0;
      for (const exponent of spaced(0.02, 0.48, 24)) {
        for (const beta of [0.05, 0.11, 0.21, 0.29, 0.41]) {
          // 10⁶⁰ tokens stand for "large enough": the thresholds of these laws are below it.
          const advantage = bestLogAdvantage({ exponent, beta, overhead: 100 }, 1e60);
          if (advantage > 1e-9 !== synergyExists({ exponent, beta })) violations++;
        }
      }
      return violations;
    },
    holds: (violations) => violations === 0,
    why: 'Violations among 24 exponents s and five β: whether the best split of 10^{60} tokens, found by search, beats one agent.',
  }),
  budget({
    id: 'threshold-ignores-saturation',
    where: 'Section 5 (limits of the threshold)',
    statement: 'Above B_{thr} saturation can still hand the win to one agent: the synergy window ends',
    published: null,
    compute: () => {
      const { lower, upper } = synergyWindow(agents);
      const above = optimalOrganization({ budget: 1.01 * upper, ...agents });
      const inside = optimalOrganization({ budget: Math.sqrt(lower * upper), ...agents });
      const detail = `window ${lower.toFixed(0)} to ${upper.toExponential(2)} tokens`;
      return { value: Number(inside.synergy) - Number(above.synergy), detail };
    },
    holds: (difference) => difference === 1,
    why: '1 when a whole tree wins in the middle of the window and loses just above its end B_{max} = (u*/k)^{1/β}, where one agent reaches the tree’s ceiling. b = 5, γ = 0.9, ρ = 0.05, k = 0.02, β = 0.2, c₀ = 100.',
  }),
  budget({
    id: 'window-may-be-empty',
    where: 'Section 5 (synergy window)',
    statement: 'The window can be empty although s > β',
    published: null,
    compute: () => {
      const dear = { ...agents, scale: 0.2, overhead: 1e5 };
      const { lower, upper, empty, exponent } = synergyWindow(dear);
      const wins = spaced(1, 9, 60).filter((power) => optimalOrganization({ budget: 10 ** power, ...dear }).synergy);
      const detail = `s − β = ${(exponent - dear.beta).toFixed(3)}, B_{thr} = ${lower.toExponential(1)}, B_{max} = ${upper.toExponential(1)}`;
      return { value: empty && exponent > dear.beta ? wins.length : NaN, detail };
    },
    holds: (wins) => wins === 0,
    why: 'Budgets, among 60 from 10 to 10⁹ tokens, at which a whole tree wins when k = 0.2 and c₀ = 10⁵: one agent reaches u* long before the threshold. If the window were not empty or s ≤ β the claim would be an error.',
  }),
  budget({
    id: 'tree-wins-inside-window-only',
    where: 'Section 5 (synergy window)',
    statement: 'No whole tree wins above the end of its window',
    published: null,
    compute: () => {
      let violations = 0;
      for (const correlation of [0, 0.1, 0.2]) {
        for (const beta of [0.1, 0.2]) {
          const law = { ...agents, correlation, beta };
          const { upper } = synergyWindow(law);
          for (const factor of [1, 2, 10])
            if (optimalOrganization({ budget: factor * upper, ...law }).synergy) violations++;
        }
      }
      return violations;
    },
    holds: (violations) => violations === 0,
    why: 'Violations over three correlations, two β and budgets of one, two and ten times B_{max}.',
  }),
  budget({
    id: 'discrete-optimum',
    where: 'Section 5 (exact optimum)',
    statement: 'The best whole tree is the best of all depths',
    published: null,
    compute: () =>
      largest(
        spaced(2, 7, 26).map((power) => {
          const tokens = 10 ** power;
          const best = optimalOrganization({ budget: tokens, ...agents });
          return Math.abs(best.bias - bestByTrying(tokens));
        }),
      ),
    holds: (gap) => gap < 1e-14,
    why: 'Largest difference to trying every depth with the layer map, at 26 budgets from 100 to 10⁷ tokens.',
  }),
  budget({
    id: 'discrete-near-law',
    where: 'Section 5 (optimal leaf compute)',
    statement: 'The leaves of the best whole tree think about x* tokens, whatever the budget',
    published: null,
    compute: () => {
      const weak = { ...agents, scale: 1e-9 };
      const exponent = organizationExponent(weak);
      const ratios = spaced(5, 9, 41).map((power) => {
        const { computePerLeaf } = optimalOrganization({ budget: 10 ** power, ...weak });
        return computePerLeaf / allocate({ budget: 10 ** power, ...weak, exponent }).computePerLeaf;
      });
      const detail = `x/x* from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
      return { value: Math.max(largest(ratios), 1 / Math.min(...ratios)), detail };
    },
    holds: (factor) => factor <= 5,
    why: 'Largest factor between x of the best whole tree and x*, at 41 budgets from 10⁵ to 10⁹ and k = 10^{−9}. Whole trees come in steps of b = 5 leaves, so x cannot stay closer than within such a step.',
  }),
  budget({
    id: 'overhead-accounting',
    where: 'Section 5, B ≈ N(x + c₀)',
    statement: 'Messages and aggregators cost c₀(N − 1) in every whole tree',
    published: null,
    compute: () =>
      largest(
        [3, 5, 9].flatMap((fanIn) =>
          [1, 2, 3, 4].map((depth) => {
            let [edges, nodes] = [0, 0];
            for (let level = 1; level <= depth; level++) [edges, nodes] = [edges + fanIn ** level, nodes + fanIn ** (level - 1)]; // prettier-ignore
            const prices = { writePrice: 2, readPrice: 0.5, aggregatorCompute: 30 };
            const counted = edges * 40 * 2.5 + nodes * 30;
            const perLeaf = overheadPerLeaf({ fanIn, messageLength: 40, ...prices });
            return Math.abs((perLeaf * (fanIn ** depth - 1)) / counted - 1);
          }),
        ),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest relative difference to counting the edges and inner nodes of twelve trees, with messages of 40 tokens that cost 2 to write and 0.5 to read, and aggregators of 30 tokens.',
  }),
];

/** log of the bias of the best split over that of one agent: N is searched, x is what the budget leaves. */
function bestLogAdvantage({ exponent, beta, overhead }: ScalingLaw, tokens: number): number {
  // With one leaf's share of the budget, y = log(B/N), the bias is (e^y − c₀)^β (B/e^y)^s.
  const loss = (logShare: number) =>
    -(
      beta * Math.log(Math.exp(logShare) - overhead) +
      exponent * (Math.log(tokens) - logShare) -
      beta * Math.log(tokens)
    );
  const lower = Math.log(overhead) + 1e-9;
  const upper = Math.log(tokens);
  return -minimizeScalar(loss, { lower, upper }).value;
}

function thresholdBySearch(law: ScalingLaw): number {
  const advantage = (logBudget: number) => bestLogAdvantage(law, Math.exp(logBudget));
  const [lower, upper] = [Math.log(1.01 * law.overhead), Math.log(law.overhead) + 60];
  return Math.exp(findRoot(advantage, { lower, upper }).root);
}

function bestByTrying(tokens: number): number {
  const { scale, beta, overhead, ...layer } = agents;
  let best = leafBias({ compute: tokens, scale, beta });
  for (let depth = 1; tokens / 5 ** depth > overhead; depth++) {
    const start = leafBias({ compute: tokens / 5 ** depth - overhead, scale, beta });
    best = Math.max(best, iterateTree({ ...layer, leafBias: start, depth }).bias[depth]);
  }
  return best;
}

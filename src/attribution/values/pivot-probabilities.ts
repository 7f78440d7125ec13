/** What the dynamic programs need of a weighted voting game. */
interface Votes {
  readonly weights: Int32Array;
  readonly quota: number;
  readonly totalWeight: number;
}

/** Chances in a vote in which every player joins independently with the same probability. */
export interface PivotProbabilities {
  /** P(the others fall short of the quota, but not without player i). */
  readonly pivotal: Float64Array;
  /** P(the coalition wins); `winning + losing` = 1, the smaller of them with full relative precision. */
  readonly winning: number;
  readonly losing: number;
}

/**
 * Pivot probabilities of all players when each joins with probability x.
 *
 * For x ≤ ½ the distribution f of the coalition's weight below the quota comes from the usual program, all sums of positive
 * terms. Player i with weight a is taken out again by g(w) = (f(w) − x·g(w−a))/(1−x); what is wanted is the sum of g over the
 * a values below the quota, which is Σⱼ (−r)ʲ Fⱼ/(1−x) with r = x/(1−x) ≤ 1 and Fⱼ the sums of f over consecutive
 * blocks of a values. No g is stored, and since Σ Fⱼ ≤ 1 no rounding error is amplified by more than 1/(1−x) ≤ 2.
 * For x > ½ the same is done from the other side: the absent players, each with probability 1 − x, against the quota
 * W − q + 1. At x = ½ the side with the smaller quota is taken, which keeps small tails precise.
 *
 * Cost: O(n·q) and O(q) a distinct weight.
 */
export function pivotProbabilities({ weights, quota, totalWeight }: Votes, x: number): PivotProbabilities {
  const blocking = totalWeight - quota + 1;
  const fromAbove = x > 0.5 || (x === 0.5 && blocking < quota);
  const limit = fromAbove ? blocking : quota;
  const chance = fromAbove ? 1 - x : x;

  const below = weightDistribution(weights, limit, chance);
  const known = new Map<number, number>();
  const pivotal = Float64Array.from(weights, (weight) => {
    let probability = known.get(weight);
    if (probability === undefined) {
      probability = weight === 0 ? 0 : windowBelow(below, weight, chance);
      known.set(weight, probability);
    }
    return probability;
  });
  const short = below.reduce((sum, p) => sum + p, 0);
  return fromAbove ? { pivotal, winning: short, losing: 1 - short } : { pivotal, winning: 1 - short, losing: short };
}

/** Whether every pivot probability at x is below 10⁻¹⁸, by Hoeffding's inequality. */
export function isNegligible({ weights, quota, totalWeight }: Votes, x: number): boolean {
  let squares = 0;
  let heaviest = 0;
  for (const weight of weights) {
    squares += weight * weight;
    heaviest = Math.max(heaviest, weight);
  }
  const above = x * (totalWeight - heaviest) - (quota - 1);
  const under = quota - heaviest - x * totalWeight;
  const distance = Math.max(above, under, 0);
  return (2 * distance * distance) / squares > 18 * Math.LN10;
}

/** P(weight of the coalition = w) for w < limit. */
function weightDistribution(weights: Int32Array, limit: number, chance: number): Float64Array {
  const f = new Float64Array(limit);
  f[0] = 1;
  const stay = 1 - chance;
  let reach = 0;
  for (const weight of weights) {
    if (weight === 0) continue;
    reach = Math.min(limit - 1, reach + weight);
    for (let w = reach; w >= weight; w--) f[w] = stay * f[w] + chance * f[w - weight];
    for (let w = Math.min(weight - 1, reach); w >= 0; w--) f[w] *= stay;
  }
  return f;
}

/** Without one player of this weight: the probability of the `weight` values below the limit. */
function windowBelow(f: Float64Array, weight: number, chance: number): number {
  const ratio = chance / (1 - chance);
  let sum = 0;
  let factor = 1 / (1 - chance);
  for (let end = f.length; end > 0 && factor !== 0; end -= weight) {
    let block = 0;
    for (let w = Math.max(0, end - weight); w < end; w++) block += f[w];
    sum += factor * block;
    factor *= -ratio;
  }
  return sum;
}

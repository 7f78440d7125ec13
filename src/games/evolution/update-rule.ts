import { checkNumber, checkPositive, InvalidInputError } from '../../foundation/index.js';

/** From what a type earns to how often it reproduces, as a logarithm: large payoffs do not overflow. */
export interface FitnessMapping {
  readonly name: string;
  /** ln of the fitness; −∞ for a fitness of 0. */
  readonly logFitness: (payoff: number) => number;
}

/**
 * Fitness is the payoff itself; negative payoffs are an error.
 *
 * @example
 * ```ts
 * import { payoffFitness } from 'polity/games';
 * Math.exp(payoffFitness.logFitness(3)); // 3.000000
 * ```
 */
export const payoffFitness: FitnessMapping = Object.freeze({
  name: 'payoff',
  logFitness: (payoff: number) => Math.log(checkNumber('fitness', payoff, { min: 0 })),
});

/**
 * Fitness 1 − w + wπ with intensity of selection w in [0, 1].
 *
 * @throws InvalidInputError for w outside [0, 1]; later, where a fitness is negative
 * @see Nowak, Sasaki, Taylor & Fudenberg, Nature 428 (2004) 646
 *
 * @example
 * ```ts
 * import { linearFitness } from 'polity/games';
 * Math.exp(linearFitness({ selection: 0.1 }).logFitness(3)); // 1.200000
 * ```
 */
export function linearFitness({ selection }: { readonly selection: number }): FitnessMapping {
  checkNumber('selection', selection, { min: 0, max: 1 });
  return Object.freeze({
    name: `1 − w + wπ, w = ${selection}`,
    logFitness: (payoff: number) => Math.log(checkNumber('fitness', 1 - selection + selection * payoff, { min: 0 })),
  });
}

/**
 * Fitness e^{βπ}, of any payoff and any intensity of selection β ≥ 0.
 *
 * @throws InvalidInputError for β below 0
 * @see Traulsen, Shoresh & Nowak, Bulletin of Mathematical Biology 70 (2008) 1410
 *
 * @example
 * ```ts
 * import { exponentialFitness } from 'polity/games';
 * exponentialFitness({ selection: 2 }).logFitness(3); // 6
 * ```
 */
export function exponentialFitness({ selection }: { readonly selection: number }): FitnessMapping {
  checkNumber('selection', selection, { min: 0 });
  return Object.freeze({ name: `e^{βπ}, β = ${selection}`, logFitness: (payoff: number) => selection * payoff });
}

/** Who replaces whom in a step. */
export type UpdateRule = SelectionRule | ComparisonRule;

/** A birth in proportion to fitness and a death at random, in this order or the other. */
export interface SelectionRule {
  readonly kind: 'birth–death' | 'death–birth';
  readonly fitness: FitnessMapping;
}

/** Two members are compared, and one may take the other's type. */
export interface ComparisonRule {
  readonly kind: 'pairwise comparison';
  readonly name: string;
  /** The probability to switch, by how much more the other earns. */
  readonly switching: (gain: number) => number;
  /** ln of switching(gain)/switching(−gain). */
  readonly logRatio: (gain: number) => number;
}

/**
 * The Moran process: a member chosen in proportion to fitness has a child, which replaces a member chosen at random
 * (perhaps the parent). In a well-mixed population, imitation in proportion to fitness has the same transition
 * probabilities.
 *
 * @param fitness - default {@link payoffFitness}
 * @see Moran, Proc. Cambridge Phil. Soc. 54 (1958) 60; Taylor, Fudenberg, Sasaki & Nowak, Bull. Math. Biol. 66 (2004) 1621
 *
 * @example
 * ```ts
 * import { birthDeath, fixation } from 'polity/games';
 * fixation([[3, 1], [1, 2]], { populationSize: 4, rule: birthDeath() }).probability; // 0.21875000
 * ```
 */
export function birthDeath(fitness: FitnessMapping = payoffFitness): SelectionRule {
  return Object.freeze({ kind: 'birth–death' as const, fitness });
}

/**
 * Death–birth: a member chosen at random dies, and the others (its neighbours on a graph) compete for the place in
 * proportion to fitness.
 *
 * @param fitness - default {@link payoffFitness}
 * @see Ohtsuki, Hauert, Lieberman & Nowak, Nature 441 (2006) 502
 *
 * @example
 * ```ts
 * import { deathBirth, fixation } from 'polity/games';
 * fixation([[2, 2], [1, 1]], { populationSize: 10, rule: deathBirth() }).probability; // 0.450881
 * ```
 */
export function deathBirth(fitness: FitnessMapping = payoffFitness): SelectionRule {
  return Object.freeze({ kind: 'death–birth' as const, fitness });
}

/**
 * Pairwise comparison with the Fermi function: of two members chosen at random, the first takes the second's type with
 * probability 1/(1 + e^{−β(π₂ − π₁)}).
 *
 * @throws InvalidInputError for β below 0
 * @see Traulsen, Nowak & Pacheco, Physical Review E 74 (2006) 011909
 *
 * @example
 * ```ts
 * import { fermi, fixation } from 'polity/games';
 * const rule = fermi({ selection: 0.05 });
 * fixation([[3, 0], [5, 1]], { populationSize: 100, rule }).probability; // 0.0000459084
 * ```
 */
export function fermi({ selection }: { readonly selection: number }): ComparisonRule {
  checkNumber('selection', selection, { min: 0 });
  return Object.freeze({
    kind: 'pairwise comparison' as const,
    name: `Fermi, β = ${selection}`,
    switching: (gain: number) => 1 / (1 + Math.exp(-selection * gain)),
    logRatio: (gain: number) => selection * gain,
  });
}

/**
 * The local update: of two members chosen at random, the first takes the second's type with probability ½ + ½ w (π₂ −
 * π₁)/Δ.
 *
 * @param options - `selection` w in [0, 1]; `range` Δ > 0: the largest difference of payoffs that can occur
 * @throws InvalidInputError for numbers out of range; later, where a difference exceeds Δ
 * @see Traulsen, Claussen & Hauert, Physical Review Letters 95 (2005) 238701
 *
 * @example
 * ```ts
 * import { fixation, localUpdate } from 'polity/games';
 * fixation([[3, 0], [5, 1]], { populationSize: 10, rule: localUpdate({ selection: 0.1, range: 5 }) }).probability; // 0.07136
 * ```
 */
export function localUpdate({
  selection,
  range,
}: {
  readonly selection: number;
  readonly range: number;
}): ComparisonRule {
  checkNumber('selection', selection, { min: 0, max: 1 });
  checkPositive('range', range);
  const lean = (gain: number) => {
    if (Math.abs(gain) > range * (1 + 1e-12))
      throw new InvalidInputError('range', range, `be at least ${Math.abs(gain)}`);
    return (selection * gain) / range;
  };
  return Object.freeze({
    kind: 'pairwise comparison' as const,
    name: `local update, w = ${selection}`,
    switching: (gain: number) => (1 + lean(gain)) / 2,
    logRatio: (gain: number) => Math.log1p(lean(gain)) - Math.log1p(-lean(gain)),
  });
}

/** How a rule is called in a text. */
export function ruleName(rule: UpdateRule): string {
  return rule.kind === 'pairwise comparison' ? rule.name : `${rule.kind}, fitness = ${rule.fitness.name}`;
}

/**
 * The probabilities that a step replaces a member of type j by one of type i, written to out[j·n + i], in a well-mixed
 * population of `counts` members of each type that earn `payoffs`. A child is of another type, each as likely, with
 * probability `mutation`.
 */
export function replacementProbabilities(
  rule: UpdateRule,
  counts: ArrayLike<number>,
  payoffs: ArrayLike<number>,
  mutation: number,
  out: Float64Array,
): void {
  const n = counts.length;
  let size = 0;
  for (let i = 0; i < n; i++) size += counts[i];
  out.fill(0);
  if (rule.kind === 'pairwise comparison') {
    for (let j = 0; j < n; j++) {
      let same = counts[j] / size;
      for (let i = 0; i < n; i++) {
        if (i === j || counts[i] === 0 || counts[j] === 0) continue;
        const taken = (counts[j] / size) * (counts[i] / (size - 1)) * rule.switching(payoffs[i] - payoffs[j]);
        out[j * n + i] = taken;
        same -= taken;
      }
      out[j * n + j] = same;
    }
  } else {
    const logs = Float64Array.from(counts, (count, i) => (count > 0 ? rule.fitness.logFitness(payoffs[i]) : -Infinity));
    const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
    if (most === -Infinity) throw new InvalidInputError('fitness', 0, 'be greater than 0 for some type in use');
    const weights = logs.map((log, i) => (counts[i] === 0 ? 0 : Math.exp(log - most)));
    for (let j = 0; j < n; j++) {
      if (counts[j] === 0) continue;
      const left = (i: number) => counts[i] - (rule.kind === 'death–birth' && i === j ? 1 : 0);
      let total = 0;
      for (let i = 0; i < n; i++) total += left(i) * weights[i];
      if (total === 0) throw new InvalidInputError('fitness', 0, 'be greater than 0 for some type that competes');
      for (let i = 0; i < n; i++) out[j * n + i] = ((counts[j] / size) * left(i) * weights[i]) / total;
    }
  }
  if (mutation === 0) return;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += out[j * n + i];
    const other = n > 1 ? mutation / (n - 1) : 0;
    for (let i = 0; i < n; i++) out[j * n + i] = out[j * n + i] * (1 - mutation - other) + sum * other;
  }
}

/**
 * ln(T⁻/T⁺) with k of `size` members of the first type: how much likelier its number falls than rises. Not a difference of
 * probabilities that may both have vanished.
 */
export function logDownUp(rule: UpdateRule, k: number, size: number, first: number, second: number): number {
  if (rule.kind === 'pairwise comparison') return -rule.logRatio(first - second);
  const [f, g] = [rule.fitness.logFitness(first), rule.fitness.logFitness(second)];
  if (f === -Infinity && g === -Infinity) {
    throw new InvalidInputError('fitness', 0, `be greater than 0 for one of two types (${k} and ${size - k} members)`);
  }
  if (rule.kind === 'birth–death') return g - f;
  // The one who died does not compete.
  const competing = (a: number, b: number) => {
    const most = Math.max(a > 0 ? f : -Infinity, b > 0 ? g : -Infinity);
    return most + Math.log((a > 0 ? a * Math.exp(f - most) : 0) + (b > 0 ? b * Math.exp(g - most) : 0));
  };
  const [up, down] = [competing(k, size - k - 1), competing(k - 1, size - k)];
  return g - down - (f - up);
}

import { InvalidInputError, checkNumber } from '../../foundation/index.js';
import { checkMemoryOne, memoryOneStrategy, type MemoryOneInput } from './memory-one.js';
import { dot } from '../strategic/mixed-profile.js';
import { ownPayoffs, axelrodPayoffs, stageGame, type OwnPayoffs, type StageInput } from './stage-game.js';
import type { Strategy } from './strategy.js';

/** The line s(π_X − l) = π_Y − l between own payoff π_X and the other's π_Y, and how fast it is enforced. */
export interface LinearRelation {
  /** φ > 0: how strongly a round is answered. */
  readonly phi: number;
  /** s: how much of a gain of its own the other gets. 1/s is the extortion factor χ. */
  readonly slope: number;
  /** l: the payoff at which the line crosses π_X = π_Y. P for extortion, R for generosity. */
  readonly baseline: number;
}

/** What a strategy of a slope and a baseline can be. */
export interface LinearRelationBounds {
  /** Baselines that can be enforced: P ≤ l ≤ R. */
  readonly baseline: { readonly lower: number; readonly upper: number };
  /** Slopes that can be enforced with this baseline: −min((T − l)/(l − S), (l − S)/(T − l)) ≤ s ≤ 1. */
  readonly slope: { readonly lower: number; readonly upper: number };
  /** Values of φ with this baseline and slope: 0 < φ ≤ `upper`. */
  readonly phi: { readonly lower: number; readonly upper: number };
}

/**
 * Which linear relations between payoffs a memory-one strategy can enforce in a prisoner's dilemma.
 *
 * @param relation - the slope and the baseline
 * @throws InvalidInputError unless T > R > P > S, and for a baseline or slope that no strategy enforces, with the bounds
 * @see Press & Dyson, PNAS 109 (2012); Hilbe, Nowak & Sigmund, PNAS 110 (2013), equation 14
 *
 * @example
 * ```ts
 * import { linearRelationBounds } from 'polity/games';
 * linearRelationBounds({ slope: 0.5, baseline: 1 }).phi.upper; // 0.2222222
 * linearRelationBounds({ slope: 0.5, baseline: 2 }).slope.lower; // -0.6666667
 * ```
 */
export function linearRelationBounds(
  { slope, baseline }: Omit<LinearRelation, 'phi'>,
  { game = axelrodPayoffs }: { readonly game?: StageInput } = {},
): LinearRelationBounds {
  const { R, S, T, P } = checkDilemma(ownPayoffs(game));
  checkNumber('baseline', baseline, { min: P, max: R });
  const odds = (T - baseline) / (baseline - S);
  const lowest = -Math.min(odds, 1 / odds);
  checkNumber('slope', slope, { min: lowest, max: 1 });
  const steps = probabilityChanges({ slope, baseline }, { R, S, T, P });
  // Rounding may leave a step of −1e-17 at the lowest slope.
  const largest = Math.max(...steps.map(Math.abs));
  return {
    baseline: { lower: P, upper: R },
    slope: { lower: lowest, upper: 1 },
    phi: { lower: 0, upper: 1 / largest },
  };
}

/**
 * The zero-determinant strategy that enforces s(π_X − l) = π_Y − l on long-run payoffs, whatever the other plays:
 *
 * p_CC = 1 − φ(1 − s)(R − l), p_CD = 1 − φ(s(l − S) + T − l), p_DC = φ(l − S + s(T − l)), p_DD = φ(1 − s)(l − P).
 *
 * @param relation - φ, slope and baseline
 * @param options - the prisoner's dilemma, default 3, 0, 5, 1
 * @returns probabilities of cooperating after CC, CD, DC, DD
 * @throws InvalidInputError for a relation out of bounds; the message gives the bounds
 *
 * @example
 * ```ts
 * import { zeroDeterminant } from 'polity/games';
 * zeroDeterminant({ phi: 1 / 9, slope: 0.5, baseline: 1 }); // [0.8888889, 0.5, 0.3333333, 0]
 * ```
 */
export function zeroDeterminant(
  { phi, slope, baseline }: LinearRelation,
  { game = axelrodPayoffs }: { readonly game?: StageInput } = {},
): Float64Array {
  const { phi: range } = linearRelationBounds({ slope, baseline }, { game });
  // 1/9 and its like are rounded: one part in 10¹² over the bound is the bound.
  checkNumber('phi', phi, { min: 0, max: range.upper * (1 + 1e-12), aboveMin: true });
  const [cc, cd, dc, dd] = probabilityChanges({ slope, baseline }, ownPayoffs(game));
  return Float64Array.of(1 - phi * cc, 1 - phi * cd, phi * dc, phi * dd).map((p) => Math.min(1, Math.max(0, p)));
}

/** By how much φ moves each probability from (1, 1, 0, 0), those of one who repeats itself. */
function probabilityChanges({ slope, baseline: l }: Omit<LinearRelation, 'phi'>, { R, S, T, P }: OwnPayoffs): number[] {
  return [(1 - slope) * (R - l), slope * (l - S) + T - l, l - S + slope * (T - l), (1 - slope) * (l - P)];
}

function checkDilemma(payoffs: OwnPayoffs): OwnPayoffs {
  const { R, S, T, P } = payoffs;
  if (!(T > R && R > P && P > S)) throw new InvalidInputError('game', [R, S, T, P], 'be a dilemma, T > R > P > S');
  return payoffs;
}

/**
 * Zero-determinant strategies by name: extortioners (baseline P), generous ones (baseline R), equalizers (slope 0).
 *
 * @param relation - φ, slope, and the baseline as a payoff or as 'R' or 'P' of the game that is played
 * @throws InvalidInputError in a match whose payoffs do not allow the relation; the message gives the bounds
 *
 * @example
 * ```ts
 * import { axelrodPayoffs, zeroDeterminantStrategy } from 'polity/games';
 * const equalizer = zeroDeterminantStrategy({ phi: 0.25, slope: 0, baseline: 2 });
 * equalizer.memoryOne?.(axelrodPayoffs).response; // [0.75, 0.25, 0.5, 0.25]
 * ```
 */
export function zeroDeterminantStrategy(
  { phi, slope, baseline }: Omit<LinearRelation, 'baseline'> & { readonly baseline: number | 'R' | 'P' },
  {
    name,
    description,
    source = '',
  }: { readonly name?: string; readonly description?: string; readonly source?: string } = {},
): Strategy {
  const shown = `φ = ${Number(phi.toPrecision(4))}, s = ${Number(slope.toPrecision(4))}, l = ${baseline}`;
  const about = {
    name: name ?? `ZD (${shown})`,
    description: description ?? `Enforces s(own − l) = other’s − l with ${shown}.`,
    source,
  };
  return memoryOneStrategy(
    {
      ...about,
      usesPayoffs: true,
      recipe: { family: 'zero-determinant', options: { relation: { phi, slope, baseline }, about } },
    },
    (game) => ({
      initial: 1,
      response: zeroDeterminant(
        { phi, slope, baseline: typeof baseline === 'number' ? baseline : game[baseline] },
        { game },
      ),
    }),
  );
}

/** A linear relation α π_X + β π_Y + γ = 0 that a memory-one strategy enforces on its payoff and the other's. */
export interface EnforcedRelation {
  /** Whether it enforces one: the distance is 0 but for rounding, and α or β is not 0. */
  readonly enforced: boolean;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** s = −α/β, where β ≠ 0; NaN otherwise. */
  readonly slope: number;
  /** l = −γ/(α + β): where both earn the same; NaN for parallel lines. */
  readonly baseline: number;
  /** Largest entry of p̃ − (α S_X + β S_Y + γ): how far the strategy is from enforcing the nearest relation. */
  readonly distance: number;
}

/**
 * Which linear relation between long-run payoffs a memory-one strategy enforces, in any 2 × 2 game: its change vector
 * p̃ = (p_CC − 1, p_CD − 1, p_DC, p_DD) has mean 0 over the outcomes of any match (Akin's lemma), so if
 * p̃ = α S_X + β S_Y + γ, then α π_X + β π_Y + γ = 0. The coefficients are those of least squares.
 *
 * With a discount factor δ < 1 the vector is δp + (1 − δ)p₀ − (1, 1, 0, 0), and the relation holds for discounted payoffs.
 *
 * @param strategy - a memory-one strategy, the row player
 * @throws InvalidInputError for probabilities outside [0, 1]
 *
 * @example
 * ```ts
 * import { enforcedRelation } from 'polity/games';
 * const titForTat = enforcedRelation([1, 0, 1, 0]);
 * titForTat.enforced; // true
 * titForTat.slope; // 1
 * enforcedRelation([1, 0, 0, 1]).enforced; // false
 * ```
 */
export function enforcedRelation(
  strategy: MemoryOneInput,
  { game = axelrodPayoffs, discount = 1 }: { readonly game?: StageInput; readonly discount?: number } = {},
): EnforcedRelation {
  const { initial, response } = checkMemoryOne('strategy', strategy);
  checkNumber('discount', discount, { min: 0, max: 1 });
  const { first, second } = stageGame(game);
  const change = response.map((p, k) => discount * p + (1 - discount) * initial - (k < 2 ? 1 : 0));
  // Gram–Schmidt on the columns 1, S_X, S_Y: a column that depends on those before it gets coefficient 0.
  const columns = [new Float64Array(4).fill(1), first, second];
  const basis: { column: number; vector: Float64Array; upper: number[] }[] = [];
  columns.forEach((values, column) => {
    const vector = values.slice();
    const upper = basis.map((b) => {
      const along = dot(b.vector, vector);
      vector.forEach((_, k) => (vector[k] -= along * b.vector[k]));
      return along;
    });
    const length = Math.sqrt(dot(vector, vector));
    if (length <= 1e-12 * Math.sqrt(dot(values, values))) return;
    basis.push({ column, vector: vector.map((x) => x / length), upper: [...upper, length] });
  });
  const along = basis.map(({ vector }) => dot(vector, change));
  const coefficients = [0, 0, 0];
  for (let i = basis.length - 1; i >= 0; i--) {
    let value = along[i];
    for (let j = i + 1; j < basis.length; j++) value -= basis[j].upper[i] * coefficients[basis[j].column];
    coefficients[basis[i].column] = value / basis[i].upper[i];
  }
  const [gamma, alpha, beta] = coefficients.map((c) => (Math.abs(c) < 1e-14 ? 0 : c));
  const distance = Math.max(...change.map((c, k) => Math.abs(c - (alpha * first[k] + beta * second[k] + gamma))));
  return {
    enforced: distance < 1e-12 && (alpha !== 0 || beta !== 0),
    alpha,
    beta,
    gamma,
    slope: beta === 0 ? NaN : 0 - alpha / beta,
    baseline: Math.abs(alpha + beta) < 1e-14 ? NaN : 0 - gamma / (alpha + beta),
    distance,
  };
}

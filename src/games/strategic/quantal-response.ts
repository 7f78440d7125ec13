import { checkInteger, checkNumber, InvalidInputError } from '../../foundation/index.js';
import { findRoot } from '../../numerics/index.js';
import { followBranch, LogitBranch, type BranchPoint } from './logit-branch.js';
import { checkProfile, expectedPayoffs, normalized, regretOf } from './mixed-profile.js';
import { indifferentProfile } from './newton-equilibrium.js';
import type { MixedProfile, StrategicGame } from './strategic-game.js';

/** A logit quantal response equilibrium. */
export interface QuantalResponse {
  /** λ, per unit of payoff: 0 chooses at random, ∞ replies best. */
  readonly rationality: number;
  /** Probabilities, one list a player. */
  readonly profile: readonly Float64Array[];
  /** What each player earns on average. */
  readonly payoffs: Float64Array;
  /** Largest error of the equations, in the logarithms of probabilities. */
  readonly residual: number;
  /** Whether the branch could be followed to this rationality; if not, the profile is the last on it. */
  readonly converged: boolean;
}

export interface QuantalResponseOptions {
  /** λ ≥ 0, per unit of payoff. */
  readonly rationality: number;
  /** Profile at λ = 0, every probability above 0; default all strategies alike. */
  readonly prior?: MixedProfile;
}

export interface QuantalResponsePathOptions {
  readonly prior?: MixedProfile;
  /** Where to stop, per unit of payoff; default 10⁶ over the largest range of payoffs. */
  readonly maxRationality?: number;
  /** Default 10 000. */
  readonly maxSteps?: number;
}

/** The principal branch of logit equilibria. */
export interface QuantalResponsePath {
  /** From λ = 0 on, in the order of the branch. */
  readonly points: readonly QuantalResponse[];
  /** λ of the points where the branch turns back, in its order; none where it always rises. */
  readonly turningPoints: readonly number[];
  /** The Nash equilibrium that the branch tends to. */
  readonly limit: {
    readonly profile: readonly Float64Array[];
    readonly payoffs: Float64Array;
    /** The most a player could gain by deviating. */
    readonly regret: number;
  };
  /** Whether the limit is an equilibrium: its regret is at most 10⁻⁹ of the largest range of payoffs. */
  readonly converged: boolean;
}

/**
 * The logit quantal response equilibrium of a rationality λ on the principal branch: the profile p with
 * pᵢⱼ ∝ qᵢⱼ exp(λ uᵢⱼ(p)), found by following the branch from p = q at λ = 0; where the branch passes λ more than once, the
 * first time. Any number of players. Equations hold to about 10⁻¹².
 *
 * Cost: some tens of steps, each a linear system of as many unknowns as there are strategies.
 *
 * @throws InvalidInputError for a negative rationality, or a prior that is no fully mixed profile
 * @see McKelvey & Palfrey, "Quantal response equilibria for normal form games", Games and Economic Behavior 10 (1995)
 *
 * @example
 * ```ts
 * import { StrategicGame, quantalResponse } from 'polity/games';
 * // Cooperation in the prisoner's dilemma: p = 1/(1 + exp(λ(1 + p))).
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * quantalResponse(dilemma, { rationality: 1 }).profile[0]; // [0.226751, 0.773249]
 * ```
 */
export function quantalResponse(game: StrategicGame, { rationality, prior }: QuantalResponseOptions): QuantalResponse {
  checkNumber('rationality', rationality, { min: 0 });
  const branch = new LogitBranch(game, checkPrior(game, prior));
  let last: BranchPoint | undefined;
  for (const point of followBranch(branch)) {
    if (last && branch.rationality(point) >= rationality) {
      const found = branch.crossing(last, point, rationality);
      if (found) return responseAt(game, branch, found);
    }
    last = point;
    if (rationality === 0) return responseAt(game, branch, point);
  }
  return { ...responseAt(game, branch, last!), converged: false };
}

/**
 * The principal branch of logit equilibria, from random choice to the Nash equilibrium that it selects. Turning points are
 * passed. At the end the strategies that are still played are taken for the support and Newton's method goes on to the
 * equilibrium itself; its regret is reported.
 *
 * Cost: some hundreds of steps as in {@link quantalResponse}.
 *
 * @throws InvalidInputError as {@link quantalResponse}
 * @see Turocy, Games and Economic Behavior 51 (2005)
 *
 * @example
 * ```ts
 * import { StrategicGame, quantalResponsePath } from 'polity/games';
 * const stagHunt = StrategicGame.symmetric([[4, 1], [3, 2]]);
 * const { limit, turningPoints } = quantalResponsePath(StrategicGame.symmetric([[4, 0], [3, 2]]));
 * limit.profile[0]; // [0, 1]
 * turningPoints; // []
 * ```
 */
export function quantalResponsePath(
  game: StrategicGame,
  { prior, maxRationality, maxSteps = 10_000 }: QuantalResponsePathOptions = {},
): QuantalResponsePath {
  checkInteger('maxSteps', maxSteps, { min: 1 });
  const branch = new LogitBranch(game, checkPrior(game, prior));
  const enough =
    maxRationality === undefined ? 1e6 / branch.scale : checkNumber('maxRationality', maxRationality, { min: 0 });
  const trace = traceBranch(branch, enough, maxSteps);
  const limit = limitOf(game, branch.profile(trace.points[trace.points.length - 1]));
  return {
    points: trace.points.map((point) => responseAt(game, branch, point)),
    turningPoints: trace.turningPoints,
    limit,
    converged: limit.regret <= 1e-9 * branch.scale,
  };
}

/** A branch as far as it was followed. */
export interface BranchTrace {
  readonly points: readonly BranchPoint[];
  readonly turningPoints: readonly number[];
}

/** Follows a branch up to a rationality, and finds where it turns on the way. */
export function traceBranch(branch: LogitBranch, maxRationality: number, maxSteps: number): BranchTrace {
  const points: BranchPoint[] = [];
  const turningPoints: number[] = [];
  for (const point of followBranch(branch)) {
    const last = points[points.length - 1];
    if (last && rising(last) !== rising(point)) {
      turningPoints.push(branch.rationality(between(branch, last, point, (at) => at.tangent[at.tangent.length - 1])));
    }
    points.push(point);
    if (branch.rationality(point) >= maxRationality || points.length > maxSteps) break;
  }
  return { points, turningPoints };
}

const rising = ({ tangent }: BranchPoint) => tangent[tangent.length - 1] > 0;

/** The point between two neighbours where a function of the branch changes sign. */
export function between(
  branch: LogitBranch,
  from: BranchPoint,
  to: BranchPoint,
  sign: (point: BranchPoint) => number,
): BranchPoint {
  const distance = from.tangent.reduce((sum, part, k) => sum + part * (to.at[k] - from.at[k]), 0);
  let found = to;
  const { root } = findRoot(
    (length) => {
      if (length === 0) return sign(from);
      if (length === distance) return sign(to);
      found = branch.next(from, length) ?? found;
      return sign(found);
    },
    { lower: 0, upper: distance, tolerance: 1e-13 * distance },
  );
  return root === 0 ? from : root === distance ? to : (branch.next(from, root) ?? found);
}

/** A profile on a branch with what belongs to it. */
export function responseAt(game: StrategicGame, branch: LogitBranch, point: BranchPoint): QuantalResponse {
  const profile = branch.profile(point).map(normalized);
  return {
    rationality: Math.max(0, branch.rationality(point)),
    profile,
    payoffs: expectedPayoffs(game, profile),
    residual: branch.residual(point),
    converged: true,
  };
}

/** The equilibrium near the end of a branch: of all ways to tell a support from what dies out, the one with the least regret. */
export function limitOf(game: StrategicGame, end: readonly Float64Array[]): QuantalResponsePath['limit'] {
  let best: { profile: Float64Array[]; regret: number } | undefined;
  const tried = new Set<string>();
  for (const threshold of [1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 0]) {
    const supports = end.map((mixed) => Array.from(mixed.keys()).filter((s) => mixed[s] > threshold));
    const name = supports.join('|');
    if (tried.has(name)) continue;
    tried.add(name);
    const kept = end.map((mixed, p) => normalized(mixed.map((share, s) => (supports[p].includes(s) ? share : 0))));
    const solved = indifferentProfile(game, kept, supports);
    const near = solved?.every((mixed, p) =>
      mixed.every((share, s) => share >= -1e-12 && Math.abs(share - kept[p][s]) < 0.05),
    );
    for (const profile of near
      ? [solved!.map((mixed) => normalized(mixed.map((share) => Math.max(0, share)))), kept]
      : [kept]) {
      const { regret } = regretOf(game, profile);
      if (!best || regret < best.regret) best = { profile, regret };
    }
  }
  return { ...best!, payoffs: expectedPayoffs(game, best!.profile) };
}

export function checkPrior(game: StrategicGame, prior: MixedProfile | undefined): Float64Array[] {
  if (!prior) return game.shape.map((count) => new Float64Array(count).fill(1 / count));
  const checked = checkProfile(game, prior);
  checked.forEach((mixed, p) => {
    const never = mixed.indexOf(0);
    if (never >= 0) throw new InvalidInputError(`prior[${p}][${never}]`, 0, 'be above 0');
  });
  return checked;
}

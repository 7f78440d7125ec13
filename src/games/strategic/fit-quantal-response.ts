import { checkInteger, checkVector, InvalidInputError } from '../../foundation/index.js';
import { checkLevel, chiSquareUpperTail, profileInterval, type Estimate } from '../../statistics/index.js';
import { LogitBranch, type BranchPoint } from './logit-branch.js';
import { between, checkPrior, responseAt, traceBranch, type QuantalResponse } from './quantal-response.js';
import type { MixedProfile, StrategicGame } from './strategic-game.js';

export interface FitQuantalResponseOptions {
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
  /** Profile at λ = 0; default all strategies alike. */
  readonly prior?: MixedProfile;
}

/** Rationality λ estimated from choices. */
export interface QuantalResponseFit extends Estimate {
  /** The equilibrium at the estimate. */
  readonly response: QuantalResponse;
  readonly logLikelihood: number;
  /** Log-likelihood of random choice, λ = 0. */
  readonly randomLogLikelihood: number;
  /** How far the choices are from any λ: likelihood ratio against free frequencies, one parameter against Σ (kᵢ − 1). */
  readonly misfit: { readonly deviance: number; readonly degrees: number; readonly pValue: number };
}

/** Choices more rational than this, times the largest range of payoffs, cannot be told from best replies. */
const MOST_RATIONAL = 1e4;

/**
 * Maximum-likelihood rationality λ of a logit quantal response equilibrium on the principal branch, from how often each
 * strategy was chosen: ℓ(λ) = Σ nᵢⱼ log pᵢⱼ(λ). Maxima are searched along the branch, of which arc length is the
 * parameter, so a branch that turns back is no exception.
 *
 * The standard error is that of the expected information Σᵢ Nᵢ Σⱼ pᵢⱼ (d log pᵢⱼ/dλ)²; the interval that of the profile
 * likelihood. Choices are taken as independent. Where best replies fit best the estimate is Infinity and has no standard
 * error; where random choice does it is 0. Where λ changes nothing (matching pennies) the interval is [0, ∞].
 *
 * Cost: that of the branch, some hundreds of linear systems.
 *
 * @param counts - for each player, how often each strategy was chosen
 * @throws InvalidInputError for counts that are no whole numbers, or all 0
 * @see McKelvey & Palfrey 1995; Haile, Hortaçsu & Kosenok, American Economic Review 98 (2008), on what a good fit does not
 *   show
 *
 * @example
 * ```ts
 * import { StrategicGame, fitQuantalResponse } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * const { estimate, interval } = fitQuantalResponse(dilemma, [[23, 77], [22, 78]]);
 * estimate; // 1.0096
 * interval.lower; // 0.7108
 * interval.upper; // 1.3491
 * ```
 */
export function fitQuantalResponse(
  game: StrategicGame,
  counts: readonly ArrayLike<number>[],
  { level = 0.95, prior }: FitQuantalResponseOptions = {},
): QuantalResponseFit {
  checkLevel('level', level);
  const chosen = checkCounts(game, counts);
  const branch = new LogitBranch(game, checkPrior(game, prior));
  const { points } = traceBranch(branch, MOST_RATIONAL / branch.scale, 10_000);
  const flat = chosen.flatMap((list) => Array.from(list));
  // The branch's coordinates are the logarithms of probabilities: likelihood and slope are products with the counts.
  const likelihood = ({ at }: BranchPoint) => flat.reduce((sum, n, k) => (n === 0 ? sum : sum + n * at[k]), 0);
  const slope = ({ tangent }: BranchPoint) => flat.reduce((sum, n, k) => sum + n * tangent[k], 0);

  let best = points[0];
  const consider = (point: BranchPoint) => {
    if (likelihood(point) > likelihood(best)) best = point;
  };
  for (let k = 1; k < points.length; k++) {
    const turns = slope(points[k - 1]) > 0 && slope(points[k]) <= 0;
    consider(turns ? between(branch, points[k - 1], points[k], slope) : points[k]);
  }
  const last = points[points.length - 1];
  const total = flat.reduce((sum, n) => sum + n, 0);
  // At the end the likelihood still rises, or has stopped changing at all.
  const endless = likelihood(best) - likelihood(last) < 1e-9 * total;
  if (endless) best = last;
  const most = likelihood(best);
  const information = chosen.reduce((sum, list, p) => {
    const size = list.reduce((a, b) => a + b, 0);
    const [probabilities, slopes] = [branch.profile(best)[p], branch.slopes(best)[p]];
    return sum + size * probabilities.reduce((part, share, s) => part + share * slopes[s] ** 2, 0);
  }, 0);
  const standardError = endless ? NaN : 1 / Math.sqrt(information);
  const estimate = endless ? Infinity : Math.max(0, branch.rationality(best));

  const deviance = (rationality: number) => {
    let top = -Infinity;
    for (let k = 1; k < points.length; k++) {
      const [a, b] = [branch.rationality(points[k - 1]), branch.rationality(points[k])];
      if (rationality < Math.min(a, b) || rationality > Math.max(a, b)) continue;
      const point = branch.crossing(points[k - 1], points[k], rationality);
      if (point) top = Math.max(top, likelihood(point));
    }
    return Math.max(0, 2 * (most - top));
  };
  const reached = branch.rationality(last);
  const interval = profileInterval(deviance, {
    estimate: endless ? reached : estimate,
    scale: endless ? reached / 4 : Math.min(standardError, reached),
    lower: 0,
    upper: reached,
    level,
  });
  const saturated = chosen.reduce((sum, list) => {
    const size = list.reduce((a, b) => a + b, 0);
    return sum + list.reduce((part, n) => (n === 0 ? part : part + n * Math.log(n / size)), 0);
  }, 0);
  const played = chosen.filter((list) => list.some((n) => n > 0));
  const degrees = played.reduce((sum, list) => sum + list.length - 1, 0) - 1;
  const misfit = Math.max(0, 2 * (saturated - most));
  return {
    estimate,
    standardError,
    interval: interval.upper >= reached ? { ...interval, upper: Infinity } : interval,
    n: total,
    method: 'maximum likelihood on the principal logit branch; profile-likelihood interval',
    response: responseAt(game, branch, best),
    logLikelihood: most,
    randomLogLikelihood: likelihood(points[0]),
    misfit: {
      deviance: misfit,
      degrees,
      pValue: degrees > 0 ? chiSquareUpperTail(misfit, { degrees }) : NaN,
    },
  };
}

function checkCounts(game: StrategicGame, counts: readonly ArrayLike<number>[]): Float64Array[] {
  if (counts.length !== game.shape.length) {
    throw new InvalidInputError('counts.length', counts.length, `equal ${game.shape.length}, the number of players`);
  }
  const checked = game.shape.map((length, p) => {
    const list = checkVector(`counts[${p}]`, counts[p], { length, min: 0 });
    list.forEach((n, s) => checkInteger(`counts[${p}][${s}]`, n, { min: 0 }));
    return list;
  });
  if (checked.every((list) => list.every((n) => n === 0))) {
    throw new InvalidInputError('counts', 0, 'hold a choice');
  }
  return checked;
}
